"""Which days and which body: one line of fields."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.runtime import words
from ui import theme
from ui.parts import periods
from ui.widgets.basics import Card, row
from ui.widgets.fields import ChoiceField, DateField, Field

ALL = "all"
FEWEST_LETTERS = 5
"""Of a choice in a line of five fields, so that they share it at every size of words."""


class SpanBar(Card):
    """Days and a body; another value asks anew.

    Signals:
        span_changed: The days or the body are others now, and make a period.
    """

    span_changed = Signal()

    def __init__(self, today: Callable[[], date], before: tuple[tuple[Field, int], ...] = ()) -> None:
        super().__init__(margin=12)
        self._today = today
        named = periods.named(today())
        self._periods = dict(enumerate(period for period, _ in named))
        self.period = ChoiceField(
            "Kỳ", [(at, name) for at, (_, name) in enumerate(named)], placeholder="Ngày khác"
        )
        self.first = DateField("Từ ngày", today, required=True)
        self.last = DateField("Đến ngày", today, required=True)
        bodies = [(body.value, words.label(body)) for body in BodyKind]
        self.organ = ChoiceField("Cơ quan", [(ALL, "Tất cả"), *bodies])
        self.organ.set_value(ALL)
        for choice in (*(field for field, _ in before), self.period, self.organ):
            if isinstance(choice, ChoiceField):
                choice.combo.setMinimumContentsLength(FEWEST_LETTERS)
        line = row(gap=12)
        own = ((self.period, 4), (self.first, 2), (self.last, 2), (self.organ, 3))
        for field, share in (*before, *own):
            line.addWidget(field, share)
        self.add(line)
        theme.current().changed.connect(self._fit)
        self._fit()
        self.period.edited.connect(self._take_period)
        self.period.set_value(0)
        self._take_period()
        for day in (self.first, self.last):
            day.line.editingFinished.connect(self._take_days)
        self.organ.edited.connect(self.span_changed)

    def span(self) -> Period | None:
        """The days, or None while they make no period."""
        first, last = self.first.value(), self.last.value()
        return Period(first, last) if first and last and first <= last else None

    def body_kind(self) -> BodyKind | None:
        """The body, None for all."""
        chosen = self.organ.value()
        return None if chosen == ALL else BodyKind(str(chosen))

    def show_periods(self, first_day: int) -> None:
        """The periods as the office cuts the year; the days asked for stay as they are."""
        named = periods.named(self._today(), first_day)
        self._periods = dict(enumerate(period for period, _ in named))
        self.period.set_choices([(at, name) for at, (_, name) in enumerate(named)])
        self.period.set_value(self._at_days())

    def _at_days(self) -> int | None:
        told = self.span()
        return next((at for at, period in self._periods.items() if period == told), None)

    def show_days(self, period: Period) -> None:
        self.first.set_value(period.first)
        self.last.set_value(period.last)
        self.period.set_value(self._at_days())

    def _fit(self) -> None:
        """Both days stay readable where there is little room."""
        for day in (self.first, self.last):
            day.line.setMinimumWidth(day.fontMetrics().horizontalAdvance("00/00/0000") + 32)

    def _take_period(self) -> None:
        at = self.period.value()
        if isinstance(at, int):
            self.show_days(self._periods[at])
            self.span_changed.emit()

    def _take_days(self) -> None:
        first, last = self.first.value(), self.last.value()
        if first is not None and last is not None and first > last:
            self.last.set_error("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")
        self.period.set_value(self._at_days())
        if self.span() is not None:
            self.span_changed.emit()
