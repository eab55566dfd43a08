"""What is looked at before a letter goes out: what it lacks, whom it reaches, whom it must not name."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.letters import DocumentState, LetterForm, LetterRequest
from app.domain.petitions import Petition
from app.domain.session_books import TO_VILLAGES, SessionBook
from app.runtime.words import phrase
from app.services import layouts, letter_villages, letter_voter_lists
from app.services.desk import Desk
from app.services.letter_facts import Gathered, way_of
from app.services.letter_forms import all_forms, office_words, shipped
from db import documents as document_store
from db import people as person_store
from db.work import View

if TYPE_CHECKING:
    from exporters.letters import Composed
    from exporters.templates import Fact

_ANSWERED = ("admission_on", "assigned_on", "demand_on", "petition_dated_on", "settled_on", "transfer_on")
"""The days of papers and acts that a letter follows."""
_AHEAD = (
    "reply_by",
    "report_by",
    "explain_by",
    "expert_reply_by",
    "finish_by",
    "invited_on",
    "appointed_on",
)
"""The days that a letter sets for others to keep or to come."""
_AHEAD_IN = {"kn-dialogue-invite": ("dialogue_on",), "pt-assign": ("assigned_due_on",)}
"""Those that lie ahead in these letters and behind in others."""
_FAULTS = 5
"""So many faults of a layout are told at once."""

_DIALOGUE_RULE = "KN-11"


def refuse(
    view: View, request: LetterRequest, form: LetterForm, gathered: Gathered, composed: "Composed"
) -> None:
    """Refuse a letter with blanks, and one that names a denouncer though it must not."""
    if composed.missing:
        facts = {fact.name: fact for fact in gathered.template.head.facts}
        told = (
            _lacking(facts[name], gathered, composed.blank_cells) if name in facts else name
            for name in composed.missing
        )
        field = next((name for name in composed.missing if name in facts), "")
        raise Refused("letter_facts_missing", field=field, facts_missing="; ".join(told))
    if gathered.sealed and not form.sealing.names and _names_denouncer(view, request, _text(composed)):
        raise Refused("letter_names_denouncer")
    if gathered.sealed and _names_denouncer(view, request, _in_the_open(request, gathered, composed)):
        raise Refused("record_names_denouncer")


def _lacking(fact: "Fact", gathered: Gathered, blank: Collection[str]) -> str:
    """What a fact is called, and of a table that is filled its blank cells, row by row."""
    name, rows = fact.description.partition(":")[0], gathered.facts.get(fact.name)
    if not fact.columns or not isinstance(rows, (list, tuple)):
        return name
    heads = {key: head for key, head in fact.columns.items() if key in blank}
    empty = {at: [head for key, head in heads.items() if not row.get(key)] for at, row in enumerate(rows, 1)}
    told = [
        phrase("letters", "blank_cells", row=at, heads=", ".join(said)) for at, said in empty.items() if said
    ]
    return f"{name} ({'; '.join(told)})" if told else name


def still_to_issue(view: View, record_id: RecordId, form: LetterForm) -> tuple[str, ...]:
    """The letters that go together with this one and are not out yet."""
    rows = document_store.of_record(view, record_id) if form.together else ()
    issued = {row.form for row in rows if row.state is DocumentState.ISSUED}
    return tuple(name for name in form.together if name not in issued)


def warnings(
    desk: Desk,
    view: View,
    request: LetterRequest,
    form: LetterForm,
    gathered: Gathered,
    composed: "Composed",
    on: date,
) -> tuple[str, ...]:
    """What should be looked at before the letter is issued, one sentence each."""
    found = list(gathered.remarks)
    if gathered.sealed and not form.sealing.names and _names_denouncer(view, request, _text(composed)):
        found.append(phrase("letters", "names_denouncer"))
    passed = _passed(form, gathered, on)
    found += [phrase("letters", "past_day", fact=fact, day=day, on=f"{on:%d/%m/%Y}") for fact, day in passed]
    missing = still_to_issue(view, request.record_id, form)
    if missing:
        titles = "; ".join(all_forms()[name].title for name in missing)
        found.append(phrase("letters", "together", others=titles))
    if isinstance(gathered.record, SessionBook) and _in_public(form, request):
        names = letter_voter_lists.names_of_voters(gathered.record)
        name = letter_voter_lists.named(_text(composed), names)
        found += [phrase("letters", "names_voter", name=name)] if name else []
    if isinstance(gathered.record, Petition):
        found += _of_petition(gathered.record, form, gathered, _text(composed))
        found += _of_dialogue(desk, form, gathered, on)
        if _signed_by_denounced(gathered.record, request, form, gathered):
            found.append(phrase("letters", "chair_denounced"))
    return tuple(found)


def _in_public(form: LetterForm, request: LetterRequest) -> bool:
    """Whether no voter may be named: what hangs in public, a sheet that is not for the village's head."""
    told = dict(request.facts).get(letter_villages.WITH_NAMES, "")
    return form.act == "publish" or (form.act == TO_VILLAGES and not letter_villages.asks_names(told))


