"""The scaffold of a form: one column of sections, keys, errors; it yields a draft and saves nothing."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.shortcuts import Key, bind
from ui.theme import Tone
from ui.widgets.basics import WIDE_GAP, Card, Note, button, column, label, row, scrolled
from ui.widgets.fields import Field
from ui.widgets.flow import flow
from ui.widgets.rest import Rest

COLUMN = 760
DRAFT_REST = 1000
LEAST_FIELD = 170


class Folded(QWidget):
    """What is rarely needed, behind one link."""

    def __init__(self, content: QWidget, words: str = "Thêm") -> None:
        super().__init__()
        self._words = words
        self._content = content
        self._bare = False
        self.link = button(words, self.toggle, icon="chevron-right", kind="link")
        self.setLayout(column(row(self.link, None), content))
        content.hide()

    def toggle(self) -> None:
        self.open(shown=self._content.isHidden())

    def free_link(self) -> QPushButton:
        """The link, for another place; closed, the fold itself takes no room from now on."""
        self._bare = True
        self.setVisible(not self._content.isHidden())
        return self.link

    def open(self, *, shown: bool = True) -> None:
        self._content.setVisible(shown)
        if self._bare:
            self.setVisible(shown)
        theme.set_icon(self.link, "chevron-down" if shown else "chevron-right")


class FieldRow(QWidget):
    """Short fields side by side; fewer in a line where letters are large or room is scarce."""

    def __init__(self, fields: Sequence[Field], shares: Sequence[int] = (), least: int = LEAST_FIELD) -> None:
        """``shares`` are the widths in proportion while all stand in one line."""
        super().__init__()
        self._fields, self._shares, self._least = fields, shares, least
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._place(len(fields))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = self.width() // theme.current().scaled(self._least)
        self._place(min(max(fitting, 1), len(self._fields)))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, field in enumerate(self._fields):
            self._grid.addWidget(field, at // columns, at % columns)
        for at in range(len(self._fields)):
            share = self._shares[at] if self._shares and columns == len(self._fields) else 1
            self._grid.setColumnStretch(at, share if at < columns else 0)


def one_column(*items: QWidget | QLayout) -> QScrollArea:
    """Cards below each other at the left, no wider than can be read, scrolling up and down."""
    inside = QWidget()
    inside.setMaximumWidth(COLUMN)
    inside.setLayout(column(*items, None, gap=WIDE_GAP))
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 8, 0)
    across.addWidget(inside, 1)
    across.addStretch(0)
    return scrolled(holder)


class FormPage(QWidget):
    """Sections of named fields; Enter goes on, Ctrl+Enter saves, Esc leaves and the draft stays.

    Signals:
        save_wanted: The values are in order and the clerk wants them kept.
        left: The clerk goes away; what was typed is in the draft.
        draft_changed: Typing rested; the values so far (``dict``) are worth keeping.
    """

    save_wanted = Signal()
    left = Signal()
    draft_changed = Signal(dict)

    def __init__(self, name: str, save_words: str = "Lưu", leave_words: str = "Để sau") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.fields: dict[str, Field] = {}
        self._counting = False
        self._folds: list[tuple[Folded, list[str]]] = []
        self._summary = Note("", Tone.LATE, icon="warning")
        self._summary.hide()
        self._rest = Rest(self, lambda: self.draft_changed.emit(self.values()), DRAFT_REST)
        self.save_button = button(save_words, self.save, kind="primary")
        self.state = label("", "small")
        self._acts = flow(self.save_button, button(leave_words, self.leave))
        self._sections = QVBoxLayout()
        self._build()
        bind(Key.SAVE, self, self.save)
        bind(Key.LEAVE, self, self.leave)

    def section(self, heading: str, *rows: Field | tuple[Field, ...] | QWidget, **keys: Field) -> Card:
        """Add a card of fields. Rows lay out; ``keys`` name the fields for errors and drafts."""
        card = Card(heading, gap=12)
        for line in rows:
            card.add(self._line(line))
        self._name(keys)
        self._sections.addWidget(card)
        return card

    def folded(
        self, card: Card, *rows: Field | tuple[Field, ...], words: str = "Thêm", **keys: Field
    ) -> Folded:
        """Put rarely needed fields into a card, behind a link."""
        content = QWidget()
        content.setLayout(column(*(self._line(line) for line in rows), gap=12))
        fold = Folded(content, words)
        card.add(fold)
        self._name(keys)
        self._folds.append((fold, list(keys)))
        return fold

    def add_act(self, made: QPushButton) -> None:
        """One more act beside “save”."""
        self._acts.addWidget(made)

    def values(self) -> dict[str, object]:
        """What is typed now, by the fields' names."""
        return {key: field.value() for key, field in self.fields.items() if hasattr(field, "value")}

    def fill(self, values: Mapping[str, object]) -> None:
        """Put values in; saves nothing and makes no draft."""
        for key, value in values.items():
            field = self.fields.get(key)
            if field is not None and hasattr(field, "set_value"):
                field.set_value(value)
        self._rest.stop()

    def save(self) -> None:
        """Ask for saving when nothing is wrong; else show what is, and go to the first of it."""
        wrong = {key: trouble for key, field in self.fields.items() if (trouble := field.trouble())}
        self.show_errors(wrong)
        if not wrong:
            self._rest.stop()
            self.save_wanted.emit()

    def show_errors(self, wrong: Mapping[str, str], general: str = "") -> None:
        """Sentences below their fields (by name), a count above, the focus in the first."""
        for key, field in self.fields.items():
            field.set_error(wrong.get(key, ""))
        self._counting = not general
        self._summarise(general or _places(len(wrong)))
        first = next((key for key in self.fields if key in wrong), None)
        self.unfold(wrong)
        if first is not None:
            self.fields[first].setFocus(Qt.FocusReason.OtherFocusReason)
            field = self.fields[first]
            QTimer.singleShot(0, field, lambda: self._show_field(field))

    def _show_field(self, field: Field) -> None:
        """Scroll to a field, once all that is said about it has its place."""
        self._area.ensureWidgetVisible(field, 0, WIDE_GAP)

    def unfold(self, names: Collection[str]) -> None:
        """Open what hides one of these fields."""
        for fold, keys in self._folds:
            if not set(names).isdisjoint(keys):
                fold.open()

    def keep(self) -> None:
        """Hand on at once what was typed since the draft was kept."""
        if self._rest.waiting:
            self._rest.stop()
            self.draft_changed.emit(self.values())

    def leave(self) -> None:
        self._rest.stop()
        self.draft_changed.emit(self.values())
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own signature
                return True
        return super().eventFilter(watched, event)

    def busy(self, words: str = "Đang lưu…") -> None:
        """Saving is under way: no second save meanwhile."""
        self.save_button.setEnabled(False)
        self.state.setText(words)

    def ready(self, words: str = "") -> None:
        """Saving ended, well or not."""
        self.save_button.setEnabled(True)
        self.state.setText(words)

    def _recount(self) -> None:
        """A field that is mended no longer counts."""
        if self._counting:
            self._summarise(_places(sum(1 for field in self.fields.values() if field.error)))

    def _summarise(self, sentence: str) -> None:
        self._summary.words.setText(sentence)
        self._summary.setVisible(bool(sentence))

    def _build(self) -> None:
        self._sections.setSpacing(WIDE_GAP)
        bar = QFrame()
        bar.setLayout(column(self.state, self._acts))
        bar.setMaximumWidth(COLUMN)
        self._area = one_column(self._summary, self._sections)
        self.setLayout(column(self._area, bar, gap=12))

    def _line(self, line: QWidget | tuple[Field, ...]) -> QWidget:
        return FieldRow(line) if isinstance(line, tuple) else line

    def _name(self, keys: Mapping[str, Field]) -> None:
        for key, field in keys.items():
            self.fields[key] = field
            field.edited.connect(self._rest.stir)
            field.changed.connect(self._recount)
            if isinstance(field.editor, QLineEdit) or not field.editor.inherits("QPlainTextEdit"):
                field.editor.installEventFilter(self)


def _places(count: int) -> str:
    return f"Còn {count} chỗ cần xem lại, ghi ở dưới từng ô." if count else ""
