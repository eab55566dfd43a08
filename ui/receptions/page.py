"""The page “Tiếp công dân”: the books of visits, sessions and dialogues, and the form of a visit."""

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from app.domain.actors import Right
from app.domain.changes import Area
from app.domain.duties import Duty
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.paging import Period
from app.domain.receptions import Dialogue, ReceptionSession, SessionDraft
from app.domain.search import Hit
from ui.context import Context
from ui.page import Act, Page
from ui.receptions.aside import PAGES
from ui.receptions.desk import VisitDesk
from ui.receptions.dialogues import DialogueBook
from ui.receptions.duties import DutyBook
from ui.receptions.sessions import SessionBook
from ui.receptions.visits import VisitBook
from ui.widgets.basics import column
from ui.widgets.details import Tabs

NEW = "new"
SESSIONS, DIALOGUES, DUTIES = 1, 2, 3


class ReceptionsPage(Page):
    """“Tiếp công dân”."""

    key = "receptions"
    title = "Tiếp công dân"
    icon = "receptions"
    concerns = Area.RECEPTIONS | Area.OFFICE

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self._desk: VisitDesk | None = None
        self.visits = VisitBook(context)
        self.sessions = SessionBook(context)
        self.dialogues = DialogueBook(context)
        self.duties = DutyBook(context)
        self.tabs = Tabs()
        for words, book in (
            ("Lượt tiếp", self.visits),
            ("Buổi tiếp", self.sessions),
            ("Đối thoại", self.dialogues),
            ("Trách nhiệm tiếp dân", self.duties),
        ):
            self.tabs.add(words, book)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self.setLayout(column(self.stack))
        self._connect()

    @property
    def desk(self) -> VisitDesk:
        """The form of a visit, built when first needed."""
        if self._desk is None:
            self._desk = VisitDesk(self._context)
            self._desk.left.connect(self._back)
            self._desk.saved.connect(self._saved)
            self._desk.open_wanted.connect(self._open_hit)
            self.stack.addWidget(self._desk)
        return self._desk

    def primary_act(self) -> Act | None:
        if self.path() or not self._context.may(Right.RECORD_RECEPTIONS):
            return None
        acts = (
            Act("Lượt tiếp mới", self.new_visit),
            Act("Buổi tiếp mới", self.sessions.new),
            Act("Đối thoại mới", self.dialogues.new),
            Act("Lên lịch buổi tiếp", self.duties.plan, "calendar"),
        )
        return acts[self.tabs.stack.currentIndex()]

    def path(self) -> list[str]:
        if self.stack.currentWidget() is not self.tabs:
            return ["Lượt tiếp mới"]
        shown = self.tabs.stack.currentWidget()
        form = shown.form if isinstance(shown, SessionBook | DialogueBook | DutyBook) else None
        return [form.accessibleName()] if form is not None else []

    def refresh(self) -> None:
        self.visits.refresh()
        self.sessions.refresh()
        self.dialogues.refresh()
        self.duties.refresh()

    def search(self, text: str) -> None:
        if self.tabs.stack.currentWidget() is self.dialogues:
            self.dialogues.search(text)
            return
        if text:
            self.tabs.show_tab(0)
        self.visits.search(text)

    def take_focus(self) -> None:
        if self.stack.currentWidget() is self.tabs:
            self.visits.list.view.setFocus()

    def show_item(self, what: object) -> None:
        """Open a visit, session or dialogue by its id, the form of a new visit (“new”), or a duty."""
        if what == NEW:
            self.new_visit()
        elif isinstance(what, Duty):
            self.show_duty(what)
        elif isinstance(what, UUID):
            wanted = RecordId(what)
            self._context.read(lambda: self._found(wanted), partial(self._show_found, wanted), self)

    def show_visit(self, visit_id: RecordId) -> None:
        """The visit in the book of visits."""
        self._back()
        self.tabs.show_tab(0)
        self.visits.refresh(choose=visit_id)
        self.head_changed.emit()

    def show_duty(self, duty: Duty) -> None:
        """The form that mends the duty: of the reason where days are lost, else of a session to plan."""
        self._back()
        self.tabs.show_tab(DUTIES)
        self.duties.show_month(duty.month.first)
        if duty.unexplained:
            self.duties.explain(duty)
        else:
            self.duties.plan(duty)
        self.head_changed.emit()

    def _plan(self, draft: SessionDraft) -> None:
        self.tabs.show_tab(SESSIONS)
        self.sessions.new(draft)
        self.head_changed.emit()

    def _found(self, wanted: RecordId) -> ReceptionSession | Dialogue | None:
        """The session or dialogue of that id, None when it is neither; runs off the GUI thread."""
        desk, actor = self._context.services.receptions, self._context.actor
        sessions = desk.sessions(actor, Period(date.min, date.max))
        records: tuple[ReceptionSession | Dialogue, ...] = (*sessions, *desk.dialogues(actor))
        return next((record for record in records if record.id == wanted), None)

    def _show_found(self, wanted: RecordId, found: ReceptionSession | Dialogue | None) -> None:
        if found is None:
            self.show_visit(wanted)
            return
        self._back()
        if isinstance(found, ReceptionSession):
            self.tabs.show_tab(SESSIONS)
            self.sessions.show_session(found)
        else:
            self.tabs.show_tab(DIALOGUES)
            self.dialogues.show_dialogue(found)
        self.head_changed.emit()

    def new_visit(self) -> None:
        """Somebody is waiting: the form, with the focus in the name."""
        desk = self.desk
        self.stack.setCurrentWidget(desk)
        desk.begin()
        self.head_changed.emit()

    def _connect(self) -> None:
        self.visits.new_wanted.connect(self.new_visit)
        self.visits.detail.petition_wanted.connect(lambda what: self.wanted.emit("petitions", what))
        self.sessions.visit_wanted.connect(self.show_visit)
        self.sessions.form_changed.connect(self.head_changed)
        self.dialogues.form_changed.connect(self.head_changed)
        self.duties.plan_wanted.connect(self._plan)
        self.duties.session_wanted.connect(self.show_item)
        self.duties.form_changed.connect(self.head_changed)
        self.tabs.stack.currentChanged.connect(lambda: self.head_changed.emit())

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.tabs)
        self.head_changed.emit()

    def _saved(self, visit_id: RecordId, printing: bool) -> None:
        self._context.messages.notice("Đã ghi lượt tiếp vào sổ.")
        self.show_visit(visit_id)
        if printing:
            self.visits.detail.print_receipt_of(visit_id)

    def _open_hit(self, hit: Hit) -> None:
        """What is alike opens on its page; what was typed so far is a draft."""
        self.desk.form.leave()
        if hit.record_type is RecordType.VISIT:
            self.show_visit(hit.record_id)
        elif hit.record_type in PAGES:
            self.wanted.emit(PAGES[hit.record_type], hit.record_id)
