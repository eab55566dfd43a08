"""The detail of one thing: what it is, its clocks, the next step, then tabs, facts and acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import formats, theme
from ui.widgets.basics import SIDE_BY_SIDE, Card, button, clear, column, label, row, rule, scrolled
from ui.widgets.chips import Badge, Chip
from ui.widgets.flow import Flow


class Tabs(QWidget):
    """Underlined tabs over a stack."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        bar = QWidget()
        self._bar = row(gap=4)
        self._bar.addStretch(1)
        bar.setLayout(self._bar)
        self._strip = scrolled(bar)  # many tabs in a narrow place scroll, they never widen the window
        self._strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip.setMinimumWidth(0)
        self.stack = QStackedWidget()
        self.setLayout(column(column(self._strip, rule(), gap=0), self.stack, gap=12))
        theme.current().changed.connect(self._fit)
        self._group.idClicked.connect(self.stack.setCurrentIndex)

    def add(self, words: str, content: QWidget) -> QPushButton:
        """Add a tab; returns its button, whose text may carry a count later."""
        tab = button(words, kind="tab")
        tab.setCheckable(True)
        at = self.stack.addWidget(content)
        self._group.addButton(tab, at)
        self._bar.insertWidget(at, tab)
        tab.setChecked(at == 0)
        tab.toggled.connect(lambda on: self._strip.ensureWidgetVisible(tab) if on else None)
        self._fit()
        return tab

    def _fit(self) -> None:
        self._strip.setFixedHeight(self._bar.sizeHint().height())

    def focus_tab(self) -> None:
        """The keys go on at the tab that is shown."""
        self._group.button(self.stack.currentIndex()).setFocus()

    def show_tab(self, at: int) -> None:
        self.stack.setCurrentIndex(at)
        self._group.button(at).setChecked(True)


_LEAST = 48


