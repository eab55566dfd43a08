"""Scans of a file's papers: taken in after a look at the content, read by who may, out only with a trace."""

import hashlib
from pathlib import Path

from app.domain import checks, scans
from app.domain.actors import Actor, Right
from app.domain.changes import Area, Done
from app.domain.errors import Refused, StorageTrouble
from app.domain.events import EventKind
from app.domain.ids import RecordId, new_id
from app.domain.kinds import RecordType
from app.domain.scans import Scan, ScanDraft, ScanFormat, ScanKind
from app.runtime.words import label, phrase
from app.services.desk import Desk
from db import events as event_store
from db import kept as kept_store
from db import petitions as petition_store
from db import receptions as reception_store
from db import scans as scan_store
from db.work import View

_RIGHTS = {RecordType.PETITION: Right.RECORD_PETITIONS, RecordType.VISIT: Right.RECORD_RECEPTIONS}
_ENDINGS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
_WORD = (".doc", ".docx", ".odt", ".rtf")
_TOUCHED = Area.PETITIONS | Area.RECEPTIONS


class Scans:
    """Keeps what the papers of a petition or a visit looked like."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, actor: Actor, draft: ScanDraft) -> Done[Scan]:
        """Keep a scan; refused when it is no PDF or picture, damaged, locked, too large or there already.

        A sealed record keeps no name of the paper: it would tell who denounced.
        """
        if draft.record_type not in _RIGHTS:
            raise Refused("scan_of_record")
        name = scans.checked_name(draft.name)
        number = checks.line(draft.number, "number", limit=scans.NUMBER_LIMIT, required=False)
        author = checks.line(draft.author, "author", limit=scans.AUTHOR_LIMIT, required=False)
        if draft.paper_on is not None:
            checks.past_day(draft.paper_on, self._desk.today(), "paper_on")
        kind, pages = _looked_at(draft.content, name)
        digest = hashlib.sha256(draft.content).hexdigest()
        with self._desk.act(actor, _RIGHTS[draft.record_type], "scans.add") as work:
            sealed = _sealed(work, draft.record_type, draft.record_id)
            for known in scan_store.of_record(work, draft.record_id):
                if known.sha256 == digest and not known.removed_why:
                    raise Refused("scan_there", field="file", name=told(known))
            scan = Scan(
                new_id(),
                draft.record_type,
                draft.record_id,
                draft.kind,
                "" if sealed else name,
                kind,
                pages,
                len(draft.content),
                digest,
                work.at,
                actor.name,
                "",
                sealed,
                draft.paper_on,
                "" if sealed else number,
                "" if sealed else author,
            )
            scan_store.add(work, scan, draft.content)
            key = "added_sealed" if sealed else "added"
            note = phrase("scans", key, kind=label(draft.kind), name=name, pages=pages)
            today = self._desk.today()
            event_store.add(work, scan.record_type, scan.record_id, EventKind.PAPERS_TAKEN, today, note, None)
        return Done(scan, _TOUCHED)

    def remove(self, actor: Actor, scan_id: RecordId, reason: str) -> Done[Scan]:
        """Take a scan out of its file; it stays on record with the reason, and the timeline says so."""
        why = checks.line(reason, "reason")
        with self._desk.read(actor) as view:
            right = _RIGHTS[scan_store.scan(view, scan_id).record_type]
        with self._desk.act(actor, right, "scans.remove", why) as work:
            known = scan_store.scan(work, scan_id)
            if known.removed_why:
                raise Refused("scan_removed_already")
            scan_store.remove(work, scan_id, why)
            note = phrase("scans", "removed", name=told(known), reason=why)
            today = self._desk.today()
            event_store.add(work, known.record_type, known.record_id, EventKind.AMENDED, today, note, None)
            after = scan_store.scan(work, scan_id)
        return Done(after, _TOUCHED)

    def of_record(self, actor: Actor, record_id: RecordId) -> tuple[Scan, ...]:
        """The scans of a petition or visit in the order they came, those taken out among them."""
        with self._desk.read(actor) as view:
            return scan_store.of_record(view, record_id)

    def content(self, actor: Actor, scan_id: RecordId, reason: str = "") -> bytes:
        """The scan's file as handed in; one of a sealed record opens for named people, with a reason."""
        with self._desk.read(actor) as view:
            known = scan_store.scan(view, scan_id)
            if not known.sealed:
                return scan_store.content(view, scan_id)
        why = checks.line(reason, "reason")
        with self._desk.act(actor, Right.OPEN_DENOUNCERS, "denouncers.open", why) as work:
            work.note("scans", scan_id)
            return scan_store.content(work, scan_id)


def told(scan: Scan) -> str:
    """What lists call a scan: its name, or its kind where no name is kept."""
    return scan.name or label(scan.kind)


def check_file(path: Path) -> None:
    """Refuse by its size and its first bytes what cannot be a scan, before anybody describes it."""
    from exporters import scans as papers

    try:
        _check_size(path.stat().st_size, path.name)
        with path.open("rb") as file:
            if papers.known(file.read(papers.HEAD)):
                return
    except OSError as error:
        raise StorageTrouble("file_unreadable", file=path.name, detail=error) from error
    ending = path.suffix.lower()
    code = "scan_word" if ending in _WORD else "scan_misnamed" if ending in _ENDINGS else "scan_unknown"
    raise Refused(code, field="file", file=path.name)


def read_scan(path: Path, record_type: RecordType, record_id: RecordId, kind: ScanKind) -> ScanDraft:
    """A draft of a file on disk, called by its name; what cannot be a scan is refused before it is read."""
    check_file(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StorageTrouble("file_unreadable", file=path.name, detail=error) from error
    return ScanDraft(record_type, record_id, kind, path.stem, content)


def _check_size(size: int, name: str) -> None:
    if size > scans.MOST_MEGABYTES * scans.MEGABYTE:
        told_size = -(-size // scans.MEGABYTE)
        raise Refused("scan_too_large", field="file", file=name, size=told_size, most=scans.MOST_MEGABYTES)


def _looked_at(content: bytes, name: str) -> tuple[ScanFormat, int]:
    """What the content is and how many pages it prints."""
    from exporters import scans as papers
    from exporters.trouble import ScanTrouble

    _check_size(len(content), name)
    try:
        kind, pages = papers.look(content)
    except ScanTrouble as trouble:
        raise Refused(f"scan_{trouble.reason}", field="file", file=name) from trouble
    return ScanFormat(kind), pages


def _sealed(view: View, record_type: RecordType, record_id: RecordId) -> bool:
    """Whether the record hides a denouncer; refused when it is kept from who looks."""
    kept_store.admit(view, record_id)
    if record_type is RecordType.PETITION:
        return petition_store.petition(view, record_id).sealed
    return reception_store.visit(view, record_id).sealed
