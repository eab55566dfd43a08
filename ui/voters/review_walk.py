"""Going through recommendations: the list beside one of them, keys that move on, verdicts in place."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.domain.actors import Right
from app.domain.changes import Done
from app.domain.errors import KnownTrouble
from app.domain.ids import RecordId
from app.domain.replies import VerdictDraft
from app.domain.review_board import BoardItem, awaits_verdict
from app.domain.voters import Recommendation, Verdict
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.shortcuts import Key, bind
from ui.voters.review_card import ReviewCard, red_badges
from ui.voters.review_list import Listing, Stop, stop
from ui.voters.review_verdict import VerdictBar
from ui.voters.rows import dots, state_badge
from ui.widgets.basics import EmptyState, button, clear, column, label, row
from ui.widgets.details import SplitView
from ui.widgets.flow import Flow
from ui.widgets.lists import ListPanel, Row


class ReviewWalk(QWidget):
    """A listing; what was in it when it was opened stays, however a verdict changes it.

    Signals:
        back_wanted: Back to the numbers.
        item_wanted: A recommendation is to be opened in the ledger (its id).
    """

    back_wanted = Signal()
    item_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.listing = Listing("", ())
        self.stops: dict[RecordId, Stop] = {}
        self._key: RecordId | None = None
        self.title = label("", "heading", wrap=True)
        self._parts = Flow(gap=6)
        self._group = QButtonGroup(self)
        empty = EmptyState("Không có kiến nghị nào.", icon="check", detail="Chọn số khác ở bảng đếm.")
        self.rows = ListPanel("Kiến nghị đang xem", context.background, empty)
        self.card = ReviewCard(context)
        self.verdict = VerdictBar(may_review=context.may(Right.RECORD_VOTERS))
        self.ledger_button = button("Mở trong sổ", self._to_ledger, icon="voters", kind="link")
        self.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card.add(self.verdict)
        self.split = SplitView(self.rows, self.card, shares=(40, 60))
        back = button("Bảng đếm", self.back_wanted.emit, icon="chevron-left", kind="link")
        head = row(back, self.title, self.ledger_button, gap=12)
        head.setStretch(1, 1)
        layout = column(head, self._parts, self.split, gap=10)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._connect()

    def open(self, listing: Listing, scope: str) -> None:
        """Go through another listing of a session, from its first."""
        self.listing = listing
        self.title.setText(dots(listing.title, scope))
        clear(self._parts)
        for at, (told, stops) in enumerate(listing.parts if len(listing.parts) > 1 else ()):
            chip = button(f"{told} {formats.number(len(stops))}", partial(self.show_part, at), kind="chip")
            chip.setCheckable(True)
            chip.setChecked(at == 0)
            self._group.addButton(chip)
            self._parts.addWidget(chip)
        self.show_part(0)
        if self.stops:
            self.split.open_detail()  # where there is room for one only, it is what one looks through
        self._take_keys()

    def show_part(self, at: int) -> None:
        """One part of the listing, from its first."""
        stops = self.listing.parts[at][1] if self.listing.parts else ()
        self.stops = {one.item.id: one for one in stops}
        self._key = None
        self._list()
        if self.stops:
            self._go(next(iter(self.stops)))
        else:
            self.card.show_nothing()
            self.verdict.hide()

    def renew(self, items: Sequence[BoardItem]) -> None:
        """The same recommendations as they stand now."""
        known: Mapping[RecordId, BoardItem] = {one.id: one for one in items}
        self.stops = {
            key: stop(known[key]) if key in known else one for key, one in self.stops.items()
        }  # what has left the board stays until another listing is opened
        self._list()
        if self._key is not None:
            self._load(self._key)

    def step(self, by: int) -> None:
        """One further, or one back; at the ends it stays."""
        keys = list(self.stops)
        if self._key in self.stops:
            at = keys.index(self._key) + by
            if 0 <= at < len(keys):
                self._go(keys[at])

    def _next_unseen(self) -> RecordId | None:
        """The next one that awaits a verdict, from here round to the beginning."""
        keys = list(self.stops)
        here = keys.index(self._key) if self._key in self.stops else 0
        turned = (*keys[here + 1 :], *keys[:here])
        return next((key for key in turned if awaits_verdict(self.stops[key].item.row)), None)

    def _give(self, verdict: Verdict, note: str, again: bool) -> None:
        about = self.card.shown
        if about is None:
            return
        context = self._context
        draft = VerdictDraft(verdict, context.today, note, again)

        def done(outcome: Done[Recommendation]) -> None:
            self.verdict.put_away()
            following = self._next_unseen()
            context.messages.notice(
                f"Số {about.row.number}: {words.label(verdict).lower()}."
                + ("" if following else " Đã xem xét hết danh sách này.")
            )
            if following is not None:
                self._go(following)
            self._take_keys()
            context.hub.tell(outcome.areas)

        def failed(error: Exception) -> None:
            if not isinstance(error, KnownTrouble):
                raise error
            self.verdict.refuse(words.sentence(error))

        desk = context.services.replies
        context.background.run(lambda: desk.review(context.actor, about.id, draft), done, failed, owner=self)

    def _connect(self) -> None:
        self.rows.chosen.connect(self._chosen)
        self.rows.opened.connect(lambda _key: self.split.open_detail())
        self.verdict.given.connect(self._give)
        self.verdict.left.connect(self._take_keys)
        bind(Key.NEXT_ITEM, self, partial(self.step, 1))
        bind(Key.EARLIER_ITEM, self, partial(self.step, -1))
        if self._context.may(Right.RECORD_VOTERS):
            for key in self.verdict.buttons:
                bind(key, self, partial(self.verdict.begin, key))

    def _take_keys(self) -> None:
        """The keys lead on from here, whether the list is in sight or not."""
        taker = self.card if self.rows.isHidden() else self.rows.view
        taker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> None:
        rows = [_row(self._context, one) for one in self.stops.values()]

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            return rows[offset : offset + limit], len(rows)

        self.rows.load(fetch, choose=self._key)
        waiting = sum(awaits_verdict(one.item.row) for one in self.stops.values())
        self.rows.set_summary(
            f"{formats.number(len(rows))} kiến nghị" if rows else "",
            f"{formats.number(waiting)} chưa xem xét" if waiting else "",
        )

    def _chosen(self, key: object) -> None:
        if key is not None and key != self._key:
            self._load(cast("RecordId", key))

    def _go(self, key: RecordId) -> None:
        self._load(key)
        self.rows.choose(key)

    def _load(self, key: RecordId) -> None:
        if key not in self.stops:
            return
        fresh = key != self._key
        self._key = key
        context = self._context

        def take(found: Recommendation) -> None:
            if found.id != self._key:  # another was chosen meanwhile
                return
            self.card.show_opinion(found, self.stops[key])
            if fresh or self.verdict.begun is None:
                self.verdict.show_row(found.row)
            self.verdict.show()

        context.read(lambda: context.services.voters.recommendation(context.actor, key), take, self)

    def _to_ledger(self) -> None:
        if self._key is not None:
            self.item_wanted.emit(self._key)


def _row(context: Context, one: Stop) -> Row:
    told = one.item.row
    badges = red_badges(one)
    badge = badges[0] if badges else state_badge(context.services, told)
    also = [other.text for other in badges[1:]]
    place = dots(*also, f"Số {told.number}", told.village, told.field, told.session)
    matter = " ".join(told.matter.split())
    return Row(told.id, told.unit or "Chưa rõ cơ quan", place, matter, badge)
