"""The records behind a number as a workbook: day, number, who and matter, masked as every list shows them."""

from typing import TYPE_CHECKING, Any

from app.domain.paging import Period
from app.domain.statistics import CountedRecord, Measure
from app.runtime.words import label
from app.services.letter_forms import layout, office_words
from app.services.report_papers import days_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from exporters.blocks import Table


def workbook(
    name: str, measure: Measure, period: Period, records: "Sequence[CountedRecord]", now: "datetime"
) -> bytes:
    """The records under what the number is called and the definition that counted them, as XLSX."""
    from exporters import sheet
    from exporters.blocks import Document, Note, Page, Title

    words = office_words()["records"]
    blocks = (
        Title(words["kind"], f"{name}\n{days_line(period)}"),
        Note(measure.text),
        _table(records, words),
        Note(words["total"].format(count=len(records))),
    )
    page = Page(layout("state").measures, landscape=True)
    return sheet.render(Document(words["kind"], "", now, blocks, page), words["sheet"])


def _table(records: "Sequence[CountedRecord]", words: dict[str, Any]) -> "Table":
    from exporters.blocks import Align, Column, Head, Table

    return Table(
        columns=(Column(0.5, Align.CENTER), Column(1), Column(1.6), Column(2.2), Column(5)),
        header=(tuple(Head(text) for text in words["columns"]),),
        rows=tuple(
            (
                place,
                record.on,
                record.number or label(record.record_type),
                words["sealed"] if record.sealed and not record.hidden else record.who,
                record.text,
            )
            for place, record in enumerate(records, start=1)
        ),
    )
