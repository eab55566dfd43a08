"""The petitions desk: register, assess, accept, forward, guide, settle, assign."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import checks, classification, grounds, jurisdictions, outcomes
from app.domain import petitions as rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.classification import Facts, Questions
from app.domain.clocks import Ground, Subject
from app.domain.errors import Refused
from app.domain.events import Clock, EventKind
from app.domain.ids import RecordId, new_id
from app.domain.jurisdictions import Eligibility, Jurisdiction, Proposal, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.paging import Page
from app.domain.petitions import (
    AssessmentDraft,
    AssignmentDraft,
    LinkKind,
    Petition,
    PetitionDraft,
    PetitionQuery,
    PetitionRow,
    PetitionState,
    SettlementResult,
    Source,
)
from app.domain.text import clean
from app.runtime.words import phrase
from app.services import keeping, links, terms, voter_petitions
from app.services.desk import Desk
from db import cases as case_store
from db import events as event_store
from db import numbers
from db import office as office_store
from db import petitions as petition_store
from db import receptions as reception_store
from db.work import Work

REGISTER_SERIES = "petitions"
_TOUCHED = Area.PETITIONS | Area.DEADLINES


@dataclass(frozen=True, slots=True)
class Step:
    """A step the clerk takes on a petition.

    Attributes:
        act: One of ``app.domain.petitions.ACTS``.
        on: The legal day of the act.
        note: The reason, the body it goes to, or what was decided.
        flags: Facts that lengthen a term, e.g. ``complex``, or allow it, e.g. ``especially_complex``.
        days: How many days an extension adds.
        grounds: Ids of the grounds or criteria that it rests on, as the rule pack names them.
    """

    act: str
    on: date
    note: str = ""
    result: SettlementResult | None = None
    flags: frozenset[str] = frozenset()
    document_id: RecordId | None = None
    days: int = 0
    grounds: tuple[str, ...] = ()


class Petitions:
    """One act of a clerk each; what comes back says what it touched."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def propose(
        self,
        actor: Actor,
        kind: PetitionKind,
        target: Target,
        eligibility: Eligibility,
        body: BodyKind,
        *,
        at_reception: bool,
        on: date | None = None,
    ) -> Proposal:
        """What the law of the day of receipt proposes: whose jurisdiction, what to do, by which article.

        ``on`` is that day, today when there is none.
        """
        actor.require(Right.READ)
        return jurisdictions.propose(
            kind,
            target,
            eligibility,
            body,
            on=on or self._desk.today(),
            at_reception=at_reception,
            routes=self._desk.rules.routes,
        )

    def register(self, actor: Actor, draft: PetitionDraft) -> Done[Petition]:
        """Enter a petition into its body's register under the next number and start its first term.

        What a voter said is entered by those who keep the ledger of voters, whoever keeps the register.
        """
        ready = _classified(self._desk.rules.questions, rules.checked(draft, self._desk.today()))
        right = Right.RECORD_VOTERS if ready.recommendation_id else Right.RECORD_PETITIONS
        with self._desk.act(actor, right, "petitions.register", ready.reason) as work:
            key = self.enter(work, actor, ready)
            if ready.visit_id is not None:
                self._take_over(work, ready, ready.visit_id)
            if ready.recommendation_id is not None:
                voter_petitions.take_over(work, ready, ready.recommendation_id, key, self._desk.today())
            if ready.earlier_id is not None:
                links.connect(work, key, ready.earlier_id, LinkKind.DUPLICATE, ready.received_on)
            registered = petition_store.petition(work, key, just_typed=True)
        besides = Area.RECEPTIONS if ready.visit_id else Area.VOTERS if ready.recommendation_id else Area(0)
        return Done(registered, _TOUCHED | besides)

    def enter(self, work: Work, actor: Actor, draft: PetitionDraft) -> RecordId:
        """A checked draft into its register, inside a transaction already open: a split does it too."""
        proposal = self.propose(
            actor,
            draft.kind,
            draft.target,
            draft.eligibility,
            draft.body,
            at_reception=draft.source is Source.RECEPTION,
            on=draft.received_on,
        )
        key = new_id()
        number = _number(work, draft, key)
        petition_store.add(work, key, number, draft, proposal)
        if proposal.sealed_from_chair:
            keeping.begin(work, key, draft.target_name, draft.keepers, serves_chair=draft.serves_chair)
        if draft.case_id is not None:
            keeping.check_case(work, draft.case_id, kept=proposal.sealed_from_chair)
        on = draft.received_on
        told = subject(draft, proposal.jurisdiction)
        self._desk.happened(work, told, key, EventKind.REGISTERED, on, note=draft.reason)
        return key

    def _take_over(self, work: Work, draft: PetitionDraft, visit_id: RecordId) -> None:
        """The visit's own clock stops: from now on the petition's clocks run.

        A visit in the open would tell who denounced, and a petition in the open who came to denounce.
        """
        visit = reception_store.visit(work, visit_id)
        if visit.sealed != draft.sealed:
            raise Refused("visit_seal_differs", field="kind")
        checks.not_before(draft.received_on, visit.session.held_on, "received_on")
        told = Subject(RecordType.VISIT, visit.kind, visit.session.body)
        self._desk.happened(work, told, visit_id, EventKind.TURNED_PETITION, draft.received_on)

    def assess(self, actor: Actor, petition_id: RecordId, draft: AssessmentDraft) -> Done[Petition]:
        """Record what the officer decided; another decision than the law proposes needs its reason."""
        with self._desk.act(actor, Right.RECORD_PETITIONS, "petitions.assess", draft.reason) as work:
            known = petition_store.petition(work, petition_id)
            _still_open(known.state)
            target = draft.target or known.target
            answers = _judged(self._desk.rules.questions, known, draft, target)
            proposal = self.propose(
                actor,
                known.kind,
                target,
                draft.eligibility,
                known.body,
                at_reception=known.source is Source.RECEPTION,
                on=known.received_on,
            )
            proposed = (proposal.jurisdiction, proposal.handling)
            if (draft.jurisdiction, draft.handling) != proposed and not draft.reason.strip():
                raise Refused("assessment_needs_reason", field="reason")
            petition_store.change(
                work,
                petition_id,
                target=target,
                answers=[list(pair) for pair in answers],
                eligibility=draft.eligibility,
                jurisdiction=draft.jurisdiction,
                handling=draft.handling,
                competent=checks.line(draft.competent or proposal.competent, "competent", required=False),
            )
            keeping.follow(work, known, kept=proposal.sealed_from_chair)
            note = clean(draft.reason) or proposal.article
            on = self._day(draft.on, known.received_on, "on")
            event_store.add(work, RecordType.PETITION, petition_id, EventKind.ASSESSED, on, note)
            if (draft.jurisdiction, target) != (known.jurisdiction, known.target):
                self._begin_missing(work, petition_store.petition(work, petition_id))
            assessed = petition_store.petition(work, petition_id)
        return Done(assessed, _TOUCHED)

    def _begin_missing(self, work: Work, known: Petition) -> None:
        """Start what would run from the receipt on had the petition been known as it is known now."""
        if known.state is not PetitionState.REGISTERED:
            return
        had = {clock.rule_id for clock in known.clocks}
        self._desk.begin(work, known.subject, known.id, EventKind.REGISTERED, known.received_on, besides=had)

    def take(self, actor: Actor, petition_id: RecordId, step: Step) -> Done[Petition]:
        """Take one of the acts of ``app.domain.petitions.ACTS``; the clocks follow."""
        with self._desk.act(actor, Right.DECIDE_PETITIONS, f"petitions.{step.act}", step.note) as work:
            self.apply(work, petition_id, step)
            after = petition_store.petition(work, petition_id)
        return Done(after, _TOUCHED)

    def apply(self, work: Work, petition_id: RecordId, step: Step) -> None:
        """The step inside a transaction already open: issuing a letter takes it too."""
        known = petition_store.petition(work, petition_id)
        on = checks.past_day(step.on, self._desk.today(), "on")
        grounded, step = self._grounded(known.kind, step, on)
        owed = rules.owed_acts(known.running, known.kind, self._desk.rules.clocks)
        act = rules.act_from(step.act, known.state, known.kind, grounded, owed)
        checks.not_before(on, known.received_on, "on")
        for event in known.events:
            if event.kind is EventKind.ACCEPTED:
                checks.not_before(on, event.on, "on", "date_before_acceptance")
        if act.event is EventKind.COMPLETED:
            outcomes.refuse_completion(known, on)
        if step.act == "settle" and step.result is None:
            raise Refused("result_missing", field="result")
        if act.after is not None:
            closed_on = None if act.after.open else on
            result = step.result or known.result
            petition_store.change(work, petition_id, state=act.after, closed_on=closed_on, result=result)
        self._desk.happened(
            work,
            known.subject,
            petition_id,
            act.event,
            on,
            note=_told(act.event, grounded, step.days),
            document_id=step.document_id,
            flags=step.flags,
        )
        terms.move(self._desk, work, known, act.event, on, step.days, step.flags)

    def _grounded(self, kind: PetitionKind, step: Step, on: date) -> tuple[str, Step]:
        """The note with the grounds in words before it, and the step with the flags that follow from them."""
        note = checks.line(step.note, "note", required=False)
        named = self._desk.rules.clocks.chosen(step.act, kind, on, step.grounds)
        flags = grounds.flags(step.act, step.flags, named, self.grounds_for(step.act, kind, on))
        words = "; ".join(ground.text for ground in named)
        return ". ".join(part for part in (words, note) if part), replace(step, flags=flags)

    def grounds_for(self, act: str, kind: PetitionKind, on: date) -> tuple[Ground, ...]:
        """What an act may rest on, on a day: grounds of a suspension, criteria of a complex matter."""
        return tuple(g for g in self._desk.rules.clocks.grounds if g.holds(act, kind, on))

    def owed(self, actor: Actor, petition: Petition) -> dict[str, Clock]:
        """The acts that its running terms ask for, each with the first of its terms to end."""
        actor.require(Right.READ)
        return rules.owed_acts(petition.running, petition.kind, self._desk.rules.clocks)

    def settling(self, actor: Actor, petition: Petition) -> Clock | None:
        """The running term that the settlement must keep, or None while none runs."""
        actor.require(Right.READ)
        return rules.settling(petition.running, petition.kind, self._desk.rules.clocks)

    def following(self, actor: Actor, petition: Petition) -> tuple[str, ...]:
        """The acts that may follow now, in the order of the menu; none that lengthens a longest term."""
        acts = rules.following(petition.state, petition.kind, self.owed(actor, petition))
        spent = set()
        if not any(terms.extensions_left(self._desk, petition, clock) for clock in petition.running):
            spent.add(EventKind.EXTENDED)
        if terms.longer_when_complex(self._desk, petition) is None:
            spent.add(EventKind.FOUND_COMPLEX)
        if outcomes.completed_on(petition) is not None:
            spent.add(EventKind.COMPLETED)
        return tuple(act for act in acts if rules.ACTS[act].event not in spent)

    def assign(self, actor: Actor, petition_id: RecordId, draft: AssignmentDraft) -> Done[Petition]:
        """Give the petition to a unit with the six clarities."""
        with self._desk.act(actor, Right.DECIDE_PETITIONS, "petitions.assign") as work:
            state, received_on = petition_store.state(work, petition_id)
            _still_open(state)
            on = self._day(draft.assigned_on, received_on, "assigned_on")
            ready = rules.checked_assignment(draft, on)
            petition_store.assign(work, petition_id, ready, on)
            unit = office_store.unit(work, ready.unit_id).name
            note = f"{unit}: {ready.person}. {ready.task}"
            known = petition_store.petition(work, petition_id)
            self._desk.happened(
                work, known.subject, petition_id, EventKind.ASSIGNED, on, note=note, due_on=ready.due_on
            )
            assigned = petition_store.petition(work, petition_id)
        return Done(assigned, _TOUCHED)

    def _day(self, told: date | None, received_on: date, field: str) -> date:
        """The legal day of an act on a petition: today unless told otherwise, never before its receipt."""
        today = self._desk.today()
        return checks.not_before(checks.past_day(told or today, today, field), received_on, field)

    def join_case(self, actor: Actor, petition_id: RecordId, case_id: RecordId) -> Done[Petition]:
        """Let the petition belong to a case."""
        with self._desk.act(actor, Right.RECORD_PETITIONS, "petitions.join_case") as work:
            title = case_store.title(work, case_id)
            known = petition_store.petition(work, petition_id)
            petition_store.change(work, petition_id, case_id=case_id)
            keeping.check_case(work, case_id, kept=known.kept)
            event_store.add(
                work, RecordType.PETITION, petition_id, EventKind.JOINED_CASE, self._desk.today(), title
            )
            joined = petition_store.petition(work, petition_id)
        return Done(joined, Area.PETITIONS)

    def page(self, actor: Actor, query: PetitionQuery) -> Page[PetitionRow]:
        """A page of the register."""
        with self._desk.read(actor) as view:
            return petition_store.page(view, query, self._desk.today())

    def petition(self, actor: Actor, petition_id: RecordId) -> Petition:
        """One petition in full."""
        with self._desk.read(actor) as view:
            return petition_store.petition(view, petition_id)

    def numbered(self, actor: Actor, number: str) -> RecordId:
        """The id of the petition with this number; refused when there is none."""
        with self._desk.read(actor) as view:
            found = petition_store.id_of(view, number)
        if found is None:
            raise Refused("petition_unknown", number=number)
        return found


