"""The published schema says what the reader takes: the shipped files hold, fields and words agree."""

import json
import tomllib
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.domain.classification import Known
from app.domain.deadlines import Confidence, Direction, Event, Period, Unit
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.petitions import Source as Arrival
from app.rules import calendars, clocking, questioning, routing, terms
from app.rules.packs import CALENDAR, CLOCKS, FOLDER, PACK, QUESTIONS, ROUTES, about, shipped
from app.rules.places import Source, Spot
from app.rules.reading import Entry, parsed

SCHEMAS = {PACK: "pack", CALENDAR: "calendar", ROUTES: "routes", CLOCKS: "clocks", QUESTIONS: "questions"}
Table = dict[str, Any]


def schema(name: str) -> Table:
    told: Table = json.loads((FOLDER / "schema" / f"{name}.schema.json").read_text("utf-8"))
    return told


def plain(value: object) -> object:
    """TOML as JSON has it: days become text."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def checked(name: str, table: object) -> bool:
    whole = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return bool(whole.is_valid(plain(table)))


@pytest.mark.parametrize("name", sorted({"rules", *SCHEMAS.values()}))
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("file", sorted(shipped()))
def test_every_shipped_file_holds(file: str) -> None:
    assert checked(SCHEMAS.get(file, "rules"), tomllib.loads(shipped()[file]))


def test_a_schema_does_not_take_everything() -> None:
    assert not checked("pack", {"version": "2026", "title": "Thử"})
    assert not checked("calendar", {"confirmed_from": "1/1/2026", "confirmed_until": "2026-12-31"})


ID = {"id": "x"}
PERIOD = {"effective_from": date(2026, 7, 1), "effective_to": date(2027, 1, 1)}
DUTY = {
    **ID, "title": "t", "article": "a", "effective_from": date(2026, 7, 1), "effective_to": date(2027, 1, 1),
    "version_of": "y", "confidence": "unsure", "note": "n",
}  # fmt: skip
TERM = {"length": 1, "unit": "working", "flags": [], "settings": [], "length_setting": "s", "article": "a"}
PLAIN_TERM = {"length": 1, "unit": "working"}
EXAMPLES: dict[str, tuple[str, str, Callable[[Entry], object], Table]] = {
    "rule": ("rules", "rules", terms.read_rule, {
        **DUTY, "starts": "received", "after": "z", "terms": [PLAIN_TERM], "chosen_by": "received",
        "direction": "forward", "shifts": True}),
    "quota": ("rules", "quotas", terms.read_quota, {**DUTY, "times": 1, "period": "week"}),
    "untimed": ("rules", "untimed", terms.read_untimed, {**DUTY, "starts": "received", "at_once": True}),
    "term": ("rules", "", terms._read_term, TERM),
    "off": ("calendar", "off", calendars._read_off, {
        "days": [date(2026, 11, 24)], "reason": "r", "document": "d", "confirmed": False}),
    "worked": ("calendar", "worked", calendars._read_worked, {
        "day": date(2026, 8, 22), "document": "d", "confirmed": False}),
    "route": ("routes", "routes", routing._read_route, {
        **ID, "kinds": [], "targets": [], "competent": "c", "article": "a", "ours_for": "party",
        "undecided": True, "sealed": True, "confidence": "unsure", "note": "n", **PERIOD}),
    "step": ("routes", "steps", routing._read_step, {
        **ID, "handling": "accept", "article": "a", "reason": "r", "letter": "l", "eligibility": "eligible",
        "kinds": [], "bodies": [], "jurisdiction": "ours", "at_reception": True, "confidence": "sure",
        **PERIOD}),
    "start": ("clocks", "starts", clocking._start, {
        **ID, "rule": "r", "event": "registered", "record": "petition", "kinds": [], "bodies": [],
        "sources": [], "targets": [], "other_targets": [], "jurisdictions": [], "chained": True,
        "otherwise": True}),
    "stop": ("clocks", "stops", clocking._stop, {
        **ID, "event": "registered", "rules": [], "kinds": [], "other_rules": []}),
    "ground": ("clocks", "grounds", clocking._ground, {
        **ID, "act": "suspend", "kinds": [], "text": "t", "article": "a",
        "effective_from": date(2026, 7, 1), "confidence": "unsure"}),
    "question": ("questions", "questions", questioning._question, {
        **ID, "text": "t", "article": "a", "answers": [{**ID, "text": "t"}, {"id": "y", "text": "t"}],
        "help": "h", "known": "people"}),
    "answer": ("questions", "", questioning._answer, {
        **ID, "text": "t", "next": "n", "kind": "report", "target": "other", "eligibility": "mixed",
        "advice": "a", "article": "a", "confidence": "sure", "people_least": 1, "people_most": 2,
        "sources": ["post"]}),
    "representation": ("questions", "representation", questioning._representation, {
        **ID, "people_least": 1, "people_most": 2, "named_least": 1, "named_most": 2, "article": "a",
        "kinds": [], "confidence": "unsure", "note": "n"}),
    "suspension": ("clocks", "suspensions", clocking._suspension, {**ID, "rule": "r", "basis": "b"}),
    "extension": ("clocks", "extensions", clocking._extension, {
        **ID, "rule": "r", "flags": [], "times": 1, "days": 1}),
}  # fmt: skip
TEXTS_OF_VERSIONS = {"version_of"}
"""Read with all texts of a rule together."""


def entry(table: Table) -> Entry:
    return Entry("x.toml", "x", table, Spot(Source("")), set(TEXTS_OF_VERSIONS & table.keys()))


def read(reader: Callable[[Entry], object], table: Table) -> Entry:
    """The entry once it was read as the pack reads it: an id first where there is one."""
    told = entry(table)
    if "id" in table or reader in (clocking._start, routing._read_route):
        told = told.named()
    reader(told)
    return told


@pytest.mark.parametrize("kind", EXAMPLES)
def test_fields_of_schema_and_reader_agree(kind: str) -> None:
    name, key, reader, full = EXAMPLES[kind]
    told = schema(name)
    assert read(reader, full).read == set(told["$defs"][kind]["properties"])
    if key:
        head = {"confirmed_from": date(2026, 1, 1), "confirmed_until": date(2027, 1, 1)}
        assert checked(name, {**(head if name == "calendar" else {}), key: [full]})
        assert set(told["properties"][key]["items"].values()) == {f"#/$defs/{kind}"}
        assert told["$defs"][kind]["additionalProperties"] is False


@pytest.mark.parametrize("kind", EXAMPLES)
def test_required_fields_of_schema_and_reader_agree(kind: str) -> None:
    name, _, reader, full = EXAMPLES[kind]
    required = set()
    for field in full:
        less = {key: value for key, value in full.items() if key != field}
        if field == "note":  # needed by what is unsure or undecided, not by itself
            less |= {"confidence": "sure"} | ({"undecided": False} if "undecided" in less else {})
        if kind == "answer":  # an article is needed by what is decided, a least number by the most
            gone = {"article": {"kind", "target", "eligibility", "advice"}, "people_least": {"people_most"}}
            less = {key: value for key, value in less.items() if key not in gone.get(field, ())}
        try:
            told = entry(less)
            reader(told if "id" not in full else told.named())
        except Refused:
            required.add(field)
    wanted = set(schema(name)["$defs"][kind]["required"])
    assert required == wanted


WORDS: dict[tuple[str, str, str], type[StrEnum]] = {
    ("rules", "rule", "starts"): Event,
    ("rules", "rule", "chosen_by"): Event,
    ("rules", "rule", "direction"): Direction,
    ("rules", "rule", "confidence"): Confidence,
    ("rules", "term", "unit"): Unit,
    ("rules", "quota", "period"): Period,
    ("rules", "quota", "confidence"): Confidence,
    ("rules", "untimed", "starts"): Event,
    ("rules", "untimed", "confidence"): Confidence,
    ("routes", "route", "kinds"): PetitionKind,
    ("routes", "route", "targets"): Target,
    ("routes", "route", "ours_for"): BodyKind,
    ("routes", "route", "confidence"): Confidence,
    ("routes", "step", "handling"): Handling,
    ("routes", "step", "eligibility"): Eligibility,
    ("routes", "step", "kinds"): PetitionKind,
    ("routes", "step", "bodies"): BodyKind,
    ("routes", "step", "jurisdiction"): Jurisdiction,
    ("routes", "step", "confidence"): Confidence,
    ("clocks", "start", "event"): EventKind,
    ("clocks", "start", "record"): RecordType,
    ("clocks", "start", "kinds"): PetitionKind,
    ("clocks", "start", "bodies"): BodyKind,
    ("clocks", "start", "targets"): Target,
    ("clocks", "start", "other_targets"): Target,
    ("clocks", "start", "jurisdictions"): Jurisdiction,
    ("clocks", "stop", "event"): EventKind,
    ("clocks", "stop", "kinds"): PetitionKind,
    ("clocks", "ground", "kinds"): PetitionKind,
    ("clocks", "ground", "confidence"): Confidence,
    ("questions", "question", "known"): Known,
    ("questions", "answer", "kind"): PetitionKind,
    ("questions", "answer", "target"): Target,
    ("questions", "answer", "eligibility"): Eligibility,
    ("questions", "answer", "confidence"): Confidence,
    ("questions", "answer", "sources"): Arrival,
    ("questions", "representation", "kinds"): PetitionKind,
    ("questions", "representation", "confidence"): Confidence,
}


@pytest.mark.parametrize("place", WORDS)
def test_words_of_schema_and_program_agree(place: tuple[str, str, str]) -> None:
    name, kind, field = place
    told = schema(name)["$defs"][kind]["properties"][field]
    assert set(told.get("items", told)["enum"]) == {word.value for word in WORDS[place]}


def test_every_choice_of_the_schema_is_compared() -> None:
    choices = {
        (name, kind, field)
        for name in {"rules", *SCHEMAS.values()}
        for kind, table in schema(name).get("$defs", {}).items()
        for field, told in table["properties"].items()
        if "enum" in told.get("items", told)
    }
    assert choices == set(WORDS)


def test_the_head_of_calendar_and_pack_agree() -> None:
    assert set(schema("pack")["required"]) == {"version", "title"}
    assert about(shipped())
    calendar = parsed(CALENDAR, shipped()[CALENDAR])
    calendars.read_calendar(calendar)
    assert calendar.read == set(schema("calendar")["properties"])
