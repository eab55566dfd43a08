"""“Tách đơn”: each matter of a mixed petition as a petition of its own; yields a draft, saves nothing."""

from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.links import LEAST_PARTS, PartDraft, SplitDraft
from app.domain.petitions import Petition
from app.runtime import words
from ui.context import Context
from ui.parts.topic_field import TopicField
from ui.petitions.again_field import AgainField
from ui.theme import Tone
from ui.widgets.basics import Note, button
from ui.widgets.fields import ChoiceField, LineField, TextField
from ui.widgets.forms import FormPage

_FIRST = (
    "Theo luật, trước hết hướng dẫn người gửi viết lại thành đơn riêng cho từng nội dung. "
    "Chỉ tách thay khi người gửi đồng ý; đơn gốc được lưu, các đơn mới giữ ngày nhận và người gửi.\n"
    "Điều 25 khoản 3 Luật Tiếp công dân; Điều 21 Thông tư 05/2021/TT-TTCP."
)
_DENOUNCED = (
    "Phần tố cáo không tách từ đơn có tên người gửi: người gửi viết đơn tố cáo riêng để được giữ kín."
)
_MOST_PARTS = 5


class SplitForm(FormPage):
    """Two parts or more, and when and how the sender agreed."""

    def __init__(self, context: Context, petition: Petition) -> None:
        super().__init__("Tách đơn", "Tách đơn", "Thôi")
        self._context, self._petition = context, petition
        self._parts: list[tuple[ChoiceField, ChoiceField, TextField, TopicField, AgainField]] = []
        self.agreed = LineField(
            "Người gửi đồng ý",
            required=True,
            placeholder="như: đồng ý tại nơi tiếp công dân, biên bản ngày 20/11",
        )
        notes = [Note(_FIRST)]
        if not petition.sealed and petition.people:
            notes.append(Note(_DENOUNCED, Tone.SEALED, icon="lock"))
        self.section("Tách đơn", *notes, self.agreed, agreed=self.agreed)
        for _ in range(LEAST_PARTS):
            self.add_part()
        self._more = button("Thêm phần", self.add_part, icon="plus")
        self.add_act(self._more)

    def add_part(self) -> None:
        """One matter more."""
        at = len(self._parts) + 1
        sealed, named = self._petition.sealed, bool(self._petition.people)
        kinds = [
            k for k in PetitionKind if (k is PetitionKind.DENUNCIATION) == sealed or not (sealed or named)
        ]
        kind = ChoiceField("Loại đơn", [(k, words.label(k)) for k in kinds], required=True)
        target = ChoiceField("Đơn về ai, về việc gì", [(t, words.label(t)) for t in Target], required=True)
        matter = TextField("Nội dung", required=True, lines=2)
        field, again = TopicField(self._context), AgainField(kind, target)
        self._parts.append((kind, target, matter, field, again))
        keys = {"kind": kind, "target": target, "matter": matter, "field": field, "again": again}
        by_name = {f"{name}_{at}": one for name, one in keys.items()}
        self.section(f"Phần {at}", (kind, target), again, matter, field, **by_name)
        if len(self._parts) > LEAST_PARTS:
            kind.setFocus()
            self._more.setEnabled(len(self._parts) < _MOST_PARTS)

    def draft(self) -> SplitDraft:
        """The parts as typed."""
        parts = tuple(
            PartDraft(
                PetitionKind(str(kind.value())),
                matter.value(),
                Target(str(target.value())),
                field=field.value(),
                again=again.value(),
            )
            for kind, target, matter, field, again in self._parts
        )
        return SplitDraft(parts, self.agreed.value())
