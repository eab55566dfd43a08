"""The page “Lịch”: a month at a glance, and the list of one day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.changes import Area
from ui import formats
from ui.calendar.grid import MonthGrid, next_month
from ui.calendar.reading import Month, read, shown_days
from ui.context import Context
from ui.page import Page
from ui.parts.due import Asked
from ui.parts.explanation import explain_clocks
from ui.widgets.basics import Card, EmptyState, button, column, icon_button, label, row
from ui.widgets.details import SplitView
from ui.widgets.lists import ListPanel, Row


class CalendarPage(Page):
    """“Lịch”."""

    key = "calendar"
    title = "Lịch"
    icon = "calendar"
    concerns = Area.PETITIONS | Area.RECEPTIONS | Area.VOTERS | Area.DEADLINES | Area.OFFICE

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self._month: Month | None = None
        self._asked: list[Asked] = []
        self.grid = MonthGrid(context.today)
        self._heading = label("", "heading")
        nothing = EmptyState("Ngày này không có việc", icon="calendar")
        self.day_list = ListPanel("Việc trong ngày", context.background, nothing)
        self._day_heading = label("", "heading", wrap=True)
        self._day_heading.setContentsMargins(18, 16, 16, 12)
        self._why = button("Vì sao có các hạn này?", self._explain, icon="help", kind="link")
        self._why.hide()
        head = QWidget()
        asking = row(self._why, None)
        asking.setContentsMargins(14, 0, 14, 8)
        head.setLayout(column(self._day_heading, asking, gap=0))
        self.day_list.set_head(head)
        self.split = SplitView(self._month_card(), self.day_list, shares=(68, 32))
        self.setLayout(column(self.split))
        self.grid.chosen.connect(self._turn)
        self.grid.entered.connect(self._enter)
        self.day_list.opened.connect(self._open)
        self.day_list.view.clicked.connect(lambda: self._open(self.day_list.current_key()))

    def refresh(self) -> None:
        services, actor = self._context.services, self._context.actor
        shown = shown_days(self.grid.day)
        self._name_month()
        self._context.read(lambda: read(services, actor, shown), self._show, self)

    def show_item(self, what: object) -> None:
        if isinstance(what, date):
            self.grid.choose(what)

    def _month_card(self) -> Card:
        card = Card(margin=0, gap=0)
        today = button("Hôm nay", lambda: self.grid.choose(self._context.today))
        back = icon_button("chevron-left", "Tháng trước (Page Up)", lambda: self._step(-1))
        forward = icon_button("chevron-right", "Tháng sau (Page Down)", lambda: self._step(1))
        head = row(back, self._heading, forward, None, today)
        head.setContentsMargins(12, 12, 12, 4)
        card.add(head)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.grid, 1)
        card.setFocusProxy(self.grid)
        return card

    def _step(self, months: int) -> None:
        self.grid.choose(next_month(self.grid.day, months))

    def _turn(self, day: date) -> None:
        if self._month is None or shown_days(day) != self._month.shown:
            self.refresh()
        else:
            self._name_month()
            self._show_day()

    def _name_month(self) -> None:
        self._heading.setText(f"Tháng {self.grid.day.month}/{self.grid.day.year}")

    def _show(self, month: Month) -> None:
        if month.shown == shown_days(self.grid.day):  # else the clerk has turned on meanwhile
            self._month = month
            self.grid.show_month(month)
            self._show_day()

    def _show_day(self) -> None:
        if self._month is None:
            return
        day, rows = self.grid.day, [mark.row for mark in self._month.marks.get(self.grid.day, ())]
        self._day_heading.setText(formats.long_day(day))

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            return rows[offset : offset + limit], len(rows)

        self._asked = [row.why for row in rows if isinstance(row.why, Asked)]
        self._why.setVisible(bool(self._asked))
        self.day_list.load(fetch)
        rests = self._month.off.get(day, "")
        worked = "Thứ Bảy làm bù" if day in self._month.worked else ""
        self.day_list.set_summary(f"{len(rows)} việc" if rows else "", f"Nghỉ: {rests}" if rests else worked)

    def _explain(self) -> None:
        explain_clocks(self._context, self._asked, formats.long_day(self.grid.day), self)

    def _enter(self) -> None:
        self.split.open_detail()
        self.day_list.view.setFocus()

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.wanted.emit(*key)
