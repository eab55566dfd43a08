"""The look: readable in every tone, complete, and worn at every size."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics, QRawFont

from tests.ui import samples
from ui import theme
from ui.theme import Look, Theme, Tone

UI = Path(theme.__file__).parent
GROUNDS = ("window", "surface", "selected")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_words_can_be_read_on_every_ground(look: str) -> None:
    colours = theme.tokens()[look]
    pairs = [(theme.ink(tone), ground) for tone in Tone for ground in (*GROUNDS, theme.ground(tone))]
    pairs += [("text", theme.ground(tone)) for tone in Tone] + [("text", ground) for ground in GROUNDS]
    pairs += [("muted", "accent_ground"), ("on_accent", "accent"), ("on_accent", "accent_hover")]
    pairs += [("surface", "text")]
    poor = [(ink, ground) for ink, ground in pairs if contrast(colours[ink], colours[ground]) < 4.5]
    assert not poor


def test_both_looks_name_the_same_colours() -> None:
    assert theme.tokens()["light"].keys() == theme.tokens()["dark"].keys()


def test_colours_are_named_in_one_place() -> None:
    for path in UI.rglob("*.py"):
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8")), path.name
    sheet = (UI.parent / "resources" / "styles" / "app.qss").read_text("utf-8")
    assert not re.search(r":[^;{}]*#[0-9A-Fa-f]{3,6}\b", sheet)


def named_icons(path: Path) -> set[str]:
    """The words that stand where an icon is asked for."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        values = [k.value for k in node.keywords if k.arg == "icon"]
        at = {"set_icon": 1, "icon_button": 0, "pixmap": 0, "PageEntry": 2}.get(name)
        if at is not None and len(node.args) > at:
            values.append(node.args[at])
        for value in values:
            found |= {
                n.value for n in ast.walk(value) if isinstance(n, ast.Constant) and isinstance(n.value, str)
            }
    return found - {""}


def test_every_icon_named_in_code_is_drawn() -> None:
    for path in (*UI.rglob("*.py"), Path(samples.__file__)):
        assert named_icons(path) <= theme.icon_names(), path.name


def test_icons_are_one_set() -> None:
    for name in theme.icon_names():
        drawing = (UI.parent / "resources" / "icons" / f"{name}.svg").read_text("utf-8")
        assert 'viewBox="0 0 20 20"' in drawing
        assert 'stroke="currentColor" stroke-width="1.5"' in drawing


def test_the_shipped_font_is_worn(look: Theme) -> None:
    worn = QRawFont.fromFont(look.font())
    assert worn.familyName() == theme.FAMILY
    letters = "ảãạấầẩẫậắằẳẵặẹẽếệỉĩịọốộớợụứựỳỵỷỹđĐ"
    assert not [letter for letter in letters if not worn.supportsCharacter(ord(letter))]


def test_text_grows_with_the_size_chosen(look: Theme) -> None:
    before = QFontMetrics(look.font()).height()
    look.wear(Look.LIGHT, 175)
    assert QFontMetrics(look.font()).height() > 1.6 * before


def test_icons_change_their_colour_with_the_look(look: Theme) -> None:
    light = look.pixmap("plus", "accent").toImage().pixelColor(10, 10)
    look.wear(Look.DARK)
    assert look.pixmap("plus", "accent").toImage().pixelColor(10, 10) != light
