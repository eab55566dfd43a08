"""The page “Hôm nay”: what is late, what is due, who receives next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import Area
from app.domain.urgency import Urgency
from app.runtime import words
from ui import formats
from ui.page import Page
from ui.theme import Tone
from ui.today.council import CouncilCard
from ui.today.groups import Groups
from ui.today.reports import CALENDAR, ReportsCard
from ui.widgets.basics import (
    SIDE_BY_SIDE,
    WIDE_GAP,
    Card,
    StatTile,
    button,
    clear,
    column,
    label,
    row,
    rule,
    scrolled,
)
from ui.widgets.chips import Chip
from ui.widgets.flow import flow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from app.domain.receptions import Schedule
    from ui.context import Context
    from ui.today.reading import Missing, Morning
    from ui.widgets.lists import Row

NEXT_RECEPTIONS = 5
_HEADINGS = {
    Urgency.LATE: "Quá hạn",
    Urgency.TODAY: "Đến hạn hôm nay",
    Urgency.SOON: "Sắp đến hạn",
    Urgency.LATER: "Trong tháng tới",
}
_TILES = {
    Urgency.LATE: ("Quá hạn", Tone.LATE, "warning"),
    Urgency.TODAY: ("Hôm nay", Tone.SOON, "today"),
    Urgency.SOON: ("Sắp đến hạn", Tone.SOON, "clock"),
}


class TodayPage(Page):
    """“Hôm nay”."""

    key = "today"
    title = "Hôm nay"
    icon = "today"
    concerns = Area.PETITIONS | Area.RECEPTIONS | Area.VOTERS | Area.DEADLINES | Area.OFFICE | Area.STATISTICS

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self.tiles = {
            urgency: StatTile("–", words, tone, icon=icon) for urgency, (words, tone, icon) in _TILES.items()
        }
        self.open_tile = StatTile("–", "Đang giải quyết", icon="petitions")
        self.groups = Groups(self._open, self._explain)
        self._receptions, self._missing, self._duties = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._receptions_card = Card("Lịch tiếp công dân", gap=12).add(self._receptions)
        self._duties_card = Card("Trách nhiệm tiếp dân", gap=8).add(self._duties)
        self._missing_card = Card("Cần bổ sung", gap=8).add(self._missing)
        self.reports = ReportsCard(context)
        self.reports.calendar_wanted.connect(partial(self.wanted.emit, "statistics", CALENDAR))
        self.council = CouncilCard(context)
        self.council.session_wanted.connect(partial(self.wanted.emit, "voters"))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        for urgency, tile in self.tiles.items():
            tile.clicked.connect(lambda _=False, u=urgency: self._go(u))
        self.open_tile.clicked.connect(self._go_to_open)

    def path(self) -> list[str]:
        return [formats.long_day(self._context.today)]

    def refresh(self) -> None:
        services, actor = self._context.services, self._context.actor

        def read() -> Morning:
            from ui.today import reading  # with what it reads from, once the window stands

            return reading.read(services, actor)

        self._context.read(read, self._show, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= SIDE_BY_SIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)

    def _show(self, morning: Morning) -> None:
        from ui.parts.due import due_row

        for urgency, tile in self.tiles.items():
            count = len(morning.due[urgency])
            tile.set(formats.number(count), tone=_TILES[urgency][1] if count else Tone.NEUTRAL)
            tile.setEnabled(count > 0)
        self.open_tile.set(formats.number(morning.open_petitions))
        services = self._context.services
        self.groups.show_groups(
            [
                (urgency.value, heading, [due_row(services, item) for item in morning.due[urgency]])
                for urgency, heading in _HEADINGS.items()
            ]
        )
        self._show_receptions(morning.receptions)
        self._show_missing(morning.missing)
        self._show_duties(morning)
        self.reports.show_reports(morning.reports)
        self.council.show_plans(morning.plans)

    def _show_receptions(self, receptions: Sequence[tuple[date, Schedule]]) -> None:
        clear(self._receptions)
        for at, (day, schedule) in enumerate(receptions[:NEXT_RECEPTIONS]):
            if at:
                self._receptions.addWidget(rule())
            self._receptions.addWidget(_reception(day, schedule, self._context.today))
        if not receptions:
            self._receptions.addWidget(label("Chưa có lịch trong 31 ngày tới.", "muted", wrap=True))

    def _show_missing(self, missing: Sequence[Missing]) -> None:
        clear(self._missing)
        self._missing_card.setVisible(bool(missing))
        for lacking in missing:
            act = button("Bổ sung", partial(self.wanted.emit, lacking.page, None), kind="link")
            act.setAccessibleName(f"Bổ sung: {lacking.sentence}")
            line = row(label(lacking.sentence, wrap=True), act)
            line.setStretch(0, 1)
            self._missing.addLayout(line)

    def _show_duties(self, morning: Morning) -> None:
        """Days of reception that are missing, and receptions the public must still be told of."""
        from ui.today.duties import lines

        clear(self._duties)
        found = lines(morning, self._context.today)
        self._duties_card.setVisible(bool(found))
        for at, told in enumerate(found):
            if at:
                self._duties.addWidget(rule())
            act = button(told.act, partial(self.wanted.emit, "receptions", told.opens), kind="link")
            act.setAccessibleName(f"{told.act}: {told.sentence}")
            badge = Chip(told.badge.text, told.badge.tone, told.badge.icon)
            self._duties.addLayout(flow(badge, act, gap=WIDE_GAP))
            self._duties.addWidget(label(told.sentence, wrap=True))

    def _open(self, key: object) -> None:
        if isinstance(key, tuple):
            self.wanted.emit(*key)

    def _explain(self, row: Row) -> None:
        from ui.parts.due import Asked
        from ui.parts.explanation import explain_clocks

        if isinstance(row.why, Asked):
            explain_clocks(self._context, [row.why], row.matter, self)

    def _go_to_open(self) -> None:
        from ui.today.reading import OPEN_PETITIONS

        self.wanted.emit("petitions", OPEN_PETITIONS)

    def _go(self, urgency: Urgency) -> None:
        group = self.groups.group(urgency.value)
        if group is not None:
            group.go()

    def _lay_out(self) -> None:
        side = QWidget()
        side.setLayout(
            column(
                self._duties_card,
                self.reports,
                self.council,
                self._receptions_card,
                self._missing_card,
                None,
                gap=WIDE_GAP,
            )
        )
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(WIDE_GAP)
        self._sides.addWidget(self.groups, 62)
        self._sides.addWidget(side, 38)
        tiles = row(gap=WIDE_GAP)
        for tile in (*self.tiles.values(), self.open_tile):
            tiles.addWidget(tile, 1)
        content = QWidget()
        content.setLayout(column(tiles, self._sides, None, gap=WIDE_GAP))
        self.setLayout(column(scrolled(content)))


def _reception(day: date, schedule: Schedule, today: date) -> QWidget:
    away = (day - today).days
    near = {0: "hôm nay", 1: "ngày mai"}.get(away, f"còn {away} ngày")
    head = row(label(formats.long_day(day), "strong"), None, label(near, "small"))
    who = f"{schedule.receiver}, {schedule.position}" if schedule.position else schedule.receiver
    lines = column(head, label(f"{words.label(schedule.body)} · {who}", wrap=True), gap=2)
    where = " · ".join(part for part in (schedule.hours, schedule.place) if part)
    if where:
        lines.addWidget(label(where, "small", wrap=True))
    made = QWidget()
    made.setLayout(lines)
    made.setAccessibleName(f"{formats.long_day(day)}: {who}")
    return made
