"""What a petition tells a letter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain import clocks
from app.domain import petitions as rules
from app.domain.events import Clock, EventKind
from app.domain.grounds import COMPLEX
from app.domain.jurisdictions import propose
from app.domain.kinds import PetitionKind
from app.domain.letters import DocumentState
from app.domain.next_steps import ACT_OF
from app.domain.people import Person
from app.domain.petitions import ACTS, Petition, PetitionState
from app.domain.petitions import Source as Arrival
from app.runtime.words import label
from app.services import letter_complaints, letter_denunciations
from app.services.letter_forms import legal_basis, office_words, subject_matter
from app.services.letter_sources import Source, Told, paper_of
from db import documents as document_store
from db import petitions as petition_store

PERSONAL = (
    "sender_name",
    "sender_address",
    "sender_phone",
    "sender_id_number",
    "sender_id_issued_on",
    "sender_id_issued_by",
    "addressees",
    "told_sender",
    "told_address",
    "senders",
)
"""The facts by which a person is known."""

_SENDER = ("name", "address", "phone", "id_number")
_SETTLEMENT_RULE = "KN-02"
"""What a petition whose acceptance begins no term of a complaint is told of."""
_LAWS = {PetitionKind.COMPLAINT: "complaint-law", PetitionKind.DENUNCIATION: "denunciation-law"}
_OF_RECEPTION = "reception-law"
_URGING = "pt-urge"


def tell(source: Source) -> Told:
    """The facts of the petition, of its sender unless kept apart, of what was done with it so far."""
    petition = petition_store.petition(source.view, source.request.record_id)
    facts = of_people(petition.people) | _of_matter(source, petition) | _of_course(source, petition)
    facts |= _of_assignment(petition) | _of_handling(source, petition) | _of_term(source, petition)
    facts |= {"urge_count": _urged(source) + 1, "urged_body": _urged_body(petition, facts)}
    if petition.sealed:
        facts |= letter_denunciations.tell(source, petition)
    if petition.kind is PetitionKind.COMPLAINT:
        facts |= letter_complaints.tell(source, petition)
    return Told(facts, petition.received_on, petition.received_on, petition, petition.sealed, petition.body)


def of_people(people: Sequence[Person]) -> dict[str, object]:
    """Who wrote or came: the first in full, all of them as addressees; empty when they are kept apart."""
    honorific = office_words()["honorific"]
    if not people:
        return {"sender_honorific": honorific}
    first = people[0]
    return {
        "sender_honorific": honorific,
        "sender_name": first.full_name,
        "sender_address": first.address,
        "sender_phone": first.phone,
        "sender_id_number": first.id_number,
        "sender_id_issued_on": first.id_issued_on,
        "sender_id_issued_by": first.id_issued_by,
        "addressees": [f"{honorific} {person.full_name}" for person in people],
        "told_sender": f"{honorific} {first.full_name}",
        "told_address": first.address,
        "senders": [
            dict(zip(_SENDER, (p.full_name, p.address, p.phone, p.id_number), strict=True)) for p in people
        ],
    }


def masked() -> dict[str, object]:
    """What stands for the facts of a person until the letter is issued."""
    word = office_words()["masked"]
    facts: dict[str, object] = {name: None if name.endswith("_on") else word for name in PERSONAL}
    return facts | {"senders": [dict.fromkeys(_SENDER, word)]}


def _of_matter(source: Source, petition: Petition) -> dict[str, object]:
    return {
        "received_on": petition.received_on,
        "petition_dated_on": petition.written_on,
        "petition_kind": label(petition.kind).lower(),
        "petition_number": petition.number,
        "petition_source": label(petition.source).lower(),
        "people_count": petition.people_count,
        "copies": office_words()["copies"],
        "representative": petition.people[0].full_name if petition.mandate and petition.people else "",
        "matter": subject_matter(petition.kind, petition.matter),
        "target_name": petition.target_name,
        "competent_body": _one_body(source, petition.competent),
        "forwarder": _in_full(petition.forwarded_by),
        "other_recipients": [_in_full(petition.forwarded_by)] if petition.forwarded_by else [],
        "petition_law": "; ".join(
            legal_basis((_LAWS.get(petition.kind, _OF_RECEPTION),), petition.received_on)
        ),
        "result": label(petition.result) if petition.result else "",
    }


def _of_course(source: Source, petition: Petition) -> dict[str, object]:
    """What was done so far, with its papers: the acceptance, the transfer, the settlement."""
    facts: dict[str, object] = {}
    papers = document_store.of_record(source.view, petition.id)
    for event in reversed(petition.events):  # the newest comes first and is the one that counts
        number, on = paper_of(papers, event)
        match event.kind:
            case EventKind.ACCEPTED:
                facts |= {"admission_number": number, "admission_on": on}
            case EventKind.FORWARDED:
                facts |= {"transfer_number": number, "transfer_on": on}
                facts |= {"competent_body": _one_body(source, event.note)} if event.note else {}
            case EventKind.SETTLED:
                facts |= {"settled_number": number, "settled_on": on}
            case EventKind.SUSPENDED:
                facts |= {"suspension_number": number, "suspension_on": on}
            case EventKind.DIALOGUE_HELD:
                facts["dialogue_on"] = event.on
            case _:
                pass
    return facts


def _of_assignment(petition: Petition) -> dict[str, object]:
    """The assignment in force, the last one given."""
    if not petition.assignments:
        return {}
    given = petition.assignments[0]
    return {
        "assigned_unit": given.unit,
        "assigned_person": given.person,
        "assigned_task": given.task,
        "assigned_duty": given.responsibility,
        "assigned_progress": given.progress,
        "assigned_product": given.product,
        "assigned_on": given.assigned_on,
        "assigned_due_on": given.due_on,
        "proposer": given.unit,
        "team_lead": given.person,
    }


def _of_handling(source: Source, petition: Petition) -> dict[str, object]:
    """Why the letter does what it does, where the law proposes just that and nobody decided otherwise."""
    proposal = propose(
        petition.kind,
        petition.target,
        petition.eligibility,
        petition.body,
        on=petition.received_on,
        at_reception=petition.source is Arrival.RECEPTION,
        routes=source.desk.rules.routes,
    )
    handling = proposal.handling
    if handling is None or ACT_OF[handling] != source.form.act or petition.handling not in (None, handling):
        return {}
    return {"reason": proposal.reason, "handling_basis": proposal.article}


def _urged_body(petition: Petition, facts: Mapping[str, object]) -> object:
    """Who owes the answer: where the petition went, else the unit that was given it."""
    forwarded = petition.state is PetitionState.FORWARDED
    return facts.get("competent_body") if forwarded else facts.get("assigned_unit", "")


def _urged(source: Source) -> int:
    """How often the answer was urged before: the letters of the same petition that still hold."""
    known = document_store.of_record(source.view, source.request.record_id)
    return sum(row.form == _URGING and row.state is DocumentState.ISSUED for row in known)


def _of_term(source: Source, petition: Petition) -> dict[str, object]:
    """The term of the settlement: as it would begin with this letter, or as it runs."""
    desk, on = source.desk, source.on
    if petition.state is PetitionState.REGISTERED:
        set_here = desk.rule_settings(source.view)
        rule = _settlement_rule(source, petition)
        begun = desk.rules.explain(rule, on, flags=source.request.flags, settings=set_here)
        days = office_words()["days"].format(count=begun.term.length)
        return {"settle_days": days, "due_on": begun.due}
    running = _settling_after(source, petition)
    if running is None:
        return {}
    term = desk.working(running).term
    return {
        "settle_days": office_words()["days"].format(count=term.length),
        "due_on": running.due_on,
        "left_days": office_words()["days"].format(count=max((running.due_on - on).days, 0)),
        "overdue_days": max((on - running.due_on).days, 0) or None,
    }


def _settling_after(source: Source, petition: Petition) -> Clock | None:
    """The term of the settlement as this letter leaves it: running on again, or longer."""
    desk = source.desk
    stands = petition.state is PetitionState.SUSPENDED
    known = (
        tuple(clock for clock in petition.clocks if clock.closed_on is None) if stands else petition.running
    )
    clock = rules.settling(known, petition.kind, desk.rules.clocks)
    if clock is None:
        return None
    act = ACTS.get(source.form.act)
    if act is not None and act.event is EventKind.RESUMED and clock.paused_on is not None:
        return _counted(source, clocks.resumed(clock, source.on))
    if act is not None and act.event is EventKind.FOUND_COMPLEX and COMPLEX not in clock.flags:
        return _counted(source, clocks.flagged(clock, source.on, COMPLEX))
    return None if clock.paused_on else clock


def _counted(source: Source, clock: Clock) -> Clock:
    return replace(clock, due_on=source.desk.working(clock).due)


def _settlement_rule(source: Source, petition: Petition) -> str:
    """The limit that the acceptance of a complaint begins: first, second, or against discipline."""
    begun = source.desk.rules.clocks.starting(EventKind.ACCEPTED, petition.subject)
    if petition.kind is PetitionKind.RECOMMENDATION or petition.kind is PetitionKind.REPORT or not begun:
        return _SETTLEMENT_RULE
    return begun[-1].rule


def _one_body(source: Source, name: str) -> str:
    """The body that a name is of, in full; "" where the rules name a kind of bodies only."""
    routes = {route.competent for route in source.desk.rules.routes.routes}
    several = any(mark in name for mark in office_words()["kinds_of_bodies"])
    return "" if name in routes and several else _in_full(name)


def _in_full(name: str) -> str:
    """The name of a body without the short forms of the office's talk."""
    for short, full in office_words()["in_full"].items():
        name = name.replace(short, full)
    return name
