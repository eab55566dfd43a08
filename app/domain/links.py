"""How petitions stand to each other: the same matter again, or parts of one that was split."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import checks
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import PetitionKind
from app.domain.petitions import LinkKind, PetitionState

LEAST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Link:
    """Another petition this one belongs with.

    Attributes:
        earlier: Whether the other one was there first: this one repeats it, or was split off from it.
    """

    kind: LinkKind
    petition_id: RecordId
    number: str
    received_on: date
    state: PetitionState
    earlier: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """A petition on record that looks like one being typed.

    Attributes:
        same_person: The sender has the same name and no other identity number; never known of the sealed.
        same_matter: Much of the matter is the same.
        linkable: Both are sealed or neither is, so that a link tells nothing of a denouncer.
    """

    id: RecordId
    number: str
    received_on: date
    kind: PetitionKind
    state: PetitionState
    matter: str
    same_person: bool
    same_matter: bool
    linkable: bool

    @property
    def eligibility(self) -> Eligibility | None:
        """What stands in the way of the new one; None where it only looks alike, or may be settled again."""
        if not (self.linkable and self.same_matter):
            return None
        if self.target is not None:
            return None
        known = {
            PetitionState.GUIDED: Eligibility.ALREADY_GUIDED,
            PetitionState.SETTLED: Eligibility.ALREADY_SETTLED,
        }
        return known.get(self.state, Eligibility.DUPLICATE)

    @property
    def target(self) -> Target | None:
        """A complaint settled once may be made a second time, against that settlement (complaints 33)."""
        settled = self.kind is PetitionKind.COMPLAINT and self.state is PetitionState.SETTLED
        return Target.FIRST_DECISION if settled and self.same_matter and self.linkable else None


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One matter of a mixed petition, as a petition of its own."""

    kind: PetitionKind
    matter: str
    target: Target = Target.OTHER
    target_name: str = ""
    field: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class SplitDraft:
    """How a mixed petition is split for the sender.

    Attributes:
        agreed: When and how the sender agreed.
        on: The legal day of the act; today when None.
    """

    parts: tuple[PartDraft, ...]
    agreed: str
    on: date | None = None


def checked(draft: SplitDraft) -> SplitDraft:
    """The cleaned draft; refuses fewer than two parts and one the sender did not agree to."""
    if len(draft.parts) < LEAST_PARTS:
        raise Refused("split_too_few", field="parts")
    agreed = checks.line(draft.agreed, "agreed", required=False)
    if not agreed:
        raise Refused("split_needs_agreement", field="agreed")
    parts = tuple(replace(part, matter=checks.matter(part.matter)) for part in draft.parts)
    return replace(draft, parts=parts, agreed=agreed)


def refuse_telling(draft: SplitDraft, *, sealed: bool, named: bool) -> None:
    """Refuse parts of another seal than the petition's: their link would tell who denounced.

    Of a petition that names nobody the parts may be of any kind (law on denunciations 8.3).
    """
    seals = {part.kind is PetitionKind.DENUNCIATION for part in draft.parts}
    if seals != {sealed} and (sealed or named):
        raise Refused("split_would_tell", field="parts")
