"""Reports that fall due: by when, how they stand; the whole set of a period in one act."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordFile
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused, StorageTrouble
from app.domain.ids import new_id
from app.domain.report_sets import DueReport, ReportState
from app.services import files, period_words
from tests import factories

READER = Actor(new_id(), "Phùng Thị Lan", "Văn phòng Đảng ủy", Role.PARTY, "MAY-2")
TODAY = date(2026, 11, 20)


def state_of(services: Services, actor: Actor, key: str, on: date) -> ReportState:
    return services.report_sets.one(actor, "state", key).state(on)


def standing(services: Services, actor: Actor, key: str, on: date) -> str:
    return period_words.standing(services.report_sets.one(actor, "state", key), on)


def change(services: Services, actor: Actor, **settings: object) -> None:
    told = replace(services.office.settings(actor), **settings)  # type: ignore[arg-type]  # each names its own
    services.office.change_settings(actor, told)


def keys(found: tuple[DueReport, ...]) -> list[tuple[str, str]]:
    return [(one.report.id, one.period.key) for one in found]


@pytest.mark.parametrize(
    ("on", "state", "told"),
    [
        (date(2026, 12, 14), ReportState.RUNNING, "Gửi chậm nhất 17/12/2026"),
        (date(2026, 12, 15), ReportState.DUE, "Gửi chậm nhất 17/12/2026, còn 2 ngày"),
        (date(2026, 12, 17), ReportState.DUE, "Hạn gửi hôm nay, 17/12/2026"),
        (date(2026, 12, 18), ReportState.LATE, "Chậm 1 ngày, hạn gửi 17/12/2026"),
    ],
)
def test_the_state_follows_the_days(
    services: Services, actor: Actor, on: date, state: ReportState, told: str
) -> None:
    assert state_of(services, actor, "2026-Q4", on) is state
    assert standing(services, actor, "2026-Q4", on) == told


def test_the_quarter_and_the_year_fall_due_on_the_same_day(services: Services, actor: Actor) -> None:
    found = [one for one in services.report_sets.due(actor) if one.report.id == "state"]
    assert [(one.period.key, one.send_by) for one in found] == [
        ("2026-Q4", date(2026, 12, 17)),
        ("2026", date(2026, 12, 17)),
    ]


def test_the_month_of_the_party_has_no_day_until_the_office_sets_one(
    services: Services, actor: Actor
) -> None:
    assert services.report_sets.one(actor, "party", "2026-10").send_by is None
    assert ("party", "2026-10") in keys(services.report_sets.to_mind(actor))
    change(services, actor, report_month_day=5)
    assert services.report_sets.one(actor, "party", "2026-10").send_by == date(2026, 11, 5)


def test_monthly_reports_nobody_asked_for_are_not_due(services: Services, actor: Actor) -> None:
    assert "committee-month" not in {one.report.id for one in services.report_sets.calendar(actor, 2026)}
    change(services, actor, report_month_day=5)
    assert {"committee-month", "council-month"} <= {
        one.report.id for one in services.report_sets.calendar(actor, 2026)
    }


def test_the_office_may_cut_the_year_otherwise_and_send_earlier(services: Services, actor: Actor) -> None:
    change(services, actor, report_first_day=1, report_send_day=3)
    one = services.report_sets.one(actor, "state", "2026-Q1")
    assert (one.period.days.first, one.period.days.last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert one.send_by == date(2026, 4, 3)


@pytest.mark.parametrize("name", ["report_first_day", "report_send_day", "report_month_day"])
def test_a_day_that_no_month_has_is_refused(services: Services, actor: Actor, name: str) -> None:
    with pytest.raises(Refused, match="count_out_of_range"):
        change(services, actor, **{name: 32})


def test_a_report_noted_as_sent_is_no_longer_minded(either: Services) -> None:
    actor = factories.found_office(either)
    sent = either.report_sets.mark_sent(actor, "party", "2026-10", TODAY, " Số 12-BC/ĐU ").value
    assert sent.state(TODAY) is ReportState.SENT
    again = either.report_sets.one(actor, "party", "2026-10")
    assert (again.sending.sent_on, again.sending.note) == (TODAY, "Số 12-BC/ĐU")
    assert ("party", "2026-10") not in keys(either.report_sets.to_mind(actor))
    assert ("party", "2026-10") in keys(either.report_sets.due(actor))
    taken_back = either.report_sets.take_back(actor, "party", "2026-10", "Ghi nhầm kỳ").value
    assert taken_back.sending.sent_on is None
    assert ("party", "2026-10") in keys(either.report_sets.to_mind(actor))


def test_a_change_of_the_first_day_loses_no_note(services: Services, actor: Actor) -> None:
    services.report_sets.mark_sent(actor, "state", "2026-Q3", TODAY)
    change(services, actor, report_first_day=1)
    assert services.report_sets.one(actor, "state", "2026-Q3").sending.sent_on == TODAY


def test_a_sending_has_a_sensible_day(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="date_in_future"):
        services.report_sets.mark_sent(actor, "state", "2026-Q3", TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="report_sent_before_period"):
        services.report_sets.mark_sent(actor, "state", "2026-Q3", date(2026, 6, 14))
    with pytest.raises(Refused, match="report_not_sent"):
        services.report_sets.take_back(actor, "state", "2026-Q3", "Ghi nhầm")


@pytest.mark.usefixtures("actor")
def test_who_only_reads_notes_no_sending(services: Services) -> None:
    with pytest.raises(Refused, match="not_permitted"):
        services.report_sets.mark_sent(READER, "party", "2026-10", TODAY)


@pytest.mark.parametrize(
    ("report", "key", "code"),
    [
        ("bank", "2026-Q1", "report_set_unknown"),
        ("state", "2026-03", "report_not_of_period"),
        ("party", "2026-Q2", "report_not_of_period"),
        ("state", "2025-Q3", "report_not_of_period"),
        ("", "2019-Q1", "report_not_of_period"),
        ("", "2026-Q9", "report_period_unknown"),
    ],
)
def test_a_report_that_does_not_exist_is_refused(
    services: Services, actor: Actor, report: str, key: str, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        services.report_sets.one(actor, report, key)


def test_a_set_holds_each_form_the_draft_and_the_checklist(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    folder = tmp_path / "bộ báo cáo"
    steps: list[tuple[int, int]] = []
    told = services.report_sets.prepare(
        actor, "", "2026-9M", folder, lambda done, whole: steps.append((done, whole))
    ).value
    names = {path.name for path in folder.iterdir()}
    assert names == set(told.files)
    assert {f"01-TCD 9 tháng đầu năm 2026.{ending}" for ending in ("docx", "pdf", "xlsx")} <= names
    assert {f"Báo cáo UBND xã 9 tháng đầu năm 2026.{ending}" for ending in ("docx", "pdf")} <= names
    checklist = PdfReader(folder / "Danh mục kiểm tra UBND xã 9 tháng đầu năm 2026.pdf")
    text = " ".join(page.extract_text() for page in checklist.pages)
    assert "Gửi chậm nhất: 17/9/2026" in text
    assert "01/TCD" in text
    assert steps == [(at, steps[-1][1]) for at in range(steps[-1][1])]
    assert services.report_sets.one(actor, "state", "2026-9M").sending.prepared_on == TODAY


def test_the_draft_names_the_period_and_has_no_number(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    services.report_sets.prepare(actor, "state", "2026-H1", tmp_path)
    letter = (tmp_path / "Báo cáo UBND xã 6 tháng đầu năm 2026.docx").read_bytes()
    text = "\n".join(paragraph.text for paragraph in WordFile(BytesIO(letter)).paragraphs)
    assert "tố cáo 6 tháng đầu năm 2026" in text
    assert "từ ngày 15 tháng 12 năm 2025 đến ngày 14 tháng 6 năm 2026" in text
    assert not services.letters.page(actor).total


def test_a_second_quarter_has_no_written_report(services: Services, actor: Actor, tmp_path: Path) -> None:
    told = services.report_sets.prepare(actor, "state", "2026-Q2", tmp_path).value
    assert not [name for name in told.files if name.startswith("Báo cáo")]


def test_parts_to_write_by_hand_are_listed(services: Services, actor: Actor, tmp_path: Path) -> None:
    told = services.report_sets.prepare(actor, "state", "2026-Q1", tmp_path).value
    assert "Báo cáo: Ưu điểm" in told.by_hand


class Stopped(Exception):  # noqa: N818 - a wish, not an error
    """The clerk stopped the work."""


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_set_that_is_stopped_leaves_nothing(
    services: Services, actor: Actor, tmp_path: Path, at: int
) -> None:
    def stop(done: int, whole: int) -> None:
        if done == min(at, whole - 1):
            raise Stopped

    with pytest.raises(Stopped):
        services.report_sets.prepare(actor, "state", "2026-Q1", tmp_path / "bộ", stop)
    assert not list((tmp_path / "bộ").iterdir())
    assert services.report_sets.one(actor, "state", "2026-Q1").sending.prepared_on is None


def test_a_file_that_cannot_be_written_takes_its_companions_along(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "b").write_text("như cũ")
    with pytest.raises(StorageTrouble, match="file_is_folder"):
        files.save_all({"a": b"1", "b": b"2", "c": b"3"}, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"b", "c"}


def test_who_only_reads_may_prepare_and_leaves_no_note(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    told = services.report_sets.prepare(READER, "party", "2026-10", tmp_path).value
    assert told.files
    assert services.report_sets.one(actor, "party", "2026-10").sending.prepared_on is None


def test_long_titles_leave_room_for_the_period(services: Services, actor: Actor, tmp_path: Path) -> None:
    told = services.report_sets.prepare(actor, "party", "2026-10", tmp_path).value
    assert all("Tháng 10-2026" in name for name in told.files)


def test_older_circulars_are_a_set_of_their_own_and_said_to_be_unsure(
    services: Services, actor: Actor
) -> None:
    old = services.report_sets.one(actor, "", "2025-Q3")
    assert old.report.id == "state-before"
    assert "cần kiểm tra" in old.report.note
    assert services.report_sets.one(actor, "", "2025-Q4").report.id == "state"


def test_columns_that_nobody_counts_are_listed_to_be_written_by_hand(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    told = services.report_sets.prepare(actor, "state-before", "2025-Q3", tmp_path).value
    assert [line for line in told.by_hand if line.startswith("Biểu 01/KQGQ: Cột 9")]
