"""A statistical report as papers: one page model, three formats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.domain.kinds import BodyKind
from app.domain.office import OfficeSettings
from app.domain.paging import Period
from app.domain.statistics import Check, Figure, Report
from app.runtime.paths import RESOURCES
from app.runtime.words import phrase
from app.services import report_tables
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import layout, office_words
from app.services.report_tables import relation_words
from db import office as office_store
from db.work import View

if TYPE_CHECKING:
    from exporters.blocks import Block, Document, Letterhead, Page, Signing
    from exporters.layouts import Layout

_COLUMNS_OF_A4 = 16
"""A table of the office's own with more columns is printed on A3."""

Told = Mapping[str, Any]
"""Words of the office, from its file."""


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
    signs = ({"=": "≠", "<=": ">", ">=": "<"}, {"=": "=", "<=": "≤", ">=": "≥"})[check.holds]
    told, sign = relation_words(check.relation), signs[check.relation.sign]
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
    """The report in the layout of its body, with its period and the place for its signatures.

    A form with columns is printed across the sheet, as its circular has it. The workbook works out by itself
    the sums and shares, and on a second sheet the relations between the columns.
    """
    document = _document(report, office_store.settings(view) or NO_OFFICE, desk.clock.now().astimezone())
    return rendered(document, _sheet_name(report), *_checks((report,), document))


def set_papers(view: View, desk: Desk, reports: Sequence[Report]) -> Papers:
    """Several reports as one PDF and one workbook, a sheet each and all relations on the last; no DOCX."""
    from exporters import pdf, sheet
    from exporters.binding import Binder

    settings, now = office_store.settings(view) or NO_OFFICE, desk.clock.now().astimezone()
    documents = [_document(report, settings, now) for report in reports]
    bound = BytesIO()
    binder = Binder(bound)
    for document in documents:
        binder.add(pdf.render(document, RESOURCES / "fonts"), document.title)
    binder.close(office_words()["report"]["set"], documents[0].author, now)
    sheets = zip(documents, map(_sheet_name, reports), strict=True)
    first, *more = (*sheets, *_checks(reports, documents[0]))
    return Papers(b"", bound.getvalue(), sheet.render(*first, *more))


def rendered(document: "Document", sheet_name: str, *more: "tuple[Document, str]") -> Papers:
    """The page model in the three formats; a workbook may have ``more`` sheets, each with its name."""
    from exporters import pdf, sheet, word

    return Papers(
        word.render(document),
        pdf.render(document, RESOURCES / "fonts"),
        sheet.render(document, sheet_name, *more),
    )


def _sheet_name(report: Report) -> str:
    named = report.number not in ("", report.form)
    return report.number if named else str(office_words()["report"]["sheet"])


def _official(report: Report) -> bool:
    """Whether a circular prescribes the form: it has a day from which it is in force."""
    form = report_tables.form_of(report)
    return form is not None and form.effective_from is not None


def _checks(reports: Sequence[Report], like: "Document") -> "list[tuple[Document, str]]":
    """The sheet of the relations, none where the forms have none."""
    from exporters.blocks import Title

    words = office_words()["report"]["checks"]
    table = report_tables.checks(reports, words)
    if not table.rows:
        return []
    page = replace(like.page, landscape=True)
    return [(replace(like, blocks=(Title(words["title"]), table), page=page), words["sheet"])]


def _document(report: Report, settings: OfficeSettings, now: datetime) -> "Document":
    from exporters.blocks import Page, Size

    form = report_tables.form_of(report)
    body = office_words()["bodies"][report.body or (form and form.body) or BodyKind.COMMITTEE]
    set_by = layout(body.get("layout", "state"))
    made = _of_columns if report.columns else _of_lines
    large = form.large if form else len(report.columns) > _COLUMNS_OF_A4
    page = Page(set_by.measures, Size.A3 if large else Size.A4, landscape=bool(report.columns))
    title = f"{report.title} {days_line(report.period)}"
    return paper(settings, body, title, now, made(report, settings, body, set_by, now), page)


def _of_lines(
    report: Report, settings: OfficeSettings, body: Told, set_by: "Layout", now: datetime
) -> "tuple[Block, ...]":
    from exporters.blocks import Note, Title

    words = office_words()["report"]
    return (
        letterhead(settings, body, set_by, now),
        Title(words["kind"], f"{report.title}\n{days_line(report.period)}"),
        report_tables.of_lines(report, words),
        *(Note(text) for text in (report.basis, *report_tables.remarks(report, words))),
        signing(settings, body, words),
    )


