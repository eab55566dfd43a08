"""The letters desk: gathers a record's facts, shows the paper, issues it with a number and keeps it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId, new_id
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import (
    BookSpan,
    DocumentQuery,
    DocumentRow,
    DocumentState,
    FactKind,
    Format,
    LetterFact,
    LetterForm,
    LetterRequest,
    Preview,
    Sealing,
    Withdrawal,
)
from app.domain.paging import Page
from app.domain.petitions import ACTS
from app.runtime.paths import RESOURCES
from app.runtime.words import label, phrase
from app.services import (
    fact_values,
    letter_checks,
    letter_facts,
    letter_forms,
    letter_petitions,
    letter_reports,
    letter_wording,
)
from app.services.denouncers import refuse_naming
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_acts import Issued, LetterActs
from app.services.letter_facts import Gathered
from app.services.letter_forms import office_words
from db import documents as document_store
from db import drafts as draft_store
from db import events as event_store
from db import numbers
from db import office as office_store
from db import people as person_store
from db.work import View, Work

if TYPE_CHECKING:
    from exporters.letters import Composed
    from exporters.templates import Fact

FONTS = RESOURCES / "fonts"
COMMON_SERIES = "*"
"""The one book of an office that numbers papers of every kind together."""
_TOUCHED = Area.LETTERS | Area.PETITIONS | Area.DEADLINES | Area.RECEPTIONS | Area.VOTERS


class Letters:
    """Letters that the record writes; issuing one moves the record's clocks."""

    def __init__(self, desk: Desk, acts: LetterActs) -> None:
        self._desk = desk
        self._acts = acts

    def forms(self, record_type: RecordType) -> tuple[LetterForm, ...]:
        """The letters that are written for a kind of record, in the order of the catalogue."""
        return tuple(form for form in letter_forms.all_forms().values() if form.record is record_type)

    def form(self, name: str) -> LetterForm:
        """The letter of an id; refused when there is none."""
        return letter_forms.form(name)

    def preview(
        self, actor: Actor, request: LetterRequest, on: date | None = None, wording: str = ""
    ) -> Preview:
        """The letter as it would be issued, without its number, and the facts it still misses.

        Who denounced stays masked until it is issued. ``wording`` tries another text of the template.
        """
        form = letter_forms.form(request.form)
        with self._desk.read(actor) as view:
            day = on or self._desk.today()
            known = self._known(view, actor, request, form, day, wording)
            gathered = _worded(known, request)
            composed = self._compose(view, gathered, None, on)
            warnings = letter_checks.warnings(self._desk, view, request, form, gathered, composed, day)
            masked = letter_petitions.PERSONAL if gathered.sealed else ()
            facts = _facts(view, known, masked)
            earlier = letter_reports.typed_before(view, known.template.head, request)
        shown = _rendered(form, composed)
        return replace(
            shown,
            missing=tuple(name for name in composed.missing if name not in masked),
            facts=facts,
            warnings=(*warnings, *letter_checks.of_layout(form, gathered, shown.docx)),
            grounds=letter_facts.grounds(self._desk, form, gathered.record, day),
            names_denouncer=gathered.sealed and form.sealing.names,
            ways=form.ways_of(gathered.body),
            earlier=earlier,
        )

    def blank(self, actor: Actor, name: str, wording: str = "") -> Preview:
        """The letter with the office's facts alone: what a form to fill in by hand looks like."""
        form = letter_forms.form(name)
        with self._desk.read(actor) as view:
            gathered = letter_facts.of_nothing(view, actor, form, self._desk.today(), wording)
            return _rendered(form, self._compose(view, gathered, None, None))

    def lacking(self, actor: Actor, request: LetterRequest, on: date) -> tuple[str, ...]:
        """What the letter of that day would still miss, in the words of its form; nothing is rendered."""
        form = letter_forms.form(request.form)
        with self._desk.read(actor) as view:
            gathered = _worded(self._known(view, actor, request, form, on), request)
            if gathered.sealed and form.sealing.names:
                raise Refused("letter_of_denunciation")
            composed = self._compose(view, gathered, None, on)
            if not composed.missing:
                letter_checks.refuse(view, request, form, gathered, composed)
                letter_checks.refuse_days(form, gathered, on)
        facts = {fact.name: fact.description for fact in gathered.template.head.facts}
        return tuple(facts.get(name, name) for name in composed.missing)

    def issue(self, actor: Actor, request: LetterRequest, on: date) -> Done[DocumentRow]:
        """Number, date and keep the letter; its act is taken on the record, and its clocks follow.

        A letter that takes an act asks for the right to take it without a letter, one that names a denouncer
        for the right to open the identity and for a reason, which is logged.
        """
        checks.past_day(on, self._desk.today(), "on")
        form = letter_forms.form(request.form)
        with self._desk.act(actor, Right.ISSUE_LETTERS, "letters.issue", request.reason) as work:
            self._check_replaced(work, request)
            known = self._known(work, actor, request, form, on)
            gathered = _worded(known, request)
            sealing = form.sealing if gathered.sealed and form.sealing.names else Sealing.NEVER
            if sealing.names:
                actor.require(Right.OPEN_DENOUNCERS)
                checks.line(request.reason, "reason")
                gathered = letter_facts.opened(work, gathered, request.record_id)
            checks.not_before(on, gathered.since, "on")
            letter_checks.refuse_days(form, gathered, on)
            key = new_id()
            number = self._number(work, gathered, on, key)
            composed = self._compose(work, gathered, number, on)
            letter_checks.refuse(work, request, form, gathered, composed)
            rendered = _rendered(form, composed)
            row = DocumentRow(
                key,
                request.form,
                composed.symbol,
                rendered.title,
                on,
                gathered.body,
                checks.name(str(gathered.facts.get("signer_name") or actor.name), "facts"),
                request.record_type,
                request.record_id,
                DocumentState.ISSUED,
                sealing,
                replaces=request.replaces,
            )
            told = letter_wording.kept(known, request)
            document_store.add(work, row, told, {Format.DOCX: rendered.docx, Format.PDF: rendered.pdf})
            issued = Issued(row, request, form, gathered, composed.note)
            self._acts.follow(actor, work, issued)
        return Done(row, _TOUCHED)

    def _number(self, work: Work, gathered: Gathered, on: date, key: RecordId) -> int | None:
        """The next number of the form's book: a Party committee counts by its terms, the others by years."""
        series, body = gathered.template.head.series, gathered.body
        if not series:
            return None
        settings = office_store.settings(work) or NO_OFFICE
        if body is not BodyKind.PARTY:
            common = settings.common_series and body is BodyKind.COMMITTEE
            return numbers.take(work, body, COMMON_SERIES if common else series, on.year, key)
        if settings.party_term_from is None or on < settings.party_term_from:
            raise Refused("party_term_unknown", day=f"{on:%d/%m/%Y}")
        return numbers.take(work, body, series, settings.party_term_from.year, key)

    def withdraw(self, actor: Actor, document_id: RecordId, reason: str) -> Done[DocumentRow]:
        """Withdraw an issued document; its number and files stay, the record's timeline says why.

        What its issue did to the record stays done, and the timeline says so: that is for the officer to set
        right.
        """
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.ISSUE_LETTERS, "letters.withdraw", told) as work:
            known = document_store.document(work, document_id)
            refuse_naming(work, known.record_id, told)
            if known.state is DocumentState.WITHDRAWN:
                raise Refused("document_withdrawn_already")
            document_store.withdraw(work, document_id)
            numbers.void(work, document_id, told)
            note = f"{label(DocumentState.WITHDRAWN)}: {told}"
            act = ACTS.get(letter_forms.form(known.form).act)
            if act is not None:
                note = phrase("letters", "act_stays", note=note, act=label(act.event))
            today = self._desk.today()
            event_store.add(
                work, known.record_type, known.record_id, EventKind.AMENDED, today, note, document_id
            )
        return Done(replace(known, state=DocumentState.WITHDRAWN), _TOUCHED)

    def replacement(self, actor: Actor, document_id: RecordId) -> LetterRequest:
        """The letter that takes the place of a withdrawn one: of its form, worded and signed as that was.

        A mistake in an issued document is never edited: it is withdrawn, or replaced by a new document.
        """
        with self._desk.read(actor) as view:
            known = document_store.document(view, document_id)
            told = document_store.facts(view, document_id)
        _replaceable(known)
        request = LetterRequest(known.form, known.record_type, known.record_id, replaces=document_id)
        return letter_wording.again(request, told)

    def _check_replaced(self, work: Work, request: LetterRequest) -> None:
        if request.replaces is None:
            return
        known = document_store.document(work, request.replaces)
        _replaceable(known)
        if (known.form, known.record_id) != (request.form, request.record_id):
            raise Refused("document_replaced_by_other")

    def page(self, actor: Actor, query: DocumentQuery | None = None) -> Page[DocumentRow]:
        """A page of the document book, newest first."""
        with self._desk.read(actor) as view:
            return document_store.page(view, query or DocumentQuery())

    def span(self, actor: Actor) -> BookSpan:
        """The years and the forms that the document book holds, the forms in the order of the catalogue."""
        with self._desk.read(actor) as view:
            years, used = document_store.span(view)
        return BookSpan(years, tuple(form for form in letter_forms.all_forms().values() if form.id in used))

    def withdrawal(self, actor: Actor, document_id: RecordId) -> Withdrawal | None:
        """When, by whom and why a document was withdrawn; None while it binds."""
        with self._desk.read(actor) as view:
            return document_store.withdrawal(view, document_id)

    def of_record(self, actor: Actor, record_id: RecordId) -> tuple[DocumentRow, ...]:
        """The documents issued for a record."""
        with self._desk.read(actor) as view:
            return document_store.of_record(view, record_id)

    def content(self, actor: Actor, document_id: RecordId, kept: Format, reason: str = "") -> bytes:
        """The kept file, byte for byte as issued; what names a denouncer asks for the right and a reason."""
        with self._desk.read(actor) as view:
            if not document_store.document(view, document_id).sealing.names:
                return document_store.content(view, document_id, kept)
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.OPEN_DENOUNCERS, "letters.open", told) as work:
            refuse_naming(work, document_store.document(work, document_id).record_id, told)
            return document_store.opened(work, document_id, kept)

    def keep_draft(self, actor: Actor, form: str, record_id: RecordId, content: str) -> None:
        """Keep what was typed for a letter; what names who is kept apart with its record is forgotten."""
        actor.require(Right.READ)
        with self._desk.scribble(actor) as view:
            if person_store.names_sealed(view, record_id, content):
                draft_store.drop(view, actor.user_id, form)
            else:
                draft_store.keep(view, actor.user_id, form, content, self._desk.clock.now())

    def _known(
        self, view: View, actor: Actor, request: LetterRequest, form: LetterForm, on: date, wording: str = ""
    ) -> Gathered:
        """What the record tells; refused when the letter may not be written for it."""
        gathered = letter_facts.gather(view, self._desk, actor, request, form, on, wording)
        if gathered.sealed and form.sealing is Sealing.NEVER:
            raise Refused("letter_of_denunciation")
        letter_checks.refuse_urging_nobody(form, gathered.record)
        return gathered

    def _compose(self, view: View, gathered: Gathered, number: int | None, on: date | None) -> "Composed":
        from exporters.letters import compose
        from exporters.trouble import TemplateTrouble

        settings = office_store.settings(view)
        training = settings is not None and settings.training
        try:
            return compose(
                gathered.template,
                gathered.facts,
                letter_forms.layout(gathered.template.head.layout),
                created=self._desk.clock.now().astimezone(),
                number=number,
                issued_on=on,
                received_on=gathered.received_on,
                watermark=str(office_words()["draft_watermark"]) if training else "",
                pictures=gathered.pictures,
            )
        except TemplateTrouble as trouble:
            raise letter_forms.refused(trouble) from trouble


