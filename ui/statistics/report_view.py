"""A report as a sheet, and beside it what is behind the number that is marked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain.errors import KnownTrouble
from app.domain.statistics import Check, Figure, Report
from app.runtime import words
from ui.background import Cancelled, Task
from ui.context import Context
from ui.parts import papers
from ui.statistics.detail import FigurePanel
from ui.statistics.form import Question
from ui.statistics.sheet import Sheet
from ui.widgets.basics import button, column, scrolled
from ui.widgets.details import SplitView
from ui.widgets.progress import ProgressLine
from ui.widgets.rest import Rest


class ReportView(QWidget):
    """Counts what is asked off the window's thread and shows it.

    Signals:
        record_wanted: A record should open (page, id).
        report_shown: Another report stands on the sheet (``Report``).
    """

    record_wanted = Signal(str, object)
    report_shown = Signal(object)

    def __init__(self, context: Context, *above: QWidget) -> None:
        """``above``: what stands over the sheet and moves with it."""
        super().__init__()
        self._context = context
        self._shown: tuple[Question, Report] | None = None
        self._figure: Figure | None = None
        self._task: Task | None = None
        self.sheet = Sheet()
        self.panel = FigurePanel(context)
        self.progress = ProgressLine()
        self.sheet.acts.addWidget(self._papers())
        self.split = SplitView(self.sheet, self.panel, shares=(64, 36))
        whole = QWidget()
        layout = column(*above[:1], self.progress, *above[1:], gap=12)
        layout.addWidget(self.split, 1)
        whole.setLayout(layout)
        self._area = scrolled(whole)  # large words on a small screen need more room than it has
        self.setLayout(column(self._area))
        self._rest = Rest(self, self._follow)
        self.sheet.figure_chosen.connect(self._mark)
        self.sheet.figure_clicked.connect(self._open)
        self.sheet.check_wanted.connect(self._show_check)
        self.panel.close_wanted.connect(self.split.close_detail)
        self.panel.record_wanted.connect(self.record_wanted)

    def ask(
        self,
        asked: Question,
        make: Callable[[], Report],
        still: Callable[[], bool],
        also: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """Make a report and show it while it is ``still`` wanted; ``also`` is said beside it."""

        def show(report: Report) -> None:
            if still():
                self._show(asked, report, also())

        if self._task is not None:
            self._task.cancel()  # nobody waits for the answer to the question before
        if self._shown is None or self._shown[0] != asked:
            self.sheet.show_words("Đang tính số liệu…")
        self._task = self._context.background.run(make, show, self._fail, owner=self)

    def _papers(self) -> QPushButton:
        """The button that saves the report in one of its formats."""
        made = button("Lưu biểu", icon="save")
        menu = QMenu(made)
        for kind, told in papers.KINDS.items():
            menu.addAction(told, partial(self._save, kind))
        made.setMenu(menu)
        return made

    def _fail(self, trouble: Exception) -> None:
        if isinstance(trouble, Cancelled):
            return
        if not isinstance(trouble, KnownTrouble):
            raise trouble
        self.sheet.show_words(words.sentence(trouble))
        self._context.messages.trouble(trouble)

    def _show(self, asked: Question, report: Report, also: tuple[str, ...]) -> None:
        self._shown = (asked, report)
        self.sheet.show_report(report, also)
        self.split.let_alone(wanted=bool(report.columns))
        self.report_shown.emit(report)
        self._rest.stop()
        self._follow()

    def _mark(self, figure: Figure) -> None:
        """Another number is marked; one that only passes by under the keys is not asked for."""
        self._figure = figure
        self._rest.stir()

    def _follow(self) -> None:
        """What is open beside the sheet shows the number marked."""
        if not self.panel.isHidden():
            self._explain()

    def _open(self) -> None:
        self._rest.stop()
        self._explain()
        self.split.open_detail()
        beside = self._shown is not None and bool(self._shown[1].columns) and self.split.wide
        self.panel.leave.setVisible(beside)
        if not self.split.wide:
            self._area.verticalScrollBar().setValue(0)

    def _show_check(self, check: Check) -> None:
        own = (term.ms for term in (*check.relation.left, *check.relation.right) if not term.form)
        self.sheet.choose(next(own, ""))
        self._open()
        self.panel.show_checks()

    def _explain(self) -> None:
        if self._shown is not None and self._figure is not None:
            self.panel.show_figure(self._shown[0], self._figure, self._shown[1])

    def _save(self, kind: str) -> None:
        if self._shown is None:
            return
        report = self._shown[1]
        statistics, actor = self._context.services.statistics, self._context.actor
        make = partial(statistics.papers, actor, report)
        papers.save(self._context, make, kind, papers.file_name(report), self.progress, self)
