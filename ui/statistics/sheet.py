"""The report on screen: its name and days, its checks, and its figures as lines or as a table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget

from app.domain.statistics import Figure, Report
from app.runtime import words
from ui import formats
from ui.statistics import grid
from ui.statistics.checks import Strip
from ui.statistics.lines import FigureButton, Lines
from ui.statistics.table import FigureTable
from ui.widgets.basics import button, column, label, row, rule
from ui.widgets.details import WrappingCard


class Sheet(WrappingCard):
    """Shows a report.

    Signals:
        figure_chosen: Another number is marked (``Figure``).
        figure_clicked: The clerk asks what is behind it.
        check_wanted: The clerk asks for the records of a check (``Check``).
    """

    figure_chosen = Signal(object)
    figure_clicked = Signal()
    check_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(margin=0, gap=0)
        self.report: Report | None = None
        self._chosen: Figure | None = None
        self.title = label("", "heading", wrap=True)
        self.line = label("", "muted", wrap=True)
        self.acts = row()
        below = row(self.line, self.acts, gap=16)
        below.setStretch(0, 1)
        head = column(self.title, below, gap=4)
        head.setContentsMargins(20, 12, 16, 8)
        self.strip = Strip()
        self.lines, self.table = Lines(), FigureTable()
        self.modes = self._modes()
        self._stack = QStackedWidget()
        self._basis = label("", "small", wrap=True)
        self._basis.setContentsMargins(20, 8, 20, 10)
        for view in (self.lines, self.table):
            self._stack.addWidget(view)
            view.figure_chosen.connect(self._choose)
            view.figure_clicked.connect(self.figure_clicked)
        self.strip.check_wanted.connect(self.check_wanted)
        self.add(head, self.strip, rule())
        self.body.addWidget(self._stack, 1)
        self.add(self._basis)

    def show_report(self, report: Report, also: tuple[str, ...] = ()) -> None:
        """Show the figures; the one chosen before stays chosen, else the first that counts something."""
        fresh = self.report is None or (self.report.form, self.report.period) != (report.form, report.period)
        bars = self.table.verticalScrollBar(), self.table.horizontalScrollBar()
        places = [bar.value() for bar in bars]
        self.report = report
        self.title.setText(report.heading)
        body = words.label(report.body) if report.body else "tất cả cơ quan"
        first, last = formats.day(report.period.first), formats.day(report.period.last)
        days = f"Từ {first} đến {last} · {body}"
        self.line.setText(f"{days} · {report.basis}" if report.columns else days)
        self._basis.setText(report.basis)
        self._basis.setVisible(not report.columns)
        self.strip.show_report(report, also)
        for mode in self.modes:
            mode.setVisible(bool(report.columns))
        if report.columns:
            self._show_table()
        else:
            self._show_lines(report)
        for bar, place in zip(bars, (0, 0) if fresh else places, strict=True):
            bar.setValue(place)  # counted anew, it stays where the clerk reads

    def show_words(self, sentence: str) -> None:
        """What stands instead of the days while nothing is shown for them."""
        self.line.setText(sentence)

    def figures(self) -> list[FigureButton]:
        """The figures of a form of lines in their order."""
        return self.lines.figures()

    def choose(self, name: str) -> None:
        """Mark the figure of the whole with this number or measure."""
        if self.report is not None and self.report.columns:
            self.table.choose(name)
            return
        found = (made for made in self.figures() if name in (made.figure.ms, made.figure.measure))
        for made in found:
            self.lines.choose(made)
            return

    def _modes(self) -> tuple[QPushButton, ...]:
        """The table as it is printed, or its columns below each other."""
        group = QButtonGroup(self)
        made = (button("Như biểu in", kind="chip"), button("Danh sách cột", kind="chip"))
        for at, mode in enumerate(made):
            mode.setCheckable(True)
            mode.setChecked(not at)
            group.addButton(mode, at)
            mode.clicked.connect(self._show_table)
            self.strip.modes.addWidget(mode)
        return made

    def _show_table(self) -> None:
        report, before = self.report, self._chosen
        if report is None:
            return
        turn = grid.turned if self.modes[1].isChecked() else grid.upright
        self._stack.setCurrentWidget(self.table)
        self.table.show_grid(turn(report), grid.marks(report))
        if before is None or not self.table.choose(before.ms, before.row):
            self.table.choose(_first(report))

    def _show_lines(self, report: Report) -> None:
        self._stack.setCurrentWidget(self.lines)
        self.table.setMinimumHeight(0)
        self.lines.show_rows(report.rows, grid.marks(report))
        buttons, before = self.figures(), self._chosen
        chosen = next((b for b in buttons if before and _name(b.figure) == _name(before)), None)
        chosen = chosen or next((b for b in buttons if b.figure.value and not b.figure.share), None)
        if chosen is not None or buttons:
            self.lines.choose(chosen or buttons[0])

    def _choose(self, figure: Figure) -> None:
        self._chosen = figure
        self.figure_chosen.emit(figure)


def _first(report: Report) -> str:
    """The number of the first column that counted something."""
    figures = report.rows[-1].figures
    return next((figure.ms for figure in figures if figure.value), figures[0].ms)


def _name(figure: Figure) -> tuple[str, int, bool]:
    return figure.measure, figure.period.first.year, figure.share
