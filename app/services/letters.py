"""The letters desk: gathers a record's facts, shows the paper, issues it with a number and keeps it."""

from dataclasses import replace
from datetime import date, datetime
from errno import ENOSPC
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused, StorageTrouble
from app.domain.events import EventKind
from app.domain.ids import RecordId, new_id
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import (
    DocumentRow,
    DocumentState,
    Format,
    LetterFact,
    LetterRequest,
    Preview,
)
from app.domain.paging import Page
from app.domain.petitions import ACTS
from app.domain.text import clean
from app.runtime.paths import RESOURCES
from app.runtime.words import label, phrase
from app.services.desk import Desk
from app.services.letter_facts import Gathered, gather, office_words
from app.services.petitions import Petitions, Step
from db import documents as document_store
from db import events as event_store
from db import numbers
from db import office as office_store
from db.work import View

if TYPE_CHECKING:
    from exporters.layouts import Layout
    from exporters.letters import Composed
    from exporters.templates import LetterTemplate

FONTS = RESOURCES / "fonts"
_FOLDER = RESOURCES / "letters"
_DAY_MARK = "(date)"
_TOUCHED = Area.LETTERS | Area.PETITIONS | Area.DEADLINES | Area.RECEPTIONS
_TABLES = frozenset({"papers"})


class Letters:
    """Letters that the record writes; issuing one moves the record's clocks."""

    def __init__(self, desk: Desk, petitions: Petitions) -> None:
        self._desk = desk
        self._petitions = petitions

    def forms(self, record_type: RecordType) -> tuple[tuple[str, str], ...]:
        """Ids and titles of the letters that fit a kind of record."""
        return tuple(
            (path.stem, _title(_template(path.stem)))
            for path in sorted(_FOLDER.glob("*.md"))
            if (record_type is RecordType.VISIT) == path.stem.startswith("rx-")
        )

    def acts(self) -> dict[str, str]:
        """What issuing each petition's letter does to it, "" for nothing."""
        return {form: _template(form).head.act for form, _ in self.forms(RecordType.PETITION)}

    def preview(self, actor: Actor, request: LetterRequest, on: date | None = None) -> Preview:
        """The letter as it would be issued, without its number, and the facts it still misses."""
        with self._desk.read(actor) as view:
            gathered = self._gathered(view, actor, request, on or self._desk.today())
            composed = self._compose(view, request.form, gathered, None, on)
        return replace(_rendered(request.form, composed), facts=_facts(request.form, gathered))

    def issue(self, actor: Actor, request: LetterRequest, on: date) -> Done[DocumentRow]:
        """Number, date and keep the letter; its act is taken on the record, and its clocks follow.

        A letter that takes an act asks for the right to take it without a letter.
        """
        checks.past_day(on, self._desk.today(), "on")
        head = _template(request.form).head
        if head.act:
            actor.require(Right.DECIDE_PETITIONS)
        with self._desk.act(actor, Right.ISSUE_LETTERS, "letters.issue") as work:
            gathered = self._gathered(work, actor, request, on)
            checks.not_before(on, gathered.since, "on")
            key = new_id()
            number = numbers.take(work, gathered.body, head.series, on.year, key) if head.series else None
            composed = self._compose(work, request.form, gathered, number, on)
            if composed.missing:
                raise Refused("letter_facts_missing", facts_missing=self._described(request.form, composed))
            rendered = _rendered(request.form, composed)
            symbol = f"{number:02d}/{head.series}-{gathered.facts['office_sign']}" if number else ""
            row = DocumentRow(
                key,
                request.form,
                symbol,
                rendered.title,
                on,
                gathered.body,
                checks.name(str(gathered.facts["signer_name"] or actor.name), "facts"),
                request.record_type,
                request.record_id,
                DocumentState.ISSUED,
            )
            told = {name: str(value) for name, value in gathered.facts.items()}
            document_store.add(work, row, told, {Format.DOCX: rendered.docx, Format.PDF: rendered.pdf})
            if head.act:
                note = clean(str(gathered.facts.get("competent_body") or symbol))
                step = Step(head.act, on, note, flags=request.flags, document_id=key, grounds=request.grounds)
                self._petitions.apply(work, request.record_id, step)
            else:
                event_store.add(
                    work,
                    request.record_type,
                    request.record_id,
                    EventKind.DOCUMENT_ISSUED,
                    on,
                    rendered.title,
                    key,
                )
        return Done(row, _TOUCHED)

    def withdraw(self, actor: Actor, document_id: RecordId, reason: str) -> Done[DocumentRow]:
        """Withdraw an issued document; its number and files stay, the record's timeline says why.

        What its issue did to the record stays done, and the timeline says so: that is for the officer to set
        right.
        """
        told = checks.line(reason, "reason")
        with self._desk.act(actor, Right.ISSUE_LETTERS, "letters.withdraw", told) as work:
            known = document_store.document(work, document_id)
            if known.state is DocumentState.WITHDRAWN:
                raise Refused("document_withdrawn_already")
            document_store.withdraw(work, document_id)
            numbers.void(work, document_id, told)
            note = f"{label(DocumentState.WITHDRAWN)}: {told}"
            act = ACTS.get(_template(known.form).head.act)
            if act is not None:
                note = phrase("letters", "act_stays", note=note, act=label(act.event))
            today = self._desk.today()
            event_store.add(
                work, known.record_type, known.record_id, EventKind.AMENDED, today, note, document_id
            )
        return Done(replace(known, state=DocumentState.WITHDRAWN), _TOUCHED)

    def page(
        self, actor: Actor, offset: int = 0, limit: int = 50, body: BodyKind | None = None
    ) -> Page[DocumentRow]:
        """A page of the document book, newest first."""
        with self._desk.read(actor) as view:
            return document_store.page(view, offset, limit, body)

    def of_record(self, actor: Actor, record_id: RecordId) -> tuple[DocumentRow, ...]:
        """The documents issued for a record."""
        with self._desk.read(actor) as view:
            return document_store.of_record(view, record_id)

    def content(self, actor: Actor, document_id: RecordId, kept: Format) -> bytes:
        """The kept file, byte for byte as issued."""
        with self._desk.read(actor) as view:
            return document_store.content(view, document_id, kept)

    def _gathered(self, view: View, actor: Actor, request: LetterRequest, on: date) -> Gathered:
        """The record's facts, and over them the clerk's in the types that the template prints."""
        gathered = gather(view, self._desk, actor, request, on)
        days = {fact.name for fact in _template(request.form).head.facts if _DAY_MARK in fact.description}
        told = {name: _told(text, day=name in days) for name, text in request.facts}
        if told.get("legal_basis"):
            told["legal_basis"] = str(told["legal_basis"]).split("\n")
        return replace(gathered, facts={**gathered.facts, **told})

    def _compose(
        self, view: View, form: str, gathered: Gathered, number: int | None, on: date | None
    ) -> "Composed":
        from exporters.letters import compose
        from exporters.trouble import TemplateTrouble

        settings = office_store.settings(view)
        training = settings is not None and settings.training
        template = _template(form)
        try:
            return compose(
                template,
                {fact.name: gathered.facts.get(fact.name) for fact in template.head.facts},
                _layout(template.head.layout),
                created=self._desk.clock.now().astimezone(),
                number=number,
                issued_on=on,
                watermark=str(office_words()["draft_watermark"]) if training else "",
            )
        except TemplateTrouble as trouble:
            raise Refused(
                "letter_template_bad", form=form, line=trouble.line, detail=trouble.reason
            ) from trouble

    def _described(self, form: str, composed: "Composed") -> str:
        facts = {fact.name: fact.description for fact in _template(form).head.facts}
        return "; ".join(facts.get(name, name) for name in composed.missing)


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all; a folder that cannot be written is told."""
    from exporters import saving

    try:
        saving.save(content, path)
    except OSError as error:
        raise _not_written(path.parent, error) from error


def ready_folder(folder: Path) -> None:
    """Make the folder when there is none; told before a number is taken when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _not_written(folder, error) from error


