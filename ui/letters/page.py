"""The page “Văn bản”: the document book beside the page of the document chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.changes import Area
from app.domain.kinds import BodyKind
from app.domain.letters import (
    BookSpan,
    DocumentQuery,
    DocumentRow,
    DocumentState,
    LayoutFault,
    LetterRequest,
)
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
from ui.widgets.fields import LineField
from ui.widgets.filters import Choice, FilterBar
from ui.widgets.lists import ListPanel, Row

BODY, YEAR, FORM, STATE = "body", "year", "form", "state"
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
        self.finder = LineField("", placeholder="Tìm theo số, tên văn bản, số đơn…")
        self.finder.line.setAccessibleName("Tìm trong sổ văn bản")
        self.filters = FilterBar([])
        nothing = EmptyState(
            "Không có văn bản nào",
            icon="letters",
            detail="Văn bản ban hành từ các trang khác sẽ vào sổ này. Đang lọc hay tìm thì bỏ bớt điều kiện.",
        )
        self.book = ListPanel("Sổ văn bản", context.background, nothing)
        self.check_button = button("Kiểm tra chữ ký…", self._check_signatures, kind="quiet")
        self.book.set_head(self._head())
        self.panel = DocumentPanel(context)
        self.split = SplitView(self.book, self.panel, shares=(40, 60))
        self.templates = TemplateBook(context)
        self.tabs = Tabs()
        self.tabs.add("Sổ văn bản", self.split)
        self.tabs.add("Mẫu văn bản", self.templates)
        self.tabs.stack.currentChanged.connect(lambda: self.refresh())
        self.setLayout(column(self.tabs))
        self.filters.changed.connect(self.refresh)
        self.finder.changed.connect(self.refresh)
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
        letters, actor = self._context.services.letters, self._context.actor
        self._context.read(lambda: letters.span(actor), self._offer, self)

    def search(self, text: str) -> None:
        self.finder.set_value(text)

    def show_item(self, what: object) -> None:
        """Open a document that is on the first pages of the book."""
        self.tabs.show_tab(0)
        self.book.load(self._fetch, choose=what)
        self.split.open_detail()

    def _head(self) -> QWidget:
        """The search box and the check of a file above the filters."""
        head = QWidget()
        across = row(self.finder, self.check_button)
        across.setContentsMargins(14, 12, 8, 0)
        across.setStretch(0, 1)
        head.setLayout(column(across, self.filters, gap=0))
        return head

    def _offer(self, span: BookSpan) -> None:
        """What the book holds can be filtered by."""
        years = [Choice(YEAR, year, f"Năm {year}") for year in span.years]
        forms = [Choice(FORM, form.id, formats.in_sentence_case(form.title)) for form in span.forms]
        groups = (
            ("Cơ quan ban hành", [Choice(BODY, kind, words.label(kind)) for kind in BodyKind]),
            ("Năm ban hành", years),
            ("Loại văn bản", forms),
            ("Tình trạng", [Choice(STATE, state, words.label(state)) for state in DocumentState]),
        )
        self.filters.offer([group for group in groups if group[1]])

    def _query(self, offset: int, limit: int) -> DocumentQuery:
        body, year = self.filters.value(BODY), self.filters.value(YEAR)
        form, state = self.filters.value(FORM), self.filters.value(STATE)
        return DocumentQuery(
            self.finder.value(),
            BodyKind(str(body)) if body is not None else None,
            year if isinstance(year, int) else None,
            str(form or ""),
            DocumentState(str(state)) if state is not None else None,
            offset,
            limit,
        )

    def _fetch(self, offset: int, limit: int) -> tuple[Sequence[Row], int]:
        page = self._context.services.letters.page(self._context.actor, self._query(offset, limit))
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
    about = (document.record_number, document.about)
    told = (formats.day(document.issued_on), *(about if any(about) else (words.label(document.body),)))
    return Row(
        document.id,
        document.number or "Không số",
        " · ".join(part for part in told if part),
        formats.in_sentence_case(document.title),
        Badge(words.label(document.state), _TONES[document.state]),
        document.hidden,
    )
