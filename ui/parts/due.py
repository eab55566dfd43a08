"""A running clock as a row: whom it concerns, what is asked for, how much time is left."""

from dataclasses import dataclass

from app.bootstrap import Services
from app.domain.events import Clock, DueItem
from app.domain.kinds import RecordType
from app.runtime import words
from ui.parts import routes
from ui.parts.badges import due_badge
from ui.widgets.lists import Row


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row's “Vì sao?” explains: the clock, and what it runs on as papers name it."""

    clock: Clock
    about: str


def due_row(services: Services, item: DueItem) -> Row:
    """The row of an open clock; its key is where it opens (page, record)."""
    clock = item.clock
    if item.hidden:
        told_of = item.number or words.label(clock.record_type)
        key = (routes.page_of(clock.record_type), clock.record_id)
        return Row(key, item.title, told_of, "", due_badge(services, clock.due_on), sealed=True)
    kind = "" if clock.record_type is RecordType.PETITION else words.label(clock.record_type)
    doubts = map(words.label, services.deadlines.doubts(clock))  # first: narrow lists cut the line's end
    told = (*doubts, item.number or kind, services.deadlines.title(clock))
    who = routes.who(item.who, sealed=item.sealed)
    return Row(
        (routes.page_of(clock.record_type), clock.record_id),
        who,
        " · ".join(part for part in told if part),
        item.title,
        due_badge(services, clock.due_on),
        item.sealed,
        Asked(clock, f"{item.number or words.label(clock.record_type)} · {who}"),
    )
