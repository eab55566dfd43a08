"""``voter board``: how what voters raised for a session of the council stands, in figures and a red list."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.bootstrap import Services
from app.commands.arguments import Verbs
from app.commands.calls import Answer, Call, office
from app.commands.output import pairs, table
from app.commands.reading import Record
from app.commands.voter_references import References
from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.office import CouncilSession, village_on
from app.domain.replies import standing_on
from app.domain.session_books import SessionBook
from app.domain.voters import (
    Recommendation,
    RecommendationQuery,
    RecommendationRow,
    RecommendationState,
    Verdict,
)
from app.runtime.words import phrase

IN_TIME, LATE, WAITING = "in_time", "late", "waiting"
RED = ("late", "promise_past", "repeated", "unsatisfied")
SETTLED = (RecommendationState.SETTLED, RecommendationState.EXPLAINED)
Counts = Mapping[object, int]


@dataclass(frozen=True, slots=True)
class Red:
    """An item to look at first."""

    id: RecordId
    reference: str
    why: tuple[str, ...]
    row: RecommendationRow


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of one or more sessions.

    Attributes:
        opinions: All that was said, on the spot, merged and turned petition too; parts of a split are not.
        merged: Opinions that another recommendation speaks for.
        items: What was raised for the sessions and stands in the ledger.
        carried: What came over from sessions before them.
        settled: How many items are settled or explained.
        in_time: Items answered within the term that ran last; ``late`` were not, or wait beyond it.
        groups: The items by level, state, unit, field and by the village as it is called today; what was
            raised before its session opened by its state on that day.
        raised: How many items were raised for how many sessions until then.
        red: The items to look at first, with why.
    """

    sessions: tuple[str, ...]
    meetings: int
    places: int
    attendance: int
    opinions: int
    on_the_spot: int
    merged: int
    petitions: int
    split_off: int
    items: int
    carried: int
    settled: int
    in_time: int
    late: int
    published: int
    told: int
    groups: Mapping[str, Counts]
    raised: Counts
    red: tuple[Red, ...]


def add_verb(group: Verbs) -> None:
    verb = group.verb("board", "voter_board", show)
    verb.option("--session", "voter_sessions", metavar="NAME", action="append", default=[])


def show(call: Call) -> Answer:
    """The sessions named, else the one whose day is nearest ahead, else the last one."""
    told = call.options
    with office(call) as (services, actor):
        sessions = services.council_sessions.all(actor)
        known = {session.name: session.id for session in sessions}
        chosen = [Record({"session": name}).named("session", known) for name in told.session]
        keys = tuple(dict.fromkeys(key for key in chosen if key is not None)) or _nearest(
            sessions, services.clock.today()
        )
        board = figures(services, actor, keys)
    return Answer(board, lines(board))


def _nearest(sessions: tuple[CouncilSession, ...], today: date) -> tuple[RecordId, ...]:
    held = [session for session in sessions if session.cancelled_on is None]
    ahead = [session for session in held if session.opens_on >= today]
    return tuple(session.id for session in (ahead[-1:] or held[:1]))


def figures(services: Services, actor: Actor, session_ids: tuple[RecordId, ...]) -> Board:
    """The figures of these sessions as they stand today."""
    today = services.clock.today()
    books = [services.voters.book(actor, key) for key in session_ids]
    tallies = [services.voters.tally(actor, RecommendationQuery(session_id=key)) for key in session_ids]
    said: Counter[RecommendationState] = sum((Counter(tally) for tally in tallies), Counter())
    found = [services.voters.recommendation(actor, item.id) for book in books for item in book.items]
    places = [place for book in books for meeting in book.meetings for place in meeting.places]
    opinions = sum(book.opinions for book in books)
    terms = [term(one, today) for one in found]
    names = References(services, actor)
    return Board(
        tuple(book.session.name for book in books),
        sum(len(book.meetings) for book in books),
        len(places),
        sum(place.attendance for place in places),
        opinions,
        said[RecommendationState.ON_THE_SPOT],
        said[RecommendationState.MERGED],
        said[RecommendationState.PETITION],
        said.total() - opinions,
        len(found),
        len(_carried(books)),
        sum(one.row.state in SETTLED for one in found),
        terms.count(IN_TIME),
        terms.count(LATE),
        sum(one.row.published_on is not None for one in found),
        sum(one.row.told_on is not None for one in found),
        _groups(services, actor, found, {book.session.id: book.session.opens_on for book in books}),
        dict(sorted(Counter(one.row.raised for one in found).items())),
        tuple(Red(one.id, names.of(one.row), why(one, today), one.row) for one in found if why(one, today)),
    )


