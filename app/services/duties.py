"""The heads' duty to receive citizens: what is required, held and missing; the year as a paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain import checks, duties
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.deadlines import Confidence, Quota
from app.domain.deadlines import Period as Rhythm
from app.domain.duties import DUTY_ORDER, Books, Duty, Sitting, Worth, month_of
from app.domain.kinds import BodyKind
from app.domain.office import OfficeSettings
from app.domain.paging import Period
from app.domain.receptions import SessionDraft, SessionKind, SessionState
from app.runtime.words import phrase
from app.services.desk import NO_OFFICE, Desk
from app.services.receptions import days_asked
from db import duties as duty_store
from db import office as office_store
from db import receptions as reception_store
from db.work import View, Work

if TYPE_CHECKING:  # the papers are made long after the first page asks what is missing
    from app.services.report_papers import Papers

QUOTAS = {BodyKind.COMMITTEE: "TCD-02", BodyKind.PARTY: "DG-02"}
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class YearDuties:
    """Twelve months of the three bodies; each month holds them in the same order."""

    year: int
    months: tuple[tuple[Duty, ...], ...]


class Duties:
    """Counts what the law asks of the heads in person, and says what is missing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def duties(self, actor: Actor, month: date) -> tuple[Duty, ...]:
        """The three bodies' duties in the month of a day: committee, party, council."""
        with self._desk.read(actor) as view:
            return self._counted(view, (month_of(month),))[0]

    def year(self, actor: Actor, year: int) -> YearDuties:
        """The duties of a year, month by month."""
        with self._desk.read(actor) as view:
            return self.of_year(view, year)

    def of_year(self, view: View, year: int) -> YearDuties:
        """The duties of a year inside a reading that is under way."""
        months = tuple(month_of(date(year, month, 1)) for month in range(1, 13))
        return YearDuties(year, self._counted(view, months))

    def to_mind(self, actor: Actor) -> tuple[Duty, ...]:
        """What to warn of today: days to plan this month, and reasons that the last month still lacks."""
        today = self._desk.today()
        this = month_of(today)
        last = month_of(this.first - timedelta(days=1))
        with self._desk.read(actor) as view:
            before, now = self._counted(view, (last, this))
        pressing = (duty for duty in now if duty.pressing(today) or duty.unexplained)
        return (*pressing, *(duty for duty in before if duty.unexplained))

    def explain_missing(self, actor: Actor, body: BodyKind, period: date, reason: str) -> Done[Duty]:
        """Keep why days are missing in the month of a day; refused while none is."""
        told = checks.line(reason, "reason")
        month = month_of(period)
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "duties.explain_missing", told) as work:
            short = self._one(work, body, month)
            duties.check_explained(short)
            duty_store.explain(work, body, month.first, told)
        return Done(replace(short, reason=told), Area.RECEPTIONS)

    def worth(self, actor: Actor, draft: SessionDraft) -> Worth:
        """Whether a session as typed would count for its head's duty."""
        with self._desk.read(actor) as view:
            settings = office_store.settings(view) or NO_OFFICE
        sitting = Sitting(draft.body, draft.kind, draft.held_on, draft.receiver, draft.position, draft.state)
        return duties.worth(sitting, _heads(settings).get(draft.body, ""))

    def papers(self, actor: Actor, year: int) -> "Papers":
        """The year's table as DOCX, PDF and XLSX, for those who inspect."""
        from app.services import duty_papers

        told = self.year(actor, year)
        with self._desk.read(actor) as view:
            return duty_papers.papers(view, self._desk, told.year, told.months)

    def _one(self, work: Work, body: BodyKind, month: Period) -> Duty:
        (counted,) = self._counted(work, (month,))
        return next(duty for duty in counted if duty.body is body)

    def _counted(self, view: View, months: Sequence[Period]) -> tuple[tuple[Duty, ...], ...]:
        self._desk.rule_settings(view)
        settings = office_store.settings(view) or NO_OFFICE
        reach = Period(months[0].first - _WEEK, months[-1].last + _WEEK)  # a week may begin a month earlier
        books = self._books(view, settings, reach)
        days_off, today = self._desk.rules.days_off, self._desk.today()
        quotas = {body: self._quotas(body, settings) for body in DUTY_ORDER}
        return tuple(
            tuple(duties.duty(body, month, quotas[body], books, days_off, today) for body in DUTY_ORDER)
            for month in months
        )

    def _books(self, view: View, settings: OfficeSettings, reach: Period) -> Books:
        on_record = duty_store.sittings(view, reach)
        known = {(sitting.body, sitting.kind, sitting.on) for sitting in on_record}
        asked = (s for s in self._asked(view, reach) if (s.body, s.kind, s.on) not in known)
        heads = _heads(settings)
        return Books(
            (*on_record, *asked), duty_store.books_begin(view), heads, duty_store.reasons(view, reach)
        )

    def _asked(self, view: View, reach: Period) -> list[Sitting]:
        """The days from today on that the schedules ask for and no session stands for yet."""
        today, days_off = self._desk.today(), self._desk.rules.days_off
        ahead = (reach.last - today).days + 1
        return [
            Sitting(s.body, s.kind, day, s.receiver, s.position, SessionState.PLANNED)
            for s in reception_store.all_schedules(view)
            if s.days and s.kind is SessionKind.REGULAR
            for day in days_asked(s, today, ahead, days_off)
            if day in reach
        ]

    def _quotas(self, body: BodyKind, settings: OfficeSettings) -> tuple[Quota, ...]:
        if body in QUOTAS:
            return self._desk.rules.quota_versions.get(QUOTAS[body], ())
        own = Quota(
            "",
            phrase("duties", "council"),
            settings.council_reception_days,
            Rhythm.MONTH,
            phrase("duties", "council_article"),
            date.min,
            confidence=Confidence.UNSURE,
            note=phrase("duties", "council_note"),
        )
        return (own,)


def _heads(settings: OfficeSettings) -> dict[BodyKind, str]:
    """Who heads a body, by name."""
    return {BodyKind.COMMITTEE: settings.chair_name, BodyKind.PARTY: settings.party_secretary_name}
