"""What the council's desk is asked to do for the page; drafts go once their form is saved."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.domain.changes import Done
from app.domain.errors import KnownTrouble
from app.domain.office import CouncilSession, Village
from app.domain.voters import Meeting, Recommendation, RecommendationDraft
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.voters.forms import MeetingForm
from ui.voters.night import NightEntry


class VoterActions:
    """One act each; the page says what comes after."""

    def __init__(self, context: Context, owner: QObject) -> None:
        self._context, self._owner = context, owner

    def offer_meeting(self, form: MeetingForm) -> None:
        context = self._context

        def read() -> tuple[Sequence[CouncilSession], Sequence[Village]]:
            services, actor = context.services, context.actor
            held = [one for one in services.council_sessions.all(actor) if one.cancelled_on is None]
            return held, services.office.villages(actor)

        context.read(read, lambda found: form.offer(*found), form)

    def hold(self, form: MeetingForm, then: Callable[[Meeting], None]) -> None:
        context, draft = self._context, form.draft()

        def done(meeting: Meeting) -> None:
            context.drop_draft("voters.meeting")
            then(meeting)

        context.act(lambda: context.services.voters.hold(context.actor, draft), done, form, form)

    def record(
        self, night: NightEntry, drafts: tuple[RecommendationDraft, ...], then: Callable[[], None]
    ) -> None:
        """All lines of a meeting night in one act; refused, they stay in the draft."""
        context = self._context

        def done(outcome: Done[Recommendation]) -> None:
            context.drop_draft(night.draft_name)
            context.messages.notice(f"Đã lưu {formats.number(len(drafts))} ý kiến.")
            context.hub.tell(outcome.areas)
            then()

        def failed(error: Exception) -> None:
            night.busy(busy=False)
            if not isinstance(error, KnownTrouble):
                raise error
            night.show_trouble(words.sentence(error))

        night.busy(busy=True)
        context.background.run(
            lambda: context.services.voters.record_all(context.actor, drafts), done, failed, owner=night
        )
