"""One saved visit against the same rows written by raw sqlite3 with the same durability."""

import itertools
import sqlite3
from pathlib import Path

from app.domain.ids import RecordId, new_id
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.people import PersonDraft
from app.domain.receptions import SessionDraft, SessionKind, VisitDraft
from benchmarks.measure import Ratio, paired
from benchmarks.office import MONDAY, open_office

_TABLES = ("people", "visits", "visit_people", "search_entries", "events", "clocks")


def run(folder: Path) -> list[Ratio]:
    services, actor = open_office(folder)
    draft = SessionDraft(BodyKind.COMMITTEE, SessionKind.EVERYDAY, MONDAY, "Hoàng Thị Diễm")
    session = services.receptions.hold(actor, draft).value.id
    numbers = itertools.count(10**8)

    def ours() -> None:
        person = PersonDraft("Giàng Thị Mỷ", id_number=f"012{next(numbers)}", address="bản Nà Khương")
        matter = "Công trình nước tập trung của bản hỏng đường ống từ tháng 2, đề nghị xã cho sửa"
        services.receptions.log(actor, VisitDraft(session, (person,), matter, PetitionKind.RECOMMENDATION))

    ours()
    rival = _Rival(folder / "tiepdan.db")
    ratio = paired("a saved visit : raw sqlite3", ours, rival.save, limit=2, runs=300)
    rival.close()
    services.close()
    return [ratio]


class _Rival:
    """Writes the rows of one more visit like the last one, in one durable transaction."""

    def __init__(self, file: Path) -> None:
        self._file = sqlite3.connect(file, isolation_level=None)
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
            self._file.execute(f"PRAGMA {pragma}")
        self._file.row_factory = sqlite3.Row
        self._like = {name: self._last(name) for name in _TABLES}
        newest = "SELECT * FROM changes ORDER BY number DESC LIMIT 5"
        self._changes = [dict(row) for row in self._file.execute(newest)]

    def _last(self, table: str) -> dict[str, object]:
        return dict(self._file.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone())

    def save(self) -> None:
        fresh: dict[str, RecordId] = {name: new_id() for name in _TABLES}
        self._file.execute("BEGIN IMMEDIATE")
        number = self._file.execute("SELECT max(number) FROM changes").fetchone()[0]
        turn = self._file.execute("SELECT max(turn) FROM visits").fetchone()[0]
        told = {
            "people": {"id_number": str(number)},
            "visits": {"turn": turn + 1},
            "visit_people": {"visit_id": fresh["visits"].hex, "person_id": fresh["people"].hex},
            "search_entries": {"record_id": fresh["visits"].hex},
            "events": {"record_id": fresh["visits"].hex},
            "clocks": {"record_id": fresh["visits"].hex},
        }
        for name in ("people", "visits", "visit_people", "search_entries", "events", "clocks"):
            row = self._like[name] | {"id": fresh[name].hex} | told[name]
            if name == "search_entries":
                del row["id"]
            self._insert(name, [row])
        self._insert("changes", [c | {"number": number + n} for n, c in enumerate(self._changes, start=1)])
        self._file.execute("COMMIT")

    def _insert(self, table: str, rows: list[dict[str, object]]) -> None:
        marks = ",".join("?" * len(rows[0]))
        statement = f"INSERT INTO {table}({','.join(rows[0])}) VALUES ({marks})"
        self._file.executemany(statement, [tuple(row.values()) for row in rows])

    def close(self) -> None:
        self._file.close()
