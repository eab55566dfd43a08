"""The days lost to obstacles, one block each: from, to, what it was, what proves it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.time_limits import Obstacle, ObstacleKind
from app.runtime import words
from ui.widgets.basics import button, column, icon_button, row, rule
from ui.widgets.fields import ChoiceField, DateField, Field, LineField
from ui.widgets.forms import FieldRow


class ObstacleBlock(QWidget):
    """One obstacle as typed."""

    def __init__(self, today: Callable[[], date], remove: Callable[["ObstacleBlock"], None]) -> None:
        super().__init__()
        self.first = DateField("Từ ngày", today, required=True)
        self.last = DateField("Đến hết ngày", today, required=True)
        kinds = [(kind, words.label(kind)) for kind in ObstacleKind]
        self.kind = ChoiceField("Trở ngại", kinds, required=True)
        self.proof = LineField(
            "Giấy tờ chứng minh", required=True, placeholder="như giấy ra viện, xác nhận của UBND xã"
        )
        away = icon_button("close", "Bỏ khoảng trở ngại này", lambda: remove(self))
        top = row(FieldRow((self.first, self.last, self.kind)), away)
        top.setStretch(0, 1)
        top.setAlignment(away, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(rule(), top, self.proof, gap=12))

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.first, self.last, self.kind, self.proof

    def obstacle(self) -> Obstacle | None:
        """The obstacle, or None while something is missing."""
        first, last = self.first.value(), self.last.value()
        if first is None or last is None or self.kind.is_empty() or self.proof.is_empty():
            return None
        return Obstacle(first, last, ObstacleKind(str(self.kind.value())), self.proof.value())

    def trouble(self) -> str:
        """The first of what is wrong, said below each of its fields too."""
        found = [field.trouble() for field in self.fields]
        first, last = self.first.value(), self.last.value()
        if not found[1] and first is not None and last is not None and last < first:
            found[1] = "Ngày cuối sớm hơn ngày đầu. Sửa lại một trong hai ngày."
        for field, sentence in zip(self.fields, found, strict=True):
            field.set_error(sentence)
        return next(filter(None, found), "")


class ObstaclesField(Field):
    """As many obstacles as there were; none is the usual."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self.blocks: list[ObstacleBlock] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._holder = QWidget()
        self.more = button("Thêm khoảng trở ngại", self.add, icon="plus", kind="link")
        self._holder.setLayout(column(self._list, row(self.more, None), gap=8))
        super().__init__("", self._holder, required=False, help_text="")
        self.setFocusProxy(self.more)
        self._holder.setAccessibleName("Thời gian có trở ngại")

    def add(self) -> ObstacleBlock:
        """One more obstacle, with the focus in its first day."""
        block = ObstacleBlock(self._today, self.remove)
        for field in block.fields:
            field.changed.connect(self.changed)
            field.edited.connect(self.edited)
        self.blocks.append(block)
        self._list.addWidget(block)
        block.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        return block

    def remove(self, block: ObstacleBlock) -> None:
        self.blocks.remove(block)
        self._list.removeWidget(block)
        block.hide()
        block.deleteLater()
        self.changed.emit()

    def obstacles(self) -> tuple[Obstacle, ...]:
        """Those that are complete."""
        return tuple(found for block in self.blocks if (found := block.obstacle()) is not None)

    def are_whole(self) -> bool:
        """Whether each is complete, its days in order."""
        found = [block.obstacle() for block in self.blocks]
        return all(one is not None and one.first <= one.last for one in found)

    def trouble(self) -> str:
        wrong = [sentence for block in self.blocks if (sentence := block.trouble())]
        return "Xem lại khoảng trở ngại ở trên." if wrong else ""
