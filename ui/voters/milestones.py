"""The milestones of a session as a line of numbered dots over time, and below it step by step."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from app.domain.milestones import Basis, MilestoneDay, Plan, StepState
from app.domain.office import Milestone
from app.runtime import words
from ui import formats, theme
from ui.context import Context
from ui.parts import milestones
from ui.theme import Tone
from ui.widgets.basics import Note, button, clear, column, label, row
from ui.widgets.chips import Chip

_AIR = 4
_OPENING = "★"
_REGULATION = (
    "Theo quy chế của đơn vị; chưa có quy chế thì là gợi ý. Chưa thấy văn bản trung ương ấn định các ngày "
    "này cho HĐND xã: đơn vị quyết định."
)


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot on the line: its day, the mark inside, its tone, what it says when pointed at."""

    day: date
    mark: str
    tone: Tone
    told: str
    next: bool = False


def dots_of(plan: Plan) -> list[Dot]:
    """The counted steps and the opening, in the order of their days."""
    found = [
        Dot(
            one.due,
            str(number),
            milestones.tone(plan, one),
            f"{words.label(one.step)}: {formats.day(one.due)}. {milestones.badge(plan, one).text}.",
            next=plan.next is one,
        )
        for number, one in enumerate(plan.steps, 1)
        if one.due is not None
    ]
    opens_on = plan.session.opens_on
    found.sort(key=lambda dot: dot.day)
    return [*found, Dot(opens_on, _OPENING, Tone.ACCENT, f"Khai mạc: {formats.day(opens_on)}")]


