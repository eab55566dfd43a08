"""The periods that reports are asked for, by name."""

from datetime import date, timedelta

from app.domain.paging import Period

TWO_LEVELS = date(2025, 7, 1)
"""The communes of today exist since this day; reports often begin with it."""

_ROMAN = ("I", "II", "III", "IV")


def named(today: date) -> tuple[tuple[Period, str], ...]:
    """The periods around a day, the nearest first, with their names."""
    last_month = today.replace(day=1) - timedelta(days=1)
    last_quarter = quarter(today).first - timedelta(days=1)
    year = today.year
    found = [
        (month(today), f"Tháng {today.month}/{year}"),
        (month(last_month), f"Tháng {last_month.month}/{last_month.year}"),
        (quarter(today), quarter_name(today)),
        (quarter(last_quarter), quarter_name(last_quarter)),
        (span(year, 6), f"6 tháng đầu năm {year}"),
        (span(year, 9), f"9 tháng đầu năm {year}"),
        (span(year, 12), f"Năm {year}"),
        (span(year - 1, 12), f"Năm {year - 1}"),
    ]
    if today > TWO_LEVELS:
        found.append((Period(TWO_LEVELS, quarter(today).last), f"Từ 1/7/2025 đến hết {quarter_name(today)}"))
    return tuple(found)


def span(year: int, months: int) -> Period:
    """The first months of a year."""
    return Period(date(year, 1, 1), month(date(year, months, 1)).last)


def month(day: date) -> Period:
    following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return Period(day.replace(day=1), following - timedelta(days=1))


def quarter(day: date) -> Period:
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return Period(first, month(first.replace(month=first.month + 2)).last)


def quarter_name(day: date) -> str:
    return f"Quý {_ROMAN[(day.month - 1) // 3]}/{day.year}"
