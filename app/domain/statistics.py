"""Statistics: measures with their definitions, forms made of them, and the figures that come out."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.paging import Period


class Counted(StrEnum):
    """The books that can be counted."""

    SESSIONS = "sessions"
    VISITS = "visits"
    DIALOGUES = "dialogues"
    DIALOGUE_OPINIONS = "dialogue_opinions"
    PETITIONS = "petitions"
    OUTCOMES = "outcomes"
    EVENTS = "events"
    DOCUMENTS = "documents"
    ASSIGNMENTS = "assignments"
    CLOCKS = "clocks"
    AFFAIRS = "affairs"
    MEETINGS = "meetings"
    PLACES = "places"
    RECOMMENDATIONS = "recommendations"


class By(StrEnum):
    """What one counts of a book: its records, their cases or days, or a number they carry."""

    RECORDS = "records"
    CASES = "cases"
    DAYS = "days"
    SUM = "sum"


class When(StrEnum):
    """How a record's own days stand to the period.

    ``WITHIN``: its day lies in the period. ``CARRIED``: it lies before it and the record was not ended when
    it began. ``HANDLED``: either of the two. ``PENDING``: it does not lie after the period, and the record
    was not ended by then. ``UNTIL``: it does not lie after the period.
    """

    WITHIN = "within"
    CARRIED = "carried"
    HANDLED = "handled"
    PENDING = "pending"
    UNTIL = "until"


class Part(StrEnum):
    """Whose reception a visit belongs to (form 01/TCD): of the head, on the head's behalf, of every day."""

    HEAD = "head"
    DELEGATE = "delegate"
    EVERYDAY = "everyday"


class Scale(StrEnum):
    """What a figure is counted in; its value is a whole number of the smallest part."""

    COUNT = "count"
    PERCENT = "percent"
    MILLION = "million"
    SQUARE_METRE = "square_metre"

    @property
    def parts(self) -> int:
        """How many of the smallest part make one: hundredths of a percent or m², đồng of a million."""
        return _PARTS[self]


_PARTS = {Scale.COUNT: 1, Scale.PERCENT: 100, Scale.MILLION: 1_000_000, Scale.SQUARE_METRE: 100}

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Columns and the words one of which each must hold; ``!`` before a word bars it, ``-`` stands for none."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted.

    Attributes:
        dated: The column of the day that decides whether a record belongs to the period.
        ends: The column of the day on which the record is done with, for what is carried over.
        summed: The column that is added up, "" where records, cases or days are counted.
        besides: Measures of cases before this one: a case that they count is not counted here.
        text: The definition in a sentence, as the screen shows it.
        article: Where the rule stands, "" for the office's own reading.
    """

    id: str
    counted: Counted
    by: By
    when: When
    dated: str
    where: Where
    text: str
    ends: str = ""
    summed: str = ""
    besides: tuple["Measure", ...] = ()
    article: str = ""
    scale: Scale = Scale.COUNT


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a form: a measure, or the share of one measure in another in percent.

    Attributes:
        ms: Its number in the form (mã số), "" where the form has none.
        under: The headings above it, from the top.
        measure: "" where the program has no book to count: the figure is written by hand.
        why: What such a figure is and why no book tells it, "" for one that is counted.
    """

    label: str
    measure: str
    share_of: str = ""
    ms: str = ""
    under: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form; lines with ``yearly`` stand once for each calendar year of the period."""

    label: str
    cells: tuple[Cell, ...]
    yearly: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A column in a relation, ``times`` over; ``form`` is the number of another form, "" for this one."""

    ms: str
    form: str = ""
    times: int = 1


