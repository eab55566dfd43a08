"""The frame: rail, page head, pages, status line and quiet notices; navigation and nothing else."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.frame_parts import Head, NoticeLine, Rail, Ribbon, StatusLine
from ui.messages import Messages
from ui.page import Page
from ui.preferences import PreferencesFile
from ui.shortcuts import PAGE_KEYS, Key, KeysDialog, bind
from ui.theme import TEXT_SIZES, Look


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as the rail knows it; built on the first visit.

    Attributes:
        key: Its name in code.
        title: Its word in the rail.
        icon: Its drawing.
        make: Builds it.
        at_foot: Whether it stands at the foot of the rail (settings).
    """

    key: str
    title: str
    icon: str
    make: Callable[[], Page]
    at_foot: bool = False


class MainWindow(QMainWindow):
    """Leads from page to page; the pages do the work.

    Signals:
        find_wanted: The clerk looks for something anywhere; what is typed so far.
        closed: The window is gone.
        lock_wanted: Somebody else should sit down, or nobody for a while.
    """

    find_wanted = Signal(str)
    closed = Signal()
    lock_wanted = Signal()

    def __init__(
        self,
        entries: Sequence[PageEntry],
        preferences: PreferencesFile,
        messages: Messages,
        *,
        training: bool = False,
        finds: bool = True,
    ) -> None:
        """``finds`` says whether one may look through the whole office, not through a page's list alone."""
        super().__init__()
        self.setWindowTitle("Tiếp Dân")
        self.setMinimumSize(1024, 640)
        self._entries = {entry.key: entry for entry in entries}
        self._preferences, self._finds = preferences, finds
        self._pages: dict[str, Page] = {}
        self._visited: list[str] = []
        self._ahead: list[str] = []
        self.rail = Rail([(e.key, e.title, e.icon, e.at_foot) for e in entries])
        self.head = Head()
        self.status = StatusLine()
        self.notices = NoticeLine(self)
        self._stack = QStackedWidget()
        self._lay_out(training=training)
        self._connect(messages)
        self.rail.fold(folded=preferences.value.rail_folded)
        self.resize(1280, 800)
        self.restoreGeometry(QByteArray(b64decode(preferences.value.geometry)))
        first = preferences.value.last_page
        self.open(first if first in self._entries else next(iter(self._entries)))

    @property
    def page(self) -> Page:
        """The page shown."""
        return self._pages[self._visited[-1]]

    def open(self, key: str, what: object = None) -> None:
        """Show a page, and on it what is asked for."""
        if self._visited and not self.page.may_leave():
            return
        self._build(key)  # first: a page that cannot be built leaves the window where it was
        if not self._visited or self._visited[-1] != key:
            self._visited.append(key)
            self._ahead.clear()
        self._show(key)
        if what is not None:
            self.page.show_item(what)

    def back(self) -> None:
        if len(self._visited) > 1 and self.page.may_leave():
            self._ahead.append(self._visited.pop())
            self._show(self._visited[-1])

    def forward(self) -> None:
        if self._ahead and self.page.may_leave():
            self._visited.append(self._ahead.pop())
            self._show(self._visited[-1])

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.page.may_leave():
            event.ignore()
            return
        geometry = b64encode(self.saveGeometry().data()).decode()
        self._preferences.change(geometry=geometry, last_page=self._visited[-1])
        super().closeEvent(event)
        self.closed.emit()

    def _build(self, key: str) -> None:
        if key in self._pages:
            return
        page = self._entries[key].make()
        page.head_changed.connect(self._show_head)
        page.wanted.connect(self.open)
        self._pages[key] = page
        self._stack.addWidget(page)

    def _show(self, key: str) -> None:
        self._stack.setCurrentWidget(self._pages[key])
        self._pages[key].take_focus()
        self.rail.choose(key)
        self.head.find_box.clear()
        self._show_head()

    @property
    def _searches(self) -> bool:
        return type(self.page).search is not Page.search

    def _search(self, text: str) -> None:
        """Pages with a list search it themselves; on the others a search goes through the whole office."""
        if self._searches:
            self.page.search(text)
        elif text:
            self.head.find_box.clear()
            self.find_wanted.emit(text)

    def _show_head(self) -> None:
        if self._visited:
            find = Key.FIND_HERE if self._searches else Key.FIND
            self.head.find_box.setVisible(self._finds or self._searches)
            self.head.show_page(self.page.title, self.page.path(), self.page.primary_act(), find)
            if self.rail.isAncestorOf(self.focusWidget()):  # where the focus of a form put away falls
                self.page.take_focus()

    def _connect(self, messages: Messages) -> None:
        self.rail.chosen.connect(self.open)
        self.rail.folded.connect(lambda folded: self._preferences.change(rail_folded=folded))
        self.head.searched.connect(self._search)
        self.status.who_wanted.connect(self.lock_wanted)
        messages.noticed.connect(self.notices.show_notice)
        wide = Qt.ShortcutContext.WindowShortcut
        for key, page in zip(PAGE_KEYS, self._entries, strict=False):
            bind(key, self, partial(self.open, page), wide)
        acts: dict[Key, Callable[[], object]] = {
            Key.FIND: lambda: self.find_wanted.emit(""),
            Key.FIND_HERE: self.head.go_find,
            Key.NEW: self.head.act,
            Key.BACK: self.back,
            Key.FORWARD: self.forward,
            Key.REFRESH: lambda: self.page.refresh(),
            Key.FOLD: lambda: self.rail.fold(folded=not self.rail.is_folded),
            Key.LARGER: lambda: self._text_size(1),
            Key.SMALLER: lambda: self._text_size(-1),
            Key.NORMAL: lambda: self._text_size(0),
            Key.HELP: self.show_keys,
            Key.KEYS: self.show_keys,
            Key.LOCK: self.lock_wanted.emit,
        }
        for shortcut, act in acts.items():
            bind(shortcut, self, act, wide)

    def show_keys(self) -> None:
        KeysDialog(self).open()

    def wear(self, look: Look) -> None:
        """Light, dark, or as the system is; remembered on this PC."""
        theme.current().wear(look, theme.current().text_percent)
        self._preferences.change(look=look.value)

    def _text_size(self, step: int) -> None:
        now = theme.current()
        at = TEXT_SIZES.index(min(TEXT_SIZES, key=lambda size: abs(size - now.text_percent)))
        percent = TEXT_SIZES[min(max(at + step, 0), len(TEXT_SIZES) - 1)] if step else TEXT_SIZES[0]
        now.wear(now.look, percent)
        self._preferences.change(text_percent=percent)

    def _lay_out(self, *, training: bool) -> None:
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(20, 0, 20, 16)
        inner.setSpacing(0)
        inner.addWidget(self.head)
        inner.addWidget(self._stack, 1)
        window = QWidget()
        window.setObjectName("window")
        outer = QVBoxLayout(window)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if training:
            outer.addWidget(Ribbon("Đơn vị mẫu để tập làm quen. Việc làm ở đây không vào sổ thật."))
        middle = QFrame()
        across = QHBoxLayout(middle)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(right, 1)
        outer.addWidget(middle, 1)
        outer.addWidget(self.status)
        self.setCentralWidget(window)
