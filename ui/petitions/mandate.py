"""The paper of those who act for others, and how many the law lets so many people name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.classification import Representation
from app.domain.kinds import LARGE_GROUP, PetitionKind
from app.domain.representatives import Mandate, MandateKind
from app.runtime import words
from ui.context import Context
from ui.theme import Tone
from ui.widgets.basics import Note, button, column
from ui.widgets.fields import CheckField, ChoiceField, DateField, Field, LineField, NumberField
from ui.widgets.forms import FieldRow

_NO_PAPER = "Chưa có văn bản cử người đại diện. Đề nghị người gửi bổ sung; không bổ sung thì không thụ lý."
_NO_AGENCY = "Chưa có giấy tờ của người đứng thay. Đề nghị bổ sung; không bổ sung thì không thụ lý."


class MandateField(QWidget):
    """Asked from two people on, or when somebody acts for another.

    Signals:
        missing_wanted: The officer wants the missing paper to be what stands in the way.
    """

    missing_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.acts_for = CheckField("Có người đứng thay (được ủy quyền, giám hộ, thừa kế)")
        self.kind = ChoiceField(
            "Giấy tờ đại diện", [("", "Chưa có"), *((k, words.label(k)) for k in MandateKind)]
        )
        self.number = LineField("Số văn bản", limit=100, placeholder="không bắt buộc")
        self.on = DateField("Ngày văn bản", lambda: context.today)
        self.named = NumberField("Số người đại diện", least=1, most=100)
        self.named.set_value(1)
        self.certified = CheckField("Đã công chứng hoặc chứng thực")
        self._missing = button("Ghi là thiếu đại diện hợp pháp", self.missing_wanted.emit, kind="link")
        self.note = Note("", Tone.ACCENT, icon="people", act=self._missing)
        self._asked = QWidget()
        self._details = QWidget()
        self._details.setLayout(column(FieldRow((self.number, self.on, self.named)), self.certified, gap=12))
        self._asked.setLayout(column(self.kind, self._details, self.note, gap=12))
        self.setLayout(column(self.acts_for, self._asked, gap=12))
        self._petition_kind, self._people = PetitionKind.RECOMMENDATION, 1
        self._rule: Representation | None = None
        for field in self.fields.values():
            field.changed.connect(self._follow)
        self._follow()

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by the names that refusals and drafts use."""
        return {
            "acts_for": self.acts_for,
            "mandate": self.kind,
            "mandate_number": self.number,
            "mandate_on": self.on,
            "representatives": self.named,
            "mandate_certified": self.certified,
        }

    def draft(self) -> Mandate | None:
        """The paper as typed; None when there is none or nobody acts for others."""
        kind = self.kind.value()
        if not self._wanted or not kind:
            return None
        return Mandate(
            MandateKind(str(kind)),
            self.number.value(),
            self.on.value(),
            self.named.value() or 1,
            self.certified.value(),
        )

    def show_rule(self, kind: PetitionKind, people: int, rule: Representation | None) -> None:
        """Say what the law asks of so many people who send a petition of this kind."""
        self._petition_kind, self._people, self._rule = kind, people, rule
        self._follow()

    @property
    def _wanted(self) -> bool:
        return self._people > 1 or self.acts_for.value()

    def _follow(self) -> None:
        given = bool(self.kind.value())
        self._asked.setVisible(self._wanted)
        self._details.setVisible(given)
        told, warn = self._told(given=given)
        missing = not given and self._petition_kind is PetitionKind.COMPLAINT
        self._missing.setVisible(missing)
        self.note.words.setText(told)
        self.note.set_tone(Tone.SOON if warn or missing else Tone.ACCENT)
        self.note.setVisible(bool(told))

    def _told(self, *, given: bool) -> tuple[str, bool]:
        """What to say of the representatives, and whether it warns."""
        complaint = self._petition_kind is PetitionKind.COMPLAINT
        if self._people < 2:
            return (_NO_AGENCY if not given and complaint and self.acts_for.value() else ""), False
        rule = self._rule
        if rule is None:
            return "", False
        parts = [self._allowed(rule)]
        named = self.named.value() or 1
        wrong = given and not rule.named.holds(named)
        if wrong:
            parts.append(f"Đang ghi {named} người: đề nghị cử lại cho đúng số.")
        elif not given and complaint:
            parts.append(_NO_PAPER)
        if rule.note:
            parts.append(rule.note)
        return f"{' '.join(parts)}\n{rule.article}", wrong

    def _allowed(self, rule: Representation) -> str:
        least, most = rule.named.least, rule.named.most
        named = f"{least}" if most == least else f"từ {least} đến {most}"
        group = "Đoàn đông người: " if self._people >= LARGE_GROUP else ""
        return f"{group}{self._people} người được cử {named} người đại diện."
