"""Prints PDFs on the printer this PC remembers: drawn by the worker in strips, at the printer's dots."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QObject, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.errors import StorageTrouble
from ui.background import Cancelled, Task
from ui.context import Context
from ui.preferences import PreferencesFile
from ui.widgets.progress import ProgressLine

POINTS = 72.0
FINEST = 600
"""Dots to the inch: finer is not seen, and four times the work."""

_STRIP = 512  # lines drawn at a time: a page at 600 dots to the inch would take 140 MB
_FITS = 1.02  # a sheet this little larger than the paper is not made smaller
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one",
    QPrinter.DuplexMode.DuplexLongSide: "long",
    QPrinter.DuplexMode.DuplexShortSide: "short",
}


def print_pdf(
    context: Context, content: bytes | Path, owner: QObject, progress: ProgressLine | None = None
) -> None:
    """Ask on which printer and how often, then print; ``progress`` shows how far it is and stops it."""

    def ask(told: tuple[int, str, QSizeF]) -> None:
        pages, title, size = told
        printer = remembered(context.preferences)
        printer.setDocName(title)
        printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
        if not context.messages.ask_printer(printer, pages):
            return
        remember(context.preferences, printer)
        _start(context, content, printer, owner, progress)

    context.read(lambda: _look(content), ask, owner)


def remembered(preferences: PreferencesFile) -> QPrinter:
    """The printer used last on this PC with its settings; the system's own when it is gone."""
    value = preferences.value
    known = QPrinterInfo.printerInfo(value.printer) if value.printer else QPrinterInfo()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not known.isNull():
        printer.setPrinterName(value.printer)
    for mode, word in _SIDES.items():
        if word == value.printer_sides:
            printer.setDuplex(mode)
    if value.printer_grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def remember(preferences: PreferencesFile, printer: QPrinter) -> None:
    """Keep which printer was chosen, and how, for this PC."""
    preferences.change(
        printer=printer.printerName(),
        printer_sides=_SIDES.get(printer.duplex(), ""),
        printer_grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
    )


def _start(
    context: Context, content: bytes | Path, printer: QPrinter, owner: QObject, progress: ProgressLine | None
) -> None:
    name = printer.printerName() or printer.outputFileName()

    def end() -> None:
        if progress is not None:
            progress.end()

    def done(count: int) -> None:
        end()
        context.messages.notice(f"Đã gửi {count} trang đến {name}.")

    def failed(error: Exception) -> None:
        end()
        context.broke_off(error, "Đã dừng in.")

    task = context.background.run_long(
        lambda task: paint(content, printer, task),
        done,
        failed,
        progress=progress.step if progress is not None else None,
        owner=owner,
    )
    if progress is not None:
        progress.begin("Đang in…", task)


def paint(content: bytes | Path, printer: QPrinter, task: Task) -> int:
    """Send the pages asked for to the printer, off the GUI thread; returns how many sheets' sides went.

    Raises StorageTrouble when the printer does not take them.
    """
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    with _opened(content) as file:
        wanted = _pages(printer, len(file))
        painter = QPainter()
        try:
            for done, at in enumerate(wanted):
                _report(task, done, len(wanted), printer, painter)
                page = file[at]
                _turn(printer, page)
                ready = printer.newPage() if painter.isActive() else painter.begin(printer)
                if not ready:
                    raise _refused(printer)
                _draw(painter, printer, page)
                page.close()
            if not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
                raise _refused(printer)
        finally:
            if painter.isActive():
                painter.end()
        return len(wanted)


def _report(task: Task, done: int, whole: int, printer: QPrinter, painter: QPainter) -> None:
    try:
        task.progress(done, whole)
    except Cancelled:
        if painter.isActive():
            printer.abort()
        raise


def _refused(printer: QPrinter) -> StorageTrouble:
    return StorageTrouble("printer_refused", printer=printer.printerName() or printer.outputFileName())


def _pages(printer: QPrinter, count: int) -> list[int]:
    """The pages to draw in their order, as often as the printer does not repeat them by itself."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    chosen = list(range(first - 1, min(last, count)))
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return chosen * copies
    return [at for at in chosen for _ in range(copies)]


def _turn(printer: QPrinter, page: Any) -> None:  # noqa: ANN401 - the library tells no types
    """Lay the paper as the page lies."""
    width, height = page.get_size()
    across = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(across)


def _draw(painter: QPainter, printer: QPrinter, page: Any) -> None:  # noqa: ANN401 - the library tells no types
    dots = printer.resolution()
    fine = dots / ceil(dots / FINEST)  # so that a dot of ours is whole dots of the printer's
    paper = printer.pageLayout().fullRectPixels(dots)
    width, height = page.get_size()
    smaller = min(
        1.0, paper.width() * POINTS * _FITS / width / dots, paper.height() * POINTS * _FITS / height / dots
    )
    to_paper = smaller * dots / fine
    across, down = round(width / POINTS * fine), round(height / POINTS * fine)
    left = round((paper.width() - across * to_paper) / 2)
    top = round((paper.height() - down * to_paper) / 2)
    for first in range(0, down, _STRIP):
        lines = min(_STRIP, down - first)
        strip = _strip(page, across, down, first, lines)
        above, below = round(first * to_paper), round((first + lines) * to_paper)  # strips meet, none is cut
        painter.drawImage(QRect(left, top + above, round(across * to_paper), below - above), strip)


def _strip(page: Any, across: int, down: int, first: int, lines: int) -> QImage:  # noqa: ANN401 - no types
    """Some lines of the page drawn so many dots across and down."""
    import pypdfium2
    from pypdfium2 import raw

    bitmap = pypdfium2.PdfBitmap.new_native(across, lines, raw.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, across, lines)
    how = raw.FPDF_ANNOT | raw.FPDF_PRINTING | raw.FPDF_REVERSE_BYTE_ORDER
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, -first, across, down, 0, how)
    if page.formenv:  # the pictures of digital signatures
        raw.FPDF_FFLDraw(page.formenv, bitmap, page, 0, -first, across, down, 0, how)
    image = QImage(bytes(bitmap.buffer), across, lines, bitmap.stride, QImage.Format.Format_RGBX8888)
    picture = image.copy()  # the picture owns its bytes from here on
    bitmap.close()
    return picture


def _look(content: bytes | Path) -> tuple[int, str, QSizeF]:
    """How many pages there are, what the file is called, how large its first page is upright."""
    with _opened(content) as file:
        short, long = sorted(file[0].get_size())
        return len(file), str(file.get_metadata_dict().get("Title", "")), QSizeF(short, long)


@contextmanager
def _opened(content: bytes | Path) -> Iterator[Any]:
    import pypdfium2

    file = pypdfium2.PdfDocument(content)
    file.init_forms()
    try:
        yield file
    finally:
        file.close()
