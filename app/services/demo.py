"""The training office: an invented commune whose year goes in through the desks, act by act."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Protocol

from app.domain.actors import Actor, Role
from app.domain.duties import month_of
from app.domain.errors import Refused
from app.domain.ids import RecordId, new_id
from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import LetterRequest
from app.domain.office import Body, CouncilSessionDraft, OfficeSettings, UnitDraft, UnitLevel, User
from app.domain.petitions import (
    AssessmentDraft,
    AssignmentDraft,
    Petition,
    PetitionDraft,
    SettlementResult,
    Source,
)
from app.domain.receptions import (
    DialogueDraft,
    OpinionDraft,
    Paper,
    ScheduleDraft,
    SessionDraft,
    SessionKind,
    SessionState,
    VisitDraft,
    VisitResult,
)
from app.services import demo_voters
from app.services.affairs import Affairs
from app.services.cases import Cases
from app.services.council_sessions import CouncilSessions
from app.services.demo_forms import Forms
from app.services.demo_material import FIGURES_UNTIL, Crowd, Days, Row, sealed_person, table
from app.services.desk import Desk
from app.services.duties import Duties
from app.services.letters import Letters
from app.services.office import Office
from app.services.outcomes import Outcomes
from app.services.petitions import Petitions, Step
from app.services.receptions import Receptions
from app.services.users import Users

FOUNDED_ON = date(2025, 7, 1)
ASSIGNED_FOR = 8
"""Working days a unit gets."""

_TRANSFER, _ADMISSION = "pt-transfer-recommendation", "kn-admission"
_COMPETENT = "competent_body"


class Desks(demo_voters.Desks, Protocol):
    """The desks of a wired office that the training office's records go through."""

    @property
    def desk(self) -> Desk: ...
    @property
    def office(self) -> Office: ...
    @property
    def users(self) -> Users: ...
    @property
    def receptions(self) -> Receptions: ...
    @property
    def duties(self) -> Duties: ...
    @property
    def petitions(self) -> Petitions: ...
    @property
    def council_sessions(self) -> CouncilSessions: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def letters(self) -> Letters: ...
    @property
    def outcomes(self) -> Outcomes: ...
    @property
    def affairs(self) -> Affairs: ...


def _unwatched(_done: int, _whole: int) -> None:
    return


def found_training_office(
    desks: Desks, workstation: str, progress: Callable[[int, int], None] = _unwatched
) -> Actor:
    """Fill an empty database with the training office; returns who acts in it.

    ``progress`` hears how much is done of the whole. Refused when the computer's clock stands before
    the year that the office tells of, and when an office is there already.
    """
    today = desks.desk.today()
    if today <= FIGURES_UNTIL:
        raise Refused("clock_behind_demo", today=f"{today:%d/%m/%Y}", last=f"{FIGURES_UNTIL:%d/%m/%Y}")
    told = table("office")
    acts = _Training(desks, _founded(desks, told, workstation), told)
    jobs = tuple(acts.jobs())
    for done, job in enumerate(jobs, start=1):
        job()
        progress(done, len(jobs))
    return acts.actor


def _founded(desks: Desks, told: Row, workstation: str) -> Actor:
    settings = OfficeSettings(**told["settings"], training=True)
    bodies = tuple(Body(BodyKind(b["kind"]), b["name"], b["prefix"], b["symbol"]) for b in told["bodies"])
    keeper = User(new_id(), told["keeper"]["name"], told["keeper"]["position"], Role.KEEPER)
    return desks.office.found(keeper, workstation, settings, bodies).value


@dataclass(frozen=True, slots=True)
class _Duties:
    """Does what the terms of a petition ask for, a few working days after each began."""

    desk: Petitions
    actor: Actor
    days: Days
    told: Row

    def follow(self, petition_id: RecordId, until: date) -> None:
        """Take the acts that are owed, but none that would come after ``until``."""
        known = self.desk.petition(self.actor, petition_id)
        for act, clock in self.desk.owed(self.actor, known).items():
            on = self.days.ahead(clock.start_on, self.told[act]["after"])
            if on <= until:
                self.desk.take(self.actor, petition_id, Step(act, on, self.told[act]["note"]))


