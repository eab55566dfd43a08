"""The office's calendar of a year as a sheet that Excel opens: written, and read back line by line."""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime

from app.domain import office_days
from app.domain.daysoff import DaysOff
from app.domain.errors import Refused
from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay, RejectedLine, Sheet
from app.domain.text import fold, one_line
from app.runtime.words import label, phrase

HEADINGS = ("day", "kind", "reason", "document", "confirmed")
LARGEST = 1_000_000
"""Bytes of a sheet; a year of days is a hundredth of it."""
_DAY_FORMS = ("%d/%m/%Y", "%Y-%m-%d")
_FORMULAS = ("=", "+", "-", "@")
_SHIELD = "'"


def write(days: Iterable[CalendarDay]) -> bytes:
    """The days as a sheet: UTF-8 with its mark, semicolons, Vietnamese headings."""
    text = io.StringIO(newline="")
    sheet = csv.writer(text, delimiter=";")
    sheet.writerow(_heading(name) for name in HEADINGS)
    for one in days:
        confirmed = phrase("sheet", "yes" if one.confirmed else "no")
        told = (f"{one.day:%d/%m/%Y}", label(one.kind), one.reason, one.document, confirmed)
        sheet.writerow(f"{_SHIELD}{cell}" if cell.startswith(_FORMULAS) else cell for cell in told)
    return text.getvalue().encode("utf-8-sig")


def read(content: bytes, year: int, own: Collection[CalendarDay], law: DaysOff, today: date) -> Sheet:
    """What a sheet would change in the year, and the lines that cannot be taken, each with why.

    What stands in the calendar already is passed over; no day is taken back for want of a line.
    Refuses a file that is no such sheet.
    """
    standing = {one.day: one for one in own}
    seen: set[date] = set()
    added: list[CalendarDay] = []
    amended: list[CalendarDay] = []
    rejected: list[RejectedLine] = []
    known = 0
    for number, line in _lines(content):
        try:
            one = _fresh(_day_of(line), year, seen)
            seen.add(one.day)
            if _by_law(one, law) or standing.get(one.day) == (one := office_days.checked(one, today)):
                known += 1
            elif one.day in standing:
                amended.append(one)
            else:
                added.append(one)
        except Refused as trouble:
            rejected.append(RejectedLine(number, one_line(" ".join(line.values())), trouble))
    return Sheet(CalendarChanges(tuple(added), (), tuple(amended)), known, tuple(rejected))


def _by_law(one: CalendarDay, law: DaysOff) -> bool:
    """Whether the rules know the day; refused when they say something else of it."""
    if one.day not in (law.off if one.kind is DayKind.OFF else law.worked):
        return False
    document = law.off[one.day].document if one.kind is DayKind.OFF else law.worked[one.day].document
    if one_line(document) != one.document:
        raise Refused("day_known", field="day", day=f"{one.day:%d/%m/%Y}")
    return True


def _lines(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The lines below the headings with their numbers, by column; empty ones are passed over."""
    if len(content) > LARGEST:
        raise Refused("sheet_too_large", field="file")
    try:
        text = content.decode("utf-8-sig")
        head = next((line for line in text.splitlines() if line.strip()), "")
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=head.count), strict=True)
        filled = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused("sheet_unreadable", field="file") from error
    names = {fold(_heading(name)): name for name in HEADINGS}
    columns = [names.get(fold(one_line(cell)), "") for cell in filled[0][1]] if filled else []
    missing = [_heading(name) for name in HEADINGS if name not in columns]
    if missing:
        raise Refused("sheet_headings", field="file", missing=", ".join(missing))
    for number, row in filled[1:]:
        cells = dict(zip(columns, map(_bare, row), strict=False))
        yield number, {name: cells.get(name, "") for name in HEADINGS}


def _day_of(line: Mapping[str, str]) -> CalendarDay:
    kinds = {fold(word): kind for kind in DayKind for word in _words(kind)}
    sure = {fold(phrase("sheet", "yes")): True, fold(phrase("sheet", "no")): False}
    kind, confirmed = kinds.get(fold(line["kind"])), sure.get(fold(line["confirmed"]))
    if kind is None:
        words = ", ".join(label(kind) for kind in DayKind)
        raise Refused("input_not_word", field="kind", value=line["kind"], words=words)
    if confirmed is None:
        words = ", ".join(phrase("sheet", word) for word in ("yes", "no"))
        raise Refused("input_not_word", field="confirmed", value=line["confirmed"], words=words)
    return CalendarDay(_date_of(line["day"]), kind, line["reason"], line["document"], confirmed)


def _date_of(text: str) -> date:
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise Refused("input_not_day", field="day", value=text)


def _fresh(one: CalendarDay, year: int, seen: Collection[date]) -> CalendarDay:
    day = f"{one.day:%d/%m/%Y}"
    if one.day.year != year:
        raise Refused("day_other_year", field="day", day=day, year=year)
    if one.day in seen:
        raise Refused("day_twice", field="day", day=day)
    return one


def _words(kind: DayKind) -> tuple[str, ...]:
    """How a kind may be written: as the papers, the lists and the programs call it."""
    return label(kind), phrase("sheet", kind), kind.value


def _heading(name: str) -> str:
    return phrase("sheet", name)


def _bare(cell: str) -> str:
    """A cell without the mark that keeps Excel from taking it for a formula."""
    told = one_line(cell)
    return told[1:] if told.startswith(tuple(_SHIELD + sign for sign in _FORMULAS)) else told
