"""The sheet of a form with columns: read like the paper, and every number opens."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.domain.counting import VOCABULARIES
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.statistics import By, Measure, When
from app.rules import forms
from db.tables.petitions import petitions
from tests.exporters.reading import part
from tests.ui.doubles import RecordedMessages
from tests.ui.offices import empty_office, full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from tests.ui.spans import type_days
from ui.parts.papers import file_name
from ui.statistics import meaning
from ui.statistics.form import form_name, groups
from ui.statistics.grid import Head, Merged, in_words, merged
from ui.statistics.page import StatisticsPage
from ui.statistics.reports import Reports
from ui.theme import Look, Theme
from ui.widgets.row_button import RowButton

WIDE = """
number = "99/MAU"
title = "Biểu mẫu rộng của các thôn, bản trên địa bàn xã"
basis = "Để thử"
body = "committee"
periods = ["quarter"]
rows = "village"
effective_from = 2025-09-30
effective_to = 2025-12-31
relations = ["1 = 2 + 3"]
notes = ["Số liệu chỉ để thử."]
"""
ALL = 'counted = "petitions"\ndated = "received_on"\nwhen = "{when}"\nends = "closed_on"\n'
DONE = 'counted = "petitions"\ndated = "closed_on"\n'


@pytest.fixture
def wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A form of 31 columns beside those of the program; its sum fails where a petition ends too early."""
    folder = copytree(forms.FOLDER, tmp_path / "forms")
    heads = ("Tổng số đơn phải giải quyết", "Đã giải quyết xong", "Đang giải quyết")
    counted = (ALL.format(when="handled"), DONE, ALL.format(when="pending"))
    columns = [
        f'[[columns]]\nms = "{at}"\nlabel = "{name}"\n{how}text = "Đơn, cách {at}."\n'
        for at, (name, how) in enumerate(zip(heads, counted, strict=True), start=1)
    ]
    for at in range(4, 32):
        under = '["Trong kỳ", "Theo nội dung"]' if at < 20 else '["Kết quả thi hành"]'
        how = "unmeasured = true\n" if at == 31 else ALL.format(when="handled")
        columns.append(
            f'[[columns]]\nms = "{at}"\nlabel = "Nội dung {at}"\nunder = {under}\n{how}text = "t"\n'
        )
    (folder / "99-mau.toml").write_text(WIDE + "".join(columns), "utf-8")
    monkeypatch.setattr(forms, "FOLDER", folder)
    forms.form.cache_clear()
    yield
    forms.form.cache_clear()


@pytest.fixture
def page(shown: Callable[..., Shown[StatisticsPage]]) -> Shown[StatisticsPage]:
    return shown(StatisticsPage, full_office())


def choose(page: Shown[StatisticsPage], form: str) -> Reports:
    combo = page.page.reports.bar.form.combo
    combo.setCurrentIndex(combo.findData(form))
    combo.activated.emit(combo.currentIndex())
    page.settle()
    return page.page.reports


def click(page: Shown[StatisticsPage], ms: str) -> None:
    table = page.page.reports.view.sheet.table
    assert table.choose(ms)
    spot = table.visualRect(table.currentIndex()).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    page.settle()


def days(page: Shown[StatisticsPage], first: date, last: date) -> None:
    type_days(page, page.page.reports.bar, first, last)


def test_a_quarter_of_receptions_proves_itself(
    page: Shown[StatisticsPage], qtbot: QtBot, messages: RecordedMessages, tmp_path: Path
) -> None:
    reports = choose(page, "01-tcd")
    assert reports.bar.period.combo.currentText() == "Quý II/2026 (15/3–14/6)"
    assert reports.bar.organ.value() == BodyKind.COMMITTEE
    assert "UBND xã" in reports.view.sheet.line.text()
    assert reports.view.sheet.strip.chip.badge.text == "10/10 kiểm tra khớp"
    assert reports.view.panel.isHidden()
    days(page, date(2026, 1, 1), date(2026, 3, 31))
    click(page, "1")
    panel = reports.view.panel
    assert panel.isVisible()
    assert panel.number.text() == "3"
    assert panel.meaning.text().startswith("Số lượt công dân được tiếp trong kỳ")
    assert "Tính theo ngày tiếp trong kỳ." in panel.rule.text()
    assert "biểu 01/TCD, cột 1" in panel.rule.text()
    assert panel.records.model.rowCount() == 3
    panel.show_checks()
    assert "1 = 5 + 11 + 17 (3 = 3)" in told(panel.checks)
    save_picture(page.window, "statistics-sheet")
    messages.path = tmp_path / "hồ sơ.xlsx"
    panel.excel.click()
    page.settle()
    words = part(messages.path.read_bytes(), "xl/sharedStrings.xml")
    assert "01/TCD: Tổng số lượt tiếp" in words
    assert "Lò Văn Phương" in words
    with qtbot.waitSignal(page.page.wanted) as opened:
        panel.records.opened.emit(panel.records.current_key())
    assert opened.args is not None
    assert opened.args[0] == "receptions"


