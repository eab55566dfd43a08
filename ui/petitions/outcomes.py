"""The tab “Thi hành”: what was ordered beside what was done, each entry with its acts."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.actors import Right
from app.domain.outcomes import AMOUNTS, Outcome, OutcomeStage, completed_on
from app.domain.petitions import JUDGED, Petition, PetitionState
from app.runtime import words
from app.services.outcomes import amount, amounts
from ui import formats
from ui.context import Context
from ui.petitions.file import PetitionFile
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, label, row
from ui.widgets.details import Stack
from ui.widgets.flow import flow

_NONE = "Chưa ghi quyết định, kết luận yêu cầu gì. Không có gì phải thi hành thì không cần ghi."


def shown_for(petition: Petition) -> bool:
    """Whether the petition has a decision or conclusion to be carried out."""
    return petition.kind in JUDGED and petition.state is PetitionState.SETTLED


class OutcomesTab(Stack):
    """What forms 03/GQKN, 04/GQTC and 05/KQTH add up of one petition.

    Signals:
        wanted: An outcome is to be recorded (None), or mended (``Outcome``).
        unwanted: An outcome was recorded by mistake (``Outcome``).
        completion_wanted: All is carried out and that is to be recorded.
    """

    wanted = Signal(object)
    unwanted = Signal(object)
    completion_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._may = context.may(Right.DECIDE_PETITIONS)

    def show_file(self, file: PetitionFile) -> None:
        """The outcomes of the petition, ordered beside done where there is both."""
        done = completed_on(file.petition)
        parts: list[QWidget] = []
        if done is not None:
            parts.append(Note(f"Đã thi hành xong ngày {formats.day(done)}.", Tone.DONE, icon="check"))
        if self._may:
            parts.append(self._acts(complete=done is None))
        if len({one.told.stage for one in file.outcomes}) > 1:
            parts.append(_compared(file.outcomes))
        if not file.outcomes:
            parts.append(label(_NONE, "muted", wrap=True))
        self.show_all(*parts, *(self._card(one) for one in reversed(file.outcomes)))

    def _acts(self, *, complete: bool) -> QWidget:
        holder = QWidget()
        made = [button("Ghi kết quả", lambda: self.wanted.emit(None), icon="plus")]
        if complete:
            made.append(button("Đã thi hành xong", self.completion_wanted.emit, icon="check"))
        holder.setLayout(flow(*made))
        return holder

    def _card(self, one: Outcome) -> Card:
        head = row(
            label(f"{words.label(one.told.stage)} · {formats.day(one.told.happened_on)}", "strong"), None
        )
        if self._may:
            head.addWidget(button("Sửa", partial(self.wanted.emit, one), kind="link"))
            head.addWidget(button("Bỏ", partial(self.unwanted.emit, one), kind="link"))
        note = [label(one.told.note, wrap=True, selectable=True)] if one.told.note else []
        return Card().add(head, _table(amounts(one.told)), *note)


def _compared(found: Sequence[Outcome]) -> QWidget:
    """Each number: how much was ordered, how much is done."""
    sums = [
        {name: sum(getattr(o.told, name) for o in found if o.told.stage is stage) for name in AMOUNTS}
        for stage in OutcomeStage
    ]
    used = [name for name in AMOUNTS if any(told[name] for told in sums)]
    lines = [(words.phrase("outcomes", name), *(amount(name, told[name]) for told in sums)) for name in used]
    return _table(lines, tuple(words.label(stage) for stage in OutcomeStage))


def _table(lines: Sequence[tuple[str, ...]], heads: Sequence[str] = ()) -> QWidget:
    """Names at the left, numbers under each other at the right."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 12 if heads else 0, 0)  # beside the bar that scrolls
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight
    for at, head in enumerate(heads, start=1):
        grid.addWidget(label(head, "small"), 0, at, right)
    for line, (name, *values) in enumerate(lines, start=1):
        grid.addWidget(label(name, "muted", wrap=True), line, 0)
        for at, value in enumerate(values, start=1):
            grid.addWidget(label(value, selectable=True), line, at, right)
    return holder
