"""What a petition tells a letter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain import clocks
from app.domain import petitions as rules
from app.domain.events import Clock, EventKind
from app.domain.grounds import COMPLEX
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.letters import DocumentState
from app.domain.people import Person
from app.domain.petitions import ACTS, Petition, PetitionState
from app.runtime.words import label
from app.services.letter_forms import office_words
from app.services.letter_sources import Source, Told
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
)
"""The facts by which a person is known."""

_SETTLEMENT_RULE = "KN-02"
"""What a petition whose acceptance begins no term of a complaint is told of."""

_SUPPLY_RULE = "KN-12"
_APPEAL_RULES = {Target.DISCIPLINE: "KL-01"}
_APPEAL_RULE = "KN-05"
_NAMED = 3
"""So many complainants are named in a sentence; of more, the first and how many others."""

_ISSUED_BEFORE: Mapping[str, str] = {
    "kn-verify-decision": "verify",
    "kn-verify-report": "report",
    "kn-expert": "expert",
    "kn-enforcement-stay": "stay",
}
"""The letters that later ones refer to, by what the facts of their number and day begin with."""


def tell(source: Source) -> Told:
    """The facts of the petition, of its sender unless kept apart, of what was done with it so far."""
    petition = petition_store.petition(source.view, source.request.record_id)
    facts = (
        of_people(petition.people)
        | _of_matter(petition)
        | _of_course(petition)
        | _of_letters(source)
        | _of_term(source, petition)
    )
    if petition.kind is PetitionKind.COMPLAINT:
        facts |= _of_complaint(source, petition)
    return Told(facts, petition.received_on, petition.received_on, petition, petition.sealed)


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
    }


def _of_matter(petition: Petition) -> dict[str, object]:
    return {
        "received_on": petition.received_on,
        "petition_dated_on": petition.written_on,
        "petition_kind": label(petition.kind).lower(),
        "petition_number": petition.number,
        "petition_source": label(petition.source).lower(),
        "people_count": petition.people_count,
        "copies": office_words()["copies"],
        "representative": petition.people[0].full_name if petition.mandate and petition.people else "",
        "matter": petition.matter.rstrip(" .;"),
        "target_name": petition.target_name,
        "competent_body": petition.competent,
        "forwarder": petition.forwarded_by,
        "other_recipients": [petition.forwarded_by] if petition.forwarded_by else [],
        "result": label(petition.result) if petition.result else "",
    }


def _of_complaint(source: Source, petition: Petition) -> dict[str, object]:
    """Which instance settles it, who complains of whom, how long evidence and an appeal may take."""
    words, desk, on = office_words(), source.desk, source.on
    settings = desk.rule_settings(source.view)
    appeal = desk.rules.explain(_APPEAL_RULES.get(petition.target, _APPEAL_RULE), on, settings=settings)
    return {
        "instance": words["instances"][petition.second],
        "complainants": _in_a_sentence(
            [person.full_name for person in petition.people], petition.people_count
        ),
        "respondent": petition.target_name,
        "appeal_days": words["days"].format(count=appeal.term.length),
        "appeal_to": words["settler_above"].format(province=source.settings.province_name),
    } | ({"reply_by": desk.rules.explain(_SUPPLY_RULE, on).due} if _SUPPLY_RULE in source.form.clocks else {})


def _in_a_sentence(names: Sequence[str], count: int) -> str:
    words = office_words()
    if not names:
        return ""
    if count > min(len(names), _NAMED):
        return str(words["and_others"]).format(name=names[0], count=count - 1)
    return str(words["last_of_several"]).join(filter(None, (", ".join(names[:-1]), names[-1])))


def _of_letters(source: Source) -> dict[str, object]:
    """Number and day of the letters that others refer to, the newest that stands."""
    facts: dict[str, object] = {}
    for row in reversed(document_store.of_record(source.view, source.request.record_id)):
        name = _ISSUED_BEFORE.get(row.form)
        if name and row.state is DocumentState.ISSUED:
            facts |= {f"{name}_number": row.number, f"{name}_on": row.issued_on}
    return facts


def _of_course(petition: Petition) -> dict[str, object]:
    """What was done so far: the acceptance with its paper, the assignment in force."""
    facts: dict[str, object] = {}
    accepted = next((event for event in petition.events if event.kind is EventKind.ACCEPTED), None)
    if accepted is not None:
        facts |= {"admission_number": accepted.document, "admission_on": accepted.on}
    suspended = next((event for event in petition.events if event.kind is EventKind.SUSPENDED), None)
    if suspended is not None:
        facts |= {"suspension_number": suspended.document, "suspension_on": suspended.on}
    met = next((event for event in petition.events if event.kind is EventKind.DIALOGUE_HELD), None)
    if met is not None:
        facts["dialogue_on"] = met.on
    if petition.assignments:
        given = petition.assignments[-1]
        facts |= {
            "assigned_unit": given.unit,
            "assigned_person": given.person,
            "assigned_task": given.task,
            "proposer": given.unit,
            "team_lead": given.person,
        }
    return facts


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