def told(widget: object) -> str:
    assert hasattr(widget, "findChildren")
    return " | ".join(made.text() for made in widget.findChildren(QLabel))


@pytest.mark.usefixtures("wide")
def test_a_failed_check_shows_the_petition_that_ended_before_it_came(
    page: Shown[StatisticsPage], qtbot: QtBot
) -> None:
    reports = choose(page, "99-mau")
    days(page, date(2026, 1, 1), date(2026, 3, 31))
    assert reports.view.sheet.strip.chip.badge.text == "1/1 kiểm tra khớp"
    with page.context.services.desk.database.engine.begin() as connection:
        wrong = update(petitions).where(petitions.c.matter.like("Không được xét hộ nghèo%"))
        connection.execute(wrong.values(closed_on=date(2025, 11, 3)))
    page.page.refresh()
    page.settle()
    strip = reports.view.sheet.strip
    assert strip.chip.badge.text == "1 kiểm tra lệch"
    assert strip.first.text().startswith("1 = 2 + 3 (")
    assert "≠" in strip.first.text()
    strip.open()
    assert strip.dialog is not None
    strip.dialog.findChildren(type(strip.all))[0].click()
    page.settle()
    faults = reports.view.panel.checks.findChildren(RowButton)
    assert [fault.row.title for fault in faults] == ["Tẩn A Páo"]
    save_picture(page.window, "statistics-fault")
    with qtbot.waitSignal(page.page.wanted) as opened:
        faults[0].click()
    assert opened.args is not None
    assert opened.args[0] == "petitions"


@pytest.mark.usefixtures("wide")
def test_the_keys_move_from_figure_to_figure_and_open_one(page: Shown[StatisticsPage]) -> None:
    reports = choose(page, "99-mau")
    table = reports.view.sheet.table
    table.choose("1")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Right)
    figure = table.chosen()
    assert figure is not None
    assert figure.ms == "2"
    QTest.keyClick(table, Qt.Key.Key_Return)
    page.settle()
    assert reports.view.panel.isVisible()
    assert reports.view.panel.name.text() == "Đã giải quyết xong"
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert reports.view.panel.isHidden()


@pytest.mark.usefixtures("wide")
def test_a_column_that_nobody_counts_says_so(page: Shown[StatisticsPage]) -> None:
    reports = choose(page, "99-mau")
    table = reports.view.sheet.table
    click(page, "31")
    index = table.currentIndex()
    assert table.model().data(index) == ""
    spoken = table.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert "chưa có sổ để đếm" in str(spoken)
    assert "đơn vị tự điền" in reports.view.panel.meaning.text()
    assert not reports.view.panel.excel.isVisible()
    reports.view.sheet.strip.open()
    assert "Cột 31 (Nội dung 31)" in told(reports.view.sheet.strip.dialog)


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize(("kind", "percent"), [(Look.LIGHT, 100), (Look.DARK, 175)])
def test_a_wide_form_keeps_heads_and_names_in_sight(
    page: Shown[StatisticsPage], look: Theme, kind: Look, percent: int
) -> None:
    look.wear(kind, percent)
    reports = choose(page, "99-mau")
    table = reports.view.sheet.table
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    save_picture(page.window, f"statistics-wide-{kind}-{percent}")
    assert table.horizontalScrollBar().maximum() > 0
    assert table.names.width() > 0
    area = reports.rect()
    assert reports.bar.mapTo(reports, reports.bar.rect().bottomRight()).x() <= area.right()
    reports.view.sheet.modes[1].click()
    assert table.model().rowCount() == 31
    assert "Trong kỳ › Theo nội dung › Nội dung 4" in str(
        table.model().headerData(3, Qt.Orientation.Vertical)
    )
    assert table.choose("31")


def test_a_number_that_the_law_requires_is_shown_though_no_book_counts_it(
    page: Shown[StatisticsPage],
) -> None:
    reports = choose(page, "reception-duties")
    days(page, date(2026, 3, 1), date(2026, 3, 31))
    sheet = reports.view.sheet
    assert sheet.report is not None
    required = sheet.report.rows[-1].figures[0]
    assert required.value
    assert in_words(required) == str(required.value)
    sheet.choose("1")
    sheet.figure_clicked.emit()
    page.settle()
    assert reports.view.panel.meaning.text().startswith("Số ngày (số tuần")


