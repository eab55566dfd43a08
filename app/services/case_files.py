"""Binds a petition's or a case's file: cover, index, every document and scan, each sheet numbered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.case_files import Bound, CaseFile, FiledPaper
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, DocumentState, Format
from app.domain.petitions import Petition
from app.domain.scans import Scan
from app.runtime.paths import RESOURCES
from app.runtime.words import label
from app.services import case_file_papers
from app.services.desk import Desk
from app.services.files import writing
from app.services.letter_forms import office_words
from db import cases as case_store
from db import documents as document_store
from db import petitions as petition_store
from db import scans as scan_store
from db.work import View, Work

Progress = Callable[[int, int], None]
_TITLE = 300


class CaseFiles:
    """Case files on paper."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def outline(self, actor: Actor, record_type: RecordType, record_id: RecordId) -> CaseFile:
        """What the file of a petition or a case holds; what is sealed is listed and not bound."""
        with self._desk.read(actor) as view:
            if record_type is RecordType.CASE:
                return _of_case(view, record_id)
            return _of_petition(view, petition_store.petition(view, record_id))

    def bind(
        self,
        actor: Actor,
        record_type: RecordType,
        record_id: RecordId,
        path: Path,
        progress: Progress = lambda _done, _whole: None,
        reason: str = "",
    ) -> Bound:
        """Write the bound file; ``progress`` may end it by an exception, and then nothing is left.

        With a reason, who may open denouncers has the sealed papers bound too; that is logged.
        """
        file = self.outline(actor, record_type, record_id)
        if reason.strip():
            file = self._opened(actor, file, reason)
        self._write(actor, file, path, progress)
        return Bound(path, file)

    def _opened(self, actor: Actor, file: CaseFile, reason: str) -> CaseFile:
        why = checks.line(reason, "reason")
        sealed = [paper for paper in file.papers if paper.sealed]
        if not sealed:
            return file
        told = str(office_words()["case_file"]["opened"])
        with self._desk.act(actor, Right.OPEN_DENOUNCERS, "denouncers.open", why) as work:
            opened = {paper.id: _opened(work, paper, told) for paper in sealed}
        return replace(file, papers=tuple(opened.get(paper.id, paper) for paper in file.papers))

    def _write(self, actor: Actor, file: CaseFile, path: Path, progress: Progress) -> None:
        from exporters.binding import Binder

        now = self._desk.clock.now().astimezone()
        with self._desk.read(actor) as view:
            front = case_file_papers.front(view, file, now)
        bound = [paper for paper in file.papers if paper.bound]
        with writing(path) as target:
            binder = Binder(target, RESOURCES / "fonts")
            for heading, content in front:
                binder.add(content, heading)
            for done, paper in enumerate(bound):
                progress(done, len(bound))
                binder.add(self._content(actor, paper), paper.title, stamped=True)
            progress(len(bound), len(bound))
            binder.close(file.title, str(case_file_papers.words()["kind"]), now)

    def _content(self, actor: Actor, paper: FiledPaper) -> bytes:
        from exporters import scans

        with self._desk.read(actor) as view:
            if paper.scan:
                return scans.as_pdf(scan_store.content(view, paper.id))
            return document_store.content(view, paper.id, Format.PDF)


def _opened(work: Work, paper: FiledPaper, remark: str) -> FiledPaper:
    """A sealed paper that is bound after all; its opening is logged."""
    from exporters import scans

    pages = paper.pages
    if paper.scan:
        work.note("scans", paper.id)
    else:
        pages = scans.pages_of_pdf(document_store.opened(work, paper.id, Format.PDF))
    return replace(paper, bound=True, remark=remark, pages=pages)


def _of_petition(view: View, petition: Petition) -> CaseFile:
    papers = _papers(view, petition.id)
    if petition.visit_id is not None:
        papers += _papers(view, petition.visit_id)
    words = case_file_papers.words()
    people = ", ".join(person.full_name for person in petition.people[:2])
    who = words["sealed_who"] if petition.sealed else people or words["nobody"]
    title = words["petition"].format(kind=label(petition.kind), who=who, matter=petition.matter)
    return _file(petition.number, title, petition.received_on, petition.closed_on, papers)


def _of_case(view: View, case_id: RecordId) -> CaseFile:
    title = case_store.title(view, case_id)
    first, records = case_store.members(view, case_id)
    papers: list[FiledPaper] = []
    for record_id in records:
        papers += _papers(view, record_id)
    return _file("", title, first, None, papers)


def _file(number: str, title: str, first: date, last: date | None, papers: list[FiledPaper]) -> CaseFile:
    ordered = tuple(sorted(papers, key=lambda paper: (paper.on, str(paper.id))))
    days = [first, *(paper.on for paper in ordered), *((last,) if last else ())]
    line = " ".join(title.split())
    short = line if len(line) <= _TITLE else f"{line[:_TITLE].rsplit(' ', 1)[0]} …"
    return CaseFile(number, short, min(days), max(days), ordered)


def _papers(view: View, record_id: RecordId) -> list[FiledPaper]:
    documents = (_document(view, row) for row in document_store.of_record(view, record_id))
    scans = scan_store.of_record(view, record_id)
    return [*documents, *(_scan(scan) for scan in scans if not scan.removed_why)]


def _document(view: View, row: DocumentRow) -> FiledPaper:
    from exporters import scans

    words = case_file_papers.words()
    sealed = row.sealing.names
    gone = words["withdrawn"] if row.state is DocumentState.WITHDRAWN else ""
    pages = 0 if sealed else scans.pages_of_pdf(document_store.content(view, row.id, Format.PDF))
    author = str(office_words()["bodies"][row.body]["sign"])
    return FiledPaper(
        row.id,
        scan=False,
        number=row.number,
        on=row.issued_on,
        title=row.title,
        author=author,
        pages=pages,
        bound=not sealed,
        remark=words["sealed"] if sealed else gone,
        sealed=sealed,
    )


def _scan(scan: Scan) -> FiledPaper:
    words = case_file_papers.words()
    title = f"{label(scan.kind)}: {scan.name}" if scan.name else label(scan.kind)
    remark = words["sealed"] if scan.sealed else words["scanned"]
    return FiledPaper(
        scan.id,
        scan=True,
        number=scan.number,
        on=scan.paper_on or scan.added_at.astimezone().date(),
        title=title,
        author=scan.author,
        pages=scan.pages,
        bound=not scan.sealed,
        remark=remark,
        sealed=scan.sealed,
    )
