"""A page among 100,000 petitions against its own statements in bare sqlite3, ids and days read."""

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import event

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.ids import new_id
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Due
from app.domain.petitions import PetitionDraft, PetitionQuery, PetitionState
from benchmarks.measure import Ratio, paired
from benchmarks.office import MONDAY, SENDER, open_office

PETITIONS = 100_000
_DAYS = (10, 11, 12)
_LAST_DAY = 12
_FAMILIES = ("Lò", "Vàng", "Giàng", "Tẩn", "Sùng", "Phùng", "Hoàng", "Nguyễn", "Lý", "Chang")
_GIVEN = ("An", "Bình", "Chư", "Dợ", "Đức", "Hoa", "Inh", "Khương", "Mỷ", "Páo", "Phương", "Thắng")


def run(folder: Path) -> list[Ratio]:
    services, actor = open_office(folder)
    draft = PetitionDraft(
        BodyKind.COMMITTEE, PetitionKind.COMPLAINT, (SENDER,), "Đất đai", MONDAY, target=Target.COMMUNE_CHAIR
    )
    services.petitions.register(actor, draft)
    _fill(folder / "tiepdan.db")
    queries = {
        "newest": PetitionQuery(),
        "by name": PetitionQuery(sort="who", descending=False),
        "in settlement": PetitionQuery(states=(PetitionState.ACCEPTED,)),
        "late": PetitionQuery(due=Due.LATE),
        "found by words": PetitionQuery(text="lo van phuong"),
        "page 1,000": PetitionQuery(offset=50_000),
    }
    ratios = [_page(services, actor, folder, name, query) for name, query in queries.items()]
    services.close()
    return ratios


def _page(services: Services, actor: Actor, folder: Path, name: str, query: PetitionQuery) -> Ratio:
    def ours() -> object:
        return services.petitions.page(actor, query)

    statements = _statements(services, ours)
    bare = sqlite3.connect(folder / "tiepdan.db")

    def rival() -> None:
        for statement, parameters in statements:
            for row in bare.execute(statement, parameters).fetchall():
                _read(row)

    ratio = paired(f"100,000 petitions, {name} : bare SQL", ours, rival, limit=2, runs=15)
    bare.close()
    return ratio


def _read(row: tuple[Any, ...]) -> list[object]:
    """A row with its id and its days as values: less than this no list can show."""
    if len(row) < _LAST_DAY:
        return list(row)
    read: list[object] = list(row)
    read[0] = UUID(row[0])
    for place in _DAYS:
        read[place] = row[place] and date.fromisoformat(row[place])
    return read


def _statements(services: Services, call: Callable[[], object]) -> list[tuple[str, Any]]:
    """What a call sends to the database."""
    sent: list[tuple[str, Any]] = []

    def hear(_c: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:  # noqa: ANN401
        sent.append((statement, parameters))

    engine = services.desk.database.engine
    event.listen(engine, "before_cursor_execute", hear)
    call()
    event.remove(engine, "before_cursor_execute", hear)
    return sent


def _fill(file: Path) -> None:
    """Write petitions like the first one straight into the tables: only reading is measured here."""
    connection = sqlite3.connect(file)
    connection.row_factory = sqlite3.Row
    like = dict(connection.execute("SELECT * FROM petitions").fetchone())
    clock = dict(connection.execute("SELECT * FROM clocks").fetchone())
    entry = dict(connection.execute("SELECT * FROM search_entries").fetchone())
    petitions, clocks, entries = [], [], []
    for number in range(2, PETITIONS + 1):
        key = new_id().hex
        who = f"{_FAMILIES[number % 10]} Văn {_GIVEN[number % 12]}"
        day = MONDAY - timedelta(days=number % 2000)
        accepted = number % 20 == 0
        state = "accepted" if accepted else "settled"
        told = {"id": key, "number": f"Đ-{day.year}/{number:06}", "who": who, "who_key": f"{who}{number}"}
        petitions.append(tuple((like | told | {"received_on": str(day), "state": state}).values()))
        closed = None if accepted else str(day)
        due = {"id": new_id().hex, "record_id": key, "due_on": str(_due(number)), "closed_on": closed}
        clocks.append(tuple((clock | due).values()))
        words = "lo van phuong dat dai" if number % 500 == 0 else "vang thi hoa nuoc sach"
        entries.append(tuple((entry | {"id": number, "record_id": key, "folded": words}).values()))
    for table, rows in (("petitions", petitions), ("clocks", clocks), ("search_entries", entries)):
        connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def _due(number: int) -> date:
    return MONDAY + timedelta(days=number % 400 - 20)