def _carried(books: list[SessionBook]) -> set[RecordId]:
    """What came over, without what was raised for one of the sessions themselves."""
    own = {item.id for book in books for item in book.items}
    return {item.id for book in books for item in book.carried} - own


def _groups(
    services: Services, actor: Actor, found: list[Recommendation], opening: Mapping[RecordId, date]
) -> dict[str, Counts]:
    villages = {village.id: village for village in services.office.villages(actor, standing=False)}
    today = services.clock.today()
    there = [one for one in found if one.row.received_on <= opening[one.row.session_id] <= today]
    return {
        "level": _most(one.row.level for one in found),
        "state": _most(one.row.state for one in found),
        "state_at_opening": _most(standing_on(one, opening[one.row.session_id]) for one in there),
        "unit": _most(one.row.unit for one in found),
        "field": _most(one.row.field for one in found),
        "village": _most(
            village_on(one.village_id, villages, today).name if one.village_id else "" for one in found
        ),
    }


def _most(words: Iterable[object]) -> dict[object, int]:
    """How often each word stands there, the most frequent first, what is not told last."""
    counted = Counter(words)
    return dict(sorted(counted.items(), key=lambda pair: (not pair[0], -pair[1], str(pair[0]))))


def term(one: Recommendation, today: date) -> str:
    """Whether it was answered in time, by the term that ran last; ``WAITING`` while that still runs."""
    last = max(one.clocks, key=lambda clock: str(clock.id), default=None)
    if last is None:
        return WAITING
    if (last.closed_on or today) > last.due_on:
        return LATE
    return IN_TIME if last.closed_on is not None else WAITING


def why(one: Recommendation, today: date) -> tuple[str, ...]:
    """Why a recommendation needs a look: what of ``RED`` is true of it."""
    row = one.row
    late = row.due_on is not None and row.due_on < today
    in_progress = row.state is RecommendationState.IN_PROGRESS
    past = in_progress and row.promised_on is not None and row.promised_on < today
    told = (late, past, row.raised > 1, row.verdict is Verdict.UNSATISFIED)
    return tuple(name for name, holds in zip(RED, told, strict=True) if holds)


def lines(board: Board) -> tuple[str, ...]:
    """The figures for people: sums that add up, one small table a group, the red list."""
    sums = phrase(
        "commands",
        "board_opinions",
        opinions=board.opinions,
        split=board.split_off,
        spot=board.on_the_spot,
        items=board.items,
        merged=board.merged,
        petitions=board.petitions,
    )
    rounds = phrase(
        "commands",
        "board_rounds",
        meetings=board.meetings,
        places=board.places,
        attendance=board.attendance,
    )
    settled = phrase(
        "commands",
        "board_settled",
        settled=board.settled,
        items=board.items,
        in_time=board.in_time,
        late=board.late,
        carried=board.carried,
    )
    shown = pairs(
        {phrase("columns", "published_on"): board.published, phrase("columns", "told_on"): board.told}
    )
    tables = (line for name, counts in board.groups.items() for line in _group(name, counts))
    return ("; ".join(board.sessions), rounds, sums, settled, *shown, *tables, *_reds(board))


def _group(name: str, counts: Counts) -> tuple[str, ...]:
    if not counts:
        return ()
    rows = [(word or phrase("commands", "board_untold"), count) for word, count in counts.items()]
    return ("", *table((phrase("columns", name), phrase("columns", "count")), rows))


def _reds(board: Board) -> tuple[str, ...]:
    if not board.red:
        return ()
    columns = tuple(phrase("columns", name) for name in ("id", "reason", "unit", "matter"))
    rows = [
        (
            red.reference,
            ", ".join(phrase("commands", f"board_{name}", times=red.row.raised) for name in red.why),
            red.row.unit,
            red.row.matter,
        )
        for red in board.red
    ]
    return ("", phrase("commands", "board_red", count=len(rows)), *table(columns, rows))
