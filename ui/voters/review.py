"""The tab “Xem xét”: the standing committee's board of a council session, in numbers and one by one."""

from collections import Counter
from collections.abc import Container, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.domain.ids import RecordId
from app.domain.office import CouncilSession
from app.domain.review_board import Board, BoardPart, Looked, awaits_verdict
from app.domain.text import fold
from app.domain.voters import BookItem
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.voters.review_counts import ReviewCounts
from ui.voters.review_list import Listing, Stop, listing, red_list
from ui.voters.review_news import ReviewNews
from ui.voters.review_walk import ReviewWalk
from ui.widgets.basics import button, column, row
from ui.widgets.fields import ChoiceField
from ui.widgets.flow import Flow

TERM = "term"
"""The choice of all sessions of the council's term."""


class Review(QWidget):
    """The numbers, the list one goes through, what is new; one of them at a time.

    Signals:
        item_wanted: A recommendation, a meeting or a session is to be opened (its id).
        counted: How much is new (int).
    """

    item_wanted = Signal(object)
    counted = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sessions: Sequence[CouncilSession] = ()
        self.board: Board | None = None
        self.scope = ChoiceField("")
        self.scope.combo.setAccessibleName("Kỳ họp")
        self.scope.combo.setMinimumContentsLength(28)
        self.red_button = button("", self.show_red, icon="warning", kind="chip")
        self.walk_button = button("", self.show_waiting, icon="check", kind="chip")
        self.news_button = button("", self.show_news, icon="clock", kind="chip")
        self.counts = ReviewCounts()
        self.walk = ReviewWalk(context)
        self.news = ReviewNews(context)
        self.stack = QStackedWidget()
        for view in (self.counts, self.walk, self.news):
            self.stack.addWidget(view)
        ways = Flow(gap=6)
        for way in (self.walk_button, self.red_button, self.news_button):
            ways.addWidget(way)
        holder = QWidget()
        holder.setLayout(ways)
        beside = row(self.scope, holder, gap=12)
        beside.setStretch(0, 2)
        beside.setStretch(1, 3)
        self._head = QWidget()
        self._head.setLayout(beside)
        layout = column(self._head, self.stack, gap=10)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._connect()

    def refresh(self) -> None:
        """Load the sessions, the board of the one chosen, and what is new."""
        context = self._context
        services, actor = context.services, context.actor
        chosen = self.scope.value()

        def read() -> tuple[list[tuple[object, str]], Sequence[CouncilSession], object, Board, Looked]:
            sessions = services.council_sessions.all(actor)
            choices = _choices(sessions, services.office.settings(actor).council_term_from)
            rows = services.council_sessions.rows(actor)
            raised = {told.session.id for told in rows if told.count.items}
            wanted = chosen or _first(sessions, raised)
            board = services.review_board.board(actor, _ids(sessions, wanted))
            return choices, sessions, wanted, board, services.review_board.news(actor)

        context.read(read, lambda found: self._take(*found), self)

    def search(self, text: str) -> None:
        """Go through what has the words: matter, unit, field, village, speaker."""
        wanted = fold(text).split()
        if self.board is None or not wanted:
            self.show_counts()
            return
        found = [
            one
            for one in self.board.items
            if all(part in _searched(one.item, one.village) for part in wanted)
        ]
        self.open_listing(listing(f"Tìm “{text}”", (("", found),)))

    def open_listing(self, told: Listing) -> None:
        """Go through some of them."""
        self._show(self.walk)
        self.walk.open(told, self.scope.combo.currentText())

    def show_counts(self) -> None:
        self._show(self.counts)

    def show_red(self) -> None:
        if self.board is not None:
            self.open_listing(red_list(self.board))

    def show_waiting(self) -> None:
        """Go through what was answered and nobody looked at yet."""
        if self.board is not None:
            found = [one for one in self.board.items if awaits_verdict(one.row)]
            self.open_listing(listing("Chờ xem xét", (("", found),)))

    def show_news(self) -> None:
        self._show(self.news)

    def mark_tab(self, tab: QPushButton) -> None:
        """Let a tab carry how much is new."""
        name = tab.text()
        self.counted.connect(lambda count: tab.setText(f"{name}  {formats.number(count)}" if count else name))

    def _show(self, view: QWidget) -> None:
        """One of the views; what one goes through has the whole room."""
        self.stack.setCurrentWidget(view)
        self._head.setVisible(view is self.counts)

    def _take(
        self,
        choices: list[tuple[object, str]],
        sessions: Sequence[CouncilSession],
        wanted: object,
        board: Board,
        looked: Looked,
    ) -> None:
        self._sessions = sessions
        self.scope.set_choices(choices)
        self.scope.combo.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.scope.set_value(wanted)
        self.scope.combo.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self.board = board
        self.counts.show_board(board)
        self.walk.renew(board.items)
        self.news.show_news(looked)
        red, waiting = len(board.red), sum(awaits_verdict(one.row) for one in board.items)
        self.red_button.setText(f"Cần chú ý {formats.number(red)}")
        self.walk_button.setText(f"Chờ xem xét {formats.number(waiting)}")
        self.news_button.setText(f"Có gì mới {formats.number(self.news.count)}")
        self.counted.emit(self.news.count)

    def _list_said(self, part: BoardPart) -> None:
        context = self._context
        ids = _ids(self._sessions, self.scope.value())

        def take(found: tuple[BookItem, ...]) -> None:
            told = f"{words.label(part)}: {formats.number(len(found))}"
            self.open_listing(Listing(told, (("", tuple(Stop(one) for one in found)),)))

        desk = context.services.review_board
        context.read(lambda: desk.said(context.actor, ids, part), take, self)

    def _changed_scope(self) -> None:
        self.show_counts()
        self.refresh()

    def _connect(self) -> None:
        self.scope.edited.connect(self._changed_scope)
        self.counts.listed.connect(self.open_listing)
        self.counts.said_wanted.connect(self._list_said)
        for view in (self.walk, self.news):
            view.back_wanted.connect(self.show_counts)
            view.item_wanted.connect(self.item_wanted)
        self.news.read.connect(self.refresh)


def _first(sessions: Sequence[CouncilSession], counted: Container[RecordId]) -> str:
    """The newest session for which something was raised, else the whole term."""
    return next((str(session.id) for session in sessions if session.id in counted), TERM)


def _ids(sessions: Sequence[CouncilSession], chosen: object) -> tuple[RecordId, ...]:
    """The sessions of a choice: one by its id, those of a year by the year; none for the term."""
    return tuple(one.id for one in sessions if chosen in (str(one.id), str(one.opens_on.year)))


def _choices(sessions: Sequence[CouncilSession], begins: date | None) -> list[tuple[object, str]]:
    term = f"Cả nhiệm kỳ, từ {formats.day(begins)}" if begins is not None else "Tất cả các kỳ họp"
    years = Counter(str(session.opens_on.year) for session in sessions)
    several = [(year, f"Các kỳ họp năm {year}") for year, count in years.items() if count > 1]
    return [(TERM, term), *several, *((str(one.id), one.name) for one in sessions)]


def _searched(item: BookItem, village: str) -> str:
    told = item.row
    return fold(" ".join((told.matter, told.unit, told.field, village, told.speaker, told.session)))
