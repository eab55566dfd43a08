"""Envelopes for letters: from the office to whoever wrote, or to any body."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.domain import checks
from app.domain.actors import Actor
from app.domain.envelopes import Address, EnvelopeSize
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import Format
from app.runtime.paths import RESOURCES
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import office_words
from db import office as office_store
from db import petitions as petition_store
from db import receptions as reception_store
from db.work import View

if TYPE_CHECKING:
    from app.domain.people import Person
    from exporters.envelopes import Part


class Envelopes:
    """Prints addresses on envelopes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def senders(
        self, actor: Actor, record_type: RecordType, records: Iterable[RecordId]
    ) -> tuple[Address, ...]:
        """Where a letter to the sender of each petition or visit goes; refused for a sealed one."""
        with self._desk.read(actor) as view:
            return tuple(_sender(view, record_type, record_id) for record_id in records)

    def papers(
        self, actor: Actor, addresses: Sequence[Address], size: EnvelopeSize, body: BodyKind, kind: Format
    ) -> bytes:
        """The envelopes of a body of the office, a page each, as PDF or DOCX."""
        from exporters import envelopes
        from exporters.blocks import Size
        from exporters.layouts import load_layout

        with self._desk.read(actor) as view:
            sender = _office(view, body)
        words = office_words()["envelope"]
        made = tuple(envelopes.Envelope(sender, _receiver(address)) for address in addresses)
        layout = load_layout(RESOURCES / "letters" / "layout-state.toml")
        sheet = envelopes.page(layout.measures, Size(size.value))
        if kind is Format.DOCX:
            return envelopes.render_docx(made, sheet, words["title"])
        return envelopes.render_pdf(made, sheet, words["title"], RESOURCES / "fonts")


def _receiver(address: Address) -> "Part":
    from exporters.envelopes import Part

    words = office_words()["envelope"]
    told = (
        (words["address"], checks.line(address.address, "address", required=False)),
        (words["phone"], checks.line(address.phone, "phone", required=False)),
    )
    return Part(words["receiver"], checks.line(address.name, "name"), told)


def _office(view: View, body: BodyKind) -> "Part":
    from exporters.envelopes import Part

    settings = office_store.settings(view) or NO_OFFICE
    words = office_words()["envelope"]
    organ = office_words()["bodies"][body]["organ"]
    place = words["office_address"].format(commune=settings.commune_name, province=settings.province_name)
    told = ((words["address"], place[:1].upper() + place[1:]), (words["phone"], settings.reception_phone))
    return Part(words["sender"], f"{organ} {settings.commune_name}".upper(), told)


def _sender(view: View, record_type: RecordType, record_id: RecordId) -> Address:
    people: tuple[Person, ...]
    if record_type is RecordType.PETITION:
        petition = petition_store.petition(view, record_id)
        sealed, people, number = petition.sealed, petition.people, petition.number
    else:
        visit = reception_store.visit(view, record_id)
        sealed, people, number = visit.sealed, visit.people, str(visit.turn)
    if sealed:
        raise Refused("envelope_of_denunciation")
    if not people:
        raise Refused("envelope_without_person", number=number)
    return Address(people[0].full_name, people[0].address, people[0].phone)
