"""How a layout sets its papers, read from the layout's file, which names the text it follows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final

MM: Final = 72 / 25.4

_IN_MILLIMETRES: Final = frozenset(
    {
        "margin_top",
        "margin_bottom",
        "margin_left",
        "margin_right",
        "page_number_from_top",
        "motto_column",
        "first_line",
        "signing_room",
    }
)


class Mark(StrEnum):
    """What closes a name or a title."""

    RULE = "rule"
    ASTERISK = "asterisk"
    DASHES = "dashes"


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths and sizes in points; the file gives lengths in millimetres.

    Attributes:
        mirrored: Whether the margins change sides on the back of a sheet.
        motto_sizes: The size of each line of the motto.
        motto_column: The width its longest line needs.
        organ_mark: What stands under the name of the organ.
        subject_italic: Whether the line that says what a letter is about is slanted.
        title_beginnings: The words with which a further line of a title best begins.
        title_mark: What stands under a title.
        basis_italic: Whether what a decision rests on is slanted.
        basis_mark: What stands before each line of it.
        lines: The distance of lines in single lines; 0 where ``line_height`` holds.
        line_height: The distance of lines in points; 0 where ``lines`` holds.
        signing_room: The height kept for the hand or the pictures of two digital signatures.
        office_bold: Whether the office held, the last line above a signature, is bold like the others.
    """

    margin_top: float
    margin_bottom: float
    margin_left: float
    margin_right: float
    mirrored: bool
    page_number_size: float
    page_number_from_top: float
    motto_sizes: tuple[float, ...]
    motto_column: float
    organ_size: float
    organ_mark: Mark
    number_size: float
    subject_size: float
    subject_italic: bool
    place_size: float
    title_size: float
    title_subject_size: float
    title_beginnings: tuple[str, ...]
    title_mark: Mark
    addressee_italic: bool
    basis_italic: bool
    basis_mark: str
    text_size: float
    lines: float
    line_height: float
    first_line: float
    after_paragraph: float
    recipients_label_size: float
    recipients_label_underlined: bool
    recipients_size: float
    signing_room: float
    office_bold: bool


def read_measures(told: Mapping[str, Any]) -> Measures:
    """The measures of a layout's table; a missing or unknown one is a fault of the file."""
    values = dict(told)
    values |= {name: values[name] * MM for name in _IN_MILLIMETRES}
    values |= {name: tuple(values[name]) for name in ("motto_sizes", "title_beginnings")}
    values |= {name: Mark(values[name]) for name in ("organ_mark", "title_mark")}
    assert values.keys() == {field.name for field in fields(Measures)}, values.keys()
    return Measures(**values)
