"""Printing goes to the printer this PC remembers, page by page as our PDF has them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.envelopes import Address, EnvelopeSize
from app.domain.errors import StorageTrouble
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import Format, LetterRequest
from tests import factories, pictures
from tests.ui.doubles import RecordedMessages
from tests.ui.waiting import settle
from ui.background import Task
from ui.context import Context
from ui.parts import printing
from ui.parts.pdf_view import PdfView
from ui.preferences import PreferencesFile
from ui.widgets.progress import ProgressLine


def _file_printer(path: Path, *, dots: int = 150) -> Callable[[QPrinter], bool]:
    """Chooses the printer that every system has: a PDF file."""

    def choose(printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        printer.setResolution(dots)
        return True

    return choose


def _letter(context: Context) -> bytes:
    key = context.services.petitions.register(context.actor, factories.petition()).value.id
    request = LetterRequest("kn-admission", RecordType.PETITION, key)
    return context.services.letters.preview(context.actor, request).pdf


def _drawn(content: bytes | Path, at: int = 0) -> Image.Image:
    file = pypdfium2.PdfDocument(content)
    picture: Image.Image = file[at].render(scale=1).to_pil().convert("L")
    file.close()
    return picture


def test_a_letter_on_paper_is_the_letter_on_the_screen(
    context: Context, messages: RecordedMessages, qtbot: QtBot, tmp_path: Path
) -> None:
    letter, path = _letter(context), tmp_path / "giay.pdf"
    messages.choose_printer = _file_printer(path)
    owner = QWidget()
    qtbot.addWidget(owner)
    printing.print_pdf(context, letter, owner)
    settle(qtbot, context.background)
    assert messages.printers[0].endswith(": 1")
    assert messages.notices == [f"Đã gửi 1 trang đến {path}."]
    seen, printed = _drawn(letter), _drawn(path)
    printed = printed.resize(seen.size)  # a sheet of whole dots is a hair smaller
    far = ImageChops.difference(*(one.reduce(6).filter(ImageFilter.BLUR) for one in (seen, printed)))
    assert (
        max(at for at, count in enumerate(far.histogram()) if count) < 40
    )  # of 255: the same strokes, drawn twice


def test_every_page_lies_as_it_should_and_comes_as_often_as_asked(tmp_path: Path, look: object) -> None:
    upright, across = pictures.pdf(1, 0, (595, 842)), pictures.pdf(1, 90, (595, 842))
    file, other = pypdfium2.PdfDocument(upright), pypdfium2.PdfDocument(across)
    file.import_pages(other)
    both = BytesIO()
    file.save(both)
    printer = QPrinter()
    _file_printer(tmp_path / "a.pdf", dots=72)(printer)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setCopyCount(2)
    assert printing.paint(both.getvalue(), printer, Task(lambda _done, _whole: None)) == 4
    printed = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    shapes = [page.get_width() > page.get_height() for page in printed]
    printed.close()
    assert shapes == [False, True, False, True]


def test_only_the_pages_asked_for_are_printed(tmp_path: Path, look: object) -> None:
    printer = QPrinter()
    _file_printer(tmp_path / "a.pdf", dots=72)(printer)
    printer.setFromTo(2, 3)
    assert printing.paint(pictures.pdf(5), printer, Task(lambda _done, _whole: None)) == 2


def test_an_envelope_asks_for_paper_of_its_size(
    context: Context, messages: RecordedMessages, qtbot: QtBot, tmp_path: Path
) -> None:
    content = context.services.envelopes.papers(
        context.actor, (Address("Sở Xây dựng"),), EnvelopeSize.DL, BodyKind.COMMITTEE, Format.PDF
    )
    messages.choose_printer = _file_printer(tmp_path / "phong bi.pdf")
    owner = QWidget()
    qtbot.addWidget(owner)
    printing.print_pdf(context, content, owner)
    settle(qtbot, context.background)
    file = pypdfium2.PdfDocument(tmp_path / "phong bi.pdf")
    width, height = (round(side / 72 * 25.4) for side in file[0].get_size())
    file.close()
    assert (width, height) == (220, 110)


def test_who_thinks_better_of_it_prints_nothing(
    context: Context, messages: RecordedMessages, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    printing.print_pdf(context, pictures.pdf(), owner)
    settle(qtbot, context.background)
    assert len(messages.printers) == 1
    assert messages.notices == []


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_refuses_is_named(tmp_path: Path, look: object) -> None:
    printer = QPrinter()
    _file_printer(tmp_path / "gone" / "a.pdf")(printer)
    with pytest.raises(StorageTrouble, match="printer_refused"):
        printing.paint(pictures.pdf(), printer, Task(lambda _done, _whole: None))


def test_a_long_print_shows_how_far_it_is_and_can_be_stopped(
    context: Context, messages: RecordedMessages, qtbot: QtBot, tmp_path: Path
) -> None:
    messages.choose_printer = _file_printer(tmp_path / "a.pdf", dots=72)
    owner, line = QWidget(), ProgressLine()
    qtbot.addWidget(owner)
    qtbot.addWidget(line)
    begun = line.begin

    def begin_and_stop(words: str, task: Task) -> None:
        begun(words, task)
        line.stop()

    line.begin = begin_and_stop  # type: ignore[method-assign]  # the clerk is quick
    printing.print_pdf(context, pictures.pdf(40), owner, line)
    settle(qtbot, context.background)
    assert messages.notices == ["Đã dừng in."]
    assert line.isHidden()


def test_this_pc_remembers_its_printer(tmp_path: Path, look: object) -> None:
    preferences = PreferencesFile(tmp_path)
    printer = printing.remembered(preferences)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printing.remember(preferences, printer)
    kept = PreferencesFile(tmp_path).value
    assert kept.printer_grey
    preferences.change(printer="Máy in đã bỏ", printer_sides="long")
    assert printing.remembered(preferences).printerName() != "Máy in đã bỏ"


def test_every_preview_can_be_printed(
    context: Context, messages: RecordedMessages, qtbot: QtBot, tmp_path: Path
) -> None:
    messages.choose_printer = _file_printer(tmp_path / "a.pdf")
    view = PdfView(context)
    qtbot.addWidget(view)
    view.resize(500, 700)
    view.show()
    assert not view.print_button.isVisible()
    view.show_pdf(_letter(context))
    settle(qtbot, context.background)
    view.print_button.click()
    settle(qtbot, context.background)
    assert (tmp_path / "a.pdf").exists()
