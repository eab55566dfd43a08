"""The tab “Biểu mẫu”: a form filled for a period, and the records behind every number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.office import OFFICE_ID
from app.domain.statistics import Form
from ui.context import Context
from ui.parts import letter_menu
from ui.parts.letter_dialog import LetterDialog
from ui.statistics.form import QuestionBar
from ui.statistics.frozen import FrozenBar
from ui.statistics.report_view import ReportView
from ui.widgets.basics import column

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
        self.letter: LetterDialog | None = None
        self.bar = QuestionBar(lambda: context.today)
        self.frozen = FrozenBar(context)
        self.view = ReportView(context, self.bar, self.frozen)
        self.view.sheet.acts.addWidget(self._reports())
        self.view.sheet.acts.addWidget(self.frozen.act)
        self.setLayout(column(self.view))
        self.bar.asked.connect(lambda _question: self.refresh())
        self.view.report_shown.connect(self.frozen.show_report)
        self.view.record_wanted.connect(self.record_wanted)
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
        asked = self.bar.question()
        if asked is None:
            self._context.read(lambda: statistics.forms(actor), self._show_forms, self)
            return
        self.view.ask(
            asked,
            lambda: statistics.report(actor, asked.form, asked.period, asked.body),
            lambda: asked == self.bar.question(),
            self._misfit,
        )

    def _misfit(self) -> tuple[str, ...]:
        told = self.bar.misfit()
        return (told,) if told else ()

    def _show_forms(self, forms: tuple[Form, ...]) -> None:
        self.bar.show_forms(forms)
        if self.bar.question() is not None:
            self.refresh()
