"""What ReportLab has no flowable for: dots to write on, QR codes. Imported after the faces are registered."""

from typing import Any

from reportlab.platypus import Flowable, Paragraph

from exporters import page as paper
from exporters.pictures import Squares

_DOT = 1.1
_APART = 3.0


class DottedParagraph(Paragraph):  # type: ignore[misc]  # ReportLab has no types
    """A paragraph whose last word is followed by dots up to the margin; they are drawn, not written."""

    def draw(self) -> None:
        super().draw()
        lines, style = self.blPara.lines, self.style
        last = lines[-1] if lines else (self.width - style.firstLineIndent, [])
        left = style.leftIndent + (style.firstLineIndent if len(lines) < 2 else 0)
        spare = last[0] if isinstance(last, tuple) else last.extraSpace
        start = left + self.width - left - spare + _APART if lines else left
        height = max(len(lines), 1) * style.leading
        baseline = self.height - height + style.leading - style.fontSize * 0.95
        canvas = self.canv
        canvas.saveState()
        canvas.setLineCap(1)
        canvas.setLineWidth(_DOT)
        canvas.setDash([0, _APART])
        canvas.line(start, baseline, self.width, baseline)
        canvas.restoreState()


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
