"""The verdict, typed in place: a key for what it is, a line for why, Enter."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.domain.voters import ANSWERED, RecommendationRow, RecommendationState, Verdict
from ui.shortcuts import Key
from ui.widgets.basics import button, column, label, row
from ui.widgets.flow import flow

_KEYS = "↓ tiếp · ↑ lùi"
_ALL_KEYS = (
    f"{_KEYS} · {Key.SATISFIED.shown} đạt · {Key.UNSATISFIED.shown} chưa đạt"
    f" · {Key.ANSWER_AGAIN.shown} yêu cầu trả lời lại · Enter lưu và sang kiến nghị chưa xem xét · Esc thôi"
)
_WORDS = {Key.SATISFIED: "Đạt", Key.UNSATISFIED: "Chưa đạt", Key.ANSWER_AGAIN: "Yêu cầu trả lời lại"}
_ASKED = {
    Key.SATISFIED: "Đạt: ghi thêm nếu cần, rồi Enter",
    Key.UNSATISFIED: "Chưa đạt: vì sao, rồi Enter",
    Key.ANSWER_AGAIN: "Yêu cầu trả lời lại: vì sao, rồi Enter",
}


_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class ReasonLine(QLineEdit):
    """Where the reason is typed.

    Signals:
        given_up: Esc was pressed.
    """

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asked and event.key() in _MOVES and self.text().strip():  # type: ignore[attr-defined]  # a QKeyEvent
            event.accept()  # a reason half typed is not left behind
            return True
        return super().event(event)


class VerdictBar(QWidget):
    """The three verdicts, the line of the one begun, the keys in small words.

    Signals:
        given: A verdict is to be saved (``Verdict``, its reason, whether to answer anew).
        left: The keys go back to the list.
    """

    given = Signal(object, str, bool)
    left = Signal()

    def __init__(self, *, may_review: bool) -> None:
        super().__init__()
        self._may_review = may_review
        self.begun: Key | None = None
        self.buttons: dict[Key, QPushButton] = {}
        for key, told in _WORDS.items():
            made = button(f"{told}  {key.shown}", partial(self.begin, key), kind="chip")
            made.setCheckable(True)
            made.setAccessibleName(told)
            self.buttons[key] = made
        self.why = label("", "muted", wrap=True)
        self.line = ReasonLine()
        self.line.setAccessibleName("Lý do")
        self.save = button("Lưu", self.finish, kind="primary")
        self.error = label("", "error", wrap=True)
        self._offer = QWidget()
        self._offer.setLayout(flow(*self.buttons.values(), gap=8))
        self._entry = QWidget()
        beside = row(self.line, self.save)
        beside.setStretch(0, 1)
        self._entry.setLayout(column(beside, self.error, gap=4))
        hint = label(_ALL_KEYS if may_review else _KEYS, "small", wrap=True)
        self.setLayout(column(self.why, self._offer, self._entry, hint, gap=8))
        self.line.returnPressed.connect(self.finish)
        self.line.given_up.connect(self.give_up)
        for part in (self.why, self._offer, self._entry, self.error):
            part.hide()

    def show_row(self, told: RecommendationRow) -> None:
        """What may be found of this one; a line begun for another is put away."""
        self.put_away()
        possible = told.state in ANSWERED
        self._offer.setVisible(self._may_review and possible)
        self.why.setText("" if possible else _why_not(told.state))
        self.why.setVisible(self._may_review and not possible)
        given = {Verdict.SATISFIED: Key.SATISFIED, Verdict.UNSATISFIED: Key.UNSATISFIED}
        for key, made in self.buttons.items():
            made.setChecked(told.verdict is not None and given[told.verdict] is key)

    def begin(self, key: Key) -> None:
        """A verdict is about to be given; why is typed next."""
        if self._offer.isHidden():
            return
        self.begun = key
        for other, made in self.buttons.items():
            made.setChecked(other is key)
        self.line.setPlaceholderText(_ASKED[key])
        self._entry.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """The verdict is given."""
        if self.begun is None:
            return
        verdict = Verdict.SATISFIED if self.begun is Key.SATISFIED else Verdict.UNSATISFIED
        self.given.emit(verdict, self.line.text().strip(), self.begun is Key.ANSWER_AGAIN)

    def refuse(self, sentence: str) -> None:
        """Say below the line why it was not saved; what was typed stays."""
        self.error.setText(sentence)
        self.error.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Forget the line begun."""
        self.begun = None
        self.line.clear()
        self.error.hide()
        self._entry.hide()

    def give_up(self) -> None:
        self.put_away()
        self.left.emit()


def _why_not(state: RecommendationState) -> str:
    if state is RecommendationState.ON_THE_SPOT:
        return "Đã trả lời tại hội nghị."
    if state in (RecommendationState.MERGED, RecommendationState.PETITION):
        return "Không còn trong sổ kiến nghị."
    return "Chưa có trả lời để xem xét."
