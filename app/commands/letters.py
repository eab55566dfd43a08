"""``letter``: an official letter as DOCX and PDF, as a draft or numbered and kept; which ones there are."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.bootstrap import Services
from app.commands.arguments import Verbs, day, pair
from app.commands.calls import Answer, Call, office
from app.commands.output import table
from app.commands.petitions import petition_id
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.ids import RecordId, record_id
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, Format, LetterRequest
from app.domain.office import OFFICE_ID
from app.domain.text import clean, fold
from app.runtime.words import phrase
from app.services.files import ready_folder, save


def add_verbs(verbs: Verbs) -> None:
    letter = verbs.verb("letter", "letter", write)
    letter.option("form", "letter_form", metavar="FORM", nargs="?", default="")
    letter.option("--list", "letter_list", action="store_true")
    letter.option("--petition", "letter_petition", metavar="NUMBER")
    letter.option("--visit", "letter_visit", metavar="ID")
    letter.option("--session", "letter_session", metavar="ID")
    letter.option("--meeting", "letter_meeting", metavar="ID")
    letter.option("--council-session", "letter_council_session", metavar="NAME")
    letter.option("--office", "letter_office", action="store_true")
    letter.option("--out", "out", metavar="DIR")
    letter.option("--issue", "issue", action="store_true")
    letter.option("--on", "on", metavar="DAY")
    letter.option("--reason", "letter_reason", metavar="TEXT", default="")
    letter.option("--fact", "fact", metavar="NAME=VALUE", action="append", default=[])


def write(call: Call) -> Answer:
    """The letter's two files; with ``--issue`` it takes its number and its act is done first."""
    told = call.options
    if told.list:
        return show_all(call)
    if not told.form or not told.out:
        raise Refused("letter_needs_form")
    folder = Path(told.out)
    with office(call) as (services, actor):
        request = _request(services, actor, call)
        ready_folder(folder)  # before a number is taken
        if told.issue:
            on = day(told.on) if told.on else services.clock.today()
            done = issued(services, actor, request, on, folder)
            return Answer({"document": done.row, "missing": (), "files": done.files}, done.lines)
        preview = services.letters.preview(actor, request)
    kept = {Format.DOCX: preview.docx, Format.PDF: preview.pdf}
    files = _save(folder, f"{told.form}-{_stem(' '.join(_asked(call).values()))}-draft", kept)
    described = {fact.name: fact.description for fact in preview.facts}
    notes = tuple(
        phrase("commands", "fact_missing", name=name, description=described.get(name, name))
        for name in preview.missing
    )
    draft = {"form": told.form, "number": "", "title": preview.title}
    value = {"document": draft, "missing": preview.missing, "files": files}
    return Answer(value, tuple(str(path) for path in files), notes)


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued letter and where its files were written."""

    row: DocumentRow
    files: tuple[Path, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        day, number = f"{self.row.issued_on:%d/%m/%Y}", self.row.number or "-"
        head = phrase("commands", "issued", title=self.row.title, number=number, day=day)
        return (head, *(str(path) for path in self.files))


def issued(
    services: Services, actor: Actor, request: LetterRequest, on: date, folder: Path, name: str = ""
) -> Issued:
    """Issue the letter and write what was kept of it."""
    row = services.letters.issue(actor, request, on).value
    kept = {form: services.letters.content(actor, row.id, form, request.reason) for form in Format}
    return Issued(row, _save(folder, name or f"{row.form}-{_stem(row.number or str(row.id))}", kept))


def show_all(call: Call) -> Answer:
    """The letters there are, with a record only those that suit it."""
    with office(call) as (services, actor):
        forms = [form for record in RecordType for form in services.letters.forms(record)]
        if _asked(call):
            kind, key = _record(services, actor, call)
            known, sealed = _known(services, actor, kind, key)
            forms = [form for form in services.letters.forms(kind) if form.suits(known, sealed=sealed)]
    header = tuple(phrase("columns", name) for name in ("id", "title", "record"))
    rows = [(form.id, form.title, phrase("letter_records", form.record)) for form in forms]
    listed = [{"id": form.id, "title": form.title, "record": form.record} for form in forms]
    return Answer({"letters": listed}, table(header, rows, widest=100))


def _asked(call: Call) -> dict[RecordType, str]:
    """Which records the line names, as it names them."""
    told = call.options
    named = {
        RecordType.PETITION: told.petition,
        RecordType.VISIT: told.visit,
        RecordType.SESSION: told.session,
        RecordType.MEETING: told.meeting,
        RecordType.COUNCIL_SESSION: told.council_session,
        RecordType.OFFICE: "office" if told.office else "",
    }
    return {kind: name for kind, name in named.items() if name}


def _record(services: Services, actor: Actor, call: Call) -> tuple[RecordType, RecordId]:
    asked = _asked(call)
    if len(asked) != 1:
        raise Refused("letter_needs_record")
    ((kind, name),) = asked.items()
    if kind is RecordType.PETITION:
        return kind, petition_id(services, actor, name)
    if kind is RecordType.OFFICE:
        return kind, OFFICE_ID
    sessions = services.council_sessions.all(actor) if kind is RecordType.COUNCIL_SESSION else ()
    known = {session.name: session.id for session in sessions}
    return kind, known.get(clean(name)) or _id(name, kind)


def _known(services: Services, actor: Actor, kind: RecordType, key: RecordId) -> tuple[object, bool]:
    """What the record says of itself, and whether who wrote or came is kept apart."""
    if kind is RecordType.PETITION:
        petition = services.petitions.petition(actor, key)
        return petition, petition.sealed
    if kind is RecordType.VISIT:
        visit = services.receptions.visit(actor, key)
        return visit, visit.sealed
    if kind is RecordType.SESSION:
        return services.receptions.session(actor, key), False
    if kind is RecordType.MEETING:
        return services.voters.meeting(actor, key), False
    if kind is RecordType.COUNCIL_SESSION:
        return services.voters.book(actor, key), False
    return services.office.settings(actor), False


def _request(services: Services, actor: Actor, call: Call) -> LetterRequest:
    told = call.options
    request = LetterRequest(told.form, *_record(services, actor, call), reason=told.reason)
    if not told.fact:
        return request
    known = [fact.name for fact in services.letters.preview(actor, request).facts]
    return replace(request, facts=tuple(_fact(text, known) for text in told.fact))


def _id(told: str, kind: RecordType) -> RecordId:
    try:
        return record_id(told)
    except ValueError:
        raise Refused("record_missing", field=kind.value) from None


def _fact(text: str, known: list[str]) -> tuple[str, str]:
    name, value = pair(text, "sender_id_issued_on=2021-05-10")
    if name not in known:
        raise Refused("input_not_word", field="fact", value=name, words=", ".join(known))
    return name, value


def _stem(told: str) -> str:
    """A file name that every system takes."""
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in fold(told))


def _save(folder: Path, name: str, contents: dict[Format, bytes]) -> tuple[Path, ...]:
    files = tuple(folder / f"{name}.{form}" for form in contents)
    for path, content in zip(files, contents.values(), strict=True):
        save(content, path)
    return files
