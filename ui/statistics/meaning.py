"""What a number means, in words: which day decides, what is counted once, where the rule stands."""

from app.domain.statistics import By, Counted, Measure, When
from app.runtime.words import phrase

_HELD = {
    Counted.SESSIONS: "ngày tiếp",
    Counted.VISITS: "ngày tiếp",
    Counted.DIALOGUES: "ngày đối thoại",
    Counted.DIALOGUE_OPINIONS: "ngày đối thoại",
    Counted.MEETINGS: "ngày tiếp xúc cử tri",
    Counted.PLACES: "ngày tiếp xúc cử tri",
}
_WHEN = {
    When.WITHIN: "Tính theo {day} trong kỳ.",
    When.CARRIED: "Kỳ trước chuyển sang: {day} trước kỳ này, đến đầu kỳ chưa có {end}.",
    When.HANDLED: "Tính theo {day} trong kỳ, cộng hồ sơ kỳ trước chuyển sang (đến đầu kỳ chưa có {end}).",
    When.PENDING: "Tính đến hết kỳ: {day} không sau kỳ này và chưa có {end}.",
    When.UNTIL: "Tính đến hết kỳ: {day} không sau kỳ này.",
}
_BY = {
    By.RECORDS: "",
    By.CASES: "Nhiều hồ sơ về một vụ việc tính một lần.",
    By.DAYS: "Mỗi ngày tính một lần.",
    By.SUM: "Cộng số ghi ở từng hồ sơ.",
}


def day_words(measure: Measure) -> str:
    """Which day puts a record into the period."""
    end = phrase("record_days", measure.ends).lower() if measure.ends else ""
    return _WHEN[measure.when].format(day=_day(measure), end=end)


def _day(measure: Measure) -> str:
    held = _HELD.get(measure.counted) if measure.dated == "held_on" else None
    return held or phrase("record_days", measure.dated).lower()


def counting_words(measure: Measure, rows: int) -> str:
    """What is counted once or added up; ``rows`` is how many rows the number covers, 0 for one by itself."""
    together = f"Tính chung {rows} dòng của biểu." if rows else ""
    return " ".join(part for part in (day_words(measure), _BY[measure.by], together) if part)


def behind(measure: Measure, count: int) -> str:
    """How many records stand behind the number, and why the number may be another."""
    told = {
        By.CASES: "mỗi vụ việc tính một lần",
        By.DAYS: "mỗi ngày tính một lần",
        By.SUM: "số liệu là tổng ghi ở các hồ sơ",
    }
    return " · ".join(part for part in (f"{count} hồ sơ", told.get(measure.by, "")) if part)
