"""The change log, read: the history of a record, and the proof that nobody edited behind its back."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, or_, select, union_all

from app.domain.events import EventKind
from app.domain.history import Change, FieldChange, Verification
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from db import kept
from db.columns import metadata
from db.tables import (  # noqa: F401 - they fill metadata
    office,
    people,
    petitions,
    receptions,
    search,
    statistics,
    voters,
)
from db.tables.changes import changes
from db.tables.documents import document_files, signed_files
from db.tables.people import SEALED
from db.tables.voters import recommendations
from db.work import GENESIS, View, chained, plain, sealed_digest, told_act, without_secrets

_BATCH = 2000
_SEALED = "sealed"


_SEALED_ONES = select(recommendations.c.id).where(recommendations.c.sealed)
_NAMING = (petitions.events.c.record_type == RecordType.RECOMMENDATION) & (petitions.events.c.note == "")
_PARTS = select(recommendations.c.id).where(recommendations.c.split_from.in_(_SEALED_ONES))
_SAID_OPENLY = union_all(
    _SEALED_ONES,
    select(petitions.events.c.id).where(petitions.events.c.record_id.in_(_SEALED_ONES)),
    select(petitions.events.c.id).where(
        _NAMING,
        petitions.events.c.kind.in_((EventKind.MERGED, EventKind.RAISED_AGAIN))
        | petitions.events.c.record_id.in_(_PARTS),
    ),
)
"""Opinions that turned out to be denunciations: what the log says of them was said before anybody knew.

So are the events that named them; these lost their words since, which they had never done without.
"""
_HIDDEN = or_(
    changes.c.record_id.in_(kept.RECORDS),
    changes.c.record_id.in_(_SAID_OPENLY),
    (changes.c.act == "voters.split") & changes.c.record_id.in_(_PARTS),
)
_ROWS = select(changes, _HIDDEN.label("hidden"))
_SECRET = {(table.name, name) for table, names in office.SECRETS.items() for name in names}


def of_record(view: View, record_id: RecordId, limit: int = 200) -> tuple[Change, ...]:
    """What acts did to the record, newest first."""
    found = _ROWS.where(changes.c.record_id == record_id).order_by(changes.c.number.desc()).limit(limit)
    return tuple(_change(row) for row in view.ask(found))


def latest(
    view: View, after: int = 0, limit: int = 200, *, conditions: Sequence[ColumnElement[bool]] = ()
) -> tuple[Change, ...]:
    """The newest changes with a number above ``after``, those that fit the conditions."""
    found = _ROWS.where(changes.c.number > after, *conditions).order_by(changes.c.number.desc()).limit(limit)
    return tuple(_change(row) for row in view.ask(found))


def _change(r: Row[Any]) -> Change:
    if r.hidden:
        return Change(
            r.number,
            r.at,
            r.by_name,
            r.workstation,
            r.act,
            kept.told(),
            r.record,
            r.record_id,
            (),
            hidden=True,
        )
    told: dict[str, list[object]] = json.loads(r.fields)
    fields = tuple(
        FieldChange(name, "", "")
        if name == _SEALED or (r.record, name) in _SECRET
        else FieldChange(name, _shown(before), _shown(after))
        for name, (before, after) in told.items()
    )
    return Change(r.number, r.at, r.by_name, r.workstation, r.act, r.reason, r.record, r.record_id, fields)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def verify(view: View) -> Verification:
    """Walk the log's chain, then compare every record and kept file with what the log says of it."""
    count, broken_at = 0, None
    last_hash = GENESIS
    state: dict[tuple[str, UUID], dict[str, object]] = {}
    for row in _rows(view):
        count += 1
        act = told_act(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
        told = chained(last_hash, row.number, act, row.record, row.record_id, row.fields)
        if row.number != count or told != row.hash:
            broken_at = row.number
            break
        last_hash = row.hash
        fields = state.setdefault((row.record, row.record_id), {})
        fields.update({name: after for name, (_, after) in json.loads(row.fields).items()})
    altered = () if broken_at else tuple(_altered(view, state))
    return Verification(count, broken_at, altered, tuple(_altered_files(view)))


def _rows(view: View) -> Iterator[Row[Any]]:
    ordered = select(changes).order_by(changes.c.number)
    yield from view.connection.execution_options(yield_per=_BATCH).execute(ordered)


def _altered(view: View, state: dict[tuple[str, UUID], dict[str, object]]) -> Iterator[str]:
    by_table: dict[str, dict[UUID, dict[str, object]]] = {}
    for (record, key), fields in state.items():
        by_table.setdefault(record, {})[key] = fields
    _tell_first_days(by_table)
    for name, table in metadata.tables.items():
        if name in _UNLOGGED:
            continue
        told = {key: said for key, said in by_table.get(name, {}).items() if _stands(said)}
        seen = set()
        for row in view.connection.execute(select(table)).mappings():
            seen.add(row["id"])
            if not _agrees(table, dict(row), told.get(row["id"])):
                yield f"{name} {row['id']}"
        yield from (f"{name} {key}" for key in told.keys() - seen)


def _tell_first_days(by_table: dict[str, dict[UUID, dict[str, object]]]) -> None:
    """Let the log tell the first days that follow from its events: older schemas had no column for them."""
    told = by_table.get(petitions.petitions.name, {})
    for said in told.values():
        said |= dict.fromkeys(petitions.FIRST_DAYS)
    for event in by_table.get(petitions.events.name, {}).values():
        said = told.get(UUID(str(event["record_id"])), {})
        for name, kinds in petitions.FIRST_DAYS.items():
            days = [day for day in (said.get(name), event["happened_on"]) if day is not None]
            if event["kind"] in kinds:
                said[name] = min(map(str, days))


def _stands(said: dict[str, object]) -> bool:
    """Whether the log tells of the record still: nothing is left of one that was taken away."""
    return not said or any(value is not None for value in said.values())


_UNLOGGED = ("changes", "drafts", "looks", "search_entries")
_EMPTY: tuple[object, ...] = (None, "", 0, [])
"""What a column holds that the log never told of: nothing, or what a later schema put there."""


def _agrees(table: Table, row: dict[str, Any], told: dict[str, object] | None) -> bool:
    if told is None:
        return False
    if table in SEALED:
        return told.get(_SEALED) == sealed_digest(row)
    return all(
        plain(value) == told.get(name) or (value in _EMPTY and told.get(name) in (None, ""))
        for name, value in without_secrets(table, row).items()
        if name != "id"
    )


def _altered_files(view: View) -> Iterator[str]:
    for table in (document_files, signed_files, statistics.frozen_files):
        for row in view.connection.execute(select(table)):
            if hashlib.sha256(row.content).hexdigest() != row.sha256:
                yield str(row[1])
