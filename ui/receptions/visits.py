"""The book of visits: list, filters, and the visit chosen."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.receptions import SessionKind
from ui import formats
from ui.context import Context
from ui.parts import papers
from ui.receptions import rows
from ui.receptions.detail import VisitDetail
from ui.widgets.basics import EmptyState, button, column, label
from ui.widgets.details import SplitView
from ui.widgets.filters import Choice, FilterBar
from ui.widgets.flow import flow
from ui.widgets.lists import ListPanel, Row
from ui.widgets.progress import ProgressLine


def periods(today: date) -> list[Choice]:
    """The periods the book is looked at in."""
    first = today.replace(day=1)
    last_month = first - timedelta(days=1)
    return [
        Choice("period", Period(today, today), "Hôm nay"),
        Choice("period", Period(today - timedelta(days=6), today), "7 ngày qua"),
        Choice("period", Period(first, today), "Tháng này"),
        Choice("period", Period(last_month.replace(day=1), last_month), "Tháng trước"),
        Choice("period", Period(today.replace(month=1, day=1), today), f"Năm {today.year}"),
    ]


class VisitBook(QWidget):
    """List beside detail.

    Signals:
        new_wanted: A new visit should be written down.
    """

    new_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._text = ""
        self.filters = FilterBar([
            ("Thời gian", periods(context.today)),
            ("Nơi tiếp", [Choice("body", body, name) for body, name in rows.BODIES]),
            ("Loại buổi", [Choice("kind", kind, name) for kind, name in rows.SESSION_KINDS]),
        ])  # fmt: skip
        empty = EmptyState(
            "Chưa có lượt tiếp nào ở đây.",
            icon="receptions",
            detail="Có người đến thì bấm Ctrl+N. Đang lọc hoặc đang tìm thì bỏ bớt điều kiện.",
            act=button("Lượt tiếp mới", self.new_wanted.emit, icon="plus"),
        )
        self.list = ListPanel("Sổ tiếp công dân", context.background, empty)
        self.progress = ProgressLine()
        self.list.set_head(self.filters)
        self.list.head.addLayout(self._offer_book())
        self.detail = VisitDetail(context)
        self.split = SplitView(self.list, self.detail)
        self.setLayout(column(self.split))
        self.filters.changed.connect(self.refresh)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.model.modelReset.connect(self._summarise)

    def refresh(self, choose: RecordId | None = None) -> None:
        """Load the book again; ``choose`` is shown beside it."""
        if choose is not None:
            self.show_visit(choose)
        elif self.detail.visit_id is not None:
            self.detail.load(self.detail.visit_id)
        services, actor, text = self._context.services, self._context.actor, self._text
        body = self.filters.value("body")
        kind = self.filters.value("kind")
        period = self.filters.value("period")

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            page = services.receptions.visits(
                actor,
                text=text,
                body=BodyKind(cast("str", body)) if body else None,
                session_kind=SessionKind(cast("str", kind)) if kind else None,
                period=period if isinstance(period, Period) else None,
                offset=offset,
                limit=limit,
            )
            return [rows.visit_row(services, row) for row in page.rows], page.total

        self.list.load(fetch, choose=choose)

    def _offer_book(self) -> QVBoxLayout:
        """The book of the period and the body looked at, as a file."""
        acts = flow(label("Sổ tiếp công dân (Mẫu 03/TCD)", "small"), gap=8)
        for kind, told in (("docx", "Word…"), ("pdf", "PDF…"), ("xlsx", "Excel…")):
            act = button(told, partial(self.save_book, kind), kind="link")
            act.setAccessibleName(f"Lưu sổ tiếp công dân: {told}")
            act.setToolTip("Lưu sổ của thời gian và nơi tiếp đang lọc; không lọc thì cả năm, của UBND.")
            acts.addWidget(act)
        lines = column(acts, self.progress, gap=4)
        lines.setContentsMargins(16, 0, 16, 8)
        return lines

    def save_book(self, kind: str) -> None:
        """Save the book of the period and the body that are looked at; else the year, the committee."""
        services, actor, today = self._context.services, self._context.actor, self._context.today
        chosen, body = self.filters.value("period"), self.filters.value("body")
        period = chosen if isinstance(chosen, Period) else Period(today.replace(month=1, day=1), today)
        wanted = BodyKind(cast("str", body)) if body else BodyKind.COMMITTEE
        name = f"Sổ tiếp công dân {period.first:%d-%m-%Y} đến {period.last:%d-%m-%Y}"
        papers.save(
            self._context,
            lambda: services.logbook.papers(actor, period, wanted),
            kind,
            name,
            self.progress,
            self,
        )

    def search(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.refresh()

    def show_visit(self, visit_id: RecordId) -> None:
        """Show a visit beside the list."""
        self.detail.load(visit_id)
        self.split.open_detail()

    def _choose(self, key: object) -> None:
        if key is not None and key != self.detail.visit_id:
            self.detail.load(cast("RecordId", key))

    def _open(self, key: object) -> None:
        if key is not None:
            self.show_visit(cast("RecordId", key))

    def _summarise(self) -> None:
        found = f"Tìm “{self._text}”" if self._text else ""
        self.list.set_summary(f"{formats.number(self.list.model.rowCount())} lượt tiếp", found)
        if self.detail.visit_id is None and self.list.model.rowCount():
            first = self.list.model.row(0)
            if first is not None and self.split.wide:
                self.list.choose(first.key)
                self.detail.load(cast("RecordId", first.key))
