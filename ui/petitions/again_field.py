"""“Khiếu nại lần hai”, “Tố cáo tiếp”: asked of what can be settled again, ticked where the target tells."""

from app.domain.corrections import second_by
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from ui.petitions.wording import AGAIN
from ui.widgets.fields import CheckField, ChoiceField

_WHEN = {
    PetitionKind.COMPLAINT: "Không đồng ý với quyết định giải quyết lần đầu, hoặc quá hạn chưa giải quyết.",
    PetitionKind.DENUNCIATION: "Đã có kết luận mà vẫn tố cáo vì cho rằng giải quyết không đúng.",
}


class AgainField(CheckField):
    """Follows the kind and the target; the clerk decides otherwise with a click."""

    def __init__(self, kind: ChoiceField, target: ChoiceField) -> None:
        super().__init__("")
        self._kind, self._target = kind, target
        self._proposed = False
        kind.changed.connect(self._follow)
        for field in (kind, target):
            field.changed.connect(self._propose)
        self.hide()

    def value(self) -> bool:
        return self._asked() is not None and super().value()

    def _asked(self) -> PetitionKind | None:
        chosen = self._kind.value()
        return next((kind for kind in AGAIN if kind == chosen), None)

    def _follow(self) -> None:
        kind = self._asked()
        self.setVisible(kind is not None)
        if kind is not None:
            self.check.setText(AGAIN[kind])
            self.check.setAccessibleName(AGAIN[kind])
            self.set_help(_WHEN[kind])

    def _propose(self) -> None:
        """Tick it where the target tells, and take back only what was ticked so."""
        kind, target = self._asked(), self._target.value()
        told = kind is not None and target is not None and second_by(kind, Target(str(target)))
        if told != self._proposed:
            self._proposed = told
            self.set_value(told)
