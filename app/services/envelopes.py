"""Envelopes for letters: from the office to whoever wrote, or to any body."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.domain import checks
from app.domain.actors import Actor
from app.domain.envelopes import Address, EnvelopeSize
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import DocumentRow, Format
from app.runtime.paths import RESOURCES
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import layout, office_words
from db import documents as document_store
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

    def receivers(self, actor: Actor, documents: Iterable[DocumentRow]) -> tuple[Address, ...]:
        """Whom each issued letter is for, as it says itself; the sender where it names nobody.

        A body has no address on record. Refused for a letter that names a denouncer.
        """
        with self._desk.read(actor) as view:
            return tuple(address for row in documents for address in _named(view, row))

    def papers(
        self, actor: Actor, addresses: Sequence[Address], size: EnvelopeSize, body: BodyKind, kind: Format
    ) -> bytes:
        """The envelopes of a body of the office, a page each, as PDF or DOCX."""
        from exporters import envelopes
        from exporters.blocks import Size

        with self._desk.read(actor) as view:
            sender = _office(view, body)
        words = office_words()["envelope"]
        made = tuple(envelopes.Envelope(sender, _receiver(address)) for address in addresses)
        sheet = envelopes.page(layout("state").measures, Size(size.value))
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


def _named(view: View, document: DocumentRow) -> list[Address]:
    from exporters.checking.parts import Parts
    from exporters.checking.reading import read

    if document.sealing.names:
        raise Refused("envelope_of_denunciation")
    paper = read(document_store.content(view, document.id, Format.DOCX))
    names = Parts(paper.lines, layout("state")).addressees()
    if not names:
        return [_sender(view, document.record_type, document.record_id)]
    people = _people(view, document.record_type, document.record_id)[1]
    return [_addressed(name, people) for name in names]


def _addressed(name: str, people: "Sequence[Person]") -> Address:
    """Where it goes: to the address of the sender whom it names."""
    for person in people:
        if name.endswith(person.full_name):
            return Address(name, person.address, person.phone)
    return Address(name)


def _sender(view: View, record_type: RecordType, record_id: RecordId) -> Address:
    sealed, people, number = _people(view, record_type, record_id)
    if sealed:
        raise Refused("envelope_of_denunciation")
    if not people:
        raise Refused("envelope_without_person", number=number)
    return Address(people[0].full_name, people[0].address, people[0].phone)


def _people(
    view: View, record_type: RecordType, record_id: RecordId
) -> tuple[bool, "tuple[Person, ...]", str]:
    """Whether the senders of a petition or a visit are kept apart, who they are, its number."""
    if record_type is RecordType.PETITION:
        petition = petition_store.petition(view, record_id)
        return petition.sealed, petition.people, petition.number
    visit = reception_store.visit(view, record_id)
    return visit.sealed, visit.people, str(visit.turn)
