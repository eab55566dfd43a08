"""Charts as pictures for papers: told apart by pattern and shade, so that they print in black and white."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image as Canvas
    from PIL.ImageDraw import ImageDraw as Pen
    from PIL.ImageFont import FreeTypeFont as Face

Values = Sequence[int | None]
_WIDTH: Final = 1600
_ROOM: Final = 560
_BAR: Final = 52
_GAP: Final = 24
_SIZE: Final = 28
_INK: Final = 20
_GRID: Final = 205
_SHADES: Final = (60, 245, 170, 245, 120)
"""The grey of each series; light ones are hatched."""
_STEPS: Final = (0, 12, 0, 9, 0)
"""The distance between the lines of each hatched series, 0 for none."""
_LEVEL: Final = 3
"""The series whose lines lie level: a second one aslant would be taken for the first."""
_LEGEND: Final = 44


def columns(
    labels: Sequence[str], series: Sequence[tuple[str, Values]], font: Path, *, percent: bool
) -> bytes:
    """Standing columns, those of one name side by side, as a PNG."""
    sheet = _Sheet(_ROOM + 2 * _LEGEND, font)
    scale = sheet.frame(series, percent=percent)
    step = sheet.step(len(labels))
    wide = step * 0.8 / max(len(series), 1)
    for place, (_, values) in enumerate(series):
        for at, value in enumerate(values):
            left = sheet.left + at * step + step * 0.1 + place * wide
            top = scale(value or 0)
            if value:
                sheet.fill((left, top, left + wide - 3, _ROOM), place)
    sheet.below(labels)
    sheet.legend([name for name, _ in series])
    return sheet.png()


def lines(labels: Sequence[str], series: Sequence[tuple[str, Values]], font: Path, *, percent: bool) -> bytes:
    """A line for each series, broken where there is nothing to tell, as a PNG."""
    sheet = _Sheet(_ROOM + 2 * _LEGEND, font)
    scale = sheet.frame(series, percent=percent)
    step = sheet.step(len(labels))
    for place, (_, values) in enumerate(series):
        before: tuple[float, float] | None = None
        for at, value in enumerate(values):
            here = None if value is None else (sheet.left + (at + 0.5) * step, scale(value))
            if before and here:
                sheet.draw.line((before, here), fill=_INK, width=4)
            if here:
                sheet.mark(here, place)
            before = here
    sheet.below(labels)
    sheet.legend([name for name, _ in series])
    return sheet.png()


def bars(labels: Sequence[str], values: Values, font: Path, *, percent: bool) -> bytes:
    """Lying bars with their names and numbers, as a PNG."""
    sheet = _Sheet(len(labels) * (_BAR + _GAP) + _GAP, font)
    left = 24 + min(max((sheet.width(label) for label in labels), default=0), _WIDTH // 2)
    most = max((value or 0 for value in values), default=0) or 1
    room = _WIDTH - left - 200
    for at, (label, value) in enumerate(zip(labels, values, strict=True)):
        top = _GAP + at * (_BAR + _GAP)
        sheet.name((left - 16, top + _BAR / 2), label, left - 24)
        long = left + room * (value or 0) / most
        if value:
            sheet.fill((left, top, long, top + _BAR), 0)
        sheet.text((long + 14, top + _BAR / 2), _told(value or 0, percent=percent), "lm")
    sheet.draw.line((left, 0, left, sheet.height), fill=_INK, width=2)
    return sheet.png()


def stacked(
    labels: Sequence[str], series: Sequence[tuple[str, Values]], told: Sequence[str], font: Path
) -> bytes:
    """Lying bars made of the parts of each series, what is told of each beside it, as a PNG."""
    bottom = len(labels) * (_BAR + _GAP) + _GAP
    sheet = _Sheet(bottom + _LEGEND, font)
    left = 24 + min(max((sheet.width(label) for label in labels), default=0), _WIDTH * 2 // 5)
    sums = [sum(values[at] or 0 for _, values in series) for at in range(len(labels))]
    room = _WIDTH - left - 40 - max((sheet.width(words) for words in told), default=0)
    for at, label in enumerate(labels):
        top = _GAP + at * (_BAR + _GAP)
        sheet.name((left - 16, top + _BAR / 2), label, left - 24)
        edge = float(left)
        for place, (_, values) in enumerate(series):
            long = room * (values[at] or 0) / (max(sums) or 1)
            if long:
                sheet.fill((edge, top, edge + long, top + _BAR), place)
            edge += long
        sheet.text((edge + 14, top + _BAR / 2), told[at], "lm")
    sheet.draw.line((left, 0, left, bottom), fill=_INK, width=2)
    sheet.legend([name for name, _ in series], bottom + 8)
    return sheet.png()


def _told(value: int, *, percent: bool) -> str:
    if percent:
        return f"{value / 100:.1f}%".replace(".", ",").replace(",0%", "%")
    return f"{value:,}".replace(",", ".")


class _Sheet:
    """A picture being drawn, in pixels."""

    def __init__(self, height: int, font: Path) -> None:
        from PIL import Image, ImageDraw, ImageFont

        self.height = height
        self.left = 120
        self.image: Canvas = Image.new("L", (_WIDTH, height), 255)
        self.draw: Pen = ImageDraw.Draw(self.image)
        self._font: Face = ImageFont.truetype(font.as_posix(), _SIZE)

    def width(self, text: str) -> int:
        return int(self.draw.textlength(text, font=self._font))

    def text(self, at: tuple[float, float], text: str, anchor: str) -> None:
        self.draw.text(at, text, fill=_INK, font=self._font, anchor=anchor, align="right")

    def name(self, at: tuple[float, float], text: str, room: float) -> None:
        """A name that ends there, in two lines where it is long, with an ellipsis where even they fail."""
        first, rest = "", text.split(" ")
        while rest and self.width(f"{first} {rest[0]}".strip()) <= room:
            first = f"{first} {rest.pop(0)}".strip()
        second = " ".join(rest)
        while len(second) > 1 and self.width(second) > room:
            second = second.rstrip("…")[:-1] + "…"
        self.text(at, "\n".join(part for part in (first, second) if part), "rm")

    def step(self, count: int) -> float:
        return (_WIDTH - self.left - 20) / max(count, 1)

    def frame(self, series: Sequence[tuple[str, Values]], *, percent: bool) -> Callable[[float], float]:
        """Draw the axis with its lines; returns where a value stands."""
        most = max((value or 0 for _, values in series for value in values), default=0)
        top = 10_000 if percent else _round_up(most or 1)
        count = 4 if top % 4 == 0 else 2 if top % 2 == 0 else 1

        def scale(value: float) -> float:
            return _ROOM - (_ROOM - 40) * value / top

        for at in range(count + 1):
            value = top * at // count
            y = scale(value)
            self.draw.line((self.left, y, _WIDTH - 20, y), fill=_INK if not at else _GRID, width=2)
            self.text((self.left - 12, y), _told(value, percent=percent), "rm")
        return scale

    def fill(self, box: tuple[float, float, float, float], place: int) -> None:
        """A box in the pattern of a series."""
        from PIL import Image, ImageDraw

        shade, step = _SHADES[place % len(_SHADES)], _STEPS[place % len(_STEPS)]
        self.draw.rectangle(box, fill=shade, outline=_INK, width=2)
        if not step:
            return
        left, top, right, bottom = (int(side) for side in box)
        wide, high = max(right - left, 1), max(bottom - top, 1)
        hatched = Image.new("L", (wide, high), shade)
        pen = ImageDraw.Draw(hatched)
        if place % len(_SHADES) == _LEVEL:
            for at in range(step, high, step):
                pen.line((0, at, wide, at), fill=_INK, width=2)
        else:
            for at in range(-high, wide, step):
                pen.line((at, high, at + high, 0), fill=_INK, width=2)
        self.image.paste(hatched, (left, top))
        self.draw.rectangle(box, outline=_INK, width=2)

    def mark(self, at: tuple[float, float], place: int) -> None:
        x, y = at
        self.draw.ellipse(
            (x - 9, y - 9, x + 9, y + 9), fill=_SHADES[place % len(_SHADES)], outline=_INK, width=2
        )

    def below(self, labels: Sequence[str]) -> None:
        """The names under the axis; every second or third where they stand too close."""
        step = self.step(len(labels))
        widest = max((self.width(label) for label in labels), default=0) + 12
        every = max(1, -(-widest // int(step or 1)))
        for at in range(0, len(labels), every):
            self.text((self.left + (at + 0.5) * step, _ROOM + 10), labels[at], "mt")

    def legend(self, names: Sequence[str], y: float = _ROOM + _LEGEND + 8) -> None:
        if len(names) < 2:
            return
        x = float(self.left)
        for place, name in enumerate(names):
            self.fill((x, y, x + 40, y + 26), place)
            self.text((x + 52, y + 13), name, "lm")
            x += 52 + self.width(name) + 48

    def png(self) -> bytes:
        target = BytesIO()
        self.image.save(target, "PNG", optimize=True, dpi=(240, 240))
        return target.getvalue()


def _round_up(value: int) -> int:
    """The next number that four lines divide; two for the smallest."""
    if value <= 2:
        return 2
    size = 1
    while True:
        for step in (4, 8, 12, 16, 20, 24, 32):
            if value <= step * size:
                return step * size
        size *= 10
