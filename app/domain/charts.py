"""Figures as pictures: the same values drawn on screen and on paper."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.statistics import Measure


class ChartStyle(StrEnum):
    """How a chart is drawn: standing columns, lying bars, or lines."""

    COLUMNS = "columns"
    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class SeriesDefinition:
    """What one series of a chart counts.

    Attributes:
        whole: What it is the share of, in percent; None for a plain count.
    """

    label: str
    measure: Measure
    whole: Measure | None = None


@dataclass(frozen=True, slots=True)
class ChartDefinition:
    """A chart: data, from ``resources/charts.toml``.

    Attributes:
        rows: The dimension along the axis.
        years: How many calendar years are compared month by month, a series each; 0 for the period asked for.
        most: The longest the axis grows: the smaller values beyond it are left out, and said to be.
    """

    id: str
    title: str
    style: ChartStyle
    rows: str
    series: tuple[SeriesDefinition, ...]
    years: int = 0
    most: int = 12


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a series along the axis; None where there is nothing to tell."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its values.

    Attributes:
        labels: The names along the axis.
        percent: Whether the values are hundredths of a percent.
        note: What must be said under it, "" for nothing.
    """

    id: str
    title: str
    style: ChartStyle
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = False
    note: str = ""

    @property
    def empty(self) -> bool:
        return not any(value for series in self.series for value in series.values)
