"""Issued documents on the screen: drawn as pages, opened, saved under a name of the clerk's choice."""

import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices, QImage

from app.domain.letters import DocumentRow, Format
from app.services import letters
from ui.context import Context

_KINDS = {Format.DOCX: "Văn bản Word (*.docx)", Format.PDF: "PDF (*.pdf)"}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
_NAME_LENGTH = 90


def file_name(title: str, kept: Format, number: str = "") -> Path:
    """A name for a file of this document that every system takes."""
    words = _NOT_IN_NAMES.sub(" ", f"{number.replace('/', '-')} {title}").strip()
    return Path(f"{words[:_NAME_LENGTH].strip()}.{kept}")


def save_content(context: Context, content: bytes, name: Path, kept: Format, owner: QObject) -> None:
    """Ask where to, and write there."""
    path = context.messages.save_file("Lưu văn bản", name, _KINDS[kept])
    if path is not None:
        context.read(
            lambda: letters.save(content, path),
            lambda _nothing: context.messages.notice(f"Đã lưu {path.name}."),
            owner,
        )


def save_copy(context: Context, document: DocumentRow, kept: Format, owner: QObject) -> None:
    """Save the kept file, byte for byte as issued."""
    name = file_name(document.title, kept, document.number)
    context.read(
        lambda: context.services.letters.content(context.actor, document.id, kept),
        lambda content: save_content(context, content, name, kept, owner),
        owner,
    )


def open_pdf(context: Context, document: DocumentRow, owner: QObject) -> None:
    """Show the kept PDF in the reader of this PC; its copy goes when the program ends."""

    def write() -> Path:
        content = context.services.letters.content(context.actor, document.id, Format.PDF)
        path = Path(_folder().path()) / file_name(document.title, Format.PDF, document.number)
        letters.save(content, path)
        return path

    def show(path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    context.read(write, show, owner)


@cache
def _folder() -> QTemporaryDir:
    return QTemporaryDir()


def drawn_pages(pdf: bytes, scale: float) -> list[QImage]:
    """The pages as pictures, ``scale`` pixels to the point; runs off the GUI thread."""
    import pypdfium2

    file = pypdfium2.PdfDocument(pdf)
    try:
        return [_drawn(file[at], scale) for at in range(len(file))]
    finally:
        file.close()


def _drawn(page: object, scale: float) -> QImage:
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)  # type: ignore[attr-defined]  # the library tells no types
    stride = bitmap.stride
    image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, stride, QImage.Format.Format_RGBX8888)
    return image.copy()  # the picture owns its bytes from here on
