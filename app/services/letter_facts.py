"""What a record tells a letter: who wrote, what about, which law, who signs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.actors import Actor
from app.domain.clocks import Ground
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import LetterForm, LetterRequest, SigningWay
from app.domain.office import OfficeSettings, UnitLevel
from app.domain.petitions import Petition, results_for
from app.runtime.words import label
from app.services import (
    letter_forms,
    letter_office,
    letter_petitions,
    letter_sessions,
    letter_visits,
    letter_voters,
)
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import legal_basis, office_words
from app.services.letter_sources import Source, Told
from db import letter_templates as template_store
from db import office as office_store
from db import people as person_store
from db.work import View, Work

if TYPE_CHECKING:
    from exporters.templates import LetterTemplate


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of a letter and what it may not contradict.

    Attributes:
        template: The template in use, the office's own where it has one.
        since: The day it may not be older than.
        received_on: The day whose law, forms and titles count.
        sealed: Whether the sender's identity is kept apart.
        record: What the record says of itself, as its service hands it out.
        body: Who issues the letter.
        remarks: What the record's teller wants looked at, one sentence each.
        recorded: The facts that the record itself tells.
        pictures: What the letter may place, PNG by name.
    """

    template: "LetterTemplate"
    facts: dict[str, object]
    since: date
    received_on: date
    sealed: bool
    record: object
    body: BodyKind
    remarks: tuple[str, ...] = ()
    recorded: frozenset[str] = frozenset()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


_TELLERS: Mapping[RecordType, Callable[[Source], Told]] = {
    RecordType.PETITION: letter_petitions.tell,
    RecordType.VISIT: letter_visits.tell,
    RecordType.SESSION: letter_sessions.tell,
    RecordType.OFFICE: letter_office.tell,
    RecordType.MEETING: letter_voters.tell_meeting,
    RecordType.COUNCIL_SESSION: letter_voters.tell_session,
}


def gather(
    view: View, desk: Desk, actor: Actor, request: LetterRequest, form: LetterForm, on: date, wording: str
) -> Gathered:
    """What the record and the office know for a letter of the day ``on``, worded as told.

    Who denounced is masked, however the letter is sealed: ``opened`` puts them in.
    """
    if request.record_type is not form.record:
        raise Refused("letter_other_record", form=form.title)
    template = letter_forms.template(form.id, wording or template_store.own(view, form.id))
    settings = office_store.settings(view) or NO_OFFICE
    source = Source(view, desk, actor, request, form, settings, on)
    told = _TELLERS[request.record_type](source)
    body = form.body or told.body
    way = way_of(form, request.signing, body)
    facts = _of_office(body, settings, actor) | _of_signer(view, way, settings)
    facts |= {"legal_basis": legal_basis(template.head.law, told.received_on)}
    if told.sealed and form.sealing.names:
        facts |= letter_petitions.masked()
    chosen = {ground.id: ground.text for ground in grounds(desk, form, told.record, on)}
    facts["grounds"] = [chosen[ground] for ground in request.grounds if ground in chosen]
    facts |= told.facts
    days = told.since, told.received_on
    recorded = frozenset(name for name, value in told.facts.items() if value not in (None, "", [], ()))
    return Gathered(
        template, facts, *days, told.sealed, told.record, body, told.remarks, recorded, told.pictures
    )


def of_nothing(view: View, actor: Actor, form: LetterForm, on: date, wording: str) -> Gathered:
    """What the office alone knows: for a letter that is shown without a record."""
    template = letter_forms.template(form.id, wording or template_store.own(view, form.id))
    settings = office_store.settings(view) or NO_OFFICE
    body = form.body or BodyKind.COMMITTEE
    facts = _of_office(body, settings, actor) | _of_signer(view, way_of(form, "", body), settings)
    facts |= {"legal_basis": legal_basis(template.head.law, on)}
    return Gathered(template, facts, on, on, sealed=False, record=None, body=body)


def opened(work: Work, gathered: Gathered, record_id: RecordId) -> Gathered:
    """The facts with the identity that is kept apart; the opening is logged, the act with its reason."""
    people = person_store.unseal(work, record_id)
    return replace(gathered, facts={**gathered.facts, **letter_petitions.of_people(people)})


def grounds(desk: Desk, form: LetterForm, record: object, on: date) -> tuple[Ground, ...]:
    """What the act of a letter may rest on, by the law of a day."""
    if not isinstance(record, Petition):
        return ()
    return tuple(ground for ground in desk.rules.clocks.grounds if ground.holds(form.act, record.kind, on))


def choices(view: View, fact: str, record: object) -> tuple[str, ...]:
    """What a fact may be picked from because of the record: results, or units above the commune."""
    if not isinstance(record, Petition):
        return ()
    if fact == "competent_body":
        units = office_store.all_units(view, standing=True)
        return tuple(unit.name for unit in units if unit.level is not UnitLevel.COMMUNE)
    return tuple(label(result) for result in results_for(record.kind)) if fact == "result" else ()


def way_of(form: LetterForm, signing: str, body: BodyKind) -> SigningWay | None:
    """The way of signing that was asked for, the usual one otherwise; None when only others sign."""
    ways = form.ways_of(body)
    chosen = next((way for way in ways if way.key == signing), None)
    return chosen or next(iter(ways), None)


def _of_office(body: BodyKind, settings: OfficeSettings, actor: Actor) -> dict[str, object]:
    told = office_words()["bodies"][body]
    parent = str(told.get("parent", "")).format(province=settings.province_name)
    return {
        "office_lines": [str(told["organ"]).upper(), settings.commune_name.upper()],
        "office_parent": parent.upper(),
        "office_name": f"{told['organ']} {settings.commune_name}",
        "office_head": f"{told['head']} {settings.commune_name}",
        "office_sign": told["sign"],
        "drafting_unit": office_words()["drafting_unit"],
        "commune_name": settings.commune_name,
        "province_name": settings.province_name,
        "place_name": settings.place_name,
        "reception_place": settings.reception_place
        or office_words()["receipt_place"].format(commune=settings.commune_name),
        "reception_phone": settings.reception_phone,
        "official_name": actor.name,
        "official_title": actor.position,
    }


def _of_signer(view: View, way: SigningWay | None, settings: OfficeSettings) -> dict[str, object]:
    if way is None:
        return {}
    name = str(getattr(settings, way.setting)) if way.setting else ""
    if way.position:
        users = office_store.all_users(view)
        name = next((u.name for u in users if u.active and u.position.startswith(way.position)), "")
    return {"signer_title": list(way.lines), "signer_name": name}
