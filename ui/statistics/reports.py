"""The tab “Biểu mẫu”: a form filled for a period, and the records behind every number."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.office import OFFICE_ID
from app.domain.statistics import Figure, Form, Report
from ui.context import Context
from ui.parts import letter_menu, papers
from ui.parts.letter_dialog import LetterDialog
from ui.statistics.detail import FigurePanel
from ui.statistics.form import Question, QuestionBar
from ui.statistics.frozen import FrozenBar
from ui.statistics.sheet import Sheet
from ui.widgets.basics import button, column
from ui.widgets.details import SplitView
from ui.widgets.progress import ProgressLine

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
        self.letter: LetterDialog | None = None
        self.bar = QuestionBar(lambda: context.today)
        self.sheet = Sheet()
        self.panel = FigurePanel(context)
        self.progress = ProgressLine()
        for kind, words in (("docx", "Word…"), ("pdf", "PDF…"), ("xlsx", "Excel…")):
            act = button(words, partial(self._save, kind), icon="save")
            act.setAccessibleName(f"Lưu báo cáo: {words}")
            act.setToolTip(f"Lưu báo cáo này: {papers.KINDS[kind]}")
            self.sheet.acts.addWidget(act)
        self.sheet.acts.addWidget(self._reports())
        self.frozen = FrozenBar(context)
        self.sheet.acts.addWidget(self.frozen.act)
        self.split = SplitView(self.sheet, self.panel, shares=(64, 36))
        layout = column(self.bar, self.progress, self.frozen, gap=12)
        layout.addWidget(self.split, 1)
        self.setLayout(layout)
        self.bar.asked.connect(lambda _question: self.refresh())
        self.sheet.figure_chosen.connect(self._explain)
        self.sheet.figure_clicked.connect(self.split.open_detail)
        self.panel.record_wanted.connect(self.record_wanted)
        self.frozen.record_wanted.connect(self.record_wanted)

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
        question = self.bar.question()
        if question is None:
            self._context.read(lambda: statistics.forms(actor), self._show_forms, self)
            return
        asked = question

        def show(report: Report) -> None:
            if asked == self.bar.question():
                self._shown = (asked, report)
                self.sheet.show_report(report)
                self.frozen.show_report(report)

        self._context.read(lambda: statistics.report(actor, asked.form, asked.period, asked.body), show, self)

    def _show_forms(self, forms: tuple[Form, ...]) -> None:
        self.bar.show_forms(tuple((form.id, form.title) for form in forms))
        if self.bar.question() is not None:
            self.refresh()

    def _explain(self, figure: Figure) -> None:
        if self._shown is not None:
            self.panel.show_figure(self._shown[0], figure)

    def _save(self, kind: str) -> None:
        if self._shown is None:
            return
        report = self._shown[1]
        statistics, actor = self._context.services.statistics, self._context.actor
        name = f"Báo cáo số liệu {report.period.first:%d.%m.%Y}-{report.period.last:%d.%m.%Y}"
        papers.save(self._context, lambda: statistics.papers(actor, report), kind, name, self.progress, self)
