"""What issuing a letter does to the record it was written for."""

from dataclasses import dataclass

from app.domain.actors import Actor, Right
from app.domain.clocks import Subject
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, LetterForm, LetterRequest
from app.domain.petitions import ACTS, Petition, SettlementResult, owed_acts, results_for
from app.domain.receptions import Visit
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft
from app.domain.session_books import TO_VILLAGES, SessionBook
from app.domain.text import fold
from app.domain.voters import ANSWERED, BookItem, ForwardingDraft, RecommendationState
from app.runtime.words import label, phrase
from app.services import letter_checks
from app.services.desk import Desk
from app.services.letter_facts import Gathered
from app.services.petitions import Petitions, Step
from app.services.replies import Replies
from app.services.voters import Voters
from db import documents as document_store
from db import events as event_store
from db.work import Work


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter that was just numbered and kept.

    Attributes:
        note: What the record's timeline keeps of it.
    """

    document: DocumentRow
    request: LetterRequest
    form: LetterForm
    gathered: Gathered
    note: str


class LetterActs:
    """Takes the act of a letter, or puts the letter on the record's timeline."""

    def __init__(self, desk: Desk, petitions: Petitions, voters: Voters, replies: Replies) -> None:
        self._desk = desk
        self._petitions = petitions
        self._voters = voters
        self._replies = replies

    def follow(self, actor: Actor, work: Work, issued: Issued) -> None:
        """What the letter does; the record's clocks move with it."""
        record = issued.gathered.record
        if issued.request.replaces is not None:
            self._replaced(work, issued, issued.request.replaces)
        elif isinstance(record, Petition) and self._takes_act(work, issued, record):
            actor.require(Right.DECIDE_PETITIONS)
            self._petitions.apply(work, record.id, _step(issued))
        elif isinstance(record, Visit) and issued.form.act:
            self._happened_at_visit(work, issued, record)
        else:
            if isinstance(record, SessionBook) and issued.form.act:
                actor.require(Right.RECORD_VOTERS)
                self._to_recommendations(work, issued, record)
            _on_timeline(work, issued, issued.document.title)

    def _replaced(self, work: Work, issued: Issued, replaces: RecordId) -> None:
        """What the earlier letter did stays done; the timeline says which replaces which."""
        earlier = document_store.document(work, replaces)
        note = phrase(
            "letters", "replaces", title=earlier.number or earlier.title, day=f"{earlier.issued_on:%d/%m/%Y}"
        )
        _on_timeline(work, issued, note)

    def _takes_act(self, work: Work, issued: Issued, petition: Petition) -> bool:
        """Whether the letter acts: one that fulfils a term does so only while the term runs.

        Of letters that go together the last one acts.
        """
        act = ACTS.get(issued.form.act)
        if act is None or letter_checks.still_to_issue(work, petition.id, issued.form):
            return False
        owed = owed_acts(petition.running, petition.kind, self._desk.rules.clocks)
        return not act.owed or issued.form.act in owed

    def _happened_at_visit(self, work: Work, issued: Issued, visit: Visit) -> None:
        """What a letter tells the citizen is the answer to the visit; its term stops."""
        self._desk.happened(
            work,
            Subject(RecordType.VISIT, visit.kind, visit.session.body),
            visit.id,
            EventKind(issued.form.act),
            issued.document.issued_on,
            note=issued.note or issued.document.title,
            document_id=issued.document.id,
        )

    def _to_recommendations(self, work: Work, issued: Issued, book: SessionBook) -> None:
        """Each recommendation the letter lists is forwarded, answered, made public or told by it."""
        told = issued.gathered.facts
        if issued.form.act == TO_VILLAGES:
            self._tell_voters(work, issued, book, str(told.get("told_how") or ""))
            return
        if not book.chosen:
            raise Refused("recommendations_none")
        document, on = issued.document, issued.document.issued_on
        if issued.form.act == "forward":
            self._pass_on(work, issued, book)
        elif issued.form.act == "answer":
            for item, reply in zip(book.chosen, _replies(issued, book.chosen), strict=True):
                self._replies.take_answer(work, item.id, reply, document.id)
        elif issued.form.act == "publish":
            self._make_public(work, issued, book, str(told.get("published_where") or ""))
        else:
            kind, note = _TOLD[issued.form.act], (document.title, document.id)
            for item in book.chosen:
                event_store.add(work, RecordType.RECOMMENDATION, item.id, kind, on, *note)

    def _pass_on(self, work: Work, issued: Issued, book: SessionBook) -> None:
        document, on = issued.document, issued.document.issued_on
        for item in book.chosen:
            if item.unit_id is None:
                raise Refused("recommendation_without_unit", number=item.row.number)
            draft = ForwardingDraft(item.unit_id, on, document.number)
            self._voters.pass_on(work, item.id, draft, document.id)

    def _make_public(self, work: Work, issued: Issued, book: SessionBook, where: str) -> None:
        """It is public where the notice says, else where its number can be looked up, and hangs as of now."""
        document, on = issued.document, issued.document.issued_on
        for item in book.chosen:
            public = PublicationDraft(on, where or document.number, on)
            self._replies.make_public(work, item.id, public, document.id)

    def _tell_voters(self, work: Work, issued: Issued, book: SessionBook, how: str) -> None:
        """The sheet of a village tells what was answered when it says how; else it is a paper to look at."""
        draft = TellingDraft(issued.document.issued_on, how)
        for item in book.chosen if how else ():
            if item.row.state in (*ANSWERED, RecommendationState.ON_THE_SPOT):
                self._replies.take_telling(work, item.id, draft, issued.document.id)


