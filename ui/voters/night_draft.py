"""What was typed on a meeting night and not yet saved: the lines, and apart from them the one being typed."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QObject

from app.domain.ids import RecordId
from ui.context import Context
from ui.voters.lines import OpinionLine, line_of

Lines = Callable[[list[OpinionLine]], None]
Typing = Callable[[OpinionLine, object], None]


class NightDraft:
    """Two drafts, so that a stroke never waits for five hundred lines to be written."""

    def __init__(self, context: Context, meeting_id: RecordId) -> None:
        self._context = context
        self._lines, self._typing = f"night:{meeting_id}", f"night-typing:{meeting_id}"

    def keep_lines(self, lines: Sequence[OpinionLine]) -> None:
        """All lines, when one of them changed."""
        self._context.keep_draft(self._lines, {"lines": [line.told() for line in lines]})

    def keep_typing(self, line: OpinionLine, mending: int | None) -> None:
        """The one line in the entry and which one it mends."""
        self._context.keep_draft(self._typing, {"typing": line.told(), "mending": mending})

    def restore(self, lines: Lines, typing: Typing, owner: QObject) -> None:
        """Hand on the lines kept, then the one that was being typed and which line it mends."""

        def take_lines(kept: dict[str, object]) -> None:
            lines([line_of(told) for told in cast("list[dict[str, object]]", kept.get("lines", []))])
            take_typing(kept)  # where both stood in one draft

        def take_typing(kept: dict[str, object]) -> None:
            line = line_of(cast("dict[str, object]", kept.get("typing") or {}))
            if line.speaker or line.matter:
                typing(line, kept.get("mending"))

        self._context.draft(self._lines, take_lines, owner)
        self._context.draft(self._typing, take_typing, owner)

    def drop(self) -> None:
        """Everything is saved."""
        self._context.drop_draft(self._lines)
        self._context.drop_draft(self._typing)
