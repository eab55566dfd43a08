"""The standing committee's board: counted every way, red for a reason, and what is new to whom."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from sqlalchemy import event

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.compiling import Part
from app.domain.errors import Refused
from app.domain.ids import RecordId, new_id
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft
from app.domain.petitions import Source
from app.domain.replies import AnswerDraft, TellingDraft, VerdictDraft
from app.domain.review_board import Board, BoardPart, Grouping, RedReason, Share, groups
from app.domain.voters import ForwardingDraft, RecommendationDraft, RecommendationState, Verdict
from tests import factories
from tests.factories import TODAY

SETTLED, IN_PROGRESS = RecommendationState.SETTLED, RecommendationState.IN_PROGRESS
CHAIR = Actor(new_id(), "Giàng Thị Mỷ", "Chủ tịch HĐND", Role.COUNCIL, "MAY-2")
VILLAGES = ("Bản Nà Khương", "Bản Suối Lìn")


@dataclass
class Council:
    """An office with its units and sessions, and short ways to say things in it."""

    services: Services
    actor: Actor
    unit: RecordId
    villages: dict[str, RecordId]

    def meet(self, name: str, opens_on: date, held_on: date) -> RecordId:
        """A round of meetings before a session; returns the round's id."""
        session = self.services.council_sessions.add(self.actor, CouncilSessionDraft(name, opens_on)).value
        draft = MeetingDraft(
            session, MeetingTiming.BEFORE, f"Tiếp xúc trước {name}", (PlaceDraft("Nhà văn hóa", held_on, 80),)
        )
        return self.services.voters.hold(self.actor, draft).value.id

    def say(self, meeting: RecordId, matter: str, village: str = "", **more: object) -> RecordId:
        draft = RecommendationDraft(
            meeting,
            matter,
            "Lò Văn Inh",
            village_id=self.villages.get(village),
            **more,  # type: ignore[arg-type]  # the draft's own fields
        )
        return self.services.voters.record(self.actor, draft).value.id

    def answer(self, key: RecordId, on: date, state: RecommendationState = SETTLED, **more: object) -> None:
        draft = AnswerDraft(state, on, "Đã xem xét", **more)  # type: ignore[arg-type]  # the draft's own fields
        self.services.replies.answer(self.actor, key, draft)

    def review(self, key: RecordId, verdict: Verdict, note: str = "", *, again: bool = False) -> None:
        self.services.replies.review(self.actor, key, VerdictDraft(verdict, TODAY, note, again))

    def board(self, *sessions: str) -> Board:
        every = {one.name: one.id for one in self.services.council_sessions.all(self.actor)}
        return self.services.review_board.board(self.actor, tuple(every[name] for name in sessions))


@pytest.fixture
def council(either: Services) -> Council:
    actor = factories.found_office(either, villages=VILLAGES)
    villages = {one.name: one.id for one in either.office.villages(actor)}
    return Council(either, actor, factories.unit(either, actor), villages)


def matters(items: object) -> list[str]:
    return [one.row.matter for one in items]  # type: ignore[attr-defined]  # items of a board


def test_opinions_and_recommendations_are_sums_of_their_parts(council: Council) -> None:
    services, actor = council.services, council.actor
    before = council.meet("Kỳ thứ nhất", date(2026, 7, 10), date(2026, 6, 20))
    council.say(before, "Cấp điện")
    meeting = council.meet("Kỳ thứ hai", date(2026, 12, 10), date(2026, 11, 5))
    council.say(meeting, "Hỏi về giống", answered_on_spot=True, answer="Đã trả lời")
    lead, other = council.say(meeting, "Sửa cầu"), council.say(meeting, "Sửa cầu treo")
    both = council.say(meeting, "Sửa đường và cấp nước")
    services.compiling.merge(actor, lead, (other,))
    services.compiling.split(actor, both, (Part("Sửa đường"), Part("Cấp nước")))
    board = council.board("Kỳ thứ hai")
    assert board.opinions == {BoardPart.ON_THE_SPOT: 1, BoardPart.STANDING: 2, BoardPart.MERGED: 1}
    assert matters(board.of_part(BoardPart.STANDING)) == ["Sửa cầu", "Sửa đường"]
    assert matters(board.of_part(BoardPart.SPLIT)) == ["Cấp nước"]
    assert [(one.row.matter, one.row.session) for one in board.of_part(BoardPart.CARRIED)] == [
        ("Cấp điện", "Kỳ thứ nhất")
    ]
    assert len(board.items) == 4
    session = board.sessions[0].id
    merged = services.review_board.said(actor, (session,), BoardPart.MERGED)
    assert [item.id for item in merged] == [other]
    assert len(services.review_board.said(actor, (session,), BoardPart.OPINIONS)) == sum(
        board.opinions.values()
    )


