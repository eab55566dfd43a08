"""The page “Kiến nghị cử tri”: the ledger, the meetings, and the forms that fill them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.changes import Area
from app.domain.ids import RecordId
from app.domain.voters import Meeting, MeetingRow, Recommendation, RecommendationDraft
from ui.context import Context
from ui.page import Act, Page
from ui.voters.actions import VoterActions
from ui.voters.detail import ANSWER, CLASSIFY
from ui.voters.forms import AnswerForm, ClassifyForm, ForwardForm, MeetingForm
from ui.voters.ledger import Ledger
from ui.voters.meetings import Meetings
from ui.voters.night import NightEntry
from ui.widgets.basics import column
from ui.widgets.details import Tabs
from ui.widgets.forms import FormPage

LEDGER, MEETINGS = 0, 1


class VotersPage(Page):
    """“Kiến nghị cử tri”."""

    key = "voters"
    title = "Kiến nghị cử tri"
    icon = "voters"
    concerns = Area.VOTERS | Area.OFFICE | Area.DEADLINES

    def __init__(self, context: Context) -> None:
        super().__init__(context.hub)
        self._context = context
        self._actions = VoterActions(context, self)
        self._meetings: Sequence[MeetingRow] = ()
        self.ledger = Ledger(context)
        self.meetings = Meetings(context)
        self.tabs = Tabs()
        self.tabs.add("Sổ kiến nghị", self.ledger)
        self.tabs.add("Cuộc tiếp xúc", self.meetings)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self.setLayout(column(self.stack))
        self._connect()

    @property
    def open_form(self) -> QWidget | None:
        """The form that covers the lists, or None."""
        return self.stack.widget(1)

    def primary_act(self) -> Act | None:
        if self.open_form is not None:
            return None
        if self.tabs.stack.currentIndex() == MEETINGS:
            return Act("Cuộc tiếp xúc mới", self.new_meeting)
        return Act("Nhập ý kiến", self.enter_opinions)

    def path(self) -> list[str]:
        return [self.open_form.accessibleName()] if self.open_form is not None else []

    def refresh(self) -> None:
        context = self._context
        context.read(lambda: context.services.voters.meetings(context.actor), self._show_meetings, self)
        self.ledger.refresh()
        shown = self.ledger.detail.shown
        if shown is not None:
            context.read(
                lambda: context.services.voters.recommendation(context.actor, shown.id),
                self.ledger.detail.show_opinion,
                self,
            )

    def search(self, text: str) -> None:
        (self.meetings if self.tabs.stack.currentIndex() == MEETINGS else self.ledger).search(text)

    def show_item(self, what: object) -> None:
        """A recommendation by its id."""
        self.close_form()
        self.tabs.show_tab(LEDGER)
        self.ledger.show_opinion(cast("RecordId", what))

    def new_meeting(self) -> None:
        """The form of a new round of meetings."""
        form = MeetingForm(self._context.services.clock.today)
        self._actions.offer_meeting(form)
        self._show_form(form, "voters.meeting")
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

    def close_form(self) -> None:
        """Back to the lists."""
        form = self.open_form
        if form is not None:
            self.stack.removeWidget(form)
            form.deleteLater()
            self.head_changed.emit()

    def _show_meetings(self, rows: tuple[MeetingRow, ...]) -> None:
        self._meetings = rows
        self.ledger.show_meetings(rows)
        self.meetings.show_meetings(rows)

    def _enter(self, meeting: Meeting) -> None:
        night = NightEntry(self._context, meeting)
        night.setAccessibleName(f"Ý kiến: {meeting.title}")
        night.left.connect(self.close_form)

        def save(drafts: tuple[RecommendationDraft, ...]) -> None:
            self._actions.record(night, drafts, lambda: self._recorded(meeting.id))

        night.save_wanted.connect(save)
        self._cover(night)
        night.open()

    def _held(self, meeting: Meeting) -> None:
        self.close_form()
        self.tabs.show_tab(MEETINGS)
        self._context.messages.notice("Đã lưu cuộc tiếp xúc. Nhập ý kiến của cử tri khi sẵn sàng.")
        self._then_meetings(partial(self.meetings.show_meeting, meeting.id))

    def _recorded(self, meeting_id: RecordId) -> None:
        self.close_form()
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
        if act == CLASSIFY:
            classify = ClassifyForm(about)
            self._actions.offer_units(classify.offer)
            classify.save_wanted.connect(lambda: self._actions.classify(classify, self._done))
            self._cover(classify)
        elif act == ANSWER:
            answer = AnswerForm(about, today)
            answer.save_wanted.connect(lambda: self._actions.answer(answer, self._done))
            self._show_form(answer, f"voters.answer:{about.id}")
        else:
            forward = ForwardForm(about, today)
            self._actions.offer_units(forward.offer)
            forward.save_wanted.connect(lambda: self._actions.forward(forward, self._done))
            self._show_form(forward, f"voters.forward:{about.id}")
        form = self.open_form
        if isinstance(form, FormPage):
            form.left.connect(self.close_form)

    def _done(self, about: Recommendation) -> None:
        self.close_form()
        self.ledger.detail.show_opinion(about)

    def _show_form(self, form: FormPage, draft_name: str) -> None:
        """Cover the lists with a form whose draft is kept."""
        context = self._context
        self._cover(form)
        context.draft(draft_name, form.fill, form)
        form.draft_changed.connect(partial(context.keep_draft, draft_name))

    def _cover(self, form: QWidget) -> None:
        self.close_form()
        self.stack.addWidget(form)
        self.stack.setCurrentWidget(form)
        form.setFocus()
        self.head_changed.emit()

    def _connect(self) -> None:
        self.tabs.stack.currentChanged.connect(lambda: self.head_changed.emit())
        self.ledger.entry_wanted.connect(self.enter_opinions)
        self.ledger.act_wanted.connect(self._act)
        self.meetings.new_wanted.connect(self.new_meeting)
        self.meetings.entry_wanted.connect(self.enter_of)
        self.meetings.ledger_wanted.connect(self._open_ledger)
        self.meetings.opinion_wanted.connect(self.show_item)

    def _open_ledger(self, row: MeetingRow) -> None:
        self.tabs.show_tab(LEDGER)
        self.ledger.of_meeting(row)