def _number(work: Work, draft: PetitionDraft, key: RecordId) -> str:
    year = draft.received_on.year
    number = numbers.take(work, draft.body, REGISTER_SERIES, year, key)
    prefix = next((b.prefix for b in office_store.all_bodies(work) if b.kind is draft.body), "")
    return f"{prefix}-{year}/{number:04}"


def _classified(questions: Questions, draft: PetitionDraft) -> PetitionDraft:
    """The draft with the answers that count; to decide otherwise than they say needs a reason."""
    if not draft.answers:
        rules.refuse_open_denunciation(draft, guided=False)
        return draft
    facts = Facts(draft.people_count, draft.source)
    told = classification.finished(questions, draft.answers, facts)
    decided = (draft.kind, draft.target, draft.eligibility)
    if classification.differs(told, *decided) and not draft.reason:
        raise Refused("classification_differs", field="reason")
    rules.refuse_open_denunciation(draft, guided=told.eligibility is Eligibility.MIXED)
    return replace(draft, answers=told.answers)


def _judged(questions: Questions, known: Petition, draft: AssessmentDraft, target: Target) -> rules.Answers:
    """The answers kept after an assessment, new ones before those of the registration.

    Refused when they find another kind than the register's, and without a reason when the officer
    decides otherwise than they say.
    """
    told = classification.kept(questions, known.answers)
    if draft.answers:
        facts = Facts(known.people_count, known.source)
        told = classification.finished(questions, draft.answers, facts)
        if told.kind is not known.kind:
            raise Refused("classified_as_other_kind", kind=known.kind, found=told.kind)
    if told is None:
        return known.answers
    decided = (known.kind, target, draft.eligibility)
    if classification.differs(told, *decided) and not draft.reason.strip():
        raise Refused("classification_differs", field="reason")
    return told.answers


def _still_open(state: PetitionState) -> None:
    """Refuse a closed petition: a term that began now would never be fulfilled."""
    if not state.open:
        raise Refused("petition_closed", state=state)


def subject(draft: PetitionDraft, jurisdiction: Jurisdiction) -> Subject:
    """What the choice of clocks looks at."""
    return Subject(RecordType.PETITION, draft.kind, draft.body, draft.source, draft.target, jurisdiction)


def _told(event: EventKind, note: str, days: int) -> str:
    """What the timeline says: an extension by how many days."""
    return phrase("petitions", "extended", days=days, reason=note) if event is EventKind.EXTENDED else note
