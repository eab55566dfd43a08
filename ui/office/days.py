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

LIST_HEIGHT = 220


class DaysTab(Listing):
    """The year in small months, its days with their documents below."""

    def __init__(self, context: Context) -> None:
        self.year = ChoiceField("")
        self.year.editor.setAccessibleName("Năm")
        self.take_back = button("Bỏ ngày đã thêm", icon="trash")
        self.take_back.setEnabled(False)
        about = "Ngày nghỉ và ngày làm bù dùng để tính hạn. Đơn vị thêm được ngày riêng, kèm văn bản."
        acts = [self.take_back, self.year]
        super().__init__("Lịch nghỉ", about, rows.DAYS, context.background, acts, icon="calendar")
        self._context = context
        today = context.today
        self.months = YearView(today)
        years = range(today.year + 2, today.year - 2, -1)
        self.year.set_choices([(year, f"Năm {year}") for year in years])
        self.year.set_value(today.year)
        self.year.changed.connect(self.refresh)
        self.table.chosen.connect(lambda _chosen: self.take_back.setEnabled(bool(self.own_chosen())))
        self._arrange()

    def own_chosen(self) -> list[CalendarDay]:
        """The chosen days that the office itself set."""
        return [one for one in self.chosen() if isinstance(one, CalendarDay) and one.own]

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
        self.take_back.setEnabled(False)

    def _arrange(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.removeWidget(self.table)
        year = Card(margin=16, gap=16).add(legend(), self.months)
        holder = QWidget()
        holder.setLayout(column(year, self.table, gap=12))
        layout.addWidget(scrolled(holder), 1)
        self._fit()
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self.table.setMinimumHeight(theme.current().scaled(LIST_HEIGHT))
