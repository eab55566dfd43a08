"""The parts of the frame: rail, page head, status line, quiet notice, training ribbon."""

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.messages import Undo
from ui.page import Act
from ui.shortcuts import Key
from ui.widgets.basics import button, icon_button, label, row
from ui.widgets.rest import Rest

NOTICE_SHOWN = 6000


class Rail(QFrame):
    """The pages, icons with words; folded, icons alone.

    Signals:
        chosen: The key of the page to open.
        folded: Whether it is folded now.
    """

    chosen = Signal(str)
    folded = Signal(bool)

    def __init__(self, entries: Sequence[tuple[str, str, str, bool]]) -> None:
        """``entries`` are (key, title, icon, whether it stands at the foot)."""
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName("Các trang")
        self.is_folded = False
        self._chosen = ""
        self._entries = {key: (title, icon) for key, title, icon, _ in entries}
        self._buttons: dict[str, QPushButton] = {}
        self._name = label("Tiếp Dân", "heading")
        self._menu = icon_button("menu", "Thu gọn thanh bên", lambda: self.fold(folded=not self.is_folded))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 9, 12)
        layout.setSpacing(2)
        layout.addLayout(row(self._menu, self._name, None, gap=4))
        layout.addSpacing(8)
        for key, title, icon, _ in (e for e in entries if not e[3]):
            layout.addWidget(self._add(key, title, icon))
        layout.addStretch(1)
        for key, title, icon, _ in (e for e in entries if e[3]):
            layout.addWidget(self._add(key, title, icon))
        theme.current().changed.connect(self._fit)
        self._fit()

    def choose(self, key: str) -> None:
        """Mark the page that is open."""
        for name, made in self._buttons.items():
            made.setChecked(name == key)
            if name in (key, self._chosen):
                theme.set_icon(made, self._entries[name][1], "accent" if name == key else "muted")
        self._chosen = key

    def fold(self, *, folded: bool) -> None:
        self.is_folded = folded
        self._name.setVisible(not folded)
        for key, made in self._buttons.items():
            made.setText("" if folded else f"  {self._entries[key][0]}")
        self._menu.setToolTip("Mở rộng thanh bên" if folded else "Thu gọn thanh bên")
        self._fit()
        self.folded.emit(folded)

    def _add(self, key: str, title: str, icon: str) -> QPushButton:
        made = button(f"  {title}", lambda: self.chosen.emit(key), kind="rail")
        theme.set_icon(made, icon, "muted")
        made.setCheckable(True)
        made.setAccessibleName(title)
        made.setToolTip(f"{title}  (Ctrl+{len(self._buttons) + 1})" if len(self._buttons) < 9 else title)
        self._buttons[key] = made
        return made

    def _fit(self) -> None:
        look = theme.current()
        wide = max(self.fontMetrics().horizontalAdvance("Kiến nghị cử tri") + look.scaled(88), 192)
        self.setFixedWidth(4 * round((look.scaled(theme.GRID) + 44 if self.is_folded else wide) / 4))


