"""A DOCX as its reader sees it: each line with the face and place it has once all styles are followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from exporters.trouble import PaperTrouble

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF: Final = frozenset({"0", "false", "off", "none"})
_BLACK: Final = frozenset({"", "auto", "000000"})
_TWIPS: Final = 20
_SINGLE: Final = 240
_MM: Final = 25.4 / 72

Element = Any
"""An element of the package's XML; the library has no type for it."""


@dataclass(frozen=True, slots=True)
class Face:
    """How a run of text is set; ``size`` in points."""

    font: str
    size: float
    bold: bool
    italic: bool
    underlined: bool
    black: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with what is in force for it.

    Attributes:
        faces: The faces of its runs that print something.
        align: ``left``, ``center``, ``right`` or ``both``.
        first: How far its first line is set in, in millimetres.
        left: How far it is set in, in millimetres.
        before: The distance before it in points.
        after: The distance after it in points.
        lines: The distance of its lines in single lines; 0 when ``height`` holds.
        height: The exact distance of its lines in points; 0 when ``lines`` holds.
        column: Which cell of its row it stands in; -1 outside of tables.
        gridded: Whether the table around it has lines.
        ruled: Whether the paragraph has a border, or a line is drawn in it.
    """

    text: str
    faces: tuple[Face, ...]
    align: str
    first: float
    left: float
    before: float
    after: float
    lines: float
    height: float
    column: int = -1
    gridded: bool = False
    ruled: bool = False

    @property
    def bold(self) -> bool:
        return bool(self.faces) and all(face.bold for face in self.faces)

    @property
    def italic(self) -> bool:
        return bool(self.faces) and all(face.italic for face in self.faces)

    @property
    def size(self) -> float:
        """The size of most of its letters, in points; 0 for an empty line."""
        sizes = [face.size for face in self.faces]
        return max(set(sizes), key=sizes.count) if sizes else 0

    @property
    def capitals(self) -> bool:
        return self.text.isupper()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper of a section; lengths in millimetres."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document as it reads.

    Attributes:
        number_size: The size of the page number; 0 when there is none.
        number_centred: Whether it stands in the middle of the top margin.
        first_page_bare: Whether the first page goes without it.
    """

    sheets: tuple[Sheet, ...]
    lines: tuple[Line, ...]
    number_size: float
    number_centred: bool
    first_page_bare: bool


def read(content: bytes) -> Paper:
    """The paper in a DOCX file; raises PaperTrouble when the file is none."""
    import docx

    try:
        word = docx.Document(BytesIO(content))
        return _Reader(word).paper()
    except Exception as error:  # whatever stands in a stranger's file, the clerk hears that it is unreadable
        raise PaperTrouble(str(error)) from error