def test_the_whole_term_begins_on_the_day_of_the_settings_and_counts_nothing_twice(council: Council) -> None:
    services, actor = council.services, council.actor
    for name, opens_on in (("Khóa trước", date(2026, 1, 10)), ("Kỳ một", date(2026, 7, 10))):
        council.say(council.meet(name, opens_on, opens_on.replace(day=2)), name)
    council.meet("Kỳ hai", date(2026, 12, 10), date(2026, 11, 5))
    assert [one.name for one in council.board().sessions] == ["Kỳ hai", "Kỳ một", "Khóa trước"]
    settings = services.office.settings(actor)
    services.office.change_settings(actor, replace(settings, council_term_from=date(2026, 6, 1)))
    board = council.board()
    assert [one.name for one in board.sessions] == ["Kỳ hai", "Kỳ một"]
    assert {one.row.matter: one.part for one in board.items} == {
        "Khóa trước": BoardPart.CARRIED,
        "Kỳ một": BoardPart.STANDING,
    }


def test_each_recommendation_stands_in_one_group_of_every_grouping(council: Council) -> None:
    meeting = council.meet("Kỳ thứ hai", date(2026, 12, 10), date(2026, 11, 5))
    council.say(meeting, "Sửa cầu", VILLAGES[0], field="Giao thông", unit_id=council.unit)
    council.say(meeting, "Sửa đường", VILLAGES[0], field="Giao thông")
    council.say(meeting, "Cấp nước")
    items = council.board("Kỳ thứ hai").items
    counted = {
        by: [(group.value, len(group.items)) for group in groups(items, by)]
        for by in (Grouping.UNIT, Grouping.FIELD, Grouping.VILLAGE)
    }
    assert counted == {
        Grouping.UNIT: [("Phòng Kinh tế", 1), ("", 2)],
        Grouping.FIELD: [("Giao thông", 2), ("", 1)],
        Grouping.VILLAGE: [("Bản Nà Khương", 2), ("", 1)],
    }
    assert all(sum(len(group.items) for group in groups(items, by)) == 3 for by in Grouping)


def test_a_village_is_called_as_it_was_when_the_session_opened(council: Council) -> None:
    one, other = (council.villages[name] for name in VILLAGES)
    first = council.meet("Kỳ một", date(2026, 7, 10), date(2026, 6, 20))
    second = council.meet("Kỳ hai", date(2026, 11, 12), date(2026, 11, 5))
    for meeting in (first, second):
        council.say(meeting, "Sửa cầu", VILLAGES[0])
    council.services.office.merge_villages(council.actor, (one,), other, date(2026, 9, 1), "NQ 12/NQ-HĐND")
    assert {item.village for item in council.board("Kỳ một").items} == {VILLAGES[0]}
    assert {item.village for item in council.board("Kỳ hai").items} == {VILLAGES[1]}


def test_in_time_is_what_was_answered_by_the_due_day_of_what_is_due_or_answered(council: Council) -> None:
    meeting = council.meet("Kỳ thứ hai", date(2026, 12, 10), date(2026, 9, 1))
    said = {name: council.say(meeting, name) for name in ("đúng hạn", "chậm", "quá hạn", "trả lời lại")}
    council.answer(said["đúng hạn"], date(2026, 10, 1), IN_PROGRESS)
    council.answer(said["chậm"], date(2026, 10, 5))
    council.answer(said["trả lời lại"], date(2026, 9, 20))
    council.review(said["trả lời lại"], Verdict.UNSATISFIED, "Chung chung", again=True)
    fresh = council.meet("Kỳ chuyên đề", date(2026, 12, 20), date(2026, 11, 15))
    council.say(fresh, "còn hạn")
    board = council.board("Kỳ thứ hai", "Kỳ chuyên đề")
    part, whole = board.share(Share.IN_TIME)
    assert matters(part) == ["đúng hạn"]
    assert sorted(matters(whole)) == ["chậm", "quá hạn", "đúng hạn"]
    assert sorted(matters(board.share(Share.ANSWERED)[0])) == ["chậm", "đúng hạn"]
    assert matters(board.share(Share.SETTLED)[0]) == ["chậm"]
    assert len(board.share(Share.SETTLED)[1]) == 5


