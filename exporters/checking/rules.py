"""What Decree 30/2020, Appendix I, asks of a paper, and where a paper does otherwise."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from exporters.checking.reading import Line, Paper, Sheet

Limits = Mapping[str, tuple[float, float]]

A4: Final = (210.0, 297.0)
FONT: Final = "Times New Roman"
COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
_NEARLY: Final = 0.6
"""Millimetres that a ruler in Word may be off."""
_NOTE: Final = 12.0
_TITLES: Final = re.compile(r"^(GS|PGS|TS|ThS|CN|KS|BS)[.\s]")
_NUMBER: Final = re.compile(r"^Số: (\d+|\s*)/(\d{4}/)?[\w/]+(-[\w&.]+)*$")
_DATE: Final = re.compile(
    r"^(?P<place>.+), ngày (?P<day>\S*|\s*) tháng (?P<month>\S*|\s*) năm (?P<year>\d{4}|\s*)$"
)
_BLANK: Final = re.compile(r"[\s….…_]*")


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


def check(paper: Paper, limits: Limits) -> tuple[Finding, ...]:
    """Every finding, from the sheet to the signature; the same one on many lines is told once."""
    parts = _Parts(paper.lines)
    found = [
        *_sheets(paper, limits),
        *_faces(paper.lines),
        *_head(parts, limits),
        *_opening(parts, limits),
        *_text(parts, limits),
        *_end(parts, limits),
    ]
    first: dict[tuple[str, str], Finding] = {}
    for one in found:
        key = (one.rule, one.wanted)
        known = first.get(key)
        first[key] = one if known is None else Finding(
            known.rule, known.found, known.wanted, known.line, known.times + one.times
        )  # fmt: skip
    return tuple(first.values())


class _Parts:
    """The lines of a paper by what they are."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = [line for line in lines if not line.gridded]
        texts = [unicodedata.normalize("NFC", line.text) for line in self.lines]
        self.country = self._first(texts, lambda text: _same(text, COUNTRY))
        self.motto = self._first(texts, lambda text: bool(re.match(r"độc lập\b", text.lower())))
        self.number = self._first(texts, lambda text: bool(re.match(r"số\s*:?\s*\S*/|số\s*:", text.lower())))
        self.date = self._first(
            texts, lambda text: bool(re.search(r"ngày\b.*tháng\b.*năm\b", text[:90])), upto=30
        )
        self.addressee = self._first(texts, lambda text: text.lower().startswith("kính gửi"))
        self.copies = self._first(texts, lambda text: text.lower().startswith("nơi nhận"))
        self.about = self._first(texts, lambda text: text.lower().startswith(("v/v", "về việc")), cell=True)
        head = [at for at in (self.country, self.motto, self.number, self.date) if at is not None]
        self.head_ends = max(head, default=-1)
        self.title = self._title()

    def _first(
        self, texts: Sequence[str], fits: Callable[[str], bool], *, upto: int = 10_000, cell: bool = False
    ) -> int | None:
        for at, text in enumerate(texts[:upto]):
            if text and fits(text) and (not cell or self.lines[at].column >= 0):
                return at
        return None

    def _title(self) -> int | None:
        """The kind of the paper: the first centred line in capitals after the head, outside of cells."""
        for at in range(self.head_ends + 1, min(self.head_ends + 8, len(self.lines))):
            line = self.lines[at]
            if line.text and line.column < 0 and line.align == "center" and line.capitals:
                return at
        return None

    def one(self, at: int | None) -> Line | None:
        return None if at is None else self.lines[at]

    def organ(self) -> list[Line]:
        """The names of the organs: what stands in the left half before the number."""
        last = self.number if self.number is not None else self.head_ends
        found = [line for line in self.lines[: max(last, 0)] if line.text and line.column == 0]
        return [line for line in found if not _same(line.text, COUNTRY)]

    def text(self) -> list[Line]:
        """The running text: outside of cells, after the head, neither centred nor small print."""
        begin = max(at for at in (self.head_ends, self.title, self.addressee, -1) if at is not None) + 1
        end = self.copies if self.copies is not None else len(self.lines)
        running = [line for line in self.lines[begin:end] if line.text and line.column < 0]
        return [
            line for line in running if line.align != "center" and not (line.italic and line.size <= _NOTE)
        ]


