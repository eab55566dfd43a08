"""A look at what was pasted before it is taken: how many lines, what is doubtful, what is there already."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ui import formats
from ui.background import Background
from ui.shortcuts import Key, bind
from ui.theme import Tone
from ui.voters.lines import OpinionLine, VillageNames
from ui.voters.night_table import NightLines
from ui.voters.sheets import Sheet
from ui.widgets.basics import EmptyState, Note, button, column, fitting, label, row
from ui.widgets.chips import Badge
from ui.widgets.tables import Column, Line, TablePanel

NO_MATTER, SAME_PASTED, SAME_HERE, SAME_SAVED, STRANGE, NOWHERE = (
    "Chưa có nội dung",
    "Trùng trong bản dán",
    "Trùng dòng đã nhập",
    "Trùng ý kiến đã lưu",
    "Thôn chưa có trong danh mục",
    "Không ghi thôn",
)
_REFUSED = (NO_MATTER, SAME_PASTED, SAME_HERE, SAME_SAVED)
"""What is not ticked by itself; the clerk may."""
_SHOWN = 160
_COLUMNS = (
    Column("number", "", 7, sortable=False),
    Column("speaker", "Người nêu", 18, sortable=False),
    Column("village", "Thôn, bản", 15, sortable=False),
    Column("matter", "Nội dung", sortable=False),
    Column("answer", "Trả lời tại chỗ", 16, sortable=False),
    Column("doubt", "Cần xem", 27, sortable=False),
)


def doubts(
    lines: Sequence[OpinionLine],
    villages: VillageNames,
    typed: Collection[tuple[str, str]],
    saved: Collection[tuple[str, str]],
) -> list[str]:
    """What is doubtful about each line, "" where nothing is."""
    seen: set[tuple[str, str]] = set()
    found = []
    for line in lines:
        checks = (
            (NO_MATTER, not line.matter),
            (SAME_PASTED, line.same in seen),
            (SAME_HERE, line.same in typed),
            (SAME_SAVED, line.same in saved),
            (STRANGE, bool(line.village) and villages.find(line.village) is None),
            (NOWHERE, not line.village),
        )
        seen.add(line.same)
        found.append(next((name for name, wrong in checks if wrong), ""))
    return found


class PasteDialog(QDialog):
    """The lines with what is doubtful about each; the ticked ones are taken.

    Signals:
        taken: The lines to add (``list[OpinionLine]``).
        words_wanted: What was pasted is the text of one field after all.
    """

    taken = Signal(object)
    words_wanted = Signal()

    def __init__(self, sheet: Sheet, found: Sequence[str], background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Dán danh sách ý kiến")
        self.resize(fitting(parent, 1080, 620))
        self._sheet, self._found = sheet, found
        self.model = NightLines(_COLUMNS, background, self._line)
        self.model.ticked = {at for at, doubt in enumerate(found) if doubt not in _REFUSED}
        empty = EmptyState("Không đọc được dòng nào trong phần đã chép.", icon="info")
        self.table = TablePanel("Các dòng sẽ thêm", _COLUMNS, background, empty, self.model)
        self.take = button("Thêm", self._take, kind="primary")
        self.words = button("Dán vào một ô nội dung", self._as_words)
        keys = label("Dấu cách: đánh dấu, bỏ dấu   ·   Ctrl+Enter: thêm   ·   Esc: không dán", "small")
        heading = label(_counted(sheet, found), "strong", wrap=True)
        told = _notes(sheet, found)
        note = Note("\n".join(told), Tone.SOON, icon="warning")
        if not told:  # setVisible(True) would open what has no parent yet as a window
            note.hide()
        foot = row(self.take, self.words, button("Không dán", self.reject), None, keys)
        layout = column(heading, note, self.table, foot, gap=12)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        self.model.show(sheet.lines)
        self.model.dataChanged.connect(lambda: self._count())
        bind(Key.SAVE, self, self._take)
        self._count()
        if sheet.lines:
            self.table.view.setCurrentIndex(self.model.index(0, 0))
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        ticked = self.model.ticked or set()
        self.taken.emit([line for at, line in enumerate(self._sheet.lines) if at in ticked])
        self.accept()

    def _as_words(self) -> None:
        self.words_wanted.emit()
        self.accept()

    def _count(self) -> None:
        count = len(self.model.ticked or ())
        self.take.setText(f"Thêm {formats.number(count)} dòng" if count else "Thêm")
        self.take.setEnabled(bool(count))

    def _line(self, at: int, line: OpinionLine) -> Line:
        doubt = self._found[at]
        tone = Tone.LATE if doubt in _REFUSED else Tone.SOON
        answered = dict.fromkeys(part for part in (line.answered_by, line.answer) if part)
        spot = (" · ".join(answered) or "Có") if line.on_spot else ""
        return Line(
            at,
            (
                str(at + 1),
                line.speaker,
                line.village,
                " ".join(line.matter.split()),
                " ".join(spot.split()),
                Badge(doubt, tone, "warning") if doubt else "",
            ),
        )


def _counted(sheet: Sheet, found: Sequence[str]) -> str:
    fine = sum(not doubt for doubt in found)
    told = [f"{formats.number(len(sheet.lines))} dòng", f"{formats.number(fine)} dòng không có gì phải xem"]
    told += [
        f"{formats.number(count)} {name[0].lower()}{name[1:]}"
        for name in dict.fromkeys(doubt for doubt in found if doubt)
        if (count := found.count(name))
    ]
    return "   ·   ".join(told)


def _notes(sheet: Sheet, found: Sequence[str]) -> list[str]:
    told = []
    if any(doubt in _REFUSED for doubt in found):
        told.append("Dòng trùng và dòng chưa có nội dung để ngoài; đánh dấu dòng nào thì dòng ấy được thêm.")
    if any(doubt == STRANGE for doubt in found):
        told.append("Thôn chưa có trong danh mục vẫn thêm được: khi lưu, tên thôn ghi kèm sau tên người nêu.")
    if sheet.unused:
        names = ", ".join(f"“{head}”" for head in sheet.unused)
        told.append(f"Cột không nhận ra, không đưa vào: {names}.")
    if sheet.left_out:
        above = " / ".join(sheet.left_out)
        shown = f"{above[:_SHOWN]}…" if len(above) > _SHOWN else above
        told.append(f"Phần phía trên danh sách không đưa vào: {shown}")
    return told
