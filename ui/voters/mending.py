"""A line of the night is taken back into the entry and mended; what was being typed waits meanwhile."""

from PySide6.QtCore import QObject, Qt, Signal

from ui.voters.entry import EntryLine
from ui.voters.lines import OpinionLine
from ui.voters.night_table import NightLines
from ui.widgets.tables import TablePanel


class Mending(QObject):
    """Walks up and down the lines.

    Attributes:
        at: The line being mended, None while a new one is typed.

    Signals:
        mended: A line says something else now.
    """

    mended = Signal()

    def __init__(self, entry: EntryLine, table: TablePanel, lines: NightLines) -> None:
        super().__init__(table)
        self._entry, self._table, self._lines = entry, table, lines
        self._put_aside = OpinionLine()
        self.at: int | None = None

    def begin(self, at: object) -> None:
        """Take a line into the entry; the one mended before keeps what was changed."""
        if not isinstance(at, int) or not 0 <= at < len(self._lines.lines):
            return
        if self.at is None:
            self._put_aside = self._entry.value()
        else:
            self._take()
        self.at = at
        self._entry.show_mending(at + 1)
        self._entry.show_line(self._lines.lines[at])
        self._table.view.selectRow(at)
        self._entry.matter.setFocus(Qt.FocusReason.OtherFocusReason)

    def above(self) -> None:
        """The line above, from a new one the last."""
        self.begin((len(self._lines.lines) if self.at is None else self.at) - 1)

    def below(self) -> None:
        """The line below, from the last the one that was being typed."""
        if self.at is None:
            return
        if self.at + 1 < len(self._lines.lines):
            self.begin(self.at + 1)
        else:
            self._take()
            self.stop()

    def end(self, line: OpinionLine) -> None:
        """The line says this now."""
        if self.at is not None:
            self._lines.replace(self.at, line)
            self.stop()
            self.mended.emit()

    def stop(self) -> None:
        """Back to what was being typed before; what was changed since is dropped."""
        if self.at is None:
            return
        self.at = None
        self._entry.show_mending(None)
        self._table.view.clearSelection()
        self._entry.start_next()
        if self._put_aside.speaker or self._put_aside.matter:
            self._entry.show_line(self._put_aside)
        self._put_aside = OpinionLine()

    def _take(self) -> None:
        """What was changed stays changed, unless nothing would be left of the line."""
        typed = self._entry.value()
        if self.at is not None and typed.matter and typed != self._lines.lines[self.at]:
            self._lines.replace(self.at, typed)
            self.mended.emit()
