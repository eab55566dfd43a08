"""What records are called, many at a time: number and sender; nothing of those that are sealed or kept."""

from typing import Any

from sqlalchemy import Select, select

from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from db import kept as kept_store
from db.tables.petitions import petitions
from db.tables.voters import recommendations
from db.work import View

_AT_ONCE = 500
_NAMES: dict[RecordType, Select[Any]] = {
    RecordType.PETITION: select(
        petitions.c.id, petitions.c.number, petitions.c.who, kept_store.PETITION.label("hidden")
    ),
    RecordType.RECOMMENDATION: select(
        recommendations.c.id,
        recommendations.c.number,
        recommendations.c.speaker.label("who"),
    ),
}


def of_records(view: View, record_type: RecordType, records: tuple[RecordId, ...]) -> dict[RecordId, str]:
    """Number and sender of each record; a kept one tells its number alone."""
    asked = _NAMES[record_type]
    key = asked.selected_columns["id"]
    found = {}
    for first in range(0, len(records), _AT_ONCE):
        for row in view.ask(asked.where(key.in_(records[first : first + _AT_ONCE]))).mappings():
            who = "" if row.get("hidden") else row["who"]
            found[row["id"]] = " · ".join(part for part in (str(row["number"]), who) if part)
    return {record_id: found.get(record_id, "") for record_id in records}
