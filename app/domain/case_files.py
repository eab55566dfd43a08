"""Bound case files: what lies in a petition's or a case's file, sheet by sheet."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.ids import RecordId


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """One paper of a file, as its index lists it.

    Attributes:
        id: Of the document or the scan.
        scan: Whether it is a scan; otherwise an issued document.
        number: Its symbol, "" for none.
        author: Who made it, "" when that is not known.
        pages: How many sheets it takes when it is bound; 0 while it is not known.
        bound: Whether it is bound, or only listed.
        remark: What the index says beside it.
        sealed: Whether it may tell who denounced.
    """

    id: RecordId
    scan: bool
    number: str
    on: date
    title: str
    author: str
    pages: int
    bound: bool
    remark: str = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What a bound file holds.

    Attributes:
        number: The petition's number, "" for a case of several.
        title: What the cover says.
        first: The day it begins.
        last: The day of the newest paper, or of its end.
        papers: In the order they are bound.
    """

    number: str
    title: str
    first: date
    last: date
    papers: tuple[FiledPaper, ...]

    @property
    def sheets(self) -> int:
        """How many sheets are numbered; cover and index are not."""
        return sum(paper.pages for paper in self.papers if paper.bound)

    @property
    def left_out(self) -> int:
        """How many papers are listed and not bound."""
        return sum(not paper.bound for paper in self.papers)


@dataclass(frozen=True, slots=True)
class Bound:
    """A file that was bound, and where it lies."""

    path: Path
    file: CaseFile
