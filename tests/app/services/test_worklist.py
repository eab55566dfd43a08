"""What is to be compiled for a session: likeness, groups, progress, many classified at once."""

from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitLevel
from app.domain.replies import AnswerDraft, VerdictDraft
from app.domain.voters import ClassificationDraft, RecommendationDraft, RecommendationState, Verdict
from tests import factories

ROAD = "Đường vào bản lầy lội, đề nghị đổ bê tông"
ROAD_AGAIN = "Đường bản Nà Pheo xuống cấp, mưa xuống lầy không đi được"
WATER = "Nước sinh hoạt không có, đường ống hỏng"
VILLAGES = ("Bản Nà Pheo", "Bản Nà Khương", "Bản Suối Lìn")


class Council:
    """Two sessions of a council, each with a round of meetings."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.actor = factories.found_office(services, villages=VILLAGES)
        self.villages = {one.name: one.id for one in services.office.villages(self.actor)}
        self.earlier = self._round("Kỳ họp thứ nhất", date(2026, 7, 10), date(2026, 6, 20))
        self.now = self._round("Kỳ họp thứ hai", date(2026, 12, 10), date(2026, 11, 5))
        self.session = services.voters.meeting(self.actor, self.now).council_session_id

    def _round(self, name: str, opens_on: date, held_on: date) -> RecordId:
        session = self.services.council_sessions.add(self.actor, CouncilSessionDraft(name, opens_on)).value
        places = (PlaceDraft("Nhà văn hóa", held_on, 80),)
        draft = MeetingDraft(session, MeetingTiming.BEFORE, f"Tiếp xúc trước {name}", places)
        return self.services.voters.hold(self.actor, draft).value.id

    def said(
        self, meeting: RecordId, matter: str, village: str = "Bản Nà Pheo", speaker: str = "Lò Văn Inh"
    ) -> RecordId:
        draft = RecommendationDraft(meeting, matter, speaker, village_id=self.villages.get(village))
        return self.services.voters.record(self.actor, draft).value.id

    def alike(self, about: RecordId | str, **more: RecordId) -> list[RecordId]:
        return [one.item.id for one in self.services.compiling.alike(self.actor, about, **more)]  # type: ignore[arg-type]  # its village

    def state(self, key: RecordId) -> RecommendationState:
        return self.services.voters.recommendation(self.actor, key).row.state


@pytest.fixture
def council(either: Services) -> Council:
    return Council(either)


def test_what_was_raised_before_in_other_words_is_found_with_what_was_answered(council: Council) -> None:
    services, actor = council.services, council.actor
    before = council.said(council.earlier, ROAD_AGAIN)
    council.said(council.earlier, WATER)
    answer = AnswerDraft(RecommendationState.EXPLAINED, date(2026, 8, 1), "Chưa có vốn")
    services.replies.answer(actor, before, answer)
    services.replies.review(actor, before, VerdictDraft(Verdict.UNSATISFIED, date(2026, 9, 1), "Chung chung"))
    (found,) = services.compiling.alike(actor, council.said(council.now, ROAD))
    assert (found.item.id, found.item.answer, found.item.row.verdict) == (
        before,
        "Chưa có vốn",
        Verdict.UNSATISFIED,
    )
    assert (found.same_village, found.same_session) == (True, False)
    assert before in council.alike("duong vao ban lay loi", village_id=council.villages["Bản Nà Pheo"])
    assert council.alike("Đề nghị xã xem xét") == council.alike("") == []


def test_the_mud_of_another_village_is_another_matter_until_the_villages_are_merged(council: Council) -> None:
    before = council.said(council.earlier, "Đường vào bản lầy lội", "Bản Suối Lìn")
    one = council.said(council.now, "Đường vào bản lầy", "Bản Nà Khương")
    assert council.alike(one) == []
    merged, into = council.villages["Bản Suối Lìn"], council.villages["Bản Nà Khương"]
    council.services.office.merge_villages(
        council.actor, (merged,), into, date(2026, 11, 1), "Nghị quyết sáp nhập"
    )
    assert council.alike(one) == [before]


def test_of_its_own_session_only_what_may_be_merged_is_proposed(council: Council) -> None:
    one, open_one, answered = (council.said(council.now, ROAD, speaker=who) for who in ("A", "B", "C"))
    answer = AnswerDraft(RecommendationState.SETTLED, date(2026, 11, 10), "Đã làm")
    council.services.replies.answer(council.actor, answered, answer)
    (found,) = council.services.compiling.alike(council.actor, one)
    assert (found.item.id, found.same_session) == (open_one, True)
    council.services.compiling.merge(council.actor, open_one, (one,))
    assert council.alike(open_one) == []


def test_a_matter_raised_several_times_is_proposed_once_by_its_last_time_and_never_to_itself(
    council: Council,
) -> None:
    between = council._round("Kỳ họp giữa", date(2026, 9, 10), date(2026, 8, 20))
    first, second = council.said(council.earlier, ROAD), council.said(between, ROAD_AGAIN)
    council.services.compiling.raise_again(council.actor, second, first)
    third = council.said(council.now, ROAD)
    assert council.alike(third) == [second]
    assert council.alike(first) == []  # nothing later was raised before it
    council.services.compiling.raise_again(council.actor, third, second)
    assert council.alike(third) == []


def test_the_same_pasted_twice_is_named_first_and_merged_with_nothing_lost(council: Council) -> None:
    services, actor = council.services, council.actor
    twice = [council.said(council.now, text) for text in (WATER, f"  {WATER.upper()} ")]
    alike = [council.said(council.now, text, speaker=who) for text, who in ((ROAD, "A"), (ROAD_AGAIN, "B"))]
    groups = services.compiling.worklist(actor, council.session).groups
    assert [(group.certain, {one.id for one in group.members}) for group in groups] == [
        (True, set(twice)),
        (False, set(alike)),
    ]
    lead, other = (one.id for one in groups[0].members)
    merged = services.compiling.merge(actor, lead, (other,)).value
    assert (merged.row.voices, merged.voices[0].id) == (2, other)
    assert [group.certain for group in services.compiling.worklist(actor, council.session).groups] == [False]


def test_the_work_of_a_session_is_counted_down(council: Council) -> None:
    services, actor = council.services, council.actor
    unit = factories.unit(services, actor)
    one, other, third = (council.said(council.now, text) for text in (ROAD, WATER, "Trạm y tế thiếu thuốc"))
    assert services.compiling.progress(actor)[council.session] == (3, 3)
    draft = ClassificationDraft(UnitLevel.COMMUNE, unit, "Hạ tầng")
    assert services.voters.classify(actor, (one, other), draft).value == 2
    assert services.voters.fields(actor) == ("Hạ tầng",)
    services.compiling.raise_anew(actor, one)
    services.compiling.raise_anew(actor, third)
    work = services.compiling.worklist(actor, council.session)
    assert [row.id for row in work.waiting] == [other, third]  # one not compared, one not classified
    assert (len(work.rows), work.total) == (3, 3)
    services.compiling.merge(actor, one, (other,))
    assert services.compiling.progress(actor)[council.session] == (3, 1)
    services.compiling.forget(actor, one)
    assert services.compiling.progress(actor)[council.session] == (3, 2)


def test_what_was_called_raised_again_by_mistake_waits_again(council: Council) -> None:
    services, actor = council.services, council.actor
    before, one = council.said(council.earlier, ROAD), council.said(council.now, ROAD_AGAIN)
    services.compiling.raise_again(actor, one, before)
    back = services.compiling.forget(actor, one).value
    assert (back.first_raised, back.compared_on, back.history) == (None, None, ())
    assert council.alike(one) == [before]


def test_many_are_classified_together_or_none(council: Council) -> None:
    services, actor = council.services, council.actor
    unit = factories.unit(services, actor)
    one, other = council.said(council.now, ROAD), council.said(council.now, WATER)
    with pytest.raises(Refused, match="unit_of_other_level"):
        services.voters.classify(actor, (one, other), ClassificationDraft(UnitLevel.PROVINCE, unit))
    services.office.dissolve_unit(actor, unit, factories.TODAY)
    with pytest.raises(Refused, match="unit_dissolved"):
        services.voters.classify(actor, (one, other), ClassificationDraft(UnitLevel.COMMUNE, unit))
    assert services.voters.recommendation(actor, one).row.unit == ""


def test_everybody_reads_the_work_and_only_those_who_record_do_it(council: Council) -> None:
    one = council.said(council.now, ROAD)
    clerk = Actor(council.actor.user_id, "Lò Thị Mai", "Thống kê", Role.STATISTICS, "MAY-02")
    desk = council.services.compiling
    assert desk.worklist(clerk, council.session).total == 1
    assert desk.alike(clerk, one) == ()
    for act in (
        lambda: council.services.voters.classify(clerk, (one,), ClassificationDraft(UnitLevel.COMMUNE)),
        lambda: desk.forget(clerk, one),
        lambda: desk.raise_anew(clerk, one),
        lambda: desk.merge(clerk, one, (one,)),
    ):
        with pytest.raises(Refused, match="not_permitted"):
            act()
    assert council.state(one) is RecommendationState.RECORDED


def test_what_was_answered_on_the_spot_is_not_split_and_is_found_as_said_before(council: Council) -> None:
    services, actor = council.services, council.actor
    draft = RecommendationDraft(
        council.earlier, ROAD, "Lò Văn Inh", answered_on_spot=True, answer="Tháng sau làm"
    )
    spot = services.voters.record(actor, draft).value.id
    assert council.alike(council.said(council.now, ROAD)) == [spot]
    with pytest.raises(Refused, match="split_closed"):
        services.compiling.split(actor, spot, ())


def test_all_of_it_stands_in_the_log_as_it_happened(council: Council) -> None:
    services, actor = council.services, council.actor
    one, other = council.said(council.now, ROAD), council.said(council.now, ROAD_AGAIN)
    services.voters.classify(actor, (one, other), ClassificationDraft(UnitLevel.COMMUNE, None, "Giao thông"))
    services.compiling.merge(actor, one, (other,))
    services.compiling.part(actor, (other,))
    services.compiling.raise_anew(actor, other)
    services.compiling.forget(actor, other)
    assert services.backup.verify(actor).whole
