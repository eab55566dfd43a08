"""“Soát thể thức”: where a paper leaves the State's layout, in the office's words."""

from pathlib import Path

from app.domain.errors import Refused
from app.domain.letters import LayoutFault
from app.runtime.paths import RESOURCES
from app.runtime.words import phrase

LARGEST = 50_000_000
"""Bytes of a file that is still read; letters have no more than pictures on a few pages."""


def check_file(path: Path) -> tuple[LayoutFault, ...]:
    """What a DOCX file breaks; refused when it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refused("paper_too_large", file=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise Refused("file_unreadable", file=path.name, detail=error) from error
    return check(content)


def check(content: bytes) -> tuple[LayoutFault, ...]:
    """What in a DOCX breaks Decree 30/2020 (Appendix I), from sheet to signature; empty when it is sound.

    Refuses a file that is no DOCX.
    """
    from exporters.checking.reading import read
    from exporters.checking.rules import check
    from exporters.layouts import load_layout
    from exporters.trouble import PaperTrouble

    layout = load_layout(RESOURCES / "letters" / "layout-state.toml")
    try:
        paper = read(content)
    except PaperTrouble as trouble:
        raise Refused("paper_unreadable", detail=trouble) from trouble
    return tuple(
        LayoutFault(
            phrase("layout_faults", fault.rule, found=fault.found, wanted=fault.wanted),
            fault.found,
            fault.wanted,
            fault.line,
            fault.times,
        )
        for fault in check(paper, layout)
    )
