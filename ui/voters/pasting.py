"""What is pasted on a meeting night is read off the window's thread, looked at, then taken."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui import formats
from ui.context import Context
from ui.voters.entry import EntryLine
from ui.voters.lines import OpinionLine
from ui.voters.night_table import NightLines
from ui.voters.paste_dialog import PasteDialog, doubts
from ui.voters.sheets import Sheet, read_sheet

Same = frozenset[tuple[str, str]]


class Pasting(QObject):
    """Opens the dry look and adds what the clerk takes.

    Attributes:
        saved: Who says what in the opinions that are recorded already.
        dialog: The look that is open, None before.

    Signals:
        taken: Lines were added.
    """

    taken = Signal()

    def __init__(self, context: Context, entry: EntryLine, model: NightLines, owner: QWidget) -> None:
        super().__init__(owner)
        self._context, self._entry, self._model, self._owner = context, entry, model, owner
        self.saved: Same = frozenset()
        self.dialog: PasteDialog | None = None
        entry.sheet_pasted.connect(self._read)

    def _read(self, text: str, html: str) -> None:
        self._context.read(lambda: read_sheet(text, html), lambda sheet: self._look(sheet, text), self._owner)

    def _look(self, sheet: Sheet, text: str) -> None:
        sheet = replace(sheet, lines=tuple(self._entry.placed(line) for line in sheet.lines))
        typed = {line.same for line in self._model.lines}
        found = doubts(sheet.lines, self._entry.known.villages, typed, self.saved)
        self.dialog = PasteDialog(sheet, found, self._context.background, self._owner)
        self.dialog.taken.connect(self._add)
        self.dialog.words_wanted.connect(lambda: self._entry.insert(text))
        self.dialog.open()

    def _add(self, lines: list[OpinionLine]) -> None:
        self._model.add([self._entry.placed(line) for line in lines])
        self._entry.speaker.setFocus()
        self.taken.emit()
        self._context.messages.notice(f"Đã thêm {formats.number(len(lines))} dòng.")
