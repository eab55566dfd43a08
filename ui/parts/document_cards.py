"""The documents issued for a record as cards: what each is, its files, the way to the book."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.letters import DocumentRow, DocumentState, Format
from ui import formats
from ui.context import Context
from ui.parts import documents
from ui.widgets.basics import button, label, rule
from ui.widgets.details import Stack
from ui.widgets.flow import flow


def document_cards(
    context: Context,
    rows: tuple[DocumentRow, ...],
    owner: QObject,
    show: Callable[[DocumentRow], None] | None = None,
) -> list[QWidget]:
    """The issued documents with their files; ``show`` opens one in the book of documents."""
    if not rows:
        return [label("Chưa ban hành văn bản nào.", "muted")]
    return [_document(context, document, owner, show) for document in rows]


def _document(
    context: Context,
    document: DocumentRow,
    owner: QObject,
    show: Callable[[DocumentRow], None] | None,
) -> QWidget:
    withdrawn = " · đã thu hồi" if document.state is DocumentState.WITHDRAWN else ""
    withdrawn += ", có văn bản thay thế" if document.replaced else ""
    about = (
        f"{document.number or 'Không số'} · {formats.day(document.issued_on)} · {document.signer}{withdrawn}"
    )
    in_book = [button("Xem trong sổ", lambda: show(document), kind="link")] if show is not None else []
    acts = flow(
        button("Mở PDF", lambda: documents.open_pdf(context, document, owner), kind="link"),
        button("In…", lambda: documents.print_copy(context, document, owner), kind="link"),
        button("Lưu DOCX…", lambda: documents.save_copy(context, document, Format.DOCX, owner), kind="link"),
        button("Lưu PDF…", lambda: documents.save_copy(context, document, Format.PDF, owner), kind="link"),
        *in_book,
        gap=16,
    )
    card = Stack()
    bar = QWidget()
    bar.setLayout(acts)
    card.show_all(
        label(formats.in_sentence_case(document.title), "strong", wrap=True),
        label(about, "muted", wrap=True),
        bar,
        rule(),
    )
    return card
