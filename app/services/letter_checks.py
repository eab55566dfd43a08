"""What is looked at before a letter goes out: what it lacks, whom it reaches, whom it must not name."""

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.letters import DocumentState, LetterForm, LetterRequest
from app.domain.petitions import Petition
from app.domain.voters import SessionBook
from app.runtime.words import phrase
from app.services import layouts, letter_forms, letter_voters
from app.services.letter_facts import Gathered
from app.services.letter_forms import all_forms
from db import documents as document_store
from db import people as person_store
from db.work import View

if TYPE_CHECKING:
    from exporters.letters import Composed

_FAULTS = 5
"""So many faults of a layout are told at once."""


def refuse(
    view: View, request: LetterRequest, form: LetterForm, gathered: Gathered, composed: "Composed"
) -> None:
    """Refuse a letter with blanks, and one that names a denouncer though it must not."""
    if composed.missing:
        facts = {fact.name: fact.description.partition(":")[0] for fact in gathered.template.head.facts}
        raise Refused(
            "letter_facts_missing",
            facts_missing="; ".join(facts.get(name, name) for name in composed.missing),
        )
    if gathered.sealed and not form.sealing.names and _names_denouncer(view, request, _text(composed)):
        raise Refused("letter_names_denouncer")
    if gathered.sealed and _names_denouncer(view, request, _in_the_open(request, gathered, composed)):
        raise Refused("record_names_denouncer")


def still_to_issue(view: View, record_id: RecordId, form: LetterForm) -> tuple[str, ...]:
    """The letters that go together with this one and are not out yet."""
    rows = document_store.of_record(view, record_id) if form.together else ()
    issued = {row.form for row in rows if row.state is DocumentState.ISSUED}
    return tuple(name for name in form.together if name not in issued)


def warnings(
    view: View, request: LetterRequest, form: LetterForm, gathered: Gathered, composed: "Composed"
) -> tuple[str, ...]:
    """What should be looked at before the letter is issued, one sentence each."""
    found = []
    if gathered.sealed and not form.sealing.names and _names_denouncer(view, request, _text(composed)):
        found.append(phrase("letters", "names_denouncer"))
    missing = still_to_issue(view, request.record_id, form)
    if missing:
        titles = "; ".join(all_forms()[name].title for name in missing)
        found.append(phrase("letters", "together", others=titles))
    if isinstance(gathered.record, SessionBook) and form.act == "publish":
        name = letter_voters.named(_text(composed), letter_voters.names_of_voters(gathered.record))
        found += [phrase("letters", "names_voter", name=name)] if name else []
    if isinstance(gathered.record, Petition):
        found += _of_petition(gathered.record, gathered, composed)
    return tuple(found)


def of_layout(form: LetterForm, gathered: Gathered, docx: bytes) -> tuple[str, ...]:
    """Where the office's own wording leaves the State's layout; tests hold the program's templates to it."""
    own = gathered.template.source != letter_forms.shipped(form.id)
    if not own or gathered.template.head.layout != "state":
        return ()
    return tuple(phrase("letters", "layout", fault=fault.sentence) for fault in layouts.check(docx)[:_FAULTS])


def _of_petition(petition: Petition, gathered: Gathered, composed: "Composed") -> list[str]:
    """Signatories and forwarders whom the letter does not reach."""
    found = []
    to_citizens = gathered.facts.get("addressees")
    named = len(to_citizens) if isinstance(to_citizens, list) else 0
    if 0 < named < petition.people_count and not petition.sealed:
        found.append(phrase("letters", "signatories", count=petition.people_count, named=named))
    said = _text(composed)
    if petition.forwarded_by and not petition.sealed and petition.forwarded_by not in said:
        found.append(phrase("letters", "forwarder_not_told", forwarder=petition.forwarded_by))
    return found


def _names_denouncer(view: View, request: LetterRequest, text: str) -> bool:
    return person_store.names_sealed(view, request.record_id, text)


def _in_the_open(request: LetterRequest, gathered: Gathered, composed: "Composed") -> str:
    """What the book, the timeline and the log keep of a letter, be the letter itself sealed."""
    signer = str(gathered.facts.get("signer_name") or "")
    return "\n".join((composed.document.title, composed.note, composed.symbol, signer, request.reason))


def _text(composed: "Composed") -> str:
    from exporters.plain import text

    return text(composed.document)
