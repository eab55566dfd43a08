"""“Lịch nghỉ”: the year's days off and worked Saturdays, those of the rules and the office's own."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.daysoff import DaysOff
from app.domain.office_days import CalendarDay
from ui import formats, theme
from ui.context import Context
from ui.office import rows
from ui.office.listing import Listing
from ui.office.year import YearView, legend
from ui.widgets.basics import Card, button, column, scrolled
from ui.widgets.fields import ChoiceField
from ui.widgets.flow import flow

LIST_HEIGHT = 220


class DaysTab(Listing):
    """The year in small months, its days with their documents below."""

    def __init__(self, context: Context) -> None:
        self.year = ChoiceField("")
        self.year.editor.setAccessibleName("Năm")
        self.confirm = button("Xác nhận", icon="calendar-check")
        self.take_back = button("Bỏ ngày đã thêm", icon="trash")
        self.suggest = button("Gợi ý từ lịch chung", icon="calendar")
        self.take_in = button("Nhập từ tệp", icon="folder")
        self.hand_out = button("Xuất ra tệp", icon="export")
        self._choose([])
        self.suggest.hide()
        about = "Ngày nghỉ và ngày làm bù dùng để tính hạn. Đơn vị thêm được ngày riêng, kèm văn bản."
        super().__init__("Lịch nghỉ", about, rows.DAYS, context.background, [self.year], icon="calendar")
        self._context = context
        today = context.today
        self.months = YearView(today)
        years = range(today.year + 2, today.year - 3, -1)
        self.year.set_choices([(year, f"Năm {year}") for year in years])
        self.year.set_value(today.year)
        self.year.changed.connect(self.refresh)
        self.table.chosen.connect(lambda _chosen: self._choose(self.own_chosen()))
        self._arrange()

    def own_chosen(self) -> list[CalendarDay]:
        """The chosen days that the office itself set."""
        return [one for one in self.chosen() if isinstance(one, CalendarDay) and one.own]

    def shown_year(self) -> int:
        """The year that is chosen."""
        year = self.year.value()
        assert isinstance(year, int)  # one is always chosen
        return year

    def refresh(self) -> None:
        """Read the year that is chosen."""
        year, context = self.year.value(), self._context
        if not isinstance(year, int):
            return
        calendar, deadlines = context.services.calendar, context.services.deadlines

        def read() -> tuple[int, Sequence[CalendarDay], DaysOff]:
            return year, calendar.days(context.actor, year), deadlines.days_off(context.actor)

        context.read(read, self._show_year, self)

    def _show_year(self, read: tuple[int, Sequence[CalendarDay], DaysOff]) -> None:
        year, days, calendar = read
        if year != self.year.value():
            return
        self.months.show_year(year, days, calendar)
        own = sum(one.own for one in days)
        sure = f"Lịch đã xác nhận đến {formats.day(calendar.confirmed_until)}, sau đó là tạm tính"
        ours = f" · {own} ngày đơn vị thêm" if own else ""
        self.show_lines(rows.day_lines(days), f"{len(days)} ngày{ours} · {sure}")
        self._choose([])
        self.suggest.setVisible(not days)

    def _choose(self, own: Sequence[CalendarDay]) -> None:
        self.take_back.setEnabled(bool(own))
        self.confirm.setEnabled(any(not one.confirmed for one in own))

    def _arrange(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.removeWidget(self.table)
        acts = QWidget()
        acts.setLayout(flow(self.take_in, self.hand_out, self.suggest, self.confirm, self.take_back))
        layout.addWidget(acts)
        year = Card(margin=16, gap=16).add(legend(), self.months)
        holder = QWidget()
        holder.setLayout(column(year, self.table, gap=12))
        layout.addWidget(scrolled(holder), 1)
        self._fit()
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self.table.setMinimumHeight(theme.current().scaled(LIST_HEIGHT))
