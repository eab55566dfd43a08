"""One petition: what it is, its clocks, the next legal step, its tabs, and the forms of its acts in place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain.actors import Right
from app.domain.jurisdictions import Eligibility
from app.domain.kinds import PetitionKind, RecordType
from app.domain.next_steps import StepKind
from app.domain.petitions import PetitionState
from ui.context import Context
from ui.parts import letter_menu, routes
from ui.parts.document_cards import document_cards
from ui.parts.explanation import ExplanationDialog
from ui.parts.scans import ScansPanel
from ui.petitions import tabs, wording
from ui.petitions.file import PetitionFile
from ui.petitions.outcomes import OutcomesTab, shown_for
from ui.petitions.papers import FilePapers
from ui.widgets.basics import EmptyState, button, column, row
from ui.widgets.details import Detail, Facts, Stack, Timeline
from ui.widgets.forms import FormPage
from ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Callable


_RIGHTS = {
    StepKind.ASSESS: Right.RECORD_PETITIONS,
    StepKind.ASSIGN: Right.DECIDE_PETITIONS,
    StepKind.ACT: Right.DECIDE_PETITIONS,
    StepKind.LETTER: Right.ISSUE_LETTERS,
}


class PetitionDetail(Detail):
    """Shows a file and says what the clerk wants done with it.

    Signals:
        act_wanted: An act is to be recorded (its name).
        letter_wanted: A letter is to be written (its id).
        assess_wanted: The petition is to be assessed.
        assign_wanted: Work is to be given out.
        time_limit_wanted: Whether the complaint came in time is to be checked.
        correct_wanted: What statistics sort it by is to be put right.
        split_wanted: The matters of a mixed petition are to become petitions of their own.
    """

    act_wanted = Signal(str)
    letter_wanted = Signal(str)
    assess_wanted = Signal()
    assign_wanted = Signal()
    time_limit_wanted = Signal()
    correct_wanted = Signal()
    split_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.file: PetitionFile | None = None
        self._steps = False
        self._form: QWidget | None = None
        self.facts, self.timeline = Facts(), Timeline()
        self.documents, self.assignments = Stack(), Stack()
        self.scans = ScansPanel(context, RecordType.PETITION)
        self.people, self.case = tabs.PeopleTab(context), tabs.CaseTab()
        self.outcomes = OutcomesTab(context)
        self.add_tab("Tóm tắt", self._summary())
        self.add_tab("Diễn biến", self.timeline)
        self._documents_tab = self.add_tab("Văn bản", self.documents)
        self._scans_tab = self.add_tab("Bản quét", self.scans)
        self.add_tab("Liên quan", self.people)
        self._assignments_tab = self.add_tab("Giao việc", self.assignments)
        self.add_tab("Vụ việc", self.case)
        self._outcomes_tab = self.add_tab("Thi hành", self.outcomes)
        self.empty = EmptyState("Chọn một đơn trong danh sách để xem.", icon="petitions")
        self.body.insertWidget(0, self.empty, 1)
        self.kept = EmptyState(routes.KEPT, icon="lock", detail=routes.KEPT_WHY)
        self.kept.hide()
        self.body.insertWidget(0, self.kept, 1)
        self.progress = ProgressLine()
        self.body.insertWidget(self.body.indexOf(self.tabs), self.progress)
        self.papers = FilePapers(context, self.progress)
        self.why_wanted.connect(self.explain)
        self._show_parts(shown=False)

    def show_file(self, file: PetitionFile) -> None:
        """Show a petition; a form under way for another one is put away."""
        if self.file is None or self.file.petition.id != file.petition.id:
            self.close_form()
            self.tabs.show_tab(0)
        self.file = file
        petition = file.petition
        self.show_head(
            wording.name(petition),
            petition.number,
            wording.line(petition),
            wording.badges(self._context.services, file),
            why=bool(file.accounts or file.ended),
        )
        self._show_next(file)
        self._fill_tabs(file)
        self._offer_acts(file)
        if self._form is None:
            self._show_parts(shown=True)

    def refuse(self) -> None:
        """Say that the petition is kept from who looks, and why."""
        self.close_form()
        self.file = None
        self.show_head("", "", "", [])
        self._show_parts(shown=False)
        self.empty.hide()
        self.kept.show()

    def show_form(self, form: QWidget) -> None:
        """Put a form where the tabs are."""
        self.close_form()
        self._form = form
        self.tabs.hide()
        self.next_step.hide()
        self._hide_acts(hidden=True)
        self.body.insertWidget(self.body.indexOf(self.tabs), form, 1)
        form.show()
        if isinstance(form, FormPage):
            next(iter(form.fields.values())).setFocus()

    def close_form(self, form: QWidget | None = None) -> None:
        """Back to the tabs; with ``form`` only when that one is still shown."""
        gone = self._form
        if gone is None or form not in (None, gone):
            return
        gone.hide()
        if not (isinstance(gone, FormPage) and not gone.save_button.isEnabled()):
            gone.deleteLater()  # one that is being saved still has to hear how it ended
        self._form = None
        self._show_parts(shown=True)
        if form is not None:  # the clerk goes on here, not where the keys would begin
            self.tabs.focus_tab()

    def _summary(self) -> QWidget:
        """The facts, and the way to put right what statistics sort by."""
        holder = QWidget()
        correct = button("Sửa phân loại", self.correct_wanted.emit, icon="edit", kind="link")
        correct.setToolTip("Sửa lĩnh vực, lần khiếu nại hoặc tố cáo ghi nhầm khi vào sổ")
        if not self._context.may(Right.RECORD_PETITIONS):
            correct.hide()
        holder.setLayout(column(self.facts, row(correct, None), gap=12))
        return holder

    def explain(self) -> None:
        """Show how the due days came about."""
        if self.file is not None and (self.file.accounts or self.file.ended):
            subject = f"{self.file.petition.number} · {wording.name(self.file.petition)}"
            accounts = (*self.file.accounts, *self.file.ended)
            ExplanationDialog(self._context, accounts, subject, self).open()

    def _show_parts(self, *, shown: bool) -> None:
        self.empty.setVisible(not shown)
        self.kept.hide()
        self.tabs.setVisible(shown)
        self._hide_acts(hidden=not shown)
        self.next_step.setVisible(shown and self._steps)

    def _hide_acts(self, *, hidden: bool) -> None:
        for at in range(self._acts.count()):
            item = self._acts.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setHidden(hidden)

    def _show_next(self, file: PetitionFile) -> None:
        told, step = wording.step(file), file.step
        self._steps = step is not None and self._context.may(_RIGHTS[step.kind])
        if told is None or step is None or not self._steps:
            self.show_step("")
            return
        acts: dict[StepKind, Callable[[], None]] = {
            StepKind.ASSESS: self.assess_wanted.emit,
            StepKind.ASSIGN: self.assign_wanted.emit,
            StepKind.ACT: lambda: self.act_wanted.emit(step.act),
            StepKind.LETTER: lambda: self.letter_wanted.emit(step.letter),
        }
        self.show_step(told.step, told.why, told.button, acts[step.kind])
        self.next_step.setHidden(self._form is not None)

    def _fill_tabs(self, file: PetitionFile) -> None:
        petition = file.petition
        self.facts.show_facts(tabs.summary(file))
        self.timeline.show_entries(tabs.entries(petition))
        cards = document_cards(self._context, file.documents, self)
        self.documents.show_all(*cards, *self._more_letters(file))
        self._documents_tab.setText(_counted("Văn bản", len(file.documents)))
        self.scans.show_scans(petition.id, file.scans, sealed=petition.sealed)
        standing = sum(not scan.removed_why for scan in file.scans)
        self._scans_tab.setText(_counted("Bản quét", standing))
        self.people.show_petition(petition)
        self.assignments.show_all(*tabs.assignment_cards(petition.assignments))
        self._assignments_tab.setText(_counted("Giao việc", len(petition.assignments)))
        self.case.show_file(file)
        self.outcomes.show_file(file)
        self._outcomes_tab.setVisible(shown_for(petition))

    def _offer_acts(self, file: PetitionFile) -> None:
        petition = file.petition
        offered: list[QPushButton] = []
        may = self._context.may
        if petition.state is PetitionState.REGISTERED and may(Right.RECORD_PETITIONS):
            offered.append(button("Xử lý đơn", self.assess_wanted.emit, icon="edit"))
            if petition.eligibility is Eligibility.MIXED:
                offered.append(button("Tách đơn", self.split_wanted.emit, icon="copy"))
        if petition.state.open and may(Right.DECIDE_PETITIONS):
            offered.append(button("Giao việc", self.assign_wanted.emit, icon="person"))
        if file.acts and may(Right.DECIDE_PETITIONS):
            offered.append(self._more(petition.kind, file.acts))
        checkable = petition.state.open and petition.kind is PetitionKind.COMPLAINT
        if checkable and may(Right.RECORD_PETITIONS):
            offered.append(button("Kiểm tra thời hiệu", self.time_limit_wanted.emit, icon="clock"))
        offered.append(self.papers.offer(file))
        self.show_acts(*offered)
        self._hide_acts(hidden=self._form is not None)

    def _more_letters(self, file: PetitionFile) -> list[QWidget]:
        """The button that offers every letter that fits now."""
        if not file.writable or not self._context.may(Right.ISSUE_LETTERS):
            return []
        step = file.step.letter if file.step is not None else ""
        more = letter_menu.letters_button(
            [file.letters[form] for form in file.writable],
            self.letter_wanted.emit,
            proposed=step or file.proposal.letter,
            documents=file.documents,
        )
        holder = QWidget()
        holder.setLayout(row(more, None))
        return [holder]

    def _more(self, kind: PetitionKind, acts: tuple[str, ...]) -> QPushButton:
        more = button("Ghi việc đã làm", icon="more")
        more.setToolTip("Thụ lý, chuyển đơn, gia hạn, kết thúc … đã làm mà chương trình chưa ghi")
        menu = QMenu(more)
        for act in acts:
            menu.addAction(wording.act_name(kind, act)).triggered.connect(
                lambda _=False, name=act: self.act_wanted.emit(name)
            )
        more.setMenu(menu)
        return more


def _counted(words: str, count: int) -> str:
    return f"{words}  {count}" if count else words
