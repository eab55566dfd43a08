"""The council's desk for voters: meetings, opinions, whose matter they are, forwarding."""

from dataclasses import replace
from datetime import date

from app.domain import checks
from app.domain import meetings as meeting_rules
from app.domain import voters as rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.clocks import Subject
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.meetings import Meeting, MeetingDraft, MeetingRow, NightHelp
from app.domain.office import UnitLevel
from app.domain.paging import Page
from app.domain.session_books import SessionBook
from app.domain.voters import (
    ClassificationDraft,
    ForwardingDraft,
    Recommendation,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationRow,
    RecommendationState,
    SaidDraft,
    Tally,
)
from app.runtime.words import phrase
from app.services.desk import Desk
from db import council_sessions as session_store
from db import events as event_store
from db import meetings as meeting_store
from db import office as office_store
from db import session_books as book_store
from db import voters as voter_store
from db.work import Work

_TOUCHED = Area.VOTERS | Area.DEADLINES


def subject(level: UnitLevel, *, on_the_spot: bool = False) -> Subject:
    """A recommendation as the choice of its clocks looks at it."""
    source = "on_the_spot" if on_the_spot else level.value
    return Subject(RecordType.RECOMMENDATION, None, BodyKind.COUNCIL, source)


def classify(
    work: Work, recommendation_ids: tuple[RecordId, ...], draft: ClassificationDraft, today: date
) -> None:
    """Say within an act whose matter opinions are."""
    unit = office_store.unit(work, draft.unit_id) if draft.unit_id is not None else None
    for key in recommendation_ids:
        known = voter_store.recommendation(work, key)
        ready = rules.checked_classification(draft, known.row, unit)
        voter_store.classify(work, known, ready)
        told = " · ".join(part for part in (unit.name if unit else "", ready.field) if part)
        event_store.add(work, RecordType.RECOMMENDATION, key, EventKind.AMENDED, today, told)


