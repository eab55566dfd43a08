"""Envelopes: the office above on the left, the receiver below on the right, nobody who denounced."""

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.envelopes import Address, EnvelopeSize
from app.domain.errors import Refused
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import DocumentRow, Format, LetterRequest
from tests import factories

PAO = Address("Sùng A Páo", "bản Phìn Sư, xã Mường Xuân", "0912 345 678")
MM = 72 / 25.4


def _pdf(services: Services, actor: Actor, *told: Address, size: EnvelopeSize = EnvelopeSize.C5) -> PdfReader:
    content = services.envelopes.papers(actor, told, size, BodyKind.COMMITTEE, Format.PDF)
    return PdfReader(BytesIO(content))


@pytest.mark.parametrize(
    ("size", "millimetres"),
    [(EnvelopeSize.DL, (220, 110)), (EnvelopeSize.C5, (229, 162)), (EnvelopeSize.A5, (210, 148))],
)
def test_an_envelope_is_as_large_as_the_one_bought(
    services: Services, actor: Actor, size: EnvelopeSize, millimetres: tuple[int, int]
) -> None:
    box = _pdf(services, actor, PAO, size=size).pages[0].mediabox
    assert (round(float(box.width) / MM), round(float(box.height) / MM)) == millimetres


def test_the_sender_is_above_on_the_left_and_the_receiver_below_on_the_right(
    services: Services, actor: Actor
) -> None:
    page = _pdf(services, actor, PAO).pages[0]
    places: dict[str, tuple[float, float]] = {}

    def visit(text: str, cm: list[float], tm: list[float], _font: object, _size: object) -> None:
        if text.strip():
            places[text.strip()] = cm[4] + tm[4], cm[5] + tm[5]

    page.extract_text(visitor_text=visit)
    office = next(place for told, place in places.items() if "ỦY BAN NHÂN DÂN" in told)
    receiver = next(place for told, place in places.items() if "Sùng A Páo" in told)
    width, height = page.mediabox.width, page.mediabox.height
    assert office[0] < width / 4
    assert office[1] > height * 3 / 4
    assert receiver[0] > width * 2 / 5
    assert receiver[1] < height * 3 / 5


def test_each_receiver_has_an_envelope_and_what_is_unknown_is_not_printed(
    services: Services, actor: Actor
) -> None:
    told = [page.extract_text() for page in _pdf(services, actor, PAO, Address("Sở Xây dựng")).pages]
    assert len(told) == 2
    assert "0912 345 678" in told[0]
    assert told[1].count("Địa chỉ") == 1


def test_the_same_words_stand_in_word(services: Services, actor: Actor) -> None:
    content = services.envelopes.papers(
        actor, (PAO, Address("Sở Xây dựng")), EnvelopeSize.DL, BodyKind.COUNCIL, Format.DOCX
    )
    word = Document(BytesIO(content))
    said = [[cell.text for row in table.rows for cell in row.cells] for table in word.tables]
    assert "HỘI ĐỒNG NHÂN DÂN XÃ MƯỜNG XUÂN" in said[0][0]
    assert "Sùng A Páo" in said[0][3]
    assert "Sở Xây dựng" in said[1][3]
    assert round(word.sections[0].page_width.mm) == 220  # type: ignore[union-attr]


def test_a_petitions_sender_is_addressed_but_never_a_denouncer(services: Services, actor: Actor) -> None:
    key = services.petitions.register(actor, factories.petition()).value.id
    (address,) = services.envelopes.senders(actor, RecordType.PETITION, [key])
    assert (address.name, address.address) == ("Lò Văn Phương", "bản Nà Khương, xã Mường Xuân")
    sealed = factories.petition(PetitionKind.DENUNCIATION, target=Target.COMMUNE_STAFF)
    with pytest.raises(Refused, match="envelope_of_denunciation"):
        services.envelopes.senders(
            actor, RecordType.PETITION, [services.petitions.register(actor, sealed).value.id]
        )
    visit_id = services.receptions.log(
        actor, factories.visit(factories.everyday_session(services, actor))
    ).value
    assert services.envelopes.senders(actor, RecordType.VISIT, [visit_id])[0].name == "Giàng Thị Mỷ"


def test_an_envelope_of_a_letter_goes_where_the_letter_goes(services: Services, actor: Actor) -> None:
    draft = factories.petition(PetitionKind.RECOMMENDATION, target=Target.PROVINCE_MATTER)
    key = services.petitions.register(actor, draft).value.id

    def issue(form: str, *facts: tuple[str, str]) -> DocumentRow:
        request = LetterRequest(form, RecordType.PETITION, key, facts)
        return services.letters.issue(actor, request, factories.TODAY).value

    transfer = issue("pt-transfer-recommendation", ("competent_body", "Sở Xây dựng tỉnh Lai Châu"))
    notice = issue("pt-notice-transfer", ("signer_name", "Đào Xuân Khiết"))
    assert services.envelopes.receivers(actor, [transfer]) == (Address("Sở Xây dựng tỉnh Lai Châu"),)
    (sender,) = services.envelopes.receivers(actor, [notice])
    assert sender.name.endswith("Lò Văn Phương")
    assert sender.address == "bản Nà Khương, xã Mường Xuân"
