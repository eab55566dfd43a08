"""Every letter of the catalogue outside of this program: valid for Word, on as many pages in LibreOffice."""

from pathlib import Path

import pytest

from exporters import pdf, word
from tests.exporters.office import converted, faults, needs_libreoffice, needs_validator
from tests.exporters.reading import pdf_pages
from tests.exporters.samples import FONTS
from tests.exporters.test_catalogue import FORMS, composed


@needs_libreoffice
def test_every_letter_has_as_many_pages_in_libreoffice(tmp_path: Path) -> None:
    made = {name: composed(name).document for name in FORMS}
    opened = converted({name: word.render(document) for name, document in made.items()}, tmp_path)
    ours = {name: len(pdf_pages(pdf.render(document, FONTS))) for name, document in made.items()}
    assert {name: len(pdf_pages(content)) for name, content in opened.items()} == ours


@needs_validator
@pytest.mark.parametrize("name", FORMS)
def test_every_letter_is_valid_by_the_schema_of_word(name: str) -> None:
    assert faults(word.render(composed(name).document)) == []
