"""What is looked at before a letter goes out: what it lacks, whom it reaches, whom it must not name."""

from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.letters import LetterForm, LetterRequest
from app.domain.petitions import Petition
from app.runtime.words import phrase
from app.services import layouts, letter_forms
from app.services.letter_facts import Gathered
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
        for fact in gathered.template.head.facts:
            facts |= fact.columns
        raise Refused(
            "letter_facts_missing",
            facts_missing="; ".join(facts.get(name, name) for name in composed.missing),
        )
    if gathered.sealed and not form.sealing.names and _names_denouncer(view, request, composed):
        raise Refused("letter_names_denouncer")


def warnings(
    view: View, request: LetterRequest, form: LetterForm, gathered: Gathered, composed: "Composed"
) -> tuple[str, ...]:
    """What should be looked at before the letter is issued, one sentence each."""
    found = list(gathered.remarks)
    if gathered.sealed and not form.sealing.names and _names_denouncer(view, request, composed):
        found.append(phrase("letters", "names_denouncer"))
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
    if petition.forwarded_by and petition.forwarded_by not in said:
        found.append(phrase("letters", "forwarder_not_told", forwarder=petition.forwarded_by))
    return found


def _names_denouncer(view: View, request: LetterRequest, composed: "Composed") -> bool:
    return person_store.names_sealed(view, request.record_id, _text(composed))


def _text(composed: "Composed") -> str:
    from exporters.plain import text

    return text(composed.document)
