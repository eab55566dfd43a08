"""The page “Văn bản”: the document book beside the page of the document chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.changes import Area
from app.domain.kinds import BodyKind
from app.domain.letters import DocumentRow, DocumentState, LayoutFault, LetterRequest
from app.domain.signatures import SignatureReport
from app.runtime import words
from app.services import layouts
from ui import formats
from ui.context import Context
from ui.letters.checker import KINDS, LayoutDialog
from ui.letters.detail import DocumentPanel
from ui.letters.form import WithdrawDialog
from ui.letters.signatures import KINDS as PDF_KINDS
from ui.letters.signatures import CheckDialog
from ui.letters.signing import SigningDialog
from ui.letters.templates import TemplateBook
from ui.page import Act, Page
from ui.parts import routes
from ui.parts.letter_dialog import LetterDialog
from ui.theme import Tone
from ui.widgets.basics import EmptyState, button, column, row
from ui.widgets.chips import Badge
from ui.widgets.details import SplitView, Tabs
from ui.widgets.filters import Choice, FilterBar
from ui.widgets.lists import ListPanel, Row

BODY = "body"
_TONES = {DocumentState.ISSUED: Tone.DONE, DocumentState.WITHDRAWN: Tone.LATE}


class LettersPage(Page):
    """“Văn bản”."""

    key = "letters"
    title = "Văn bản"
    icon = "letters"
    concerns = Area.LETTERS

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self._rows: dict[object, DocumentRow] = {}
        self.letter: LetterDialog | None = None
        self.filters = FilterBar(
            [("Cơ quan ban hành", [Choice(BODY, kind, words.label(kind)) for kind in BodyKind])]
        )
        nothing = EmptyState(
            "Chưa có văn bản nào",
            icon="letters",
            detail="Văn bản ban hành từ trang Đơn thư và Tiếp công dân sẽ vào sổ này.",
        )
        self.book = ListPanel("Sổ văn bản", context.background, nothing)
        self.check_button = button("Kiểm tra chữ ký…", self._check_signatures, kind="quiet")
        head = QWidget()
        across = row(self.filters, self.check_button, gap=0)
        across.setContentsMargins(0, 0, 8, 0)
        across.setStretch(0, 1)
        head.setLayout(across)
        self.book.set_head(head)
        self.panel = DocumentPanel(context)
        self.split = SplitView(self.book, self.panel, shares=(44, 56))
        self.templates = TemplateBook(context)
        self.tabs = Tabs()
        self.tabs.add("Sổ văn bản", self.split)
        self.tabs.add("Mẫu văn bản", self.templates)
        self.tabs.stack.currentChanged.connect(lambda: self.refresh())
        self.setLayout(column(self.tabs))
        self.filters.changed.connect(self.refresh)
        self.book.chosen.connect(self._choose)
        self.book.view.clicked.connect(lambda: self.split.open_detail())
        self.book.opened.connect(lambda _key: self.split.open_detail())
        self.book.model.modelReset.connect(self._loaded)
        self.panel.record_wanted.connect(self._open_record)
        self.panel.withdraw_wanted.connect(self._ask_withdrawal)
        self.panel.replacement_wanted.connect(self.replace)
        self.panel.sign_wanted.connect(self._ask_signing)

    def primary_act(self) -> Act:
        return Act("Soát thể thức", self._check_layout, icon="check")

    def refresh(self) -> None:
        if self.tabs.stack.currentWidget() is self.templates:
            self.templates.refresh()
            return
        shown = self.panel.document
        self.panel.read_signatures()
        self.book.load(self._fetch, choose=shown.id if shown else None)

    def show_item(self, what: object) -> None:
        """Open a document that is on the first pages of the book."""
        self.tabs.show_tab(0)
        self.book.load(self._fetch, choose=what)
        self.split.open_detail()

    def _fetch(self, offset: int, limit: int) -> tuple[Sequence[Row], int]:
        chosen = self.filters.value(BODY)
        body = BodyKind(str(chosen)) if chosen is not None else None
        page = self._context.services.letters.page(self._context.actor, offset, limit, body)
        self._rows.update({row.id: row for row in page.rows})
        return [_row(row) for row in page.rows], page.total

    def _loaded(self) -> None:
        count = self.book.model.rowCount()
        self.book.set_summary(f"{formats.number(count)} văn bản" if count else "")
        if not count:
            self.panel.show_document(None)
        elif not self.book.view.selectionModel().hasSelection():
            self.book.view.setCurrentIndex(self.book.model.index(0))

    def _choose(self, key: object) -> None:
        if key in self._rows:
            self.panel.show_document(self._rows[key])

    def _open_record(self, document: DocumentRow) -> None:
        self.wanted.emit(routes.page_of(document.record_type), document.record_id)

    def _check_layout(self) -> None:
        """Measure a Word file of the clerk's choice against the State's layout."""
        path = self._context.messages.open_file("Soát thể thức văn bản", KINDS)
        if path is None:
            return

        def show(faults: tuple[LayoutFault, ...]) -> None:
            told = LayoutDialog(path, faults, self)
            told.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            told.open()

        self._context.read(lambda: layouts.check_file(path), show, self)

    def _check_signatures(self) -> None:
        """Tell of a PDF of the clerk's choice whether its signatures hold."""
        path = self._context.messages.open_file("Kiểm tra chữ ký số", PDF_KINDS)
        if path is None:
            return

        def show(reports: tuple[SignatureReport, ...]) -> None:
            told = CheckDialog(self._context, path, reports, self)
            told.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            told.open()

        signatures, actor = self._context.services.signatures, self._context.actor
        self._context.read(lambda: signatures.verify_file(actor, path), show, self)

    def _ask_signing(self, document: DocumentRow) -> None:
        signatures, actor = self._context.services.signatures, self._context.actor

        def ask(known: tuple[int, int]) -> None:
            rooms, turns = known
            asked = SigningDialog(self._context, document, self, rooms=rooms, first=not turns)
            asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            asked.signed.connect(lambda _kept: self.panel.draw_again())
            asked.open()

        def look() -> tuple[int, int]:
            return signatures.rooms(actor, document.id), len(signatures.of_document(actor, document.id))

        self._context.read(look, ask, self)

    def _ask_withdrawal(self, document: DocumentRow) -> None:
        asked = WithdrawDialog(document, self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.form.save_wanted.connect(lambda: self._withdraw(document, asked))
        asked.open()

    def _withdraw(self, document: DocumentRow, asked: WithdrawDialog) -> None:
        letters, actor, reason = self._context.services.letters, self._context.actor, asked.reason.value()

        def done(withdrawn: DocumentRow) -> None:
            asked.accept()
            self._rows[withdrawn.id] = withdrawn
            self.panel.show_document(withdrawn)
            named = withdrawn.number or f"“{formats.in_sentence_case(withdrawn.title)}”"
            self._context.messages.notice(f"Đã thu hồi văn bản {named}.")
            if asked.again.value():
                self.replace(withdrawn)

        self._context.act(lambda: letters.withdraw(actor, document.id, reason), done, asked, asked.form)

    def replace(self, document: DocumentRow) -> None:
        """Open the letter that takes the place of a withdrawn one, worded as that one was."""
        letters, actor = self._context.services.letters, self._context.actor

        def show(request: LetterRequest) -> None:
            self.letter = LetterDialog(self._context, request, self)
            self.letter.open()

        self._context.read(lambda: letters.replacement(actor, document.id), show, self)


def _row(document: DocumentRow) -> Row:
    told = (formats.day(document.issued_on), words.label(document.body), document.signer)
    return Row(
        document.id,
        document.number or "Không số",
        " · ".join(part for part in told if part),
        formats.in_sentence_case(document.title),
        Badge(words.label(document.state), _TONES[document.state]),
        document.hidden,
    )
