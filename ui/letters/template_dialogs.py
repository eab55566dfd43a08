"""A template as text beside the paper it makes, and where it differs from the program's own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from app.domain.errors import KnownTrouble, Refused
from app.domain.ids import RecordId
from app.domain.letters import Preview, TemplateFact, TemplateText
from app.domain.text import fold
from app.runtime import words
from app.services.letter_templates import differences
from ui.context import Context
from ui.letters.template_box import SourceBox, TemplateBox
from ui.parts.pdf_view import PdfView
from ui.shortcuts import Key, bind
from ui.theme import Tone
from ui.widgets.basics import Note, button, column, fitting, label, row
from ui.widgets.details import Tabs
from ui.widgets.fields import LineField
from ui.widgets.rest import Rest

_MARKS = {"-": "bỏ", "+": "thêm"}


class FactsList(QWidget):
    """What can be printed, by its words; a double click or Enter hands one over.

    Signals:
        picked: The name of the fact (``str``).
    """

    picked = Signal(str)

    def __init__(self, facts: Sequence[TemplateFact]) -> None:
        super().__init__()
        self.search = LineField("", placeholder="Tìm thông tin…")
        self.search.line.setAccessibleName("Tìm thông tin in được")
        self.list = QListWidget()
        self.list.setAccessibleName("Thông tin in được")
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        for fact in facts:
            line = QListWidgetItem(f"{fact.description}\n{{{{ {fact.name} }}}}")
            line.setData(Qt.ItemDataRole.UserRole, fact.name)
            self.list.addItem(line)
        about = label("Bấm đúp vào một thông tin để chèn vào chỗ con trỏ.", "small", wrap=True)
        lines = column(self.search, self.list, about, gap=8)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setStretchFactor(self.list, 1)
        self.setLayout(lines)
        self.search.changed.connect(self._find)
        self.list.itemActivated.connect(lambda line: self.picked.emit(line.data(Qt.ItemDataRole.UserRole)))

    def _find(self) -> None:
        wanted = fold(self.search.value()).split()
        for line in (self.list.item(at) for at in range(self.list.count())):
            line.setHidden(not all(word in fold(line.text()) for word in wanted))


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
        self._saved = text.used
        self.setWindowTitle("Sửa mẫu văn bản")
        self.resize(fitting(parent, 1240, 720))
        self.box = TemplateBox(text.used)
        self.box.setAccessibleName("Nội dung mẫu")
        self.trouble = Note("", Tone.LATE, icon="warning")
        self.trouble.hide()
        self.paper = PdfView(context)
        self.paper.setAccessibleName("Bản xem trước")
        self.facts = FactsList(context.services.letter_templates.facts(context.actor, text.form))
        self.facts.picked.connect(self.box.insert)
        self.tabs = Tabs()
        self.tabs.add("Bản xem trước", self.paper)
        self.tabs.add("Thông tin in được", self.facts)
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
        across.addWidget(self.tabs, 1)
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
            self._saved = source
            self.kept.emit()
            self.accept()

        self._context.act(lambda: templates.keep(actor, form, source), done, self)

    def reject(self) -> None:
        """Close; what was written and not saved is given up only when the clerk says so."""
        detail = "Những chỗ vừa sửa chưa lưu sẽ mất."
        if self.box.toPlainText() == self._saved or self._context.messages.ask(
            "Đóng mà không lưu mẫu?", detail, yes="Bỏ chỗ đã sửa", no="Sửa tiếp"
        ):
            super().reject()

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
            self.box.mark(0)
            self.paper.show_pdf(found.pdf)
            return
        self.trouble.words.setText(words.sentence(found))
        self.trouble.show()
        line = found.facts.get("line")
        self.box.mark(line if isinstance(line, int) else 0)


class DifferencesDialog(QDialog):
    """Where the office's version leaves the program's: lines taken out and put in."""

    def __init__(self, text: TemplateText, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Chỗ khác mẫu gốc")
        self.resize(fitting(parent, 860, 560))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.box = SourceBox("", read_only=True)
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
