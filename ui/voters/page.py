"""The page “Kiến nghị cử tri”: the ledger, the meetings, the council's sessions, forms and letters."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from app.domain.actors import Right
from app.domain.changes import Area
from app.domain.ids import RecordId
from app.domain.voters import Meeting, MeetingRow, Recommendation, RecommendationDraft
from ui.context import Context
from ui.page import Act, Page
from ui.parts import handover
from ui.parts.cover import Cover
from ui.parts.routes import COUNCIL_SESSIONS, REGULATION
from ui.voters.actions import VoterActions
from ui.voters.detail import ANSWER, CLASSIFY, PETITION
from ui.voters.forms import AnswerForm, ClassifyForm, ForwardForm, MeetingForm
from ui.voters.ledger import Ledger
from ui.voters.letters import VoterLetters
from ui.voters.meetings import Meetings
from ui.voters.night import NightEntry
from ui.voters.session_acts import SessionActs
from ui.voters.sessions import Sessions
from ui.widgets.basics import column
from ui.widgets.details import Tabs

LEDGER, MEETINGS, SESSIONS = 0, 1, 2


class VotersPage(Page):
    """“Kiến nghị cử tri”."""

    key = "voters"
    title = "Kiến nghị cử tri"
    icon = "voters"
    concerns = Area.VOTERS | Area.OFFICE | Area.DEADLINES | Area.LETTERS

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self._actions = VoterActions(context, self)
        self._meetings: Sequence[MeetingRow] = ()
        self.ledger = Ledger(context)
        self.meetings = Meetings(context)
        self.sessions = Sessions(context)
        self.tabs = Tabs()
        self.tabs.add("Sổ kiến nghị", self.ledger)
        self.tabs.add("Cuộc tiếp xúc", self.meetings)
        self.tabs.add("Kỳ họp", self.sessions)
        self.cover = Cover(context, self.tabs)
        self.letters = VoterLetters(context, self.cover)
        self.session_acts = SessionActs(context, self.cover, self.sessions)
        layout = column(self.cover, self.letters.progress)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self._connect()

    def primary_act(self) -> Act | None:
        if self.cover.form is not None or not self._context.may(Right.RECORD_VOTERS):
            return None
        if self.tabs.stack.currentIndex() == MEETINGS:
            return Act("Cuộc tiếp xúc mới", self.new_meeting)
        if self.tabs.stack.currentIndex() == SESSIONS:
            return Act("Thêm kỳ họp", self.session_acts.add)
        return Act("Nhập ý kiến", self.enter_opinions)

    def path(self) -> list[str]:
        return self.cover.path()

    def refresh(self) -> None:
        context = self._context
        context.read(lambda: context.services.voters.meetings(context.actor), self._show_meetings, self)
        self.ledger.refresh()
        self.sessions.refresh()

    def search(self, text: str) -> None:
        (self.ledger, self.meetings, self.sessions)[self.tabs.stack.currentIndex()].search(text)

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

    def new_meeting(self) -> None:
        """The form of a new round of meetings."""
        form = MeetingForm(self._context.services.clock.today)
        self._actions.offer_meeting(form)
        self.cover.show_drafted(form, "voters.meeting")
        form.save_wanted.connect(lambda: self._actions.hold(form, self._held))

    def enter_opinions(self) -> None:
        """The entry screen of the meeting filtered for, or of the newest one."""
        if not self._meetings:
            self.new_meeting()
            return
        filtered = self.ledger.query().meeting_id
        self.enter_of(filtered or self._meetings[0].id)

    def enter_of(self, meeting_id: RecordId) -> None:
        """The entry screen of one meeting."""
        context = self._context
        context.read(lambda: context.services.voters.meeting(context.actor, meeting_id), self._enter, self)

    def _show_meetings(self, rows: tuple[MeetingRow, ...]) -> None:
        self._meetings = rows
        self.ledger.show_meetings(rows)
        self.meetings.show_meetings(rows)

    def _enter(self, meeting: Meeting) -> None:
        night = NightEntry(self._context, meeting)
        night.setAccessibleName(f"Ý kiến: {meeting.title}")
        night.left.connect(self.cover.close_form)

        def save(drafts: tuple[RecommendationDraft, ...]) -> None:
            self._actions.record(night, drafts, lambda: self._recorded(meeting.id))

        night.save_wanted.connect(save)
        self.cover.show_form(night)
        night.open()

    def _held(self, meeting: Meeting) -> None:
        self.cover.close_form()
        self.tabs.show_tab(MEETINGS)
        self._context.messages.notice("Đã lưu cuộc tiếp xúc. Nhập ý kiến của cử tri khi sẵn sàng.")
        self._then_meetings(partial(self.meetings.show_meeting, meeting.id))

    def _recorded(self, meeting_id: RecordId) -> None:
        self.cover.close_form()
        self.tabs.show_tab(MEETINGS)
        self._then_meetings(partial(self.meetings.show_meeting, meeting_id))

    def _then_meetings(self, then: Callable[[], None]) -> None:
        """Load the meetings anew, then do something with them."""
        context = self._context

        def take(rows: tuple[MeetingRow, ...]) -> None:
            self._show_meetings(rows)
            then()

        context.read(lambda: context.services.voters.meetings(context.actor), take, self)

    def _act(self, act: str, about: Recommendation) -> None:
        today = self._context.services.clock.today
        if act == PETITION:
            self.wanted.emit("petitions", about.petition_id or handover.of_opinion(about))
        elif act == CLASSIFY:
            classify = ClassifyForm(about)
            self._actions.offer_units(classify.offer)
            classify.save_wanted.connect(lambda: self._actions.classify(classify, self._done))
            classify.left.connect(self.cover.close_form)
            self.cover.show_form(classify)
        elif act == ANSWER:
            answer = AnswerForm(about, today)
            answer.save_wanted.connect(lambda: self._actions.answer(answer, self._done))
            self.cover.show_drafted(answer, f"voters.answer:{about.id}")
        else:
            forward = ForwardForm(about, today)
            self._actions.offer_units(forward.offer)
            forward.save_wanted.connect(lambda: self._actions.forward(forward, self._done))
            self.cover.show_drafted(forward, f"voters.forward:{about.id}")

    def _done(self, about: Recommendation) -> None:
        self.cover.close_form()
        self.ledger.detail.show_opinion(about)

    def _connect(self) -> None:
        self.cover.changed.connect(self.head_changed)
        self.tabs.stack.currentChanged.connect(lambda: self.head_changed.emit())
        self.ledger.entry_wanted.connect(self.enter_opinions)
        self.ledger.act_wanted.connect(self._act)
        self.meetings.new_wanted.connect(self.new_meeting)
        self.meetings.entry_wanted.connect(self.enter_of)
        self.meetings.ledger_wanted.connect(self._open_ledger)
        self.meetings.opinion_wanted.connect(self._show_opinion)
        self.meetings.letter_wanted.connect(self.letters.write)
        self.sessions.letter_wanted.connect(self.letters.of_session)
        self.sessions.opinion_wanted.connect(self._show_opinion)
        self.sessions.regulation_wanted.connect(partial(self.wanted.emit, "office", REGULATION))
        self.sessions.letters_wanted.connect(self.letters.of_each)
        self.sessions.export_wanted.connect(self.letters.export)
        self.sessions.document_wanted.connect(partial(self.wanted.emit, "letters"))
        self.ledger.detail.letter_wanted.connect(self.letters.about)

    def _open_ledger(self, row: MeetingRow) -> None:
        self.tabs.show_tab(LEDGER)
        self.ledger.of_meeting(row)