class Sign(StrEnum):
    """How the two sides of a relation stand."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="

    def holds(self, left: int, right: int) -> bool:
        if self is Sign.EQUAL:
            return left == right
        return left <= right if self is Sign.AT_MOST else left >= right


@dataclass(frozen=True, slots=True)
class Relation:
    """What must hold between columns.

    Attributes:
        told: As the form writes it.
        right: Nothing where the left side must be 0.
        sure: Whether the form's own rules say so; otherwise it follows from what the columns mean.
    """

    told: str
    left: tuple[Term, ...]
    sign: Sign
    right: tuple[Term, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A statistical form: data, from ``resources/forms/``.

    It has either ``lines``, one under the other, or ``columns`` side by side with a row for each value of
    ``rows`` (a column of every book it counts), or one row for the whole office.

    Attributes:
        number: Its official number, such as ``01/TCD``; its id where it has none.
        basis: The paper that prescribes it, or how it is counted.
        body: Whose form it is, None for the whole commune.
        periods: The kinds of period it is made for.
        large: Whether it is printed on A3.
        version: A digest of the definitions: other definitions have another one.
    """

    id: str
    number: str
    title: str
    basis: str
    measures: dict[str, Measure]
    lines: tuple[Line, ...]
    columns: tuple[Cell, ...]
    relations: tuple[Relation, ...]
    version: str
    body: BodyKind | None = None
    rows: str = ""
    periods: tuple["PeriodKind", ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    large: bool = False
    notes: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        return (self.effective_from or day) <= day <= (self.effective_to or day)

    def cell(self, name: str) -> Cell | None:
        """The cell with this number or measure, None when there is none."""
        cells = [*self.columns, *(cell for line in self.lines for cell in line.cells)]
        return next((cell for cell in cells if name and name in (cell.ms, cell.measure)), None)

    def measure(self, name: str) -> Measure:
        """The measure with this id, or of the column with this number; refused when there is none."""
        cell = self.cell(name)
        found = self.measures.get(name) or (self.measures.get(cell.measure) if cell else None)
        if found is None:
            raise Refused("measure_unknown", measure=name, form=self.number)
        return found


class PeriodKind(StrEnum):
    """The periods that reports are made for."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class FigureRef:
    """Which number: a measure of a form over some days, of one body or all, of one row or the whole."""

    form: str
    measure: str
    period: Period
    body: BodyKind | None = None
    row: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a report: what it counts, over which days, and how much.

    Attributes:
        value: In the smallest parts of its scale; None when nobody counts it, or for a share of nothing.
        row: The value of the form's row dimension it is for, "" for the whole.
    """

    label: str
    measure: str
    period: Period
    value: int | None
    scale: Scale = Scale.COUNT
    ms: str = ""
    row: str = ""

    @property
    def share(self) -> bool:
        return self.scale is Scale.PERCENT


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A numbered line of a report, or a row of its table; ``total`` sums up the rows above it."""

    number: int
    label: str
    figures: tuple[Figure, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A relation with the figures of a report in it."""

    relation: Relation
    left: int
    right: int

    @property
    def holds(self) -> bool:
        return self.relation.sign.holds(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Report:
    """A form filled for a period.

    Attributes:
        columns: The heads of a table, empty for a form of lines.
        rows_named: What the rows of a table are, over their names.
        notes: What must be said beside the figures: days outside the form's time, columns nobody counts.
        frozen: The closed report that it is, None when it was just counted.
    """

    form: str
    title: str
    basis: str
    period: Period
    rows: tuple[ReportRow, ...]
    number: str = ""
    body: BodyKind | None = None
    columns: tuple[Cell, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
    version: str = ""
    rows_named: str = ""
    frozen: RecordId | None = None

    @property
    def short(self) -> str:
        """Its official number, its title where it has none."""
        return self.number if self.number not in ("", self.form) else self.title

    @property
    def heading(self) -> str:
        """Number and title, the title alone where it has no number."""
        return self.title if self.short == self.title else f"{self.number} – {self.title}"

    @property
    def placed(self) -> tuple[tuple[tuple[str, ...], Figure], ...]:
        """The figures of the whole office, each with the headings above it."""
        if self.columns:
            heads = (cell.under for cell in self.columns)
            return tuple(zip(heads, self.rows[-1].figures, strict=True))
        return tuple(((row.label,), figure) for row in self.rows for figure in row.figures)

    def relation_of(self, figure: Figure) -> str:
        """What the form itself says the column equals or keeps below, "" where it says nothing."""
        told = [
            check.relation.told.partition(" ")[2]
            for check in self.checks
            if check.relation.sure and check.relation.left in ((Term(figure.ms),), (Term(figure.measure),))
        ]
        return "; ".join(told)


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """A record behind a number; ``who`` is empty when sealed.

    Attributes:
        on: The day that put it into the period.
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
