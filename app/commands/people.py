"""People in a record that comes in; the same keys for visits and petitions."""

from collections.abc import Mapping

from app.commands.reading import Record
from app.domain.ids import RecordId
from app.domain.people import PersonDraft


def read_people(record: Record, villages: Mapping[str, RecordId]) -> tuple[PersonDraft, ...]:
    """Everybody under ``people``, or the one under ``sender``."""
    sender = record.record("sender")
    listed = record.records("people")
    return tuple(_person(told, villages) for told in ((sender, *listed) if sender else listed))


def _person(told: Record, villages: Mapping[str, RecordId]) -> PersonDraft:
    draft = PersonDraft(
        full_name=told.text("full_name") or told.text("name"),
        id_number=told.text("id_number"),
        id_issued_on=told.maybe_day("id_issued_on"),
        id_issued_by=told.text("id_issued_by"),
        birth_year=told.maybe_number("birth_year"),
        phone=told.text("phone"),
        address=told.text("address"),
        village_id=told.named("village", villages),
    )
    told.read.append("name")
    told.close()
    return draft
