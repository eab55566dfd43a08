"""Whatever is done to the ledger in whatever order, nothing is lost, counted twice or left without a root."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.bootstrap import file_address, open_services
from app.domain.compiling import Part
from app.domain.council_sessions import MoveDraft
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitLevel
from app.domain.paging import Due
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft
from app.domain.voters import (
    ANSWERED,
    LEFT,
    UNANSWERED,
    ClassificationDraft,
    ForwardingDraft,
    Recommendation,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationState,
    Verdict,
)
from app.runtime.clock import Clock
from tests import factories

HELD = (date(2026, 2, 10), date(2026, 6, 5), date(2026, 10, 12))
OPENS = (date(2026, 3, 10), date(2026, 7, 10), date(2026, 11, 12))
LATER = (date(2026, 11, 25), date(2026, 12, 15))
TODAY = date(2026, 11, 20)
EVERY = RecommendationQuery(states=tuple(RecommendationState), limit=1000)
WHICH = st.integers(0, 30)


class Ledger(RuleBasedStateMachine):
    """A desk where anything is tried on anything; what the rules refuse changes nothing."""

    empty: ClassVar[Path]
    clock: ClassVar[Clock]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.empty, self.folder / "tiepdan.db")
        self.services = open_services(file_address(self.folder), self.clock)
        self.actor = factories.found_office(self.services)
        self.units = [factories.unit(self.services, self.actor, name) for name in ("Trạm Y tế", "Công an xã")]
        self.sessions = [self._session(opens_on) for opens_on in OPENS]
        self.meetings = [self._meeting(key, on) for key, on in zip(self.sessions, HELD, strict=True)]
        self.meetings.append(self._meeting(self.sessions[2], date(2026, 10, 20)))
        self.keys: list[RecordId] = []
        self.recorded = 0
        self.parts = 0

    def teardown(self) -> None:
        self.chains()
        assert self.services.backup.verify(self.actor).whole
        self.services.close()
        shutil.rmtree(self.folder)

    def _session(self, opens_on: date) -> RecordId:
        draft = CouncilSessionDraft(f"Kỳ họp tháng {opens_on.month}", opens_on)
        return self.services.council_sessions.add(self.actor, draft).value

    def _meeting(self, session_id: RecordId, on: date) -> RecordId:
        place = PlaceDraft("Nhà văn hóa", on, 50)
        draft = MeetingDraft(session_id, MeetingTiming.BEFORE, f"Tiếp xúc {on:%m}", (place,))
        return self.services.voters.hold(self.actor, draft).value.id

    def _one(self, which: int) -> RecordId:
        return self.keys[which % len(self.keys)]

    @rule(session=st.integers(0, 3), spot=st.booleans())
    def record(self, session: int, spot: bool) -> None:
        draft = RecommendationDraft(self.meetings[session], "Sửa cầu", answered_on_spot=spot, answer="Sẽ sửa")
        self.keys.append(self.services.voters.record(self.actor, draft).value.id)
        self.recorded += 1

    @rule(lead=WHICH, other=WHICH)
    def merge(self, lead: int, other: int) -> None:
        self._try(lambda: self.services.compiling.merge(self.actor, self._one(lead), (self._one(other),)))

    @rule(which=WHICH)
    def part(self, which: int) -> None:
        self._try(lambda: self.services.compiling.part(self.actor, (self._one(which),)))

    @rule(which=WHICH, count=st.integers(2, 3))
    def split(self, which: int, count: int) -> None:
        def act() -> None:
            parts = tuple(Part(f"Phần {number}") for number in range(count))
            keys = self.services.compiling.split(self.actor, self._one(which), parts).value
            self.keys += keys[1:]
            self.parts += count - 1

        self._try(act)

    @rule(which=WHICH, earlier=WHICH)
    def again(self, which: int, earlier: int) -> None:
        self._try(
            lambda: self.services.compiling.raise_again(self.actor, self._one(which), self._one(earlier))
        )

    @rule(which=WHICH)
    def anew(self, which: int) -> None:
        self._try(lambda: self.services.compiling.raise_anew(self.actor, self._one(which)))

    @rule(which=WHICH, kind=st.sampled_from((PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION)))
    def petition(self, which: int, kind: PetitionKind) -> None:
        def act() -> None:
            draft = factories.petition(kind, target=Target.COMMUNE_STAFF, received_on=TODAY)
            self.services.petitions.register(self.actor, replace(draft, recommendation_id=self._one(which)))

        self._try(act)

    @rule(which=WHICH, unit=st.integers(0, 1))
    def forward(self, which: int, unit: int) -> None:
        draft = ForwardingDraft(self.units[unit], TODAY)
        self._try(lambda: self.services.voters.forward(self.actor, self._one(which), draft))

    @rule(which=WHICH, unit=st.integers(0, 1), state=st.sampled_from(ANSWERED))
    def answer(self, which: int, unit: int, state: RecommendationState) -> None:
        draft = AnswerDraft(state, TODAY, "Đã xem xét", unit_id=self.units[unit])
        self._try(lambda: self.services.replies.answer(self.actor, self._one(which), draft))

    @rule(which=WHICH, verdict=st.sampled_from(Verdict), again=st.booleans())
    def review(self, which: int, verdict: Verdict, again: bool) -> None:
        draft = VerdictDraft(verdict, TODAY, "Đã nghe", again)
        self._try(lambda: self.services.replies.review(self.actor, self._one(which), draft))

    @rule(which=WHICH, unit=st.sampled_from((None, 0, 1)), level=st.sampled_from(UnitLevel))
    def classify(self, which: int, unit: int | None, level: UnitLevel) -> None:
        draft = ClassificationDraft(level, None if unit is None else self.units[unit], "Giao thông")
        self._try(lambda: self.services.voters.classify(self.actor, (self._one(which),), draft))

    @rule(which=WHICH)
    def forget(self, which: int) -> None:
        self._try(lambda: self.services.compiling.forget(self.actor, self._one(which)))

    @rule(first=WHICH, second=WHICH)
    def tell_people(self, first: int, second: int) -> None:
        def act() -> None:
            keys = self._one(first), self._one(second)
            self.services.replies.publish(self.actor, keys, PublicationDraft(TODAY, "Trang tin", TODAY))
            self.services.replies.tell(self.actor, keys, TellingDraft(TODAY, "Gặp mặt"))

        self._try(act)

    @rule(meeting=st.integers(0, 3), session=st.integers(0, 2))
    def move_meeting(self, meeting: int, session: int) -> None:
        key = self.meetings[meeting]
        known = self.services.voters.meeting(self.actor, key)
        kept = tuple(PlaceDraft(p.name, p.held_on, p.attendance, id=p.id) for p in known.places)
        draft = MeetingDraft(self.sessions[session], known.timing, known.title, kept)
        self._try(lambda: self.services.voters.amend_meeting(self.actor, key, draft))

    @rule(session=st.integers(0, 2), opens_on=st.sampled_from((*OPENS, *LATER)))
    def move_session(self, session: int, opens_on: date) -> None:
        """It is decided to open on another day, or the day was mistyped."""
        desk, key = self.services.council_sessions, self.sessions[session]
        known = next(one for one in desk.all(self.actor) if one.id == key)
        self._try(lambda: desk.move(self.actor, key, MoveDraft(opens_on, "Dời kỳ họp", TODAY)))
        self._try(lambda: desk.amend(self.actor, key, CouncilSessionDraft(known.name, opens_on)))

    @rule(session=st.integers(0, 2), back=st.booleans())
    def cancel(self, session: int, back: bool) -> None:
        desk, key = self.services.council_sessions, self.sessions[session]
        if back:
            self._try(lambda: desk.restore(self.actor, key, "Vẫn họp"))
        else:
            self._try(lambda: desk.cancel(self.actor, key, date(2026, 1, 5), "Chưa đủ tài liệu"))

    @rule()
    def dissolve(self) -> None:
        self._try(lambda: self.services.office.dissolve_unit(self.actor, self.units[0], TODAY))

    def _try(self, act: Callable[[], object]) -> None:
        if self.keys:
            with suppress(Refused):
                act()

    @invariant()
    def whole(self) -> None:
        tally = self.services.voters.tally(self.actor, RecommendationQuery())
        assert sum(tally.values()) == self.recorded + self.parts
        assert sum(row.opinions for row in self.services.voters.meetings(self.actor)) == self.recorded
        rows = self.services.voters.page(self.actor, EVERY).rows
        standing = [row for row in rows if row.state not in LEFT]
        petitions = tally.get(RecommendationState.PETITION, 0)
        assert sum(row.voices for row in standing) + petitions == self.recorded + self.parts
        assert all(row.voices == 1 for row in rows if row.state in LEFT)
        assert all((row.due_on is not None) == (row.state in UNANSWERED) for row in rows)
        waiting = sum(row.state in UNANSWERED for row in rows)
        assert self.services.voters.page(self.actor, RecommendationQuery(due=Due.OPEN)).total == waiting

    @invariant()
    def one_book(self) -> None:
        books = [self.services.voters.book(self.actor, key) for key in self.sessions]
        own = [item.id for book in books for item in book.items]
        assert len(set(own)) == len(own)
        for book in books:
            assert not {item.id for item in book.items} & {item.id for item in book.carried}

    def chains(self) -> None:
        known = {key: self.services.voters.recommendation(self.actor, key) for key in self.keys}
        for one in known.values():
            if one.first_raised is not None:
                assert known[one.first_raised].first_raised is None
            if one.merged_into is not None:
                assert known[one.merged_into].row.state not in LEFT
                assert known[one.merged_into].row.session_id == one.row.session_id
            running = [clock for clock in one.clocks if clock.closed_on is None]
            assert len(running) == (one.row.state in UNANSWERED)
            self._chain(one, known)

    def _chain(self, one: Recommendation, known: dict[RecordId, Recommendation]) -> None:
        history = one.history
        days = [item.row.received_on for item in history]
        assert days == sorted(days)
        if history:
            assert one.id in {item.id for item in history}
            assert [item.first_raised for item in history[:1]] == [None]
            assert {item.first_raised for item in history[1:]} == {history[0].id}
            assert all(known[item.id].history == history for item in history)


def test_no_order_of_acts_loses_or_doubles_anything(empty_file: Path, clock: Clock) -> None:
    Ledger.empty, Ledger.clock = empty_file, clock
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
