"""Dates, numbers and clocks as the office writes them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile


def day(value: date | None) -> str:
    """05/03/2026, or an empty text."""
    return "" if value is None else f"{value.day:02}/{value.month:02}/{value.year}"


def short_day(value: date) -> str:
    """5/3: where the year goes without saying."""
    return f"{value.day}/{value.month}"


def weekday(value: date) -> str:
    return ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")[value.weekday()]


def long_day(value: date) -> str:
    """Thứ Năm, 05/03/2026."""
    return f"{weekday(value)}, {day(value)}"


def time_of_day(moment: datetime) -> str:
    """17:02 on this PC's wall."""
    return f"{moment.astimezone():%H:%M}"


def moment(value: datetime) -> str:
    """17:02, 05/03/2026 on this PC's wall."""
    return f"{time_of_day(value)}, {day(value.astimezone().date())}"


def moment_near(value: datetime, today: date) -> str:
    """The moment as one says it: 17:02, hôm qua 17:02, or with its day."""
    away = (today - value.astimezone().date()).days
    if away == 0:
        return f"hôm nay {time_of_day(value)}"
    if away == 1:
        return f"hôm qua {time_of_day(value)}"
    return f"{day(value.astimezone().date())} {time_of_day(value)}"


def number(value: int | float | Decimal, decimals: int = 0) -> str:
    """1.234.567 or 1.234,5: dots for thousands, a comma for the fraction."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{exact:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def percent(part: int | float, whole: int | float, decimals: int = 1) -> str:
    """87,5%; a dash when there is nothing to divide by."""
    if not whole:
        return "–"
    return f"{number(Decimal(str(part)) * 100 / Decimal(str(whole)), decimals)}%"


def days_left(left: int, *, working: bool = True) -> str:
    """The clock in words: Còn 3 ngày làm việc, Hôm nay, Quá 2 ngày (``left`` below zero is late)."""
    if left == 0:
        return "Hạn hôm nay"
    if left < 0:
        return f"Quá {number(-left)} ngày"
    return f"Còn {number(left)} ngày làm việc" if working else f"Còn {number(left)} ngày"


def identity_number(text: str) -> str:
    """An identity number in groups of three for reading: 012 185 004 216."""
    digits = text.replace(" ", "")
    return " ".join(digits[at : at + 3] for at in range(0, len(digits), 3))


def line(text: str) -> str:
    """What was written over several lines, on one."""
    return " ".join(text.split())


def in_sentence_case(title: str) -> str:
    """A title that is printed with capitals, for reading: “Thông báo về việc thụ lý…”.

    An official letter prints no kind, only what it is about; it is read as “Công văn …”.
    """
    for about in ("V/v ", "về việc "):
        if title.startswith(about):
            return f"Công văn {title.removeprefix('V/v ')}"
    parts = title.split()
    kind = list(takewhile(str.isupper, parts))
    if not kind:
        return title
    rest = " ".join(parts[len(kind) :])
    return f"{' '.join(kind).capitalize()} {rest[:1].lower()}{rest[1:]}".rstrip()
