"""The ledger of recommendations: counts above, list beside detail."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.actors import Right
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import LetterForm
from app.domain.meetings import MeetingRow
from app.domain.voters import (
    STANDING,
    UNANSWERED,
    Recommendation,
    RecommendationQuery,
    RecommendationRow,
    RecommendationState,
    Tally,
)
from ui import formats
from ui.context import Context
from ui.parts.batch_dialog import BatchDialog
from ui.voters import filters
from ui.voters.board import Board
from ui.voters.detail import OpinionDetail
from ui.voters.facts import Beside, beside
from ui.voters.rows import opinion_row
from ui.voters.steps import PUBLISH, TELL
from ui.widgets.basics import EmptyState, button, column, row
from ui.widgets.details import SplitView
from ui.widgets.filters import Choice, FilterBar
from ui.widgets.lists import ListPanel, Row

_AT_ONCE = 500

_NOTHING = "Lần lượt: thêm kỳ họp HĐND, thêm cuộc tiếp xúc với các điểm, rồi nhập ý kiến của từng người."
_NARROWED = "Bỏ bớt bộ lọc hoặc sửa lại chữ đang tìm."


class Ledger(QWidget):
    """Every recommendation, filtered by what the committee asks for.

    Signals:
        entry_wanted: The clerk wants to enter opinions.
        act_wanted: An act on the one shown (its name, ``Recommendation``).
        many_wanted: An act on many (its name, their ``RecommendationRow``, how many it does not fit).
    """

    entry_wanted = Signal()
    act_wanted = Signal(str, object)
    many_wanted = Signal(str, object, int)

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
        self.batch_button = button("Hàng loạt", icon="letters", kind="link")
        self._letters = QAction("Văn bản hàng loạt…", self)
        head = QWidget()
        first_line = column(self.batch_button, None)
        first_line.setContentsMargins(0, 12, 12, 0)  # level with the chips
        beside = row(self.filters, first_line, gap=0)
        beside.setStretch(0, 1)
        head.setLayout(beside)
        self.rows.set_head(head)
        self.detail = OpinionDetail(context)
        self.split = SplitView(self.rows, self.detail)
        over = QWidget()
        over.setLayout(column(self.board))
        self.split.covered.connect(lambda alone: over.setVisible(not alone))
        layout = column(over, self.split, gap=12)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._connect()
        self._offer_many()

    def _offer_many(self) -> None:
        """What can be done to all that the list shows; letters once it is known that there are some."""
        context, menu = self._context, QMenu(self.batch_button)
        menu.addAction(self._letters)
        self._letters.triggered.connect(lambda: self.write_batch())
        self._letters.setVisible(False)
        if context.may(Right.RECORD_VOTERS):
            menu.addAction("Công khai…").triggered.connect(lambda: self.note_many(PUBLISH))
            menu.addAction("Báo cử tri…").triggered.connect(lambda: self.note_many(TELL))
        self.batch_button.setMenu(menu)
        self.batch_button.setVisible(context.may(Right.RECORD_VOTERS))
        if context.may(Right.ISSUE_LETTERS):
            context.read(
                lambda: context.services.letters.forms(RecordType.RECOMMENDATION), self._offer_letters, self
            )

    def _offer_letters(self, forms: Sequence[LetterForm]) -> None:
        if forms:
            self._letters.setVisible(True)
            self.batch_button.show()

    def show_meetings(self, meetings: Sequence[MeetingRow]) -> None:
        """Offer the meetings as filters, with what else the office has."""
        context = self._context
        context.read(
            lambda: filters.kept(context),
            lambda known: self.filters.offer(filters.groups(meetings, known)),
            self,
        )

    def query(self) -> RecommendationQuery:
        """What the filters ask for now."""
        return filters.query(self.filters, self._text)

    def write_batch(self) -> None:
        """A letter for every recommendation that the ledger shows."""
        query, context = self.query(), self._context
        self.batch = BatchDialog(
            context, RecordType.RECOMMENDATION, lambda: [row.id for row in _all(context, query)], self
        )
        self.batch.open()

    def note_many(self, act: str) -> None:
        """Ask for one act on all that the ledger shows and that wait for it."""
        query, context = self.query(), self._context
        waiting = replace(query, unpublished=True) if act == PUBLISH else replace(query, untold=True)

        def find() -> tuple[Sequence[RecommendationRow], int]:
            found = _all(context, waiting)
            shown = context.services.voters.page(context.actor, replace(query, limit=1)).total
            return found, shown - len(found)

        context.read(find, lambda told: self.many_wanted.emit(act, *told), self)

    def search(self, text: str) -> None:
        self._text = text
        self.refresh()

    def of_meeting(self, row: MeetingRow) -> None:
        """Only what was said at one round of meetings."""
        self.filters.set(Choice(filters.MEETING, row.id, row.title))

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

        def count() -> tuple[Tally, int]:
            return desk.tally(context.actor, query), desk.parts(context.actor, query)

        context.read(count, lambda told: self._count(query, *told), self)

    def _count(self, query: RecommendationQuery, tally: Tally, parts: int) -> None:
        self.board.show_tally(tally, parts, query.states)
        shown = sum(count for state, count in tally.items() if state in (query.states or STANDING))
        waiting = sum(tally.get(state, 0) for state in UNANSWERED)
        narrowed = query != RecommendationQuery()
        self._empty.sentence.setText("Không có ý kiến nào khớp." if narrowed else "Chưa có ý kiến nào.")
        self._empty.detail.setText(_NARROWED if narrowed else _NOTHING)
        left = 0 if query.states else sum(tally.values()) - shown
        self.rows.set_summary(
            f"{formats.number(shown)} ý kiến",
            f"không kể {formats.number(left)} đã gộp hoặc thành đơn" if left else "",
            f"{formats.number(waiting)} chưa có trả lời" if waiting else "",
        )

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.board.chosen.connect(self._choose_state)
        self.rows.chosen.connect(self._chosen)
        self.rows.opened.connect(self._open)
        self.detail.act_wanted.connect(self.act_wanted)
        self.detail.opinion_wanted.connect(self.show_opinion)

    def _choose_state(self, states: tuple[RecommendationState, ...]) -> None:
        if not states or states == self.query().states:
            self.filters.clear(filters.STATE)
        else:
            self.filters.set(filters.state_choice(states))

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

        def read() -> tuple[Recommendation, Beside]:
            forms = context.services.letters.forms(RecordType.COUNCIL_SESSION)
            found = context.services.voters.recommendation(context.actor, key)
            return found, beside(context, found, forms)

        def take(found: Recommendation, told: Beside) -> None:
            if found.id == self._key:  # another may have been chosen meanwhile
                self.detail.show_opinion(found, told)

        context.read(read, lambda told: take(*told), self)


def _all(context: Context, query: RecommendationQuery) -> Sequence[RecommendationRow]:
    """All that a query finds, whatever its page."""
    found: list[RecommendationRow] = []
    while True:
        asked = replace(query, offset=len(found), limit=_AT_ONCE)
        page = context.services.voters.page(context.actor, asked)
        found += page.rows
        if len(found) >= page.total or not page.rows:
            return found
