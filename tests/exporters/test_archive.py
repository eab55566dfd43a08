"""The copy that claims PDF/A-2b: what the standard asks for is there; no validator has looked at it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from exporters import pdf
from exporters.archive import claimed
from exporters.signing.sign import sign
from exporters.signing.verify import State, verify
from exporters.trouble import SigningTrouble
from tests import signing
from tests.exporters.reading import pdf_text
from tests.exporters.samples import FONTS, NAMES, letter
from tests.exporters.test_signing import look, signer

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def root(content: bytes) -> Any:  # noqa: ANN401 - objects of a file
    return read(content).trailer["/Root"].get_object()


@pytest.fixture(params=NAMES)
def paper(request: pytest.FixtureRequest) -> bytes:
    return pdf.render(letter(request.param).document, FONTS)


def test_the_paper_itself_stays_and_the_claim_follows(paper: bytes) -> None:
    copy = claimed(paper)
    assert copy.startswith(paper)
    assert pdf_text(copy) == pdf_text(paper)


def test_the_claim_and_the_properties_agree(paper: bytes) -> None:
    copy = read(claimed(paper))
    told, properties = copy.xmp_metadata, copy.metadata
    assert told is not None
    assert properties is not None
    assert [node.value for node in told.get_element("", "http://www.aiim.org/pdfa/ns/id/", "part")] == ["2"]
    level = told.get_element("", "http://www.aiim.org/pdfa/ns/id/", "conformance")
    assert [node.value for node in level] == ["B"]
    assert told.dc_title == {"x-default": properties.title}
    assert told.dc_creator == [properties.author]
    assert properties.author
    assert told.pdf_producer == properties.producer


def test_colours_language_and_id_are_told_and_no_page_turns(paper: bytes) -> None:
    copy = claimed(paper)
    catalog = root(copy)
    (intent,) = catalog["/OutputIntents"]
    told = intent.get_object()
    assert (told["/S"], told["/OutputConditionIdentifier"]) == ("/GTS_PDFA1", "sRGB IEC61966-2.1")
    profile = told["/DestOutputProfile"].get_object()
    assert profile["/N"] == 3
    assert profile.get_data()[36:40] == b"acsp"
    assert catalog["/Lang"] == "vi-VN"
    assert len(read(copy).trailer["/ID"]) == 2  # type: ignore[arg-type]  # a list of the file
    assert not any("/Trans" in page for page in read(copy).pages)
    assert "/Encrypt" not in read(copy).trailer


def test_every_face_is_in_the_file(paper: bytes) -> None:
    fonts = [
        font.get_object()
        for page in read(claimed(paper)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]  # objects of a file
    ]
    used = [font for font in fonts if "/FontDescriptor" in font]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)
    assert all("/FontDescriptor" in font for font in fonts)


def test_a_signed_claim_holds_and_still_claims(paper: bytes) -> None:
    signed = sign(claimed(paper), signer(), look(), AT)
    assert [one.state for one in verify(signed, [signing.issuer().root], AT)] == [State.VALID]
    assert "/Metadata" in root(signed)
    assert b"pdfaid:part" in root(signed)["/Metadata"].get_object().get_data()


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(SigningTrouble, match="pdf_bad"):
        claimed(b"PK\x03\x04")
