"""The statistics desk: fills forms for a period, lists the records behind a number, writes the papers."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from app.domain import own_tables
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.kinds import BodyKind
from app.domain.paging import Page, Period
from app.domain.statistics import (
    By,
    CountedRecord,
    FigureRef,
    Form,
    Measure,
    Relation,
    Report,
    When,
    months,
    years,
)
from app.rules import forms
from app.services import counting, duty_reports, frozen_changes, record_papers
from app.services.desk import Desk
from app.services.own_tables import measure_of
from app.services.report_papers import Papers, papers, set_papers
from db import frozen as frozen_store
from db import statistics as count_store
from db.statistics import Scope
from db.work import View

YEAR = 12


class Statistics:
    """Every number comes from its measure, and its measure lists its records."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def forms(self, actor: Actor) -> tuple[Form, ...]:
        """The commune's summary, the ministry's forms in force, other tables, forms of before."""
        with self._desk.read(actor):
            made = [forms.form(form_id) for form_id in forms.form_ids()]
        return tuple(sorted(made, key=_place))

    def body_of(self, actor: Actor, form: str, period: Period) -> BodyKind | None:
        """Whose form it is (its id or number), None for the whole commune's; as closed when it is no more."""
        with self._desk.read(actor) as view:
            with suppress(Refused):
                return forms.find(form, period.last).body
            kept = (frozen_store.standing(view, form, period, body) for body in BodyKind)
            return next((one.report.body for one in kept if one), None)

    def report(self, actor: Actor, form: str, period: Period, body: BodyKind | None = None) -> Report:
        """The form of that id or number filled for the period, of all bodies or of one; closed, as it was."""
        with self._desk.read(actor) as view:
            closed = frozen_store.standing(view, form, period, body)
            if closed is not None:
                return closed.report
            return duty_reports.fill(self._desk, view, forms.find(form, period.last), period, body)

    def records(
        self, actor: Actor, ref: FigureRef, offset: int = 0, limit: int | None = None
    ) -> Page[CountedRecord]:
        """The records behind a number, by the same condition that counted them, the earliest first.

        Of a closed period those that were counted then.
        """
        with self._desk.read(actor) as view:
            closed = frozen_changes.behind(view, ref, offset, limit)
            if closed is not None:
                return closed
            measure = self._measure(ref)
            asked = counting.scope(view, (measure, *measure.besides), ref.period, ref.body)
            return count_store.page(view, measure, asked, offset, limit)

    def numbered(self, actor: Actor, ref: FigureRef) -> FigureRef:
        """The number that a report shows under ``ref.measure`` (MS), with its own measure and days.

        Of a form of lines the report alone numbers them. What is no number there stays as it is; refused for
        a column that no book tells.
        """
        placed = self.report(actor, ref.form, ref.period, ref.body).placed
        figure = next((figure for _, figure in placed if figure.ms == ref.measure), None)
        if figure is None:
            return ref
        if not figure.measure:
            raise Refused("measure_uncounted", form=ref.form, measure=ref.measure, label=figure.label)
        return replace(ref, measure=figure.measure, period=figure.period)

    def faults(self, actor: Actor, ref: FigureRef, relation: Relation) -> tuple[CountedRecord, ...]:
        """The records for which a relation does not hold; ``ref`` names form and days.

        Empty where the sides count different books: no single record is at fault there.
        """
        form = forms.find(ref.form, ref.period.last)
        left, right = counting.terms(form, relation, ref.period)
        measures = [measure for _, measure in (*left, *right)]
        if len({measure.counted for measure in measures}) > 1:
            return ()
        with self._desk.read(actor) as view:
            asked = counting.scope(view, measures, ref.period, ref.body)
            return count_store.unequal(view, left, relation.sign, right, asked).rows

    def course(self, actor: Actor, ref: FigureRef) -> tuple[tuple[Period, int], ...]:
        """A number month by month, or year by year in a long period; empty when it cannot be cut so."""
        parts = months(ref.period)
        if len(parts) > YEAR:
            parts = years(ref.period)
        measure = self._measure(ref)
        if len(parts) < 2 or measure.when is not When.WITHIN or measure.by is By.CASES:
            return ()  # what is carried over, and a case of several months, would be counted twice
        with self._desk.read(actor) as view:
            if frozen_store.standing(view, ref.form, ref.period, ref.body):
                return ()  # the months are not kept apart, and those of now do not add up to it
            asked = counting.scope(view, (measure,), ref.period, ref.body)
            count = _counter(view, measure, asked)
            return tuple((part, count(part)) for part in parts)

    def definition(self, actor: Actor, ref: FigureRef) -> Measure:
        """What a number counts, or counted when closed: a sentence, its article, the day that decides."""
        with self._desk.read(actor) as view:
            return frozen_changes.defined(view, ref) or self._measure(ref)

    def papers(self, actor: Actor, report: Report) -> Papers:
        """The report as DOCX, PDF and XLSX, from one page model; of a closed one, as they were."""
        with self._desk.read(actor) as view:
            if report.frozen is not None:
                return Papers(**frozen_store.papers(view, report.frozen))
            return papers(view, self._desk, report)

    def records_paper(self, actor: Actor, ref: FigureRef, name: str) -> bytes:
        """The records behind a number of that name as XLSX, masked as ``records`` shows them."""
        found = self.records(actor, ref).rows
        now = self._desk.clock.now().astimezone()
        return record_papers.workbook(name, self.definition(actor, ref), ref.period, found, now)

    def set_papers(self, actor: Actor, reports: Sequence[Report]) -> Papers:
        """Several reports as one PDF and one workbook of a sheet each; the DOCX is empty."""
        with self._desk.read(actor) as view:
            return set_papers(view, self._desk, reports)

    def _measure(self, ref: FigureRef) -> Measure:
        if own_tables.is_own(ref.form):
            measure, rows = measure_of(ref.form, ref.measure), own_tables.table_of(ref.form).rows
        else:
            form = forms.find(ref.form, ref.period.last)
            measure, rows = form.measure(ref.measure), form.rows
        return forms.with_where(measure, rows, ref.row) if ref.row else measure


def _place(form: Form) -> tuple[bool, bool, bool, str]:
    own = form.effective_from is None
    return form.effective_to is not None, bool(form.columns), own, form.number.casefold()


def _counter(view: View, measure: Measure, asked: Scope) -> Callable[[Period], int]:
    def count(part: Period) -> int:
        scope = Scope(part, asked.body, asked.readings)
        return count_store.tally(view, (measure,), scope).get("", {}).get(measure, 0)

    return count
