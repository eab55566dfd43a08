"""Who sees a petition that is kept apart: their names, one more, one less, each with its reason."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.ids import RecordId, record_id
from app.domain.office import User, may_serve_chair
from app.domain.petitions import Petition, PetitionDraft, Source
from ui.context import Context
from ui.theme import Tone
from ui.widgets.basics import Note, button, clear, column, label, row
from ui.widgets.fields import ChecksField, ChoiceField, LineField, YesNoField

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.changes import Done

_TOLD = "Đơn được giữ riêng: ngoài những người dưới đây, không ai xem được nội dung."
_KEPT = (
    "Đơn tố cáo Chủ tịch, Phó Chủ tịch hoặc UBND xã được giữ riêng: người khác chỉ thấy số đơn và ngày nhận."
)
_NOT_YOU = "Bạn giúp việc Chủ tịch nên vào sổ xong sẽ không xem được đơn này nữa."
_ASKED = "Bạn có giúp việc Chủ tịch, Phó Chủ tịch UBND xã không?"
_ALONE = "Không thì bạn được xem đơn này vì bạn vào sổ. Có thì chọn người khác được xem."
_DOUBT = "giúp việc Chủ tịch? chọn người khác nếu đúng"
_LOGGED = "Lần giao xem hay thôi giao được ghi lại: ai, lúc nào, vì sao."


class KeepersPanel(QWidget):
    """The keepers of one petition; nothing for one that anybody may see."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._petition: Petition | None = None
        self.who = ChoiceField("Người được xem")
        self.reason = LineField("Lý do", required=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.setLayout(column(self._list))

    def show_petition(self, petition: Petition) -> None:
        self._petition = petition
        clear(self._list)
        self.setVisible(petition.kept)
        if not petition.kept:
            return
        keeping, actor = self._context.services.keeping, self._context.actor

        def read() -> tuple[tuple[User, ...], tuple[User, ...]]:
            return keeping.keepers(actor, petition.id), keeping.candidates(actor, petition.target_name)

        def show(told: tuple[tuple[User, ...], tuple[User, ...]]) -> None:
            if self._petition is petition:
                self._show(*told)

        self._context.read(read, show, self)

    def _show(self, keepers: tuple[User, ...], candidates: tuple[User, ...]) -> None:
        clear(self._list)
        self._list.addWidget(Note(_TOLD, Tone.SEALED, icon="lock"))
        for user in keepers:
            gone = button("Thôi giao", partial(self._take_back, user.id), kind="link")
            gone.setAccessibleName(f"Thôi giao: {user.name}")
            gone.setVisible(len(keepers) > 1)
            words = column(
                label(user.name, "strong", wrap=True), label(user.position, "small", wrap=True), gap=2
            )
            line = row(words, gone)
            line.setStretch(0, 1)
            self._list.addLayout(line)
        named = {user.id for user in keepers}
        others = [
            (str(user.id), f"{user.name}, {user.position}") for user in candidates if user.id not in named
        ]
        self.who = ChoiceField("Giao thêm cho", others, required=True)
        self.reason = LineField("Lý do", required=True, help_text=_LOGGED)
        if others:
            self._list.addWidget(self.who)
        self._list.addWidget(self.reason)
        if others:
            self._list.addLayout(row(button("Giao xem", self.share, icon="person"), None))

    def share(self) -> None:
        """Let the chosen person see the petition."""
        self.who.set_error(self.who.trouble())
        if not self.who.is_empty():
            desk, user_id = self._context.services.keeping, record_id(str(self.who.value()))
            self._act(
                lambda key, reason: desk.share(self._context.actor, key, user_id, reason), "Đã giao xem."
            )

    def _take_back(self, user_id: RecordId) -> None:
        desk = self._context.services.keeping
        self._act(
            lambda key, reason: desk.take_back(self._context.actor, key, user_id, reason), "Đã thôi giao."
        )

    def _act(self, work: "Callable[[RecordId, str], Done[Any]]", said: str) -> None:
        self.reason.set_error(self.reason.trouble())
        if self._petition is None or self.reason.is_empty():
            return
        key, reason = self._petition.id, self.reason.value()
        self._context.act(lambda: work(key, reason), lambda _done: self._context.messages.notice(said), self)


class KeepersField(QWidget):
    """Who shall see a petition about the chair, asked while it is typed.

    Signals:
        wanted: Whether the petition will be kept apart.
    """

    wanted = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked = ("", "", "")
        self.users: ChecksField | None = None
        self.serving = YesNoField(_ASKED, help_text=_ALONE)
        self.note = Note(_KEPT, Tone.SEALED, icon="lock")
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.setLayout(column(self.note, self.serving, self._list, gap=12))

    def ids(self) -> tuple[RecordId, ...]:
        """The users chosen; none while anybody may see the petition."""
        return tuple(record_id(value) for value in self.users.value()) if self.users else ()

    def follow(self, draft: PetitionDraft, *, chosen: bool) -> None:
        """Ask for keepers when the law wants the petition kept; ``chosen``: kind and target are there."""
        asked = (draft.kind.value, draft.target.value, draft.target_name) if chosen else ("", "", "")
        if asked == self._asked:
            return
        self._asked = asked
        services, actor = self._context.services, self._context.actor
        if not chosen:
            self._show(())
            return

        def read() -> tuple[User, ...]:
            told = services.petitions.propose(
                actor,
                draft.kind,
                draft.target,
                draft.eligibility,
                draft.body,
                at_reception=draft.source is Source.RECEPTION,
                on=draft.received_on,
            )
            return services.keeping.candidates(actor, draft.target_name) if told.sealed_from_chair else ()

        self._context.read(read, lambda found: self._show(found) if asked == self._asked else None, self)

    def _show(self, candidates: tuple[User, ...]) -> None:
        before = self.users.value() if self.users else []
        clear(self._list)
        self.users = None
        self.wanted.emit(bool(candidates))
        me = self._context.actor.user_id
        serves = all(user.id != me for user in candidates)
        self.serving.ask(wanted=not serves)
        if not candidates:
            return
        others = [_choice(user) for user in sorted(candidates, key=may_serve_chair) if user.id != me]
        asked = "Người được xem" if serves else "Người được xem cùng bạn"
        self.users = ChecksField(asked, others, required=serves)
        self.users.set_value(before)
        self._list.addWidget(self.users)
        if serves:
            self._list.addWidget(label(_NOT_YOU, "muted", wrap=True))


def _choice(user: User) -> tuple[str, str]:
    told = f"{user.name}, {user.position}"
    return str(user.id), f"{told}\n{_DOUBT}" if may_serve_chair(user) else told
