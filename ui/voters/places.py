"""The places of a round of meetings: name, village, day and attendance, one line a place."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import record_id
from app.domain.meetings import PlaceDraft
from app.domain.office import Village
from ui.widgets.basics import button, clear, column, icon_button, row
from ui.widgets.fields import ChoiceField, DateField, Field, LineField, NumberField
from ui.widgets.forms import FieldRow


class PlaceLine(QWidget):
    """One place as it is typed."""

    def __init__(self, villages: Sequence[tuple[object, str]], today: Callable[[], date]) -> None:
        super().__init__()
        self.name = LineField("Điểm tiếp xúc", required=True, placeholder="Nhà văn hóa bản …")
        self.village = ChoiceField("Thôn, bản", [("", "Nhiều thôn, bản"), *villages])
        self.village.set_value("")
        self.held_on = DateField("Ngày", today, required=True)
        self.attendance = NumberField("Số cử tri")
        self.attendance.line.setPlaceholderText("chưa đếm")
        self._id = ""
        self.fields: tuple[Field, ...] = (self.name, self.village, self.held_on, self.attendance)
        self.remove = icon_button("trash", "Bỏ điểm tiếp xúc này", lambda: None)
        across = row(FieldRow(self.fields, (6, 5, 4, 3), 140), gap=4)
        across.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.remove.setContentsMargins(0, 20, 0, 0)
        across.setStretch(0, 1)
        self.setLayout(across)

    def draft(self) -> PlaceDraft:
        """The place; only asked for when nothing is wrong with it."""
        day, village = self.held_on.value(), self.village.value()
        assert day is not None
        return PlaceDraft(
            self.name.value(),
            day,
            self.attendance.value() or 0,
            record_id(str(village)) if village else None,
            record_id(self._id) if self._id else None,
        )

    def told(self) -> list[object]:
        """What is typed, as a draft of the form keeps it."""
        return [
            self.name.value(),
            str(self.village.value() or ""),
            self.held_on.line.text(),
            self.attendance.value(),
            self._id,
        ]

    def tell(self, told: Sequence[object]) -> None:
        name, village, day, attendance, *key = told
        self._id = str(key[0]) if key else ""
        self.name.set_value(str(name))
        self.village.set_value(village)
        self.held_on.line.setText(str(day))
        self.attendance.set_value(attendance if isinstance(attendance, int) else None)


class PlacesField(Field):
    """Several places; at least one."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._villages: list[tuple[object, str]] = []
        self._box = QWidget()
        self._list = QVBoxLayout(self._box)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self.lines: list[PlaceLine] = []
        self.more = button("Thêm điểm", self.add, icon="plus")
        holder = QWidget()
        holder.setLayout(column(self._box, row(self.more, None), gap=12))
        super().__init__("", holder, required=True, help_text="")
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes None; the first line takes the focus
        self.add()

    def set_villages(self, villages: Sequence[Village]) -> None:
        """The villages to choose from; what is typed stays."""
        self._villages = [(str(village.id), village.name) for village in villages]
        for line in self.lines:
            line.village.set_choices([("", "Nhiều thôn, bản"), *self._villages])

    def add(self) -> PlaceLine:
        """One more line; its day is the one above."""
        made = PlaceLine(self._villages, self._today)
        if self.lines:
            made.held_on.set_value(self.lines[-1].held_on.value())
        made.remove.clicked.connect(lambda: self._remove(made))
        for field in made.fields:
            field.changed.connect(self.changed)
            field.edited.connect(self.edited)
            field.editor.installEventFilter(self)
        self.lines.append(made)
        self._list.addWidget(made)
        self._show_removes()
        made.name.setFocus()
        return made

    def value(self) -> list[list[object]]:
        return [line.told() for line in self.lines]

    def set_value(self, told: Sequence[Sequence[object]]) -> None:
        clear(self._list)
        self.lines.clear()
        for one in told or [["", "", "", None]]:
            self.add().tell(one)

    def drafts(self) -> tuple[PlaceDraft, ...]:
        return tuple(line.draft() for line in self.lines)

    def trouble(self) -> str:
        """The first thing wrong in any line, shown in its own field too."""
        troubles: list[str] = []
        for line in self.lines:
            for field in line.fields:
                field.set_error(field.trouble())
                troubles.append(field.trouble())
        return "Còn ô ghi đỏ ở các điểm trên." if any(troubles) else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on to the next field, as everywhere in forms."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own signature
            return True
        return super().eventFilter(watched, event)

    def _remove(self, line: PlaceLine) -> None:
        self.lines.remove(line)
        self._list.removeWidget(line)
        line.deleteLater()
        self._show_removes()
        self.edited.emit()

    def _show_removes(self) -> None:
        for line in self.lines:
            line.remove.setVisible(len(self.lines) > 1)