def test_the_red_list_says_every_reason_and_begins_with_the_worst(council: Council) -> None:
    services, actor = council.services, council.actor
    before = council.meet("Kỳ một", date(2026, 7, 10), date(2026, 6, 20))
    old = council.say(before, "Sửa cầu năm trước")
    council.answer(old, date(2026, 7, 1))
    meeting = council.meet("Kỳ hai", date(2026, 12, 10), date(2026, 9, 1))
    calm = council.say(meeting, "Không có gì")
    council.answer(calm, date(2026, 9, 15))
    again = council.say(meeting, "Sửa cầu")
    services.compiling.raise_again(actor, again, old)
    promised = council.say(meeting, "Cấp nước")
    council.answer(promised, date(2026, 9, 20), IN_PROGRESS, promised_on=date(2026, 11, 1))
    poor = council.say(meeting, "Cấp điện")
    council.answer(poor, date(2026, 9, 20))
    council.review(poor, Verdict.UNSATISFIED, "Chưa nói ai làm")
    council.say(meeting, "Sửa đường")
    board = council.board("Kỳ hai")
    assert [(one.row.matter, one.reasons, one.days_late) for one in board.red] == [
        ("Sửa cầu", (RedReason.LATE, RedReason.REPEATED), 50),
        ("Sửa đường", (RedReason.LATE,), 50),
        ("Cấp nước", (RedReason.PROMISE_PAST,), 19),
        ("Cấp điện", (RedReason.UNSATISFIED,), 0),
    ]


def test_what_others_did_is_new_until_it_was_marked_as_seen(council: Council) -> None:
    services, actor = council.services, council.actor
    meeting = council.meet("Kỳ hai", date(2026, 12, 10), date(2026, 11, 2))
    drafts = tuple(RecommendationDraft(meeting, f"Sửa cầu {at}", "Lò Văn Inh") for at in range(3))
    last = services.voters.record_all(actor, drafts).value
    services.voters.forward(actor, last.id, ForwardingDraft(council.unit, date(2026, 11, 4), "12/HĐND"))
    council.answer(last.id, date(2026, 11, 10), IN_PROGRESS)
    looked = services.review_board.news(CHAIR)
    assert [(news.text, news.by) for news in looked.news] == [
        ("Phòng Kinh tế trả lời số 3: Đang giải quyết", "Hoàng Thị Diễm"),
        ("Chuyển số 3 đến Phòng Kinh tế", "Hoàng Thị Diễm"),
        ("Ghi 3 ý kiến", "Hoàng Thị Diễm"),
        ("Ghi cuộc tiếp xúc cử tri", "Hoàng Thị Diễm"),
        ("Thêm kỳ họp, khai mạc 10/12/2026", "Hoàng Thị Diễm"),
    ]
    assert (looked.news[0].key, looked.news[2].key) == (last.id, meeting)
    assert looked.news[0].about == "Sửa cầu 2 · Tiếp xúc trước Kỳ hai"
    council.review(last.id, Verdict.UNSATISFIED, "Chưa có lộ trình", again=True)
    services.review_board.seen(CHAIR, looked.number)
    fresh = services.review_board.news(CHAIR)
    assert [news.text for news in fresh.news] == ["Yêu cầu Phòng Kinh tế trả lời lại số 3: Chưa có lộ trình"]
    services.review_board.seen(CHAIR, fresh.number)
    services.review_board.seen(CHAIR, looked.number)  # another PC, an older page
    assert services.review_board.news(CHAIR).news == ()
    assert services.review_board.news(actor).news == ()  # one's own work is no news
    assert services.backup.verify(actor).whole


def test_opinions_recorded_one_by_one_on_a_day_are_one_of_the_news(council: Council) -> None:
    meeting = council.meet("Kỳ hai", date(2026, 12, 10), date(2026, 11, 2))
    for at in range(5):
        council.say(meeting, f"Sửa cầu {at}")
    told = [news.text for news in council.services.review_board.news(CHAIR).news]
    assert told[0] == "Ghi 5 ý kiến"
    assert len([text for text in told if text.startswith("Ghi") and "ý kiến" in text]) == 1


