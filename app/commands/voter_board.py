"""``voter board``: how what voters raised for a session of the council stands, in figures and a red list."""

from collections import Counter
from typing import Any

from app.bootstrap import Services
from app.commands.arguments import Verbs
from app.commands.calls import Answer, Call, office
from app.commands.council_sessions import session_named
from app.commands.output import table
from app.commands.voter_references import References
from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.meetings import Meeting
from app.domain.office import UnitLevel
from app.domain.review_board import OPINION_PARTS, RECOMMENDATION_PARTS, Board, Grouping, Share, groups
from app.domain.voters import RecommendationState
from app.runtime.words import label, phrase

_STORED: dict[str, type[str]] = {"state": RecommendationState, Grouping.LEVEL: UnitLevel}
"""Groups whose values are stored words, which people read in full."""


def add_verb(group: Verbs) -> None:
    verb = group.verb("board", "voter_board", show)
    verb.option("--session", "voter_sessions", metavar="NAME", action="append", default=[])


def show(call: Call) -> Answer:
    """The sessions named, else the one whose day is nearest ahead, else the last one."""
    with office(call) as (services, actor):
        named = [session_named(services, actor, name) for name in call.options.session]
        keys = list(dict.fromkeys(named))
        board = services.review_board.board(actor, keys or _nearest(services, actor))
        books = [services.voters.book(actor, session.id) for session in board.sessions]
        names = References(services, actor)
    figures = _figures(board, [meeting for book in books for meeting in book.meetings])
    red = [
        {"reference": names.of(one.row), "why": one.reasons, "days_late": one.days_late, "row": one.row}
        for one in board.red
    ]
    return Answer({**figures, "groups": _groups(board), "red": red}, _lines(board, figures, names))


def _nearest(services: Services, actor: Actor) -> list[RecordId]:
    coming = services.milestones.coming(actor)
    if coming:
        return [coming[0].session.id]
    held = [session for session in services.council_sessions.all(actor) if session.cancelled_on is None]
    return [session.id for session in held[:1]]


def _figures(board: Board, rounds: list[Meeting]) -> dict[str, Any]:
    """What of the board is counted as a whole; ``parts`` as ``BoardPart`` tells them."""
    places = [place for meeting in rounds for place in meeting.places]
    rows = [one.row for one in board.items]
    came = Counter(one.part for one in board.items)
    return {
        "sessions": [session.name for session in board.sessions],
        "meetings": len(rounds),
        "places": len(places),
        "attendance": sum(place.attendance for place in places),
        "opinions": sum(board.opinions.values()),
        "items": len(rows),
        "parts": {
            **{part.value: board.opinions.get(part, 0) for part in OPINION_PARTS},
            **{part.value: came[part] for part in RECOMMENDATION_PARTS},
        },
        "shares": {share.value: [len(part) for part in board.share(share)] for share in Share},
        "timing": Counter(one.timing for one in board.items),
        "raised": dict(sorted(Counter(row.raised for row in rows).items())),
        "published": sum(row.published_on is not None for row in rows),
        "told": sum(row.told_on is not None for row in rows),
    }


def _groups(board: Board) -> dict[str, dict[str, int]]:
    """How many recommendations stand where, and how many there are of each unit, field, village and so on."""
    states = Counter(one.row.state.value for one in board.items)
    parted = {
        by.value: {group.value: len(group.items) for group in groups(board.items, by)} for by in Grouping
    }
    return {"state": dict(states.most_common()), **parted}


def _lines(board: Board, figures: dict[str, Any], names: References) -> tuple[str, ...]:
    """The figures for people: sums that add up, one small table a group, the red list."""
    shares = {share: f"{part}/{whole}" for share, (part, whole) in figures["shares"].items()}
    told = {**figures, **figures["parts"], **shares}
    sums = ("board_rounds", "board_opinions", "board_items", "board_shares", "board_told")
    tables = (line for name, counts in _groups(board).items() for line in _group(name, counts))
    return (
        "; ".join(figures["sessions"]),
        *(phrase("commands", name, **told) for name in sums),
        *tables,
        *_reds(board, names),
    )


def _group(name: str, counts: dict[str, int]) -> tuple[str, ...]:
    if not counts:
        return ()
    told = _STORED.get(name, str)
    untold = phrase("commands", "board_untold")
    rows = [(told(value) if value else untold, count) for value, count in counts.items()]
    column = "council_session" if name == Grouping.SESSION else name
    return ("", *table((phrase("columns", column), phrase("columns", "count")), rows))


def _reds(board: Board, names: References) -> tuple[str, ...]:
    if not board.red:
        return ()
    columns = tuple(phrase("columns", name) for name in ("id", "reason", "unit", "matter"))
    rows = [
        (names.of(one.row), ", ".join(map(label, one.reasons)), one.row.unit, one.row.matter)
        for one in board.red
    ]
    return ("", phrase("commands", "board_red", count=len(rows)), *table(columns, rows))
