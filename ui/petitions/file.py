"""Everything one petition's page shows, gathered off the GUI thread in one go."""

from dataclasses import dataclass
from datetime import date

from app.bootstrap import Services
from app.domain.accounts import Account
from app.domain.actors import Actor
from app.domain.cases import Case
from app.domain.classification import Passed
from app.domain.counting import Topic
from app.domain.deadlines import Explanation
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.jurisdictions import Proposal
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, DocumentState, LetterForm
from app.domain.links import Link
from app.domain.next_steps import NextStep, next_step, writable
from app.domain.office import Unit
from app.domain.outcomes import Outcome
from app.domain.petitions import JUDGED, Petition, PetitionQuery, PetitionRow, Source
from app.domain.receptions import VisitRow
from app.domain.scans import Scan


@dataclass(frozen=True, slots=True)
class PetitionFile:
    """A petition with what the law says of it and what belongs to it.

    Attributes:
        accounts: The running clocks with what made each date, the first due first.
        settling: The one of them that the settlement must keep, or None while none runs.
        ended: The clocks that are over, told the same way: a closed file can still say why.
        acts: The acts that may follow now, as ``app.domain.petitions.ACTS`` names them.
        begins: The terms that accepting it today would start.
        letters: The letters for petitions, by id.
        writable: The ids of those that may be written now.
        trail: The questions and answers it was classified by.
        topic: The group of the ministry's forms that its field is counted in.
        outcomes: What its decision or conclusion orders, and what was done of it.
        links: What it repeats or was split from, and the other way round.
    """

    petition: Petition
    proposal: Proposal
    step: NextStep | None
    acts: tuple[str, ...]
    accounts: tuple[Account, ...]
    settling: Account | None
    ended: tuple[Account, ...]
    begins: tuple[Explanation, ...]
    documents: tuple[DocumentRow, ...]
    scans: tuple[Scan, ...]
    letters: dict[str, LetterForm]
    writable: tuple[str, ...]
    units: tuple[Unit, ...]
    cases: tuple[Case, ...]
    siblings: tuple[PetitionRow, ...]
    visits: tuple[VisitRow, ...]
    trail: tuple[Passed, ...]
    links: tuple[Link, ...]
    topic: Topic
    outcomes: tuple[Outcome, ...]

    @property
    def case(self) -> Case | None:
        """The case it belongs to."""
        return next((case for case in self.cases if case.id == self.petition.case_id), None)


def gather(services: Services, actor: Actor, petition_id: RecordId, today: date) -> PetitionFile:
    """The file of a petition."""
    petition = services.petitions.petition(actor, petition_id)
    proposal = propose(services, actor, petition)
    letters = {form.id: form for form in services.letters.forms(RecordType.PETITION)}
    owed = services.petitions.owed(actor, petition)
    case_id = petition.case_id
    documents = services.letters.of_record(actor, petition_id)
    issued = {row.form for row in documents if row.state is DocumentState.ISSUED}
    step = next_step(petition, proposal, letters, owed, issued)
    accounts = tuple(services.deadlines.account(actor, clock) for clock in petition.running)
    settling = services.petitions.settling(actor, petition)
    return PetitionFile(
        petition,
        proposal,
        step,
        services.petitions.following(actor, petition),
        accounts,
        next((one for one in accounts if settling is not None and one.clock == settling), None),
        tuple(services.deadlines.account(actor, clock) for clock in petition.clocks if clock.closed_on),
        services.deadlines.beginning(actor, EventKind.ACCEPTED, petition.subject, today),
        documents,
        services.scans.of_record(actor, petition_id),
        letters,
        writable(petition, letters, owed, step.letter if step and step.letter else proposal.letter),
        services.office.units(actor),
        services.cases.all(actor),
        services.petitions.page(actor, PetitionQuery(case_id=case_id)).rows if case_id else (),
        services.receptions.visits(actor, case_id=case_id).rows if case_id else (),
        services.classification.trail(actor, petition.answers),
        services.classification.links(actor, petition_id),
        services.classification.topic(actor, petition.field),
        services.outcomes.of_petition(actor, petition_id) if petition.kind in JUDGED else (),
    )


def propose(services: Services, actor: Actor, petition: Petition) -> Proposal:
    """What the law proposes for the petition as it was last assessed."""
    return services.petitions.propose(
        actor,
        petition.kind,
        petition.target,
        petition.eligibility,
        petition.body,
        at_reception=petition.source is Source.RECEPTION,
        on=petition.received_on,
    )
