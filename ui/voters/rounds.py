"""What the page does about rounds of meetings: new, put right, their opinions typed, their minutes."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Done
from app.domain.errors import KnownTrouble
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.meetings import Meeting
from app.domain.office import CouncilSession, Village
from app.domain.voters import Recommendation, RecommendationDraft
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.cover import Cover
from ui.voters.letters import VoterLetters
from ui.voters.meeting_form import MeetingForm
from ui.voters.meetings import MINUTES
from ui.voters.night import NightEntry

Prepare = Callable[[], Callable[[], Done[Meeting]]]


class Rounds(QObject):
    """Forms and the entry screen of rounds of meetings, on the page's cover.

    Signals:
        kept: A round, or opinions of it, are recorded (its id).
        session_wanted: No session of the council is there that a new round could be for.
    """

    kept = Signal(object)
    session_wanted = Signal()

    def __init__(self, context: Context, cover: Cover, letters: VoterLetters) -> None:
        super().__init__(cover)
        self._context, self._cover, self._letters = context, cover, letters

    def new(self) -> None:
        """The form of a new round."""
        form = MeetingForm(self._context.services.clock.today)
        self._offer(form)
        desk, actor = self._context.services.voters, self._context.actor
        said = "Đã lưu cuộc tiếp xúc. Nhập ý kiến của cử tri khi sẵn sàng."
        self._open(form, "voters.meeting", lambda: partial(desk.hold, actor, form.draft()), said)

    def amend(self, known: Meeting) -> None:
        """The form of a round on record: voters are counted, a deputy came after all."""
        form = MeetingForm(self._context.services.clock.today, known)
        self._offer(form)
        desk, actor = self._context.services.voters, self._context.actor
        self._open(
            form,
            f"voters.meeting:{known.id}",
            lambda: partial(desk.amend_meeting, actor, known.id, form.draft()),
            "Đã sửa đợt tiếp xúc.",
        )

    def enter(self, meeting_id: RecordId) -> None:
        """The entry screen of one round."""
        context = self._context
        context.read(lambda: context.services.voters.meeting(context.actor, meeting_id), self._enter, self)

    def _offer(self, form: MeetingForm) -> None:
        context = self._context

        def read() -> tuple[Sequence[CouncilSession], Sequence[Village]]:
            services, actor = context.services, context.actor
            own = form.known.council_session_id if form.known else None
            every = services.council_sessions.all(actor)
            held = [one for one in every if one.cancelled_on is None or one.id == own]
            return held, services.office.villages(actor)

        def offer(found: tuple[Sequence[CouncilSession], Sequence[Village]]) -> None:
            if found[0]:
                form.offer(*found)
            else:
                self._cover.close_form()
                self.session_wanted.emit()

        context.read(read, offer, form)

    def _open(self, form: MeetingForm, draft_name: str, prepare: Prepare, said: str) -> None:
        context = self._context

        def done(meeting: Meeting) -> None:
            context.drop_draft(draft_name)
            self._cover.close_form()
            context.messages.notice(said)
            self.kept.emit(meeting.id)

        self._cover.show_drafted(form, draft_name)
        form.save_wanted.connect(lambda: context.act(prepare(), done, form, form))

    def _enter(self, meeting: Meeting) -> None:
        night = NightEntry(self._context, meeting)
        night.setAccessibleName(f"Ý kiến: {meeting.title}")
        night.left.connect(self._cover.close_form)
        night.save_wanted.connect(partial(self._record, night))
        night.minutes_wanted.connect(
            lambda place: self._letters.write(MINUTES, RecordType.MEETING, meeting.id, (place,))
        )
        self._cover.show_form(night)
        night.open()

    def _record(self, night: NightEntry, drafts: tuple[RecommendationDraft, ...]) -> None:
        """All lines of a meeting night in one act; refused, they stay in the draft."""
        context = self._context

        def done(outcome: Done[Recommendation]) -> None:
            night.draft.drop()
            context.messages.notice(f"Đã lưu {formats.number(len(drafts))} ý kiến.")
            context.hub.tell(outcome.areas)
            if not night.saved():
                self._cover.close_form()
                self.kept.emit(night.meeting.id)

        def failed(error: Exception) -> None:
            night.failed(words.sentence(error) if isinstance(error, KnownTrouble) else "")
            if not isinstance(error, KnownTrouble):
                raise error

        night.busy(busy=True)
        context.background.run(
            lambda: context.services.voters.record_all(context.actor, drafts), done, failed, owner=night
        )
