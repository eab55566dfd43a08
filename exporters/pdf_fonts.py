"""The embedded faces of the PDF: Liberation Serif, and what becomes of letters that it does not have."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

FAMILY: Final = "LiberationSerif"
BOLD: Final = f"{FAMILY}-Bold"
_FACES: Final = ("Regular", "Bold", "Italic", "BoldItalic")
_NAMES: Final = (FAMILY, *(f"{FAMILY}-{face}" for face in _FACES[1:]))
_BOX: Final = "□"
_UNSEEN: Final = frozenset({"Mn", "Me", "Cf"})


@cache
def load(fonts: Path) -> None:
    """Registers the faces; to be called before platypus, which takes its default face at import."""
    from reportlab import rl_config
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    for name, face in zip(_NAMES, _FACES, strict=True):
        path = fonts / f"LiberationSerif-{face}.ttf"
        registerFont(TTFont(name, str(path), asciiReadable=0))  # embeds the letters used, not all of ASCII
    registerFontFamily(FAMILY, *_NAMES)
    rl_config.canvas_basefontname = FAMILY
    rl_config.useA85 = 0  # streams as they are, not spelt out in letters


def drawable(text: str) -> str:
    """The text with a box for each letter that the faces lack, as for a picture or a Han letter.

    Without it such a letter would vanish from the file's text. Marks that show nothing by themselves go.
    """
    return text if text.isascii() else _lacking().sub(_substitute, text)


def _substitute(letter: re.Match[str]) -> str:
    return "" if unicodedata.category(letter[0]) in _UNSEEN else _BOX


@cache
def _lacking() -> re.Pattern[str]:
    """Every letter that is missing in one of the faces."""
    from reportlab.pdfbase.pdfmetrics import getFont

    known = set.intersection(*(set(getFont(name).face.charToGlyph) for name in _NAMES))
    return re.compile(f"[^\n{''.join(re.escape(chr(code)) for code in sorted(known))}]")
