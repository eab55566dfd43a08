"""The law's arithmetic: its pack, one explanation, 100,000 terms after a change of the calendar.

Each is paired with a bare loop over the same days, or over the same bytes, that knows no law.
"""

import sqlite3
import tomllib
from datetime import date, timedelta
from pathlib import Path

from app.domain.ids import new_id
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay
from app.domain.petitions import PetitionDraft
from app.rules.packs import load, shipped, standard
from benchmarks.measure import Ratio, paired
from benchmarks.office import MONDAY, SENDER, open_office

TERMS = 100_000

_TERMS = (("KN-02", 30), ("PA-01", 12))
"""Rules, one of days and one of working days, and how many days back their terms began."""


def run(folder: Path) -> list[Ratio]:
    return [_load(), _explain(), _recount(folder)]


def _load() -> Ratio:
    files = list(shipped().values())

    def rival() -> None:
        for text in files:
            tomllib.loads(text)

    return paired(
        "the rule pack loaded : its TOML parsed", lambda: load(shipped()), rival, limit=2.5, runs=20
    )


def _explain() -> Ratio:
    pack = standard()
    start = date(2026, 7, 10)
    days = pack.explain("KN-02", start, flags=frozenset({"complex"})).days

    def ours() -> None:
        pack.explain("KN-02", start, flags=frozenset({"complex"}))

    return paired(
        "a term explained : its days walked", ours, lambda: _walk(start, len(days)), limit=6, runs=500
    )


def _walk(start: date, days: int) -> date:
    """So many days from the first one, weekends told apart."""
    day, rests = start, 0
    for _ in range(days):
        day += timedelta(days=1)
        rests += day.weekday() > 4
    return day


def _recount(folder: Path) -> Ratio:
    """A day off in the span of every term: each is recounted, most move, all that move are logged."""
    services, actor = open_office(folder)
    draft = PetitionDraft(
        BodyKind.COMMITTEE, PetitionKind.COMPLAINT, (SENDER,), "Đất đai", MONDAY, target=Target.COMMUNE_CHAIR
    )
    services.petitions.register(actor, draft)
    lengths = _fill(folder / "tiepdan.db")
    storm = CalendarDay(MONDAY, DayKind.OFF, "Nghỉ tránh bão", "Công điện 12/CĐ-UBND")
    changes = [CalendarChanges(added=(storm,)), CalendarChanges(removed=(MONDAY,))]
    turns = iter(changes * 2)

    def ours() -> None:
        services.calendar.apply(actor, next(turns), "Bão")

    def rival() -> None:
        for start, days in lengths:
            _walk(start, days)

    ratio = paired(f"{TERMS:,} terms recounted : their days walked", ours, rival, limit=6, runs=3)
    services.close()
    return ratio


def _fill(file: Path) -> list[tuple[date, int]]:
    """Open terms that all reach over Monday, each on a petition of its own, straight into the tables.

    Returns the start of each with the length of its span in days.
    """
    connection = sqlite3.connect(file)
    connection.row_factory = sqlite3.Row
    like = dict(connection.execute("SELECT * FROM petitions").fetchone())
    clock = dict(connection.execute("SELECT * FROM clocks").fetchone())
    connection.execute("DELETE FROM clocks")
    petitions, clocks, spans = [], [], []
    for number in range(1, TERMS + 1):
        rule, back = _TERMS[number % len(_TERMS)]
        told = standard().explain(rule, MONDAY - timedelta(days=1 + number % back))
        key = new_id().hex
        petitions.append(tuple((like | {"id": key, "number": f"B-{number:06}"}).values()))
        days = {"start_on": str(told.start), "due_on": str(told.due), "safe_on": str(told.safe)}
        fresh = {"id": new_id().hex, "record_id": key, "rule_id": rule}
        clocks.append(tuple((clock | fresh | days).values()))
        spans.append((told.start, len(told.days)))
    for table, rows in (("petitions", petitions), ("clocks", clocks)):
        connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()
    return spans
