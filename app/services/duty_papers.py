"""The year of the heads' duty to receive as a paper that can be shown to those who inspect."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.deadlines import Confidence, Quota
from app.domain.duties import Duty, DutyState
from app.domain.kinds import BodyKind
from app.runtime.words import label, phrase
from app.services.desk import NO_OFFICE, Desk
from app.services.duty_words import counted_in, outcome
from app.services.letter_forms import layout, office_words
from app.services.report_papers import Papers, letterhead, paper, rendered, signing
from db import office as office_store
from db.work import View

if TYPE_CHECKING:
    from exporters.blocks import Block, Table

Months = Sequence[Sequence[Duty]]


def papers(view: View, desk: Desk, year: int, months: Months) -> Papers:
    """A page a body, landscape, with the articles it was counted by and how they were read."""
    from exporters.blocks import Note, Page, PageBreak, Title

    words, body, set_by = (
        office_words()["duty"],
        office_words()["bodies"][BodyKind.COMMITTEE],
        layout("state"),
    )
    settings = office_store.settings(view) or NO_OFFICE
    now = desk.clock.now().astimezone()
    subject = words["subject"].format(year=year)
    bodies = [[month[at] for month in months] for at in range(len(months[0]))]
    blocks: tuple[Block, ...] = (
        letterhead(settings, body, set_by, now),
        Title(words["kind"], subject),
        *_of_body(bodies[0], words),
        *(block for other in bodies[1:] for block in (PageBreak(), *_of_body(other, words))),
        Note(words["until"].format(day=f"{desk.today():%d/%m/%Y}")),
        signing(settings, body, words),
    )
    page = Page(set_by.measures, landscape=True)
    document = paper(settings, body, f"{words['kind']} {subject}", now, blocks, page)
    return rendered(document, words["sheet"])


def _of_body(year: Sequence[Duty], words: dict[str, Any]) -> "Iterator[Block]":
    from exporters.blocks import Note, Paragraph, Span

    yield Paragraph((Span(phrase("heads", year[0].body), bold=True),), indent=False)
    yield _table(year, words)
    bases = dict.fromkeys(basis(quota) for duty in year for quota in duty.quotas)
    remarks = dict.fromkeys(remark for duty in year for remark in duty.remarks)
    for name, told in (("basis", "; ".join(bases)), ("remarks", " ".join(label(one) for one in remarks))):
        if told:
            yield Note(f"{words[name]}: {told}")


def basis(quota: Quota) -> str:
    """The article of a duty, and that it must be checked when its text was not seen."""
    unsure = quota.confidence is Confidence.UNSURE
    return f"{quota.article} ({office_words()['duty']['unsure']})" if unsure else quota.article


def _table(year: Sequence[Duty], words: dict[str, Any]) -> "Table":
    from exporters.blocks import Align, Column, Head, Table

    number = Column(0.9, Align.CENTER)
    return Table(
        columns=(number, number, number, Column(2.4), Column(5)),
        header=(tuple(Head(text) for text in words["columns"]),),
        rows=tuple(_row(duty, words) for duty in year),
        size=11,
    )


def _row(duty: Duty, words: dict[str, Any]) -> tuple[str, ...]:
    month = f"{duty.month.first:%m/%Y}"
    days = sorted({*duty.held, *(day for span in duty.spans for day in span.days)})
    held = ", ".join(f"{day.day}/{day.month}" for day in days)
    if not duty.judged:
        return (month, "", "", held, outcome(duty))
    why = "; ".join([*([duty.reason] if duty.reason else []), *_missed(duty)])
    if duty.state is DutyState.SHORT:
        why = why or words["unexplained"]
    told = f"{outcome(duty)}: {why}" if why and duty.short else outcome(duty)
    return (month, counted_in(duty, duty.required), counted_in(duty, duty.done), held, told)


def _missed(duty: Duty) -> list[str]:
    return [f"{missed.on.day}/{missed.on.month} {missed.note}" for missed in duty.missed if missed.note]
