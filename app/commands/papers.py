"""``case-file``, ``batch``, ``envelope``, ``scan``: papers by the file, by the list, for the post."""

from dataclasses import replace
from pathlib import Path

from app.bootstrap import Services
from app.commands.arguments import Verbs, day, pair
from app.commands.calls import Answer, Call, office
from app.commands.petitions import petition_id
from app.domain.actors import Actor
from app.domain.batches import Batch, Outcome
from app.domain.envelopes import Address, EnvelopeSize
from app.domain.errors import Refused
from app.domain.ids import RecordId, record_id
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import Format
from app.domain.paging import Due
from app.domain.petitions import PetitionQuery
from app.domain.scans import ScanKind
from app.runtime.words import phrase
from app.services.files import ready_folder, save
from app.services.scans import read_scan

_AT_ONCE = 500


def add_verbs(verbs: Verbs) -> None:
    file = verbs.verb("case-file", "case_file", case_file)
    file.option("--petition", "letter_petition", metavar="NUMBER")
    file.option("--case", "case_file_case", metavar="ID")
    file.option("--out", "case_file_out", metavar="FILE", required=True)
    file.option("--reason", "case_file_reason", default="")
    batch = verbs.verb("batch", "batch", write)
    batch.option("form", "letter_form", metavar="FORM")
    batch.option("--petition", "batch_petition", metavar="NUMBER", action="append", default=[])
    batch.option("--due", "batch_due", choices=list(Due))
    batch.option("--out", "batch_out", metavar="DIR", required=True)
    batch.option("--merged", "batch_merged", action="store_true")
    batch.option("--docx", "batch_docx", action="store_true")
    batch.option("--issue", "issue", action="store_true")
    batch.option("--on", "on", metavar="DAY")
    batch.option("--fact", "fact", metavar="NAME=VALUE", action="append", default=[])
    envelope = verbs.verb("envelope", "envelope", address)
    envelope.option("--petition", "batch_petition", metavar="NUMBER", action="append", default=[])
    envelope.option("--to", "envelope_to", metavar="NAME")
    envelope.option("--address", "envelope_address", default="")
    envelope.option("--phone", "envelope_phone", default="")
    envelope.option("--size", "envelope_size", choices=list(EnvelopeSize), default=EnvelopeSize.C5)
    envelope.option("--body", "envelope_body", choices=list(BodyKind), default=BodyKind.COMMITTEE)
    envelope.option("--out", "out", metavar="DIR", required=True)
    scan = verbs.verb("scan", "scan", take)
    scan.option("--petition", "letter_petition", metavar="NUMBER", required=True)
    scan.option("--kind", "scan_kind", choices=list(ScanKind), default=ScanKind.OTHER)
    scan.option("--name", "scan_name", default="")
    scan.option("--number", "scan_number", default="")
    scan.option("--on", "scan_on", metavar="DAY")
    scan.option("--author", "scan_author", default="")
    scan.option("file", "scan_file", metavar="FILE")


def case_file(call: Call) -> Answer:
    told, path = call.options, Path(call.options.out)
    if bool(told.petition) == bool(told.case):
        raise Refused("case_file_needs_record")
    with office(call) as (services, actor):
        if told.petition:
            key, kind = petition_id(services, actor, told.petition), RecordType.PETITION
        else:
            key, kind = _case_id(told.case), RecordType.CASE
        ready_folder(path.parent)
        bound = services.case_files.bind(actor, kind, key, path, reason=told.reason)
    lines = [phrase("commands", "bound", count=bound.file.sheets, path=path)]
    if not bound.file.papers:
        lines.append(phrase("commands", "bound_nothing"))
    if bound.file.left_out:
        lines.append(phrase("commands", "left_out", count=bound.file.left_out))
    return Answer(bound, tuple(lines))


