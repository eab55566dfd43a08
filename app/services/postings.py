"""Making planned receptions public: what is to be posted, by when, and on which day that was done."""

from datetime import date, timedelta

from app.domain import checks, postings
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.deadlines import Explanation
from app.domain.duties import Duty, Sitting
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.paging import Period
from app.domain.postings import Posting
from app.domain.receptions import ReceptionSession, SessionKind, SessionState
from app.services.desk import Desk
from db import duties as duty_store
from db import receptions as reception_store

RULES = {SessionKind.REGULAR: "TCD-01", SessionKind.ONLINE: "TCD-04"}
ONLINE_TEST = "TCD-05"
AHEAD = 62
"""Days ahead in which planned receptions are looked for."""
TEST_NEAR = 3
"""Working days before the last day of an online test from which the first page speaks of it."""


class Postings:
    """The public must know beforehand when a head receives (law on reception 24)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ahead(self, actor: Actor) -> tuple[Posting, ...]:
        """The planned receptions ahead that the public must be told of, the earliest first."""
        today = self._desk.today()
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
            found = duty_store.sittings(view, Period(today, today + timedelta(days=AHEAD)))
        planned = (sitting for sitting in found if sitting.state is SessionState.PLANNED)
        told = (self._posting(sitting) for sitting in planned)
        return tuple(posting for posting in told if posting is not None)

    def to_post(self, actor: Actor) -> tuple[Posting, ...]:
        """What the public has still to be told of, and online receptions whose test is near."""
        today, days_off = self._desk.today(), self._desk.rules.days_off
        return tuple(
            posting
            for posting in self.ahead(actor)
            if posting.sitting.posted_on is None
            or (posting.test and days_off.working_days(today, posting.test.due) <= TEST_NEAR)
        )

    def posting(self, actor: Actor, session: ReceptionSession) -> Posting | None:
        """By when the public must hear of a session; None for those that need no posting."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        return self._posting(_sitting(session))

    def posting_day(self, actor: Actor, kind: SessionKind, on: date) -> Explanation | None:
        """The last day to make a reception of that kind and day public, with its working."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        return self._posting_day(kind, on)

    def day_to_plan(self, actor: Actor, duty: Duty) -> date:
        """The first free worked day of the month ahead that can still be posted in time, or at all."""
        with self._desk.read(actor) as view:
            self._desk.rule_settings(view)
        days_off, today = self._desk.rules.days_off, self._desk.today()
        first = max(today + timedelta(days=1), duty.month.first)
        taken = {*duty.held, *duty.planned}
        span = range((duty.month.last - first).days + 1)
        free = [
            day
            for day in (first + timedelta(days=n) for n in span)
            if days_off.is_working(day) and day not in taken
        ]
        in_time = (day for day in free if self._postable(day, today))
        return next(in_time, next(iter(free), days_off.next_working(first)))

    def posted(self, actor: Actor, session_id: RecordId, on: date) -> Done[ReceptionSession]:
        """Note the day on which a session's day was made public."""
        checks.past_day(on, self._desk.today(), "on")
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "postings.posted") as work:
            reception_store.post_session(work, session_id, on)
            session = reception_store.session(work, session_id)
        return Done(session, Area.RECEPTIONS)

    def move(self, actor: Actor, session_id: RecordId, to: date, reason: str) -> Done[ReceptionSession]:
        """Give a planned session another day; it must be made public again (law on reception 24.4)."""
        told = checks.line(reason, "reason")
        checks.not_before(to, self._desk.today(), "to", "session_moved_back")
        with self._desk.act(actor, Right.RECORD_RECEPTIONS, "postings.move", told) as work:
            if reception_store.session(work, session_id).state is not SessionState.PLANNED:
                raise Refused("session_not_planned", field="to")
            reception_store.move_session(work, session_id, to)
            session = reception_store.session(work, session_id)
        return Done(session, Area.RECEPTIONS)

    def _posting(self, sitting: Sitting) -> Posting | None:
        told = self._posting_day(sitting.kind, sitting.on)
        if told is None:
            return None
        rules = self._desk.rules
        tested = sitting.kind is SessionKind.ONLINE and rules.applies(ONLINE_TEST, sitting.on)
        test = rules.explain(ONLINE_TEST, sitting.on) if tested else None
        return postings.posting(sitting, told, test, self._desk.today())

    def _postable(self, day: date, today: date) -> bool:
        told = self._posting_day(SessionKind.REGULAR, day)
        return told is None or told.due >= today

    def _posting_day(self, kind: SessionKind, on: date) -> Explanation | None:
        rule = RULES.get(kind, "")
        return self._desk.rules.explain(rule, on) if rule and self._desk.rules.applies(rule, on) else None


def _sitting(session: ReceptionSession) -> Sitting:
    return Sitting(
        session.body,
        session.kind,
        session.held_on,
        session.receiver,
        session.position,
        session.state,
        session.note,
        session.id,
        session.posted_on,
    )
