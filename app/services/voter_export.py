"""The ledger of voter recommendations for the national database (NQLT 72, article 56, clause 1a).

No official format of that database is known: the file says so. Its own is described in docs/voter-export.md;
names of columns stay, new ones come last.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.actors import Actor, Right
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.voters import RecommendationState
from app.runtime.words import phrase
from app.services.desk import NO_OFFICE, Desk
from app.services.files import writing
from db import office as office_store
from db import voter_exports as export_store

FORMAT, VERSION = "tiepdan-voters", 1
COLUMNS = (
    *("id", "session", "session_opens_on", "meeting", "meeting_timing", "place", "held_on", "number"),
    *("received_on", "speaker", "village", "matter", "field", "level", "unit", "state", "on_the_spot"),
    *("forwarding", "forwarded_on", "due_on", "document", "answered_on", "answer", "answered_by", "result"),
    *("promised_on", "roadmap", "funding", "verdict", "verdict_on", "verdict_note"),
    *("published_on", "published_where", "posted_on", "told_on", "told_how"),
    *("merged_into", "split_from", "first_raised", "petition"),
)
REPLY_COLUMNS = (
    *("recommendation_id", "unit", "state", "result", "replied_on", "document", "answer"),
    *("promised_on", "roadmap", "funding"),
)
_OF_PETITIONS = frozenset({"id", "session", "session_opens_on", "number", "state", "petition"})
"""What is told of a recommendation that became a petition: the petition's own book tells the rest."""
_AT_ONCE = 200
Progress = Callable[[int, int], None]
Told = dict[str, str | int | bool | None]


class ExportFormat(StrEnum):
    """What the file is written as, by its ending."""

    JSON = "json"
    XLSX = "xlsx"


class VoterExport:
    """Writes the ledger of one session or of all of them into a file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(
        self,
        actor: Actor,
        path: Path,
        session_id: RecordId | None = None,
        progress: Progress = lambda _done, _whole: None,
    ) -> int:
        """How many recommendations were written; ended by ``progress``, nothing is left.

        Those that became denunciations are left out, those that became other petitions tell its number alone.
        """
        ending = path.suffix.lower().removeprefix(".")
        if ending not in list(ExportFormat):
            raise Refused("export_format", name=path.name)
        with self._desk.read(actor, Right.RECORD_VOTERS) as view:
            settings = office_store.settings(view) or NO_OFFICE
            whole = export_store.count(view, session_id)
            rows: list[Told] = []
            for row in export_store.rows(view, session_id):
                if len(rows) % _AT_ONCE == 0:
                    progress(len(rows), whole)
                rows.append(_recommendation(row))
            replies = [_told(row, REPLY_COLUMNS) for row in export_store.replies_of_all(view, session_id)]
        progress(whole, whole)
        about: Told = {
            "format": FORMAT,
            "version": VERSION,
            "note": phrase("voters", "export_note"),
            "office": f"{settings.commune_name}, {settings.province_name}",
            "written_at": self._desk.clock.now().isoformat(timespec="seconds"),
        }
        with writing(path) as target:
            if ending == ExportFormat.JSON:
                told = {**about, "recommendations": rows, "replies": replies}
                target.write(json.dumps(told, ensure_ascii=False, indent=1).encode())
            else:
                _workbook(target, about, rows, replies)
        return len(rows)


def read(content: bytes) -> dict[str, Any]:
    """What a JSON export tells; refused when it is none of this version."""
    try:
        told = json.loads(content)
    except ValueError as error:
        raise Refused("export_unreadable") from error
    if not isinstance(told, dict) or (told.get("format"), told.get("version")) != (FORMAT, VERSION):
        raise Refused("export_unreadable")
    return told


def _workbook(target: Any, about: Told, rows: Iterable[Told], replies: Iterable[Told]) -> None:  # noqa: ANN401
    from exporters import rows as row_writer

    def sheet(name: str, columns: Iterable[str], told: Iterable[Told]) -> row_writer.RowSheet:
        names = tuple(columns)
        return row_writer.RowSheet(name, names, ([row[column] for column in names] for row in told))

    row_writer.write(
        target,
        (
            sheet("recommendations", COLUMNS, rows),
            sheet("replies", REPLY_COLUMNS, replies),
            sheet("about", about, (about,)),
        ),
    )


def _recommendation(row: Mapping[str, object]) -> Told:
    told = _told(row, COLUMNS)
    if row["state"] != RecommendationState.PETITION:
        return told
    return {name: value if name in _OF_PETITIONS else None for name, value in told.items()}


def _told(row: Mapping[str, Any], columns: Iterable[str]) -> Told:
    return {name: _plain(row[name]) for name in columns}


def _plain(value: object) -> str | int | bool | None:
    """Days as YYYY-MM-DD, ids as text; what is not known is null."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | StrEnum):
        return str(value)
    return value if isinstance(value, bool | int) else str(value) if value not in (None, "") else None
