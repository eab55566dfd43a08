"""The visit form at work: drafts, what the law and the books say meanwhile, saving, the receipt."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.accounts import Account
from app.domain.deadlines import Explanation
from app.domain.ids import RecordId
from app.domain.receptions import ReceptionSession, Schedule, SessionDraft, VisitDraft, VisitResult
from ui import theme
from ui.context import Context
from ui.parts.explanation import ExplanationDialog
from ui.receptions.aside import Aside, NarrowNotes
from ui.receptions.form import VisitForm
from ui.widgets.basics import SIDE_BY_SIDE
from ui.widgets.rest import Rest

DRAFT = "visit"


class VisitDesk(QWidget):
    """The form beside what is known.

    Signals:
        saved: The visit is in the book (its id, and whether the receipt is wanted).
        left: The clerk goes back to the list.
        open_wanted: Something alike should be opened (``Hit``).
    """

    saved = Signal(object, bool)
    left = Signal()
    open_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._told: Explanation | None = None
        self.form = VisitForm(context)
        self.aside = Aside()
        self.notes = NarrowNotes()
        self.form.people.card.add(self.notes)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.form, 2)
        layout.addWidget(self.aside, 1)
        self._look = Rest(self, self._find_alike, 400)
        self._tell = Rest(self, self._tell_law, 50)
        self._connect()

    def begin(self) -> None:
        """Start a visit; what was typed before and not saved comes back."""
        self.form.start_anew()
        self.aside.forget()
        self._tell_law()
        self._context.draft(DRAFT, self._restore, self)
        self.form.people.first.name.setFocus()

    def _restore(self, kept: dict[str, object]) -> None:
        if not self.form.worth_keeping(kept):
            return
        self.form.fill(kept)
        self.form.state.setText("Đã mở lại bản nháp chưa lưu.")
        self._tell_law()
        self._find_alike()

    def _connect(self) -> None:
        form = self.form
        form.save_wanted.connect(self._save)
        form.left.connect(self.left)
        form.draft_changed.connect(self._keep)
        form.sitting_changed.connect(self._propose_receiver)
        form.told_changed.connect(self._tell.stir)
        form.matter.edited.connect(self._look.stir)
        form.people.first.name.edited.connect(self._look.stir)
        self.aside.open_wanted.connect(self.open_wanted)
        self.aside.why_wanted.connect(self._explain)

    def _keep(self, values: dict[str, object]) -> None:
        if self.form.worth_keeping(values):
            self._context.keep_draft(DRAFT, values)
            self.form.state.setText("Đã giữ bản nháp.")
        else:
            self._context.drop_draft(DRAFT)

    def _save(self) -> None:
        services, actor = self._context.services, self._context.actor
        sitting, draft, same = self.form.sitting(), self.form.draft(), self.aside.same
        printing = self.form.printing

        def done(visit_id: RecordId) -> None:
            self._context.drop_draft(DRAFT)
            self.saved.emit(visit_id, printing)

        self._context.act(
            lambda: services.receptions.receive(actor, sitting, draft, same), done, self, self.form
        )

    def _tell_law(self) -> None:
        """The due date of the answer and the rule for groups, as far as the form is filled."""
        count = self.form.people.count()
        self.aside.show_group(count)
        self.notes.show_group(count, room=not self.aside.isHidden())
        draft, sitting = self.form.draft(), self.form.sitting()
        if draft.result is not VisitResult.RECEIVED:
            self._show_term(None)
            return
        self._context.read(partial(self._term, sitting, draft), self._show_term, self)

    def _term(self, sitting: SessionDraft, draft: VisitDraft) -> Explanation | None:
        desk, actor = self._context.services.receptions, self._context.actor
        return desk.answer_term(actor, sitting.body, draft.kind, sitting.held_on)

    def _show_term(self, told: Explanation | None) -> None:
        self._told = told
        self.aside.show_term(told)
        article = (told.term.article or told.rule.article) if told else ""
        self.form.tell_term(told.due if told else None, article)

    def _explain(self) -> None:
        if self._told is not None:
            subject = "Lượt tiếp đang ghi"
            ExplanationDialog(self._context, [Account(self._told)], subject, self).open()

    def _find_alike(self) -> None:
        matter = self.form.matter.value()
        services, actor = self._context.services, self._context.actor
        self._context.read(lambda: services.records.similar(actor, matter), self.aside.show_hits, self)

    def _propose_receiver(self) -> None:
        """The receiver follows the session on record, else the schedule of that body and kind."""
        wanted = self.form.sitting()
        self._context.read(partial(self._receiver_of, wanted), self._show_receiver, self)

    def _receiver_of(self, wanted: SessionDraft) -> ReceptionSession | Schedule | None:
        desk, actor = self._context.services.receptions, self._context.actor
        held = desk.session_for(actor, wanted.body, wanted.kind, wanted.held_on)
        if held is not None:
            return held
        fitting = (s for s in desk.schedules(actor) if s.body is wanted.body and s.kind is wanted.kind)
        return next(fitting, None)

    def _show_receiver(self, found: ReceptionSession | Schedule | None) -> None:
        if found is not None:
            self.form.propose_receiver(found.receiver, found.position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.aside.setVisible(self.width() >= theme.current().scaled(SIDE_BY_SIDE))
        self.notes.show_group(self.form.people.count(), room=not self.aside.isHidden())
