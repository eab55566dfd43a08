"""The cover and the index of a bound case file, from the same blocks as the letters."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.case_files import CaseFile
from app.domain.kinds import BodyKind
from app.domain.office import OfficeSettings
from app.runtime.paths import RESOURCES
from app.services.desk import NO_OFFICE
from app.services.letter_forms import office_words
from db import office as office_store
from db.work import View

if TYPE_CHECKING:
    from exporters.blocks import Block, Document, Paragraph, Table
    from exporters.measures import Measures

_DAY = "%d/%m/%Y"
_LARGE, _TITLE, _ABOVE, _BELOW = 28, 15, 7, 5
"""Of the cover: the sizes of its heading and its lines, and the empty lines above and below."""


def words() -> dict[str, Any]:
    """The words of cover and index."""
    return dict(office_words()["case_file"])


def front(view: View, file: CaseFile, now: datetime) -> tuple[tuple[str, bytes], ...]:
    """Cover and index as PDF, each with its name."""
    from exporters import pdf
    from exporters.layouts import load_layout

    settings = office_store.settings(view) or NO_OFFICE
    layout = load_layout(RESOURCES / "letters" / "layout-state.toml")
    told = words()
    large = replace(layout.measures, title_size=_LARGE, text_size=_TITLE)
    papers = (
        (told["kind"], _document(file, settings, large, now, _cover(file, settings))),
        (told["index"], _document(file, settings, layout.measures, now, _index(file))),
    )
    return tuple((heading, pdf.render(document, RESOURCES / "fonts")) for heading, document in papers)


def _document(
    file: CaseFile,
    settings: OfficeSettings,
    measures: "Measures",
    now: datetime,
    blocks: "tuple[Block, ...]",
) -> "Document":
    from exporters.blocks import Document, Page

    mark = str(office_words()["draft_watermark"]) if settings.training else ""
    author = f"{_organ()} {settings.commune_name}"
    return Document(file.title, author, now, blocks, Page(measures), watermark=mark)


def _organ() -> str:
    return str(office_words()["bodies"][BodyKind.COMMITTEE]["organ"])


def _cover(file: CaseFile, settings: OfficeSettings) -> "tuple[Block, ...]":
    from exporters.blocks import Title

    told = words()
    span = told["from_to"].format(first=f"{file.first:{_DAY}}", last=f"{file.last:{_DAY}}")
    facts = (
        (told["number"], file.number or told["blank"]),
        (told["span"], span),
        (told["sheets"], told["counted"].format(count=file.sheets)),
        (told["kept_for"], told["blank"]),
    )
    gap = _line("")
    return (
        _line(settings.province_name.upper()),
        _line(f"{_organ()} {settings.commune_name}".upper(), bold=True),
        *[gap] * _ABOVE,
        Title(told["kind"]),
        *[gap],
        _line(file.title, bold=True),
        *[gap] * _BELOW,
        _facts(facts),
    )


def _line(text: str, *, bold: bool = False) -> "Paragraph":
    from exporters.blocks import Align, Paragraph, Span

    return Paragraph((Span(text or "\N{NO-BREAK SPACE}", bold=bold),), Align.CENTER, indent=False)


def _facts(rows: tuple[tuple[str, str], ...]) -> "Table":
    from exporters.blocks import Column, Table

    return Table((Column(0.3), Column(0.7)), (), rows, frozenset({0}), size=13)


def _index(file: CaseFile) -> "tuple[Block, ...]":
    from exporters.blocks import Align, Column, Head, Note, Table, Title

    told = words()
    title = Title(told["index"], told["index_subject"])
    if not file.papers:
        return (title, Note(told["nothing"]))
    widths = (0.75, 2.1, 1.6, 4.0, 1.05, 1.05, 1.65)
    centred = (0, 2, 5)
    columns = tuple(Column(w, Align.CENTER if n in centred else Align.LEFT) for n, w in enumerate(widths))
    header = (tuple(Head(name) for name in told["columns"]),)
    return (title, Table(columns, header, _rows(file, told), size=11), Note(told["note"]))


def _rows(file: CaseFile, told: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    rows, sheet = [], 1
    for number, paper in enumerate(file.papers, start=1):
        last = sheet + paper.pages - 1
        span = told["one" if last == sheet else "more"].format(first=sheet, last=last) if paper.bound else ""
        day = f"{paper.on:{_DAY}}"
        rows.append((str(number), paper.number, day, paper.title, paper.author, span, paper.remark))
        sheet += paper.pages if paper.bound else 0
    return tuple(rows)
