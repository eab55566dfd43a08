"""A term of three sessions with repeats, splits, merges and what comes over: every figure worked by hand."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Right
from app.domain.compiling import Part
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitDraft, UnitLevel, Village, village_on
from app.domain.paging import Period
from app.domain.petitions import Source
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, Timing, VerdictDraft
from app.domain.review_board import Board, BoardPart
from app.domain.session_books import SessionBook
from app.domain.statistics import FigureRef
from app.domain.voters import (
    ForwardingDraft,
    Recommendation,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationState,
    ResultCode,
    Verdict,
)
from app.runtime.clock import standing_still
from db.tables.office import council_sessions
from tests import factories
from tests.conftest import ENGINES, NOW, empty_office

TOLD: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "second_term.toml").read_text("utf-8"))
EXPECTED = TOLD["expected"]
SESSIONS = [session["key"] for session in TOLD["sessions"]]
STOOD = {
    "recorded": ("voter-backlog", "4"),
    "forwarded": ("voter-backlog", "5"),
    "in_progress": ("voter-session", "4"),
    "settled": ("voter-session", "3"),
    "explained": ("voter-session", "5"),
}
"""The measures of the statistics that tell which recommendations stood where at the end of a period."""
Row = Mapping[str, Any]


class Term:
    """The story told to an office, act by act; records go by the keys the story gives them."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.actor: Actor = factories.found_office(services)
        office = services.office
        self.villages = {name: office.add_village(self.actor, name).value for name in TOLD["villages"]}
        self.units = {
            told["name"]: office.add_unit(
                self.actor, UnitDraft(told["name"], UnitLevel(told.get("level", "commune")))
            ).value
            for told in TOLD["units"]
        }
        self.sessions = {
            told["key"]: services.council_sessions.add(
                self.actor, CouncilSessionDraft(told["name"], told["opens_on"])
            ).value
            for told in TOLD["sessions"]
        }
        self.said: dict[str, RecordId] = {}
        for told in TOLD["acts"]:
            getattr(self, f"_{told['act'].replace(' ', '_')}")(told)

    def one(self, key: str) -> Recommendation:
        return self.services.voters.recommendation(self.actor, self.said[key])

    def key(self, told: RecordId) -> str:
        return next(key for key, record in self.said.items() if record == told)

    def board(self, key: str) -> Board:
        return self.services.review_board.board(self.actor, [self.sessions[key]])

    def book(self, key: str) -> SessionBook:
        return self.services.voters.book(self.actor, self.sessions[key])

    def standing(self, key: str, opens_on: date) -> Counter[str]:
        """Where the items of a session stood when it opened, by the statistics until that day."""
        own = {item.id for item in self.book(key).items}
        until = Period(date(2026, 1, 1), opens_on)
        found = {
            state: self.services.statistics.records(self.actor, FigureRef(form, ms, until)).rows
            for state, (form, ms) in STOOD.items()
        }
        return +Counter({state: sum(row.record_id in own for row in rows) for state, rows in found.items()})

    def _hold(self, told: Row) -> None:
        places = tuple(PlaceDraft(p["name"], p["on"], p["attendance"]) for p in told["places"])
        session = self.sessions[told["session"]]
        draft = MeetingDraft(session, MeetingTiming(told["timing"]), told["title"], places)
        meeting = self.services.voters.hold(self.actor, draft).value
        for line in told["opinions"]:
            opinion = RecommendationDraft(
                meeting.id,
                line["text"],
                "Lò Văn Inh",
                meeting.places[line["place"]].id,
                self.villages[line["village"]],
                line["field"],
                UnitLevel(line.get("level", "commune")),
                self.units.get(line.get("unit", "")),
                "spot" in line,
                line.get("spot", ""),
            )
            self.said[line["key"]] = self.services.voters.record(self.actor, opinion).value.id

    def _merge(self, told: Row) -> None:
        others = tuple(self.said[key] for key in told["others"])
        self.services.compiling.merge(self.actor, self.said[told["lead"]], others)

    def _part(self, told: Row) -> None:
        self.services.compiling.part(self.actor, (self.said[told["of"]],))

    def _split(self, told: Row) -> None:
        parts = tuple(Part(p["text"], p["field"], unit_id=self.units[p["unit"]]) for p in told["parts"])
        keys = self.services.compiling.split(self.actor, self.said[told["of"]], parts).value
        self.said.update({part["key"]: key for part, key in zip(told["parts"], keys, strict=True)})

    def _again(self, told: Row) -> None:
        self.services.compiling.raise_again(self.actor, self.said[told["of"]], self.said[told["earlier"]])

    def _forward(self, told: Row) -> None:
        for key in told["of"]:
            unit = self.units[told["unit"]] if "unit" in told else self.one(key).unit_id
            assert unit is not None
            self.services.voters.forward(self.actor, self.said[key], ForwardingDraft(unit, told["on"]))

    def _answer(self, told: Row) -> None:
        draft = AnswerDraft(
            RecommendationState(told["state"]),
            told["on"],
            "Đã xem xét",
            unit_id=self.units.get(told.get("unit", "")),
            result=ResultCode(told["result"]) if "result" in told else None,
            promised_on=told.get("promised"),
        )
        self.services.replies.answer(self.actor, self.said[told["of"]], draft)

    def _review(self, told: Row) -> None:
        draft = VerdictDraft(Verdict(told["verdict"]), told["on"], "Đã nghe", again=told.get("again", False))
        self.services.replies.review(self.actor, self.said[told["of"]], draft)

    def _publish(self, told: Row) -> None:
        keys = tuple(self.said[key] for key in told["of"])
        self.services.replies.publish(self.actor, keys, PublicationDraft(told["on"], "Trang thông tin xã"))

    def _tell(self, told: Row) -> None:
        keys = tuple(self.said[key] for key in told["of"])
        self.services.replies.tell(self.actor, keys, TellingDraft(told["on"], "Họp bản"))

    def _petition(self, told: Row) -> None:
        draft = factories.petition(
            PetitionKind.DENUNCIATION,
            target=Target.COMMUNE_STAFF,
            source=Source.VOTER_MEETING,
            received_on=told["on"],
        )
        self.services.petitions.register(self.actor, replace(draft, recommendation_id=self.said[told["of"]]))

    def _move(self, told: Row) -> None:
        self._change_session(told["session"], opens_on=told["opens_on"])

    def _cancel(self, told: Row) -> None:
        self._change_session(told["session"], cancelled_on=told["on"])

    def _change_session(self, key: str, **values: date) -> None:
        with self.services.desk.act(self.actor, Right.KEEP_OFFICE, "office.change_session") as work:
            work.update(council_sessions, self.sessions[key], **values)

    def _merge_villages(self, told: Row) -> None:
        merged = tuple(self.villages[name] for name in told["villages"])
        into = self.villages[told["into"]]
        self.services.office.merge_villages(self.actor, merged, into, told["on"], "Nghị quyết số 12")

    def _dissolve(self, told: Row) -> None:
        self.services.office.dissolve_unit(self.actor, self.units[told["unit"]], told["on"])


