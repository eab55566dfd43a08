"""Figures as pictures: the same values drawn on screen and on paper."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.statistics import Measure


class ChartStyle(StrEnum):
    """How a chart is drawn: standing columns, lying bars, lying bars made of parts, or lines."""

    COLUMNS = "columns"
    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"


class Gallery(StrEnum):
    """Where charts hang together."""

    STATISTICS = "statistics"
    VOTERS = "voters"


@dataclass(frozen=True, slots=True)
class ChartQuery:
    """What charts are asked for.

    Attributes:
        session: The council session that recommendations were raised for; None for all. What compares the
            sessions shows all of them.
    """

    period: Period
    body: BodyKind | None = None
    gallery: Gallery = Gallery.STATISTICS
    session: RecordId | None = None


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
        most: The longest the axis grows: the smaller values beyond it, of sessions the earlier ones, are left
            out, and said to be.
    """

    id: str
    title: str
    style: ChartStyle
    rows: str
    series: tuple[SeriesDefinition, ...]
    years: int = 0
    most: int = 12
    gallery: Gallery = Gallery.STATISTICS


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
        keys: What the names stand for in the books, empty where no records can be listed for them.
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
    keys: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        return not any(value for series in self.series for value in series.values)

    def told(self, at: int) -> str:
        """The number at a place of the axis, of several parts as the sum they are: ``12 = 5 + 3 + 0 + 4``."""
        values = [series.values[at] or 0 for series in self.series]
        whole, *parts = (f"{value:,}".replace(",", ".") for value in (sum(values), *values))
        return f"{whole} = {' + '.join(parts)}" if sum(map(bool, values)) > 1 else whole