def of_layout(form: LetterForm, gathered: Gathered, docx: bytes) -> tuple[str, ...]:
    """Where the office's own wording leaves the State's layout; tests hold the program's templates to it."""
    own = gathered.template.source != shipped(form.id)
    if not own or gathered.template.head.layout != "state":
        return ()
    return tuple(phrase("letters", "layout", fault=fault.sentence) for fault in layouts.check(docx)[:_FAULTS])


def refuse_urging_nobody(form: LetterForm, record: object) -> None:
    """Refuse a letter for petitions that somebody else has when nobody was given this one."""
    if isinstance(record, Petition) and "given_out" in dict(form.fits) and not record.given_out:
        raise Refused("petition_not_given_out")


def refuse_days(form: LetterForm, gathered: Gathered, on: date) -> None:
    """Refuse a letter that is older than what it answers, and one that sets a day that has passed."""
    for words, passed in _passed(form, gathered, on):
        raise Refused("letter_sets_past_day", field="facts", fact=words, day=passed, on=f"{on:%d/%m/%Y}")
    for fact in gathered.template.head.facts:
        day = gathered.facts.get(fact.name)
        if fact.name in _ANSWERED and isinstance(day, date) and day > on:
            paper = fact.description.partition(":")[0]
            raise Refused("letter_before_paper", field="on", paper=paper, earlier=f"{day:%d/%m/%Y}")


def _passed(form: LetterForm, gathered: Gathered, on: date) -> list[tuple[str, str]]:
    """The days that the letter sets and that have passed on the day of issue, by the words of its form."""
    ahead = (*_AHEAD, *_AHEAD_IN.get(form.id, ()))
    facts = [fact for fact in gathered.template.head.facts if fact.name in ahead]
    days = [(fact.description.partition(":")[0], gathered.facts.get(fact.name)) for fact in facts]
    return [(words, f"{day:%d/%m/%Y}") for words, day in days if isinstance(day, date) and day < on]


def _of_petition(petition: Petition, form: LetterForm, gathered: Gathered, said: str) -> list[str]:
    """Signatories, forwarders and superiors whom the letter does not reach."""
    found = []
    head = gathered.template.head
    to_citizens = gathered.facts.get("addressees")
    named = len(to_citizens) if isinstance(to_citizens, list) else 0
    to_sender = any(fact.name == "addressees" for fact in head.facts)
    alone = petition.mandate is None and not petition.sealed
    if to_sender and alone and 0 < named < petition.people_count:
        found.append(phrase("letters", "signatories", count=petition.people_count, named=named))
    forwarder = str(gathered.facts.get("forwarder") or "")
    if form.act and head.recipients and forwarder and forwarder not in said:
        found.append(phrase("letters", "forwarder_not_told", forwarder=forwarder))
    decides = petition.kind is PetitionKind.COMPLAINT and form.act == "settle"
    if decides and not any(name in said for name in office_words()["superior"]):
        found.append(phrase("letters", "superior_not_told"))
    return found


def _of_dialogue(desk: Desk, form: LetterForm, gathered: Gathered, on: date) -> list[str]:
    """An invitation to a dialogue that goes out too late (decree 124/2020, article 28)."""
    held_on = gathered.facts.get("dialogue_on")
    if _DIALOGUE_RULE not in form.clocks or not isinstance(held_on, date):
        return []
    notice = desk.rules.explain(_DIALOGUE_RULE, held_on)
    if on <= notice.due or held_on < on:
        return []
    days, last = notice.term.length, f"{notice.due:%d/%m/%Y}"
    return [phrase("letters", "dialogue_late", held=f"{held_on:%d/%m/%Y}", days=days, last=last)]


def _signed_by_denounced(
    petition: Petition, request: LetterRequest, form: LetterForm, gathered: Gathered
) -> bool:
    """Whether the chair would sign what concerns a denunciation of the chair (law on denunciations 12.1)."""
    if petition.kind is not PetitionKind.DENUNCIATION or petition.target is not Target.COMMUNE_CHAIR:
        return False
    way = way_of(form, request.signing, gathered.body)
    return way is not None and way.setting == "chair_name"


def _names_denouncer(view: View, request: LetterRequest, text: str) -> bool:
    return person_store.names_sealed(view, request.record_id, text)


def _in_the_open(request: LetterRequest, gathered: Gathered, composed: "Composed") -> str:
    """What the book, the timeline and the log keep of a letter, be the letter itself sealed."""
    signer = str(gathered.facts.get("signer_name") or "")
    return "\n".join((composed.document.title, composed.note, composed.symbol, signer, request.reason))


def _text(composed: "Composed") -> str:
    from exporters.plain import text

    return text(composed.document)