class _Reader:
    """Follows styles and defaults through one document."""

    def __init__(self, word: "WordDocument") -> None:
        self._word = word
        self._styles = {style.get(f"{_W}styleId"): style for style in word.styles.element.iter(f"{_W}style")}
        self._usual = {
            style.get(f"{_W}type"): style.get(f"{_W}styleId")
            for style in self._styles.values()
            if style.get(f"{_W}default") in ("1", "true")
        }

    def paper(self) -> Paper:
        sections = list(self._word.sections)
        first = sections[0]
        number = next(
            (p for p in first.header._element.iter(f"{_W}p") if _prints_page_number(p)),  # noqa: SLF001 - as is
            None,
        )
        size = max((face.size for face in self._faces(number)), default=0.0) if number is not None else 0.0
        return Paper(
            tuple(_sheet(section) for section in sections),
            tuple(self._lines(self._word.element.body, column=-1, gridded=False)),
            size or (self._default_size if number is not None else 0.0),
            number is not None and self._of_paragraph(number, "jc", "val") == "center",
            bool(first.different_first_page_header_footer),
        )

    def _lines(self, parent: Element, *, column: int, gridded: bool) -> Iterator[Line]:
        for child in parent.iterchildren():
            if child.tag == f"{_W}p":
                yield self._line(child, column, gridded=gridded)
            elif child.tag == f"{_W}tbl":
                lined = child.find(f"{_W}tblPr/{_W}tblBorders") is not None or self._styled_table(child)
                for row in child.iterchildren(f"{_W}tr"):
                    for place, cell in enumerate(row.iterchildren(f"{_W}tc")):
                        yield from self._lines(cell, column=place, gridded=lined)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
                yield from self._lines(child, column=column, gridded=gridded)

    def _styled_table(self, table: Element) -> bool:
        """Whether the table's style draws lines."""
        named = table.find(f"{_W}tblPr/{_W}tblStyle")
        style = self._styles.get(named.get(f"{_W}val")) if named is not None else None
        return style is not None and style.find(f"{_W}tblPr/{_W}tblBorders") is not None

    def _line(self, paragraph: Element, column: int, *, gridded: bool) -> Line:
        def told(name: str, attribute: str) -> float:
            value = self._of_paragraph(paragraph, name, attribute)
            return float(value) if value.lstrip("-").isdigit() else 0.0

        spacing, rule = (
            told("spacing", "line") or _SINGLE,
            self._of_paragraph(paragraph, "spacing", "lineRule"),
        )
        exact = rule in ("exact", "atLeast")
        return Line(
            "".join(_words(run) for run in paragraph.iter(f"{_W}r")).strip(),
            tuple(self._faces(paragraph)),
            self._of_paragraph(paragraph, "jc", "val") or "left",
            (told("ind", "firstLine") - told("ind", "hanging")) / _TWIPS * _MM,
            (told("ind", "left") or told("ind", "start")) / _TWIPS * _MM,
            told("spacing", "before") / _TWIPS,
            told("spacing", "after") / _TWIPS,
            0 if exact else spacing / _SINGLE,
            spacing / _TWIPS if exact else 0,
            column,
            gridded,
            any(
                next(paragraph.iter(f"{_W}{name}"), None) is not None for name in ("pBdr", "drawing", "pict")
            ),
        )

    def _faces(self, paragraph: Element) -> Iterator[Face]:
        for run in paragraph.iter(f"{_W}r"):
            if not _words(run).strip():
                continue
            yield Face(
                self._font(paragraph, run),
                float(self._of_run(paragraph, run, "sz", "val") or 2 * self._default_size) / 2,
                self._switched(paragraph, run, "b"),
                self._switched(paragraph, run, "i"),
                self._of_run(paragraph, run, "u", "val") not in ("", *_OFF),
                self._of_run(paragraph, run, "color", "val").lower() in _BLACK,
            )

    def _font(self, paragraph: Element, run: Element) -> str:
        for properties in self._run_sources(paragraph, run):
            fonts = properties.find(f"{_W}rFonts")
            if fonts is None:
                continue
            theme = fonts.get(f"{_W}asciiTheme") or fonts.get(f"{_W}hAnsiTheme")
            name = fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")
            if theme or name:
                return self._themed(theme) if theme else str(name)
        return "Times New Roman"

    def _themed(self, theme: str) -> str:
        kind = "major" if theme.startswith("major") else "minor"
        return self._theme.get(kind, theme)

    @cached_property
    def _theme(self) -> dict[str, str]:
        """The fonts that the document's theme stands for."""
        from docx.oxml import parse_xml

        for relation in self._word.part.rels.values():
            if relation.reltype.endswith("/theme"):
                theme = parse_xml(relation.target_part.blob)
                found = {kind: theme.find(f".//{_A}{kind}Font/{_A}latin") for kind in ("major", "minor")}
                return {kind: latin.get("typeface") for kind, latin in found.items() if latin is not None}
        return {}

    @cached_property
    def _default_size(self) -> float:
        told = self._word.styles.element.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")
        return float(told.get(f"{_W}val")) / 2 if told is not None else 10.0

    def _switched(self, paragraph: Element, run: Element, name: str) -> bool:
        for properties in self._run_sources(paragraph, run):
            switch = properties.find(f"{_W}{name}")
            if switch is not None:
                return (switch.get(f"{_W}val") or "1") not in _OFF
        return False

    def _of_run(self, paragraph: Element, run: Element, name: str, attribute: str) -> str:
        for properties in self._run_sources(paragraph, run):
            told = properties.find(f"{_W}{name}")
            if told is not None and told.get(f"{_W}{attribute}") is not None:
                return str(told.get(f"{_W}{attribute}"))
        return ""

    def _run_sources(self, paragraph: Element, run: Element) -> Iterator[Element]:
        """Where a run's properties come from, the nearest first."""
        own = run.find(f"{_W}rPr")
        if own is not None:
            yield own
            yield from self._chain(_style_of(own, "rStyle"), "rPr")
        yield from self._chain(self._paragraph_style(paragraph), "rPr")
        default = self._word.styles.element.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        if default is not None:
            yield default

    def _of_paragraph(self, paragraph: Element, name: str, attribute: str) -> str:
        for properties in self._paragraph_sources(paragraph):
            told = properties.find(f"{_W}{name}")
            if told is not None and told.get(f"{_W}{attribute}") is not None:
                return str(told.get(f"{_W}{attribute}"))
        return ""

    def _paragraph_sources(self, paragraph: Element) -> Iterator[Element]:
        own = paragraph.find(f"{_W}pPr")
        if own is not None:
            yield own
        yield from self._chain(self._paragraph_style(paragraph), "pPr")
        default = self._word.styles.element.find(f"{_W}docDefaults/{_W}pPrDefault/{_W}pPr")
        if default is not None:
            yield default

    def _paragraph_style(self, paragraph: Element) -> str:
        own = paragraph.find(f"{_W}pPr")
        named = _style_of(own, "pStyle") if own is not None else ""
        return named or self._usual.get("paragraph") or ""

    def _chain(self, style_id: str, part: str) -> Iterator[Element]:
        """The properties of a style and of those it is based on; a circle ends where it began."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            properties = style.find(f"{_W}{part}")
            if properties is not None:
                yield properties
            based = style.find(f"{_W}basedOn")
            style_id = based.get(f"{_W}val") if based is not None else ""


def _style_of(properties: Element, kind: str) -> str:
    named = properties.find(f"{_W}{kind}")
    return str(named.get(f"{_W}val")) if named is not None else ""


def _words(run: Element) -> str:
    marks = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
    return "".join(
        (child.text or "") if child.tag == f"{_W}t" else marks.get(child.tag, "")
        for child in run.iterchildren()
    )


def _prints_page_number(paragraph: Element) -> bool:
    told = [instruction.text or "" for instruction in paragraph.iter(f"{_W}instrText")]
    told += [field.get(f"{_W}instr") or "" for field in paragraph.iter(f"{_W}fldSimple")]
    return any("PAGE" in text.split() for text in told)


def _sheet(section: Any) -> Sheet:  # noqa: ANN401 - a section of the library
    sides = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    return Sheet(*(round(side.mm, 1) if side is not None else 0.0 for side in sides))
