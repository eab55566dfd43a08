"""The classifying desk: questions one by one, look-alikes, links, and the splitting of a mixed petition."""

from collections.abc import Mapping

from app.domain import checks, classification, corrections
from app.domain import links as rules
from app.domain import petitions as petition_rules
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.classification import NO_FACTS, Course, Facts, Passed, Representation
from app.domain.classification import Classification as Outcome
from app.domain.corrections import Correction
from app.domain.counting import Topic, Truth
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.jurisdictions import Eligibility, Handling
from app.domain.kinds import PetitionKind, RecordType
from app.domain.links import Earlier, Link, PartDraft, SplitDraft
from app.domain.petitions import NAMELESS, Answers, LinkKind, Petition, PetitionDraft, PetitionState
from app.rules import topics
from app.runtime.words import label, phrase
from app.services import keeping, links
from app.services.desk import Desk
from app.services.petitions import Petitions, Step
from db import events as event_store
from db import links as link_store
from db import people as person_store
from db import petitions as petition_store
from db.work import Work

_LEAST_NAME, _LEAST_MATTER = 2, 4
"""Words of a name or a matter from which it is looked for."""


class Classification:
    """What a petition is, which one it repeats, and which ones it is made of."""

    def __init__(self, desk: Desk, petitions: Petitions) -> None:
        self._desk = desk
        self._petitions = petitions

    def course(self, actor: Actor, answers: Mapping[str, str], facts: Facts = NO_FACTS) -> Course:
        """Where the answers lead: the next question, or the outcome with its articles.

        Kept answers that the pack no longer has are asked anew.
        """
        actor.require(Right.READ)
        questions = self._desk.rules.questions
        known = classification.still_asked(questions, tuple(answers.items()))
        return classification.course(questions, known, facts)

    def trail(self, actor: Actor, answers: Answers) -> tuple[Passed, ...]:
        """The words of answers that were kept with a petition."""
        actor.require(Right.READ)
        return classification.trail(self._desk.rules.questions, answers) if answers else ()

    def kept(self, actor: Actor, answers: Answers) -> Outcome | None:
        """What kept answers come to; None when the questions have changed since."""
        actor.require(Right.READ)
        return classification.kept(self._desk.rules.questions, answers)

    def representing(self, actor: Actor, kind: PetitionKind, people: int) -> Representation | None:
        """How many representatives so many people may name; None for one alone."""
        actor.require(Right.READ)
        return self._desk.rules.questions.representing(kind, people)

    def earlier(self, actor: Actor, draft: PetitionDraft, limit: int = 4) -> tuple[Earlier, ...]:
        """Petitions that look like the one being typed; denouncers and the nameless by matter alone."""
        looked_for = draft.people and not draft.sealed and draft.eligibility not in NAMELESS
        first = draft.people[0] if looked_for else None
        sender = first if first and len(first.full_name.split()) >= _LEAST_NAME else None
        matter = draft.matter if len(draft.matter.split()) >= _LEAST_MATTER else ""
        with self._desk.read(actor) as view:
            return link_store.earlier(view, sender, matter, sealed=draft.sealed, limit=limit)

    def links(self, actor: Actor, petition_id: RecordId) -> tuple[Link, ...]:
        """What a petition repeats or was split from, and what repeats it or was split off."""
        with self._desk.read(actor) as view:
            return link_store.of(view, petition_id)

    def link(self, actor: Actor, petition_id: RecordId, earlier_id: RecordId) -> Done[Petition]:
        """Say that a petition on record repeats an earlier one; both show it, it counts as before."""
        with self._desk.act(actor, Right.RECORD_PETITIONS, "classification.link") as work:
            links.connect(work, petition_id, earlier_id, LinkKind.DUPLICATE, self._desk.today())
            linked = petition_store.petition(work, petition_id)
        return Done(linked, Area.PETITIONS)

    def fields(self, actor: Actor) -> tuple[str, ...]:
        """The fields of the latest petitions, the most frequent first."""
        with self._desk.read(actor) as view:
            return petition_store.fields(view)

    def topic(self, actor: Actor, field: str) -> Topic:
        """The group of the ministry's forms that petitions of this field are counted in."""
        actor.require(Right.READ)
        return topics.topic_of(field)

    def correct(self, actor: Actor, petition_id: RecordId, draft: Correction) -> Done[Petition]:
        """Put right what statistics sort the petition by; also of a closed one, the timeline says why."""
        with self._desk.act(actor, Right.RECORD_PETITIONS, "classification.correct", draft.reason) as work:
            known = petition_store.petition(work, petition_id)
            ready = corrections.checked(draft, known)
            petition_store.correct(work, petition_id, ready)
            event_store.add(
                work,
                RecordType.PETITION,
                petition_id,
                EventKind.AMENDED,
                self._desk.today(),
                _corrected(known, ready),
            )
            after = petition_store.petition(work, petition_id)
        return Done(after, Area.PETITIONS | Area.STATISTICS)

    def split(self, actor: Actor, petition_id: RecordId, draft: SplitDraft) -> Done[tuple[Petition, ...]]:
        """Make a petition of each part and file the mixed one away, in one act; the parts come back.

        By the law the sender is first guided to write petitions of their own (law on reception 25.3,
        circular 05/2021 article 21); the office splits only when the sender agrees.
        """
        ready = rules.checked(draft)
        with self._desk.act(actor, Right.DECIDE_PETITIONS, "classification.split", ready.agreed) as work:
            known = petition_store.petition(work, petition_id)
            if known.state is not PetitionState.REGISTERED:
                raise Refused("split_not_now", state=known.state)
            rules.refuse_telling(ready, sealed=known.sealed, named=bool(known.people))
            today = self._desk.today()
            on = checks.not_before(checks.past_day(ready.on or today, today, "on"), known.received_on, "on")
            parts = tuple(self._part(work, actor, known, part) for part in ready.parts)
            for part in parts:
                links.connect(work, part, petition_id, LinkKind.SPLIT, on)
            made = tuple(petition_store.petition(work, part) for part in parts)
            if any(part.kept for part in made):  # the whole says what the part says
                keeping.follow(work, known, kept=True)
            petition_store.change(work, petition_id, eligibility=Eligibility.MIXED, handling=Handling.SPLIT)
            numbers = ", ".join(part.number for part in made)
            note = phrase("petitions", "split_into", numbers=numbers, agreed=ready.agreed)
            self._petitions.apply(work, petition_id, Step("file_away", on, note[: checks.LINE_LIMIT]))
        return Done(made, Area.PETITIONS | Area.DEADLINES)

    def _part(self, work: Work, actor: Actor, whole: Petition, part: PartDraft) -> RecordId:
        """A part as a petition of its own: the same sender, day of receipt and way of arrival."""
        people = person_store.unseal(work, whole.id) if whole.sealed else whole.people
        nobody = whole.eligibility if whole.eligibility in NAMELESS else Eligibility.ANONYMOUS
        draft = PetitionDraft(
            whole.body,
            part.kind,
            tuple(person.as_draft(known=not whole.sealed) for person in people),
            part.matter,
            whole.received_on,
            whole.source,
            part.target,
            part.target_name,
            field=part.field,
            people_count=whole.people_count,
            written_on=whole.written_on,
            forwarded_by=whole.forwarded_by,
            eligibility=Eligibility.ELIGIBLE if people else nobody,
            case_id=whole.case_id,
            mandate=whole.mandate,
            again=part.again,
        )
        return self._petitions.enter(work, actor, petition_rules.checked(draft, self._desk.today()))


def _corrected(known: Petition, ready: Correction) -> str:
    """What the timeline says of a correction: before, after, why."""
    told = (
        (
            "field",
            known.field or phrase("statistics", "without"),
            ready.field or phrase("statistics", "without"),
        ),
        ("again", _truth(known.again), _truth(ready.again)),
    )
    changed = "; ".join(
        phrase("petitions", f"corrected_{name}", before=before, after=after)
        for name, before, after in told
        if before != after
    )
    return f"{changed}. {ready.reason}"


def _truth(holds: bool) -> str:
    return label(Truth.YES if holds else Truth.NO)
