"""A running clock as a row: whom it concerns, what is asked for, how much time is left."""

from app.bootstrap import Services
from app.domain.events import DueItem
from app.domain.kinds import RecordType
from app.runtime import words
from ui.parts import routes
from ui.parts.badges import due_badge
from ui.widgets.lists import Row


def due_row(services: Services, item: DueItem) -> Row:
    """The row of an open clock; its key is where it opens (page, record)."""
    clock = item.clock
    kind = "" if clock.record_type is RecordType.PETITION else words.label(clock.record_type)
    told = (item.number or kind, services.deadlines.title(clock))
    return Row(
        (routes.page_of(clock.record_type), clock.record_id),
        routes.who(item.who, sealed=item.sealed),
        " · ".join(part for part in told if part),
        item.title,
        due_badge(services, clock.due_on),
        item.sealed,
    )
