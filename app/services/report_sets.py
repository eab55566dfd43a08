"""Reports that fall due: which, by when, where they stand; the whole set of a period prepared in one act."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.office import OFFICE_ID, OfficeSettings
from app.domain.paging import Period
from app.domain.report_periods import ReportPeriod
from app.domain.report_sets import DueReport, Prepared, ReportSet, Sending
from app.domain.statistics import Form
from app.rules import forms
from app.rules.report_sets import report_set, report_sets
from app.services import period_words
from app.services.desk import NO_OFFICE, Desk
from app.services.files import ready_folder, save_all
from db import office as office_store
from db import report_sets as report_store
from db.work import View

if TYPE_CHECKING:  # the papers are made long after the first page asks what falls due
    from app.services.letters import Letters
    from app.services.statistics import Statistics

Progress = Callable[[int, int], None]
_NO_PROGRESS: Progress = lambda _done, _whole: None  # noqa: E731 - a default
_REACH = timedelta(days=31)


class ReportSets:
    """The calendar of reports, and the papers of one."""

    def __init__(self, desk: Desk, statistics: "Statistics", letters: "Letters") -> None:
        self._desk, self._statistics, self._letters = desk, statistics, letters

    def due(self, actor: Actor) -> tuple[DueReport, ...]:
        """The reports to send within a month before or after today, also those sent; the earliest first."""
        today = self._desk.today()
        near = Period(today - _REACH, today + _REACH)
        with self._desk.read(actor) as view:
            found = self._found(view, range(near.first.year - 1, near.last.year + 2))
        return tuple(sorted((one for one in found if one.day in near), key=lambda due: due.day))

    def to_mind(self, actor: Actor) -> tuple[DueReport, ...]:
        """What the first page tells today: reports of the last month that are late or to be sent soon."""
        today = self._desk.today()
        return tuple(one for one in self.due(actor) if one.pressing(today))

    def calendar(self, actor: Actor, year: int) -> tuple[DueReport, ...]:
        """Every report that is made for a period of the year, set by set as their periods end."""
        with self._desk.read(actor) as view:
            return self._found(view, (year,))

    def one(self, actor: Actor, report: str, period: str) -> DueReport:
        """A set for a period such as 2026-Q1; without a set the first that is made for such a period."""
        sets = (report_set(report),) if report else report_sets()
        with self._desk.read(actor) as view:
            settings = office_store.settings(view) or NO_OFFICE
            pairs = ((one, one.period(period, settings)) for one in sets)
            asked = next(((one, found) for one, found in pairs if found is not None), None)
            if asked is None:
                raise Refused("report_not_of_period", field="period", value=period)
            return next(_with_state(view, settings, (asked,)))

    def mark_sent(self, actor: Actor, report: str, period: str, on: date, note: str = "") -> Done[DueReport]:
        """Note the day on which a report went out, and under what number."""
        due = self.one(actor, report, period)
        checks.past_day(on, self._desk.today(), "on")
        if on < due.period.days.first:
            raise Refused("report_sent_before_period", field="on", first=f"{due.period.days.first:%d/%m/%Y}")
        told = checks.line(note, "note", required=False)
        return self._note(actor, due, "report_sets.mark_sent", replace(due.sending, sent_on=on, note=told))

    def take_back(self, actor: Actor, report: str, period: str, reason: str) -> Done[DueReport]:
        """A report that was noted as sent was not: say why."""
        due = self.one(actor, report, period)
        if due.sending.sent_on is None:
            raise Refused("report_not_sent")
        why = checks.line(reason, "reason")
        return self._note(
            actor, due, "report_sets.take_back", replace(due.sending, sent_on=None, note=""), why
        )

    def prepare(
        self, actor: Actor, report: str, period: str, folder: Path, progress: Progress = _NO_PROGRESS
    ) -> Done[Prepared]:
        """Write the set of a period into a folder: its forms, its report as a draft, a checklist.

        Everything is made before the first file is written; ended by ``progress``, nothing is left. Who keeps
        the statistics leaves a note of the day.
        """
        from app.services import report_set_papers as making

        ready_folder(folder)
        due = self.one(actor, report, period)
        parcel, found = making.Parcel(due), _forms(due)
        whole = len(found) + 3
        for done, form in enumerate(found):
            progress(done, whole)
            filled = self._statistics.report(actor, form.id, due.period.days, form.body)
            making.add_form(parcel, filled, self._statistics.papers(actor, filled))
        for number in _missing(due, found):
            making.lack_form(parcel, number)
        progress(len(found), whole)
        if due.report.wants_letter(due.period):
            title = self._letters.form(due.report.letter).title
            making.add_letter(parcel, self._letters.preview(actor, _letter(due)), title)
        progress(len(found) + 1, whole)
        with self._desk.read(actor) as view:
            settings = office_store.settings(view) or NO_OFFICE
        prepared = making.close(parcel, settings, self._desk.clock.now().astimezone())
        progress(len(found) + 2, whole)
        save_all(parcel.files, folder)
        if actor.may(Right.KEEP_STATISTICS):
            on = replace(due.sending, prepared_on=self._desk.today())
            self._note(actor, due, "report_sets.prepare", on)
        return Done(prepared, Area.STATISTICS)

    def _note(
        self, actor: Actor, due: DueReport, act: str, sending: Sending, reason: str = ""
    ) -> Done[DueReport]:
        with self._desk.act(actor, Right.KEEP_STATISTICS, act, reason) as work:
            report_store.keep(work, due.report.id, due.period.key, sending)
        return Done(replace(due, sending=sending), Area.STATISTICS)

    def _found(self, view: View, years: Iterable[int]) -> tuple[DueReport, ...]:
        settings = office_store.settings(view) or NO_OFFICE
        pairs = [
            (one, period)
            for one in report_sets()
            if one.wanted(settings)
            for year in years
            for period in one.periods(year, settings)
        ]
        return tuple(_with_state(view, settings, pairs))


def _with_state(
    view: View, settings: OfficeSettings, pairs: Iterable[tuple[ReportSet, ReportPeriod]]
) -> Iterator[DueReport]:
    """Each report with its day and what is on record of it."""
    pairs = tuple(pairs)
    noted = report_store.sendings(view, {period.key for _, period in pairs})
    closed = report_store.closed(view)
    closed_days = {days for _, days in closed}
    for one, period in pairs:
        due = DueReport(
            one, period, one.send_by(period, settings), noted.get((one.id, period.key), Sending())
        )
        if period.days in closed_days:
            belonging = _forms(due)
            done = all((form.id, period.days) in closed for form in belonging)
            due = replace(due, closed=bool(belonging) and done)
        yield due


def _letter(due: DueReport) -> LetterRequest:
    """The written report of the period, named as the period is."""
    facts = (
        ("period_from", due.period.days.first.isoformat()),
        ("period_to", due.period.days.last.isoformat()),
        ("period_name", period_words.within(due.period)),
    )
    return LetterRequest(due.report.letter, RecordType.OFFICE, OFFICE_ID, facts)


def _forms(due: DueReport) -> tuple[Form, ...]:
    """The forms of the set that are in force, those it names first and in its order."""
    named = due.report.forms
    order = {name: at for at, name in enumerate(named)}
    found = [made for made in map(forms.form, forms.form_ids()) if due.report.takes(made, due.period)]
    place = len(named)
    return tuple(
        sorted(found, key=lambda form: min(order.get(form.id, place), order.get(form.number, place)))
    )


def _missing(due: DueReport, found: tuple[Form, ...]) -> tuple[str, ...]:
    """The forms that the set names and the program does not have for the period."""
    known = {name for form in found for name in (form.id, form.number)}
    return tuple(name for name in due.report.forms if name not in known)