def _sheets(paper: Paper, limits: Limits) -> Iterator[Finding]:
    for sheet in paper.sheets:
        size = tuple(sorted((sheet.width, sheet.height)))
        if any(abs(one - other) > 1 for one, other in zip(size, A4, strict=True)):
            yield Finding("paper_size", f"{_shown(sheet.width)} × {_shown(sheet.height)} mm", "210 × 297 mm")
        yield from _margins(sheet, limits)
    if not paper.number_size:
        return  # a paper of one page needs none, and a DOCX does not tell its pages
    yield from _measured("page_number", paper.number_size, limits["page_number"], "pt")
    if not paper.number_centred:
        yield Finding("page_number_place", "", "")
    if not paper.first_page_bare:
        yield Finding("page_number_first", "", "")


def _margins(sheet: Sheet, limits: Limits) -> Iterator[Finding]:
    for side in ("top", "bottom", "left", "right"):
        rule = f"margin_{side}"
        yield from _measured(rule, getattr(sheet, side), limits[rule], "mm", spare=_NEARLY)


def _faces(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines:
        strange = next((face.font for face in line.faces if face.font != FONT), "")
        if strange:
            yield Finding("font", strange, FONT, _begin(line))
        if any(not face.black for face in line.faces):
            yield Finding("color", "", "", _begin(line))


def _head(parts: _Parts, limits: Limits) -> Iterator[Finding]:
    yield from _country(parts, limits)
    organ = parts.organ()
    if not organ:
        yield Finding("organ_missing", "", "")
    for line in organ:
        yield from _size("organ", line, limits["organ"])
    if organ and not organ[-1].bold:
        yield Finding("organ_bold", "", "", _begin(organ[-1]))
    yield from _number(parts.one(parts.number), limits)
    yield from _date(parts.one(parts.date), limits)


def _country(parts: _Parts, limits: Limits) -> Iterator[Finding]:
    country, motto = parts.one(parts.country), parts.one(parts.motto)
    if country is None or motto is None:
        yield Finding("country_missing", "", f"{COUNTRY} / {MOTTO}")
        return
    yield from _set("country", country, limits["country"], bold=True)
    yield from _set("motto", motto, limits["motto"], bold=True)
    if unicodedata.normalize("NFC", motto.text) != MOTTO:
        yield Finding("motto_words", motto.text, MOTTO)
    at = parts.motto or 0
    if not any(line.ruled or _underlined(line) for line in parts.lines[at : at + 3]):
        yield Finding("motto_rule", "", "")


def _number(line: Line | None, limits: Limits) -> Iterator[Finding]:
    if line is None:  # minutes, receipts and citizens' papers have none
        return
    yield from _size("number", line, limits["number"])
    told = " ".join(line.text.replace("\xa0", " ").split())
    known = _NUMBER.match(told)
    if known is None:
        yield Finding("number_form", line.text, "Số: 05/TB-UBND")
    elif len(known[1].strip()) == 1:
        yield Finding("number_zero", known[1], f"0{known[1]}", _begin(line))


def _date(line: Line | None, limits: Limits) -> Iterator[Finding]:
    if line is None:
        yield Finding("date_missing", "", "")
        return
    yield from _size("place_date", line, limits["place_date"])
    if not line.italic:
        yield Finding("place_date_italic", "", "", _begin(line))
    told = " ".join(line.text.replace("\xa0", " ").split())
    if re.search(r"ngày\W+tháng\W+năm", told):
        return  # a draft keeps the places for the pen
    known = _DATE.match(told)
    if known is None:
        yield Finding("place_date_form", line.text, "…, ngày 05 tháng 3 năm 2026")
        return
    day, month = known["day"], known["month"]
    right_month = f"{int(month):02d}" if month.isdigit() and int(month) <= 2 else month.lstrip("0")
    right_day = f"{int(day):02d}" if day.isdigit() else day
    if (day, month) != (right_day, right_month):
        wanted = f"ngày {right_day} tháng {right_month}"
        yield Finding("place_date_zeros", f"ngày {day} tháng {month}", wanted)


def _opening(parts: _Parts, limits: Limits) -> Iterator[Finding]:
    title, about = parts.one(parts.title), parts.one(parts.about)
    if title is not None:
        yield from _set("title", title, limits["title"], bold=True)
    elif about is not None:
        yield from _size("subject_line", about, limits["subject_line"])
        if about.bold:
            yield Finding("subject_line_bold", "", "", _begin(about))
    else:
        yield Finding("title_missing", "", "")
    if parts.addressee is None:
        return
    addressee = parts.lines[parts.addressee]
    yield from _size("addressee", addressee, limits["addressee"])
    listed = _listed(parts.lines[parts.addressee + 1 :])
    yield from _closed("addressee_marks", listed)


def _text(parts: _Parts, limits: Limits) -> Iterator[Finding]:
    for line in parts.text():
        yield from _size("text", line, limits["text"])
        if line.align != "both":
            yield Finding("text_justified", "", "", _begin(line))
        least, most = limits["first_line"]
        if not least - _NEARLY <= line.first + line.left <= most + _NEARLY:
            wanted = f"{_shown(least)} – {_shown(most)} mm"
            yield Finding("first_line", f"{_shown(line.first + line.left)} mm", wanted, _begin(line))
        if max(line.before, line.after) < limits["paragraph_distance"][0]:
            yield Finding(
                "paragraph_distance", f"{_shown(max(line.before, line.after))} pt", "≥ 6 pt", _begin(line)
            )
        lines = line.lines or line.height / (line.size * 1.15 or 1)
        yield from _measured("lines", lines, limits["lines"], "", line, spare=0.05)


def _end(parts: _Parts, limits: Limits) -> Iterator[Finding]:
    if parts.copies is not None:
        label = parts.lines[parts.copies]
        yield from _size("recipients_label", label, limits["recipients_label"])
        if not (label.bold and label.italic):
            yield Finding("recipients_label_face", "", "", _begin(label))
        listed = _listed(parts.lines[parts.copies + 1 :], column=label.column)
        for line in listed:
            yield from _size("recipients", line, limits["recipients"])
        yield from _closed("recipients_marks", listed)
        if listed and not re.match(r"-\s*Lưu\b", listed[-1].text):
            yield Finding("recipients_last", listed[-1].text, "- Lưu: VT, …", _begin(listed[-1]))
    for line in _signatures(parts):
        yield from _size("signature", line, limits["signature"])
        if not line.bold:
            yield Finding("signature_bold", "", "", _begin(line))
        if _TITLES.match(line.text):
            yield Finding("signature_titles", line.text, "", _begin(line))


def _signatures(parts: _Parts) -> list[Line]:
    """Powers, offices and names: the centred lines of the cells at the end that are not small print."""
    if parts.copies is None:
        return []
    after = parts.lines[parts.copies :]
    return [
        line for line in after if line.text and line.column > 0 and line.align == "center" and not line.italic
    ]


def _listed(lines: Sequence[Line], column: int = -1) -> list[Line]:
    """The lines of a list with dashes, up to the first that is none."""
    found: list[Line] = []
    for line in lines:
        if not line.text.startswith("-") or line.column != column:
            if line.text:
                break
            continue
        found.append(line)
    return found


def _closed(rule: str, listed: Sequence[Line]) -> Iterator[Finding]:
    """Each line of a list ends with a semicolon, the last with a full stop."""
    for place, line in enumerate(listed):
        mark = "." if place == len(listed) - 1 else ";"
        if not line.text.endswith(mark):
            yield Finding(rule, line.text[-1:], mark, _begin(line))


def _set(rule: str, line: Line, limits: tuple[float, float], *, bold: bool) -> Iterator[Finding]:
    yield from _size(rule, line, limits)
    if line.bold is not bold:
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


def _same(text: str, other: str) -> bool:
    """The same words, wherever the mark of hoà is put."""
    return " ".join(text.upper().split()).replace("HOÀ", "HÒA") == other


def _begin(line: Line) -> str:
    return line.text[:60].split("\n", maxsplit=1)[0]


def _shown(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
