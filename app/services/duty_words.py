"""The heads' duty to receive in the office's words, for screens, papers and the command line."""

from app.domain.duties import Duty, DutyState
from app.domain.kinds import BodyKind
from app.runtime.words import label, phrase


def outcome(duty: Duty) -> str:
    """Where a month stands in a few words: Đủ, Thiếu 1 ngày, Chưa đến."""
    if duty.judged:
        return phrase("duties", f"cell_{duty.state}", short=duty.short, unit=_unit(duty))
    return label(duty.state)


def standing(duty: Duty) -> str:
    """Where a month stands in a sentence: days required, held and missing, working days left."""
    if duty.state is DutyState.NOT_SET and duty.body is BodyKind.COUNCIL:
        return phrase("duties", "council_note")
    return phrase("duties", duty.state, planned=len(duty.planned), **_figures(duty))


def warning(duty: Duty) -> str:
    """What the first page says of a duty: too few days so far, or lost ones without a reason."""
    told = "unexplained" if duty.unexplained else "too_few"
    month = f"{duty.month.first.month}/{duty.month.first.year}"
    return phrase("duties", told, head=phrase("heads", duty.body), month=month, **_figures(duty))


def _figures(duty: Duty) -> dict[str, object]:
    return {
        "held": duty.done,
        "required": duty.required,
        "short": duty.short,
        "left": duty.working_left,
        "unit": _unit(duty),
    }


def counted_in(duty: Duty, count: int) -> str:
    """A count of the month in what the law reckons in: 4 tuần, 2 ngày."""
    return f"{count} {_unit(duty)}"


def _unit(duty: Duty) -> str:
    return phrase("duties", "week" if duty.weekly else "day")