@pytest.fixture(scope="module", params=ENGINES)
def term(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, empty_file: Path
) -> Iterator[Term]:
    """The story told once on each engine; the tests only look."""
    folder = tmp_path_factory.mktemp("term")
    with empty_office(request, folder, empty_file, standing_still(NOW)) as services:
        yield Term(services)


def figures(term: Term, key: str, today: Mapping[RecordId, Village]) -> dict[str, object]:
    """The figures of a session as the board tells them, what came over left aside."""
    board, book = term.board(key), term.book(key)
    own = [one for one in board.items if one.part is not BoardPart.CARRIED]
    rows = [one.row for one in own]
    states = Counter(row.state.value for row in rows)
    timing = Counter(one.timing for one in own)
    places = [place for meeting in book.meetings for place in meeting.places]
    villages = [one.item.village_id for one in own if one.item.village_id]
    return {
        "meetings": len(book.meetings),
        "places": len(places),
        "attendance": sum(place.attendance for place in places),
        "opinions": sum(board.opinions.values()),
        "split_off": len(board.of_part(BoardPart.SPLIT)),
        "on_the_spot": board.opinions.get(BoardPart.ON_THE_SPOT, 0),
        "merged": board.opinions.get(BoardPart.MERGED, 0),
        "petitions": board.opinions.get(BoardPart.PETITION, 0),
        "items": len(own),
        "voices": sum(row.voices for row in rows),
        "carried": len(board.of_part(BoardPart.CARRIED)),
        "settled": states["settled"] + states["explained"],
        "in_time": timing[Timing.IN_TIME],
        "late": timing[Timing.LATE],
        "published": sum(row.published_on is not None for row in rows),
        "told": sum(row.told_on is not None for row in rows),
        "level": Counter(row.level.value for row in rows),
        "state": states,
        "state_at_opening": term.standing(key, book.session.opens_on),
        "raised": Counter(str(row.raised) for row in rows),
        "unit": Counter(row.unit for row in rows),
        "village": Counter(village_on(village, today, TOLD["today"]).name for village in villages),
        "village_then": Counter(one.village for one in own if one.village),
        "red": {term.key(one.id): list(one.reasons) for one in board.red if one in own},
    }


