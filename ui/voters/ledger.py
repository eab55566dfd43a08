"""The ledger of recommendations: counts above, list beside detail."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.actors import Right
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import LetterForm
from app.domain.office import UnitLevel
from app.domain.paging import Due
from app.domain.voters import (
    MeetingRow,
    Recommendation,
    RecommendationQuery,
    RecommendationState,
    Tally,
)
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.batch_dialog import BatchDialog
from ui.voters.board import Board
from ui.voters.detail import OpinionDetail
from ui.voters.rows import SHORT, opinion_row
from ui.widgets.basics import EmptyState, button, column, row
from ui.widgets.details import SplitView
from ui.widgets.filters import Choice, FilterBar
from ui.widgets.lists import ListPanel, Row

MEETING, STATE, LEVEL, DUE = "meeting", "state", "level", "due"
_AT_ONCE = 500

_NOTHING = "Nhập ý kiến của một cuộc tiếp xúc cử tri."
_NARROWED = "Bỏ bớt bộ lọc hoặc sửa lại chữ đang tìm."


class Ledger(QWidget):
    """Every recommendation, filtered by meeting, state, level and due date.

    Signals:
        entry_wanted: The clerk wants to enter opinions.
        act_wanted: An act on the one shown (its name, ``Recommendation``).
    """

    entry_wanted = Signal()
    act_wanted = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._text = ""
        self._key: RecordId | None = None
        self._asked_for = False
        self.board = Board()
        self.filters = FilterBar([])
        records = context.may(Right.RECORD_VOTERS)
        self._empty = EmptyState(
            "Chưa có ý kiến nào.",
            icon="voters",
            detail=_NOTHING if records else "",
            act=button("Nhập ý kiến", self.entry_wanted.emit, icon="plus") if records else None,
        )
        self.rows = ListPanel("Sổ kiến nghị cử tri", context.background, self._empty)
        self.batch: BatchDialog | None = None
        self.batch_button = button("Văn bản hàng loạt…", self.write_batch, icon="letters", kind="link")
        self.batch_button.hide()  # until it is known that there are letters for recommendations
        head = QWidget()
        beside = row(self.filters, self.batch_button, gap=0)
        beside.setStretch(0, 1)
        beside.setContentsMargins(0, 0, 12, 0)
        head.setLayout(beside)
        self.rows.set_head(head)
        self.detail = OpinionDetail(context)
        self.split = SplitView(self.rows, self.detail)
        layout = column(self.board, self.split, gap=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._connect()
        if context.may(Right.ISSUE_LETTERS):
            context.read(
                lambda: context.services.letters.forms(RecordType.RECOMMENDATION),
                lambda found: self.batch_button.setVisible(bool(found)),
                self,
            )

    def show_meetings(self, meetings: Sequence[MeetingRow]) -> None:
        """Offer the meetings as filters."""
        self.filters.offer([
            ("Cuộc tiếp xúc", [Choice(MEETING, row.id, row.title) for row in meetings]),
            ("Tình trạng", [Choice(STATE, state, told.capitalize()) for state, told in SHORT.items()]),
            ("Cấp trả lời", [Choice(LEVEL, level, words.label(level)) for level in UnitLevel]),
            ("Thời hạn", [Choice(DUE, due, words.label(due)) for due in Due]),
        ])  # fmt: skip

    def query(self) -> RecommendationQuery:
        """What the filters ask for now."""
        state = self.filters.value(STATE)
        return RecommendationQuery(
            text=self._text,
            meeting_id=cast("RecordId | None", self.filters.value(MEETING)),
            states=(cast("RecommendationState", state),) if state else (),
            level=cast("UnitLevel | None", self.filters.value(LEVEL)),
            due=cast("Due | None", self.filters.value(DUE)),
        )

    def write_batch(self) -> None:
        """A letter for every recommendation that the ledger shows."""
        query, context = self.query(), self._context

        def find() -> list[RecordId]:
            found: list[RecordId] = []
            while True:
                asked = replace(query, offset=len(found), limit=_AT_ONCE)
                page = context.services.voters.page(context.actor, asked)
                found += [row.id for row in page.rows]
                if len(found) >= page.total or not page.rows:
                    return found

        self.batch = BatchDialog(context, RecordType.RECOMMENDATION, find, self)
        self.batch.open()

    def search(self, text: str) -> None:
        self._text = text
        self.refresh()

    def of_meeting(self, row: MeetingRow) -> None:
        """Only what was said at one round of meetings."""
        self.filters.set(Choice(MEETING, row.id, row.title))

    def show_opinion(self, key: RecordId) -> None:
        """Open one recommendation, in the list or not; loading the list does not take it away."""
        self._asked_for = True
        self.rows.choose(key)
        self._open(key)

    def refresh(self) -> None:
        query, context = self.query(), self._context

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            asked = replace(query, offset=offset, limit=limit)
            page = context.services.voters.page(context.actor, asked)
            return [opinion_row(context.services, row) for row in page.rows], page.total

        self.rows.load(fetch)
        if self._key is not None:
            self._load(self._key)
        desk = context.services.voters
        context.read(lambda: desk.tally(context.actor, query), partial(self._count, query), self)

    def _count(self, query: RecommendationQuery, tally: Tally) -> None:
        state = self.filters.value(STATE)
        self.board.show_tally(tally, state)
        shown = tally.get(cast("RecommendationState", state), 0) if state else sum(tally.values())
        waiting = tally.get(RecommendationState.RECORDED, 0) + tally.get(RecommendationState.FORWARDED, 0)
        narrowed = query != RecommendationQuery()
        self._empty.sentence.setText("Không có ý kiến nào khớp." if narrowed else "Chưa có ý kiến nào.")
        self._empty.detail.setText(_NARROWED if narrowed else _NOTHING)
        self.rows.set_summary(
            f"{formats.number(shown)} ý kiến", f"{formats.number(waiting)} chưa có trả lời" if waiting else ""
        )

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.board.chosen.connect(self._choose_state)
        self.rows.chosen.connect(self._chosen)
        self.rows.opened.connect(self._open)
        self.detail.act_wanted.connect(self.act_wanted)

    def _choose_state(self, state: RecommendationState | None) -> None:
        if state is None or state == self.filters.value(STATE):
            self.filters.clear(STATE)
        else:
            self.filters.set(Choice(STATE, state, SHORT[state].capitalize()))

    def _chosen(self, key: object) -> None:
        self._asked_for = self._asked_for and not self.rows.view.hasFocus()
        if self._asked_for:
            return
        if key is None:
            self._key = None
            self.detail.show_nothing()
        else:
            self._load(cast("RecordId", key))

    def _open(self, key: object) -> None:
        if key is not None:
            self._load(cast("RecordId", key))
            self.split.open_detail()

    def _load(self, key: RecordId) -> None:
        self._key = key
        context = self._context

        def read() -> tuple[Recommendation, tuple[LetterForm, ...]]:
            forms = context.services.letters.forms(RecordType.COUNCIL_SESSION)
            return context.services.voters.recommendation(context.actor, key), forms

        def take(found: Recommendation, forms: tuple[LetterForm, ...]) -> None:
            if found.id == self._key:  # another may have been chosen meanwhile
                self.detail.show_opinion(found, forms)

        context.read(read, lambda told: take(*told), self)
