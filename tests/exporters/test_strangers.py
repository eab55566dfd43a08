"""Every paper holds what its format promises: the schema of DOCX, embedded fonts and whole letters in PDF."""

from io import BytesIO
from typing import Final
from zipfile import ZipFile

import pytest

from exporters import pdf, word
from exporters.checking.reading import read
from exporters.checking.rules import check
from tests.exporters import papers
from tests.exporters.office import composed, faults, needs_validator, strange_fonts
from tests.exporters.samples import FONTS, LAYOUT, NAMES, letter
from tests.exporters.test_annexes import report

PAPERS: Final = {
    **{name: letter(name).document for name in NAMES},
    **papers.every_paper(),
    "annexes": report(),
}
OF_AN_OFFICE: Final = sorted(name for name in PAPERS if not name.endswith("-party") and name != "complaint")


@needs_validator
@pytest.mark.parametrize("name", PAPERS)
def test_word_files_keep_to_the_schema(name: str) -> None:
    assert faults(word.render(PAPERS[name])) == []


@needs_validator
def test_the_schema_sees_a_fault() -> None:
    spoilt = BytesIO()
    with ZipFile(BytesIO(word.render(PAPERS["complaint"]))) as sound, ZipFile(spoilt, "w") as copy:
        for name in sound.namelist():
            copy.writestr(name, sound.read(name).replace(b'w:jc w:val="both"', b'w:jc w:val="nowhere"'))
    assert faults(spoilt.getvalue())


@pytest.mark.parametrize("name", PAPERS)
def test_pdf_files_embed_their_fonts_and_write_whole_letters(name: str) -> None:
    content = pdf.render(PAPERS[name], FONTS)
    assert strange_fonts(content) == set()
    assert composed(content)


@pytest.mark.parametrize("name", OF_AN_OFFICE)
def test_the_checker_finds_nothing_in_papers_of_the_state(name: str) -> None:
    assert check(read(word.render(PAPERS[name])), LAYOUT) == ()
