"""What the desk is asked to do from “Tổng hợp”: a refusal is said there, an act can be taken back."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.domain.changes import Done
from app.domain.compiling import Part
from app.domain.errors import KnownTrouble
from app.domain.ids import RecordId
from app.domain.voters import ClassificationDraft, Recommendation
from app.runtime import words
from ui.context import Context

T = TypeVar("T")
Undo = Callable[[], None]


class CompilingActs:
    """One act at a time: a second key while one is under way does nothing."""

    def __init__(self, context: Context, owner: QWidget, refused: Callable[[str], None]) -> None:
        self._context, self._owner, self._refused = context, owner, refused
        self.busy = False
        self.undo: Undo | None = None

    def classify(self, key: RecordId, draft: ClassificationDraft, then: Callable[[], None]) -> None:
        desk, actor = self._context.services.voters, self._context.actor
        self._do(lambda: desk.classify(actor, (key,), draft), "Đã phân loại.", None, lambda _count: then())

    def merge(
        self,
        lead: RecordId,
        others: tuple[RecordId, ...],
        draft: ClassificationDraft | None,
        then: Callable[[], None],
        back: Undo,
    ) -> None:
        """Merge ``others`` into ``lead``; taken back, each stands on its own again."""
        desk, actor = self._context.services.compiling, self._context.actor

        def undo() -> None:
            self._do(lambda: desk.part(actor, others), "Đã tách ra lại.", None, lambda _keys: back())

        count = f" {len(others)} ý kiến" if len(others) > 1 else ""
        self._do(lambda: desk.merge(actor, lead, others, draft), f"Đã gộp{count}.", undo, lambda _one: then())

    def part(self, key: RecordId, then: Callable[[], None]) -> None:
        desk, actor = self._context.services.compiling, self._context.actor
        self._do(
            lambda: desk.part(actor, (key,)), "Đã tách ra, kiến nghị đứng riêng.", None, lambda _one: then()
        )

    def compared(
        self,
        key: RecordId,
        earlier: RecordId | None,
        draft: ClassificationDraft | None,
        then: Callable[[], None],
        back: Undo,
    ) -> None:
        """Know it as raised before, or as new; taken back, it waits again."""
        desk, actor = self._context.services.compiling, self._context.actor

        def work() -> Done[Recommendation]:
            if earlier is None:
                return desk.raise_anew(actor, key, draft)
            return desk.raise_again(actor, key, earlier, draft)

        said = "Đã ghi là kiến nghị mới." if earlier is None else "Đã nối với kiến nghị kỳ trước."
        self._do(work, said, lambda: self.forget(key, back), lambda _one: then())

    def forget(self, key: RecordId, then: Callable[[], None]) -> None:
        desk, actor = self._context.services.compiling, self._context.actor
        self._do(
            lambda: desk.forget(actor, key), "Đã bỏ nối, kiến nghị chờ so lại.", None, lambda _one: then()
        )

    def split(
        self,
        key: RecordId,
        parts: tuple[Part, ...],
        then: Callable[[], None],
        refused: Callable[[str], None],
    ) -> None:
        """Make several of one; a refusal is said in the form, which stays."""
        desk, actor = self._context.services.compiling, self._context.actor
        said = f"Đã tách thành {len(parts)} kiến nghị."
        self._do(lambda: desk.split(actor, key, parts), said, None, lambda _keys: then(), refused)

    def take_back(self) -> None:
        """Undo the last act, where it can be."""
        if self.undo is not None and not self.busy:
            undo, self.undo = self.undo, None
            undo()

    def _do(
        self,
        work: Callable[[], Done[T]],
        said: str,
        undo: Undo | None,
        then: Callable[[T], None],
        refused: Callable[[str], None] | None = None,
    ) -> None:
        if self.busy:
            return
        self.busy = True
        context = self._context

        def done(outcome: Done[T]) -> None:
            self.busy, self.undo = False, undo
            self._refused("")
            context.messages.notice(said, self.take_back if undo is not None else None)
            then(outcome.value)
            context.hub.tell(outcome.areas)

        def failed(error: Exception) -> None:
            self.busy = False
            if not isinstance(error, KnownTrouble):
                raise error
            (refused or self._refused)(words.sentence(error))

        context.background.run(work, done, failed, owner=self._owner)
