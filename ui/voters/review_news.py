"""“Có gì mới từ lần xem trước”: what others changed, in plain words, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.review_board import Looked, News
from app.services.review_board import FIRST_DAYS
from ui import formats
from ui.context import Context
from ui.voters.rows import dots
from ui.widgets.basics import EmptyState, button, column, label, row
from ui.widgets.lists import ListPanel, Row


class ReviewNews(QWidget):
    """The news, and the mark that says they were read.

    Signals:
        item_wanted: What a change was about is to be opened (its id).
        back_wanted: Back to the numbers.
        read: All was marked as seen.
    """

    item_wanted = Signal(object)
    back_wanted = Signal()
    read = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.looked: Looked | None = None
        self.since = label("", "heading", wrap=True)
        empty = EmptyState("Không có gì mới.", icon="check", detail="Việc người khác làm sẽ hiện ở đây.")
        self.rows = ListPanel("Có gì mới", context.background, empty)
        self.seen_button = button("Đã xem", self.mark, icon="check", kind="primary")
        back = button("Bảng đếm", self.back_wanted.emit, icon="chevron-left", kind="link")
        head = row(back, self.since, self.seen_button, gap=12)
        head.setStretch(1, 1)
        layout = column(head, self.rows, gap=10)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.rows.opened.connect(self._open)
        self.rows.view.clicked.connect(lambda _index: self._open(self.rows.current_key()))

    @property
    def count(self) -> int:
        """How much is new."""
        return len(self.looked.news) if self.looked is not None else 0

    def show_news(self, looked: Looked) -> None:
        """Other news."""
        self.looked = looked
        today = self._context.today
        self.since.setText(
            f"Có gì mới từ lần xem trước ({formats.moment_near(looked.since, today)})"
            if looked.since is not None
            else f"Có gì mới trong {FIRST_DAYS} ngày qua"
        )
        rows = [
            Row(at, one.text, dots(formats.moment_near(one.at, today), one.by), one.about)
            for at, one in enumerate(looked.news)
        ]

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            return rows[offset : offset + limit], len(rows)

        self.rows.load(fetch)
        self.seen_button.setVisible(bool(rows))
        more = "còn việc cũ hơn không kể ra" if looked.more else ""
        self.rows.set_summary(f"{formats.number(len(rows))} việc" if rows else "", more)

    def mark(self) -> None:
        """All that is shown was seen; what came in since stays new."""
        looked, context = self.looked, self._context
        if looked is None:
            return
        desk = context.services.review_board
        context.read(lambda: desk.seen(context.actor, looked.number), lambda _nothing: self.read.emit(), self)

    def _open(self, at: object) -> None:
        if self.looked is not None and isinstance(at, int):
            news: News = self.looked.news[at]
            self.item_wanted.emit(news.key)
