"""The papers of a set of reports under their names, and the checklist that goes with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from app.domain.kinds import BodyKind
from app.domain.letters import Preview
from app.domain.office import OfficeSettings
from app.domain.report_sets import DueReport, Prepared
from app.domain.statistics import Report
from app.runtime.paths import RESOURCES
from app.runtime.words import label, phrase
from app.services import period_words, report_tables
from app.services.files import plain_name
from app.services.letter_forms import layout, office_words
from app.services.report_papers import Papers, check_words, paper

if TYPE_CHECKING:
    from exporters.blocks import Block, Document, Table

_TITLE = 90
"""Letters of a title that still leave room for the period in the name of a file."""


@dataclass(frozen=True, slots=True)
class Made:
    """One paper of a set: its title, the name of its files, their formats, the report it prints (if one)."""

    title: str
    name: str
    formats: str
    report: Report | None = None


@dataclass(slots=True)
class Parcel:
    """What is made for a report before any of it is written: its files, what is to know and to do."""

    due: DueReport
    files: dict[str, bytes] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def add_form(parcel: Parcel, report: Report, papers: Papers) -> None:
    """A form in its three formats, with what must be said beside it."""
    told = _called(report)
    name = _name(parcel, "file", title=shorten(told, _TITLE, placeholder=""))
    _keep(parcel, name, docx=papers.docx, pdf=papers.pdf, xlsx=papers.xlsx)
    title = told if told == report.title else f"{told} {report.title}"
    parcel.made.append(Made(title, name, "DOCX, PDF, XLSX", report))
    unmeasured = report_tables.unmeasured(report)
    for note in report.notes:
        kept = parcel.by_hand if note in unmeasured else parcel.notes
        kept.append(phrase("report_sets", "of_form", form=told, note=note))


def add_letter(parcel: Parcel, letter: Preview, title: str) -> None:
    """The written report as a draft without number."""
    name = _name(parcel, "letter_file")
    _keep(parcel, name, docx=letter.docx, pdf=letter.pdf)
    parcel.made.append(Made(title, name, "DOCX, PDF"))
    parts = {fact.name: fact.description for fact in letter.facts}
    parcel.by_hand += (phrase("report_sets", "by_hand", part=parts.get(one, one)) for one in letter.missing)


def lack_form(parcel: Parcel, number: str) -> None:
    """A form that the set names and the program does not have."""
    parcel.by_hand.append(phrase("report_sets", "missing_form", form=number))


def close(parcel: Parcel, settings: OfficeSettings, now: datetime) -> Prepared:
    """Add the checklist; nothing is added after it."""
    from exporters import pdf, word

    document = _checklist(parcel, settings, now)
    drawn = pdf.render(document, RESOURCES / "fonts")
    _keep(parcel, _name(parcel, "checklist_file"), docx=word.render(document), pdf=drawn)
    return Prepared(tuple(parcel.files), failing(parcel), tuple(parcel.by_hand))


def failing(parcel: Parcel) -> tuple[str, ...]:
    """The relations that do not hold, with their figures: those of the forms' own rules first."""
    reports = [one.report for one in parcel.made if one.report]
    broken = [(report, check) for report in reports for check in report.checks if not check.holds]
    return tuple(
        phrase(
            "report_sets",
            "failing" if check.relation.sure else "doubtful",
            form=_called(report),
            check=check_words(check),
        )
        for report, check in sorted(broken, key=lambda pair: not pair[1].relation.sure)
    )


def _called(report: Report) -> str:
    """A form by its official number, by its title where it has none."""
    return report.title if report.number == report.form else report.number


def _name(parcel: Parcel, key: str, **facts: str) -> str:
    body, period = label(parcel.due.report.body), period_words.short(parcel.due.period)
    return plain_name(phrase("report_sets", key, body=body, period=period, **facts))


def _keep(parcel: Parcel, name: str, **formats: bytes) -> None:
    parcel.files |= {f"{name}.{ending}": content for ending, content in formats.items()}


def _checklist(parcel: Parcel, settings: OfficeSettings, now: datetime) -> "Document":
    """The checklist as a document; it stays in the office and carries no number."""
    from exporters.blocks import Note, Page, Title

    told, due = office_words(), parcel.due
    words, days = told["checklist"], due.period.days
    subject = words["subject"].format(title=due.report.title, period=period_words.within(due.period))
    span = words["days"].format(first=f"{days.first:%d/%m/%Y}", last=f"{days.last:%d/%m/%Y}")
    blocks: tuple[Block, ...] = (
        Title(words["kind"], f"{subject}\n{span}"),
        *_about(due, settings, words),
        *_part("papers", (_papers(parcel.made, words),) if parcel.made else (), words),
        *_part("failing", _lines(failing(parcel), "-"), words),
        *_part("by_hand", _lines(parcel.by_hand, words["box"]), words),
        *_part("steps", _lines(due.report.steps, words["box"]), words),
        *_part("notes", _lines(parcel.notes, "-"), words),
        Note(words["made"].format(time=f"{now:%H:%M}", day=f"{now:%d/%m/%Y}")),
    )
    body, page = told["bodies"][due.report.body], Page(layout("state").measures)
    return paper(settings, body, f"{words['kind']} {subject}", now, blocks, page)


def _about(due: DueReport, settings: OfficeSettings, words: dict[str, Any]) -> "Iterator[Block]":
    from exporters.blocks import Paragraph, Span

    day = period_words.day(due.send_by) if due.send_by else words["no_day"]
    report, head = due.report, _head(due.report.body, settings)
    values = (
        report.basis,
        day,
        "; ".join(report.receivers),
        f"{report.signed} ({head})" if head else report.signed,
        report.note,
    )
    for name, value in zip(words["about"], values, strict=True):
        if value:
            yield Paragraph((Span(f"{name}: ", bold=True), Span(value)), indent=False)


def _head(body: BodyKind, settings: OfficeSettings) -> str:
    return {
        BodyKind.COMMITTEE: settings.chair_name,
        BodyKind.COUNCIL: settings.council_chair_name,
        BodyKind.PARTY: settings.party_secretary_name,
    }[body]


def _part(name: str, content: "Iterable[Block]", words: dict[str, Any]) -> "Iterator[Block]":
    from exporters.blocks import Paragraph, Span

    yield Paragraph((Span(words["headings"][name], bold=True),), indent=False, keep=True)
    found = tuple(content)
    yield from found or (Paragraph((Span(words["none"].get(name, "")),)),)


def _lines(told: Iterable[str], marker: str) -> "tuple[Block, ...]":
    from exporters.blocks import ListItem, Span

    return tuple(ListItem(marker, (Span(line),)) for line in told)


def _papers(made: list[Made], words: dict[str, Any]) -> "Table":
    from exporters.blocks import Align, Column, Head, Table

    return Table(
        columns=(Column(0.7, Align.CENTER), Column(5), Column(4), Column(1.5, Align.CENTER)),
        header=(tuple(Head(text) for text in words["columns"]),),
        rows=tuple(
            (
                number,
                one.title,
                words["formats"].format(name=one.name, formats=one.formats),
                _matching(one.report, words),
            )
            for number, one in enumerate(made, start=1)
        ),
    )


def _matching(report: Report | None, words: dict[str, Any]) -> str:
    if report is None or not report.checks:
        return "–"
    held = sum(check.holds for check in report.checks)
    return str(words["matching"].format(held=held, whole=len(report.checks)))
