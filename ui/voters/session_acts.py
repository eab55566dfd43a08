"""What the council's desk is asked to do with a session; each act has its form."""

from functools import partial

from PySide6.QtCore import QObject, Qt

from app.domain.ids import RecordId
from app.domain.milestones import Move
from app.domain.office import CouncilSession
from ui.context import Context
from ui.parts.cover import Cover
from ui.parts.reason_dialog import ReasonDialog
from ui.voters.session_forms import CancelForm, MoveForm, SessionForm
from ui.voters.sessions import Sessions
from ui.widgets.rest import Rest


class SessionActs(QObject):
    """Opens the forms over the page; the desk does the rest."""

    def __init__(self, context: Context, cover: Cover, sessions: Sessions) -> None:
        super().__init__(cover)
        self._context, self._cover, self._sessions = context, cover, sessions
        self.dialog: ReasonDialog | None = None
        sessions.new_wanted.connect(self.add)
        sessions.amend_wanted.connect(self.amend)
        sessions.move_wanted.connect(self.move)
        sessions.cancel_wanted.connect(self.cancel)
        sessions.restore_wanted.connect(self.restore)

    def add(self) -> None:
        """The form of a new session."""
        context = self._context
        form, desk = SessionForm(context.services.clock.today), context.services.council_sessions

        def saved(key: RecordId) -> None:
            context.drop_draft("voters.session")
            self._cover.close_form()
            context.messages.notice("Đã thêm kỳ họp.")
            self._sessions.show_session(key)

        self._cover.show_drafted(form, "voters.session")
        form.save_wanted.connect(
            lambda: context.act(partial(desk.add, context.actor, form.draft()), saved, form, form)
        )

    def amend(self, about: CouncilSession) -> None:
        """The form that corrects what was typed."""
        context = self._context
        form, desk = SessionForm(context.services.clock.today, about), context.services.council_sessions

        def saved(_session: CouncilSession) -> None:
            self._cover.close_form()
            context.messages.notice("Đã sửa kỳ họp.")

        form.left.connect(self._cover.close_form)
        form.save_wanted.connect(
            lambda: context.act(partial(desk.amend, context.actor, about.id, form.draft()), saved, form, form)
        )
        self._cover.show_form(form)

    def move(self, about: CouncilSession) -> None:
        """The form of a new day, which tells what moves with it."""
        context = self._context
        form, desk = MoveForm(about, context.services.clock.today), context.services.council_sessions

        def preview() -> None:
            days = form.days()
            if days is None:
                form.show_move(None)
                return

            def show(move: Move) -> None:
                if form.days() == days:  # else another day was typed meanwhile
                    form.show_move(move)

            context.read(lambda: desk.preview_move(context.actor, about.id, *days), show, form)

        rest = Rest(form, preview)
        form.days_changed.connect(rest.stir)
        self._cover.open(
            form,
            f"voters.move:{about.id}",
            lambda: partial(desk.move, context.actor, about.id, form.draft()),
            "Đã dời kỳ họp; các mốc đã tính lại.",
        )

    def cancel(self, about: CouncilSession) -> None:
        """The form of a cancellation."""
        context = self._context
        form, desk = CancelForm(about, context.services.clock.today), context.services.council_sessions
        self._cover.open(
            form,
            f"voters.cancel:{about.id}",
            lambda: partial(desk.cancel, context.actor, about.id, form.day(), form.reason.value()),
            "Đã hủy kỳ họp. Kiến nghị chưa xong chuyển sang kỳ họp sau.",
        )

    def restore(self, about: CouncilSession) -> None:
        """Ask why a session is held after all."""
        title, why = "Bỏ ghi hủy", "Như ghi nhầm kỳ họp, quyết định họp lại."
        self.dialog = ReasonDialog(title, about.name, title, why, self._cover)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        undo = self._context.services.council_sessions.restore
        self.dialog.ask(self._context, partial(undo, self._context.actor, about.id), "Đã bỏ ghi hủy.")
