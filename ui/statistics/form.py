"""What is asked: which form, which days, which body."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont

from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.report_periods import kind_of
from app.domain.statistics import Form
from app.runtime import words
from ui import formats, theme
from ui.parts.span import ALL, SpanBar
from ui.widgets.fields import ChoiceField


@dataclass(frozen=True, slots=True)
class Question:
    """A form, its days, and one body or all."""

    form: str
    period: Period
    body: BodyKind | None


class FormField(ChoiceField):
    """The forms under their groups; typing a number goes to it."""

    def show_forms(self, groups: Sequence[tuple[str, Sequence[Form]]]) -> None:
        """Other forms; the one chosen stays when it is among them."""
        before = self.value()
        quiet = QSignalBlocker(self.combo)
        self.combo.clear()
        for name, forms in groups:
            self.combo.addItem(name)
            head = self.combo.count() - 1
            self.combo.setItemData(head, 0, Qt.ItemDataRole.UserRole - 1)  # no flags: it cannot be chosen
            self.combo.setItemData(
                head, theme.current().font("small", QFont.Weight.DemiBold), Qt.ItemDataRole.FontRole
            )
            for form in forms:
                self.combo.addItem(form_name(form), form.id)
                self.combo.setItemData(self.combo.count() - 1, form_name(form), Qt.ItemDataRole.ToolTipRole)
        self.combo.setCurrentIndex(self._index(before))
        quiet.unblock()
        self.fit()

    def fit(self) -> None:
        """The list is as wide as its longest name, within the window; the field shows the rest as a tip."""
        view = self.combo.view()
        room = self.window().width() * 3 // 4
        view.setMinimumWidth(max(self.combo.width(), min(view.sizeHintForColumn(0) + 40, room)))
        self.combo.setToolTip(self.combo.currentText())


class QuestionBar(SpanBar):
    """Which form, which days, which body; another value asks anew.

    Signals:
        asked: The fields make a question (``Question``).
    """

    asked = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        form = FormField("Biểu")
        super().__init__(today, before=((form, 7),))
        self.form = form
        self._today = today
        self._forms: dict[str, Form] = {}
        self.form.edited.connect(self._take_form)
        self.span_changed.connect(self._ask)

    def show_forms(self, forms: Sequence[Form]) -> None:
        """The forms there are; the first is chosen when none is."""
        self._forms = {form.id: form for form in forms}
        self.form.show_forms(groups(forms, self._today()))
        if self.form.value() is None and forms:
            self.choose_form(forms[0].id)

    def choose_form(self, form_id: str) -> None:
        """A form with what it is made for: its body, and days of a kind that it has."""
        self.form.set_value(form_id)
        self._suit(self._forms[form_id])

    def misfit(self) -> str:
        """What to say when the days are of no kind that the form is made for, "" when they are."""
        question = self.question()
        form = self._forms.get(question.form) if question else None
        if question is None or form is None or not form.periods or kind_of(question.period) in form.periods:
            return ""
        kinds = ", ".join(words.label(kind).lower() for kind in form.periods)
        return f"Biểu này lập cho kỳ: {kinds}. Các ngày đang chọn không thuộc loại kỳ đó."

    def question(self) -> Question | None:
        """What is asked, or None while the days make no period."""
        form, span = self.form.value(), self.span()
        return None if span is None or form is None else Question(str(form), span, self.body_kind())

    def _take_form(self) -> None:
        form = self._forms.get(str(self.form.value()))
        if form is not None:
            self._suit(form)
            self._ask()

    def _suit(self, form: Form) -> None:
        """The body whose form it is, and a period it is made for unless the clerk chose the days."""
        self.form.fit()
        self.organ.set_value(form.body.value if form.body else ALL)
        now = self.period.value()
        if not form.periods or not isinstance(now, int) or kind_of(self._periods[now]) in form.periods:
            return
        suiting = (at for at, period in self._periods.items() if kind_of(period) in form.periods)
        found = next(suiting, None)
        if found is not None:
            self.period.set_value(found)
            self.show_days(self._periods[found])

    def _ask(self) -> None:
        asked = self.question()
        if asked is not None:
            self.asked.emit(asked)


def form_name(form: Form) -> str:
    """Number and title, the title alone where there is no number; until when it held if replaced."""
    if form.number == form.id:
        return form.title
    until = f" (đến {formats.day(form.effective_to)})" if form.effective_to else ""
    return f"{form.number}{until} – {form.title}"


def groups(forms: Sequence[Form], today: date) -> list[tuple[str, list[Form]]]:
    """The forms by whether they hold today: the office's own, those in force, those of before and to come."""
    own = [form for form in forms if form.effective_from is None and form.effective_to is None]
    dated = [form for form in forms if form not in own]
    parted = [
        ("Của đơn vị", own),
        ("Đang áp dụng", [form for form in dated if form.in_force(today)]),
        ("Trước đây", [form for form in dated if form.effective_to and form.effective_to < today]),
        ("Sẽ áp dụng", [form for form in dated if form.effective_from and form.effective_from > today]),
    ]
    return [(name, found) for name, found in parted if found]
