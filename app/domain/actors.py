"""Who acts, in what role, and what a role may do."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Refused
from app.domain.ids import RecordId


class Role(StrEnum):
    """The people in front of the program."""

    OFFICER = "officer"
    HEAD = "head"
    COUNCIL = "council"
    PARTY = "party"
    STATISTICS = "statistics"
    KEEPER = "keeper"
    DEPUTY = "deputy"


class Right(StrEnum):
    """What a service call asks for.

    ``READ`` is all that is not kept or sealed; ``READ_VOTERS`` what was said at voter meetings and what came
    of it, with the lists it names (units, villages, sessions of the council). Everybody has it, deputies
    nothing else.
    """

    READ = "read"
    READ_VOTERS = "read_voters"
    RECORD_RECEPTIONS = "record_receptions"
    RECORD_PETITIONS = "record_petitions"
    DECIDE_PETITIONS = "decide_petitions"
    RECORD_VOTERS = "record_voters"
    ISSUE_LETTERS = "issue_letters"
    KEEP_OFFICE = "keep_office"
    OPEN_DENOUNCERS = "open_denouncers"
    KEEP_STATISTICS = "keep_statistics"


_ALL = frozenset(Right)
_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.KEEPER: _ALL,
    Role.HEAD: _ALL,
    Role.OFFICER: _ALL - {Right.KEEP_OFFICE},
    Role.COUNCIL: frozenset(
        {
            Right.READ,
            Right.READ_VOTERS,
            Right.RECORD_VOTERS,
            Right.RECORD_RECEPTIONS,
            Right.ISSUE_LETTERS,
            Right.KEEP_STATISTICS,
        }
    ),
    Role.PARTY: frozenset(
        {Right.READ, Right.READ_VOTERS, Right.RECORD_RECEPTIONS, Right.RECORD_PETITIONS, Right.ISSUE_LETTERS}
    ),
    Role.STATISTICS: frozenset({Right.READ, Right.READ_VOTERS, Right.KEEP_STATISTICS}),
    Role.DEPUTY: frozenset({Right.READ_VOTERS}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who performs a service call, and at which PC.

    Attributes:
        user_id: The user's record.
        name: Full name, for the log and for papers.
        position: Office held, as papers print it.
        role: What they may do.
        workstation: The PC's name.
    """

    user_id: RecordId
    name: str
    position: str
    role: Role
    workstation: str

    def may(self, right: Right) -> bool:
        """Whether the actor's role carries ``right``: what it does not carry, screens do not offer."""
        return right in _RIGHTS[self.role]

    def require(self, right: Right) -> None:
        """Refuse the act when the actor's role does not carry ``right``."""
        if not self.may(right):
            raise Refused("not_permitted", right=right.value)
