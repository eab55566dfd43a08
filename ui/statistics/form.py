"""What is asked: which form, which days, which body."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.runtime import words
from ui import theme
from ui.statistics import periods
from ui.widgets.basics import Card, row
from ui.widgets.fields import ChoiceField, DateField, Field

ALL = "all"


@dataclass(frozen=True, slots=True)
class Question:
    """A form, its days, and one body or all."""

    form: str
    period: Period
    body: BodyKind | None


class QuestionBar(Card):
    """One line of fields; another value asks anew.

    Signals:
        asked: The fields make a question (``Question``).
    """

    asked = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(margin=12)
        self._today = today
        self._periods = dict(enumerate(period for period, _ in periods.named(today())))
        named = [(at, name) for at, (_, name) in enumerate(periods.named(today()))]
        self.form = ChoiceField("Biểu")
        self.period = ChoiceField("Kỳ", named, placeholder="Ngày khác")
        self.first = DateField("Từ ngày", today, required=True)
        self.last = DateField("Đến ngày", today, required=True)
        bodies = [(body.value, words.label(body)) for body in BodyKind]
        self.organ = ChoiceField("Cơ quan", [(ALL, "Tất cả"), *bodies])
        self.organ.set_value(ALL)
        line = row(gap=12)
        fields: tuple[tuple[Field, int], ...] = (
            (self.form, 5),
            (self.period, 4),
            (self.first, 2),
            (self.last, 2),
            (self.organ, 3),
        )
        for field, share in fields:
            line.addWidget(field, share)
        self.add(line)
        theme.current().changed.connect(self._fit)
        self._fit()
        self.period.edited.connect(self._take_period)
        self.period.set_value(0)
        self._take_period()
        for day in (self.first, self.last):
            day.line.editingFinished.connect(self._take_days)
        for choice in (self.form, self.organ):
            choice.edited.connect(self._ask)

    def show_forms(self, forms: tuple[tuple[str, str], ...]) -> None:
        """The forms there are (id, title); the first is chosen when none is."""
        self.form.set_choices(forms)
        if self.form.value() is None and forms:
            self.form.set_value(forms[0][0])

    def question(self) -> Question | None:
        """What is asked, or None while the days make no period."""
        first, last, form = self.first.value(), self.last.value(), self.form.value()
        if first is None or last is None or first > last or form is None:
            return None
        body = self.organ.value()
        return Question(str(form), Period(first, last), None if body == ALL else BodyKind(str(body)))

    def show_periods(self, first_day: int) -> None:
        """The periods as the office cuts the year; the days asked for stay as they are."""
        named = periods.named(self._today(), first_day)
        self._periods = dict(enumerate(period for period, _ in named))
        self.period.set_choices([(at, name) for at, (_, name) in enumerate(named)])
        self.period.set_value(self._at_days())

    def _at_days(self) -> int | None:
        """The place of the period that has the days of the fields."""
        first, last = self.first.value(), self.last.value()
        told = Period(first, last) if first and last else None
        return next((at for at, period in self._periods.items() if period == told), None)

    def _fit(self) -> None:
        """Both days stay readable where there is little room."""
        for day in (self.first, self.last):
            day.line.setMinimumWidth(day.fontMetrics().horizontalAdvance("00/00/0000") + 32)

    def _take_period(self) -> None:
        at = self.period.value()
        if isinstance(at, int):
            self.first.set_value(self._periods[at].first)
            self.last.set_value(self._periods[at].last)
        self._ask()

    def _take_days(self) -> None:
        first, last = self.first.value(), self.last.value()
        if first is not None and last is not None and first > last:
            self.last.set_error("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")
        self.period.set_value(self._at_days())
        self._ask()

    def _ask(self) -> None:
        asked = self.question()
        if asked is not None:
            self.asked.emit(asked)
