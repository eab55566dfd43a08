"""Reports from the page of statistics: of its days, their texts kept and taken over to the next."""

from collections.abc import Callable
from datetime import date

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.paging import Period
from tests.ui.offices import full_office
from tests.ui.pages import Shown
from tests.ui.pictures import save_picture
from ui.parts.letter_dialog import LetterDialog
from ui.statistics.page import StatisticsPage
from ui.widgets.fields import LineField, TextField

QUARTER = Period(date(2025, 12, 15), date(2026, 3, 14))
FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


def opened(page: Shown[StatisticsPage], days: Period, title: str) -> LetterDialog:
    """The report of some days, asked for as people do."""
    bar = page.page.reports.bar
    for field, day in ((bar.first, days.first), (bar.last, days.last)):
        field.set_value(day)
        field.line.editingFinished.emit()
    page.settle()
    offered = next(made for made in page.page.findChildren(QPushButton) if made.text() == "Soạn báo cáo")
    next(act for act in offered.menu().actions() if title in act.text()).trigger()
    page.settle()
    dialog = page.page.reports.letter
    assert dialog is not None
    page.qtbot.waitUntil(lambda: dialog.form is not None and page.context.background.idle)
    return dialog


def text(dialog: LetterDialog, name: str) -> TextField:
    assert dialog.form is not None
    field = dialog.form.fields[name]
    assert isinstance(field, TextField)
    return field


def sign(dialog: LetterDialog) -> None:
    assert dialog.form is not None
    field = dialog.form.fields["signer_name"]
    assert isinstance(field, LineField)
    field.set_value("Giàng Thị Mỷ")


def drawn(dialog: LetterDialog) -> set[int]:
    return {page.pixmap().cacheKey() for page in dialog.paper.findChildren(QLabel) if not page.isHidden()}


def test_a_report_is_of_the_days_of_the_page_whatever_is_typed(
    shown: Callable[..., Shown[StatisticsPage]],
) -> None:
    page = shown(StatisticsPage, full_office())
    dialog = opened(page, QUARTER, "HĐND")
    assert dialog.form is not None
    for name in ("situation", "supervision", "assessment", "proposals"):
        before = drawn(dialog)
        QTest.keyClicks(text(dialog, name).box, "On dinh")
        page.qtbot.waitUntil(lambda seen=before: not drawn(dialog) & seen)  # type: ignore[misc]
    sign(dialog)
    with page.qtbot.waitSignal(dialog.issued) as issued:
        dialog.form.save()
    assert "quý I năm 2026" in issued.args[0].title
    dialog.accept()


def test_what_is_typed_into_a_report_stays_with_its_period(
    shown: Callable[..., Shown[StatisticsPage]],
) -> None:
    page = shown(StatisticsPage, full_office())
    dialog = opened(page, FEBRUARY, "Bí thư")
    QTest.keyClicks(text(dialog, "situation").box, "On dinh")
    dialog.reject()
    page.settle()
    assert text(opened(page, FEBRUARY, "Bí thư"), "situation").value() == "On dinh"
    assert text(opened(page, MARCH, "Bí thư"), "situation").value() == ""


def test_the_next_report_takes_over_the_texts_of_the_last(
    shown: Callable[..., Shown[StatisticsPage]],
) -> None:
    page = shown(StatisticsPage, full_office())
    dialog = opened(page, FEBRUARY, "HĐND")
    assert dialog.form is not None
    for name in ("situation", "supervision", "assessment", "proposals"):
        text(dialog, name).set_value(f"Lời {name}")
    sign(dialog)
    with page.qtbot.waitSignal(dialog.issued):
        dialog.form.save()
    dialog.accept()
    following = opened(page, MARCH, "HĐND")
    text(following, "situation").set_value("Lời mới")
    again = next(b for b in following.findChildren(QPushButton) if b.text().startswith("Lấy lại phần lời"))
    again.click()
    assert text(following, "situation").value() == "Lời mới"
    assert text(following, "supervision").value() == "Lời supervision"
    save_picture(following, "report-letter-again")
    following.reject()
