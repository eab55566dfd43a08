"""The training office gives back the published figures of a commune's year, and keeps its secrets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from app.bootstrap import Services, file_address, open_services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.jurisdictions import Jurisdiction
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import LetterRequest
from app.domain.office import UnitLevel
from app.domain.paging import Due, Period
from app.domain.people import PersonDraft
from app.domain.petitions import PetitionDraft, PetitionQuery, PetitionState
from app.domain.receptions import SessionKind
from app.domain.review_board import BoardPart, Grouping, Share, groups
from app.domain.statistics import By, CountedRecord, Figure, FigureRef, Report
from app.domain.text import fold
from app.domain.voters import Recommendation, RecommendationQuery, RecommendationState, Verdict
from app.rules import forms
from app.runtime.clock import standing_still
from app.runtime.paths import RESOURCES
from app.services import demo_material
from app.services.demo import found_training_office

FORM = "commune-summary"
YEAR = Period(date(2025, 7, 1), date(2026, 3, 31))
CALENDAR_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)

ROWS = """
 1 Bí thư Đảng ủy tiếp công dân                 Lượt tiếp 2; Vụ việc 2
 2 Hội nghị đối thoại năm 2025                  Hội nghị 1; Người dự 85; Ý kiến 13
 3 Hội nghị đối thoại năm 2026                  Hội nghị 2; Người dự 65; Ý kiến 12
 4 Đơn Đảng ủy tiếp nhận                        Tổng số đơn 6; Kiến nghị, phản ánh 1; Tố cáo 5
 5 Xử lý đơn của Đảng ủy                        Không thuộc thẩm quyền 2; Mạo danh 1; Đã giải quyết 2; Rút đơn 1
 6 Tiếp xúc cử tri trước và sau kỳ họp HĐND     Đợt tiếp xúc 4; Cụm dân cư 12; Lượt cử tri dự 3046
 7 Ý kiến, kiến nghị của cử tri                 Ý kiến 321
 8 Phân loại ý kiến cử tri                      Trả lời tại hội nghị 303; Thuộc thẩm quyền tỉnh 5; Thuộc thẩm quyền xã 13
 9 Giải quyết ý kiến chưa trả lời tại hội nghị  Phải giải quyết 18; Đã giải quyết 18; Tỷ lệ 100,00 %