def test_forms_of_one_number_tell_until_when_they_held() -> None:
    names = [form_name(form) for form in map(forms.form, forms.form_ids()) if form.number == "01/XLD"]
    assert sorted(names)[0].startswith("01/XLD (đến 04/03/2024) – ")
    assert len(names) == len(set(names)) == 2


def test_each_form_of_the_same_days_has_a_file_of_its_own(page: Shown[StatisticsPage]) -> None:
    found = []
    for form in ("01-tcd", "02-xld"):
        report = choose(page, form).view.sheet.report
        assert report is not None
        found.append(file_name(report))
    assert [name.split()[0] for name in found] == ["01-TCD", "02-XLD"]


def test_a_head_tells_a_few_lines_of_its_sum_and_its_tip_the_rest(page: Shown[StatisticsPage]) -> None:
    table = choose(page, "monthly-party").view.sheet.table
    at = [head.ms for head in table.model().grid.heads].index("10")
    assert table.heads.band < 5 * table.fontMetrics().lineSpacing()
    tip = str(table.model().headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole))
    assert "23+\u200b24" in tip


@pytest.mark.usefixtures("wide")
def test_two_hundred_units_with_long_names_are_shown(page: Shown[StatisticsPage], qtbot: QtBot) -> None:
    sheet = choose(page, "99-mau").view.sheet
    report = sheet.report
    assert report is not None
    name = "Bản Phiêng Hào giáp ranh xã Tân Tiến số"
    rows = [replace(report.rows[0], number=at, label=f"{name} {at}", total=False) for at in range(200)]
    sheet.show_report(replace(report, rows=(*rows, report.rows[-1])))
    assert sheet.table.model().rowCount() == 201
    assert sheet.table.names.width() < sheet.table.width() // 2
    sheet.table.copy()
    from PySide6.QtGui import QGuiApplication

    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 203
    assert all(len(line.split("\t")) == 32 for line in lines)


def test_an_office_without_records_has_a_sheet_of_noughts(
    shown: Callable[..., Shown[StatisticsPage]],
) -> None:
    page = shown(StatisticsPage, empty_office())
    sheet = choose(page, "01-tcd").view.sheet
    assert sheet.strip.chip.badge.text == "10/10 kiểm tra khớp"
    click(page, "1")
    assert page.page.reports.view.panel.number.text() == "0"
    save_picture(page.window, "statistics-empty")


def test_days_that_the_clerk_chose_stay_and_are_told_not_to_suit(page: Shown[StatisticsPage]) -> None:
    days(page, date(2026, 1, 5), date(2026, 1, 20))
    reports = choose(page, "01-tcd")
    assert reports.bar.span() == Period(date(2026, 1, 5), date(2026, 1, 20))
    assert "quý, 6 tháng, 9 tháng, năm" in reports.view.sheet.strip.note.words.text()


@pytest.mark.usefixtures("wide")
def test_forms_stand_in_groups_that_cannot_be_chosen(page: Shown[StatisticsPage]) -> None:
    told_groups = dict(groups(page.context.services.statistics.forms(page.context.actor), date(2026, 3, 16)))
    assert "99/MAU" in [form.number for form in told_groups["Trước đây"]]
    assert "01/TCD" in [form.number for form in told_groups["Đang áp dụng"]]
    combo = page.page.reports.bar.form.combo
    heads = [at for at in range(combo.count()) if combo.itemData(at) is None]
    assert len(heads) == len(told_groups)
    assert not any(combo.model().index(at, 0).flags() & Qt.ItemFlag.ItemIsSelectable for at in heads)


def test_neighbours_share_the_heads_above_them() -> None:
    heads = [Head(path) for path in (("A",), ("G", "B"), ("G", "H", "C"), ("G", "H", "D"), ("H", "C"))]
    assert merged(heads, 3) == (
        Merged("A", 0, 1, 0, 3),
        Merged("G", 1, 3, 0, 1),
        Merged("H", 4, 1, 0, 1),
        Merged("B", 1, 1, 1, 2),
        Merged("H", 2, 2, 1, 1),
        Merged("C", 4, 1, 1, 2),
        Merged("C", 2, 1, 2, 1),
        Merged("D", 3, 1, 2, 1),
    )


def test_the_day_that_decides_is_told_for_every_day_of_every_book() -> None:
    for counted, known in VOCABULARIES.items():
        for day in known.days:
            for when in When:
                measure = Measure("m", counted, By.RECORDS, when, day, (), "t", ends=day)
                assert "ngày" in meaning.day_words(measure)
