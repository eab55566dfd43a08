"""A term of two sessions, worked out by hand: merged, split, raised again, sent back, left over."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.charts import Chart, ChartQuery, Gallery
from app.domain.compiling import Part
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitLevel
from app.domain.paging import Period
from app.domain.replies import AnswerDraft, VerdictDraft
from app.domain.statistics import FigureRef, Report
from app.domain.voters import ForwardingDraft, RecommendationDraft, RecommendationState, Verdict
from tests import factories

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SUMMER = Period(date(2026, 6, 1), date(2026, 7, 31))
MIDYEAR, YEAREND = "Kỳ họp giữa năm", "Kỳ họp cuối năm"
SETTLED, PROGRESS, EXPLAINED = (
    RecommendationState.SETTLED,
    RecommendationState.IN_PROGRESS,
    RecommendationState.EXPLAINED,
)


def _round(services: Services, actor: Actor, name: str, opens_on: date, held_on: date) -> RecordId:
    session = services.council_sessions.add(actor, CouncilSessionDraft(name, opens_on)).value
    place = PlaceDraft("Nhà văn hóa", held_on, 80)
    draft = MeetingDraft(session, MeetingTiming.BEFORE, f"Tiếp xúc cử tri, {name}", (place,))
    return services.voters.hold(actor, draft).value.id


def _term_of_two_sessions(services: Services) -> Actor:
    """The story told; one opinion a line: who raised what, and what became of it."""
    actor = factories.found_office(services)
    unit = factories.unit(services, actor)
    first, second = (
        services.office.add_village(actor, f"bản {name}").value for name in ("Nà Khương", "Pa Sỏi")
    )
    summer = _round(services, actor, MIDYEAR, date(2026, 7, 10), date(2026, 6, 20))
    winter = _round(services, actor, YEAREND, date(2026, 12, 10), date(2026, 11, 5))

    def said(meeting: RecordId, village: RecordId, matter: str, spot: str = "") -> RecordId:
        draft = RecommendationDraft(
            meeting, matter, "Lò Văn Inh", village_id=village, field="Giao thông", unit_id=unit
        )
        spoken = replace(draft, answered_on_spot=bool(spot), answer=spot)
        return services.voters.record(actor, spoken).value.id

    def answered(key: RecordId, state: RecommendationState, day: date) -> None:
        services.replies.answer(actor, key, AnswerDraft(state, day, "Đã xem xét"))

    def forwarded(key: RecordId) -> None:
        services.voters.forward(actor, key, ForwardingDraft(unit, date(2026, 6, 25)))

    bridge, also = said(summer, first, "Sửa cầu treo"), said(summer, second, "Cầu treo hỏng")
    services.compiling.merge(actor, bridge, (also,))
    forwarded(bridge)
    answered(bridge, PROGRESS, date(2026, 7, 1))
    answered(bridge, SETTLED, date(2026, 9, 1))
    two = said(summer, second, "Cấp nước sạch và xây lớp học")
    parts = (Part("Cấp nước sạch", "Nước", unit_id=unit), Part("Xây lớp học", "Giáo dục", unit_id=unit))
    water, _school = services.compiling.split(actor, two, parts).value
    forwarded(water)
    answered(water, SETTLED, date(2026, 8, 30))
    doubt = VerdictDraft(Verdict.UNSATISFIED, date(2026, 9, 10), "Chưa có nước", again=True)
    services.replies.review(actor, water, doubt)
    said(summer, first, "Hỏi về học phí", "Đã trả lời")
    answered(said(summer, first, "Hỏi về đất ở"), EXPLAINED, date(2026, 6, 30))
    again = said(winter, first, "Cầu treo lại hỏng")
    services.compiling.raise_again(actor, again, bridge)
    said(winter, second, "Hỏi về bảo hiểm", "Đã trả lời")
    return actor


def _table(report: Report) -> dict[str, list[int | None]]:
    """What each row says, but for the shares."""
    return {row.label: [f.value for f in row.figures if not f.share] for row in report.rows}


def _filled(services: Services, actor: Actor, form: str, period: Period = YEAR) -> Report:
    report = services.statistics.report(actor, form, period, BodyKind.COUNCIL)
    assert [check.relation.told for check in report.checks if not check.holds] == []
    return report


def test_the_sessions_stand_in_the_order_in_which_they_open(either: Services) -> None:
    actor = _term_of_two_sessions(either)
    # all, settled, in progress, explained, waiting, raised before, satisfied, not satisfied
    assert list(_table(_filled(either, actor, "voter-sessions")).items()) == [
        (MIDYEAR, [4, 1, 0, 1, 2, 0, 0, 1]),
        (YEAREND, [1, 0, 0, 0, 1, 1, 0, 0]),
        ("Tổng cộng", [5, 1, 0, 1, 3, 1, 0, 1]),
    ]


def test_what_a_period_told_stays_when_units_reply_later(services: Services) -> None:
    actor = _term_of_two_sessions(services)
    told = _table(_filled(services, actor, "voter-sessions", SUMMER))
    assert told[MIDYEAR] == [4, 0, 1, 1, 2, 0, 0, 0]


def test_opinions_are_told_by_village_and_lead_to_recommendations(services: Services) -> None:
    actor = _term_of_two_sessions(services)
    # opinions, on the spot, merged, petitions, parted; recommendations, settled, in progress, explained,
    # waiting, raised before
    assert _table(_filled(services, actor, "voter-villages")) == {
        "bản Nà Khương": [4, 1, 0, 0, 0, 3, 1, 0, 1, 1, 1],
        "bản Pa Sỏi": [3, 1, 1, 0, 1, 2, 0, 0, 0, 2, 0],
        "Tổng cộng": [7, 2, 1, 0, 1, 5, 1, 0, 1, 3, 1],
    }


def test_a_reply_is_in_time_by_its_newest_term(either: Services) -> None:
    actor = _term_of_two_sessions(either)
    # having a term, due or answered, in time, late, overdue, running, satisfied, not satisfied
    assert _table(_filled(either, actor, "voter-timeliness"))["Tổng cộng"] == [5, 4, 2, 0, 2, 1, 0, 1]
    autumn = _table(_filled(either, actor, "voter-timeliness", Period(YEAR.first, date(2026, 9, 9))))
    assert autumn["Tổng cộng"] == [4, 4, 2, 1, 1, 0, 0, 0]  # before it was sent back the water came late


def test_the_backlog_is_counted_from_the_first_day_of_the_term(either: Services) -> None:
    actor = _term_of_two_sessions(either)
    report = _filled(either, actor, "voter-backlog")
    # all, closed, open: not forwarded, waiting, in progress; overdue, raised before
    assert _table(report)["Tổng cộng"] == [5, 2, 3, 2, 1, 0, 2, 1]
    assert "Chưa ghi ngày bắt đầu nhiệm kỳ" in report.notes[0]
    settings = replace(either.office.settings(actor), council_term_from=date(2026, 7, 1))
    either.office.change_settings(actor, settings)
    report = _filled(either, actor, "voter-backlog")
    assert _table(report)["Tổng cộng"] == [1, 0, 1, 1, 0, 0, 0, 1]
    assert report.notes[0] == "Lũy kế tính từ ngày 01/07/2026, ngày bắt đầu nhiệm kỳ của HĐND."


def test_the_figures_of_the_report_follow_from_the_ledger(services: Services) -> None:
    actor = _term_of_two_sessions(services)
    placed = _filled(services, actor, "voter-figures").placed
    told = {figure.measure: figure.value for _, figure in placed if not figure.share}
    named = ("opinions", "on-the-spot", "merged", "split", "items", "commune", "termed", "overdue", "backlog")
    assert [told[name] for name in named] == [7, 2, 1, 1, 5, 5, 4, 2, 3]


def test_a_number_opens_the_recommendations_behind_it(services: Services) -> None:
    actor = _term_of_two_sessions(services)
    found = services.statistics.records(
        actor, FigureRef("voter-sessions", "5", YEAR, row=str(_session(services, actor, MIDYEAR)))
    ).rows
    assert sorted(record.text for record in found) == ["Cấp nước sạch", "Xây lớp học"]


def test_what_became_a_petition_is_an_opinion_and_no_recommendation(services: Services, actor: Actor) -> None:
    village = services.office.add_village(actor, "bản Nà Khương").value
    meeting = _round(services, actor, MIDYEAR, date(2026, 7, 10), date(2026, 6, 20))
    for kind in (PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION):
        line = RecommendationDraft(meeting, f"Việc {kind}", "Sùng Thị Kín", village_id=village)
        said = services.voters.record(actor, line).value.id
        draft = factories.petition(kind, target=Target.COMMUNE_STAFF, received_on=date(2026, 6, 20))
        services.petitions.register(actor, replace(draft, recommendation_id=said))
    told = _table(_filled(services, actor, "voter-villages"))
    # of the denunciation not even the village is told
    assert told["bản Nà Khương"] == told["Không ghi"] == [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    found = services.statistics.records(actor, FigureRef("voter-villages", "4", YEAR)).rows
    assert sorted((record.who, record.text) for record in found) == [
        ("", ""),
        ("Sùng Thị Kín", "Việc complaint"),
    ]


def _session(services: Services, actor: Actor, name: str) -> RecordId:
    return next(one.id for one in services.council_sessions.all(actor) if one.name == name)


def _drawn(services: Services, actor: Actor, session: str = "") -> dict[str, Chart]:
    key = _session(services, actor, session) if session else None
    asked = ChartQuery(YEAR, gallery=Gallery.VOTERS, session=key)
    return {chart.id: chart for chart in services.charts.all(actor, asked)}


def _bars(chart: Chart) -> dict[str, list[int | None]]:
    return {name: [series.values[at] for series in chart.series] for at, name in enumerate(chart.labels)}


def test_the_charts_draw_the_same_figures(services: Services) -> None:
    actor = _term_of_two_sessions(services)
    drawn = _drawn(services, actor)
    # settled, explained, in progress, waiting
    assert list(_bars(drawn["voter-sessions"]).items()) == [(MIDYEAR, [1, 1, 0, 2]), (YEAREND, [0, 0, 0, 1])]
    assert _bars(drawn["voter-villages"]) == {"bản Nà Khương": [1, 1, 0, 1], "bản Pa Sỏi": [0, 0, 0, 2]}
    assert sum(filter(None, drawn["voter-states"].series[0].values)) == 7
    assert drawn["voter-sessions"].told(0) == "4 = 1 + 1 + 0 + 2"
    assert drawn["voter-sessions"].told(1) == "1"


def test_charts_of_one_session_still_compare_it_with_the_others(services: Services) -> None:
    actor = _term_of_two_sessions(services)
    drawn = _drawn(services, actor, YEAREND)
    assert drawn["voter-sessions"].labels == (MIDYEAR, YEAREND)
    assert _bars(drawn["voter-fields"]) == {"Giao thông": [0, 0, 0, 1]}


def test_each_part_of_a_bar_lists_its_records(either: Services) -> None:
    actor = _term_of_two_sessions(either)
    for session in (None, _session(either, actor, MIDYEAR)):
        asked = ChartQuery(YEAR, gallery=Gallery.VOTERS, session=session)
        for chart in either.charts.all(actor, asked):
            for series, told in enumerate(chart.series):
                for at, value in enumerate(told.values):
                    assert either.charts.records(actor, asked, chart, (series, at)).total == value


@pytest.mark.parametrize("count", [1, 14])
def test_of_many_sessions_the_newest_are_drawn(services: Services, count: int) -> None:
    actor = factories.found_office(services)
    for month in range(count):
        day = date(2025 + month // 12, month % 12 + 1, 2)
        meeting = _round(services, actor, f"Kỳ họp {count - month}", day, date(2024, 5, 4))
        services.voters.record(actor, RecommendationDraft(meeting, "Sửa cầu treo", level=UnitLevel.PROVINCE))
    asked = ChartQuery(Period(date(2024, 1, 1), date(2026, 12, 31)), gallery=Gallery.VOTERS)
    chart = services.charts.all(actor, asked)[0]
    assert chart.labels == tuple(f"Kỳ họp {at}" for at in range(min(count, 12), 0, -1))
    assert chart.note == ("Còn 2 kỳ họp trước đó không vẽ." if count > 12 else "")


def test_a_session_called_otherwise_changes_no_closed_figure(either: Services) -> None:
    actor = _term_of_two_sessions(either)
    closed = either.frozen.close(actor, "voter-sessions", YEAR, reason="Kiểm tra").value
    renamed = CouncilSessionDraft("Kỳ họp thứ hai", date(2026, 7, 10))
    key = _session(either, actor, MIDYEAR)
    either.council_sessions.amend(actor, key, renamed)
    changes = either.frozen.changes(actor, closed.id)
    assert (changes.figures, changes.records) == ((), ())
    assert "Kỳ họp thứ hai" in _table(_filled(either, actor, "voter-sessions"))
    behind = either.statistics.records(actor, FigureRef("voter-sessions", "5", YEAR, row=str(key))).rows
    assert len(behind) == 2
    assert _drawn(either, actor)["voter-sessions"].labels[0] == "Kỳ họp thứ hai"
