"""A letter before it is issued: its page beside what it asks for; then issuing and the files."""

import hashlib
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QWidget

from app.domain.envelopes import Address
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, Format, LetterForm, LetterRequest, Preview
from ui import formats, theme
from ui.context import Context
from ui.parts import documents
from ui.parts.envelope_dialog import EnvelopeDialog
from ui.parts.letter_form import COMPLEXITY, GROUNDS, PERIOD, SIGNING, LetterFormPage
from ui.parts.pdf_view import PdfView
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, column, fitting, label, row
from ui.widgets.flow import flow
from ui.widgets.rest import Rest

_DIGEST = 32
_TO_SENDERS = (RecordType.PETITION, RecordType.VISIT)
"""The records whose sender the register knows the address of."""


class LetterDialog(QDialog):
    """Shows a record's letter as it will be printed and issues it; what was typed is kept until then.

    Signals:
        issued: The letter has its number and is kept (``DocumentRow``).
    """

    issued = Signal(object)

    def __init__(self, context: Context, request: LetterRequest, parent: QWidget | None = None) -> None:
        """``request`` says which letter for which record, and what is worded already."""
        super().__init__(parent)
        self._context, self._request = context, request
        self._draft = _draft_of(request)
        self._preview: Preview | None = None
        self._document: DocumentRow | None = None
        self.form: LetterFormPage | None = None
        self.setWindowTitle("Soạn văn bản")
        self.resize(fitting(parent, 1080, 700))
        self._side = QStackedWidget()
        self._side.addWidget(label("Đang soạn…", "muted"))
        self._side.setMinimumWidth(theme.current().scaled(360))
        self.paper = PdfView(context)
        self.paper.setAccessibleName("Bản xem trước")
        self._rest = Rest(self, self._load, 400)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self._side, 2)
        layout.addWidget(self.paper, 3)
        self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        if self.form is not None and self._document is None:
            self.form.keep()  # however the window is closed
        super().hideEvent(event)

    def _load(self) -> None:
        if self._document is not None:
            return
        letters, request, actor = self._context.services.letters, self._wanted(), self._context.actor
        on = self.form.on if self.form is not None else self._context.today

        def read() -> tuple[LetterForm, Preview]:
            return letters.form(request.form), letters.preview(actor, request, on)

        self._context.read(read, lambda found: self._show(*found), self)

    def _wanted(self) -> LetterRequest:
        if self.form is None:
            return self._request
        return replace(
            self._request,
            facts=self.form.told(),
            flags=self.form.flags,
            grounds=self.form.grounds,
            signing=self.form.signing,
            reason=self.form.reason,
        )

    def _show(self, form: LetterForm, preview: Preview) -> None:
        if self._document is not None:
            return  # what was asked for before it was issued has no number
        self._preview = preview
        self.paper.show_pdf(preview.pdf)
        if self.form is not None:
            self.form.tell(preview)
            return
        self.setWindowTitle(formats.in_sentence_case(preview.title))
        self.form = LetterFormPage(form, preview, self._context)
        self.form.stirred.connect(self._rest.stir)
        self.form.save_wanted.connect(self._issue)
        self.form.left.connect(self.reject)
        self.form.draft_button.clicked.connect(lambda: self._save_draft())
        self._put(self.form)
        self.form.word(self._request)
        if not preview.names_denouncer:  # what is typed into such a letter is kept nowhere but in it
            self.form.draft_changed.connect(self._keep)
            self._context.draft(self._draft, self._restore, self)

    def _keep(self, values: dict[str, object]) -> None:
        """Keep what was worded differently from the record, and how it is signed; the day is today again."""
        assert self.form is not None
        worded = {name for name, _ in self.form.told()}
        worded |= {name for name in (COMPLEXITY, GROUNDS) if values.get(name)}
        if self._preview is not None and self.form.signing not in ("", self._preview.ways[0].key):
            worded.add(SIGNING)
        told = {name: value for name, value in values.items() if name in worded.difference(PERIOD)}
        if told:
            self._context.keep_draft(self._draft, told, self._request.record_id)

    def _restore(self, values: dict[str, object]) -> None:
        if self.form is not None and values:
            self.form.fill(values)
            self.form.ready("Đã lấy lại bản đang soạn")

    def _put(self, widget: QWidget) -> None:
        self._side.addWidget(widget)
        self._side.setCurrentWidget(widget)

    def _issue(self) -> None:
        assert self.form is not None
        on = self.form.on
        assert on is not None
        request, actor = self._wanted(), self._context.actor
        self._context.act(
            lambda: self._context.services.letters.issue(actor, request, on), self._done, self, self.form
        )

    def _done(self, document: DocumentRow) -> None:
        self._document = document
        self._context.drop_draft(self._draft)
        actor = self._context.actor
        reason = self.form.reason if self.form is not None else ""
        self._context.read(
            lambda: self._context.services.letters.content(actor, document.id, Format.PDF, reason),
            self.paper.show_pdf,
            self,
        )
        self._put(IssuedPanel(self._context, document, self, reason))
        self.issued.emit(document)

    def _save_draft(self) -> None:
        if self._preview is not None:
            name = documents.file_name(f"Bản nháp {self._preview.title}", Format.DOCX)
            documents.save_content(self._context, self._preview.docx, name, Format.DOCX, self)


def _draft_of(request: LetterRequest) -> str:
    """The name under which what was typed is kept: of this letter, its record, what it lists, its days."""
    days = (text for name, text in request.facts if name in PERIOD)
    about = (request.record_id, request.replaces, *request.items, *days)
    digest = hashlib.sha256(" ".join(map(str, about)).encode()).hexdigest()
    return f"{digest[:_DIGEST]}:{request.form}"


def _address(context: Context, document: DocumentRow, parent: QWidget) -> None:
    """The envelope to who sent the petition or came; another receiver can be typed."""

    def show(addresses: tuple[Address, ...]) -> None:
        EnvelopeDialog(context, addresses, document.body, parent).open()

    desk, records = context.services.envelopes, [document.record_id]
    context.read(lambda: desk.senders(context.actor, document.record_type, records), show, parent)


class IssuedPanel(QWidget):
    """The letter is out: its number, and what can be done with its files."""

    def __init__(self, context: Context, document: DocumentRow, dialog: QDialog, reason: str) -> None:
        super().__init__()
        number = f" số {document.number}" if document.number else ""
        said = f"Đã ban hành{number} ngày {formats.day(document.issued_on)}."
        acts = flow(
            button("Mở PDF", lambda: documents.open_pdf(context, document, dialog, reason), icon="document"),
            button("In…", lambda: documents.print_copy(context, document, dialog, reason), icon="print"),
            button(
                "Lưu DOCX…",
                lambda: documents.save_copy(context, document, Format.DOCX, dialog, reason),
                icon="save",
            ),
            button(
                "Lưu PDF…",
                lambda: documents.save_copy(context, document, Format.PDF, dialog, reason),
                icon="save",
            ),
        )
        if document.record_type in _TO_SENDERS and not document.sealing:
            acts.addWidget(button("Phong bì…", lambda: _address(context, document, dialog), icon="letters"))
        self.close_button = button("Đóng", dialog.accept, kind="primary")
        card = Card(formats.in_sentence_case(document.title), gap=12).add(
            Note(said, Tone.DONE, icon="check"),
            label("Văn bản đã vào sổ, giữ nguyên như lúc ban hành.", "muted", wrap=True),
            acts,
            row(self.close_button, None),
        )
        self.setLayout(column(card, None))
