"""The page “Kiến nghị cử tri”: the ledger, the meetings, the council's sessions, forms and letters."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from app.domain.actors import Right
from app.domain.changes import Area
from app.domain.ids import RecordId
from app.domain.meetings import MeetingRow
from ui.context import Context
from ui.page import Act, Page
from ui.parts.cover import Cover
from ui.parts.routes import COUNCIL_SESSIONS, REGULATION
from ui.voters.compiling import Compiling
from ui.voters.ledger import Ledger
from ui.voters.letters import VoterLetters
from ui.voters.lookout import Lookout
from ui.voters.meetings import Meetings
from ui.voters.opinion_acts import OpinionActs
from ui.voters.pictures import Pictures
from ui.voters.review import Review
from ui.voters.rounds import Rounds
from ui.voters.session_acts import SessionActs
from ui.voters.sessions import Sessions
from ui.widgets.basics import column
from ui.widgets.details import Tabs

LEDGER, COMPILING, REVIEW, MEETINGS, SESSIONS, PICTURES = range(6)


class VotersPage(Page):
    """“Kiến nghị cử tri”."""

    key = "voters"
    title = "Kiến nghị cử tri"
    icon = "voters"
    concerns = Area.VOTERS | Area.OFFICE | Area.DEADLINES | Area.LETTERS

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self._meetings: Sequence[MeetingRow] = ()
        self.ledger = Ledger(context)
        self.compiling = Compiling(context)
        self.review = Review(context)
        self.meetings = Meetings(context)
        self.sessions = Sessions(context)
        self.pictures = Pictures(context)
        self.tabs = Tabs()
        self.tabs.add("Sổ kiến nghị", self.ledger)
        tab = self.tabs.add("Tổng hợp", self.compiling)
        tab.setVisible(context.may(Right.RECORD_VOTERS))
        self.review.mark_tab(self.tabs.add("Xem xét", self.review))
        self.tabs.add("Cuộc tiếp xúc", self.meetings)
        self.tabs.add("Kỳ họp", self.sessions)
        self.tabs.add("Biểu đồ", self.pictures)
        self.cover = Cover(context, self.tabs)
        self.lookout = Lookout(context, self)
        self.letters = VoterLetters(context, self.cover)
        self.opinion_acts = OpinionActs(context, self.cover)
        self.session_acts = SessionActs(context, self.cover, self.sessions)
        self.rounds = Rounds(context, self.cover, self.letters)
        layout = column(self.cover, self.letters.progress)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._connect()

    def primary_act(self) -> Act | None:
        if self.cover.form is not None or not self._context.may(Right.RECORD_VOTERS):
            return None
        if self.tabs.stack.currentIndex() == MEETINGS:
            return Act("Cuộc tiếp xúc mới", self.rounds.new)
        if self.tabs.stack.currentIndex() == SESSIONS:
            return Act("Thêm kỳ họp", self.session_acts.add)
        return Act("Nhập ý kiến", self.enter_opinions)

    def path(self) -> list[str]:
        return self.cover.path()

    def refresh(self) -> None:
        context = self._context
        context.read(lambda: context.services.voters.meetings(context.actor), self._show_meetings, self)
        self.ledger.refresh()
        if self._context.may(Right.RECORD_VOTERS):
            self.compiling.refresh()
        self.review.refresh()
        self.sessions.refresh()
        self.pictures.refresh()

    def search(self, text: str) -> None:
        shown = self.tabs.stack.currentWidget()
        if isinstance(shown, Ledger | Compiling | Review | Meetings | Sessions):
            shown.search(text)

    def show_item(self, what: object) -> None:
        """A recommendation, a round of meetings or a session of the council, by its id."""
        self.cover.close_form()
        if what == COUNCIL_SESSIONS:
            self.tabs.show_tab(SESSIONS)
            return
        key = cast("RecordId", what)

        def show() -> None:
            if any(row.id == key for row in self._meetings):
                self.tabs.show_tab(MEETINGS)
                self.meetings.show_meeting(key)
            elif self.sessions.knows(key):
                self.tabs.show_tab(SESSIONS)
                self.sessions.show_session(key)
            else:
                self._show_opinion(key)

        self.sessions.refresh()
        self._then_meetings(show)

    def _show_opinion(self, key: RecordId) -> None:
        self.tabs.show_tab(LEDGER)
        self.ledger.show_opinion(key)

    def enter_opinions(self) -> None:
        """The entry screen of the meeting filtered for, or of the newest one that has begun."""
        begun = [row.id for row in self._meetings if row.first_on <= self._context.today]
        filtered = self.ledger.query().meeting_id
        if filtered or begun:
            self.rounds.enter(filtered or begun[0])
        elif self._meetings:  # nobody has spoken yet: what was prepared says when
            self.show_item(self._meetings[0].id)
        else:
            self.rounds.new()

    def _begin(self) -> None:
        """An office with nothing yet: a round of meetings is held for a session of the council."""
        self.tabs.show_tab(SESSIONS)
        self.session_acts.add()
        self._context.messages.notice("Chưa có kỳ họp HĐND. Thêm kỳ họp trước, rồi thêm cuộc tiếp xúc.")

    def _show_meetings(self, rows: tuple[MeetingRow, ...]) -> None:
        self._meetings = rows
        self.ledger.show_meetings(rows)
        self.meetings.show_meetings(rows)

    def _recorded(self, meeting_id: RecordId) -> None:
        self.tabs.show_tab(MEETINGS)
        self._then_meetings(partial(self.meetings.show_meeting, meeting_id))

    def _then_meetings(self, then: Callable[[], None]) -> None:
        """Load the meetings anew, then do something with them."""
        context = self._context

        def take(rows: tuple[MeetingRow, ...]) -> None:
            self._show_meetings(rows)
            then()

        context.read(lambda: context.services.voters.meetings(context.actor), take, self)

    def _connect(self) -> None:
        self.cover.changed.connect(self.head_changed)
        self.rounds.kept.connect(self._recorded)
        self.rounds.session_wanted.connect(self._begin)
        self.tabs.stack.currentChanged.connect(lambda: self.head_changed.emit())
        self.ledger.entry_wanted.connect(self.enter_opinions)
        self.ledger.act_wanted.connect(self.opinion_acts.open)
        self.ledger.many_wanted.connect(self.opinion_acts.open_many)
        self.opinion_acts.petition_wanted.connect(partial(self.wanted.emit, "petitions"))
        self.meetings.new_wanted.connect(self.rounds.new)
        self.meetings.amend_wanted.connect(self.rounds.amend)
        self.meetings.entry_wanted.connect(self.rounds.enter)
        self.meetings.ledger_wanted.connect(self._open_ledger)
        self.meetings.opinion_wanted.connect(self._show_opinion)
        self.meetings.letter_wanted.connect(self.letters.write)
        self.sessions.letter_wanted.connect(self.letters.of_session)
        self.sessions.opinion_wanted.connect(self._show_opinion)
        self.sessions.regulation_wanted.connect(partial(self.wanted.emit, "office", REGULATION))
        self.sessions.letters_wanted.connect(self.letters.of_each)
        self.sessions.export_wanted.connect(self.letters.export)
        self.sessions.document_wanted.connect(partial(self.wanted.emit, "letters"))
        self.review.item_wanted.connect(self.show_item)
        self.compiling.form_wanted.connect(self.cover.show_form)
        self.compiling.form_done.connect(self.cover.close_form)
        self.ledger.detail.amend_reply_wanted.connect(self.opinion_acts.amend_reply)
        self.ledger.detail.letter_wanted.connect(self.letters.about)
        self.pictures.record_wanted.connect(lambda _page, key: self.show_item(key))

    def _open_ledger(self, row: MeetingRow) -> None:
        self.tabs.show_tab(LEDGER)
        self.ledger.of_meeting(row)
