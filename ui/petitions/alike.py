"""Petitions that look like the one being typed: a look at each; what follows only where it is sure enough."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.jurisdictions import Eligibility
from app.domain.links import Earlier
from app.runtime import words
from ui import formats, theme
from ui.widgets.basics import Card, button, column, label, row, scrolled


class AlikeCard(Card):
    """Those on record that may be the same.

    One click takes over what follows only for the same sender with the same matter; else the officer
    looks first. Where nobody is known to have sent the new one, nothing is offered.

    Signals:
        wanted: The clerk wants to see the file of one (its id).
        repeated: The petition being typed repeats one on record (``Earlier``).
    """

    wanted = Signal(object)
    repeated = Signal(object)

    def __init__(self, similar: tuple[Earlier, ...], *, nameless: bool) -> None:
        super().__init__("Có thể trùng")
        self._nameless = nameless
        self.dialog: EarlierDialog | None = None
        for one in similar:
            self._show(one)

    def _show(self, one: Earlier) -> None:
        named = f"{one.number} · {formats.day(one.received_on)}"
        look = button("Xem", kind="link")
        look.setAccessibleName(f"Xem đơn {named}")
        look.clicked.connect(lambda _=False: self.look(one))
        state = f"{words.label(one.state)} · {_likeness(one)}"
        about = formats.line(one.matter)[:120]
        self.add(row(label(named, "strong"), None, look), label(state, "small", wrap=True))
        self.add(label(about, "small", wrap=True))
        if one.same_person and self._may_repeat(one):
            take = button(_repeats(one), icon="link")
            take.clicked.connect(lambda _=False: self.repeated.emit(one))
            self.add(row(take, None))

    def look(self, one: Earlier) -> None:
        """Show one with its matter; from there it may be taken for the same."""
        self.dialog = EarlierDialog(one, offered=self._may_repeat(one), parent=self)
        self.dialog.wanted.connect(self.wanted)
        self.dialog.repeated.connect(self.repeated)
        self.dialog.open()

    def _may_repeat(self, one: Earlier) -> bool:
        return not self._nameless and (one.eligibility is not None or one.target is not None)


class EarlierDialog(QDialog):
    """One earlier petition, beside which the officer judges whether the new one repeats it.

    Signals:
        wanted: The clerk wants to see its file (its id).
        repeated: The petition being typed repeats it (``Earlier``).
    """

    wanted = Signal(object)
    repeated = Signal(object)

    def __init__(self, one: Earlier, *, offered: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Đơn {one.number}")
        look = theme.current()
        self.resize(look.scaled(560), look.scaled(340))
        told = QWidget()
        facts = (
            f"{words.label(one.kind)} · nhận ngày {formats.day(one.received_on)} · {words.label(one.state)}"
        )
        told.setLayout(
            column(
                label(one.number, "heading"),
                label(facts, "muted", wrap=True),
                label(f"Giống đơn đang nhập: {_likeness(one)}.", "small", wrap=True),
                label(one.matter, wrap=True, selectable=True),
                None,
            )
        )
        opened = button("Mở hồ sơ", lambda: self._see(one), icon="folder")
        opened.setToolTip("Rời đơn đang nhập; bản nháp được giữ lại.")
        acts: list[QWidget] = [opened]
        if offered:
            repeats = button(_repeats(one), lambda: self._take(one), icon="link")
            acts.append(repeats)
        close = button("Đóng", self.reject, kind="primary")
        layout = column(scrolled(told), row(*acts, None, close), gap=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        close.setFocus()

    def _see(self, one: Earlier) -> None:
        self.accept()
        self.wanted.emit(one.id)

    def _take(self, one: Earlier) -> None:
        self.accept()
        self.repeated.emit(one)


def _likeness(one: Earlier) -> str:
    alike = (("cùng người gửi", one.same_person), ("cùng nội dung", one.same_matter))
    return " · ".join(told for told, is_so in alike if is_so)


def _repeats(one: Earlier) -> str:
    """What stands on the button that says how the new petition repeats this one."""
    if one.target is not None:
        return "Khiếu nại lần hai"
    known = {
        Eligibility.ALREADY_GUIDED: "Đã hướng dẫn ở đơn này",
        Eligibility.ALREADY_SETTLED: "Đã giải quyết ở đơn này",
    }
    return known.get(one.eligibility or Eligibility.DUPLICATE, "Đơn trùng với đơn này")
