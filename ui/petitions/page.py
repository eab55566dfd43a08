"""The page “Đơn thư”: the register beside one petition, and the form of a new one."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.actors import Right
from app.domain.changes import Area
from app.domain.errors import KnownTrouble
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.petitions import Petition, PetitionQuery
from ui.context import Context
from ui.page import Act, Page
from ui.parts import routes
from ui.parts.batch_dialog import BatchDialog
from ui.parts.handover import Handover
from ui.petitions import rows
from ui.petitions.acts import FileActs
from ui.petitions.detail import PetitionDetail
from ui.petitions.file import PetitionFile, gather
from ui.petitions.form import PetitionForm
from ui.widgets.basics import EmptyState, button, column, row
from ui.widgets.details import SplitView
from ui.widgets.filters import FilterBar
from ui.widgets.lists import ListPanel


class PetitionsPage(Page):
    """“Đơn thư”."""

    key = "petitions"
    title = "Đơn thư"
    icon = "petitions"
    concerns = Area.PETITIONS | Area.DEADLINES | Area.LETTERS

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self._text = ""
        self._open_id: RecordId | None = None
        self._form: PetitionForm | None = None
        self.filters = FilterBar(rows.groups(context.today))
        self.filters.set(rows.OPEN_CHOICE)
        empty = EmptyState(
            "Không có đơn nào như vậy.",
            icon="petitions",
            detail="Bỏ bớt bộ lọc để xem thêm, hoặc vào sổ đơn mới.",
            act=button("Đơn mới", lambda: self.new_petition(), icon="plus")
            if context.may(Right.RECORD_PETITIONS)
            else None,
        )
        self.list = ListPanel("Danh sách đơn thư", context.background, empty)
        self.batch: BatchDialog | None = None
        self.batch_button = button("Văn bản hàng loạt…", self.write_batch, icon="letters", kind="link")
        self.batch_button.setToolTip("Một mẫu văn bản cho mọi đơn đang lọc, như đôn đốc các đơn quá hạn")
        if not context.may(Right.ISSUE_LETTERS):
            self.batch_button.hide()
        head = QWidget()
        beside = row(self.filters, self.batch_button, gap=0)
        beside.setStretch(0, 1)
        beside.setContentsMargins(0, 0, 12, 0)
        head.setLayout(beside)
        self.list.set_head(head)
        self.detail = PetitionDetail(context)
        self.acts = FileActs(context, self.detail)
        self.split = SplitView(self.list, self.detail)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.split)
        self.setLayout(column(self.stack))
        self._connect()

    def _connect(self) -> None:
        self.filters.changed.connect(self._load_list)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda key: self._choose(key, entered=True))
        self.list.model.modelReset.connect(self._open_first)
        self.detail.case.petition_wanted.connect(self.open_petition)
        self.detail.case.visit_wanted.connect(lambda visit_id: self.wanted.emit("receptions", visit_id))

    def primary_act(self) -> Act | None:
        if self._form is not None or not self._context.may(Right.RECORD_PETITIONS):
            return None
        return Act("Đơn mới", lambda: self.new_petition())

    def path(self) -> list[str]:
        return ["Đơn mới"] if self._form is not None else []

    def refresh(self) -> None:
        self._load_list()
        if self._open_id is not None:
            self._load_file(self._open_id)

    def search(self, text: str) -> None:
        self._text = text
        self._load_list()

    def show_item(self, what: object) -> None:
        if isinstance(what, UUID):
            self.open_petition(RecordId(what))
        elif isinstance(what, PetitionQuery):
            self._show_query(what)
        elif isinstance(what, Handover):
            self.new_petition(what)

    def open_petition(self, petition_id: RecordId) -> None:
        """Show one petition, whether or not the list has it."""
        self._leave_form()
        self._load_file(petition_id)
        self.list.choose(petition_id)
        self.split.open_detail()

    def write_batch(self) -> None:
        """A letter for every petition that the list shows."""
        query = rows.query_of(self.filters, self._text)
        services, actor = self._context.services, self._context.actor
        find = partial(rows.ids, services, actor, query)
        self.batch = BatchDialog(self._context, RecordType.PETITION, find, self)
        self.batch.open()

    def new_petition(self, handover: Handover | None = None) -> None:
        """Open the form of a new petition with the draft that was kept, or with what a visit hands over."""
        self._leave_form()
        form = self._form = PetitionForm(self._context)
        form.registered.connect(self._registered)
        form.left.connect(self._leave_form)
        form.similar_wanted.connect(self.open_petition)
        self.stack.addWidget(form)
        self.stack.setCurrentWidget(form)
        if handover is None:
            form.begin()
        else:
            form.take_over(handover)
        self.head_changed.emit()

    def _load_list(self) -> None:
        query = rows.query_of(self.filters, self._text)
        services, actor = self._context.services, self._context.actor
        self.list.load(
            lambda offset, limit: rows.fetch(services, actor, replace(query, offset=offset, limit=limit)),
            choose=self._open_id,
        )
        self._context.read(lambda: rows.totals(services, actor, query), self._show_totals, self)

    def _show_totals(self, totals: tuple[int, int, int]) -> None:
        whole, late, soon = totals
        self.list.set_summary(
            f"{whole} đơn", f"{late} quá hạn" if late else "", f"{soon} sắp đến hạn" if soon else ""
        )

    def _show_query(self, query: PetitionQuery) -> None:
        self._leave_form()
        self.split.close_detail()
        self._open_id = None
        self._text = query.text
        self.filters.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for group in ("state", "due", "year", "kind", "body", "case", "sort"):
            self.filters.clear(group)
        for choice in rows.choices_of(query):
            self.filters.set(choice)
        self.filters.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._load_list()

    def _choose(self, key: object, *, entered: bool = False) -> None:
        """A row was chosen by the clerk; one that only became current is not."""
        chosen = self.list.view.selectionModel().isSelected(self.list.view.currentIndex())
        if not isinstance(key, UUID) or not (chosen or entered):
            return
        if key != self._open_id:
            self._load_file(RecordId(key))
        if entered or self.list.view.hasFocus():
            self.split.open_detail()

    def _open_first(self) -> None:
        """Beside a list the detail is never empty without need."""
        first = self.list.model.row(0)
        if self._open_id is None and first is not None and self.split.wide:
            self.list.choose(first.key)

    def _load_file(self, petition_id: RecordId) -> None:
        self._open_id = petition_id
        services, actor, today = self._context.services, self._context.actor, self._context.today
        self._context.background.run(
            lambda: gather(services, actor, petition_id, today), self._show_file, self._refused, owner=self
        )

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            raise error
        if error.code == routes.KEPT_CODE:
            self.detail.refuse()
        else:
            self._context.messages.trouble(error)

    def _show_file(self, file: PetitionFile) -> None:
        if file.petition.id == self._open_id:
            self.detail.show_file(file)

    def _registered(self, petition: Petition) -> None:
        self._context.messages.notice(f"Đã vào sổ đơn số {petition.number}.")
        self.open_petition(petition.id)

    def _leave_form(self) -> None:
        if self._form is None:
            return
        self.stack.setCurrentWidget(self.split)
        self.stack.removeWidget(self._form)
        self._form.deleteLater()
        self._form = None
        self.head_changed.emit()
