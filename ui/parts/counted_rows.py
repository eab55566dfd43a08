"""The records behind a number as lists show them; the key of a row says which page opens it."""

from app.domain.statistics import CountedRecord
from app.runtime import words
from ui import formats
from ui.parts import routes
from ui.widgets.lists import Row


def record_row(record: CountedRecord) -> Row:
    """A record with its key (page, id), masked where it is sealed or kept."""
    told = (record.number or words.label(record.record_type), formats.day(record.on))
    return Row(
        (routes.page_of(record.record_type), record.record_id),
        record.text if record.hidden else routes.who(record.who or record.text, sealed=record.sealed),
        " · ".join(told),
        record.text if not record.hidden and (record.who or record.sealed) else "",
        sealed=record.sealed,
    )