class Facts(QWidget):
    """Names at the left, values at the right."""

    def __init__(self, facts: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self.show_facts(facts)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Other facts; those without a value are left out."""
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        width = self.fontMetrics().horizontalAdvance("n") * 16
        for at, (name, value) in enumerate(fact for fact in facts if fact[1]):
            left = label(name, "muted", wrap=True)
            left.setFixedWidth(width)
            self._grid.addWidget(left, at, 0, top)
            self._grid.addWidget(label(value, wrap=True, selectable=True), at, 1, top)


class NextStep(QFrame):
    """The next legal step with its button."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._step = label("", "strong", wrap=True)
        self._why = label("", "muted", wrap=True)
        self._act = button("", self._do, kind="primary")
        self._do_it: Callable[[], object] = lambda: None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(16)
        layout.addLayout(column(label("Việc tiếp theo", "accent"), self._step, self._why, gap=2), 1)
        layout.addWidget(self._act, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_step(
        self,
        step: str,
        why: str,
        words: str = "",
        act: Callable[[], object] | None = None,
        *,
        late: bool = False,
    ) -> None:
        """What to do, why (the article), and the button that does it; what is late stands on red."""
        theme.mark(self, "tone", "late" if late else "")
        self.setAccessibleName(f"Việc tiếp theo: {step}")
        self._step.setText(step)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._act.setText(words)
        self._act.setAccessibleName(f"{words}: {step}")
        self._act.setVisible(act is not None)
        self._do_it = act or (lambda: None)

    def _do(self) -> None:
        self._do_it()


class Detail(Card):
    """Heading, line below, chips with “Vì sao?”, next step, tabs, acts at the foot.

    Signals:
        why_wanted: The clerk asks how the due date came about.
    """

    why_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margin=20, gap=12)
        self.heading = label("", "title", wrap=True, selectable=True)
        self.number = label("", "muted", selectable=True)
        self.line = label("", "muted", wrap=True)
        self._chips = Flow()
        self.next_step = NextStep()
        self.next_step.hide()
        self.tabs = Tabs()
        self.tabs.stack.setMinimumHeight(_LEAST)  # a table in a tab scrolls; it must not squeeze the heading
        self._acts = Flow()
        top = row(gap=16)
        top.addWidget(self.heading, 1)
        top.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        self.add(column(top, self.line, self._chips), self.next_step)
        self.body.addWidget(self.tabs, 1)
        self.add(self._acts)

    def show_head(
        self, heading: str, number: str, line: str, badges: Sequence[Badge] = (), *, why: bool = False
    ) -> None:
        """What it is and its state; ``why`` offers the working behind the due date."""
        self.setAccessibleName(f"{number} {heading}".strip())
        self.heading.setText(heading)
        self.number.setText(number)
        self.line.setText(line)
        clear(self._chips)
        for badge in badges:
            self._chips.addWidget(Chip(badge.text, badge.tone, badge.icon))
        if why:
            self._chips.addWidget(button("Vì sao?", self.why_wanted.emit, kind="link"))

    def show_step(
        self,
        step: str,
        why: str = "",
        words: str = "",
        act: Callable[[], object] | None = None,
        *,
        late: bool = False,
    ) -> None:
        """The next legal step; an empty one hides the card."""
        self.next_step.setVisible(bool(step))
        if step:
            self.next_step.show_step(step, why, words, act, late=late)

    def show_acts(self, *acts: QPushButton) -> None:
        clear(self._acts)
        for act in acts:
            self._acts.addWidget(act)

    def add_tab(self, words: str, content: QWidget) -> QPushButton:
        """A tab whose content scrolls."""
        holder = QWidget()
        holder.setLayout(column(content, None))
        return self.tabs.add(words, scrolled(holder))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened."""

    day: date
    title: str
    note: str = ""
    who: str = ""


class Timeline(QWidget):
    """What happened, newest first, along a line."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        super().__init__()
        self.setAccessibleName("Diễn biến")
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        clear(self._list)
        for at, entry in enumerate(entries):
            self._list.addWidget(_Moment(entry, first=at == 0, last=at == len(entries) - 1))
        self._list.addStretch(1)


class _Moment(QWidget):
    def __init__(self, entry: Entry, *, first: bool, last: bool) -> None:
        super().__init__()
        self._first, self._last = first, last
        self.setAccessibleName(f"{formats.day(entry.day)}: {entry.title}")
        head = row(label(entry.title, "strong", wrap=True))
        head.setStretch(0, 1)
        head.addWidget(label(formats.day(entry.day), "small"), 0, Qt.AlignmentFlag.AlignTop)
        words = column(head, gap=2)
        for text, role in ((entry.note, "body"), (entry.who, "small")):
            if text:
                words.addWidget(label(text, role, wrap=True))
        words.setContentsMargins(24, 0, 0, 16)
        self.setLayout(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.fontMetrics().height() // 2
        top = middle if self._first else 0
        bottom = middle if self._last else self.height()
        painter.fillRect(7, top, 2, bottom - top, look.color("line"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent" if self._first else "muted"))
        painter.drawEllipse(4, middle - 4, 8, 8)


class SplitView(QWidget):
    """A list beside its detail where there is room; else the detail takes its place and Esc goes back.

    Signals:
        covered: Whether the detail stands alone, which wants all the room there is.
    """

    covered = Signal(bool)

    def __init__(self, first: QWidget, detail: QWidget, *, shares: tuple[int, int] = (46, 54)) -> None:
        super().__init__()
        self._first, self._detail = first, detail
        self._shares = shares
        self._opened = False
        self._alone = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(16)
        self._splitter.addWidget(first)
        self._splitter.addWidget(detail)
        for at, share in enumerate(shares):
            self._splitter.setStretchFactor(at, share)
        self._back = button("Về danh sách", self.close_detail, icon="chevron-left", kind="link")
        self.setLayout(column(row(self._back, None), self._splitter, gap=4))
        self._arrange()

    @property
    def wide(self) -> bool:
        return self.width() >= theme.current().scaled(SIDE_BY_SIDE)

    def let_alone(self, *, wanted: bool) -> None:
        """Whether the first has the whole width, where there is room too, until something is opened."""
        if wanted != self._alone:
            self._alone, self._opened = wanted, False
            self._arrange()

    def open_detail(self) -> None:
        """Something was chosen: where there is no room for both, the detail takes over."""
        self._opened = True
        self._arrange()
        if not self.wide:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_detail(self) -> None:
        self._opened = False
        self._arrange()
        self._first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # No shortcut: a form inside has its own Esc, and two shortcuts of one key silence each other.
        if event.key() == Qt.Key.Key_Escape and self._opened and (self._alone or not self.wide):
            self.close_detail()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Room for one of the two: when there is no more, only one is shown."""
        return self._first.minimumSizeHint().expandedTo(self._detail.minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = not self.wide
        both_before = not self._first.isHidden() and not self._detail.isHidden()
        self._first.setVisible(not (narrow and self._opened))
        self._detail.setVisible(self._opened or not (narrow or self._alone))
        self._back.setVisible(narrow and self._opened)
        self.covered.emit(narrow and self._opened)
        both = not self._first.isHidden() and not self._detail.isHidden()
        if both and (not both_before or not self._splitter.sizes()[1]):
            self._splitter.setSizes([share * self.width() // 100 for share in self._shares])


class WrappingCard(Card):
    """A card beside another: it asks for room for every wrapped line, which a splitter does not."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.body.minimumHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class Stack(QWidget):
    """Widgets below each other, put in anew each time."""

    def __init__(self) -> None:
        super().__init__()
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)

    def show_all(self, *widgets: QWidget) -> None:
        clear(self._list)
        for widget in widgets:
            self._list.addWidget(widget)
