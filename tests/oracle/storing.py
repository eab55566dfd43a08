"""Writes an office of the oracle straight into the tables, over the one that stood there before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, Table, create_engine, delete, event, insert, update

from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import Sealing
from app.domain.office import UnitLevel
from db.tables.documents import documents
from db.tables.office import council_sessions, office_settings, units, villages
from db.tables.petitions import assignments, cases, clocks, events, outcomes, petitions
from db.tables.receptions import dialogue_opinions, dialogues, sessions, visits
from db.tables.statistics import affairs
from db.tables.voters import meetings, places, recommendations, replies
from tests.oracle.records import (
    CASES,
    COUNCIL_SESSIONS,
    UNITS,
    VILLAGES,
    Office,
    Petition,
    Recommendation,
    Visit,
)

LONG_AGO = date(2020, 1, 1)
MOMENT = datetime(2026, 11, 20, tzinfo=UTC)
_EMPTIED = (
    replies,
    recommendations,
    places,
    meetings,
    dialogue_opinions,
    dialogues,
    affairs,
    documents,
    clocks,
    assignments,
    events,
    outcomes,
    petitions,
    visits,
    sessions,
)
_ALL = (council_sessions, villages, units, cases, *reversed(_EMPTIED))


def key(table: Table, at: int | None) -> UUID | None:
    """The id of the record at that place of its list: greater than that of the one before."""
    return None if at is None else UUID(int=(_ALL.index(table) + 1 << 64) + at)


def quick_engine(address: str) -> Engine:
    """An engine that does not wait for the disk: what it writes is gone with the next example anyway."""
    engine = create_engine(address)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda file, _: file.execute("PRAGMA synchronous = OFF"))
    else:
        event.listen(engine, "connect", lambda server, _: server.execute("SET synchronous_commit = off"))
    return engine


def prepare(engine: Engine) -> None:
    """Write what every office of the oracle has."""
    with engine.begin() as connection:
        _write(connection, cases, ({"title": "Vụ việc", "opened_on": LONG_AGO} for _ in range(CASES)))
        names = ({"name": f"Phòng {at}", "level": UnitLevel.COMMUNE} for at in range(UNITS))
        _write(connection, units, names)
        told = ({"name": f"Bản {at}", "sort_key": str(at)} for at in range(VILLAGES))
        _write(connection, villages, told)
        rounds = ({"name": f"Kỳ họp {at}", "opens_on": LONG_AGO, "regular": True} for at in _sessions())
        _write(connection, council_sessions, rounds)


def _sessions() -> range:
    return range(COUNCIL_SESSIONS)


def replace_office(engine: Engine, office: Office) -> None:
    """Let the office stand alone in the tables."""
    with engine.begin() as connection:
        for table in _EMPTIED:
            connection.execute(delete(table))
        connection.execute(update(office_settings).values(council_term_from=office.term_from))
        _write(connection, sessions, _sittings(office))
        _write(connection, visits, (_visit(office, at, told) for at, told in enumerate(office.visits)))
        _write(connection, petitions, (_petition(at, told) for at, told in enumerate(office.petitions)))
        _write(connection, outcomes, _outcomes(office))
        _write(connection, events, _events(office))
        _write(connection, assignments, _assignments(office))
        _write(connection, documents, _letters(office))
        _write(connection, clocks, _terms(office))
        _write(connection, affairs, ({**asdict(told), "title": "Việc"} for told in office.affairs))
        _write_dialogues(connection, office)
        _write_meetings(connection, office)


def _write(
    connection: Connection, table: Table, rows: Iterable[Mapping[str, object]], after: int = 0
) -> None:
    """Write rows, ``after`` so many that stand in the table already."""
    made = [{"id": key(table, at), **row} for at, row in enumerate(rows, start=after)]
    if made:
        connection.execute(insert(table), made)


def _sittings(office: Office) -> Iterator[dict[str, object]]:
    for told in office.sittings:
        yield {
            "body": told.body,
            "kind": told.kind,
            "state": told.state,
            "held_on": told.held_on,
            "receiver": told.receiver.name,
            "position": told.receiver.position,
            "posted_on": told.posted_on,
            "place": "",
            "note": "",
        }


def _visit(office: Office, at: int, told: Visit) -> dict[str, object]:
    return {
        "session_id": key(sessions, office.sittings.index(told.sitting)),
        "turn": at + 1,
        "people_count": told.people_count,
        "kind": told.kind,
        "field": told.field,
        "ours": told.ours,
        "result": told.result,
        "case_id": key(cases, told.case),
        "matter": "",
        "request": "",
        "result_note": "",
        "sealed": False,
        "recorded_at": MOMENT,
    }


def _petition(at: int, told: Petition) -> dict[str, object]:
    row = asdict(told)
    for column, table in (("unit", units), ("village", villages), ("case", cases)):
        row[f"{column}_id"] = key(table, row.pop(column))
    texts = dict.fromkeys(
        ("who", "who_key", "matter", "request", "forwarded_by", "target_name", "competent", "mandate"), ""
    )
    sealed = told.kind is PetitionKind.DENUNCIATION
    fixed = {"sealed": sealed, "registered_at": MOMENT, "answers": [], "kept": False}
    return {**row, **texts, **fixed, "number": f"Đ-{at + 1}"}


def _outcomes(office: Office) -> Iterator[dict[str, object]]:
    for told in office.outcomes:
        fixed = {"stage": told.stage, "happened_on": told.happened_on, "note": ""}
        yield {"petition_id": key(petitions, told.at), **fixed, **asdict(told.amounts)}


def _events(office: Office) -> Iterator[dict[str, object]]:
    for told in office.events:
        yield {
            "record_type": RecordType.PETITION,
            "record_id": key(petitions, told.at),
            "kind": told.kind,
            "happened_on": told.happened_on,
            "recorded_at": MOMENT,
            "by_name": "",
            "note": "",
        }


def _assignments(office: Office) -> Iterator[dict[str, object]]:
    for told in office.assignments:
        yield {
            "petition_id": key(petitions, told.at),
            "unit_id": key(units, told.unit),
            "person": told.person,
            "task": "",
            "responsibility": "",
            "progress": "",
            "product": "",
            "due_on": told.due_on,
            "assigned_on": told.assigned_on,
        }


def _letters(office: Office) -> Iterator[dict[str, object]]:
    for told in office.letters:
        yield {
            "form": told.form,
            "number": "",
            "title": "",
            "issued_on": told.issued_on,
            "body": told.body,
            "signer": "",
            "record_type": RecordType.PETITION,
            "record_id": key(petitions, told.at),
            "state": told.state,
            "sealing": Sealing.NEVER,
            "facts": {},
        }


def _terms(office: Office) -> Iterator[dict[str, object]]:
    for told in office.terms:
        yield {
            "record_type": RecordType.PETITION,
            "record_id": key(petitions, told.at),
            "rule_id": told.rule,
            **_clock(told.start_on, told.due_on, told.closed_on),
        }


def _clock(start_on: date, due_on: date, closed_on: date | None) -> dict[str, object]:
    return {
        "pack": "",
        "start_on": start_on,
        "flags": "",
        "settings": {},
        "due_on": due_on,
        "safe_on": due_on,
        "closed_on": closed_on,
        "pauses": [],
        "extra_days": 0,
        "decided_why": "",
    }


def _write_dialogues(connection: Connection, office: Office) -> None:
    held: list[dict[str, object]] = []
    opinions: list[dict[str, object]] = []
    for at, told in enumerate(office.dialogues):
        words = {"title": "Đối thoại", "host": "", "place": ""}
        held.append({"body": told.body, "held_on": told.held_on, "attendance": told.attendance, **words})
        opinions += [
            {
                "dialogue_id": key(dialogues, at),
                "position": position,
                "speaker": "",
                "matter": "",
                "answer": "",
                "unit_id": key(units, unit),
            }
            for position, unit in enumerate(told.opinions)
        ]
    _write(connection, dialogues, held)
    _write(connection, dialogue_opinions, opinions)


def _write_meetings(connection: Connection, office: Office) -> None:
    held: list[dict[str, object]] = []
    stops: list[dict[str, object]] = []
    raised: list[dict[str, object]] = []
    for at, told in enumerate(office.meetings):
        meeting, round_id = key(meetings, at), key(council_sessions, told.council_session)
        fixed = {"title": "Tiếp xúc cử tri", "deputies": [], "chaired_by": ""}
        held.append({"council_session_id": round_id, "timing": told.timing, **fixed})
        for position, place in enumerate(told.places):
            where = {"name": "Nhà văn hóa", "village_id": key(villages, place.village)}
            days = {"held_on": place.held_on, "attendance": place.attendance}
            stops.append({"meeting_id": meeting, "position": position, **where, **days})
        for number, said in enumerate(told.recommendations, start=1):
            raised.append({"meeting_id": meeting, "number": number, **_said(said)})
    _write(connection, meetings, held)
    _write(connection, places, stops)
    _write(connection, recommendations, raised)
    every = [one for meeting in office.meetings for one in meeting.recommendations]
    for one in every:
        if one.lead is not None:  # it may stand after the one that is merged into it
            mine = update(recommendations).where(recommendations.c.id == key(recommendations, one.at))
            connection.execute(mine.values(merged_into=key(recommendations, one.lead.at)))
    _write(connection, replies, (row for one in every for row in _replies(one)))
    _write(connection, clocks, (row for one in every for row in _reminders(one)), len(office.terms))


def _said(said: Recommendation) -> dict[str, object]:
    """A line, but for what hangs on it and the one it was merged into."""
    links = {"split_from": said.split_from, "first_raised": said.first}
    texts = dict.fromkeys(("speaker", "speaker_key", "matter", "document", "answer", "answered_by"), "")
    names = ("level", "state", "on_the_spot", "field", "received_on", "forwarded_on", "answered_on")
    return {
        "id": key(recommendations, said.at),
        **{name: getattr(said, name) for name in (*names, "result", "verdict", "verdict_on")},
        **{name: key(recommendations, at) for name, at in links.items()},
        "unit_id": key(units, said.unit),
        "village_id": key(villages, said.village),
        **texts,
    }


def _replies(told: Recommendation) -> Iterator[dict[str, object]]:
    texts = dict.fromkeys(("document", "answer", "roadmap", "funding"), "")
    for reply in told.replies:
        yield {
            "recommendation_id": key(recommendations, told.at),
            "unit_id": key(units, reply.unit),
            "state": reply.state,
            "replied_on": reply.replied_on,
            **texts,
        }


def _reminders(told: Recommendation) -> Iterator[dict[str, object]]:
    for term in told.terms:
        yield {
            "record_type": RecordType.RECOMMENDATION,
            "record_id": key(recommendations, told.at),
            "rule_id": "CT-02",
            **_clock(term.start_on, term.due_on, term.closed_on),
        }
