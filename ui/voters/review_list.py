"""What is gone through: a title and its recommendations, perhaps in several parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.review_board import Board, BoardItem, RedReason
from app.domain.voters import BookItem
from app.runtime import words


@dataclass(frozen=True, slots=True)
class Stop:
    """A recommendation to look at, and why it is red."""

    item: BookItem
    reasons: tuple[RedReason, ...] = ()
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """What is gone through.

    Attributes:
        parts: Each with its name and stops; what is offered to choose from where there are several.
    """

    title: str
    parts: tuple[tuple[str, tuple[Stop, ...]], ...]


def stop(one: BoardItem) -> Stop:
    """A recommendation of the board to look at."""
    return Stop(one.item, one.reasons, one.days_late)


def listing(title: str, parts: Sequence[tuple[str, Sequence[BoardItem]]]) -> Listing:
    """Recommendations of the board to go through; empty parts are left out."""
    return Listing(title, tuple((told, tuple(stop(one) for one in items)) for told, items in parts if items))


def red_list(board: Board) -> Listing:
    """What is red, the worst first: all of it, and by each reason."""
    red = board.red
    by_reason = [
        (words.label(reason), tuple(one for one in red if reason in one.reasons)) for reason in RedReason
    ]
    return listing("Cần chú ý", (("Tất cả", red), *by_reason))