def _not_written(folder: Path, error: OSError) -> StorageTrouble:
    if error.errno == ENOSPC:
        return StorageTrouble("disk_full")
    return StorageTrouble("folder_not_writable", folder=folder, detail=error.strerror)


def _told(text: str, *, day: bool) -> object:
    if not day or not text.strip():
        return clean(text)
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise Refused("fact_not_a_day", field="facts", text=text)


def _facts(form: str, gathered: Gathered) -> tuple[LetterFact, ...]:
    """What the clerk may word: everything printed but the table of papers."""
    return tuple(
        LetterFact(
            fact.name,
            fact.description.replace(f" {_DAY_MARK}", ""),
            fact.required,
            _DAY_MARK in fact.description,
            _wordable(gathered.facts.get(fact.name)),
        )
        for fact in _template(form).head.facts
        if fact.name not in _TABLES
    )


def _wordable(value: object) -> str | date | None:
    if value is None or isinstance(value, date):
        return value
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


@cache
def _template(form: str) -> "LetterTemplate":
    from exporters.templates import load_template

    path = _FOLDER / f"{form}.md"
    if not path.is_file():
        raise Refused("letter_form_unknown", form=form)
    return load_template(path)


@cache
def _layout(name: str) -> "Layout":
    from exporters.layouts import load_layout

    return load_layout(_FOLDER / f"layout-{name}.toml")


def _title(template: "LetterTemplate") -> str:
    return " ".join(text for text in (template.head.kind, template.head.subject) if text)


def _rendered(form: str, composed: "Composed") -> Preview:
    from exporters import pdf, word

    document = composed.document
    return Preview(form, document.title, word.render(document), pdf.render(document, FONTS), composed.missing)