10 Thường trực HĐND tiếp công dân               Lượt tiếp 0; Buổi trực tiếp dân 9
11 UBND tiếp công dân                           Lượt tiếp 39
12 Chủ tịch UBND tiếp định kỳ                   Lượt tiếp 1; Công dân 1
13 Tiếp thường xuyên                            Lượt tiếp 38; Công dân 38
14 Vụ việc và đoàn đông người                   Vụ việc 38; Trong đó qua tiếp thường xuyên 38; Đoàn đông người 0
15 Đơn UBND năm 2025                            Nhận trong kỳ 20; Kỳ trước chuyển sang 0; Không thuộc thẩm quyền 0; Vụ việc 20
16 Giải quyết đơn của UBND năm 2025             Phải giải quyết 20; Đã giải quyết 20; Tỷ lệ 100,00 %
17 Đơn UBND năm 2026                            Nhận trong kỳ 18; Kỳ trước chuyển sang 0; Không thuộc thẩm quyền 4; Vụ việc 18
18 Giải quyết đơn của UBND năm 2026             Phải giải quyết 14; Đã giải quyết 12; Tỷ lệ 85,71 %
"""  # noqa: E501 - a table reads best with one row a line

REAL_NAMES = (
    "Bình Lư",
    "Sơn Bình",
    "Tam Đường",
    "Huổi Ke",
    "Chu Va",
    "Tông Pẩn",
    "bản Tân",
    "Hưng Bình",
    "Tân Bình",
    "Nà Đa",
    "Nậm Dê",
    "Km2",
    "Nà Hum",
)


@dataclass(frozen=True, slots=True)
class Training:
    """The training office, open, with who acts in it and what its progress told."""

    services: Services
    actor: Actor
    folder: Path
    told: tuple[tuple[int, int], ...]

    def report(self) -> Report:
        return self.services.statistics.report(self.actor, FORM, YEAR)

    def records(self, measure: str, period: Period) -> tuple[CountedRecord, ...]:
        return self.services.statistics.records(self.actor, FigureRef(FORM, measure, period)).rows

    def recommendations(self, **asked: object) -> tuple[Recommendation, ...]:
        query = RecommendationQuery(limit=1000, **asked)  # type: ignore[arg-type]  # the query's own fields
        rows = self.services.voters.page(self.actor, query).rows
        return tuple(self.services.voters.recommendation(self.actor, row.id) for row in rows)


def opened(folder: Path, now: datetime) -> Training:
    services = open_services(file_address(folder), standing_still(now))
    told: list[tuple[int, int]] = []
    actor = found_training_office(services, "PC-01", lambda done, whole: told.append((done, whole)))
    return Training(services, actor, folder, tuple(told))


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Training]:
    office = opened(tmp_path_factory.mktemp("training"), NOW)
    yield office
    office.services.close()


def shown(figure: Figure) -> str:
    if not figure.share:
        return f"{figure.label} {figure.value}"
    return f"{figure.label} {(figure.value or 0) // 100},{(figure.value or 0) % 100:02} %"


def written(report: Report) -> list[str]:
    return [
        " ".join(f"{row.number} {row.label} {'; '.join(shown(figure) for figure in row.figures)}".split())
        for row in report.rows
    ]


def test_the_eighteen_published_rows_come_back_from_the_records(training: Training) -> None:
    assert written(training.report()) == [" ".join(line.split()) for line in ROWS.strip().splitlines()]


@pytest.mark.parametrize("now", [datetime(2026, 4, 8, 2, tzinfo=UTC), datetime(2027, 2, 6, 2, tzinfo=UTC)])
def test_the_figures_stay_the_same_on_whatever_day_the_office_is_opened(
    tmp_path: Path, training: Training, now: datetime
) -> None:
    other = opened(tmp_path, now)
    assert written(other.report()) == written(training.report())
    other.services.close()


def test_behind_every_number_lie_exactly_its_records(training: Training) -> None:
    figures = [f for row in training.report().rows for f in row.figures if not f.share]
    for figure in figures:
        records = training.records(figure.measure, figure.period)
        measure = forms.form(FORM).measure(figure.measure)
        assert len({(r.record_id, r.text, r.who) for r in records}) == len(records)
        if measure.by is By.RECORDS:
            assert len(records) == figure.value, figure.measure


def test_behind_the_sums_lie_the_records_that_make_them(training: Training) -> None:
    counted = {
        (figure.measure, figure.period.first.year): len(training.records(figure.measure, figure.period))
        for row in training.report().rows
        for figure in row.figures
        if forms.form(FORM).measure(figure.measure).by is not By.RECORDS
    }
    assert counted == {
        ("party-cases", 2025): 2,
        ("dialogue-people", 2025): 1,
        ("dialogue-people", 2026): 2,
        ("meeting-voters", 2025): 12,
        ("chair-people", 2025): 1,
        ("everyday-people", 2025): 38,
        ("committee-cases", 2025): 39,  # the chair's one visit is about the case of an everyday one
        ("everyday-cases", 2025): 38,
        ("petition-cases", 2025): 20,
        ("petition-cases", 2026): 18,
    }


def test_the_rows_agree_among_themselves(training: Training) -> None:
    rows = {row.number: [figure.value or 0 for figure in row.figures] for row in training.report().rows}
    assert rows[4][0] == sum(rows[4][1:]) == sum(rows[5])
    assert rows[7][0] == sum(rows[8])
    assert rows[11][0] == rows[12][0] + rows[13][0]
    assert rows[18][0] == rows[17][0] - rows[17][2]


def test_two_petitions_of_the_first_quarter_are_carried_over_and_settled_in_the_second(
    training: Training,
) -> None:
    second = Period(date(2026, 4, 1), date(2026, 6, 30))
    carried = training.records("petitions-carried", second)
    settled = training.records("petitions-settled", second)
    assert len(carried) == 2
    assert {record.record_id for record in carried} <= {record.record_id for record in settled}


def test_the_standing_committee_sat_on_every_fifteenth_or_the_next_working_day(training: Training) -> None:
    sessions = training.services.receptions.sessions(training.actor, YEAR, BodyKind.COUNCIL)
    assert " ".join(sorted(f"{session.held_on:%y-%m-%d}" for session in sessions)) == (
        "25-07-15 25-08-15 25-09-15 25-10-15 25-11-17 25-12-15 26-01-15 26-02-23 26-03-16"
    )
    assert sum(session.turns for session in sessions) == 0


def test_no_two_voters_say_the_same_words(training: Training) -> None:
    said = [recommendation.row.matter for recommendation in training.recommendations()]
    assert len(said) > 321
    assert len(set(said)) == len(said)


def test_every_opinion_at_a_meeting_was_answered_there_or_by_a_unit(training: Training) -> None:
    for recommendation in training.recommendations():
        if recommendation.row.state not in (RecommendationState.RECORDED, RecommendationState.FORWARDED):
            assert recommendation.answer
            assert recommendation.row.answered_on


def test_the_training_office_says_that_it_is_one(training: Training) -> None:
    settings = training.services.office.settings(training.actor)
    assert settings.training
    assert settings.remote


def test_thirty_five_villages_of_which_two_were_merged_and_keep_their_records(training: Training) -> None:
    every = training.services.office.villages(training.actor, standing=False)
    merged = [village.name for village in every if village.merged_into]
    assert len(every) == 35
    assert sorted(merged) == ["bản Co Phung", "bản Mào Dình"]
    assert {row.row.village for row in training.recommendations()} >= set(merged)


def test_no_real_village_or_commune_is_named() -> None:
    files = sorted((RESOURCES / "demo").glob("*.toml"))
    told = "\n".join(path.read_text("utf-8") for path in files)
    assert files
    assert [name for name in REAL_NAMES if name in told] == []


def test_the_log_is_whole(training: Training) -> None:
    verified = training.services.backup.verify(training.actor)
    assert verified.whole
    assert verified.changes > 2000


def denouncers() -> list[dict[str, str]]:
    petitions = (
        *demo_material.table("petitions")["petitions"],
        *demo_material.table("present")["petitions"],
    )
    return [told["sealed"] for told in petitions if "sealed" in told]


def test_no_petition_of_the_training_office_is_taken_for_another(training: Training) -> None:
    rows = training.services.petitions.page(training.actor, PetitionQuery(limit=200)).rows
    assert len(rows) > 40
    for row in rows:
        known = training.services.petitions.petition(training.actor, row.id)
        draft = PetitionDraft(known.body, known.kind, (), known.matter, known.received_on)
        found = training.services.classification.earlier(training.actor, draft)
        assert {one.number for one in found if one.same_matter} <= {known.number}, known.matter


def test_a_repeat_in_other_words_is_found_in_the_training_office(training: Training) -> None:
    draft = PetitionDraft(
        BodyKind.COMMITTEE,
        PetitionKind.COMPLAINT,
        (PersonDraft("Lù Văn Tỉn"),),
        "Không đồng ý quyết định của Chủ tịch UBND xã phạt lấn hành lang đường Vàng Khâu, tường rào đã lâu",
        YEAR.last,
    )
    found = training.services.classification.earlier(training.actor, draft)
    assert [one.same_person for one in found if one.same_matter] == [True]


def test_a_denouncer_is_found_by_no_search(training: Training) -> None:
    assert len(denouncers()) == 9
    for sealed in denouncers():
        assert training.services.records.search(training.actor, sealed["name"]) == ()
        assert training.services.records.suggest_people(training.actor, sealed["name"]) == ()
        query = PetitionQuery(text=sealed["name"])
        assert training.services.petitions.page(training.actor, query).total == 0


def test_a_denouncer_stands_in_no_table_but_the_sealed_one(training: Training) -> None:
    with training.services.desk.database.read() as view:
        names = view.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'denouncers'"
            " AND name NOT LIKE 'search_index%'"
        ).scalars()
        content = fold(
            "\n".join(
                str(tuple(row))
                for name in list(names)
                for row in view.connection.exec_driver_sql(f"SELECT * FROM {name}")
            )
        )
    assert fold("Giàng A Chống") in content
    for sealed in denouncers():
        assert fold(sealed["name"]) not in content
        assert not sealed["id_number"] or sealed["id_number"] not in content


def test_the_home_page_has_something_late_due_today_and_soon(training: Training) -> None:
    petitions = training.services.petitions
    for due in (Due.LATE, Due.TODAY, Due.SOON):
        assert petitions.page(training.actor, PetitionQuery(due=due)).total >= 1
    waiting = training.recommendations(due=Due.OPEN)
    assert {item.row.level for item in waiting} >= {UnitLevel.COMMUNE, UnitLevel.PROVINCE}
    sessions = training.services.council_sessions.all(training.actor)
    assert sessions[0].opens_on > date(2026, 11, 20)


def test_the_office_has_a_decision_to_send_and_one_to_make_public(training: Training) -> None:
    owed = {item.clock.rule_id for item in training.services.deadlines.due(training.actor)}
    assert {"KN-04", "KN-08", "TC-07", "TC-10", "XL-03"} <= owed


def test_nothing_of_the_published_year_waits_to_be_sent(training: Training) -> None:
    waiting = training.services.deadlines.due(training.actor)
    old = [item for item in waiting if item.clock.record_type is RecordType.PETITION]
    assert [item.number for item in old if item.clock.start_on <= YEAR.last] == []


def test_there_is_something_to_count_of_what_was_ordered_done_and_led(training: Training) -> None:
    with training.services.desk.database.read() as view:
        count = view.connection.exec_driver_sql
        assert count("SELECT count(*) FROM outcomes WHERE stage = 'decided'").scalar_one() >= 3
        assert count("SELECT count(*) FROM petitions WHERE carried_out_on IS NOT NULL").scalar_one() == 2
    kinds = [one.told.kind for one in training.services.affairs.within(training.actor, CALENDAR_YEAR)]
    assert sorted(kinds) == ["document_issued", "training", "training"]


def test_the_coming_session_shows_what_a_ledger_remembers(training: Training) -> None:
    services, actor = training.services, training.actor
    coming = services.council_sessions.all(actor)[0]
    book = services.voters.book(actor, coming.id)
    raised = {item.row.raised for item in book.items}
    assert raised == {1, 2, 3}
    assert max(item.row.voices for item in book.items) == 2
    assert [item.row.state for item in book.items if item.row.verdict is Verdict.UNSATISFIED] == [
        RecommendationState.SETTLED,
        RecommendationState.FORWARDED,
    ]
    assert [item.row.promised_on > coming.opens_on for item in book.items if item.row.promised_on] == [True]
    assert [item.row.raised for item in book.fitting("urge")] == [1, 2]  # waits too long; promised and broken
    assert len([item for item in book.items if not item.row.field]) == 7
    past = [item for item in book.carried if item.row.promised_on and item.row.promised_on < book.today]
    assert [item.row.field for item in past] == ["Viễn thông"]
    assert {item.row.published_on is not None for item in book.carried} == {True, False}


def test_a_large_group_came_after_the_published_period(training: Training) -> None:
    since = Period(date(2026, 4, 1), date(2026, 12, 31))
    groups = training.records("committee-groups", since)
    visits = [training.services.receptions.visit(training.actor, group.record_id) for group in groups]
    assert [visit.people_count for visit in visits] == [17, 9]
    assert {visit.session.kind for visit in visits} == {SessionKind.UNSCHEDULED}


@pytest.mark.parametrize(
    ("form", "kind", "jurisdiction", "asked"),
    [
        ("kn-admission", PetitionKind.COMPLAINT, Jurisdiction.OURS, ()),
        (
            "pt-transfer-recommendation",
            PetitionKind.RECOMMENDATION,
            Jurisdiction.NOT_OURS,
            ("competent_body",),
        ),
    ],
)
def test_a_petition_waits_for_its_letter_with_every_fact_at_hand_but_the_body_to_choose(
    training: Training, form: str, kind: PetitionKind, jurisdiction: Jurisdiction, asked: tuple[str, ...]
) -> None:
    query = PetitionQuery(kinds=(kind,), states=(PetitionState.REGISTERED,), body=BodyKind.COMMITTEE)
    rows = training.services.petitions.page(training.actor, query).rows
    waiting = [training.services.petitions.petition(training.actor, row.id) for row in rows]
    petition = next(p for p in waiting if p.jurisdiction is jurisdiction)
    request = LetterRequest(form, RecordType.PETITION, petition.id)
    assert training.services.letters.preview(training.actor, request).missing == asked


def test_progress_is_told_step_by_step_up_to_the_whole(training: Training) -> None:
    assert all(after[0] == before[0] + 1 for before, after in pairwise(training.told))
    assert training.told[-1][0] == training.told[-1][1]


def test_a_clock_that_stands_before_the_year_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="clock_behind_demo"):
        opened(tmp_path, datetime(2026, 3, 31, 2, tzinfo=UTC))


def test_the_board_of_the_council_gives_back_the_published_figures(training: Training) -> None:
    services, actor = training.services, training.actor
    sessions = [one for one in services.council_sessions.all(actor) if one.opens_on.year == 2025]
    board = services.review_board.board(actor, [one.id for one in sessions])
    rounds = [meeting for one in sessions for meeting in services.voters.book(actor, one.id).meetings]
    assert (len(rounds), sum(len(meeting.places) for meeting in rounds)) == (4, 12)
    assert sum(board.opinions.values()) == 321
    assert board.opinions == {BoardPart.ON_THE_SPOT: 303, BoardPart.STANDING: 18}
    levels = {group.value: len(group.items) for group in groups(board.items, Grouping.LEVEL)}
    assert levels == {UnitLevel.PROVINCE: 5, UnitLevel.COMMUNE: 13}
    for share in (Share.ANSWERED, Share.SETTLED):
        part, whole = board.share(share)
        assert (len(part), len(whole)) == (18, 18)
