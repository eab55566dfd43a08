"""What the office does next with a petition: one step, from its state and what the law proposes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from app.domain.deadlines import Confidence
from app.domain.events import Clock
from app.domain.jurisdictions import Handling, Proposal
from app.domain.letters import LetterForm
from app.domain.petitions import ACTS, Petition, PetitionState, following


class StepKind(Enum):
    """How a step is taken."""

    ASSESS = "assess"
    LETTER = "letter"
    ACT = "act"
    ASSIGN = "assign"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step of a petition.

    Attributes:
        act: One of ``app.domain.petitions.ACTS``, or "" when the state stays as it is.
        letter: The id of the letter whose issue takes the step, or "".
        article: The basis, or "" when the running clock names it.
        clock: The term that asks for it, when it is done for a term alone.
    """

    kind: StepKind
    act: str = ""
    letter: str = ""
    article: str = ""
    reason: str = ""
    confidence: Confidence = Confidence.SURE
    clock: Clock | None = None


NOTHING_OWED: Mapping[str, Clock] = MappingProxyType({})
ACT_OF = {
    Handling.ACCEPT: "accept",
    Handling.DECLINE: "decline",
    Handling.FORWARD: "forward",
    Handling.GUIDE: "guide",
    Handling.RETURN_TO_SENDER: "return",
    Handling.FILE_AWAY: "file_away",
    Handling.SPLIT: "guide",
    Handling.INSPECT: "file_away",
}
"""The act that does what was decided."""


def next_step(
    petition: Petition,
    proposal: Proposal,
    letters: Mapping[str, LetterForm],
    owed: Mapping[str, Clock] = NOTHING_OWED,
    issued: Collection[str] = (),
) -> NextStep | None:
    """The one thing to do now, or None when nothing is left: what is closed may still be sent or made public.

    ``letters`` are the letters for petitions, by id; ``owed`` the acts that running terms ask for
    (``app.domain.petitions.owed_acts``); ``issued`` the letters that it has: of several
    that go together the next one is proposed.
    """
    if petition.state is PetitionState.REGISTERED:
        return _first(petition, proposal, letters)
    if petition.state is PetitionState.ACCEPTED and not petition.assignments:
        return NextStep(StepKind.ASSIGN)
    for act, clock in owed.items():
        letter = _letter(petition, letters, act, issued)
        return NextStep(StepKind.LETTER if letter else StepKind.ACT, act, letter, clock=clock)
    if petition.state is PetitionState.ACCEPTED:
        letter = _letter(petition, letters, "settle")
        return NextStep(StepKind.LETTER if letter else StepKind.ACT, "settle", letter)
    if petition.state is PetitionState.SUSPENDED:
        letter = _letter(petition, letters, "resume")
        return NextStep(StepKind.LETTER if letter else StepKind.ACT, "resume", letter)
    return None


def writable(
    petition: Petition, letters: Mapping[str, LetterForm], owed: Collection[str] = (), proposed: str = ""
) -> tuple[str, ...]:
    """The letters that may be written now, the proposed one first; one that fulfils a term also after it."""
    acts = following(petition.state, petition.kind, owed)
    fitting = (
        name
        for name, form in letters.items()
        if form.suits(petition, sealed=petition.sealed)
        and (not form.act or form.act in acts or ACTS[form.act].owed)
    )
    return tuple(sorted(fitting, key=lambda name: name != proposed))


def _first(petition: Petition, proposal: Proposal, letters: Mapping[str, LetterForm]) -> NextStep:
    handling = petition.handling or proposal.handling
    if handling is None:
        return NextStep(
            StepKind.ASSESS,
            article=proposal.article,
            reason=proposal.reason,
            confidence=proposal.confidence,
        )
    act = ACT_OF[handling]
    if handling is not proposal.handling:  # the officer decided otherwise, and the timeline says why
        return NextStep(StepKind.ACT, act)
    proposed = letters.get(proposal.letter)
    takes = proposed and proposed.act == act and proposed.suits(petition, sealed=petition.sealed)
    letter = proposal.letter if takes else ""
    kind = StepKind.LETTER if letter else StepKind.ACT
    return NextStep(kind, act, letter, proposal.article, proposal.reason, proposal.confidence)


def _letter(
    petition: Petition, letters: Mapping[str, LetterForm], act: str, issued: Collection[str] = ()
) -> str:
    """The first letter that takes the act, suits the petition and is not out yet, "" where there is none."""
    suiting = (
        name
        for name, form in letters.items()
        if form.act == act and name not in issued and form.suits(petition, sealed=petition.sealed)
    )
    return next(suiting, "")
