"""Find anything from anywhere: records of every room and the pages themselves, as one types."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from app.domain.search import Hit
from app.domain.text import fold
from app.runtime import words
from ui import formats, theme
from ui.context import Context
from ui.main_window import PageEntry
from ui.parts import routes
from ui.widgets.basics import EmptyState, column, label
from ui.widgets.lists import ListPanel, Row
from ui.widgets.rest import Rest

MOST = 50
_STEERING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FindDialog(QDialog):
    """One line to type in, what matches below; Enter opens.

    Signals:
        opened: Where to go (page key, record id or None).
    """

    opened = Signal(str, object)

    def __init__(
        self,
        context: Context,
        pages: Sequence[PageEntry],
        acts: Mapping[str, tuple[str, Callable[[], None]]],
        parent: QWidget | None = None,
    ) -> None:
        """``acts`` are what can be done from anywhere: its words, its key and how."""
        super().__init__(parent)
        self.setWindowTitle("Tìm khắp nơi")
        self._context, self._pages, self._acts = context, pages, acts
        self.line = QLineEdit()
        self.line.setPlaceholderText("Họ tên, số đơn, nội dung, hoặc tên trang…")
        self.line.setAccessibleName("Tìm khắp nơi")
        nothing = EmptyState(
            "Không tìm thấy",
            icon="search",
            detail="Thử ít chữ hơn, hoặc gõ không dấu. Số đơn gõ như 2026/0018.",
        )
        self.found = ListPanel("Kết quả tìm", context.background, nothing)
        self._rest = Rest(self, self._find)
        self.line.textChanged.connect(lambda: self._rest.stir())
        self.line.installEventFilter(self)
        self.found.opened.connect(self._open)
        self.found.view.clicked.connect(lambda: self._open(self.found.current_key()))
        self.found.model.modelReset.connect(self._choose_first)
        hint = label("↑ ↓ chọn   ·   Enter mở   ·   Esc đóng", "small")
        layout = column(self.line, self.found, hint, gap=12)
        layout.setContentsMargins(16, 16, 16, 12)
        self.setLayout(layout)
        look = theme.current()
        self.resize(look.scaled(620), look.scaled(480))
        self._find()

    def ask(self, text: str) -> None:
        """Show the dialog with ``text`` already typed."""
        with QSignalBlocker(self.line):
            self.line.setText(text)
        self._find()
        self.open()
        self.line.setFocus()
        self.line.end(False)  # noqa: FBT003 - Qt's own signature

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _STEERING:
                self.found.view.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.found.current_key())
                return True
        return super().eventFilter(watched, event)

    def _find(self) -> None:
        text = self.line.text().strip()
        records = self._context.services.records

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            hits = records.search(self._context.actor, text, MOST) if text else ()
            rows = [*self._going(text), *(_row(hit) for hit in hits)]
            return rows[offset : offset + limit], len(rows)

        self.found.load(fetch)

    def _choose_first(self) -> None:
        self.found.view.setCurrentIndex(self.found.model.index(0))

    def _going(self, text: str) -> list[Row]:
        wanted = fold(text)
        acts = [
            Row(name, name, "Làm ngay", key)
            for name, (key, _act) in self._acts.items()
            if text and wanted in fold(name)
        ]
        return acts + [
            Row((entry.key, None), entry.title, "Mở trang", f"Ctrl+{at}")
            for at, entry in enumerate(self._pages, start=1)
            if wanted in fold(entry.title)
        ]

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.accept()
            self.opened.emit(*key)
        elif isinstance(key, str):
            self.accept()
            self._acts[key][1]()


def _row(hit: Hit) -> Row:
    where = (words.label(hit.record_type), formats.day(hit.on))
    return Row(
        (routes.page_of(hit.record_type), hit.record_id),
        hit.title or routes.SEALED,
        " · ".join(part for part in where if part),
        hit.text.partition("\n")[0],
        sealed=hit.hidden or not hit.title,
    )
