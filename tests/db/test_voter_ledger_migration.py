"""The voters' ledger through its migration, on both engines, with a row in each new table and column."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.compiling import Part
from app.domain.ids import RecordId
from app.domain.meetings import ContactKind, MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.milestones import MilestoneTerm
from app.domain.office import CouncilSessionDraft, Milestone
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft
from app.domain.voters import ForwardingDraft, RecommendationDraft, RecommendationState, ResultCode, Verdict
from db import upgrade
from tests import factories

ON = date(2026, 11, 10)
ASKED = date(2026, 11, 2)
NEW_TABLES = ("replies", "milestone_terms", "session_steps", "looks")
NEW_COLUMNS = (
    *("merged_into", "split_from", "first_raised", "compared_on", "promised_on", "result", "verdict"),
    *("verdict_on", "published_on", "posted_on", "told_on"),
)


class Ledger:
    """An office with a session, a round of meetings for it and one recommendation, answered."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.actor: Actor = factories.found_office(services)
        self.unit = factories.unit(services, self.actor)
        self.session, self.meeting = self.met("Kỳ họp thứ hai", date(2026, 12, 10), ASKED)
        self.bridge = self.said(self.meeting, "Sửa cầu treo")
        sent = ForwardingDraft(self.unit, date(2026, 11, 4), "07/HĐND-VP")
        services.voters.forward(self.actor, self.bridge, sent)
        answer = AnswerDraft(
            RecommendationState.IN_PROGRESS,
            ON,
            "Đang khảo sát",
            result=ResultCode.SCHEDULED,
            promised_on=date(2027, 3, 1),
            roadmap="Quý I",
            funding="Ngân sách xã",
        )
        services.replies.answer(self.actor, self.bridge, answer)
        services.replies.publish(self.actor, (self.bridge,), PublicationDraft(ON, "Trang thông tin xã"))
        services.milestones.keep_terms(self.actor, (MilestoneTerm(Milestone.COMPILE, 20),))
        services.milestones.note(self.actor, self.session, Milestone.VERIFY, ON, "Báo cáo 12")
        services.review_board.seen(self.actor, 3)
        settings = services.office.settings(self.actor)
        services.office.change_settings(self.actor, replace(settings, council_term_from=date(2026, 3, 15)))

    def met(self, name: str, opens_on: date, held_on: date) -> tuple[RecordId, RecordId]:
        session = self.services.council_sessions.add(self.actor, CouncilSessionDraft(name, opens_on)).value
        place = PlaceDraft("Nhà văn hóa bản Nà Khương", held_on, 40)
        draft = MeetingDraft(session, MeetingTiming.BEFORE, f"Tiếp xúc trước {name}", (place,))
        topical = replace(draft, contact=ContactKind.TOPIC)
        return session, self.services.voters.hold(self.actor, topical).value.id

    def said(self, meeting: RecordId, matter: str) -> RecordId:
        draft = RecommendationDraft(meeting, matter, "Lò Văn Inh", unit_id=self.unit)
        return self.services.voters.record(self.actor, draft).value.id

    def remembers(self) -> None:
        """All that the schema before has no word for."""
        services, actor = self.services, self.actor
        session, meeting = self.met("Kỳ họp thứ nhất", date(2026, 7, 10), date(2026, 6, 5))
        school, same = (self.said(self.meeting, "Sửa trường") for _ in range(2))
        services.compiling.merge(actor, school, (same,))
        both = self.said(self.meeting, "Sửa mương, cấp giống")
        services.compiling.split(actor, both, (Part("Sửa mương"), Part("Cấp giống")))
        services.compiling.raise_again(actor, self.bridge, self.said(meeting, "Sửa cầu"))
        found = VerdictDraft(Verdict.UNSATISFIED, ON, "Chung chung")
        services.replies.review(actor, self.bridge, found)
        services.replies.publish(actor, (self.bridge,), PublicationDraft(posted_on=ON))
        services.replies.tell(actor, (self.bridge,), TellingDraft(ON, "Họp bản"))
        services.council_sessions.cancel(actor, session, date(2026, 7, 1), "Hoãn")
        services.users.add(actor, "Tẩn A Páo", "Đại biểu HĐND xã", Role.DEPUTY)

    def count(self, table: str, column: str = "id") -> int:
        with self.services.desk.database.engine.connect() as connection:
            return int(connection.execute(text(f"SELECT count({column}) FROM {table}")).scalar_one())

    def told(self) -> list[int]:
        """How much each new table and column holds."""
        return [
            *(self.count(table) for table in NEW_TABLES),
            *(self.count("recommendations", column) for column in NEW_COLUMNS),
            self.count("council_sessions", "cancelled_on"),
            self.count("office_settings", "council_term_from"),
        ]

    def matters(self) -> list[tuple[str, ...]]:
        asked = "SELECT id, state, matter, speaker, answer, answered_on FROM recommendations ORDER BY id"
        with self.services.desk.database.engine.connect() as connection:
            return [tuple(map(str, row)) for row in connection.execute(text(asked))]

    def migrate(self, target: str = "head") -> None:
        upgrade.migrate(self.services.desk.database.engine, target)


def test_a_ledger_of_the_schema_before_comes_up_with_its_matters(either: Services) -> None:
    ledger = Ledger(either)
    before = ledger.matters()
    ledger.migrate("0004")
    assert ledger.matters() == before
    ledger.migrate()
    assert ledger.matters() == before
    assert [ledger.count(table) for table in NEW_TABLES] == [0, 0, 0, 0]
    known = either.voters.recommendation(ledger.actor, ledger.bridge)
    assert (known.row.state, known.row.result, known.row.voices, known.row.raised) == (
        RecommendationState.IN_PROGRESS,
        None,
        1,
        1,
    )
    assert either.voters.meeting(ledger.actor, ledger.meeting).contact is ContactKind.CONFERENCE


def test_a_ledger_that_remembers_more_is_not_forced_into_the_schema_before(either: Services) -> None:
    ledger = Ledger(either)
    ledger.remembers()
    before, matters = ledger.told(), ledger.matters()
    assert all(before)
    with pytest.raises((ValueError, IntegrityError)):  # PostgreSQL looks by itself
        ledger.migrate("0004")
    assert (ledger.told(), ledger.matters()) == (before, matters)
    assert either.backup.verify(ledger.actor).whole
