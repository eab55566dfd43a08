"""What is behind a number: its definition, its records, its checks with the records at fault, its course."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from app.domain.paging import Period
from app.domain.statistics import Check, CountedRecord, Figure, FigureRef, Measure, Report
from app.services.files import plain_name
from app.services.report_papers import check_words, shown
from ui import theme
from ui.context import Context
from ui.parts import papers
from ui.parts.counted_rows import record_row
from ui.statistics import checks, meaning
from ui.statistics.form import Question
from ui.widgets.basics import EmptyState, button, column, icon_button, label, row, rule, scrolled
from ui.widgets.charts import Bar, BarChart
from ui.widgets.chips import Chip
from ui.widgets.details import Stack, Tabs, WrappingCard
from ui.widgets.lists import ListPanel, Row
from ui.widgets.progress import ProgressLine
from ui.widgets.row_button import RowButton

RECORDS, CHECKS, COURSE = range(3)
SHOWN = 30
NOT_COUNTED = "Chương trình chưa có sổ để đếm cột này: đơn vị tự điền khi lập biểu."

Told = tuple[Measure, tuple[tuple[Period, int], ...], tuple[tuple[Check, tuple[CountedRecord, ...]], ...]]


class FigurePanel(WrappingCard):
    """One figure: what it means above, then its records, checks and course.

    Signals:
        record_wanted: A record should open (page, id).
        close_wanted: The sheet should have the room.
    """

    record_wanted = Signal(str, object)
    close_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(margin=0, gap=0)
        self.setAccessibleName("Bên trong số liệu")
        self._context = context
        self._ref: FigureRef | None = None
        self._measure: Measure | None = None
        self._form = self._place = ""
        self.number = label("", "display")
        self.name = label("", "strong", wrap=True)
        self.meaning = label("", wrap=True, selectable=True)
        self.rule = label("", "small", wrap=True)
        self.excel = button("Excel…", self.save, icon="save")
        self.excel.setAccessibleName("Lưu danh sách hồ sơ đứng sau số liệu ra Excel")
        self.leave = icon_button("close", "Đóng, xem biểu cả chiều rộng", self.close_wanted.emit)
        self.progress = ProgressLine()
        head = column(row(self.number, None, self.excel, self.leave), self.name, gap=4)
        top = column(head, self.meaning, self.rule, self.progress, gap=6)
        top.setContentsMargins(18, 12, 12, 8)
        self.tabs = Tabs()
        self.records = ListPanel(
            "Hồ sơ đứng sau số liệu",
            context.background,
            EmptyState("Không có hồ sơ nào trong kỳ", icon="statistics"),
        )
        self.records.setProperty("role", "")
        self._fit()
        theme.current().changed.connect(self._fit)
        self.checks, self.chart = Stack(), BarChart("Diễn biến trong kỳ")
        self._tabs = tuple(
            self.tabs.add(name, made)
            for name, made in (
                ("Hồ sơ", self.records),
                ("Kiểm tra", _scrolled(self.checks)),
                ("Diễn biến", _scrolled(self.chart)),
            )
        )
        tabs = column(self.tabs)
        tabs.setContentsMargins(12, 0, 1, 1)
        self.add(top)
        self.body.setAlignment(top, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(tabs, 1)
        self.records.opened.connect(self._open)
        self.records.view.clicked.connect(lambda: self._open(self.records.current_key()))
        self.records.model.modelReset.connect(self._sum_up)

    def show_figure(self, question: Question, figure: Figure, report: Report) -> None:
        """Ask for everything behind the figure and show it."""
        rows = {row.figures[0].row: row.label for row in report.rows if row.figures}
        heads = next((c.under for c in report.columns if c.ms == figure.ms), ())
        unit = (rows[figure.row],) if figure.row else ()
        self.name.setText(" › ".join((*unit, *heads, figure.label)))
        self.number.setText(shown(figure) or "–")
        self._form = report.short
        self._place = " ".join(("cột" if report.columns else "mục", figure.ms, *unit))
        self.tabs.setVisible(bool(figure.measure))
        self.excel.setVisible(bool(figure.measure))
        if not figure.measure:
            self._show_uncounted(figure, report)
            return
        ref = FigureRef(question.form, figure.measure, figure.period, question.body, figure.row)
        self._ref = ref
        equals = report.relation_of(figure) if not figure.row else ""
        together = len(report.rows) - 1 if report.columns and not figure.row else 0
        told_by_form = f"Theo biểu: cột {figure.ms} {equals}." if equals else ""
        own = checks.of_figure(report, figure)
        statistics, actor = self._context.services.statistics, self._context.actor

        def read() -> Told:
            failed = tuple(
                (check, () if check.holds else statistics.faults(actor, ref, check.relation)) for check in own
            )
            return statistics.definition(actor, ref), statistics.course(actor, ref), failed

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            found = statistics.records(actor, ref, offset, limit)
            return [record_row(record) for record in found.rows], found.total

        def show(told: Told) -> None:
            if self._ref == ref:
                self._show(told, together, told_by_form)

        self._context.read(read, show, self)
        self.records.load(fetch)

    def show_checks(self) -> None:
        """Look at the checks of the figure rather than at its records."""
        self.tabs.show_tab(CHECKS)

    def save(self) -> None:
        """The records behind the number as a workbook."""
        if self._ref is None:
            return
        statistics, actor, ref = self._context.services.statistics, self._context.actor, self._ref
        told = f"{self._form}: {self.name.text()}"
        make = partial(statistics.records_paper, actor, ref, told)
        days = f"{ref.period.first:%d.%m.%Y}-{ref.period.last:%d.%m.%Y}"
        name = plain_name(f"Hồ sơ {self._form} {self._place} {days}")
        papers.save_one(self._context, make, "xlsx", name, self.progress, self)

    def _show(self, told: Told, together: int, equals: str) -> None:
        measure, course, found = told
        self._measure = measure
        self.meaning.setText(measure.text)
        words_below = (meaning.counting_words(measure, together), equals, measure.article)
        self.rule.setText("\n".join(part for part in words_below if part))
        self.chart.show_bars([Bar(_part_name(part), value) for part, value in course])
        self.checks.show_all(*(self._check(check, faults) for check, faults in found))
        failed = sum(not check.holds for check, _ in found)
        self._tabs[CHECKS].setText(f"Kiểm tra: {failed} lệch" if failed else f"Kiểm tra ({len(found)})")
        self._offer(CHECKS, wanted=bool(found))
        self._offer(COURSE, wanted=bool(course))
        self._sum_up()

    def _show_uncounted(self, figure: Figure, report: Report) -> None:
        """What the figure is; one that is reckoned, not counted, has no records either."""
        self._ref = self._measure = None
        why = next((cell.why for cell in report.columns if cell.ms == figure.ms), "")
        self.meaning.setText(why if figure.value is not None else NOT_COUNTED)
        self.rule.setText("")

    def _offer(self, at: int, *, wanted: bool) -> None:
        self._tabs[at].setVisible(wanted)
        if not wanted and self.tabs.stack.currentIndex() == at:
            self.tabs.show_tab(RECORDS)

    def _check(self, check: Check, faults: tuple[CountedRecord, ...]) -> QWidget:
        """A check in words; below a failed one the records that its two sides count differently."""
        told = checks.badge(check)
        line = row(Chip(told.text, told.tone, told.icon), None)
        parts: list[QWidget] = [label(check_words(check), wrap=True, selectable=True)]
        if not check.holds:
            parts.append(label(_fault_words(len(faults)), "small", wrap=True))
        for record in faults[:SHOWN]:
            shown_row = record_row(record)
            parts += [rule(), RowButton(shown_row, partial(self._open, shown_row.key))]
        made = QWidget()
        made.setLayout(column(line, *parts, gap=4))
        return made

    def _sum_up(self) -> None:
        if self._measure is not None:
            self.records.set_summary(meaning.behind(self._measure, self.records.model.rowCount()))

    def _fit(self) -> None:
        """Two records stay in sight."""
        self.records.view.setMinimumHeight(
            2 * self.records.view.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        )

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.record_wanted.emit(*key)


def _scrolled(content: QWidget) -> QWidget:
    holder = QWidget()
    inner = column(content, None)
    inner.setContentsMargins(6, 0, 12, 12)
    holder.setLayout(inner)
    return scrolled(holder)


def _fault_words(count: int) -> str:
    if not count:
        return "Không chỉ ra được từng hồ sơ: hai vế đếm ở hai sổ, hoặc lệch do cách gộp vụ việc."
    more = f"; {SHOWN} hồ sơ đầu:" if count > SHOWN else ":"
    return f"{count} hồ sơ được hai vế đếm khác nhau{more}"


def _part_name(part: Period) -> str:
    same_month = (part.first.year, part.first.month) == (part.last.year, part.last.month)
    return f"Tháng {part.first.month}/{part.first.year}" if same_month else f"Năm {part.first.year}"
