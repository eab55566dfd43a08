"""A statistical report as papers: one page model, three formats."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.kinds import BodyKind
from app.domain.office import OfficeSettings
from app.domain.statistics import Check, Figure, Report
from app.runtime.paths import RESOURCES
from app.runtime.words import phrase
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import office_words
from db import office as office_store
from db.work import View

if TYPE_CHECKING:
    from exporters.blocks import Document, Letterhead, Signing, Table
    from exporters.layouts import Layout


@dataclass(frozen=True, slots=True)
class Papers:
    """The same report in three formats."""

    docx: bytes
    pdf: bytes
    xlsx: bytes


def shown(figure: Figure) -> str:
    """A figure as papers print it: dots between thousands, a comma before parts, a dash for no share."""
    if figure.share:
        return hundredths(figure.value)
    if figure.value is None:
        return ""
    whole, rest = divmod(figure.value, figure.scale.parts)
    if not rest:
        return thousands(whole)
    digits = len(str(figure.scale.parts)) - 1
    return f"{thousands(whole)},{rest:0{digits}}".rstrip("0")


def check_words(check: Check) -> str:
    """A relation with its figures, as people write it."""
    signs = {"<=": "≤", ">=": "≥", "=": "=", "*": phrase("statistics", "times")}
    told = " ".join(signs.get(word, word) for word in check.relation.told.split())
    sign = signs[check.relation.sign]
    if not check.holds:
        sign = {"=": "≠", "≤": ">", "≥": "<"}[sign]
    left, right = thousands(check.left), thousands(check.right)
    if not check.relation.right:
        return phrase("statistics", "nothing", relation=told, left=left)
    return phrase("statistics", "check", relation=told, left=left, sign=sign, right=right)


def thousands(count: int) -> str:
    """A count with dots between thousands."""
    return f"{count:,}".replace(",", ".")


def hundredths(value: int | None) -> str:
    """Hundredths of a percent, a comma before them; a dash for no share."""
    if value is None:
        return "–"
    whole, part = divmod(value, 100)
    return f"{whole},{part:02}%" if part else f"{whole}%"


def papers(view: View, desk: Desk, report: Report) -> Papers:
    """The report in the State's layout, with its office, its period and the place for its signatures."""
    settings = office_store.settings(view) or NO_OFFICE
    document = _document(report, settings, desk.clock.now().astimezone())
    return rendered(document, office_words()["report"]["sheet"])


def rendered(document: "Document", sheet_name: str) -> Papers:
    """The page model in the three formats."""
    from exporters import pdf, sheet, word

    return Papers(
        word.render(document), pdf.render(document, RESOURCES / "fonts"), sheet.render(document, sheet_name)
    )


def _document(report: Report, settings: OfficeSettings, now: datetime) -> "Document":
    from exporters.blocks import Document, Note, Page, Title
    from exporters.layouts import load_layout

    layout = load_layout(RESOURCES / "letters" / "layout-state.toml")
    told = office_words()
    words, body = told["report"], told["bodies"][BodyKind.COMMITTEE]
    first, last = report.period.first, report.period.last
    period = words["period"].format(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
    blocks = (
        letterhead(settings, body, words, layout, now),
        Title(words["kind"], f"{report.title}\n{period}"),
        _table(report, words),
        Note(report.basis),
        signing(settings, words),
    )
    return Document(
        f"{report.title} {period}",
        f"{body['organ']} {settings.commune_name}",
        now,
        blocks,
        Page(layout.measures),
        watermark=told["draft_watermark"] if settings.training else "",
    )


def letterhead(
    settings: OfficeSettings, body: dict[str, Any], words: dict[str, Any], layout: "Layout", now: datetime
) -> "Letterhead":
    """The head of a report of that body, its number and day left blank."""
    from exporters.blocks import Letterhead

    return Letterhead(
        organ=(body["organ"].upper(), settings.commune_name.upper()),
        motto=layout.motto,
        number=layout.number_line(None, f"{words['series']}-{body['sign']}"),
        place_date=layout.place_and_day(settings.place_name, None, now.year),
    )


def _table(report: Report, words: dict[str, Any]) -> "Table":
    from exporters.blocks import Align, Column, Head, Table

    return Table(
        columns=(Column(0.6, Align.CENTER), Column(5), Column(4), Column(1.6, Align.RIGHT)),
        header=(tuple(Head(text) for text in words["columns"]),),
        rows=tuple(
            (
                "" if place else row.number,
                "" if place else row.label,
                figure.label,
                shown(figure) if figure.share else figure.value,
            )
            for row in report.rows
            for place, figure in enumerate(row.figures)
        ),
    )


def signing(settings: OfficeSettings, words: dict[str, Any]) -> "Signing":
    """The place for the hands of who made the report and of the chairman."""
    from exporters.blocks import Signature, Signing

    right = Signature(tuple(words["signer"]), settings.chair_name)
    return Signing(right, Signature((words["maker"],), "", words["sign_note"]))
