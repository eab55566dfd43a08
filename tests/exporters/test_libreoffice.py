"""What Word is given opens in another office program too: the words it has here, on as many pages."""

import unicodedata
from pathlib import Path

from exporters import pdf, word
from tests.exporters import papers
from tests.exporters.office import converted, needs_libreoffice
from tests.exporters.reading import pdf_pages, pdf_text, without_space, word_text
from tests.exporters.samples import FONTS, NAMES, letter

PAPERS = {**{name: letter(name).document for name in NAMES}, **papers.every_paper()}


@needs_libreoffice
def test_each_paper_has_the_same_words_and_pages_in_libreoffice(tmp_path: Path) -> None:
    written = {name: word.render(made) for name, made in PAPERS.items()}
    opened = converted(written, tmp_path)
    ours = {name: len(pdf_pages(pdf.render(made, FONTS))) for name, made in PAPERS.items()}
    assert {name: len(pdf_pages(content)) for name, content in opened.items()} == ours
    for name in NAMES:
        read = unicodedata.normalize("NFC", pdf_text(opened[name]))
        assert sorted(without_space(read)) == sorted(without_space(word_text(written[name])))
