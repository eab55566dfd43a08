"""The pages of a PDF, as wide as there is room for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.context import Context
from ui.parts import printing
from ui.parts.documents import drawn_pages
from ui.widgets.basics import button, clear, column, row, scrolled
from ui.widgets.rest import Rest

PAGE_POINTS = 595  # the width of an A4 page
WIDEST = 760
_BESIDE = 20  # the scroll bar and the hairlines


class PdfView(QWidget):
    """Draws the pages in the background; draws them anew when the room has changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("Trang văn bản")
        self._context = context
        self._pdf = b""
        self._drawn_for = 0
        self._spot: tuple[int, float] | None = None
        self._target = 0
        self.pages = QVBoxLayout()
        self.pages.setSpacing(12)
        holder = QWidget()
        holder.setLayout(column(self.pages, None))
        area = self._area = scrolled(holder)
        area.setAccessibleName("Trang văn bản")
        area.verticalScrollBar().rangeChanged.connect(lambda: self._scroll())
        self.print_button = button("In…", self._print, icon="print")
        self._head = QWidget()
        self._head.setLayout(row(None, self.print_button))
        self._head.hide()
        self._free = False
        self.setLayout(column(self._head, area, gap=8))
        self._rest = Rest(self, self._draw)
        theme.current().changed.connect(self._look)

    def show_pdf(self, pdf: bytes, spot: tuple[int, float] | None = None) -> None:
        """Show the pages; a ``spot``, its page from 0 and how far down as a share of it, is scrolled to."""
        self._pdf, self._spot = pdf, spot
        self._draw()

    def forget(self) -> None:
        """Show nothing, and keep nothing that could be printed."""
        self._pdf = b""
        clear(self.pages)

    def free_print(self) -> QPushButton:
        """Hand the print button to another row; nothing stands above the pages then."""
        self.print_button.setParent(None)
        self._free = True
        return self.print_button

    def _print(self) -> None:
        printing.print_pdf(self._context, self._pdf, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        if self._pdf and self._width() != self._drawn_for:
            self._rest.stir()

    def _width(self) -> int:
        return max(200, min(self.width() - _BESIDE, theme.current().scaled(WIDEST)))

    def _draw(self) -> None:
        pdf, width, ratio = self._pdf, self._width(), self.devicePixelRatioF()
        self._drawn_for = width
        self._context.read(
            lambda: drawn_pages(pdf, width * ratio / PAGE_POINTS),
            lambda pages: self._show(pages, ratio) if pdf is self._pdf else None,
            self,
        )

    def _show(self, pages: list[QImage], ratio: float) -> None:
        clear(self.pages)
        self._head.setVisible(not self._free)
        for at, page in enumerate(pages, start=1):
            page.setDevicePixelRatio(ratio)
            sheet = QLabel()
            sheet.setPixmap(QPixmap.fromImage(page))
            sheet.setFrameShape(QFrame.Shape.StyledPanel)
            sheet.setProperty("role", "sheet")
            sheet.setFixedSize(page.deviceIndependentSize().toSize())
            sheet.setAccessibleName(f"Trang {at} trên {len(pages)}")
            self.pages.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        if self._spot is not None and self._spot[0] < len(pages):
            on, down = self._spot
            heights = [picture.deviceIndependentSize().height() for picture in pages]
            above = sum(heights[:on]) + self.pages.spacing() * on
            self._target = round(above + heights[on] * down)
            self._scroll()

    def _scroll(self) -> None:
        """Bring the spot to the middle once the pages are laid out; where the clerk scrolls to then stays."""
        bar = self._area.verticalScrollBar()
        wanted = self._target - self._area.viewport().height() // 2
        if self._target > 0 and wanted <= bar.maximum():
            self._target = 0
            bar.setValue(wanted)
