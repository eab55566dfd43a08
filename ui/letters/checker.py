"""“Soát thể thức”: what a Word file breaks of the State's layout, fault by fault."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.letters import LayoutFault
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, column, fitting, label, row, scrolled

KINDS = "Văn bản Word (*.docx)"
SOUND = "Đúng thể thức: không thấy chỗ nào trái Nghị định 30/2020/NĐ-CP."


class LayoutDialog(QDialog):
    """The faults of one file, from the sheet to the signature."""

    def __init__(self, file: Path, faults: Sequence[LayoutFault], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Soát thể thức")
        self.resize(fitting(parent, 640, 560))
        self.file, self.faults = file, tuple(faults)
        head = Note(self.summary(), Tone.SOON if faults else Tone.DONE, icon="warning" if faults else "check")
        holder = QWidget()
        holder.setLayout(column(*(_told(fault) for fault in faults), None, gap=8))
        close = button("Đóng", self.accept, kind="primary")
        acts = row(button("Chép", self.copy, icon="copy"), None, close, gap=8)
        layout = column(label(file.name, "heading", wrap=True), head, scrolled(holder), acts, gap=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        close.setFocus()

    def summary(self) -> str:
        """How many faults there are, in a sentence."""
        if not self.faults:
            return SOUND
        return f"{len(self.faults)} chỗ chưa đúng Nghị định 30/2020/NĐ-CP, Phụ lục I."

    def text(self) -> str:
        """The faults as plain text."""
        lines = [" ".join(part for part in (fault.sentence, _where(fault)) if part) for fault in self.faults]
        return "\n".join([self.file.name, self.summary(), *(f"- {line}" for line in lines)])

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())


def _told(fault: LayoutFault) -> QWidget:
    card = Card(margin=12, gap=2)
    card.add(label(fault.sentence, wrap=True))
    if _where(fault):
        card.add(label(_where(fault), "small", wrap=True))
    return card


def _where(fault: LayoutFault) -> str:
    """The first line it stands in, and on how many lines."""
    times = f"{fault.times} dòng, dòng đầu" if fault.times > 1 else "Dòng"
    return f"{times}: “{fault.line}”" if fault.line else ""
