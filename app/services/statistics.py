"""The statistics desk: fills forms for a period, lists the records behind a number, writes the papers."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from app.domain.actors import Actor
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.statistics import (
    By,
    Cell,
    CountedRecord,
    Figure,
    Form,
    FormRow,
    Report,
    ReportRow,
    When,
    months,
    years,
)
from app.rules import forms
from app.services.desk import Desk
from app.services.report_papers import Papers, papers
from db import statistics as count_store
from db.work import View

HUNDREDTHS = 10_000
YEAR = 12


@dataclass(frozen=True, slots=True)
class _Line:
    row: FormRow
    period: Period


class Statistics:
    """Every number comes from its measure, and its measure lists its records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def forms(self, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Ids and titles of the forms."""
        with self._desk.read(actor):
            return tuple((form_id, forms.form(form_id).title) for form_id in forms.form_ids())

    def report(self, actor: Actor, form_id: str, period: Period, body: BodyKind | None = None) -> Report:
        """The form filled for the period, of all bodies or of one; consistent in itself."""
        with self._desk.read(actor) as view:
            return filled(view, forms.form(form_id), period, body)

    def records(
        self, actor: Actor, form_id: str, measure_id: str, period: Period, body: BodyKind | None = None
    ) -> tuple[CountedRecord, ...]:
        """The records behind a number, by the same condition that counted them."""
        measure = forms.measure(form_id, measure_id)
        with self._desk.read(actor) as view:
            return count_store.records(view, measure, period, body or "")

    def course(
        self, actor: Actor, form_id: str, measure_id: str, period: Period, body: BodyKind | None = None
    ) -> tuple[tuple[Period, int], ...]:
        """A number month by month, or year by year in a long period; empty when it cannot be cut so."""
        measure = forms.measure(form_id, measure_id)
        parts = months(period)
        if len(parts) > YEAR:
            parts = years(period)
        if len(parts) < 2 or measure.when is not When.WITHIN or measure.by is By.CASES:
            return ()  # what is carried over, and a case of several months, would be counted twice
        with self._desk.read(actor) as view:
            return tuple((part, count_store.count(view, measure, part, body or "")) for part in parts)

    def definition(self, actor: Actor, form_id: str, measure_id: str) -> str:
        """What a measure counts, in a sentence."""
        with self._desk.read(actor):
            return forms.measure(form_id, measure_id).text

    def papers(self, actor: Actor, report: Report) -> Papers:
        """The report as DOCX, PDF and XLSX, from one page model."""
        with self._desk.read(actor) as view:
            return papers(view, self._desk, report)


def filled(view: View, form: Form, period: Period, body: BodyKind | None = None) -> Report:
    """A form filled for a period, of all bodies or of one."""
    rows = tuple(
        ReportRow(
            number,
            line.row.label.format(year=line.period.first.year),
            tuple(_figure(view, form, cell, line.period, body) for cell in line.row.cells),
        )
        for number, line in enumerate(_lines(form, period), start=1)
    )
    return Report(form.id, form.title, form.basis, period, rows)


def _lines(form: Form, period: Period) -> list[_Line]:
    """The form's lines in order; a run of lines that belong to one yearly group repeats for each year."""
    lines = []
    for group, rows in groupby(form.rows, key=lambda row: row.yearly):
        run = list(rows)
        periods = years(period) if group else (period,)
        lines += [_Line(row, part) for part in periods for row in run]
    return lines


def _figure(view: View, form: Form, cell: Cell, period: Period, body: BodyKind | None) -> Figure:
    counted = count_store.count(view, form.measures[cell.measure], period, body or "")
    if not cell.share_of:
        return Figure(cell.label, cell.measure, period, counted)
    whole = count_store.count(view, form.measures[cell.share_of], period, body or "")
    return Figure(cell.label, cell.measure, period, share(counted, whole), share=True)


def share(part: int, whole: int) -> int | None:
    """The share of a part in hundredths of a percent, rounded half up; None of nothing."""
    if whole == 0:
        return None
    return int((Decimal(part) * HUNDREDTHS / Decimal(whole)).to_integral_value(rounding="ROUND_HALF_UP"))
