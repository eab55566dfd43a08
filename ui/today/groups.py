"""What is late, due today and due soon, group by group."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.basics import Card, EmptyState, SectionHeading, button, clear, column, label, row, rule

if TYPE_CHECKING:  # the rows come after the window
    from collections.abc import Sequence

    from ui.widgets.lists import Row
    from ui.widgets.row_button import RowButton

SHOWN = 12

Opening = Callable[[object], None]
Explaining = Callable[["Row"], None]


class Group(Card):
    """One heading with its rows; a long one shows more when asked."""

    def __init__(self, heading: str, rows: Sequence[Row], opened: Opening, explained: Explaining) -> None:
        super().__init__(margin=12, gap=0)
        self.setAccessibleName(f"{heading}: {len(rows)}")
        self._rows, self._opened, self._explained = rows, opened, explained
        self._shown = 0
        self._buttons: list[RowButton] = []
        head = SectionHeading(heading, label(str(len(rows)), "muted"))
        head.setContentsMargins(10, 4, 10, 4)
        self.add(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._more = button("Xem thêm", self._show_more, kind="link")
        self.add(self._list, row(self._more, None))
        self._show_more()

    def go(self) -> None:
        """Put the focus on the first row."""
        first = next(iter(self._buttons), None)
        if first is not None:
            first.setFocus()

    def _show_more(self) -> None:
        from ui.widgets.row_button import RowButton

        for at, shown in enumerate(self._rows[self._shown : self._shown + SHOWN]):
            if self._shown or at:
                self._list.addWidget(rule())
            open_it, explain = partial(self._opened, shown.key), partial(self._explained, shown)
            self._buttons.append(RowButton(shown, open_it, explain))
            self._list.addWidget(self._buttons[-1])
        self._shown = min(self._shown + SHOWN, len(self._rows))
        left = len(self._rows) - self._shown
        self._more.setText(f"Xem thêm {min(left, SHOWN)} trong {left} việc còn lại")
        self._more.setVisible(left > 0)


class Groups(QWidget):
    """The groups that have something in them, or the good news that none has."""

    def __init__(self, opened: Opening, explained: Explaining) -> None:
        super().__init__()
        self._opened, self._explained = opened, explained
        self._found: dict[str, Group] = {}
        self._stack = QVBoxLayout()
        self._stack.setSpacing(16)
        self.setLayout(column(self._stack, None))

    def show_groups(self, groups: Sequence[tuple[str, str, Sequence[Row]]]) -> None:
        """``groups`` are (key, heading, rows), the most pressing first."""
        clear(self._stack)
        self._found = {}
        for key, heading, rows in groups:
            if rows:
                self._found[key] = Group(heading, rows, self._opened, self._explained)
                self._stack.addWidget(self._found[key])
        if not {"late", "today"} & self._found.keys():
            calm = Card()
            calm.add(
                EmptyState(
                    "Hôm nay không có việc đến hạn",
                    icon="calendar-check",
                    detail="Việc sắp đến hạn sẽ hiện ở đây trước ba ngày làm việc.",
                )
            )
            self._stack.insertWidget(0, calm)

    def group(self, key: str) -> Group | None:
        return self._found.get(key)
