"""What Decree 30/2020, Appendix I, asks of a paper, and where a paper does otherwise."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from exporters.checking.parts import Parts
from exporters.checking.reading import Line, Paper, Sheet
from exporters.layouts import Layout
from exporters.page import SINGLE

A4: Final = (210.0, 297.0)
FONT: Final = "Times New Roman"
_NEARLY: Final = 0.6
"""Millimetres that a ruler in Word may be off."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a paper leaves the layout.

    Attributes:
        rule: What it is about; the office has the words.
        found: The measure or the words found, "" where something is missing.
        wanted: The measure or the words wanted.
        line: The beginning of the line it was found in, "" for the whole paper.
        times: On how many lines.
    """

    rule: str
    found: str
    wanted: str
    line: str = ""
    times: int = 1


def check(paper: Paper, layout: Layout) -> tuple[Finding, ...]:
    """Every finding, from the sheet to the signature; the same one on many lines is told once."""
    parts = Parts(paper.lines, layout)
    found = [
        *_sheets(paper, layout),
        *_faces(paper.lines),
        *_head(parts, layout),
        *_opening(parts, layout),
        *_text(parts, layout),
        *_end(parts, layout),
    ]
    first: dict[tuple[str, str], Finding] = {}
    for one in found:
        key = (one.rule, one.wanted)
        known = first.get(key)
        first[key] = one if known is None else Finding(
            known.rule, known.found, known.wanted, known.line, known.times + one.times
        )  # fmt: skip
    return tuple(first.values())


def _sheets(paper: Paper, layout: Layout) -> Iterator[Finding]:
    for sheet in paper.sheets:
        size = tuple(sorted((sheet.width, sheet.height)))
        if any(abs(one - other) > 1 for one, other in zip(size, A4, strict=True)):
            yield Finding("paper_size", f"{_shown(sheet.width)} x {_shown(sheet.height)} mm", "210 x 297 mm")
        yield from _margins(sheet, layout)
    if not paper.number_size:
        return  # a paper of one page needs none, and a DOCX does not tell its pages
    yield from _measured("page_number", paper.number_size, layout.limits["page_number"], "pt")
    if not paper.number_centred:
        yield Finding("page_number_place", "", "")
    if not paper.first_page_bare:
        yield Finding("page_number_first", "", "")


def _margins(sheet: Sheet, layout: Layout) -> Iterator[Finding]:
    for side in ("top", "bottom", "left", "right"):
        rule = f"margin_{side}"
        yield from _measured(rule, getattr(sheet, side), layout.limits[rule], "mm", spare=_NEARLY)


def _faces(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        strange = next((face.font for face in line.faces if face.font != FONT), "")
        if strange:
            yield Finding("font", strange, FONT, _begin(line))
        if any(not face.black for face in line.faces):
            yield Finding("color", "", "", _begin(line))


def _head(parts: Parts, layout: Layout) -> Iterator[Finding]:
    yield from _country(parts, layout)
    organ = parts.organ()
    if not organ:
        yield Finding("organ_missing", "", "")
    for line in organ:
        yield from _size("organ", line, layout.limits["organ"])
    if organ and not organ[-1].bold:
        yield Finding("organ_bold", "", "", _begin(organ[-1]))
    yield from _number(parts.one("number"), layout)
    yield from _date(parts.one("date"), layout)


def _country(parts: Parts, layout: Layout) -> Iterator[Finding]:
    country, motto = parts.one("country"), parts.one("motto")
    if country is None or motto is None:
        yield Finding("country_missing", "", " / ".join(layout.motto))
        return
    yield from _set("country", country, layout.limits["country"])
    yield from _set("motto", motto, layout.limits["motto"])
    wanted = layout.motto[-1]
    if unicodedata.normalize("NFC", motto.text) != wanted:
        yield Finding("motto_words", motto.text, wanted)
    if not any(line.ruled or _underlined(line) for line in (motto, *parts.after("motto")[:2])):
        yield Finding("motto_rule", "", "")


def _number(line: Line | None, layout: Layout) -> Iterator[Finding]:
    if line is None:  # minutes, receipts and citizens' papers have none
        return
    yield from _size("number", line, layout.limits["number"])
    known = re.match(layout.patterns["number"], _spaced(line))
    if known is None:
        yield Finding("number_form", line.text, layout.patterns["number_example"])
    elif len(known[1].strip()) == 1:
        yield Finding("number_zero", known[1], f"0{known[1]}", _begin(line))


def _date(line: Line | None, layout: Layout) -> Iterator[Finding]:
    if line is None:
        yield Finding("date_missing", "", "")
        return
    yield from _size("place_date", line, layout.limits["place_date"])
    if not line.italic:
        yield Finding("place_date_italic", "", "", _begin(line))
    patterns = layout.patterns
    if re.search(patterns["date_blank"], _spaced(line)):
        return  # a draft keeps the places for the pen
    known = re.match(patterns["date"], _spaced(line))
    if known is None or not (known["day"].isdigit() and known["month"].isdigit()):
        yield Finding("place_date_form", line.text, patterns["date_example"])
        return
    day, month = int(known["day"]), int(known["month"])
    found = patterns["date_words"].format(day=known["day"], month=known["month"])
    wanted = patterns["date_words"].format(day=f"{day:02d}", month=f"{month:02d}" if month <= 2 else month)
    if found != wanted:
        yield Finding("place_date_zeros", found, wanted)


def _opening(parts: Parts, layout: Layout) -> Iterator[Finding]:
    title, subject, addressee = parts.one("title"), parts.one("subject"), parts.one("addressee")
    if title is not None:
        yield from _set("title", title, layout.limits["title"])
    elif subject is not None:
        yield from _size("subject_line", subject, layout.limits["subject_line"])
        if subject.bold:
            yield Finding("subject_line_bold", "", "", _begin(subject))
    else:
        yield Finding("title_missing", "", "")
    if addressee is not None:
        yield from _size("addressee", addressee, layout.limits["addressee"])
        yield from _closed("addressee_marks", parts.listed("addressee", addressee.column))


def _text(parts: Parts, layout: Layout) -> Iterator[Finding]:
    for line in parts.text():
        yield from _size("text", line, layout.limits["text"])
        if line.align != "both":
            yield Finding("text_justified", "", "", _begin(line))
        aside, apart = line.first + line.left, max(line.before, line.after)
        yield from _measured("first_line", aside, layout.limits["first_line"], "mm", line, spare=_NEARLY)
        if apart < layout.limits["paragraph_distance"][0]:
            yield Finding("paragraph_distance", f"{_shown(apart)} pt", "≥ 6 pt", _begin(line))
        lines = line.lines or line.height / (line.size * SINGLE or 1)
        yield from _measured("lines", lines, layout.limits["lines"], "", line, spare=0.05)


def _end(parts: Parts, layout: Layout) -> Iterator[Finding]:
    label = parts.one("recipients")
    if label is not None:
        yield from _recipients(label, parts.listed("recipients", label.column), layout)
    for line in parts.signatures():
        yield from _size("signature", line, layout.limits["signature"])
        if not line.bold:
            yield Finding("signature_bold", "", "", _begin(line))
        if re.match(layout.patterns["academic_titles"], line.text):
            yield Finding("signature_titles", line.text, "", _begin(line))


def _recipients(label: Line, listed: Sequence[Line], layout: Layout) -> Iterator[Finding]:
    yield from _size("recipients_label", label, layout.limits["recipients_label"])
    if not (label.bold and label.italic):
        yield Finding("recipients_label_face", "", "", _begin(label))
    for line in listed:
        yield from _size("recipients", line, layout.limits["recipients"])
    yield from _closed("recipients_marks", listed)
    if listed and not re.match(layout.patterns["last_recipient"], listed[-1].text):
        wanted = layout.patterns["last_recipient_example"]
        yield Finding("recipients_last", listed[-1].text, wanted, _begin(listed[-1]))


def _closed(rule: str, listed: Sequence[Line]) -> Iterator[Finding]:
    """Each line of a list ends with a semicolon, the last with a full stop."""
    for place, line in enumerate(listed):
        mark = "." if place == len(listed) - 1 else ";"
        if not line.text.endswith(mark):
            yield Finding(rule, line.text[-1:], mark, _begin(line))


def _set(rule: str, line: Line, limits: tuple[float, float]) -> Iterator[Finding]:
    """A line that is bold and in the middle."""
    yield from _size(rule, line, limits)
    if not line.bold:
        yield Finding(f"{rule}_bold", "", "", _begin(line))
    if line.align != "center":
        yield Finding(f"{rule}_centred", "", "", _begin(line))


def _size(rule: str, line: Line, limits: tuple[float, float]) -> Iterator[Finding]:
    yield from _measured(rule, line.size, limits, "pt", line)


def _measured(
    rule: str,
    value: float,
    limits: tuple[float, float],
    unit: str,
    line: Line | None = None,
    *,
    spare: float = 0.0,
) -> Iterator[Finding]:
    least, most = limits
    if least - spare <= value <= most + spare:
        return
    wanted = _shown(least) if least == most else f"{_shown(least)} – {_shown(most)}"
    yield Finding(
        rule, f"{_shown(value)} {unit}".strip(), f"{wanted} {unit}".strip(), _begin(line) if line else ""
    )


def _underlined(line: Line) -> bool:
    return bool(line.faces) and all(face.underlined for face in line.faces)


def _spaced(line: Line) -> str:
    """The text with plain single spaces."""
    return " ".join(line.text.split())


def _begin(line: Line) -> str:
    return line.text[:60].split("\n", maxsplit=1)[0]


def _shown(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
