"""Stand-ins for the outside: the door to the user that only remembers."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter

from ui.messages import Messages, Undo

if TYPE_CHECKING:
    from collections.abc import Callable


class RecordedMessages(Messages):
    """Remembers what was said and answers what the test put in."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[str] = []
        self.undos: list[Undo | None] = []
        self.warnings: list[str] = []
        self.questions: list[str] = []
        self.answer: int | None = 0
        self.path: Path | None = None
        self.choose_printer: Callable[[QPrinter], bool] = lambda _printer: False
        self.printers: list[str] = []

    def notice(self, sentence: str, undo: Undo | None = None) -> None:
        self.notices.append(sentence)
        self.undos.append(undo)
        super().notice(sentence, undo)

    def warn(self, sentence: str, detail: str = "") -> None:
        self.warnings.append(sentence)

    def choose(self, question: str, answers: list[str], detail: str = "", *, no: str = "Thôi") -> int | None:
        self.questions.append(question)
        return self.answer

    def ask_printer(self, printer: QPrinter, pages: int) -> bool:
        self.printers.append(f"{printer.printerName()}: {pages}")
        return self.choose_printer(printer)

    def open_file(self, title: str, kinds: str, folder: Path | None = None) -> Path | None:
        return self.path

    def save_file(self, title: str, name: Path, kinds: str) -> Path | None:
        return self.path

    def open_folder(self, title: str, folder: Path | None = None) -> Path | None:
        return self.path
