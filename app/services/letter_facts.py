"""What a record tells a letter: who wrote, what about, which law, who signs."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import LetterRequest
from app.domain.office import OfficeSettings
from app.domain.people import Person
from app.domain.petitions import Petition
from app.domain.receptions import Visit
from app.runtime import words
from app.runtime.paths import RESOURCES
from app.services.desk import NO_OFFICE, Desk
from db import office as office_store
from db import petitions as petition_store
from db import receptions as reception_store
from db.work import View

SETTLEMENT_RULE = "KN-02"
"""What a petition whose acceptance begins no term of a complaint is told of."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of a letter, the body that issues it, and the day it may not be older than."""

    facts: dict[str, object]
    body: BodyKind
    since: date


@cache
def office_words() -> dict[str, Any]:
    """The words of the bodies and the bases of the letters, from ``resources/letters/office.toml``."""
    return tomllib.loads((RESOURCES / "letters" / "office.toml").read_text("utf-8"))


def gather(view: View, desk: Desk, actor: Actor, request: LetterRequest, on: date) -> Gathered:
    """What the record and the office know for a letter of the day ``on``."""
    settings = office_store.settings(view) or NO_OFFICE
    if request.record_type is RecordType.PETITION:
        petition = petition_store.petition(view, request.record_id)
        if petition.sealed:
            raise Refused("letter_of_denunciation")
        facts = _of_petition(view, desk, petition, request, on)
        body, since = petition.body, petition.received_on
    else:
        visit = reception_store.visit(view, request.record_id)
        if visit.sealed:
            raise Refused("letter_of_denunciation")
        facts = _of_visit(visit, actor, settings)
        body, since = visit.session.body, visit.session.held_on
    facts = _of_office(body, settings, actor) | facts
    return Gathered(facts, body, since)


def _of_office(body: BodyKind, settings: OfficeSettings, actor: Actor) -> dict[str, object]:
    told = office_words()["bodies"][body]
    heads = {
        BodyKind.COMMITTEE: settings.chair_name,
        BodyKind.COUNCIL: settings.council_chair_name,
        BodyKind.PARTY: settings.party_secretary_name,
    }
    return {
        "office_lines": f"{told['organ']}\n{settings.commune_name}".upper(),
        "office_name": f"{told['organ']} {settings.commune_name}",
        "office_head": f"{told['head']} {settings.commune_name}",
        "office_sign": told["sign"],
        "place_name": settings.place_name,
        "signer_title": told["signer_title"],
        "signer_name": heads[body],
        "receiver_name": actor.name,
        "receiver_title": actor.position,
    }


def _of_person(person: Person | None) -> dict[str, object]:
    if person is None:
        return {}
    return {
        "sender_honorific": office_words()["honorific"],
        "sender_name": person.full_name,
        "sender_address": person.address,
        "sender_id_number": person.id_number,
        "sender_id_issued_on": person.id_issued_on,
        "sender_id_issued_by": person.id_issued_by,
    }


def _of_petition(
    view: View, desk: Desk, petition: Petition, request: LetterRequest, on: date
) -> dict[str, object]:
    sender = petition.people[0] if petition.people else None
    facts = _of_person(sender) | {
        "addressees": f"{office_words()['honorific']} {sender.full_name}" if sender else "",
        "received_on": petition.received_on,
        "petition_dated_on": petition.written_on,
        "petition_kind": words.label(petition.kind).lower(),
        "petition_number": petition.number,
        "matter": petition.matter.rstrip(" .;"),
        "competent_body": petition.competent,
        "legal_basis": legal_basis(request.form, petition.received_on),
    }
    set_here = desk.rule_settings(view)
    settled = desk.rules.explain(_settlement_rule(desk, petition), on, flags=request.flags, settings=set_here)
    return facts | {
        "settle_days": office_words()["days"].format(count=settled.term.length),
        "due_on": settled.due,
    }


def _settlement_rule(desk: Desk, petition: Petition) -> str:
    """The limit that the acceptance of a complaint begins: first, second, or against discipline."""
    begun = desk.rules.clocks.starting(EventKind.ACCEPTED, petition.subject)
    if petition.kind is not PetitionKind.COMPLAINT or not begun:
        return SETTLEMENT_RULE
    return begun[0].rule


def _of_visit(visit: Visit, actor: Actor, settings: OfficeSettings) -> dict[str, object]:
    moment = visit.recorded_at.astimezone()
    place = office_words()["receipt_place"].format(commune=settings.commune_name)
    return _of_person(visit.people[0] if visit.people else None) | {
        "received_at": office_words()["moment"].format(hour=moment.hour, minute=moment.minute),
        "received_on": visit.session.held_on,
        "received_place": settings.reception_place or place,
        "matter": visit.matter.rstrip(" .;"),
        "papers": [{"name": p.name, "pages": p.pages, "condition": p.condition} for p in visit.papers],
        "copies": office_words()["copies"],
        "signer_name": actor.name,
    }


def legal_basis(form: str, on: date) -> list[str]:
    """The instruments a letter rests on when its file was received on a day."""
    for basis in office_words()["bases"]:
        ends = basis.get("effective_to", date.max)
        if form in basis["forms"] and basis["effective_from"] <= on <= ends:
            return list(basis["lines"])
    return []
