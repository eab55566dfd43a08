"""A template as text beside the paper it makes, and where it differs from the program's own."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QTextEdit, QWidget

from app.domain.errors import KnownTrouble, Refused
from app.domain.ids import RecordId
from app.domain.letters import Preview, TemplateText
from app.runtime import words
from app.services.letter_templates import differences
from ui import theme
from ui.context import Context
from ui.parts.pdf_view import PdfView
from ui.shortcuts import Key, bind
from ui.theme import Tone
from ui.widgets.basics import Note, button, column, label, row
from ui.widgets.rest import Rest

_MARKS = {"-": "bỏ", "+": "thêm"}


def _source_box(text: str, *, read_only: bool = False) -> QPlainTextEdit:
    box = QPlainTextEdit(text)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(theme.current().scaled(10))
    box.setFont(font)
    box.setReadOnly(read_only)
    box.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    return box


class TemplateDialog(QDialog):
    """The text on the left, the paper on the right; an error names its line and the last good paper stays.

    Signals:
        kept: The office's version is stored.
    """

    kept = Signal()

    def __init__(
        self, context: Context, text: TemplateText, example: RecordId | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context, self._text, self._example = context, text, example
        self.setWindowTitle("Sửa mẫu văn bản")
        wanted = QSize(theme.current().scaled(1240), theme.current().scaled(720))
        self.resize(wanted.boundedTo(parent.window().size() - QSize(32, 32)))
        self.box = _source_box(text.used)
        self.box.setAccessibleName("Nội dung mẫu")
        self.trouble = Note("", Tone.LATE, icon="warning")
        self.trouble.hide()
        self.paper = PdfView(context)
        self.paper.setAccessibleName("Bản xem trước")
        self.save_button = button("Lưu làm mẫu của đơn vị", self.save, kind="primary")
        about = label(
            "Phần giữa hai dòng +++ là đầu mẫu, bên dưới là nội dung. {{ tên }} in thông tin của hồ sơ; "
            "thông tin còn thiếu in thành (…………).",
            "small",
            wrap=True,
        )
        acts = row(self.save_button, button("Đóng", self.reject), None)
        left = QWidget()
        left.setLayout(column(self.trouble, self.box, about, acts, gap=12))
        across = row(gap=16)
        across.addWidget(left, 1)
        across.addWidget(self.paper, 1)
        across.setContentsMargins(16, 16, 16, 16)
        self.setLayout(across)
        self._rest = Rest(self, self._try, 500)
        self.box.textChanged.connect(self._rest.stir)
        bind(Key.SAVE, self, self.save)
        self._try()

    def save(self) -> None:
        """Keep the text as the office's version; what the program cannot use is told with its line."""
        templates, actor = self._context.services.letter_templates, self._context.actor
        form, source = self._text.form, self.box.toPlainText()

        def done(_text: TemplateText) -> None:
            self._context.messages.notice("Đã lưu mẫu của đơn vị. Văn bản soạn từ nay dùng mẫu này.")
            self.kept.emit()
            self.accept()

        self._context.act(lambda: templates.keep(actor, form, source), done, self)

    def _try(self) -> None:
        templates, actor = self._context.services.letter_templates, self._context.actor
        form, source = self._text.form, self.box.toPlainText()

        def read() -> Preview | KnownTrouble:
            try:
                return templates.trial(actor, form, self._example, source)
            except Refused as refused:
                return refused

        self._context.read(read, self._show, self)

    def _show(self, found: Preview | KnownTrouble) -> None:
        if isinstance(found, Preview):
            self.trouble.hide()
            self.box.setExtraSelections([])
            self.paper.show_pdf(found.pdf)
            return
        self.trouble.words.setText(words.sentence(found))
        self.trouble.show()
        line = found.facts.get("line")
        if isinstance(line, int):
            self._mark(line)

    def _mark(self, line: int) -> None:
        """Colour the line that the trouble names."""
        block = self.box.document().findBlockByNumber(line - 1)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(block)
        form = QTextCharFormat()
        form.setProperty(QTextCharFormat.Property.FullWidthSelection, True)  # noqa: FBT003 - Qt's own signature
        form.setBackground(QColor(theme.current().color("late_ground")))
        mark.format = form
        self.box.setExtraSelections([mark])


class DifferencesDialog(QDialog):
    """Where the office's version leaves the program's: lines taken out and put in."""

    def __init__(self, text: TemplateText, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Chỗ khác mẫu gốc")
        self.resize(QSize(theme.current().scaled(860), theme.current().scaled(560)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.box = _source_box("", read_only=True)
        self.box.setAccessibleName("Các dòng khác nhau")
        for line in differences(text.shipped, text.own):
            if line.mark != " ":
                self._write(line.mark, line.text)
        layout = column(
            label("Dòng gạch ngang là của mẫu gốc đã bỏ; dòng in đậm là của đơn vị.", "muted", wrap=True),
            self.box,
            row(button("Đóng", self.accept, kind="primary"), None),
            gap=12,
        )
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)

    def _write(self, mark: str, text: str) -> None:
        face = QTextCharFormat()
        face.setFontStrikeOut(mark == "-")
        face.setFontWeight(QFont.Weight.Bold if mark == "+" else QFont.Weight.Normal)
        cursor = self.box.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"{_MARKS[mark]:>5}  {text}\n", face)
