"""The one door to the user: sentences for trouble, questions, file dialogs, quiet notices."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMessageBox,  # noqa: TID251 - this is the door
    QPushButton,
    QWidget,
)

from app.domain.errors import KnownTrouble
from app.runtime import words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Undo = Callable[[], None]


class Messages(QObject):
    """Speaks to the clerk; tests hand in a recorder with the same methods.

    Signals:
        noticed: A quiet line for the foot of the window and its undo, or None (``str``, ``Undo | None``).
    """

    noticed = Signal(str, object)

    def notice(self, sentence: str, undo: Undo | None = None) -> None:
        """Good news: a quiet line that fades; with ``undo`` it carries "Hoàn tác"."""
        self.noticed.emit(sentence, undo)

    def trouble(self, error: KnownTrouble) -> None:
        """Say what is wrong and what to do."""
        self.warn(words.sentence(error))

    def warn(self, sentence: str, detail: str = "") -> None:
        box = self._box(QMessageBox.Icon.Warning, sentence, detail)
        box.addButton("Đã hiểu", QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def ask(self, question: str, detail: str = "", *, yes: str = "Đồng ý", no: str = "Thôi") -> bool:
        """Whether the clerk agrees; the safe answer is the one Enter and Esc give."""
        return self.choose(question, [yes], detail, no=no) == 0

    def choose(self, question: str, answers: list[str], detail: str = "", *, no: str = "Thôi") -> int | None:
        """The index of the answer taken, or None."""
        box = self._box(QMessageBox.Icon.Question, question, detail)
        buttons: list[QPushButton] = [box.addButton(a, QMessageBox.ButtonRole.AcceptRole) for a in answers]
        safe = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(safe)
        box.setEscapeButton(safe)
        box.exec()
        clicked = box.clickedButton()
        return next((at for at, button in enumerate(buttons) if button is clicked), None)

    def open_file(self, title: str, kinds: str, folder: Path | None = None) -> Path | None:
        """The file chosen; ``kinds`` as Qt writes them: ``Bảng tính (*.xlsx)``."""
        name, _ = QFileDialog.getOpenFileName(self._window(), title, str(folder or ""), kinds)
        return Path(name) if name else None

    def save_file(self, title: str, name: Path, kinds: str) -> Path | None:
        """Where to save; the system asks before a file is replaced."""
        chosen, _ = QFileDialog.getSaveFileName(self._window(), title, str(name), kinds)
        return Path(chosen) if chosen else None

    def open_folder(self, title: str, folder: Path | None = None) -> Path | None:
        name = QFileDialog.getExistingDirectory(self._window(), title, str(folder or ""))
        return Path(name) if name else None

    def ask_printer(self, printer: "QPrinter", pages: int) -> bool:
        """Whether to print; which printer, which of the pages and how often is put into ``printer``."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog  # loaded with the first print

        dialog = QPrintDialog(printer, self._window())
        dialog.setWindowTitle("In")
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        return dialog.exec() == QPrintDialog.DialogCode.Accepted

    def _box(self, icon: QMessageBox.Icon, sentence: str, detail: str) -> QMessageBox:
        box = QMessageBox(self._window())
        box.setIcon(icon)
        box.setWindowTitle("Tiếp Dân")
        box.setText(sentence)
        box.setInformativeText(detail)
        return box

    def _window(self) -> QWidget | None:
        return QApplication.activeWindow()