class Head(QWidget):
    """Title, find box, one primary act.

    Signals:
        searched: What stands in the find box, once typing rests.
    """

    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._act: Act | None = None
        self._title = label("", "title")
        self._path = label("", "title")
        self._arrow = label("›", "title")
        self.find_box = QLineEdit()
        self.find_box.setPlaceholderText("Tìm người, số, nội dung…")
        self.find_box.setAccessibleName("Tìm")
        self.find_box.setClearButtonEnabled(False)
        self._hint = label("", "small")
        hint = QHBoxLayout(self.find_box)
        hint.setContentsMargins(0, 0, 12, 0)
        hint.addStretch(1)
        hint.addWidget(self._hint)
        self._button = button("", self.act, kind="primary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(12)
        layout.addLayout(row(self._title, self._arrow, self._path, gap=12))
        layout.addStretch(1)
        layout.addWidget(self.find_box, 1)
        layout.addWidget(self._button)
        self._rest = Rest(self, lambda: self.searched.emit(self.find_box.text().strip()))
        self.find_box.textEdited.connect(lambda: self._rest.stir())
        self.find_box.textChanged.connect(lambda: self._make_room())
        self.find_box.returnPressed.connect(self._now)
        self.find_box.installEventFilter(self)
        self.setTabOrder(self.find_box, self._button)
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_page(self, title: str, path: Sequence[str], act: Act | None, find: Key = Key.FIND) -> None:
        """``find`` is the key that leads where typing into the find box leads."""
        self._title.setText(title)
        self._hint.setText(find.shown)
        self._make_room()
        self._make_room()
        self._path.setText("  ›  ".join(path))
        self._path.setVisible(bool(path))
        self._arrow.setVisible(bool(path))
        self._act = act
        self._button.setVisible(act is not None)
        if act is not None:
            self._button.setText(act.text)
            self._button.setAccessibleName(act.text)
            self._button.setToolTip(f"{act.text} ({Key.NEW.shown})")
            theme.set_icon(self._button, act.icon, "on_accent")

    def go_find(self) -> None:
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    def act(self) -> None:
        if self._act is not None:
            self._act.do()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._make_room()
        if (
            event.type() == QEvent.Type.KeyPress
            and getattr(event, "key", lambda: None)() == Qt.Key.Key_Escape
        ):
            self.find_box.clear()
            self._now()
            return True
        return super().eventFilter(watched, event)

    def _now(self) -> None:
        self._rest.stop()
        self.searched.emit(self.find_box.text().strip())

    def _make_room(self) -> None:
        """The hint stands in the empty box; its words stop before it."""
        wide = self._hint.sizeHint().width() + 24
        shown = not self.find_box.text() and self.find_box.width() > 3 * wide
        self._hint.setVisible(shown)
        self.find_box.setTextMargins(0, 0, wide if shown else 0, 0)

    def _fit(self) -> None:
        self.find_box.setMinimumWidth(180)
        self._make_room()
        self.find_box.setMaximumWidth(min(theme.current().scaled(328), 420))


class StatusLine(QFrame):
    """Who, where, last good backup, connection.

    Signals:
        who_wanted: The name was clicked: somebody else should sit down.
    """

    who_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.who = button("", self.who_wanted.emit, kind="link")
        self.who.setProperty("role", "small")
        self.who.setToolTip(f"Khóa hoặc đổi người dùng ({Key.LOCK.shown})")
        self._left = label("", "small")
        self._right = label("", "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 2)
        layout.setSpacing(20)
        layout.addWidget(self.who)
        layout.addWidget(self._left)
        layout.addStretch(1)
        layout.addWidget(self._right)

    def show_state(
        self, who: str, office: str, backup: str, connection: str = "Một máy, không cần mạng"
    ) -> None:
        """The four things the line says, e.g. “Sao lưu: hôm qua 17:02”."""
        self.who.setText(who)
        self.who.setAccessibleName(f"Đổi người dùng, đang là {who}")
        self._left.setText(office)
        self._right.setText("      ".join(part for part in (backup, connection) if part))
        self.setAccessibleName(". ".join(part for part in (who, office, backup, connection) if part))


class NoticeLine(QFrame):
    """Good news at the foot of the window, with “Hoàn tác”; fades by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "notice")
        self._undo: Undo | None = None
        self._words = label("")
        self._button = button("Hoàn tác", self.undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.addWidget(self._words)
        layout.addWidget(self._button)
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(400)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.setEasingCurve(QEasingCurve.Type.InQuad)
        self._fade.finished.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fade.start)
        window.installEventFilter(self)
        self.hide()

    def show_notice(self, sentence: str, undo: Undo | None) -> None:
        self._fade.stop()
        self._effect.setOpacity(1.0)
        self._undo = undo
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(NOTICE_SHOWN)

    def undo(self) -> None:
        """Take back what the notice tells of, once."""
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        window = self.parentWidget()
        if window is not None:
            left = (window.width() - self.width()) // 2
            self.move(left, window.height() - self.height() - 48)


class Ribbon(QFrame):
    """Says all the time that this is the training office."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setProperty("role", "ribbon")
        self.setAccessibleName(sentence)
        words = label(sentence, "strong")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.addWidget(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
