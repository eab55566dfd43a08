"""The heads' duty to receive as a report: what the law requires beside the sessions held and missed."""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.duties import DUTY_ORDER, Duty, month_of
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.statistics import Figure, Form, Report, ReportRow, years
from app.runtime.words import label, phrase
from app.services import counting
from app.services.desk import Desk
from app.services.duties import Duties
from app.services.duty_papers import basis
from app.services.duty_words import outcome
from db.work import View

FORM = "reception-duties"
"""The form that this module fills: what the law requires is no record, so that no book can count it."""

Values = tuple[int | None, ...]


def fill(desk: Desk, view: View, form: Form, period: Period, body: BodyKind | None = None) -> Report:
    """Any form filled: this module's own by what the law requires, every other from the books."""
    if form.id != FORM:
        return counting.filled(view, form, period, body)
    return filled(Duties(desk), view, form, period, body)


def filled(duties: Duties, view: View, form: Form, period: Period, body: BodyKind | None) -> Report:
    """A row for each month that ends in the period and each body, or the one asked for; then their sums.

    The days held and the sessions missed are those that the form's own measures count, so that each
    opens its sessions. What is required and what is missing is None where the month is not judged.
    """
    every = (month for part in years(period) for month in duties.of_year(view, part.first.year).months)
    asked = [duty for month in every for duty in month if _asked(duty, period, body)]
    asked.sort(key=lambda duty: DUTY_ORDER.index(duty.body))
    rows = [_row(form, number, duty) for number, duty in enumerate(asked, start=1)]
    return Report(
        form.id,
        form.title,
        form.basis,
        period,
        (*rows, _total(form, len(rows) + 1, period, asked)),
        form.number,
        body,
        form.columns,
        (),
        tuple(dict.fromkeys(_notes(period, asked))),
        form.version,
        phrase("dimensions", "body"),
    )


def _asked(duty: Duty, period: Period, body: BodyKind | None) -> bool:
    return period.first <= duty.month.last <= period.last and body in (None, duty.body)


def _values(duty: Duty) -> Values:
    """As the form's columns: required, held, not held, missing."""
    required, short = (duty.required, duty.short) if duty.judged else (None, None)
    return required, len(duty.held), len(duty.missed), short


def _row(form: Form, number: int, duty: Duty) -> ReportRow:
    return ReportRow(number, _name(duty), _figures(form, duty.month, _values(duty), duty.body))


def _name(duty: Duty) -> str:
    return phrase("duties", "row", head=phrase("heads", duty.body), month=f"{duty.month.first:%m/%Y}")


def _total(form: Form, number: int, period: Period, asked: Sequence[Duty]) -> ReportRow:
    days = [day for duty in asked for day in (duty.month.first, duty.month.last)]
    whole = Period(min(days), max(days)) if days else period
    columns = zip(*map(_values, asked), strict=True) if asked else [()] * len(form.columns)
    sums = tuple(_sum(column) for column in columns)
    return ReportRow(number, phrase("statistics", "total"), _figures(form, whole, sums), total=True)


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _figures(form: Form, days: Period, values: Values, row: str = "") -> tuple[Figure, ...]:
    return tuple(
        Figure(cell.label, cell.measure, days, value, ms=cell.ms, row=row)
        for cell, value in zip(form.columns, values, strict=True)
    )


def _notes(period: Period, asked: Sequence[Duty]) -> Iterator[str]:
    """The months that the table holds, what the law says of them, why days are missing."""
    if period.first.day != 1 or period.last != month_of(period.last).last:
        yield phrase("duties", "months")
    for duty in asked:
        if not duty.judged:
            yield f"{_name(duty)}: {outcome(duty)}."
        elif duty.short and duty.reason:
            yield f"{_name(duty)}: {outcome(duty)}: {duty.reason}"
    for duty in asked:
        yield from (basis(quota) for quota in duty.quotas)
        yield from (label(remark) for remark in duty.remarks)