def test_every_figure_of_the_term_is_what_was_worked_by_hand(term: Term) -> None:
    villages = {v.id: v for v in term.services.office.villages(term.actor, standing=False)}
    for key in SESSIONS:
        found = figures(term, key, villages)
        worked = {name: value for name, value in EXPECTED[key].items() if name != "brought_over"}
        assert {name: found[name] for name in worked} == worked, key


def test_what_comes_over_to_a_session_is_what_was_worked_by_hand(term: Term) -> None:
    for key in SESSIONS:
        if "brought_over" in EXPECTED[key]:
            carried = term.book(key).carried
            assert sorted(term.key(item.id) for item in carried) == EXPECTED[key]["brought_over"], key


def test_the_sheet_of_a_merged_village_holds_the_items_of_both(term: Term) -> None:
    villages = {v.id: v for v in term.services.office.villages(term.actor, standing=False)}
    sheets: dict[str, list[str]] = {}
    for key in sorted(term.said):
        village_id = term.one(key).village_id
        if village_id is None:
            assert term.one(key).sealed
            continue
        sheets.setdefault(village_on(village_id, villages, TOLD["today"]).name, []).append(key)
    assert sheets == EXPECTED["sheet"]


def test_the_history_of_what_came_again_has_every_session(term: Term) -> None:
    for key, worked in EXPECTED["history"].items():
        history = [[term.key(item.id), item.row.raised] for item in term.one(key).history]
        assert history == worked


def test_the_opinions_of_the_sessions_since_march_are_those_of_the_statistics(term: Term) -> None:
    since = Period(date(2026, 3, 1), TOLD["today"])
    for measure, name in (("voter-opinions", "opinions"), ("voter-on-the-spot", "on_the_spot")):
        found = term.services.statistics.records(term.actor, FigureRef("commune-summary", measure, since))
        assert found.total == sum(EXPECTED[key][name] for key in SESSIONS[1:]), measure


def test_the_tally_of_each_session_adds_up_and_the_log_is_whole(term: Term) -> None:
    for key in SESSIONS:
        tally = term.services.voters.tally(term.actor, RecommendationQuery(session_id=term.sessions[key]))
        assert sum(tally.values()) == EXPECTED[key]["opinions"] + EXPECTED[key]["split_off"]
    assert term.services.backup.verify(term.actor).whole
