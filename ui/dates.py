"""A day as the clerk types it: 5/3, 05032026, 5/3/26, +10, hôm nay."""

import re
from calendar import monthrange
from datetime import date, timedelta

from app.domain.text import fold

_NEAR = {
    "hom nay": 0,
    "nay": 0,
    "hom qua": -1,
    "qua": -1,
    "ngay mai": 1,
    "mai": 1,
    "hom kia": -2,
    "ngay kia": 2,
}
_PARTS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_FAR = 36_600
_HOW = "Ghi ngày như 5/3, 05/03/2026, +10 hoặc “hôm nay”."


class NotADay(ValueError):  # noqa: N818 - it is no error of the program, and reads as what it is
    """What was typed is no day; the text is the sentence for the clerk."""


def parse_day(text: str, today: date) -> date:
    """The day meant; a day without a year is in the year of ``today``.

    Raises:
        NotADay: With a sentence that says what to do.
    """
    typed = " ".join(text.split())
    near = _NEAR.get(fold(typed))
    if near is not None:
        return _away(today, near)
    if re.fullmatch(r"[+\-]\d{1,5}", typed):
        return _away(today, int(typed))
    found = _PARTS.fullmatch(typed) or _RUN.fullmatch(typed)
    if found is None:
        raise NotADay(_HOW)
    day, month, year = found.groups()
    return _checked(int(day), int(month), _year(year, today))


def _year(typed: str | None, today: date) -> int:
    if typed is None:
        return today.year
    if len(typed) == 4:
        return int(typed)
    # Two figures mean the nearest past century once they lie more than ten years ahead: 85 is a birth year.
    year = today.year // 100 * 100 + int(typed)
    return year - 100 if year > today.year + 10 else year


def _checked(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise NotADay(f"Không có tháng {month}. {_HOW}")
    if not 1900 <= year <= 2199:
        raise NotADay(f"Năm {year} không dùng được. Ghi năm đủ bốn chữ số.")
    last = monthrange(year, month)[1]
    if day > last:
        whose = f"Tháng {month} năm {year}" if month == 2 else f"Tháng {month}"
        raise NotADay(f"{whose} có {last} ngày.")
    if day < 1:
        raise NotADay(_HOW)
    return date(year, month, day)


def _away(today: date, days: int) -> date:
    if abs(days) > _FAR:
        raise NotADay("Số ngày quá lớn. Ghi hẳn ngày, như 05/03/2026.")
    return today + timedelta(days=days)
