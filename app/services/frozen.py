"""The desk of closed periods: keeps a report as it was sent, tells what has changed since."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.frozen import Adjustments, Changes, FigureChange, FrozenReport, packed
from app.domain.ids import RecordId
from app.domain.jsonable import as_json
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.statistics import Form, Report
from app.rules import forms
from app.services import duty_reports, frozen_changes
from app.services.desk import Desk
from app.services.frozen_changes import Fill
from app.services.report_papers import check_words, papers
from db import frozen as frozen_store
from db.work import View

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A report and all that is kept with it."""

    report: Report
    behind: bytes
    papers: dict[str, bytes]


class Frozen:
    """A closed report is never counted again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def close(
        self, actor: Actor, form: str, period: Period, body: BodyKind | None = None, reason: str = ""
    ) -> Done[FrozenReport]:
        """Keep the form's figures of a period, what they were counted by and from, and the papers.

        Refused when that is closed already. A period not over yet, and sums that fail, want a reason.
        """
        done = self.close_all(actor, (form,), period, body, reason)
        return Done(done.value[0], done.areas)

    def close_all(
        self,
        actor: Actor,
        names: Sequence[str],
        period: Period,
        body: BodyKind | None = None,
        reason: str = "",
        progress: Progress = lambda _done, _whole: None,
    ) -> Done[tuple[FrozenReport, ...]]:
        """Close several forms (ids or numbers) in one act, all of them or none, each as ``close`` would.

        ``progress`` hears how many forms are ready; what it raises leaves nothing stored.
        """
        actor.require(Right.KEEP_STATISTICS)
        why = checks.line(reason, "reason", required=False)
        if period.last >= self._desk.today() and not why:
            raise Refused("frozen_not_over", field="reason", last=f"{period.last:%d/%m/%Y}")
        ready = []
        with self._desk.read(actor) as view:  # of one moment, as they are compared with each other
            for at, name in enumerate(names):
                progress(at, len(names))
                form = forms.find(name, period.last)
                _check_open(view, form.id, period, body)
                ready.append(self._ready(view, form, period, body, why))
        progress(len(names), len(names))
        with self._desk.act(actor, Right.KEEP_STATISTICS, "statistics.close", why) as work:
            kept = []
            for one in ready:
                _check_open(work, one.report.form, period, body)
                key = frozen_store.add(work, one.report, one.behind, one.papers, why)
                kept.append(frozen_store.frozen(work, key))
        return Done(tuple(kept), Area.STATISTICS)

    def _ready(self, view: View, form: Form, period: Period, body: BodyKind | None, why: str) -> _Ready:
        fill = self._fill(view)
        report = fill(form, period, body)
        failing = [check_words(one) for one in report.checks if one.relation.sure and not one.holds]
        if failing and not why:
            raise Refused(
                "frozen_checks_fail",
                field="reason",
                form=frozen_changes.called(report),
                checks="; ".join(failing),
            )
        adjusted = _adjustments(view, fill, form.id, period, body)
        if adjusted and adjusted.line:
            report = replace(report, notes=(*report.notes, adjusted.line))
        members = frozen_changes.members(view, form, report)
        printed = papers(view, self._desk, report)
        files = {"docx": printed.docx, "pdf": printed.pdf, "xlsx": printed.xlsx}
        return _Ready(report, packed(as_json(form), members), files)

    def _fill(self, view: View) -> Fill:
        return partial(duty_reports.fill, self._desk, view)

    def reopen(self, actor: Actor, frozen_id: RecordId, reason: str) -> Done[FrozenReport]:
        """Let the period be counted again; the closed report stays on record with the reason."""
        why = checks.line(reason, "reason")
        with self._desk.act(actor, Right.KEEP_STATISTICS, "statistics.reopen", why) as work:
            if frozen_store.frozen(work, frozen_id).reopened_at is not None:
                raise Refused("frozen_reopened")
            frozen_store.reopen(work, frozen_id, why)
            after = frozen_store.frozen(work, frozen_id)
        return Done(after, Area.STATISTICS)

    def reports(self, actor: Actor) -> tuple[FrozenReport, ...]:
        """The reports that were closed, the last one first, those opened again among them."""
        with self._desk.read(actor) as view:
            return frozen_store.every(view)

    def report(
        self, actor: Actor, form: str, period: Period, body: BodyKind | None = None
    ) -> FrozenReport | None:
        """The form's closed report for just these days and this body, as it was; None while it is open."""
        with self._desk.read(actor) as view:
            return frozen_store.standing(view, form, period, body)

    def figures(self, actor: Actor, frozen_id: RecordId) -> tuple[FigureChange, ...]:
        """The figures that are others now, without asking which records made them so."""
        with self._desk.read(actor) as view:
            return frozen_changes.figures(view, frozen_store.frozen(view, frozen_id), self._fill(view))

    def changes(self, actor: Actor, frozen_id: RecordId) -> Changes:
        """What has changed since closing, counted by the definitions of then.

        A record kept from who looks, and who stands behind a sealed one, are not told.
        """
        with self._desk.read(actor) as view:
            return frozen_changes.found(view, frozen_store.frozen(view, frozen_id), self._fill(view))

    def adjustments(
        self, actor: Actor, form: str, period: Period, body: BodyKind | None = None
    ) -> Adjustments | None:
        """What changed after closing in the closed report before this period, and the line that says so.

        The line is "" when no figure of the whole changed. None when no earlier report is closed.
        """
        with self._desk.read(actor) as view:
            return _adjustments(view, self._fill(view), form, period, body)


def _adjustments(
    view: View, fill: Fill, form: str, period: Period, body: BodyKind | None
) -> Adjustments | None:
    before = _before(view, form, period, body)
    if before is None:
        return None
    changed = frozen_changes.figures(view, before, fill)
    return Adjustments(before, changed, frozen_changes.line(before, changed))


def _check_open(view: View, form: str, period: Period, body: BodyKind | None) -> None:
    closed = frozen_store.standing(view, form, period, body)
    if closed is not None:
        raise Refused(
            "frozen_already",
            form=frozen_changes.called(closed.report),
            day=f"{closed.closed_at.astimezone():%d/%m/%Y}",
            name=closed.closed_by,
        )


def _before(view: View, form: str, period: Period, body: BodyKind | None) -> FrozenReport | None:
    """The closed report that this period follows: the one that ends last, then the one as long."""
    found = [
        one
        for one in frozen_store.every(view)
        if one.reopened_at is None
        and frozen_store.of_form(one, form)
        and one.report.body == body
        and one.report.period.last < period.first
    ]
    days = (period.last - period.first).days

    def nearness(one: FrozenReport) -> tuple[int, int]:
        span = one.report.period
        return (span.last - period.first).days, -abs((span.last - span.first).days - days)

    return max(found, key=nearness, default=None)