class Strip(QWidget):
    """The way to the opening: a dot a step, today as a stroke across, the days below."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self._plan, self._dots = plan, dots_of(plan)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Các mốc trước kỳ họp: " + " ".join(dot.told for dot in self._dots))
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._size() * 12, _line() * 3 + self._size() + 4 * _AIR)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._size() * 6, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            at = next((dot for dot, place in self._places() if place.contains(event.pos())), None)
            QToolTip.showText(event.globalPos(), at.told if at else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places()
        middle = places[0][1].center().y()
        first, last = places[0][1].center().x(), places[-1][1].center().x()
        painter.fillRect(first, middle - 1, max(last - first, 1), 2, look.color("line"))
        self._paint_contacts(painter, places, middle)
        self._paint_today(painter, places)
        for dot, place in places:
            _paint_dot(painter, place, dot)
        self._paint_days(painter, places)

    def _paint_contacts(self, painter: QPainter, places: list[tuple[Dot, QRect]], middle: int) -> None:
        """The window in which voters are met, as a thick stretch of the line."""
        at = {dot.mark: place.center().x() for dot, place in places}
        if "1" in at and "2" in at:
            look = theme.current()
            painter.fillRect(at["1"], middle - 3, at["2"] - at["1"], 6, look.color("accent_ground"))

    def _paint_today(self, painter: QPainter, places: list[tuple[Dot, QRect]]) -> None:
        today = self._plan.today
        if not places[0][0].day <= today <= places[-1][0].day:
            return
        at = self._at(today, places)
        look, top = theme.current(), _line()
        painter.setPen(QPen(look.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(at, top + 2, at, top + self._size() + 2 * _AIR + 2)
        painter.setFont(_small(QFont.Weight.DemiBold))
        told = "hôm nay"
        wide = QFontMetrics(painter.font()).horizontalAdvance(told)
        left = min(max(at - wide // 2, 0), self.width() - wide)
        painter.drawText(QPoint(left, QFontMetrics(painter.font()).ascent()), told)

    def _paint_days(self, painter: QPainter, places: list[tuple[Dot, QRect]]) -> None:
        """Each day below its dot, on the first of two lines where there is room."""
        look = theme.current()
        painter.setFont(_small())
        painter.setPen(look.color("muted"))
        free, top = [0, 0], places[0][1].bottom() + 2 * _AIR
        for dot, place in reversed(places):  # the opening and what is nearest to it first
            told = formats.short_day(dot.day)
            wide = QFontMetrics(painter.font()).horizontalAdvance(told) + 2 * _AIR
            left = min(max(place.center().x() - wide // 2, 0), self.width() - wide)
            at = next((n for n in (0, 1) if not free[n] or left + wide <= free[n]), None)
            if at is not None:
                free[at] = max(left, 1)
                below = QRect(left, top + at * _line(), wide, _line())
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, told)

    def _places(self) -> list[tuple[Dot, QRect]]:
        """Where each dot stands: by its day, but never on top of another."""
        size, found = self._size(), [[self._by_day(dot.day), dot] for dot in self._dots]
        step = min(size + _AIR, max((self.width() - size) // max(len(found) - 1, 1), 1))
        edge = self.width() - size
        lefts = [int(left) for left, _ in found]  # type: ignore[call-overload]  # a number and a dot
        for at in range(len(lefts) - 1, -1, -1):
            lefts[at] = min(lefts[at], edge - (len(lefts) - 1 - at) * step)
            if at + 1 < len(lefts):
                lefts[at] = min(lefts[at], lefts[at + 1] - step)
        for at in range(len(lefts)):
            lefts[at] = max(lefts[at], at * step, lefts[at - 1] + step if at else 0)
        top = _line() + 2 * _AIR
        return [(dot, QRect(left, top, size, size)) for dot, left in zip(self._dots, lefts, strict=True)]

    def _by_day(self, day: date) -> int:
        first, last = self._dots[0].day, self._dots[-1].day
        span = max((last - first).days, 1)
        return round((self.width() - self._size()) * (day - first).days / span)

    def _at(self, day: date, places: list[tuple[Dot, QRect]]) -> int:
        """Where a day stands between the dots around it."""
        before = max((place for place in places if place[0].day <= day), key=lambda place: place[0].day)
        after = min((place for place in places if place[0].day >= day), key=lambda place: place[0].day)
        span = (after[0].day - before[0].day).days
        share = (day - before[0].day).days / span if span else 0
        first, last = before[1].center().x(), after[1].center().x()
        return round(first + (last - first) * share)

    def _size(self) -> int:
        return QFontMetrics(theme.current().font()).height() + _AIR


class _Number(QWidget):
    """The dot of a step beside its words."""

    def __init__(self, dot: Dot) -> None:
        super().__init__()
        self._dot = dot
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(dot.mark)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        size = QFontMetrics(theme.current().font()).height() + _AIR
        return QSize(size, size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_dot(painter, self.rect(), self._dot)


class Milestones(QWidget):
    """The strip and its steps; each explains itself and can be noted as done.

    Signals:
        regulation_wanted: The office's regulation should open.
    """

    regulation_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.dialog: QDialog | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.setLayout(column(self._list))

    def show_plan(self, plan: Plan, *, may: bool) -> None:
        """A session's steps; ``may`` offers to note them."""
        clear(self._list)
        if plan.session.cancelled_on is not None:
            on = formats.day(plan.session.cancelled_on)
            told = f"Kỳ họp đã hủy ngày {on}. Kiến nghị chưa xong tự chuyển sang kỳ họp sau."
            self._list.addWidget(Note(told, Tone.NEUTRAL))
            return
        if any(one.due is not None for one in plan.steps):
            self._list.addWidget(Strip(plan))
        for number, one in enumerate(plan.steps, 1):
            self._list.addWidget(self._step(plan, one, number, may=may))
        if any(one.basis is not Basis.OWN for one in plan.steps):
            act = button("Quy chế của đơn vị", self.regulation_wanted.emit, kind="link")
            self._list.addWidget(label(_REGULATION, "muted", wrap=True))
            self._list.addLayout(row(act, None))

    def _step(self, plan: Plan, one: MilestoneDay, number: int, *, may: bool) -> QWidget:
        name = words.label(one.step)
        mark = Dot(
            one.due or plan.session.opens_on, str(number), milestones.tone(plan, one), name,
            next=plan.next is one,
        )  # fmt: skip
        chip = milestones.badge(plan, one)
        top = Qt.AlignmentFlag.AlignTop
        head = row(label(name, "strong", wrap=True))
        head.setStretch(0, 1)
        head.addWidget(Chip(chip.text, chip.tone, chip.icon), 0, top)
        foot = row(label(_below(one), "small", wrap=True), gap=12)
        foot.setStretch(0, 1)
        for act in self._acts(plan, one, may=may):
            foot.addWidget(act, 0, top)
        lines = column(head, foot, gap=2)
        made = QWidget()
        layout = row(gap=12)
        layout.addWidget(_Number(mark), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(lines, 1)
        made.setLayout(layout)
        made.setAccessibleName(f"{number}. {name}: {chip.text}")
        return made

    def _acts(self, plan: Plan, one: MilestoneDay, *, may: bool) -> list[QWidget]:
        name = words.label(one.step)
        acts = []
        if one.working is not None:
            acts.append(("Vì sao?", partial(self._explain, plan, one)))
        if may and one.done is None and plan.state(one) is not StepState.OPEN:
            acts.append(("Ghi đã xong…", partial(self.note, plan, one)))
        if may and one.done is not None and not one.done.by_books:
            acts.append(("Bỏ ghi…", partial(self._take_back, plan, one)))
        made = []
        for told, act in acts:
            made.append(button(told, act, kind="link"))
            made[-1].setAccessibleName(f"{told} {name}")
        return list(made)

    def note(self, plan: Plan, one: MilestoneDay) -> None:
        """Ask when a step was done."""
        self.dialog = milestones.note_done(self._context, plan, one, self)

    def _take_back(self, plan: Plan, one: MilestoneDay) -> None:
        self.dialog = milestones.take_back(self._context, plan, one, self)

    def _explain(self, plan: Plan, one: MilestoneDay) -> None:
        self.dialog = milestones.explain(self._context, plan, one, self)


def _below(one: MilestoneDay) -> str:
    """Its day and by what it is counted, and who says that it is done."""
    told = " · ".join(
        part for part in (formats.long_day(one.due) if one.due else "", milestones.told(one)) if part
    )
    if one.done is None:
        return told
    said = "Theo sổ" if one.done.by_books else "Ghi tay"
    if one.done.by_books and one.step in (Milestone.CONTACT_FROM, Milestone.CONTACT_TO):
        said = "Theo các cuộc tiếp xúc đã ghi"
    noted = f"{said}: {one.done.note}" if one.done.note else said
    return f"{noted}. {told}"


def _paint_dot(painter: QPainter, place: QRect, dot: Dot) -> None:
    look = theme.current()
    inside = place.adjusted(1, 1, -1, -1)
    painter.setBrush(look.color(theme.ground(dot.tone)))
    painter.setPen(QPen(look.color("accent" if dot.next else theme.ink(dot.tone)), 3 if dot.next else 1))
    painter.drawEllipse(inside)
    painter.setFont(_small(QFont.Weight.DemiBold))
    painter.setPen(look.color(theme.ink(dot.tone)))
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, dot.mark)


def _small(weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    return theme.current().font("small", weight)


def _line() -> int:
    return QFontMetrics(_small()).height()
