"""The annex to a file: how its term was counted, on one page, from the same blocks as the letters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from app.domain.accounts import Account
from app.domain.deadlines import DayCount, DayReason
from app.domain.kinds import BodyKind
from app.domain.letters import Format
from app.domain.office import OfficeSettings
from app.runtime.paths import RESOURCES
from app.runtime.words import label
from app.services import workings
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import office_words
from db import office as office_store
from db.work import View

if TYPE_CHECKING:
    from exporters.blocks import Document, Letterhead, Table
    from exporters.layouts import Layout

WEEK = 7
_PLAIN = (DayReason.COUNTED, DayReason.SATURDAY, DayReason.SUNDAY, DayReason.PAUSED, DayReason.START)
_SIZES = (10.5, 9.0, 8.0, 7.0)
"""Of the figures, in points: the largest that leaves the annex on one page is taken."""


@dataclass(frozen=True, slots=True)
class Week:
    """Weeks that look alike, as one row: first and last day, a cell for each weekday, what is special."""

    first: date
    last: date
    cells: tuple[str, ...]
    notes: tuple[str, ...]


def papers(view: View, desk: Desk, account: Account, about: str) -> dict[Format, bytes]:
    """The annex as DOCX and PDF."""
    from exporters import pdf, word

    settings = office_store.settings(view) or NO_OFFICE
    now, fonts = desk.clock.now().astimezone(), RESOURCES / "fonts"
    for size in _SIZES:
        document = _document(account, about, settings, now, size)
        page = pdf.render(document, fonts)
        if pdf.pages(page) == 1:
            break
    return {Format.DOCX: word.render(document), Format.PDF: page}


def weeks(account: Account) -> tuple[Week, ...]:
    """The days counted, week by week; weeks that stood still all through are one row."""
    words = office_words()["annex"]
    cells = _cells(account, words)
    days = sorted(account.working.days, key=lambda day: day.date)
    rows: list[Week] = []
    for monday, found in groupby(days, key=lambda day: _monday(day.date)):
        row = _week(monday, tuple(found), cells, words)
        still = set(row.cells) == {words["paused"]}
        if rows and still and rows[-1].cells == row.cells:
            rows[-1] = replace(rows[-1], last=row.last)
        else:
            rows.append(row)
    return tuple(rows)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _cells(account: Account, words: dict[str, Any]) -> dict[date, str]:
    """What each day's cell says: its number when it is counted, the due day between brackets."""
    cells, number = {}, 0
    for day in account.working.days:
        number += day.counted
        told = words["start"] if day.reason is DayReason.START else words["rest"]
        told = words["paused"] if day.reason is DayReason.PAUSED else told
        cells[day.date] = str(number) if day.counted else told
    due = account.working.due
    cells[due] = words["due_cell"].format(text=cells[due] if cells[due].isdecimal() else words["moved"])
    return cells


def _week(monday: date, days: Sequence[DayCount], cells: dict[date, str], words: dict[str, Any]) -> Week:
    span = [monday + timedelta(days=n) for n in range(WEEK)]
    notes = []
    for reason, found in groupby(days, key=lambda day: (day.reason, day.detail)):
        alike = list(found)
        if reason[0] not in _PLAIN:
            notes.append(words["reason"].format(day=_days(alike, words), reason=workings.reason(alike[0])))
    return Week(span[0], span[-1], tuple(cells.get(day, "") for day in span), tuple(notes))


def _days(alike: Sequence[DayCount], words: dict[str, Any]) -> str:
    first, last = alike[0].date, alike[-1].date
    if first == last:
        return f"{first:%d/%m}"
    return str(words["weeks"].format(first=f"{first:%d/%m}", last=f"{last:%d/%m}"))


def _document(
    account: Account, about: str, settings: OfficeSettings, now: datetime, size: float
) -> "Document":
    from exporters.blocks import Document, Note, Page, Signature, Signing, Title
    from exporters.layouts import load_layout

    layout = load_layout(RESOURCES / "letters" / "layout-state.toml")
    told = office_words()
    words, organ = told["annex"], told["bodies"][BodyKind.COMMITTEE]["organ"]
    blocks = (
        _letterhead(settings, organ, layout, now),
        Title(words["kind"], words["subject"]),
        _facts(account, about, words, size),
        _days_table(account, words, size),
        Note(words["legend"]),
        Signing(
            Signature(tuple(words["signer"]), "", words["sign_note"]),
            Signature((words["maker"],), "", words["sign_note"]),
        ),
    )
    return Document(
        f"{words['subject']} {about}",
        f"{organ} {settings.commune_name}",
        now,
        blocks,
        Page(layout.measures),
        watermark=told["draft_watermark"] if settings.training else "",
    )


def _letterhead(settings: OfficeSettings, organ: str, layout: "Layout", now: datetime) -> "Letterhead":
    from exporters.blocks import Letterhead

    return Letterhead(
        organ=(organ.upper(), settings.commune_name.upper()),
        motto=layout.motto,
        place_date=layout.place_and_day(settings.place_name, now.date(), now.year),
    )


def _facts(account: Account, about: str, words: dict[str, Any], size: float) -> "Table":
    from exporters.blocks import Column, Table

    due = ". ".join((workings.long_day(account.due), *(label(doubt) for doubt in account.doubts)))
    head = ((words["file"], about), (words["term"], account.working.rule.title), (words["due"], due))
    return Table((Column(0.2), Column(0.8)), (), (*head, *workings.facts(account)), frozenset({2}), size=size)


def _days_table(account: Account, words: dict[str, Any], size: float) -> "Table":
    from exporters.blocks import Align, Column, Head, Table

    rows = weeks(account)
    names = (words["week"], *words["weekdays"], words["notes"])
    return Table(
        (Column(1.9), *(Column(0.75, Align.CENTER) for _ in range(WEEK)), Column(4)),
        (tuple(Head(name) for name in names),),
        tuple(
            (
                words["weeks"].format(first=f"{row.first:%d/%m}", last=f"{row.last:%d/%m}"),
                *row.cells,
                "; ".join(row.notes),
            )
            for row in rows
        ),
        size=size,
    )
