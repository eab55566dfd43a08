"""A line that offers what matches once typing rests; only the clerk's choice writes into it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem

from ui.background import Background
from ui.widgets.fields import LineField
from ui.widgets.rest import Rest

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing offered: what is written when taken, what is shown, and what it stands for."""

    text: str
    shown: str = ""
    what: object = None


Look = Callable[[str], Sequence[Offer]]


class Completion(QObject):
    """Watches a line and pops up offers below it, 200 ms after the last stroke.

    Signals:
        taken: The offer the clerk took (``Offer``).
    """

    taken = Signal(object)

    def __init__(self, line: QLineEdit, look: Look, background: Background, *, writes: bool = True) -> None:
        super().__init__(line)
        self._line, self._look, self._background, self._writes = line, look, background, writes
        self._offers: list[Offer] = []
        self._turn = 0
        self._rest = Rest(self, self._ask)
        self.popup = QListWidget(line)
        self.popup.setWindowFlags(Qt.WindowType.ToolTip)
        self.popup.setProperty("role", "popup")
        self.popup.setFrameShape(QFrame.Shape.NoFrame)
        self.popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.popup.setFocusProxy(line)
        self.popup.setAccessibleName("Gợi ý")
        self.popup.itemClicked.connect(lambda item: self._take(self.popup.row(item)))
        line.textEdited.connect(lambda: self._rest.stir())
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._close()
        elif isinstance(event, QKeyEvent) and self.popup.isVisible():
            wanted = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
            if wanted and self._steer(event):
                return True
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to the popup; a ShortcutOverride is only claimed."""
        pressed = event.type() == QEvent.Type.KeyPress
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if pressed:
                step = 1 if key == Qt.Key.Key_Down else -1
                self.popup.setCurrentRow((self.popup.currentRow() + step) % self.popup.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.popup.currentRow() >= 0:
            if pressed:
                self._take(self.popup.currentRow())
        elif key == Qt.Key.Key_Escape:
            if pressed:
                self._close()
        else:
            return False
        event.accept()
        return True

    def _ask(self) -> None:
        typed = self._line.text().strip()
        if not typed:
            self._close()
            return
        self._turn += 1
        turn = self._turn

        def show(offers: Sequence[Offer]) -> None:
            if turn == self._turn and self._line.hasFocus():
                self._show(list(offers)[:SHOWN])

        self._background.run(lambda: self._look(typed), show, owner=self)

    def _show(self, offers: list[Offer]) -> None:
        self._offers = offers
        self.popup.clear()
        for offer in offers:
            self.popup.addItem(QListWidgetItem(offer.shown or offer.text))
        self.popup.setCurrentRow(-1)
        if not offers:
            self.popup.hide()
            return
        height = self.popup.sizeHintForRow(0) * len(offers) + 12
        self.popup.setGeometry(0, 0, max(self._line.width(), 280), height)
        self.popup.move(self._line.mapToGlobal(QPoint(0, self._line.height() + 2)))
        self._line.installEventFilter(self)  # before the form's own filter, which takes Enter
        self.popup.show()

    def _take(self, at: int) -> None:
        offer = self._offers[at]
        self._close()
        if self._writes:
            self._line.setText(offer.text)
        self.taken.emit(offer)

    def _close(self) -> None:
        self._turn += 1
        self._rest.stop()
        self.popup.hide()


class OfferField(LineField):
    """A line field with offers.

    Signals:
        taken: The offer the clerk took (``Offer``).
    """

    taken = Signal(object)

    def __init__(
        self,
        words: str,
        look: Look,
        background: Background,
        *,
        required: bool = False,
        help_text: str = "",
        placeholder: str = "",
    ) -> None:
        super().__init__(words, required=required, help_text=help_text, placeholder=placeholder)
        self.completion = Completion(self.line, look, background)
        self.completion.taken.connect(self._took)

    def _took(self, offer: Offer) -> None:
        self.edited.emit()
        self.taken.emit(offer)
