"""Text and QR codes as ReportLab's flowables. Imported after the faces are registered."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from exporters import page as paper
from exporters.blocks import Span
from exporters.pdf_fonts import drawable
from exporters.pictures import Squares
from exporters.plain import plain

_DOT = 1.1
_APART = 3.0
_SYMBOL: Final = re.compile(r"\S{20,}")
_WITHIN: Final = re.compile(r"(?<=[-/])(?=[^\W\d])")


def text(spans: Sequence[Span], style: Any, *, dotted: bool = False) -> "Text":  # noqa: ANN401 - ReportLab has no types
    """A paragraph; ``dotted`` has dots run from its last word to the margin."""
    runs = [run for span in spans for run in _runs(span, style)]
    made = Text(None if runs else "", style, frags=runs or None)
    made.dotted = dotted
    return made


def _runs(span: Span, style: Any) -> list[Any]:  # noqa: ANN401
    """The runs of a span, made without markup: nothing that people typed is ever parsed."""
    marks = "b" * span.bold + "i" * span.italic + "u" * span.underline
    model, found = _model(style, marks), []
    for place, line in enumerate(drawable(plain(span.text)).split("\n")):
        if place:
            found.append(_model(style, "br").clone())
        if line:
            found.append(model.clone(text=line))
    return found


@lru_cache(maxsize=256)
def _model(style: Any, marks: str) -> Any:  # noqa: ANN401
    """What ReportLab makes of a run with these marks."""
    if marks == "br":
        return Paragraph("<br/>", style).frags[0]
    opened, closed = "".join(f"<{mark}>" for mark in marks), "".join(f"</{mark}>" for mark in marks[::-1])
    return Paragraph(f"{opened}x{closed}", style).frags[0]


def _broken(text: str, style: Any, face: str, width: float) -> str:  # noqa: ANN401
    """The text with line ends in the long symbols of documents, whose line would else be drawn apart."""
    size, space = style.fontSize, stringWidth(" ", face, style.fontSize)
    room, used = width - style.leftIndent - style.rightIndent, style.firstLineIndent - space
    words = []
    for word in text.split(" "):
        length = stringWidth(word, face, size)
        left = room - used - space
        if length > left and _SYMBOL.fullmatch(word):
            ends = [found.end() for found in _WITHIN.finditer(word)]
            fitting = [end for end in ends if stringWidth(word[:end], face, size) <= left]
            if fitting:
                words.append(f"{word[: fitting[-1]]}\n{word[fitting[-1] :]}")
                used = stringWidth(word[fitting[-1] :], face, size)
                continue
        words.append(word)
        used = used + space + length if length <= left else length
    return " ".join(words)


class Text(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph whose lines are broken once for each width, and whose dots are drawn, not written."""

    dotted = False
    frags: list[Any]
    _wrapped: tuple[float, tuple[float, float]] | None = None
    _whole: Any = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._wrapped is None or self._wrapped[0] != width or not hasattr(self, "blPara"):
            self._break_symbols(width)
            self._wrapped = width, super().wrap(width, height)
        return self._wrapped[1]

    def _break_symbols(self, width: float) -> None:
        """Only in a paragraph of one run: the others hold no symbols so long."""
        if self._whole is None and len(self.frags) == 1 and hasattr(self.frags[0], "text"):
            self._whole = self.frags[0]
        if self._whole is None or not _SYMBOL.search(self._whole.text):
            return
        run, breaking = self._whole, _model(self.style, "br")
        lines = _broken(run.text, self.style, run.fontName, width).split("\n")
        parts = ((breaking.clone(), run.clone(text=line)) for line in lines)
        self.frags = [part for pair in parts for part in pair][1:]

    def split(self, width: float, height: float) -> list["Text"]:
        parts: list[Text] = super().split(width, height)
        if parts:
            parts[-1].dotted = self.dotted
        return parts

    def draw(self) -> None:
        super().draw()
        if self.dotted:
            self._draw_dots()

    def _draw_dots(self) -> None:
        lines, style = self.blPara.lines, self.style
        left = style.leftIndent + (style.firstLineIndent if len(lines) < 2 else 0)
        if lines:
            spare = lines[-1][0] if isinstance(lines[-1], tuple) else lines[-1].extraSpace
            left = self.width - spare + 2 * _APART
        baseline = style.leading - style.fontSize * 0.95
        self.canv.saveState()
        self.canv.setLineCap(1)
        self.canv.setLineWidth(_DOT)
        self.canv.setDash([0, _APART])
        self.canv.line(left, baseline, self.width, baseline)
        self.canv.restoreState()


class CodeFlowable(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The dark squares of a QR code, drawn as lines of them."""

    def __init__(self, squares: Squares) -> None:
        super().__init__()
        self._squares = squares
        self.width = self.height = paper.CODE_SIDE

    def wrap(self, *_: Any) -> tuple[float, float]:  # noqa: ANN401 - ReportLab has no types
        return self.width, self.height

    def draw(self) -> None:
        side = self.width / len(self._squares)
        drawn = self.canv.beginPath()
        for down, row in enumerate(self._squares):
            start = 0
            for place, dark in enumerate((*row, False)):
                if not dark:
                    if place > start:
                        drawn.rect(
                            start * side, self.height - (down + 1) * side, (place - start) * side, side
                        )
                    start = place + 1
        self.canv.drawPath(drawn, stroke=0, fill=1)
