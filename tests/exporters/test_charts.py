"""Pictures of charts: told apart in black and white, whole whatever the names are."""

from io import BytesIO

import pytest
from PIL import Image

from app.runtime.paths import RESOURCES
from exporters import charts

FONT = RESOURCES / "fonts" / "LiberationSerif-Regular.ttf"


def _stacked(labels: list[str], count: int) -> Image.Image:
    series = [(f"Phần {place}", [at + 1 for at in range(len(labels))]) for place in range(count)]
    told = [str((at + 1) * count) for at in range(len(labels))]
    return Image.open(BytesIO(charts.stacked(labels, series, told, FONT)))


def test_the_parts_of_a_bar_differ_without_colour() -> None:
    bars = set()
    for place in range(4):
        series = [(f"Phần {at}", [int(at == place)]) for at in range(4)]
        drawn = Image.open(BytesIO(charts.stacked(["Kỳ họp"], series, ["1"], FONT)))
        assert drawn.mode == "L"
        bars.add(drawn.crop((0, 0, drawn.width, 90)).tobytes())
    assert len(bars) == 4


@pytest.mark.parametrize("count", [1, 12, 30])
def test_every_bar_has_its_line_however_long_the_names_are(count: int) -> None:
    long = [f"Lĩnh vực số {at}: " + "đất đai, tài nguyên và môi trường " * 6 for at in range(count)]
    short = [f"Số {at}" for at in range(count)]
    assert _stacked(long, 4).size == _stacked(short, 4).size


def test_nothing_to_draw_is_drawn_without_trouble() -> None:
    assert _stacked([], 4).width > 0