def write(call: Call) -> Answer:
    """What each letter of the list lacks; with ``--issue`` those that lack nothing are issued and written."""
    told, folder = call.options, Path(call.options.out)
    with office(call) as (services, actor):
        on = day(told.on) if told.on else services.clock.today()
        facts = tuple(pair(text, "answer_by=2026-12-01") for text in told.fact)
        records = tuple(_petitions(services, actor, call))
        batch = Batch(told.form, RecordType.PETITION, records, facts)
        checked = services.batches.check(actor, batch, on)
        notes = tuple(
            f"{one.name}: {one.trouble or '; '.join(one.missing)}" for one in checked if not one.ready
        )
        if not told.issue:
            ready = tuple(one.name for one in checked if one.ready)
            return Answer({"checked": checked}, ready, notes)
        ready_folder(folder)  # before a number is taken
        ready_ones = tuple(one.record_id for one in checked if one.ready)
        batch = Batch(told.form, RecordType.PETITION, ready_ones, facts)
        outcome = services.batches.issue(actor, batch, on).value
        files = _written(services, actor, outcome, folder, call)
    rows = tuple(f"{row.number or '-'} {row.title}" for row in outcome.issued)
    why = tuple(failed.why for failed in outcome.failed)
    stopped = (outcome.stopped_by,) if outcome.stopped_by else ()
    value = {"outcome": outcome, "checked": checked, "files": files}
    return Answer(value, (*rows, *map(str, files)), (*notes, *why, *stopped))


def _written(
    services: Services, actor: Actor, outcome: Outcome, folder: Path, call: Call
) -> tuple[Path, ...]:
    if not outcome.issued:
        return ()
    told = call.options
    if told.merged:
        first = outcome.issued[0]
        path = folder / f"{first.form}-{outcome.on:%Y-%m-%d}-{str(first.id)[-6:]}.pdf"
        return (services.batches.merge(actor, outcome.issued, path),)
    formats = (Format.PDF, Format.DOCX) if told.docx else (Format.PDF,)
    return services.batches.save_each(actor, outcome.issued, folder, formats)


def address(call: Call) -> Answer:
    told, folder = call.options, Path(call.options.out)
    if bool(told.petition) == bool(told.to):
        raise Refused("envelope_needs_receiver")
    with office(call) as (services, actor):
        if told.to:
            addresses: tuple[Address, ...] = (Address(told.to, told.address, told.phone),)
        else:
            keys = [petition_id(services, actor, number) for number in told.petition]
            addresses = services.envelopes.senders(actor, RecordType.PETITION, keys)
        ready_folder(folder)
        files = []
        for kept in Format:
            content = services.envelopes.papers(
                actor, addresses, EnvelopeSize(told.size), BodyKind(told.body), kept
            )
            files.append(folder / f"envelope-{told.size}.{kept}")
            save(content, files[-1])
    return Answer({"addresses": addresses, "files": files}, tuple(str(path) for path in files))


def take(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        key = petition_id(services, actor, told.petition)
        draft = read_scan(Path(told.file), RecordType.PETITION, key, ScanKind(told.kind))
        draft = replace(
            draft,
            name=told.name or draft.name,
            paper_on=day(told.on) if told.on else None,
            number=told.number,
            author=told.author,
        )
        scan = services.scans.add(actor, draft).value
    return Answer(scan, (phrase("commands", "scanned", pages=scan.pages, number=told.petition),))


def _petitions(services: Services, actor: Actor, call: Call) -> list[RecordId]:
    told = call.options
    if bool(told.petition) == bool(told.due):
        raise Refused("batch_needs_records")
    if told.petition:
        return [petition_id(services, actor, number) for number in told.petition]
    found: list[RecordId] = []
    while True:
        query = PetitionQuery(due=Due(told.due), offset=len(found), limit=_AT_ONCE)
        page = services.petitions.page(actor, query)
        found += [row.id for row in page.rows]
        if len(found) >= page.total or not page.rows:
            return found


def _case_id(told: str) -> RecordId:
    try:
        return record_id(told)
    except ValueError:
        raise Refused("record_missing", field="case") from None