_TOLD = {"assign": EventKind.ASSIGNED, "urge": EventKind.DOCUMENT_ISSUED}
"""What a letter that moves nothing puts on the timeline of the recommendations it lists."""


def _on_timeline(work: Work, issued: Issued, note: str) -> None:
    document, request = issued.document, issued.request
    about = request.record_type, request.record_id
    event_store.add(work, *about, EventKind.DOCUMENT_ISSUED, document.issued_on, note, document.id)


def _replies(issued: Issued, items: tuple[BookItem, ...]) -> list[AnswerDraft]:
    """The answers of the letter, a row each in the order of the recommendations."""
    rows = issued.gathered.facts.get("replies")
    told = rows if isinstance(rows, list) else []
    if len(told) != len(items):
        raise Refused("replies_uneven", field="facts", told=len(told), chosen=len(items))
    return [
        AnswerDraft(
            _reply_state(str(row.get("state", ""))),
            issued.document.issued_on,
            str(row.get("answer", "")),
            issued.document.number,
        )
        for row in told
    ]


def _reply_state(told: str) -> RecommendationState:
    """The group of a result by its words; refused when there is no such group."""
    for state in ANSWERED:
        if told and fold(told) == fold(label(state)):
            return state
    known = "; ".join(label(state) for state in ANSWERED)
    raise Refused("reply_state_unknown", field="facts", text=told, known=known)


def _step(issued: Issued) -> Step:
    facts, request = issued.gathered.facts, issued.request
    days = facts.get("extension_days")
    return Step(
        issued.form.act,
        issued.document.issued_on,
        issued.note or issued.document.number or issued.document.title,
        flags=request.flags,
        document_id=issued.document.id,
        grounds=request.grounds,
        days=days if isinstance(days, int) else 0,
        result=_result(str(facts.get("result") or ""), issued.gathered.record),
    )


def _result(told: str, record: object) -> SettlementResult | None:
    """The result of a settlement by its word; refused when there is no such word."""
    if not told:
        return None
    for result in SettlementResult:
        if told in (result.value, label(result)):
            return result
    results = results_for(record.kind) if isinstance(record, Petition) else tuple(SettlementResult)
    known = "; ".join(label(result) for result in results)
    raise Refused("result_unknown", field="result", text=told, known=known)
