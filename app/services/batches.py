"""Letters by the batch: looked at first, issued one by one, written as one PDF or a file each."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.batches import Batch, Checked, Failed, Outcome
from app.domain.changes import Area, Done
from app.domain.errors import Refused, StorageTrouble
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, Format, LetterForm
from app.runtime.paths import RESOURCES
from app.runtime.words import phrase, sentence
from app.services import letter_voters
from app.services.desk import Desk
from app.services.files import plain_name, ready_folder, save, writing
from app.services.letters import Letters
from app.services.petitions import Petitions
from db import names as name_store

GoOn = Callable[[int, int], bool]
"""Told how many are done of how many; answers whether to go on."""
Progress = Callable[[int, int], None]

_TOUCHED = Area.LETTERS | Area.PETITIONS | Area.DEADLINES | Area.RECEPTIONS | Area.VOTERS
_NO_PROGRESS: Progress = lambda _done, _whole: None  # noqa: E731 - a default


class Batches:
    """One form, many records."""

    def __init__(self, desk: Desk, letters: Letters, petitions: Petitions) -> None:
        self._desk, self._letters, self._petitions = desk, letters, petitions

    def forms(
        self,
        actor: Actor,
        record_type: RecordType,
        records: Iterable[RecordId],
        progress: Progress = _NO_PROGRESS,
    ) -> tuple[LetterForm, ...]:
        """The letters that suit one of the records at least, in the order of the catalogue."""
        actor.require(Right.READ)
        forms, keys = self._letters.forms(record_type), tuple(records)
        if record_type is not RecordType.PETITION:
            return forms
        fitting: set[str] = set()
        for done, key in enumerate(keys):
            progress(done, len(keys))
            petition = self._petitions.petition(actor, key)
            fitting |= {form.id for form in forms if form.suits(petition, sealed=petition.sealed)}
        return tuple(form for form in forms if form.id in fitting)

    def check(
        self, actor: Actor, batch: Batch, on: date, progress: Progress = _NO_PROGRESS
    ) -> tuple[Checked, ...]:
        """Which letters can be issued and what the others lack, in the order of the batch."""
        names = self._names(actor, batch, on)
        found = []
        for done, record_id in enumerate(batch.records):
            progress(done, len(batch.records))
            found.append(self._check(actor, batch, record_id, names.get(record_id, ""), on))
        return tuple(found)

    def names(
        self, actor: Actor, record_type: RecordType, records: Iterable[RecordId]
    ) -> dict[RecordId, str]:
        """What each record is called: its number and who it is from; one that is kept tells its number."""
        with self._desk.read(actor) as view:
            return name_store.of_records(view, record_type, tuple(records))

    def parts(self, actor: Actor, form: str, session_id: RecordId, on: date) -> dict[RecordId, str]:
        """Whom a letter of a council session goes to, one each: units or villages with their names."""
        wanted = self._letters.form(form)
        with self._desk.read(actor) as view:
            return letter_voters.parts(view, wanted, session_id, on)

    def _names(self, actor: Actor, batch: Batch, on: date) -> dict[RecordId, str]:
        if batch.about is not None:
            return self.parts(actor, batch.form, batch.about, on)
        return self.names(actor, batch.record_type, batch.records)

    def issue(
        self, actor: Actor, batch: Batch, on: date, go_on: GoOn = lambda _done, _whole: True
    ) -> Done[Outcome]:
        """Issue each letter in a transaction of its own.

        One that is refused takes no number and holds up nobody. Full storage ends the batch. What was issued
        until then, or until ``go_on`` says no, stays issued.
        """
        actor.require(Right.ISSUE_LETTERS)
        checks.past_day(on, self._desk.today(), "on")
        issued: dict[RecordId, DocumentRow] = {}
        failed: list[Failed] = []
        stopped_by = ""
        whole = len(batch.records)
        for done, record_id in enumerate(batch.records):
            if not go_on(done, whole):
                break
            try:
                issued[record_id] = self._letters.issue(actor, batch.request(record_id), on).value
            except Refused as refused:
                failed.append(Failed(record_id, sentence(refused)))
            except StorageTrouble as trouble:
                stopped_by = sentence(trouble)
                break
        else:
            go_on(whole, whole)
        untouched = whole - len(issued) - len(failed)
        made = tuple(issued.values())
        return Done(Outcome(on, made, tuple(failed), untouched, stopped_by, tuple(issued)), _TOUCHED)

    def merge(
        self, actor: Actor, documents: Iterable[DocumentRow], path: Path, progress: Progress = _NO_PROGRESS
    ) -> Path:
        """Write the kept PDFs as one, in their order; ended by ``progress``, nothing is left."""
        from exporters.binding import Binder

        rows = tuple(documents)
        with writing(path) as target:
            binder = Binder(target, RESOURCES / "fonts")
            for done, row in enumerate(rows):
                progress(done, len(rows))
                binder.add(
                    self._letters.content(actor, row.id, Format.PDF), f"{row.number} {row.title}".strip()
                )
            progress(len(rows), len(rows))
            title = phrase("batches", "title", count=len(rows), title=rows[0].title if rows else "")
            binder.close(title, actor.name, self._desk.clock.now())
        return path

    def save_each(
        self,
        actor: Actor,
        documents: Iterable[DocumentRow],
        folder: Path,
        formats: Iterable[Format] = (Format.PDF,),
        progress: Progress = _NO_PROGRESS,
    ) -> tuple[Path, ...]:
        """Write each kept file under its number into the folder; ended by ``progress``, whole files stay."""
        ready_folder(folder)
        rows, wanted = tuple(documents), tuple(formats)
        written = []
        for done, row in enumerate(rows):
            progress(done, len(rows))
            for kept in wanted:
                path = folder / file_name(row, kept)
                save(self._letters.content(actor, row.id, kept), path)
                written.append(path)
        progress(len(rows), len(rows))
        return tuple(written)

    def _check(self, actor: Actor, batch: Batch, record_id: RecordId, name: str, on: date) -> Checked:
        try:
            missing = self._letters.lacking(actor, batch.request(record_id), on)
            if batch.record_type is RecordType.PETITION:
                self._check_act(actor, batch.form, record_id)
        except Refused as refused:
            return Checked(record_id, name, trouble=sentence(refused))
        return Checked(record_id, name, missing)

    def _check_act(self, actor: Actor, form: str, record_id: RecordId) -> None:
        """Refuse a letter whose act cannot follow now."""
        act = self._letters.form(form).act
        petition = self._petitions.petition(actor, record_id)
        if act and act not in self._petitions.following(actor, petition):
            raise Refused("batch_act_not_now", state=petition.state)


def file_name(document: DocumentRow, kept: Format) -> str:
    """A name of number and title that every system takes; one without number is told apart by its id."""
    number = document.number or str(document.id)[-8:]
    return f"{plain_name(f'{number} {document.title}')}.{kept}"
