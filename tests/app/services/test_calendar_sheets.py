"""The calendar of a year as a sheet: what Excel saves is read, what is wrong is told line by line."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay, Sheet

HEAD = "Ngày;Loại;Lý do;Văn bản;Đã chính thức"
STORM = CalendarDay(date(2026, 11, 26), DayKind.OFF, "Nghỉ tránh bão", "Công điện 12/CĐ-UBND")
LINE = "26/11/2026;Ngày nghỉ;Nghỉ tránh bão;Công điện 12/CĐ-UBND;Có"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lich.csv"


def read(services: Services, actor: Actor, file: Path, *lines: str, encoding: str = "utf-8") -> Sheet:
    file.write_text("\n".join(lines), encoding)
    return services.calendar.read_sheet(actor, 2026, file)


def test_a_year_written_and_read_back_changes_nothing(services: Services, actor: Actor, file: Path) -> None:
    odd = CalendarDay(date(2026, 12, 7), DayKind.OFF, '=1+1; "x", y', "-", confirmed=False)
    services.calendar.apply(actor, CalendarChanges((STORM, odd)), "Bão")
    file.write_bytes(services.calendar.sheet(actor, 2026))
    assert "'=1+1" in file.read_text("utf-8-sig")
    told = services.calendar.read_sheet(actor, 2026, file)
    assert (told.changes.told, told.rejected) == ((), ())
    assert told.known == len(services.calendar.days(actor, 2026))


@pytest.mark.parametrize(
    "lines",
    [
        (HEAD, LINE),
        (HEAD.replace(";", ","), LINE.replace(";", ",")),
        (HEAD.replace(";", "\t"), LINE.replace(";", "\t")),
        ("NGAY;loai;Ly do;VĂN BẢN;da chinh thuc;Ghi chú", f"{LINE};thêm"),
        ("", HEAD, ";;;;", "2026-11-26;off;  Nghỉ tránh  bão ;Công điện 12/CĐ-UBND;co", ""),
        (
            "Loại;Ngày;Đã chính thức;Văn bản;Lý do",
            "Nghỉ;26/11/2026;CÓ;Công điện 12/CĐ-UBND;Nghỉ tránh bão",
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_sheet_is_read_however_it_was_saved(
    services: Services, actor: Actor, file: Path, lines: tuple[str, ...], encoding: str
) -> None:
    told = read(services, actor, file, *lines, encoding=encoding)
    assert (told.changes.added, told.rejected) == ((STORM,), ())


def test_a_day_of_the_office_told_otherwise_is_amended(services: Services, actor: Actor, file: Path) -> None:
    services.calendar.apply(actor, CalendarChanges((replace(STORM, confirmed=False),)), "Bão")
    told = read(services, actor, file, HEAD, LINE)
    assert (told.changes.added, told.changes.amended) == ((), (STORM,))
    assert services.calendar.apply(actor, told.changes, "Có văn bản").value == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("32/11/2026;Nghỉ;Bão;CĐ 1;Có", "input_not_day"),
        (";Nghỉ;Bão;CĐ 1;Có", "input_not_day"),
        ("26/11/2026;Lễ;Bão;CĐ 1;Có", "input_not_word"),
        ("26/11/2026;Nghỉ;Bão;CĐ 1;", "input_not_word"),
        ("26/11/2026;Nghỉ;;CĐ 1;Có", "line_missing"),
        ("26/11/2026;Nghỉ;Bão;;Có", "line_missing"),
        ("26/11/2026;Nghỉ", "input_not_word"),
        ("28/11/2026;Nghỉ;Bão;CĐ 1;Có", "off_on_weekend"),
        ("26/11/2026;Làm bù;Bão;CĐ 1;Có", "worked_not_saturday"),
        ("29/11/2026;Làm bù;Bão;CĐ 1;Có", "worked_not_saturday"),
        ("26/11/2027;Nghỉ;Bão;CĐ 1;Có", "day_other_year"),
        ("24/11/2026;Nghỉ;Bão;CĐ 1;Có", "day_known"),
        (LINE.replace("26", "25", 1), "day_twice"),
        (f"26/11/2026;Nghỉ;{'b' * 501};CĐ 1;Có", "line_too_long"),
    ],
)
def test_a_wrong_line_is_told_and_the_others_stay(
    services: Services, actor: Actor, file: Path, line: str, code: str
) -> None:
    told = read(services, actor, file, HEAD, LINE.replace("26", "25", 1), line)
    assert [(one.number, one.trouble.code) for one in told.rejected] == [(3, code)]
    assert [one.day for one in told.changes.added] == [date(2026, 11, 25)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_headings"),
        (b"\x00\x01", "sheet_headings"),
        ("Ngày;Loại;Lý do".encode(), "sheet_headings"),
        (HEAD.encode("utf-16"), "sheet_unreadable"),
        (f'{HEAD}\n"26/11'.encode(), "sheet_unreadable"),
        (b"x" * 1_000_001, "sheet_too_large"),
    ],
)
def test_what_is_no_sheet_is_refused(
    services: Services, actor: Actor, file: Path, content: bytes, code: str
) -> None:
    file.write_bytes(content)
    with pytest.raises(Refused, match=code):
        services.calendar.read_sheet(actor, 2026, file)


def test_a_missing_file_and_a_clerk_without_the_right_are_refused(
    services: Services, actor: Actor, file: Path
) -> None:
    with pytest.raises(Refused, match="input_unreadable"):
        services.calendar.read_sheet(actor, 2026, file)
    file.write_text(HEAD, "utf-8")
    with pytest.raises(Refused, match="not_permitted"):
        services.calendar.read_sheet(replace(actor, role=Role.OFFICER), 2026, file)
