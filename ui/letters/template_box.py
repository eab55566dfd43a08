"""The box a template is written in: its lines numbered in the margin, the faulty one marked and in sight."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from ui import theme

_BLANK = 8
_ABOVE = 3


class SourceBox(QPlainTextEdit):
    """Text in letters of one width."""

    def __init__(self, text: str, *, read_only: bool = False) -> None:
        super().__init__(text)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(theme.current().scaled(10))
        self.setFont(font)
        self.setReadOnly(read_only)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)


class TemplateBox(SourceBox):
    """The text of a template with its line numbers."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._marked = 0
        self.margin = _Margin(self)
        self.blockCountChanged.connect(lambda: self._make_room())
        self.updateRequest.connect(lambda _area, _by: self.margin.update())
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def insert(self, name: str) -> None:
        """Print a fact where the cursor stands."""
        self.insertPlainText(f"{{{{ {name} }}}}")
        self.setFocus()

    def mark(self, line: int) -> None:
        """Colour a line, counted from 1, and bring it into sight; 0 colours none."""
        marks = []
        if line:
            block = self.document().findBlockByNumber(line - 1)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(block)
            face = QTextCharFormat()
            face.setProperty(QTextCharFormat.Property.FullWidthSelection, True)  # noqa: FBT003 - Qt's own signature
            face.setBackground(QColor(theme.current().color("late_ground")))
            mark.format = face
            marks = [mark]
            if line != self._marked and not self.shows(line):
                self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - _ABOVE))
        self._marked = line
        self.setExtraSelections(marks)

    def shows(self, line: int) -> bool:
        """Whether a line, counted from 1, is in sight."""
        block = self.document().findBlockByNumber(line - 1)
        area = self.blockBoundingGeometry(block).translated(self.contentOffset())
        return area.bottom() > 0 and area.top() < self.viewport().height()

    def draw_numbers(self, painter: QPainter) -> None:
        """The numbers of the lines in sight."""
        painter.fillRect(self.margin.rect(), theme.current().color("window"))
        painter.setPen(theme.current().color("muted"))
        painter.setFont(self.font())
        height, width = self.fontMetrics().height(), self.margin.width() - _BLANK
        block = self.firstVisibleBlock()
        while block.isValid():
            top = round(self.blockBoundingGeometry(block).translated(self.contentOffset()).top())
            if top > self.viewport().height():
                return
            area = QRect(0, top, width, height)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            block = block.next()

    def _make_room(self) -> None:
        width = self.fontMetrics().horizontalAdvance("0" * max(3, len(str(self.blockCount())))) + 2 * _BLANK
        self.setViewportMargins(width, 0, 0, 0)
        area = self.viewport().geometry()
        self.margin.setGeometry(area.left() - width, area.top(), width, area.height())


class _Margin(QWidget):
    """The strip left of the text."""

    def __init__(self, box: TemplateBox) -> None:
        super().__init__(box)
        self._box = box

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._box.draw_numbers(painter)
        painter.end()
