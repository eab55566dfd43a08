"""Dialogue conferences: list, one with its opinions, and the form of a new one."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.ids import RecordId
from app.domain.office import Unit, Village
from app.domain.receptions import Dialogue, OpinionDraft
from app.domain.text import fold
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.receptions import rows
from ui.receptions.dialogue_form import DialogueForm
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, button, clear, column, label, row
from ui.widgets.chips import Chip
from ui.widgets.details import Detail, Facts, SplitView
from ui.widgets.lists import ListPanel, Row

DRAFT = "dialogue"


class DialogueBook(QStackedWidget):
    """List beside detail; the form in their place.

    Signals:
        form_changed: The form was opened or closed.
    """

    form_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._text = ""
        self._dialogues: dict[RecordId, Dialogue] = {}
        self._units: dict[RecordId, str] = {}
        self._villages: Sequence[Village] = ()
        self._wanted: RecordId | None = None
        self.form: DialogueForm | None = None
        empty = EmptyState(
            "Chưa có hội nghị đối thoại nào.",
            icon="people",
            detail="Ghi hội nghị đối thoại giữa người đứng đầu và nhân dân, mỗi ý kiến một dòng.",
            act=button("Đối thoại mới", self.new, icon="plus"),
        )
        self.list = ListPanel("Các hội nghị đối thoại", context.background, empty)
        self.detail = Detail()
        self._facts, self._opinions = Facts(), QVBoxLayout()
        self._opinions.setSpacing(8)
        holder = QWidget()
        holder.setLayout(column(self._opinions, None))
        self._tab = self.detail.add_tab("Ý kiến", holder)
        self.detail.add_tab("Tóm tắt", self._facts)
        self._blank = Card().add(EmptyState("Chọn một hội nghị để xem.", icon="people"))
        self._right = QStackedWidget()
        self._right.addWidget(self._blank)
        self._right.addWidget(self.detail)
        self.split = SplitView(self.list, self._right)
        self.addWidget(self.split)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _key: self.split.open_detail())

    def refresh(self) -> None:
        services, actor = self._context.services, self._context.actor

        def read() -> tuple[Sequence[Dialogue], Sequence[Unit], Sequence[Village]]:
            return (
                services.receptions.dialogues(actor),
                services.office.units(actor, standing=False),
                services.office.villages(actor),
            )

        self._context.read(read, self._show, self)

    def search(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.refresh()

    def show_dialogue(self, dialogue: Dialogue) -> None:
        """Show a dialogue beside the list."""
        self._wanted, self._text = dialogue.id, ""
        self.refresh()
        self.split.open_detail()

    def new(self) -> None:
        """Open the form; what was typed before and not saved comes back."""
        form = self.form = DialogueForm(self._context, self._villages, tuple(self._units.items()))
        form.save_wanted.connect(lambda: self._save(form))
        form.left.connect(self._leave_form)
        form.draft_changed.connect(partial(self._context.keep_draft, DRAFT))
        self.addWidget(form)
        self.setCurrentWidget(form)
        self._context.draft(DRAFT, form.restore, form)
        form.title.setFocus()
        self.form_changed.emit()

    def _show(self, told: tuple[Sequence[Dialogue], Sequence[Unit], Sequence[Village]]) -> None:
        dialogues, units, self._villages = told
        self._units = {unit.id: unit.name for unit in units}
        wanted = fold(self._text).split()
        found = [d for d in dialogues if all(word in fold(_searched(d)) for word in wanted)]
        self._dialogues = {dialogue.id: dialogue for dialogue in found}
        made = [rows.dialogue_row(dialogue) for dialogue in found]

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            return made[offset : offset + limit], len(made)

        wanted_id, self._wanted = self._wanted, None
        self.list.load(fetch, choose=wanted_id or (found[0].id if found else None))
        opinions = sum(len(dialogue.opinions) for dialogue in found)
        self.list.set_summary(f"{len(found)} hội nghị", f"{opinions} ý kiến" if opinions else "")

    def _choose(self, key: object) -> None:
        dialogue = self._dialogues.get(RecordId(key)) if isinstance(key, UUID) else None
        self._right.setCurrentWidget(self.detail if dialogue else self._blank)
        if dialogue is None:
            return
        line = (words.label(dialogue.body), formats.long_day(dialogue.held_on), ", ".join(dialogue.villages))
        self.detail.show_head(dialogue.title, "", " · ".join(part for part in line if part))
        self._facts.show_facts([
            ("Chủ trì", dialogue.host), ("Địa điểm", dialogue.place),
            ("Thôn, bản", ", ".join(dialogue.villages)),
            ("Số người dự", formats.number(dialogue.attendance)),
            ("Số ý kiến", formats.number(len(dialogue.opinions))),
        ])  # fmt: skip
        self._tab.setText(f"Ý kiến  {len(dialogue.opinions)}")
        clear(self._opinions)
        for at, opinion in enumerate(dialogue.opinions, 1):
            self._opinions.addWidget(self._opinion_card(at, opinion))
        if not dialogue.opinions:
            self._opinions.addWidget(label("Không có ý kiến nào được ghi.", "muted"))

    def _opinion_card(self, at: int, opinion: OpinionDraft) -> Card:
        village = next((v.name for v in self._villages if v.id == opinion.village_id), "")
        speaker = " · ".join(part for part in (opinion.speaker, village) if part)
        card = Card(margin=12, gap=4)
        head = row(label(f"{at}. {speaker}" if speaker else f"{at}.", "strong", wrap=True))
        head.setStretch(0, 1)
        head.addWidget(Chip("Đã trả lời", Tone.DONE) if opinion.answer else Chip("Chưa trả lời", Tone.SOON))
        card.add(head, label(opinion.matter, wrap=True, selectable=True))
        unit = self._units.get(opinion.unit_id, "") if opinion.unit_id else ""
        for words_, text in (("Trả lời: ", opinion.answer), ("Giao: ", unit)):
            if text:
                card.add(label(words_ + text, "muted", wrap=True, selectable=True))
        return card

    def _save(self, form: DialogueForm) -> None:
        services, actor, draft = self._context.services, self._context.actor, form.draft()

        def done(dialogue: Dialogue) -> None:
            self._context.drop_draft(DRAFT)
            self._wanted = dialogue.id
            self._context.messages.notice(f"Đã ghi “{dialogue.title}” với {len(dialogue.opinions)} ý kiến.")
            self._leave_form()

        self._context.act(lambda: services.receptions.hold_dialogue(actor, draft), done, self, form)

    def _leave_form(self) -> None:
        if self.form is not None:
            self.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
            self.form_changed.emit()


def _searched(dialogue: Dialogue) -> str:
    said = " ".join(opinion.matter for opinion in dialogue.opinions)
    return f"{dialogue.title} {dialogue.host} {' '.join(dialogue.villages)} {said}"
