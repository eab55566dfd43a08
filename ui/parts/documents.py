"""Issued documents on the screen: drawn as pages, opened, saved under a name of the clerk's choice."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QImage

from app.domain.letters import DocumentRow, Format
from app.services import files
from ui.context import Context
from ui.parts import printing
from ui.parts.unseal import with_reason

_KINDS = {Format.DOCX: "Văn bản Word (*.docx)", Format.PDF: "PDF (*.pdf)"}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_NAME_LENGTH = 90
A4_WIDTH = 595.3


def file_name(title: str, kept: Format, number: str = "") -> Path:
    """A name for a file of this document that every system takes."""
    return plain_name(f"{number.replace('/', '-')} {title}", kept)


def plain_name(title: str, ending: str) -> Path:
    """A name for a file that every system takes."""
    words = _NOT_IN_NAMES.sub(" ", title).strip()
    return Path(f"{words[:_NAME_LENGTH].strip()}.{ending}")


class Use(Protocol):
    """What is done with a file once its content is there."""

    def __call__(self, *, content: bytes, name: Path) -> None: ...


def save_content(context: Context, content: bytes, name: Path, kept: Format, owner: QObject) -> None:
    """Ask where to, and write there."""
    save_as(context, content, name, _KINDS[kept], owner)


def save_as(context: Context, content: bytes, name: Path, kinds: str, owner: QObject) -> None:
    """Ask where to, for a file of any kind, and write there."""
    path = context.messages.save_file("Lưu văn bản", name, kinds)
    if path is not None:
        context.read(
            lambda: files.save(content, path),
            lambda _nothing: context.messages.notice(f"Đã lưu {path.name}."),
            owner,
        )


def open_content(context: Context, content: bytes, name: Path, owner: QObject) -> None:
    """Show a file in the reader of this PC, which can print it; its copy goes when the program ends."""
    path = Path(_folder().path()) / name

    def show(_nothing: None) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    context.read(lambda: files.save(content, path), show, owner)


def save_copy(
    context: Context, document: DocumentRow, kept: Format, owner: QObject, reason: str = ""
) -> None:
    """Save the kept file, byte for byte as issued; one that names a denouncer asks for the reason."""
    name = file_name(document.title, kept, document.number)

    def save(content: bytes) -> None:
        save_content(context, content, name, kept, owner)

    read_kept(context, document, kept, save, owner, reason)


def open_pdf(context: Context, document: DocumentRow, owner: QObject, reason: str = "") -> None:
    """Show the PDF, signed where it is, in the reader of this PC; its copy goes when the program ends."""
    name = file_name(document.title, Format.PDF, document.number)

    def show(content: bytes) -> None:
        open_content(context, content, name, owner)

    read_signed(context, document, show, owner, reason)


def read_kept(
    context: Context,
    document: DocumentRow,
    kept: Format,
    use: Callable[[bytes], None],
    owner: QObject,
    reason: str = "",
) -> None:
    """Hand on the kept file; one that names a denouncer is opened for a reason, asked for unless told."""
    letters_desk, actor = context.services.letters, context.actor

    def content(why: str) -> bytes:
        return letters_desk.content(actor, document.id, kept, why)

    _read(context, document, content, use, owner, reason)


def read_signed(
    context: Context,
    document: DocumentRow,
    use: Callable[[bytes], None],
    owner: QObject,
    reason: str = "",
    *,
    archived: bool = False,
) -> None:
    """Like ``read_kept``: the PDF with the latest signature, or the copy for the archive without any."""
    desk, actor = context.services.signatures, context.actor
    made = desk.archived if archived else desk.content

    def content(why: str) -> bytes:
        return made(actor, document.id, why)

    _read(context, document, content, use, owner, reason)


def _read(
    context: Context,
    document: DocumentRow,
    content: Callable[[str], bytes],
    use: Callable[[bytes], None],
    owner: QObject,
    reason: str,
) -> None:
    def read(why: str) -> None:
        context.read(lambda: content(why), use, owner)

    if reason:
        read(reason)
    else:
        with_reason(context, document, read, owner)


def print_copy(context: Context, document: DocumentRow, owner: QObject, reason: str = "") -> None:
    """Print the PDF, signed where it is."""

    def send(content: bytes) -> None:
        printing.print_pdf(context, content, owner)

    read_signed(context, document, send, owner, reason)


@cache
def _folder() -> QTemporaryDir:
    return QTemporaryDir()


def drawn_pages(pdf: bytes, scale: float) -> list[QImage]:
    """The pages as pictures, ``scale`` pixels to the point, none wider than A4; off the GUI thread."""
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf)
    file.init_forms()  # without it the pictures of digital signatures are left out
    try:
        return [_drawn(file[at], scale) for at in range(len(file))]
    finally:
        file.close()


def _drawn(page: object, scale: float) -> QImage:
    across = min(1.0, A4_WIDTH / page.get_width())  # type: ignore[attr-defined]  # the library tells no types
    bitmap = page.render(scale=scale * across, rev_byteorder=True, prefer_bgrx=True)  # type: ignore[attr-defined]
    stride = bitmap.stride
    image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, stride, QImage.Format.Format_RGBX8888)
    return image.copy()  # the picture owns its bytes from here on