def _of_columns(
    report: Report, settings: OfficeSettings, body: Told, set_by: "Layout", now: datetime
) -> "tuple[Block, ...]":
    """The head of the office and the form's number; a form without number has the head of a report."""
    from exporters.blocks import Note, Title

    words = office_words()["report"]
    table = report_tables.of_columns(report, words)
    if _official(report):
        opening = _form_opening(report, settings, body, set_by, now)
        place = set_by.place_and_day(settings.place_name, None, now.year)
        return (*opening, table, *_remarks(report, words), signing(settings, body, words, place))
    return (
        letterhead(settings, body, set_by, now),
        Title(report.title.upper(), days_line(report.period)),
        table,
        *(Note(text) for text in (report.basis, *report_tables.remarks(report, words))),
        signing(settings, body, words),
    )


def _form_opening(
    report: Report, settings: OfficeSettings, body: Told, set_by: "Layout", now: datetime
) -> "tuple[Block, ...]":
    """As circulars print their forms: number on the right, title, days, the report it goes with."""
    from exporters.blocks import Align, Letterhead, Note, Paragraph, Span

    words = office_words()["report"]
    form = words["number"].format(number=report.number), words["basis"].format(basis=report.basis)
    first, last = report.period.first, report.period.last
    issuer = f"{body['organ']} {settings.commune_name}"
    return (
        Letterhead(_organ(body, settings), parent=_parent(body, settings), form=form),
        Paragraph((Span(report.title.upper(), bold=True),), Align.CENTER, indent=False, keep=True),
        Note(words["span"].format(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}"), Align.CENTER),
        Note(set_by.annexed_to(words["report"], body["report"], issuer, None, None, now.year), Align.CENTER),
    )


def _remarks(report: Report, words: Told) -> "Iterator[Block]":
    """The line that the circulars number after the last column, with dots where there is nothing to say."""
    from exporters.blocks import Align, Note, Paragraph, Span

    told = report_tables.remarks(report, words)
    label = words["remarks"].format(number=len(report.columns) + 1)
    yield Paragraph((Span(label, bold=True),), Align.LEFT, indent=False, keep=bool(told), dotted=not told)
    yield from (Note(f"- {text}") for text in told)


def days_line(period: Period) -> str:
    """The days of the figures, as the titles of papers tell them."""
    told = str(office_words()["report"]["period"])
    return told.format(first=f"{period.first:%d/%m/%Y}", last=f"{period.last:%d/%m/%Y}")


def paper(
    settings: OfficeSettings, body: Told, title: str, now: datetime, blocks: "tuple[Block, ...]", page: "Page"
) -> "Document":
    """A paper of that body; in the training office it says that it is a draft."""
    from exporters.blocks import Document

    mark = office_words()["draft_watermark"] if settings.training else ""
    return Document(title, f"{body['organ']} {settings.commune_name}", now, blocks, page, watermark=mark)


def letterhead(settings: OfficeSettings, body: Told, set_by: "Layout", now: datetime) -> "Letterhead":
    """The head of a report of that body, its number and day left blank."""
    from exporters.blocks import Letterhead

    return Letterhead(
        organ=_organ(body, settings),
        motto=set_by.motto,
        number=set_by.number_line(None, body["report"]),
        place_date=set_by.place_and_day(settings.place_name, None, now.year),
        parent=_parent(body, settings),
    )


def _organ(body: Told, settings: OfficeSettings) -> tuple[str, ...]:
    return body["organ"].upper(), settings.commune_name.upper()


def _parent(body: Told, settings: OfficeSettings) -> str:
    return str(body.get("parent", "")).format(province=settings.province_name).upper()


def signing(settings: OfficeSettings, body: Told, words: Told, place_date: str = "") -> "Signing":
    """The place for the hands of who made the report and of the head of the body."""
    from exporters.blocks import Signature, Signing

    way = office_words()["signers"][body["signer"]]["self"]
    right = Signature(tuple(way["lines"]), str(getattr(settings, way["name"])), place_date=place_date)
    return Signing(right, Signature((words["maker"],), "", words["sign_note"]))
