"""The one at hand, or a group at hand, with one key for each act; a refusal is said below the keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.domain.actors import Right
from app.domain.compiling import Group, Likeness
from app.domain.ids import RecordId, record_id
from app.domain.voters import Recommendation
from ui.context import Context
from ui.shortcuts import Key, bind, bind_each
from ui.theme import Tone
from ui.voters.compiling_acts import CompilingActs
from ui.voters.compiling_beside import Beside
from ui.voters.compiling_card import AtHand
from ui.voters.compiling_group import GroupCard
from ui.widgets.basics import EmptyState, Note, button, column, scrolled
from ui.widgets.flow import flow

_NOTHING, _ONE, _MANY = 0, 1, 2


class Bench(QWidget):
    """What lies on the desk.

    Signals:
        settled: The one at hand is done with: on to the next.
        back: This one is to be shown, once the lists are loaded anew (its id, or None).
        skipped: It is left for later.
        split_wanted: It shall become several (``Recommendation``).
    """

    settled = Signal()
    back = Signal(object)
    skipped = Signal()
    split_wanted = Signal(object)

    def __init__(self, context: Context, keys: QWidget) -> None:
        """The keys are heard in all of ``keys``."""
        super().__init__()
        self._context = context
        self._may = context.may(Right.RECORD_VOTERS)
        self._asked: object = None
        self.at_hand = AtHand(context.background)
        self.beside = Beside()
        self.group = GroupCard()
        self.trouble = Note("", Tone.LATE, icon="warning")
        self.trouble.hide()
        self.acts = CompilingActs(context, self, self._refused)
        self._build(keys)
        self.beside.chosen.connect(lambda _like: self._show_acts())
        self.at_hand.settled.connect(self._keep_fields)
        self.at_hand.part_wanted.connect(self._part)
        self.at_hand.forget_wanted.connect(self._forget)

    def show_nothing(self) -> None:
        self._asked = None
        self._show(_NOTHING)

    def show_group(self, group: Group) -> None:
        self._asked = group
        self.group.show_group(group)
        self._show(_MANY)

    def show_one(self, key: object) -> None:
        """Load it with what may be the same, and show both."""
        self._asked = key
        context = self._context
        services, actor = context.services, context.actor

        def take(found: tuple[Recommendation, tuple[Likeness, ...]]) -> None:
            if self._asked == key:  # another may have been chosen meanwhile
                self.at_hand.show_one(found[0], may=self._may)
                self.beside.show_all(found[1])
                self._show(_ONE)

        about = record_id(str(key))
        context.read(
            lambda: (services.voters.recommendation(actor, about), services.compiling.alike(actor, about)),
            take,
            self,
        )

    def _build(self, keys: QWidget) -> None:
        self.merge, self.raised, self.anew, self.split, self.classify, self.later = (
            self._act(key, act, keys)
            for key, act in (
                (Key.MERGE, self._merge),
                (Key.RAISED, self._raise),
                (Key.ANEW, self._anew),
                (Key.SPLIT, lambda: self.split_wanted.emit(self.at_hand.shown)),
                (Key.CLASSIFY, self.at_hand.classifier.begin),
                (Key.LATER, self.skipped.emit),
            )
        )
        self.panes = QStackedWidget()
        one, many, self.bar = QWidget(), QWidget(), QWidget()
        one.setLayout(column(self.at_hand, self.beside, None, gap=12))
        many.setLayout(column(self.group, None))
        self._one = scrolled(one)
        for pane in (EmptyState("Chọn một kiến nghị để xem.", icon="voters"), self._one, scrolled(many)):
            self.panes.addWidget(pane)
        self.bar.setLayout(flow(self.merge, self.raised, self.anew, self.split, self.classify, self.later))
        layout = column(self.bar, self.trouble, self.panes)
        layout.setStretch(2, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(layout)
        bind(Key.UNDO, keys, self.acts.take_back)
        bind_each(Key.PICK, keys, self._pick)
        self.show_nothing()

    def _act(self, key: Key, act: Callable[[], None], keys: QWidget) -> QPushButton:
        made = button("", act)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they are
        bind(key, keys, lambda: made.click() if made.isVisibleTo(self) else None)
        return made

    def _show(self, pane: int) -> None:
        self._refused("")
        self.panes.setCurrentIndex(pane)
        self._show_acts()

    def _show_acts(self) -> None:
        """Only what can be done with what is shown."""
        pane, like = self.panes.currentIndex(), self.beside.like
        single = pane == _ONE
        here = like is not None and like.same_session
        shown = (
            (
                self.merge,
                "Gộp vào kiến nghị đã chọn" if single else "Gộp cả nhóm",
                Key.MERGE,
                here or not single,
            ),
            (self.raised, "Nêu lại kỳ trước", Key.RAISED, single and like is not None and not here),
            (self.anew, "Kiến nghị mới" if single else "Không cùng nội dung", Key.ANEW, True),
            (self.split, "Tách…", Key.SPLIT, single),
            (self.classify, "Phân loại", Key.CLASSIFY, single),
            (self.later, "Để sau", Key.LATER, True),
        )
        for made, words, key, wanted in shown:
            made.setText(f"{words}   {key.shown}")
            made.setAccessibleName(f"{words}, phím {key.shown}")
            made.setVisible(wanted)
        self.bar.setVisible(self._may and pane != _NOTHING)

    def _pick(self, at: int) -> None:
        if self.panes.currentIndex() == _MANY:
            self.group.pick(at)
        else:
            self.beside.pick(at)
            if at < len(self.beside.cards):
                self._one.ensureWidgetVisible(self.beside.cards[at])

    def _merge(self) -> None:
        one, like = self.at_hand.shown, self.beside.like
        if self.panes.currentIndex() == _MANY:
            lead, others = self.group.chosen()
            self.acts.merge(lead, others, None, self.settled.emit, partial(self.back.emit, None))
        elif one is not None and like is not None:
            draft, back = self.at_hand.changed_draft(), partial(self.back.emit, one.id)
            self.acts.merge(like.item.id, (one.id,), draft, self.settled.emit, back)

    def _raise(self) -> None:
        if self.beside.like is not None:
            self._compared(self.beside.like.item.id)

    def _anew(self) -> None:
        if self.panes.currentIndex() == _MANY:
            self.skipped.emit()
        else:
            self._compared(None)

    def _compared(self, earlier: RecordId | None) -> None:
        one = self.at_hand.shown
        if one is not None:
            draft, back = self.at_hand.changed_draft(), partial(self.back.emit, one.id)
            self.acts.compared(one.id, earlier, draft, self.settled.emit, back)

    def _keep_fields(self) -> None:
        """Keep level, unit and field; with what was compared before that is all."""
        one, draft = self.at_hand.shown, self.at_hand.changed_draft()
        if one is None or draft is None or not self._may:
            self.back.emit(one.id if one is not None else None)
        elif one.compared_on is not None:
            self.acts.classify(one.id, draft, self.settled.emit)
        else:
            self.acts.classify(one.id, draft, partial(self.back.emit, one.id))

    def _part(self, key: RecordId) -> None:
        one = self.at_hand.shown
        self.acts.part(key, partial(self.back.emit, one.id if one is not None else None))

    def _forget(self) -> None:
        one = self.at_hand.shown
        if one is not None:
            self.acts.forget(one.id, partial(self.back.emit, one.id))

    def _refused(self, sentence: str) -> None:
        self.trouble.words.setText(sentence)
        self.trouble.setVisible(bool(sentence))
