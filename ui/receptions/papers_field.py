"""The papers taken in from a citizen, one row each: name, pages, condition (form 02/TCD)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.receptions import Paper
from ui.widgets.basics import button, column, icon_button, label, row
from ui.widgets.fields import Field

_HEADS = ("Tên giấy tờ", "Số trang", "Tình trạng")


class _PaperRow:
    """The editors of one paper."""

    def __init__(self, at: int) -> None:
        self.name, self.pages, self.condition = QLineEdit(), QLineEdit(), QLineEdit()
        for editor, words in zip(self.editors, _HEADS, strict=True):
            editor.setAccessibleName(f"{words}, giấy tờ {at}")
        self.name.setPlaceholderText("như đơn viết tay, quyết định thu hồi đất")
        self.condition.setPlaceholderText("bản gốc, bản phô tô…")
        self.pages.setText("1")

    @property
    def editors(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return self.name, self.pages, self.condition


class PapersField(Field):
    """Rows of papers; the value is what drafts keep: (name, pages, condition) as texts."""

    def __init__(self) -> None:
        self._holder = QWidget()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for at, stretch in enumerate((5, 1, 3, 0)):
            self._grid.setColumnStretch(at, stretch)
        self._rows: list[_PaperRow] = []
        self._removers: list[QWidget] = []
        self._heads = [label(words, "label") for words in _HEADS]
        more = button("Thêm giấy tờ nhận của công dân", self.add, icon="plus", kind="link")
        self._holder.setLayout(column(self._grid, row(more, None), gap=8))
        super().__init__("", self._holder, required=False, help_text="")
        self.setFocusProxy(more)
        self._holder.setAccessibleName("Giấy tờ nhận của công dân")

    def value(self) -> list[list[str]]:
        return [[editor.text().strip() for editor in paper.editors] for paper in self._rows]

    def set_value(self, value: Sequence[Sequence[str]]) -> None:
        while self._rows:
            self._remove(self._rows[-1])
        for texts in value:
            paper = self._new()
            for editor, text in zip(paper.editors, texts, strict=True):
                editor.setText(text)

    def papers(self) -> tuple[Paper, ...]:
        """The papers that have a name."""
        return tuple(
            Paper(name, int(pages) if pages.isdecimal() else 1, condition)
            for name, pages, condition in self.value()
            if name
        )

    def trouble(self) -> str:
        for name, pages, condition in self.value():
            if not name and condition:
                return "Ghi tên của giấy tờ, hoặc bỏ dòng này."
            if name and not (pages.isdecimal() and int(pages) >= 1):
                return f"Ghi số trang của “{name}” bằng chữ số, từ 1 trở lên."
        return ""

    def add(self) -> None:
        """One more row, with the focus in its name."""
        paper = self._new()
        paper.name.show()
        paper.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stirred()

    def _new(self) -> _PaperRow:
        paper = _PaperRow(len(self._rows) + 1)
        self._rows.append(paper)
        remover = icon_button("close", "Bỏ giấy tờ này", lambda: self._take_away(paper))
        self._removers.append(remover)
        for editor in paper.editors:
            editor.textEdited.connect(lambda: self._stirred())
            editor.returnPressed.connect(lambda: self.focusNextPrevChild(True))  # noqa: FBT003 - Qt's
        self._place()
        return paper

    def _take_away(self, paper: _PaperRow) -> None:
        self._remove(paper)
        self._stirred()

    def _remove(self, paper: _PaperRow) -> None:
        at = self._rows.index(paper)
        del self._rows[at]
        for widget in (*paper.editors, self._removers.pop(at)):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._place()

    def _place(self) -> None:
        for at, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, at)
            head.setVisible(bool(self._rows))
        for line, paper in enumerate(self._rows, 1):
            for at, widget in enumerate((*paper.editors, self._removers[line - 1])):
                self._grid.addWidget(widget, line, at)

    def _stirred(self) -> None:
        self.changed.emit()
        self.edited.emit()
