"""“Việc quản lý nhà nước”: a paper, a class, an inspection; yields a draft, saves nothing."""

from app.domain.affairs import ASKED, NEEDED, NUMBERS, Affair, AffairDraft, AffairKind
from app.domain.kinds import BodyKind
from app.runtime import words
from ui.context import Context
from ui.widgets.fields import ChoiceField, DateField, LineField, NumberField
from ui.widgets.forms import FieldRow, FormPage

_TITLES = {
    AffairKind.TRAINING: "như: Tập huấn Luật Tiếp công dân cho trưởng bản",
    AffairKind.INSPECTION: "như: Thanh tra trách nhiệm tiếp công dân năm 2026",
    AffairKind.CONCLUSION: "như: Kết luận thanh tra số 12/KL-UBND",
    AffairKind.ENFORCEMENT: "như: Thực hiện Kết luận thanh tra số 12/KL-UBND",
}
_PAPER = "như: Công văn 118/UBND-VP về chấn chỉnh việc tiếp công dân"
_DONE = {"cases_referred": "Số vụ đã khởi tố", "people_referred": "Số người bị khởi tố"}
_MOST = 100_000


class AffairForm(FormPage):
    """What was done, when, and the numbers of its kind; ``known`` is mended, which needs its reason."""

    def __init__(self, context: Context, known: Affair | None = None) -> None:
        name = "Sửa việc đã ghi" if known else "Ghi việc quản lý nhà nước"
        super().__init__(name)
        self.kind = ChoiceField("Việc đã làm", [(k, words.label(k)) for k in AffairKind], required=True)
        self.on = DateField("Ngày", lambda: context.today, required=True)
        self.on.set_value(context.today)
        self.organ = ChoiceField("Cơ quan", [(b, words.label(b)) for b in BodyKind], required=True)
        self.organ.set_value(BodyKind.COMMITTEE)
        self.title = LineField("Nội dung", required=True)
        self._numbers = {n: NumberField(words.phrase("affairs", n), most=_MOST) for n in NUMBERS}
        self.reason = LineField("Lý do sửa", required=known is not None)
        self.reason.setVisible(known is not None)
        names = [NUMBERS[at : at + 2] for at in range(0, len(NUMBERS), 2)]
        self._rows = {pair: FieldRow([self._numbers[name] for name in pair]) for pair in names}
        self.section(
            name,
            self.kind,
            (self.on, self.organ),
            self.title,
            *self._rows.values(),
            self.reason,
            kind=self.kind,
            happened_on=self.on,
            body=self.organ,
            title=self.title,
            reason=self.reason,
            **self._numbers,
        )
        self.kind.changed.connect(self._follow)
        self._follow()
        if known is not None:
            told = known.told
            told_values = {"kind": told.kind, "happened_on": told.happened_on, "body": told.body}
            self.fill({**told_values, "title": told.title, **told.numbers})

    def draft(self) -> AffairDraft:
        """The affair as typed; a number that its kind does not have is nothing."""
        on = self.on.value()
        assert on is not None  # the form asks for saving only when its day is one
        numbers = {name: self._numbers[name].value() or 0 for name in self._asked()}
        return AffairDraft(
            BodyKind(str(self.organ.value())),
            AffairKind(str(self.kind.value())),
            on,
            self.title.value(),
            **numbers,
        )

    def _asked(self) -> tuple[str, ...]:
        kind = self.kind.value()
        return next((names for asked, names in ASKED.items() if asked == kind), ())

    def _follow(self) -> None:
        """Ask for the numbers of the kind alone."""
        kind, asked = self.kind.value(), self._asked()
        for name, field in self._numbers.items():
            done = _DONE.get(name) if kind == AffairKind.ENFORCEMENT else None
            field.words = done or words.phrase("affairs", name)
            field.require(wanted=name in asked and name in NEEDED)
            field.setVisible(name in asked)
        for names, line in self._rows.items():
            line.setVisible(not set(asked).isdisjoint(names))
        self.title.line.setPlaceholderText(next((t for k, t in _TITLES.items() if k == kind), _PAPER))