def _worded(known: Gathered, request: LetterRequest) -> Gathered:
    """Over the record's facts the clerk's, in the types that the template prints."""
    facts = {fact.name: fact for fact in known.template.head.facts if not fact.counted}
    worded = letter_wording.told(known, request).items()
    told = {name: fact_values.told(text, facts[name]) for name, text in worded if name in facts}
    return replace(known, facts={**known.facts, **told})


def _replaceable(known: DocumentRow) -> None:
    if known.state is not DocumentState.WITHDRAWN:
        raise Refused("document_not_withdrawn")
    if known.replaced:
        raise Refused("document_replaced_already")


def _facts(view: View, gathered: Gathered, masked: Collection[str]) -> tuple[LetterFact, ...]:
    """What the clerk may word: all but what is masked and what is counted."""
    facts = (fact for fact in gathered.template.head.facts if not fact.counted)
    return tuple(_fact(view, gathered, fact) for fact in facts if fact.name not in masked)


def _fact(view: View, gathered: Gathered, fact: "Fact") -> LetterFact:
    choices = fact.choices or letter_facts.choices(view, fact.name, gathered.record)
    return LetterFact(
        fact.name,
        fact.description,
        fact.required,
        FactKind.CHOICE if choices else FactKind(fact.type.value),
        fact_values.wordable(gathered.facts.get(fact.name), fact),
        tuple(fact.columns.values()),
        choices,
    )


def _rendered(form: LetterForm, composed: "Composed") -> Preview:
    from exporters import pdf, word

    document = composed.document
    return Preview(
        form.id, document.title, word.render(document), pdf.render(document, FONTS), composed.missing
    )