class Voters:
    """One act each of those who serve the standing committee."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hold(self, actor: Actor, draft: MeetingDraft) -> Done[Meeting]:
        """Record a round of voter meetings with its places, attendance and deputies."""
        ready = meeting_rules.checked_meeting(draft, self._desk.today())
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.hold") as work:
            session = session_store.one(work, ready.council_session_id)
            meeting_rules.check_session(session)
            key = meeting_store.add_meeting(work, ready)
            day = min(ready.places[0].held_on, self._desk.today())
            event_store.add(work, RecordType.MEETING, key, EventKind.REGISTERED, day)
            held = meeting_store.meeting(work, key)
        return Done(held, Area.VOTERS)

    def amend_meeting(self, actor: Actor, meeting_id: RecordId, draft: MeetingDraft) -> Done[Meeting]:
        """Put a round right: voters are counted when they come in; places on record keep their ids."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.amend_meeting") as work:
            known = meeting_store.meeting(work, meeting_id)
            today = self._desk.today()
            ready = meeting_rules.checked_amendment(draft, known, today)
            meeting_rules.check_bound(ready, known, meeting_store.bonds(work, meeting_id))
            if ready.council_session_id != known.council_session_id:
                meeting_rules.check_session(session_store.one(work, ready.council_session_id))
            meeting_store.amend_meeting(work, known, ready)
            event_store.add(work, RecordType.MEETING, meeting_id, EventKind.AMENDED, today)
            amended = meeting_store.meeting(work, meeting_id)
        return Done(amended, Area.VOTERS)

    def record(self, actor: Actor, draft: RecommendationDraft) -> Done[Recommendation]:
        """Record one opinion; unless it was answered on the spot the term of the reply begins."""
        return self.record_all(actor, (draft,))

    def record_all(self, actor: Actor, drafts: tuple[RecommendationDraft, ...]) -> Done[Recommendation]:
        """Record opinions one a line in one act; returns the last one."""
        if not drafts:
            raise Refused("matter_missing", field="matter")
        ready = [rules.checked_recommendation(draft) for draft in drafts]
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.record") as work:
            units = {unit.id: unit for unit in office_store.all_units(work, standing=False)}
            for draft in ready:
                rules.check_level(units.get(draft.unit_id) if draft.unit_id else None, draft.level)
                day = self._day_held(work, draft.meeting_id, draft.place_id)
                key = voter_store.add_recommendation(work, draft, day)
                told = subject(draft.level, on_the_spot=draft.answered_on_spot)
                self._desk.happened(work, told, key, EventKind.REGISTERED, day)
            recorded = voter_store.recommendation(work, key)
        return Done(recorded, _TOUCHED)

    def amend(
        self, actor: Actor, recommendation_id: RecordId, draft: SaidDraft, reason: str
    ) -> Done[Recommendation]:
        """Put right what was noted wrongly on the night: who said what, where, whether it was answered there.

        Its number stays; where it was said on another day, or waits for an answer after all, the term is
        counted anew.
        """
        why = checks.line(reason, "reason")
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.amend", why) as work:
            known = voter_store.recommendation(work, recommendation_id)
            said_on = known.row.received_on
            if draft.place_id != known.place_id:
                said_on = self._day_held(work, known.meeting_id, draft.place_id)
            ready = rules.checked_said(draft, known, said_on)
            voter_store.say(work, known, ready, said_on)
            self._count_anew(work, known, ready, said_on)
            note = phrase("voters", "opinion_amended", why=why)
            today = self._desk.today()
            event_store.add(work, RecordType.RECOMMENDATION, known.id, EventKind.AMENDED, today, note)
            amended = voter_store.recommendation(work, recommendation_id)
        return Done(amended, _TOUCHED)

    def _count_anew(self, work: Work, known: Recommendation, ready: SaidDraft, said_on: date) -> None:
        before = known.row.received_on
        spot = known.row.state is RecommendationState.ON_THE_SPOT
        if said_on == before and ready.answered_on_spot == spot:
            return
        event_store.move(work, known.id, EventKind.REGISTERED, (before, said_on))
        for clock in known.clocks:
            if clock.closed_on is None:
                event_store.drop_clock(work, clock.id)
        told = subject(known.row.level, on_the_spot=ready.answered_on_spot)
        self._desk.begin(work, told, known.id, EventKind.REGISTERED, said_on)

    def _day_held(self, work: Work, meeting_id: RecordId, place_id: RecordId | None) -> date:
        day = meeting_store.first_day(work, meeting_id, place_id)
        if day > self._desk.today():
            places = meeting_store.meeting(work, meeting_id).places
            place = next((one.name for one in places if one.id == place_id), places[0].name)
            raise Refused("meeting_not_held", field="place", place=place, day=f"{day:%d/%m/%Y}")
        return day

    def classify(
        self, actor: Actor, recommendation_ids: tuple[RecordId, ...], draft: ClassificationDraft
    ) -> Done[int]:
        """Say whose matter opinions are: level, unit and field; their terms run on. Says how many.

        Refused for one, none is changed.
        """
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.classify") as work:
            classify(work, recommendation_ids, draft, self._desk.today())
        return Done(len(recommendation_ids), Area.VOTERS)

    def forward(
        self, actor: Actor, recommendation_id: RecordId, draft: ForwardingDraft
    ) -> Done[Recommendation]:
        """Forward a recommendation to the unit that must answer; its term runs on."""
        with self._desk.act(actor, Right.RECORD_VOTERS, "voters.forward") as work:
            self.pass_on(work, recommendation_id, draft)
            forwarded = voter_store.recommendation(work, recommendation_id)
        return Done(forwarded, Area.VOTERS)

    def pass_on(
        self,
        work: Work,
        recommendation_id: RecordId,
        draft: ForwardingDraft,
        document_id: RecordId | None = None,
    ) -> None:
        """Forward a recommendation within an act, with the letter that does it.

        What a dissolved unit had promised waits for an answer again: its term begins anew.
        """
        known = voter_store.recommendation(work, recommendation_id)
        unit = office_store.unit(work, draft.unit_id)
        ready = rules.checked_forwarding(draft, known.row, unit, self._desk.today())
        voter_store.forward(work, recommendation_id, ready)
        if known.row.state is RecommendationState.IN_PROGRESS:
            told = subject(known.row.level)
            self._desk.begin(work, told, recommendation_id, EventKind.REGISTERED, ready.forwarded_on)
        event_store.add(
            work,
            RecordType.RECOMMENDATION,
            recommendation_id,
            EventKind.FORWARDED,
            ready.forwarded_on,
            ", ".join(part for part in (unit.name, ready.document) if part),
            document_id,
        )

    def book(self, actor: Actor, session_id: RecordId) -> SessionBook:
        """A council session with all that voters raised at the meetings held for it."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            session = session_store.one(view, session_id)
            return book_store.book(view, session, self._desk.today())

    def meetings(self, actor: Actor) -> tuple[MeetingRow, ...]:
        """The rounds of meetings, newest first."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return meeting_store.meeting_rows(view)

    def meeting(self, actor: Actor, meeting_id: RecordId) -> Meeting:
        """One round of meetings in full."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return meeting_store.meeting(view, meeting_id)

    def night_help(self, actor: Actor, meeting_id: RecordId) -> NightHelp:
        """Who spoke and answered before, and what a round holds already: what the entry screen offers."""
        with self._desk.read(actor) as view:
            round_ = meeting_store.meeting(view, meeting_id)
            units = [
                unit.name
                for unit in office_store.all_units(view, standing=True)
                if unit.level is UnitLevel.COMMUNE
            ]
            before = meeting_store.answerers(view)
            answerers = dict.fromkeys((*before, *round_.deputies, *units))
            said = meeting_store.said(view, meeting_id)
            return NightHelp(meeting_store.speakers(view), tuple(answerers), said)

    def page(self, actor: Actor, query: RecommendationQuery) -> Page[RecommendationRow]:
        """A page of the ledger."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return voter_store.page(view, query, self._desk.today())

    def tally(self, actor: Actor, query: RecommendationQuery) -> Tally:
        """How many of those the query asks for stand where, whatever state it names."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return voter_store.tally(view, query, self._desk.today())

    def parts(self, actor: Actor, query: RecommendationQuery) -> int:
        """How many of the tally of a query are parts of a split: no opinions of their own."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return voter_store.parts(view, query, self._desk.today())

    def fields(self, actor: Actor) -> tuple[str, ...]:
        """The fields that recommendations were given, the most used first."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return voter_store.fields(view)

    def recommendation(self, actor: Actor, recommendation_id: RecordId) -> Recommendation:
        """One recommendation in full; which denunciation it became, those may know who open denouncers."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            found = voter_store.recommendation(view, recommendation_id)
        if found.sealed and not actor.may(Right.OPEN_DENOUNCERS):
            return replace(found, petition_id=None)
        return found
