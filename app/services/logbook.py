"""The book of receptions as a paper: form 03/TCD, 13 columns (decree 154/2026, article 27)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Period
from app.domain.receptions import LogLine, VisitResult
from app.runtime.words import label
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import all_forms, layout, office_words
from app.services.report_papers import Papers, rendered
from db import logbook as logbook_store
from db import office as office_store

if TYPE_CHECKING:
    from exporters.blocks import Document, Table

_SIZE = 9.5
_MARK = "x"


class Logbook:
    """The book of a period; those who denounced are never in it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def lines(self, actor: Actor, period: Period, body: BodyKind) -> tuple[LogLine, ...]:
        """The visits of a body in a period, the oldest first."""
        with self._desk.read(actor) as view:
            return logbook_store.lines(view, period, body)

    def papers(self, actor: Actor, period: Period, body: BodyKind) -> Papers:
        """The book as DOCX, PDF and XLSX."""
        with self._desk.read(actor) as view:
            lines = logbook_store.lines(view, period, body)
            numbers = logbook_store.document_numbers(view, period, body)
            settings = office_store.settings(view) or NO_OFFICE
        words, told = office_words()["logbook"], office_words()["bodies"][body]
        organ = (str(told["organ"]).upper(), settings.commune_name.upper())
        watermark = str(office_words()["draft_watermark"]) if settings.training else ""
        document = self._document(organ, period, _table(lines, numbers, words), words, watermark)
        return rendered(document, words["sheet"])

    def _document(
        self, organ: tuple[str, ...], period: Period, table: "Table", words: dict[str, Any], watermark: str
    ) -> "Document":
        from exporters.blocks import Align, Document, Letterhead, Note, Page, Title

        set_by = layout("state")
        subject = words["period"].format(first=f"{period.first:%d/%m/%Y}", last=f"{period.last:%d/%m/%Y}")
        blocks = (
            Note(words["form"], Align.RIGHT),
            Letterhead(organ, set_by.motto),
            Title(words["kind"], subject),
            table,
            Note(words["total"].format(count=len(table.rows))),
        )
        now = self._desk.clock.now().astimezone()
        page = Page(set_by.measures, landscape=True)
        title = f"{words['kind']} {subject}"
        return Document(title, " ".join(organ), now, blocks, page, words["form"], watermark)


def _table(
    lines: Sequence[LogLine], numbers: Mapping[RecordId, Sequence[tuple[str, str]]], words: dict[str, Any]
) -> "Table":
    from exporters.blocks import Align, Column, Head, Table

    centred = {1, 2, 6, 7, 9}
    columns = tuple(
        Column(width, Align.CENTER if place in centred else Align.LEFT)
        for place, width in enumerate(words["widths"], 1)
    )
    header = (
        tuple(Head(text) for text in words["columns"]),
        tuple(Head(str(place)) for place in range(1, len(columns) + 1)),
    )
    rows = tuple(_row(place, line, numbers, words) for place, line in enumerate(lines, 1))
    return Table(columns, header, rows, size=_SIZE)


def _row(
    place: int,
    line: LogLine,
    numbers: Mapping[RecordId, Sequence[tuple[str, str]]],
    words: dict[str, Any],
) -> tuple[str | int, ...]:
    of_line = [*numbers.get(line.visit_id, ()), *numbers.get(line.petition_id or line.visit_id, ())]
    guided = _told(line, VisitResult.GUIDED, _by(of_line, "guide"))
    handled = _told(line, VisitResult.FORWARDED, _by(of_line, "forward")) or line.petition_number
    kept = line.sealed or line.hidden
    who = words["masked"] if kept else ", ".join(part for part in (line.who, line.address) if part)
    return (
        place,
        f"{line.held_on:%d/%m/%Y}",
        who,
        "" if kept else line.id_number,
        words["masked_matter"] if kept else line.matter,
        _short(line.kind, words) if not line.hidden else "",
        line.people_count,
        "",
        _MARK if line.ours else "",
        guided,
        handled,
        _followed(line),
        "",
    )


def _followed(line: LogLine) -> str:
    if line.hidden:
        return ""
    if line.state:
        return label(line.state)
    return f"{line.answered_on:%d/%m/%Y}: {line.answer}" if line.answered_on else label(line.result)


def _told(line: LogLine, result: VisitResult, numbers: str) -> str:
    """The body that a visit was sent to, with the number of the paper that sent it."""
    where = line.result_note if line.result is result and not line.hidden else ""
    return "; ".join(part for part in (where, numbers) if part)


def _by(documents: Sequence[tuple[str, str]], act: str) -> str:
    forms = all_forms()
    found = (number for form, number in documents if form in forms and forms[form].act == act)
    return ", ".join(dict.fromkeys(number for number in found if number))


def _short(kind: PetitionKind | None, words: dict[str, Any]) -> str:
    return str(words["kinds"][kind]) if kind else ""
