"""The tab “Biểu mẫu”: a form filled for a period, and the records behind every number."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain.errors import KnownTrouble
from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.office import OFFICE_ID
from app.domain.statistics import Check, Figure, Form, Report
from app.runtime import words
from ui.background import Cancelled, Task
from ui.context import Context
from ui.parts import letter_menu, papers
from ui.parts.letter_dialog import LetterDialog
from ui.statistics.detail import FigurePanel
from ui.statistics.form import Question, QuestionBar
from ui.statistics.frozen import FrozenBar
from ui.statistics.sheet import Sheet
from ui.widgets.basics import button, column, scrolled
from ui.widgets.details import SplitView
from ui.widgets.progress import ProgressLine
from ui.widgets.rest import Rest

REPORTS = ("rp-narrative", "rp-party", "rp-hdnd")


class Reports(QWidget):
    """“Biểu mẫu”.

    Signals:
        record_wanted: A record should open (page, id).
    """

    record_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[Question, Report] | None = None
        self._figure: Figure | None = None
        self.letter: LetterDialog | None = None
        self.bar = QuestionBar(lambda: context.today)
        self.sheet = Sheet()
        self.panel = FigurePanel(context)
        self.progress = ProgressLine()
        self.sheet.acts.addWidget(self._papers())
        self.sheet.acts.addWidget(self._reports())
        self.frozen = FrozenBar(context)
        self.sheet.acts.addWidget(self.frozen.act)
        self.split = SplitView(self.sheet, self.panel, shares=(64, 36))
        whole = QWidget()
        layout = column(self.bar, self.progress, self.frozen, gap=12)
        layout.addWidget(self.split, 1)
        whole.setLayout(layout)
        self._area = scrolled(whole)  # large words on a small screen need more room than it has
        self.setLayout(column(self._area))
        self._rest = Rest(self, self._follow)
        self._task: Task | None = None
        self.bar.asked.connect(lambda _question: self.refresh())
        self.sheet.figure_chosen.connect(self._mark)
        self.sheet.figure_clicked.connect(self._open)
        self.sheet.check_wanted.connect(self._show_check)
        self.panel.close_wanted.connect(self.split.close_detail)
        self.panel.record_wanted.connect(self.record_wanted)
        self.frozen.record_wanted.connect(self.record_wanted)

    def _papers(self) -> QPushButton:
        """The button that saves the report in one of its formats."""
        made = button("Lưu biểu", icon="save")
        menu = QMenu(made)
        for kind, told in papers.KINDS.items():
            menu.addAction(told, partial(self._save, kind))
        made.setMenu(menu)
        return made

    def _reports(self) -> QPushButton:
        """The button that offers the written reports of the days asked for."""
        forms = [self._context.services.letters.form(form) for form in REPORTS]
        return letter_menu.letters_button(forms, self._write, "Soạn báo cáo")

    def _write(self, form: str) -> None:
        question = self.bar.question()
        if question is None:
            return
        days = question.period
        facts = (("period_from", days.first.isoformat()), ("period_to", days.last.isoformat()))
        request = LetterRequest(form, RecordType.OFFICE, OFFICE_ID, facts)
        self.letter = LetterDialog(self._context, request, self)
        self.letter.open()

    def refresh(self) -> None:
        statistics, actor = self._context.services.statistics, self._context.actor
        asked = self.bar.question()
        if asked is None:
            self._context.read(lambda: statistics.forms(actor), self._show_forms, self)
        else:
            self._ask(asked)

    def _ask(self, asked: Question) -> None:
        statistics, actor = self._context.services.statistics, self._context.actor

        def show(report: Report) -> None:
            if asked == self.bar.question():
                self._show(asked, report)

        if self._task is not None:
            self._task.cancel()  # nobody waits for the answer to the question before
        if self._shown is None or self._shown[0] != asked:
            self.sheet.show_words("Đang tính số liệu…")
        self._task = self._context.background.run(
            lambda: statistics.report(actor, asked.form, asked.period, asked.body),
            show,
            self._fail,
            owner=self,
        )

    def _fail(self, trouble: Exception) -> None:
        if isinstance(trouble, Cancelled):
            return
        if not isinstance(trouble, KnownTrouble):
            raise trouble
        self.sheet.show_words(words.sentence(trouble))
        self._context.messages.trouble(trouble)

    def _show(self, asked: Question, report: Report) -> None:
        self._shown = (asked, report)
        misfit = self.bar.misfit()
        self.sheet.show_report(report, (misfit,) if misfit else ())
        self.frozen.show_report(report)
        self.split.let_alone(wanted=bool(report.columns))
        self._rest.stop()
        self._follow()

    def _show_forms(self, forms: tuple[Form, ...]) -> None:
        self.bar.show_forms(forms)
        if self.bar.question() is not None:
            self.refresh()

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
        name = f"Báo cáo số liệu {report.period.first:%d.%m.%Y}-{report.period.last:%d.%m.%Y}"
        papers.save(self._context, lambda: statistics.papers(actor, report), kind, name, self.progress, self)
