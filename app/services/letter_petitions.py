"""What a petition tells a letter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain import accounts
from app.domain import petitions as rules
from app.domain.events import EventKind
from app.domain.kinds import PetitionKind
from app.domain.letters import DocumentState
from app.domain.people import Person
from app.domain.petitions import Petition, PetitionState
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

_TEAM = "tc-verify-team"
_DIGITS_OF_DAYS = 2
_SETTLEMENT_RULE = "KN-02"
"""What a petition whose acceptance begins no term of a complaint is told of."""


def tell(source: Source) -> Told:
    """The facts of the petition, of its sender unless kept apart, of what was done with it so far."""
    petition = petition_store.petition(source.view, source.request.record_id)
    facts = (
        of_people(petition.people) | _of_matter(petition) | _of_course(petition) | _of_term(source, petition)
    )
    if petition.sealed:
        facts |= _of_denunciation(source, petition)
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
        "representative": petition.people[0].full_name if petition.mandate and petition.people else "",
        "matter": petition.matter.rstrip(" .;"),
        "target_name": petition.target_name,
        "competent_body": petition.competent,
        "forwarder": petition.forwarded_by,
        "other_recipients": [petition.forwarded_by] if petition.forwarded_by else [],
        "result": label(petition.result) if petition.result else "",
    }


def _of_course(petition: Petition) -> dict[str, object]:
    """What was done so far: the acceptance with its paper, the assignment in force."""
    facts: dict[str, object] = {}
    accepted = next((event for event in petition.events if event.kind is EventKind.ACCEPTED), None)
    if accepted is not None:
        facts |= {"admission_number": accepted.document, "admission_on": accepted.on}
    sent = next((event for event in petition.events if event.kind is EventKind.FORWARDED), None)
    if sent is not None:
        facts |= {"transfer_number": sent.document, "transfer_on": sent.on}
    if petition.assignments:
        given = petition.assignments[-1]
        facts |= {
            "assigned_unit": given.unit,
            "assigned_person": given.person,
            "assigned_task": given.task,
        }
    return facts


def _of_denunciation(source: Source, petition: Petition) -> dict[str, object]:
    """What only letters of denunciations ask for; papers name the forwarder in their text alone."""
    concluded = next((event for event in petition.events if event.kind is EventKind.SETTLED), None)
    papers = document_store.of_record(source.view, petition.id)
    team = next((p for p in papers if p.form == _TEAM and p.state is DocumentState.ISSUED), None)
    return {
        "other_recipients": [],
        "denounced_contents": petition.matter.rstrip(" .;"),
        "extended_before": sum(event.kind is EventKind.EXTENDED for event in petition.events),
        "extended_to": _extended_to(source, petition),
        "copies": office_words()["copies"],
        "team_number": team.number if team else "",
        "team_on": team.issued_on if team else None,
        "conclusion_number": concluded.document if concluded else "",
        "conclusion_on": concluded.on if concluded else None,
    }


def _extended_to(source: Source, petition: Petition) -> date | None:
    """The last day once the days asked for are added, as the clock will count it; None while none are."""
    told = dict(source.request.facts).get("extension_days", "").strip()
    running = rules.settling(petition.running, petition.kind, source.desk.rules.clocks)
    if running is None or not told.isdecimal() or len(told) > _DIGITS_OF_DAYS:
        return None
    longer = replace(running, extra_days=running.extra_days + int(told))
    days_off = source.desk.rules_of(longer).days_off
    return accounts.lengthened(longer, source.desk.working(longer), int(told), days_off).due_on


def _of_term(source: Source, petition: Petition) -> dict[str, object]:
    """The term of the settlement: as it would begin with this letter, or as it runs."""
    desk, on = source.desk, source.on
    if petition.state is PetitionState.REGISTERED:
        set_here = desk.rule_settings(source.view)
        rule = _settlement_rule(source, petition)
        begun = desk.rules.explain(rule, on, flags=source.request.flags, settings=set_here)
        days = office_words()["days"].format(count=begun.term.length)
        return {"settle_days": days, "due_on": begun.due}
    running = rules.settling(petition.running, petition.kind, desk.rules.clocks)
    if running is None:
        return {}
    term = desk.working(running).term
    return {
        "settle_days": office_words()["days"].format(count=term.length),
        "due_on": running.due_on,
        "overdue_days": max((on - running.due_on).days, 0) or None,
    }


def _settlement_rule(source: Source, petition: Petition) -> str:
    """The limit that the acceptance of a complaint begins: first, second, or against discipline."""
    begun = source.desk.rules.clocks.starting(EventKind.ACCEPTED, petition.subject)
    if petition.kind is PetitionKind.RECOMMENDATION or petition.kind is PetitionKind.REPORT or not begun:
        return _SETTLEMENT_RULE
    return begun[-1].rule