class _Training:
    """The acts of the training office in their order."""

    def __init__(self, desks: Desks, actor: Actor, told: Row) -> None:
        self.actor = actor
        self._desks = desks
        self._told = told
        self._days = Days(desks.desk.today(), desks.desk.rules.days_off)
        self._duties = _Duties(desks.petitions, actor, self._days, told["duties"])
        self._forms = Forms(desks.petitions, desks.outcomes, desks.affairs, actor, self._days)
        settings = told["settings"]
        material = table("people")
        self._crowd = Crowd(
            {person["name"]: person for person in material["people"]},
            {village["name"]: village for village in table("villages")["villages"]},
            {},
            material["issued_by"],
            f"{settings['commune_name']}, {settings['province_name']}",
        )
        self._units: dict[str, RecordId] = {}
        self._council: dict[str, RecordId] = {}
        self._sessions: dict[tuple[BodyKind, SessionKind, date], RecordId] = {}
        self._receivers: dict[BodyKind, tuple[str, str]] = {}
        self._cases: dict[str, RecordId] = {}
        self._visits: dict[str, RecordId] = {}

    def jobs(self) -> Iterator[Callable[[], object]]:
        """Every act, ready to be called in this order."""
        visits, petitions, voters = table("visits"), table("petitions"), table("voters")
        present = table("present")
        yield from (self._people, self._all_units, self._all_villages, self._council_sessions)
        yield from (partial(self._schedule, told) for told in self._told["schedules"])
        yield from (partial(self._case, told) for told in visits["cases"])
        yield from (partial(self._visit, told) for told in (*visits["visits"], *present["visits"]))
        yield from (
            partial(self._petition, told) for told in (*petitions["petitions"], *present["petitions"])
        )
        yield from (partial(self._dialogue, told) for told in table("dialogues")["dialogues"])
        yield from (partial(self._forms.affair, told) for told in present["affairs"])
        rounds = demo_voters.Rounds(
            self._desks, self.actor, self._days, self._crowd, self._units, self._council
        )
        yield partial(rounds.published, voters)
        yield from (partial(rounds.later, told, voters) for told in present["meetings"])
        yield from (partial(self._shortage, told) for told in self._told["shortages"])
        yield from (partial(self._planned, told) for told in present["receptions"])
        yield from (partial(self._merger, told) for told in self._told["mergers"])

    # The office

    def _people(self) -> None:
        for user in self._told["users"]:
            serves = user.get("chair_staff", False)
            self._desks.users.add(
                self.actor, user["name"], user["position"], Role(user["role"]), chair_staff=serves
            )

    def _all_units(self) -> None:
        for group, names in self._told["units"].items():
            level = UnitLevel.PROVINCE if group == "province" else UnitLevel.COMMUNE
            body = BodyKind(group) if group in set(BodyKind) else None
            for name in names:
                draft = UnitDraft(name, level, body, FOUNDED_ON if level is UnitLevel.COMMUNE else None)
                self._units[name] = self._desks.office.add_unit(self.actor, draft).value

    def _all_villages(self) -> None:
        for name in self._crowd.villages:
            self._crowd.village_ids[name] = self._desks.office.add_village(self.actor, name).value

    def _merger(self, told: Row) -> None:
        on = self._days.day(told["on"])
        if on is not None:
            ids = self._crowd.village_ids
            merged = tuple(ids[name] for name in told["villages"])
            self._desks.office.merge_villages(self.actor, merged, ids[told["into"]], on, told["reason"])

    def _council_sessions(self) -> None:
        for told in self._told["council_sessions"]:
            draft = CouncilSessionDraft(
                told["name"], told["opens_on"], told.get("closes_on"), told.get("regular", True)
            )
            self._council[draft.name] = self._desks.council_sessions.add(self.actor, draft).value
        coming = self._told["coming_session"]
        opens_on = self._days.ahead(self._days.today, coming["in_days"])
        draft = CouncilSessionDraft(coming["name"].format(year=opens_on.year), opens_on)
        self._council[""] = self._desks.council_sessions.add(self.actor, draft).value

    def _schedule(self, told: Row) -> None:
        """Set the rhythm and open the sessions it asked for up to today, also those nobody came to."""
        body, kind = BodyKind(told["body"]), SessionKind(told["kind"])
        draft = ScheduleDraft(
            body,
            kind,
            told["receiver"],
            told["position"],
            tuple(told["days"]),
            self._told["workplace"],
            told["hours"],
            told.get("from", FOUNDED_ON),
            told.get("until"),
        )
        self._desks.receptions.set_schedule(self.actor, draft)
        if kind is SessionKind.EVERYDAY:
            return
        self._receivers[body] = (told["receiver"], told["position"])
        for one in told.get("otherwise", ()):
            self._otherwise(draft, one)
        first, last = told.get("from", FOUNDED_ON), told.get("until", self._days.today)
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            held_on = self._days.calendar.next_working(day)
            if day.day in draft.days and held_on <= self._days.today:
                self._session(body, kind, held_on)

    def _otherwise(self, usual: ScheduleDraft, told: Row) -> None:
        """A day of the schedule on which somebody else received, or nobody."""
        if told["on"] <= self._days.today:
            state = SessionState.HELD if "receiver" in told else SessionState.MISSED
            receiver, position = told.get("receiver", usual.receiver), told.get("position", usual.position)
            draft = SessionDraft(
                usual.body, usual.kind, told["on"], receiver, position, usual.place, state, told["note"]
            )
            held = self._desks.receptions.hold(self.actor, draft).value
            self._sessions[usual.body, usual.kind, told["on"]] = held.id

    def _shortage(self, told: Row) -> None:
        """Why days were missing in a month that is over."""
        if month_of(told["month"]).last < self._days.today:
            body = BodyKind(told["body"])
            self._desks.duties.explain_missing(self.actor, body, told["month"], told["reason"])

    def _planned(self, told: Row) -> None:
        """A reception ahead that the public has still to be told of."""
        body, kind = BodyKind(told["body"]), SessionKind(told["kind"])
        receiver, position = self._receivers[body]
        on = self._days.ahead(self._days.today, told["in_days"])
        draft = SessionDraft(body, kind, on, receiver, position, told["place"], SessionState.PLANNED)
        self._desks.receptions.hold(self.actor, draft)

    # Receptions

    def _session(self, body: BodyKind, kind: SessionKind, on: date) -> RecordId:
        if (body, kind, on) not in self._sessions:
            receiver, position = (
                (self.actor.name, self.actor.position)
                if kind is SessionKind.EVERYDAY
                else self._receivers[body]
            )
            draft = SessionDraft(body, kind, on, receiver, position, self._told["workplace"])
            self._sessions[body, kind, on] = self._desks.receptions.hold(self.actor, draft).value.id
        return self._sessions[body, kind, on]

    def _case(self, told: Row) -> None:
        self._cases[told["key"]] = self._desks.cases.open(self.actor, told["title"], told["on"]).value

    def _visit(self, told: Row) -> None:
        on = self._days.day(told["on"])
        if on is None:
            return
        answered = self._days.day(told.get("answered"))
        kind = SessionKind(told.get("session", "everyday"))
        session_id = self._session(BodyKind(told.get("body", "committee")), kind, on)
        result = VisitResult(told.get("result", "received"))
        draft = VisitDraft(
            session_id,
            (self._crowd.person(told["who"]),),
            told["matter"],
            PetitionKind(told["kind"]),
            told.get("people_count", 1),
            field=told["field"],
            ours=True,
            result=result,
            result_note=told.get("note", "") if result is not VisitResult.RECEIVED else "",
            papers=tuple(Paper(p["name"], p["pages"], p["condition"]) for p in told.get("papers", ())),
            case_id=self._cases.get(told.get("case", "")),
        )
        visit_id = self._desks.receptions.log(self.actor, draft).value
        if "petition" in told:
            self._visits[told["petition"]] = visit_id
        elif answered is not None:
            self._desks.receptions.answer(self.actor, visit_id, answered, told["note"])

    def _dialogue(self, told: Row) -> None:
        villages = tuple(self._crowd.village_ids[name] for name in told["villages"])
        opinions = tuple(
            OpinionDraft(o["speaker"], o["matter"], villages[0], o["answer"]) for o in told["opinions"]
        )
        draft = DialogueDraft(
            BodyKind.PARTY,
            told["held_on"],
            told["title"],
            self._told["settings"]["party_secretary_name"],
            told["place"],
            villages,
            told["attendance"],
            opinions,
        )
        self._desks.receptions.hold_dialogue(self.actor, draft)

    # Petitions

    def _petition(self, told: Row) -> None:
        received_on = self._days.day(told["received"])
        if received_on is None:
            return
        petition = self._desks.petitions.register(self.actor, self._petition_draft(told, received_on)).value
        steps = [
            (act, self._days.day(told.get(field)))
            for act, field in (
                ("accept", "accepted"),
                ("forward", "forwarded"),
                ("file_away", "filed_away"),
                ("withdraw", "withdrawn"),
                ("settle", "settled"),
            )
        ]
        taken = [(act, on) for act, on in steps if on is not None]
        if not taken:
            return
        first_on = taken[0][1]
        self._assess(petition, first_on if taken[0][0] != "settle" else received_on)
        if "unit" in told:
            self._assign(petition, told, first_on if taken[0][0] == "accept" else received_on)
        for act, on in taken:
            self._duties.follow(petition.id, on)
            self._take(petition, told, act, on)
        self._duties.follow(petition.id, self._days.today)
        self._forms.outcomes(petition.id, told)

    def _petition_draft(self, told: Row, received_on: date) -> PetitionDraft:
        person = sealed_person(told["sealed"]) if "sealed" in told else self._crowd.person(told["who"])
        return PetitionDraft(
            BodyKind(told.get("body", "committee")),
            PetitionKind(told["kind"]),
            (person,),
            told["matter"],
            received_on,
            Source(told["source"]),
            Target(told.get("target", "commune_matter")),
            told.get("target_name", ""),
            told.get("request", ""),
            told["field"],
            written_on=self._days.day(told.get("written")),
            village_id=self._crowd.village_ids.get(told.get("village", "")),
            forwarded_by=told.get("forwarded_by", ""),
            eligibility=Eligibility(told.get("eligibility", "eligible")),
            visit_id=self._visits.get(told.get("key", "")),
        )

    def _assess(self, petition: Petition, on: date) -> None:
        """Decide what the law proposes."""
        proposal = self._desks.petitions.propose(
            self.actor,
            petition.kind,
            petition.target,
            petition.eligibility,
            petition.body,
            at_reception=petition.source is Source.RECEPTION,
            on=petition.received_on,
        )
        if proposal.handling is not None:
            draft = AssessmentDraft(petition.eligibility, proposal.jurisdiction, proposal.handling, on=on)
            self._desks.petitions.assess(self.actor, petition.id, draft)

    def _assign(self, petition: Petition, told: Row, on: date) -> None:
        clear = self._told["assignments"].get(told["unit"], self._told["assignments"][""])
        draft = AssignmentDraft(
            self._units[told["unit"]],
            clear["person"],
            clear["task"].format(field=told["field"].lower()),
            clear["responsibility"],
            clear["progress"],
            clear["product"],
            self._days.ahead(on, ASSIGNED_FOR),
            on,
        )
        self._desks.petitions.assign(self.actor, petition.id, draft)

    def _take(self, petition: Petition, told: Row, act: str, on: date) -> None:
        if "letter" in told and act in ("accept", "forward"):
            form = _ADMISSION if act == "accept" else _TRANSFER
            facts = ((_COMPETENT, told["competent"]),) if act == "forward" else ()
            request = LetterRequest(form, RecordType.PETITION, petition.id, facts)
            self._desks.letters.issue(self.actor, request, on)
            return
        noted = {"accept": "", "forward": "competent"}.get(act, "note")
        note: str = told.get(noted, "")
        result = SettlementResult(told["result"]) if act == "settle" else None
        self._desks.petitions.take(self.actor, petition.id, Step(act, on, note, result))