def test_only_what_others_did_to_the_voters_books_stirs(council: Council) -> None:
    services, actor = council.services, council.actor
    meeting = council.meet("Kỳ hai", date(2026, 12, 10), date(2026, 11, 2))
    board = services.review_board
    stirred, number = board.stirred(CHAIR, 0)
    assert stirred
    assert board.stirred(CHAIR, number) == (False, number)
    factories.unit(services, actor, "Trạm Y tế")
    stirred, number = board.stirred(CHAIR, number)
    assert not stirred
    council.say(meeting, "Sửa cầu")
    assert board.stirred(actor, number)[0] is False
    assert board.stirred(CHAIR, number)[0] is True


def test_news_tell_verdicts_merges_and_what_voters_were_told(council: Council) -> None:
    services, actor = council.services, council.actor
    meeting = council.meet("Kỳ hai", date(2026, 12, 10), date(2026, 11, 2))
    lead, other = council.say(meeting, "Sửa cầu"), council.say(meeting, "Sửa cầu treo")
    services.review_board.seen(CHAIR, services.review_board.news(CHAIR).number)
    services.compiling.merge(actor, lead, (other,))
    council.answer(lead, date(2026, 11, 10))
    council.review(lead, Verdict.SATISFIED)
    services.replies.tell(actor, (lead,), TellingDraft(date(2026, 11, 15), "Họp bản"))
    assert [news.text for news in services.review_board.news(CHAIR).news] == [
        "Báo cho cử tri kết quả số 1",
        "Thường trực HĐND xem xét số 1: Đạt yêu cầu",
        "Có trả lời số 1: Đã giải quyết xong",
        "Gộp số 2 vào số 1",
    ]


def test_an_answer_given_anew_after_a_verdict_is_told_as_an_answer(council: Council) -> None:
    services = council.services
    meeting = council.meet("Kỳ hai", date(2026, 12, 10), date(2026, 11, 2))
    key = council.say(meeting, "Sửa cầu")
    council.answer(key, date(2026, 11, 10))
    council.review(key, Verdict.UNSATISFIED, "Chung chung", again=True)
    services.review_board.seen(CHAIR, services.review_board.news(CHAIR).number)
    council.answer(key, TODAY)
    council.review(key, Verdict.SATISFIED)
    assert [news.text for news in services.review_board.news(CHAIR).news] == [
        "Thường trực HĐND xem xét số 1: Đạt yêu cầu",
        "Có trả lời số 1: Đã giải quyết xong",
    ]


def test_of_what_became_a_sealed_petition_nothing_is_told(council: Council) -> None:
    services, actor = council.services, council.actor
    meeting = council.meet("Kỳ hai", date(2026, 12, 10), date(2026, 11, 2))
    secret = council.say(meeting, "Cán bộ nhận tiền")
    draft = factories.petition(
        PetitionKind.DENUNCIATION,
        target=Target.COMMUNE_STAFF,
        source=Source.VOTER_MEETING,
        received_on=date(2026, 11, 2),
        matter="Cán bộ nhận tiền",
    )
    services.petitions.register(actor, replace(draft, recommendation_id=secret))
    told = services.review_board.news(CHAIR).news
    assert not [news for news in told if news.key == secret or "Cán bộ" in repr(news)]
    board = council.board("Kỳ hai")
    assert (board.items, board.opinions) == ((), {BoardPart.PETITION: 1})
    session = board.sessions[0].id
    assert services.review_board.said(actor, (session,), BoardPart.OPINIONS) == ()


def test_a_board_asks_the_database_as_often_for_many_as_for_few(council: Council) -> None:
    meeting = council.meet("Kỳ hai", date(2026, 12, 10), date(2026, 11, 2))
    asked: list[str] = []
    engine = council.services.desk.database.engine
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    counted = []
    for more in (1, 30):
        drafts = tuple(RecommendationDraft(meeting, f"Sửa cầu {at}") for at in range(more))
        council.services.voters.record_all(council.actor, drafts)
        asked.clear()
        assert council.board("Kỳ hai").items
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 12


def test_an_office_without_sessions_has_an_empty_board(council: Council) -> None:
    board = council.board()
    assert (board.sessions, board.items, board.opinions) == ((), (), {})


def test_who_may_not_read_voters_books_sees_no_board(services: Services, actor: Actor) -> None:
    deputy = Actor(new_id(), "Tẩn A Páo", "Đại biểu", Role.DEPUTY, "MAY-3")
    assert services.review_board.board(deputy).items == ()
    with pytest.raises(Refused, match="not_permitted"):
        services.replies.review(deputy, new_id(), VerdictDraft(Verdict.SATISFIED, TODAY))
