"""Charts as data: ``resources/charts.toml``, every field checked."""

from dataclasses import replace
from functools import cache

from app.domain.charts import ChartDefinition, ChartStyle, Gallery, SeriesDefinition
from app.rules.measures import measured
from app.rules.reading import Entry, parsed
from app.runtime.paths import RESOURCES


@cache
def definitions() -> tuple[ChartDefinition, ...]:
    """The charts in their order; refused with the line when one is written wrongly."""
    path = RESOURCES / "charts.toml"
    whole = parsed(path.name, path.read_text("utf-8"))
    found = tuple(_chart(entry.named()) for entry in whole.entries("charts"))
    whole.close()
    return found


def _chart(entry: Entry) -> ChartDefinition:
    made = ChartDefinition(
        entry.name,
        entry.text("title"),
        entry.choice("style", ChartStyle),
        entry.text("rows"),
        tuple(_series(series.named()) for series in entry.entries("series")),
        entry.number("years") if "years" in entry.table else 0,
        entry.number("most") if "most" in entry.table else 12,
        entry.choice("gallery", Gallery, Gallery.STATISTICS),
    )
    entry.close()
    return made


def _series(entry: Entry) -> SeriesDefinition:
    """A series; ``of`` names the words of its first condition that make the whole of its share."""
    whole, label = entry.names("of"), entry.text("label")
    told = {name: value for name, value in entry.table.items() if name not in ("of", "id")}
    measure = measured(entry, told)
    if not whole:
        return SeriesDefinition(label, measure)
    (column, _), *others = measure.where
    return SeriesDefinition(label, measure, replace(measure, id="of", where=((column, whole), *others)))
