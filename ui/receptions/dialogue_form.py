"""The form of a dialogue conference: where and with whom, how many came, each opinion on its line."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.ids import RecordId, record_id
from app.domain.kinds import BodyKind
from app.domain.office import Village
from app.domain.receptions import DialogueDraft, OpinionDraft
from ui.context import Context
from ui.receptions.rows import BODIES
from ui.widgets.basics import button, column, icon_button, label, row, rule
from ui.widgets.fields import ChoiceField, DateField, Field, LineField, NumberField, TextField
from ui.widgets.flow import Flow
from ui.widgets.forms import FieldRow, FormPage


class VillagesField(Field):
    """Which villages take part; the value is a list of ids as texts."""

    def __init__(self, villages: Sequence[Village]) -> None:
        holder = QWidget()
        boxes = Flow(holder, gap=16)
        self._boxes: dict[str, QCheckBox] = {}
        for village in villages:
            box = self._boxes[str(village.id)] = QCheckBox(village.name)
            boxes.addWidget(box)
        super().__init__("Thôn, bản tham gia", holder, required=False, help_text="")
        for box in self._boxes.values():
            box.toggled.connect(lambda: self.changed.emit())
            box.clicked.connect(lambda: self.edited.emit())

    def value(self) -> list[str]:
        return [key for key, box in self._boxes.items() if box.isChecked()]

    def set_value(self, value: Sequence[str]) -> None:
        for key, box in self._boxes.items():
            box.setChecked(key in value)


class _Opinion(QWidget):
    """The fields of one opinion."""

    def __init__(self, villages: Sequence[Village], units: Sequence[tuple[RecordId, str]]) -> None:
        super().__init__()
        self.speaker = LineField("Người nêu ý kiến", limit=200)
        self.village = ChoiceField("Thôn, bản", [(str(v.id), v.name) for v in villages])
        self.matter = TextField("Ý kiến", required=True, lines=2)
        self.answer = TextField("Trả lời tại hội nghị", lines=1)
        self.unit = ChoiceField("Giao cơ quan", [(str(key), name) for key, name in units])
        self.setLayout(
            column(rule(), FieldRow((self.speaker, self.village, self.unit)), self.matter, self.answer, gap=8)
        )

    @property
    def fields(self) -> dict[str, LineField | TextField | ChoiceField]:
        return {
            "speaker": self.speaker,
            "village": self.village,
            "matter": self.matter,
            "answer": self.answer,
            "unit": self.unit,
        }

    def told(self) -> dict[str, str]:
        return {name: str(field.value() or "") for name, field in self.fields.items()}

    def draft(self) -> OpinionDraft:
        told = self.told()
        return OpinionDraft(
            told["speaker"],
            told["matter"],
            record_id(told["village"]) if told["village"] else None,
            told["answer"],
            record_id(told["unit"]) if told["unit"] else None,
        )


class OpinionsField(Field):
    """The opinions; the value is what drafts keep of them."""

    def __init__(self, villages: Sequence[Village], units: Sequence[tuple[RecordId, str]]) -> None:
        self._villages, self._units = villages, units
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._opinions: list[_Opinion] = []
        holder = QWidget()
        more = button("Thêm ý kiến", self.add, icon="plus", kind="link")
        holder.setLayout(column(self._list, row(more, None), gap=8))
        super().__init__("", holder, required=False, help_text="")
        self.setFocusProxy(more)

    def value(self) -> list[dict[str, str]]:
        return [opinion.told() for opinion in self._opinions]

    def set_value(self, value: Sequence[Mapping[str, str]]) -> None:
        for opinion in list(self._opinions):
            self._remove(opinion)
        for told in value:
            opinion = self._new()
            for name, field in opinion.fields.items():
                text = told.get(name, "")
                if isinstance(field, ChoiceField):
                    field.set_value(text or None)
                else:
                    field.set_value(text)

    def drafts(self) -> tuple[OpinionDraft, ...]:
        return tuple(opinion.draft() for opinion in self._opinions)

    def trouble(self) -> str:
        found = ""
        for opinion in self._opinions:
            sentence = opinion.matter.trouble()
            opinion.matter.set_error(sentence)
            found = found or sentence
        return found

    def set_error(self, sentence: str) -> None:
        """Each opinion says below itself what it misses."""

    def add(self) -> None:
        """One more opinion, with the focus in it."""
        opinion = self._new()
        opinion.show()
        opinion.speaker.setFocus()
        self.edited.emit()

    def _new(self) -> _Opinion:
        opinion = _Opinion(self._villages, self._units)
        away = icon_button("close", "Bỏ ý kiến này", lambda: self._take_away(opinion))
        layout = opinion.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(1, row(label("Ý kiến", "label"), None, away))
        self._opinions.append(opinion)
        self._list.addWidget(opinion)
        for field in opinion.fields.values():
            field.edited.connect(self.edited)
        return opinion

    def _take_away(self, opinion: _Opinion) -> None:
        self._remove(opinion)
        self.edited.emit()

    def _remove(self, opinion: _Opinion) -> None:
        self._opinions.remove(opinion)
        opinion.hide()
        opinion.deleteLater()


class DialogueForm(FormPage):
    """A dialogue conference as typed."""

    def __init__(
        self, context: Context, villages: Sequence[Village], units: Sequence[tuple[RecordId, str]]
    ) -> None:
        super().__init__("Hội nghị đối thoại mới")
        self.title = LineField("Tên hội nghị", required=True)
        self.body = ChoiceField("Cơ quan tổ chức", BODIES, required=True)
        self.held_on = DateField("Ngày tổ chức", lambda: context.today, required=True)
        self.attendance = NumberField("Số người dự", most=100_000)
        self.host = LineField("Người chủ trì", required=True)
        self.place = LineField("Địa điểm")
        self.villages = VillagesField(villages)
        self.opinions = OpinionsField(villages, units)
        self.section(
            "Hội nghị",
            self.title,
            (self.body, self.held_on, self.attendance),
            (self.host, self.place),
            self.villages,
            title=self.title,
            body=self.body,
            held_on=self.held_on,
            attendance=self.attendance,
            host=self.host,
            place=self.place,
            villages=self.villages,
        )
        self.section("Ý kiến của nhân dân", self.opinions, opinions=self.opinions)
        self.fill({"body": BodyKind.COMMITTEE, "held_on": context.today})

    def restore(self, kept: dict[str, object]) -> None:
        """Bring back a kept draft."""
        if kept.get("title") or kept.get("opinions"):
            self.fill(kept)
            self.state.setText("Đã mở lại bản nháp chưa lưu.")

    def draft(self) -> DialogueDraft:
        day = self.held_on.value()
        assert day is not None  # the form does not ask for saving without a day
        return DialogueDraft(
            BodyKind(cast("str", self.body.value())),
            day,
            self.title.value(),
            self.host.value(),
            self.place.value(),
            tuple(record_id(key) for key in self.villages.value()),
            self.attendance.value() or 0,
            self.opinions.drafts(),
        )
