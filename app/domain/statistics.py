"""Statistics: measures with their definitions, forms made of them, and the figures that come out."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.paging import Period


class Counted(StrEnum):
    """The books that can be counted."""

    SESSIONS = "sessions"
    VISITS = "visits"
    DIALOGUES = "dialogues"
    DIALOGUE_OPINIONS = "dialogue_opinions"
    PETITIONS = "petitions"
    MEETINGS = "meetings"
    PLACES = "places"
    RECOMMENDATIONS = "recommendations"


class By(StrEnum):
    """What one counts of a book: its records, the cases they belong to, or a number they carry."""

    RECORDS = "records"
    CASES = "cases"
    PEOPLE = "people"
    ATTENDANCE = "attendance"


class When(StrEnum):
    """How a record's own days stand to the period.

    ``WITHIN``: its day lies in the period. ``CARRIED``: received before it and still open when it began.
    ``HANDLED``: received in it or carried into it.
    """

    WITHIN = "within"
    CARRIED = "carried"
    HANDLED = "handled"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted.

    Attributes:
        dated: The column of the day that decides whether a record belongs to the period.
        where: Column and allowed values, all of which must hold.
        text: The definition in a sentence, as the screen shows it.
    """

    id: str
    counted: Counted
    by: By
    when: When
    dated: str
    where: tuple[tuple[str, tuple[str, ...]], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a form: a measure, or the share of one measure in another in percent."""

    label: str
    measure: str
    share_of: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of a form; lines with ``yearly`` stand once for each calendar year of the period."""

    label: str
    cells: tuple[Cell, ...]
    yearly: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A statistical form: data, from ``resources/forms/``."""

    id: str
    title: str
    basis: str
    measures: dict[str, Measure]
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a report: what it counts, over which days, and how much.

    Attributes:
        value: The count; for a share, hundredths of a percent, or None when there is nothing to take it of.
    """

    label: str
    measure: str
    period: Period
    value: int | None
    share: bool = False


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A numbered line of a report."""

    number: int
    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A form filled for a period."""

    form: str
    title: str
    basis: str
    period: Period
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """A record behind a number; ``who`` is empty when sealed.

    Attributes:
        hidden: Kept from who looks: counted, and told by its number and day alone.
    """

    record_type: RecordType
    record_id: RecordId
    number: str
    who: str
    text: str
    on: date
    sealed: bool
    hidden: bool


def years(period: Period) -> tuple[Period, ...]:
    """The period cut at each New Year."""
    spans = range(period.first.year, period.last.year + 1)
    return tuple(
        Period(max(period.first, date(year, 1, 1)), min(period.last, date(year, 12, 31))) for year in spans
    )


def months(period: Period) -> tuple[Period, ...]:
    """The period cut at the first of each month."""
    firsts = [period.first]
    while (following := _next_first(firsts[-1])) <= period.last:
        firsts.append(following)
    lasts = [first - timedelta(days=1) for first in firsts[1:]] + [period.last]
    return tuple(Period(first, last) for first, last in zip(firsts, lasts, strict=True))


def _next_first(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
