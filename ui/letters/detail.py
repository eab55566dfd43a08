"""One issued document: what it is, its page as issued, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QWidget

from app.domain.actors import Right
from app.domain.letters import DocumentRow, DocumentState, Format, Withdrawal
from app.domain.signatures import SignatureReport
from app.runtime import words
from ui import formats
from ui.context import Context, may_open
from ui.letters.signatures import SignatureLines
from ui.parts import documents, routes
from ui.parts.pdf_view import PdfView
from ui.parts.unseal import SEALED_PAPER
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, Note, button, column, label
from ui.widgets.flow import flow

_ASKED = "Mở, in, lưu đều phải ghi lý do; mỗi lần mở được ghi vào nhật ký."
_WITHDRAWN = "Văn bản đã thu hồi. Số và tệp vẫn giữ trong sổ."
_REPLACED = "Văn bản đã thu hồi và có văn bản khác thay thế. Số và tệp vẫn giữ trong sổ."


class DocumentPanel(Card):
    """The document beside the book.

    Signals:
        record_wanted: Its record should open (``DocumentRow``).
        withdraw_wanted: It should be withdrawn (``DocumentRow``).
        replacement_wanted: A letter should take its place (``DocumentRow``).
        sign_wanted: It should be signed digitally (``DocumentRow``).
    """

    record_wanted = Signal(object)
    withdraw_wanted = Signal(object)
    replacement_wanted = Signal(object)
    sign_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(margin=0, gap=0)
        self._context = context
        self.document: DocumentRow | None = None
        self._shown: object = None
        self.heading = label("", "title", wrap=True, selectable=True)
        self._line = label("", "muted", wrap=True)
        self._withdrawn = Note(_WITHDRAWN, Tone.LATE, icon="warning")
        self.paper = PdfView(context)
        self.withdraw_button = button("Thu hồi…", self._withdraw, icon="undo", kind="danger")
        self.replace_button = button("Soạn văn bản thay thế…", self._replace, icon="letters")
        self.sign_button = button("Ký số…", lambda: self.sign_wanted.emit(self.document), icon="sign")
        self.signatures = SignatureLines()
        acts = flow(
            button("Hồ sơ", self._open_record, icon="folder"),
            button("Mở PDF", lambda: self._open_pdf(), icon="document"),
            self.paper.free_print(),
            self._saving(),
            self.sign_button,
            self.withdraw_button,
            self.replace_button,
        )
        inside = QWidget()
        head = column(self.heading, self._line, gap=4)
        lines = column(head, self._withdrawn, acts, self.signatures, gap=12)
        lines.setContentsMargins(20, 20, 20, 16)
        self.open_button = button("Mở…", self._open_sealed, icon="lock")
        may_open(context, self.open_button)
        self._sheet = QStackedWidget()
        self._sheet.addWidget(self.paper)
        self._sheet.addWidget(EmptyState(SEALED_PAPER, icon="lock", detail=_ASKED, act=self.open_button))
        lines.addWidget(self._sheet, 1)
        inside.setLayout(lines)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("Chọn một văn bản để xem", icon="letters"))
        self._stack.addWidget(inside)
        self._stack.addWidget(EmptyState(routes.KEPT, icon="lock", detail=routes.KEPT_WHY))
        self.add(self._stack)

    def show_document(self, document: DocumentRow | None) -> None:
        """Show a document, or that none is chosen."""
        self.document = document
        hidden = document is not None and document.hidden
        self._stack.setCurrentIndex(2 if hidden else 0 if document is None else 1)
        if document is None or hidden:
            self._shown = None
            return
        bound = document.state is DocumentState.ISSUED
        told = (
            document.number or "Không số",
            formats.day(document.issued_on),
            words.label(document.body),
            document.record_number,
            document.about,
            f"Người ký: {document.signer}",
        )
        self.heading.setText(formats.in_sentence_case(document.title))
        self._line.setText(" · ".join(part for part in told if part))
        self._tell_withdrawal(document)
        self.withdraw_button.setVisible(bound)
        self.replace_button.setVisible(not bound and not document.replaced)
        self.sign_button.setVisible(bound and self._context.may(Right.ISSUE_LETTERS))
        if document.id != self._shown:
            self._shown = document.id
            self._show_sheet(opened=not document.sealing.names)
            if document.sealing.names:
                self.paper.forget()
            else:
                self._draw(document)
            self.signatures.show_reports(())
            self.save_signed.setVisible(False)
            self._tell_signatures(document)

    def read_signatures(self) -> None:
        """The office may trust other issuers now."""
        if self.document is not None and not self.document.hidden:
            self._tell_signatures(self.document)

    def _tell_withdrawal(self, document: DocumentRow) -> None:
        """That it no longer binds; then when it was withdrawn, by whom and why."""
        said = _REPLACED if document.replaced else _WITHDRAWN
        self._withdrawn.setVisible(document.state is DocumentState.WITHDRAWN)
        self._withdrawn.words.setText(said)
        if document.state is DocumentState.ISSUED:
            return
        letters, actor = self._context.services.letters, self._context.actor

        def tell(found: Withdrawal | None) -> None:
            if found is not None and self.document is not None and self.document.id == document.id:
                told = f"{formats.day(found.on)}, {found.by_name}. {found.note}"
                self._withdrawn.words.setText(f"{said}\n{told}")

        self._context.read(lambda: letters.withdrawal(actor, document.id), tell, self)

    def draw_again(self) -> None:
        """The document has one more signature."""
        if self.document is not None:
            if self._sheet.currentIndex() == 0:
                self._draw(self.document)
            self._tell_signatures(self.document)

    def _tell_signatures(self, document: DocumentRow) -> None:
        signatures, actor = self._context.services.signatures, self._context.actor

        def tell(reports: tuple[SignatureReport, ...]) -> None:
            if self.document is not None and self.document.id == document.id:
                self.signatures.show_reports(reports)
                self.save_signed.setVisible(bool(reports))

        self._context.read(lambda: signatures.verify(actor, document.id), tell, self)

    def _saving(self) -> QPushButton:
        """The button that offers each form the document can be saved in."""
        saving = button("Lưu", icon="chevron-down")
        saving.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the word
        menu = QMenu(saving)
        self.save_signed = menu.addAction("PDF có chữ ký số…", lambda: self._save_made(archived=False))
        menu.addAction("PDF như lúc ban hành…", lambda: self._save(Format.PDF))
        menu.addAction("PDF/A-2b (tự khai, chưa kiểm định)…", lambda: self._save_made(archived=True))
        menu.addAction("Word (DOCX)…", lambda: self._save(Format.DOCX))
        saving.setMenu(menu)
        return saving

    def _save_made(self, *, archived: bool) -> None:
        """The version with the latest signature, or the copy for the archive without any."""
        document, context = self.document, self._context
        if document is None:
            return
        suffix = "PDF-A" if archived else "đã ký số"
        name = documents.file_name(f"{document.title} {suffix}", Format.PDF, document.number)

        def save(content: bytes) -> None:
            documents.save_content(context, content, name, Format.PDF, self)

        documents.read_signed(context, document, save, self, archived=archived)

    def _draw(self, document: DocumentRow) -> None:
        def show(pdf: bytes) -> None:
            if self.document is not None and self.document.id == document.id:
                self.paper.show_pdf(pdf)
                self._show_sheet(opened=True)

        documents.read_signed(self._context, document, show, self)

    def _show_sheet(self, *, opened: bool) -> None:
        """The page, or in its place that it is opened for a reason only; what is not open is not printed."""
        self._sheet.setCurrentIndex(0 if opened else 1)
        self.paper.print_button.setVisible(opened)

    def _open_sealed(self) -> None:
        if self.document is not None:
            self._draw(self.document)

    def _open_record(self) -> None:
        self.record_wanted.emit(self.document)

    def _withdraw(self) -> None:
        self.withdraw_wanted.emit(self.document)

    def _replace(self) -> None:
        self.replacement_wanted.emit(self.document)

    def _open_pdf(self) -> None:
        if self.document is not None:
            documents.open_pdf(self._context, self.document, self)

    def _save(self, kept: Format) -> None:
        if self.document is not None:
            documents.save_copy(self._context, self.document, kept, self)
