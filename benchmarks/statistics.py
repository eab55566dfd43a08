"""The ministry's forms of a year over many records, against bare SQL of the same sums and against pandas."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.ids import new_id
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Period
from app.domain.petitions import PetitionDraft
from app.domain.receptions import SessionDraft, SessionKind, VisitDraft
from app.domain.statistics import FigureRef
from benchmarks import bare_forms
from benchmarks.measure import Ratio, paired
from benchmarks.office import MONDAY, SENDER, open_office

MANY, SOME = 1_000_000, 100_000
YEAR = Period(date(2024, 12, 15), date(2025, 12, 14))
FORMS = ("01/TCD", "02/XLD", "03/GQKN", "04/GQTC", "05/KQTH", "06/QLKNTC")
_FIRST = date(2022, 1, 1)
_DAYS = 1800
_AT_ONCE = 50_000
_RECEIVERS = (
    ("Hoàng Thị Diễm", "Công chức tiếp công dân"),
    ("Vàng Văn Thắng", "Chủ tịch UBND xã"),
    ("Lù A Sì", "Phó Chủ tịch UBND xã"),
)
_KINDS = ("complaint", "denunciation", "recommendation", "report")
_SESSIONS = (*["everyday"] * 6, "regular", "unscheduled", "online")
_FIELDS = ("Đất đai", "Chế độ, chính sách", "Công vụ", "Tham nhũng", "Môi trường", "Xây dựng", "")
_STATES = ("registered", "accepted", "settled", "forwarded", "guided", "declined", "withdrawn", "filed_away")
_RESULTS = ("right", "partly_right", "wrong")


def run(folder: Path) -> list[Ratio]:
    return [*_many(folder / "many"), *_some(folder / "some")]


def _many(folder: Path) -> Iterator[Ratio]:
    services, actor = _office(folder, MANY)
    bare = sqlite3.connect(folder / "tiepdan.db")

    def ours() -> None:
        for form in FORMS:
            services.statistics.report(actor, form, YEAR)

    def rival() -> None:
        for statement in bare_forms.statements(YEAR):
            bare.execute(statement).fetchall()

    yield paired("six forms of a year, 1,000,000 + 1,000,000 : bare SQL", ours, rival, limit=1.3, runs=3)
    ref = FigureRef("02/XLD", "4", YEAR)

    def page() -> None:
        services.statistics.records(actor, ref, 0, 50)

    def bare_page() -> None:
        for statement in bare_forms.first_page(YEAR):
            bare.execute(statement).fetchall()

    yield paired("records behind a number, first page : bare SQL", page, bare_page, limit=2, runs=3)
    services.close()
    bare.close()


def _some(folder: Path) -> Iterator[Ratio]:
    try:
        import pandas  # type: ignore[import-not-found, import-untyped, unused-ignore]  # a rival, not needed to run
    except ImportError:
        print("pandas is not installed: the forms were not measured against it")  # never a silent gap
        return
    services, actor = _office(folder, SOME)

    def ours() -> None:
        for form in FORMS:
            services.statistics.report(actor, form, YEAR)

    def rival() -> None:
        with sqlite3.connect(folder / "tiepdan.db") as bare:
            bare_forms.by_frames(pandas, bare, YEAR)

    yield paired("six forms of a year, 100,000 + 100,000 : pandas", ours, rival, limit=0.3, runs=5)
    services.close()


def _office(folder: Path, count: int) -> tuple[Services, Actor]:
    """An office with so many petitions and as many visits, the first of each made by its desk."""
    folder.mkdir()
    services, actor = open_office(folder)
    session = SessionDraft(BodyKind.COMMITTEE, SessionKind.EVERYDAY, MONDAY, "Hoàng Thị Diễm")
    held = services.receptions.hold(actor, session).value.id
    services.receptions.log(actor, VisitDraft(held, (SENDER,), "Hỏi thủ tục", PetitionKind.REPORT))
    services.petitions.register(
        actor,
        PetitionDraft(
            BodyKind.COMMITTEE,
            PetitionKind.COMPLAINT,
            (SENDER,),
            "Đất đai",
            MONDAY,
            target=Target.COMMUNE_CHAIR,
        ),
    )
    _fill(folder / "tiepdan.db", count)
    return services, actor


def _fill(file: Path, count: int) -> None:
    """Write records like the first ones straight into the tables: only counting is measured here."""
    connection = sqlite3.connect(file)
    connection.row_factory = sqlite3.Row
    like = {table: dict(connection.execute(f"SELECT * FROM {table}").fetchone()) for table in _MAKERS}
    cases = [new_id().hex for _ in range(count // 20)]
    connection.executemany("INSERT INTO cases VALUES (?, '', '2022-01-01')", [(key,) for key in cases])
    sessions = [new_id().hex for _ in range(count // 20)]
    known = {"sessions": sessions, "cases": cases}
    for table, make in _MAKERS.items():
        rows = len(sessions) if table == "sessions" else count
        for start in range(0, rows, _AT_ONCE):
            made = [
                tuple((like[table] | make(at, known)).values())
                for at in range(start, min(rows, start + _AT_ONCE))
            ]
            connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(made[0]))})", made)
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def _day(at: int, later: int = 0) -> str:
    return str(_FIRST + timedelta(days=at % _DAYS + later))


def _session(at: int, known: dict[str, list[str]]) -> dict[str, object]:
    receiver, position = _RECEIVERS[at % 3]
    told = {"kind": _SESSIONS[at % 9], "held_on": _day(at), "receiver": receiver, "position": position}
    return {"id": known["sessions"][at], **told}


def _visit(at: int, known: dict[str, list[str]]) -> dict[str, object]:
    cases, sessions = known["cases"], known["sessions"]
    return {
        "id": new_id().hex,
        "session_id": sessions[at % len(sessions)],
        "turn": 10 + at // len(sessions),
        "people_count": 7 if at % 7 == 0 else 1,
        "case_id": cases[at % len(cases)] if at % 4 == 0 else None,
        "field": _FIELDS[at % 7],
    }


def _petition(at: int, known: dict[str, list[str]]) -> dict[str, object]:
    state, kind, cases = _STATES[at % 8], _KINDS[at // 3 % 4], known["cases"]
    judged = kind in ("complaint", "denunciation")
    taken = state == "accepted" or (state == "settled" and judged)
    closed = None if state in ("registered", "accepted") else _day(at, 20 + at % 40)
    return {
        "id": new_id().hex,
        "number": f"Đ-{at}",
        "kind": kind,
        "state": state,
        "field": _FIELDS[at % 7],
        "received_on": _day(at),
        "processed_on": None if state == "registered" else _day(at, at % 20),
        "accepted_on": _day(at, at % 20) if taken else None,
        "closed_on": closed,
        "jurisdiction": "ours" if at % 5 else "not_ours",
        "eligibility": "eligible" if at % 6 else "duplicate",
        "result": _RESULTS[at % 3] if state == "settled" and judged else None,
        "case_id": cases[at % len(cases)] if at % 4 == 0 else None,
    }


_MAKERS: dict[str, Callable[[int, dict[str, list[str]]], dict[str, object]]] = {
    "sessions": _session,
    "visits": _visit,
    "petitions": _petition,
}
