"""The charts of a period: counted like every figure, drawn on screen and printed from the same values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.actors import Actor, Right
from app.domain.charts import (
    Chart,
    ChartDefinition,
    ChartQuery,
    ChartStyle,
    Gallery,
    Series,
    SeriesDefinition,
)
from app.domain.counting import COUNCIL_SESSION, MONTH
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.letters import Format
from app.domain.paging import Page, Period
from app.domain.statistics import CountedRecord, Measure, months
from app.rules import charts
from app.rules.forms import with_where
from app.runtime.paths import RESOURCES
from app.runtime.words import label, phrase
from app.services import counting
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import layout, office_words
from app.services.report_papers import days_line, letterhead, paper, signing
from db import council_sessions as session_store
from db import office as office_store
from db import statistics as count_store
from db.work import View

if TYPE_CHECKING:
    from exporters.blocks import Block, Document

_MONTHS = 12
_RIGHTS = {Gallery.STATISTICS: Right.READ, Gallery.VOTERS: Right.READ_VOTERS}
"""Who may see what hangs there: the voters' gallery counts their books alone."""


class Charts:
    """Pictures of the books."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self, actor: Actor, asked: ChartQuery) -> tuple[Chart, ...]:
        """Every chart of the gallery."""
        with self._desk.read(actor, _RIGHTS[asked.gallery]) as view:
            return of_gallery(view, asked)

    def records(
        self,
        actor: Actor,
        asked: ChartQuery,
        chart: Chart,
        part: tuple[int, int],
        offset: int = 0,
        limit: int | None = None,
    ) -> Page[CountedRecord]:
        """The records behind a part of a chart (series, place on the axis), by what counted them."""
        with self._desk.read(actor, _RIGHTS[asked.gallery]) as view:
            made = next(made for made in _hanging(asked) if made.id == chart.id)
            series, at = part
            measure = with_where(made.series[series].measure, made.rows, chart.keys[at])
            scope = counting.scope(view, (measure,), asked.period, asked.body, (made.rows,))
            return count_store.page(view, measure, scope, offset, limit)

    def picture(self, actor: Actor, chart: Chart) -> bytes:
        """One chart as it stands on paper, a PNG; it tells no more than the values it is handed."""
        with self._desk.read(actor, Right.READ_VOTERS):
            return png(chart)

    def papers(self, actor: Actor, drawn: Sequence[Chart], asked: ChartQuery) -> dict[Format, bytes]:
        """The charts that show something, on paper, from the same values: DOCX and PDF."""
        from exporters import pdf, word

        with self._desk.read(actor, _RIGHTS[asked.gallery]) as view:
            document = _document(view, self._desk, drawn, asked)
        fonts = RESOURCES / "fonts"
        return {Format.DOCX: word.render(document), Format.PDF: pdf.render(document, fonts)}


def of_gallery(view: View, asked: ChartQuery) -> tuple[Chart, ...]:
    """The charts of a gallery with their values."""
    return tuple(_chart(view, made, asked) for made in _hanging(asked))


def _hanging(asked: ChartQuery) -> Iterator[ChartDefinition]:
    """The charts of the gallery, narrowed to the session asked for but for those that compare sessions."""
    for made in charts.definitions():
        if made.gallery is asked.gallery:
            yield _narrowed(made, asked.session) if made.rows != COUNCIL_SESSION else made


def _narrowed(made: ChartDefinition, session: RecordId | None) -> ChartDefinition:
    if session is None:
        return made
    series = tuple(
        replace(told, measure=with_where(told.measure, COUNCIL_SESSION, str(session))) for told in made.series
    )
    return replace(made, series=series)


def _chart(view: View, made: ChartDefinition, asked: ChartQuery) -> Chart:
    if made.years:
        return _compared(view, made, asked.period, asked.body)
    counted = _counted(view, made, asked.period, asked.body)
    keys, note = _axis(view, made, asked.period, counted)
    names = counting.value_names(view, made.series[0].measure.counted, made.rows, keys)
    labels = tuple(_month_name(key) if made.rows == MONTH else names[key] for key in keys)
    series = tuple(
        Series(told.label, tuple(_value(told, counted.get(key, {})) for key in keys)) for told in made.series
    )
    percent = made.series[0].whole is not None
    return Chart(made.id, made.title, made.style, labels, series, percent, note, tuple(keys))


def _axis(
    view: View, made: ChartDefinition, period: Period, counted: Mapping[str, Mapping[Measure, int]]
) -> tuple[list[str], str]:
    """What stands along the axis: months and sessions in time, others by their size; what is left out."""
    keys = [key for key, values in counted.items() if any(values.values())]
    if made.rows == COUNCIL_SESSION:
        places = counting.row_places(view, made.rows, {key: key for key in keys})
        keys.sort(key=lambda key: places[key])
        over = max(len(keys) - made.most, 0)
        return keys[over:], phrase("statistics", "earlier_left_out", count=over) if over else ""
    if made.rows == MONTH:
        keys = [f"{part.first:%Y-%m}" for part in months(period)]
    else:
        keys.sort(key=lambda key: -sum(counted[key].values()))
    over = len(keys[made.most :])
    return keys[: made.most], phrase("statistics", "left_out", count=over) if over else ""


def _counted(
    view: View, made: ChartDefinition, period: Period, body: BodyKind | None
) -> dict[str, dict[Measure, int]]:
    measures = [m for series in made.series for m in (series.measure, series.whole) if m is not None]
    asked = counting.scope(view, measures, period, body, (made.rows,))
    return count_store.tally(view, measures, asked, made.rows)


def _value(series: SeriesDefinition, counted: dict[Measure, int]) -> int | None:
    value = counted.get(series.measure, 0)
    return value if series.whole is None else counting.share(value, counted.get(series.whole, 0))


def _compared(view: View, made: ChartDefinition, period: Period, body: BodyKind | None) -> Chart:
    """The months of the last calendar years, a series a year; years before the first record are left out."""
    found = list(_years(view, made, period.last.year, body))
    while len(found) > 1 and not any(found[0].values):
        found.pop(0)
    labels = tuple(f"T{number}" for number in range(1, _MONTHS + 1))
    return Chart(made.id, made.title, made.style, labels, tuple(found))


def _years(view: View, made: ChartDefinition, last: int, body: BodyKind | None) -> Iterator[Series]:
    for year in range(last - made.years + 1, last + 1):
        whole = Period(date(year, 1, 1), date(year, _MONTHS, 31))
        counted = _counted(view, replace(made, years=0), whole, body)
        keys = (f"{year}-{number:02}" for number in range(1, _MONTHS + 1))
        yield Series(str(year), tuple(_value(made.series[0], counted.get(key, {})) for key in keys))


def _month_name(key: str) -> str:
    return f"{int(key[5:])}/{key[2:4]}"


def _document(view: View, desk: Desk, drawn: Sequence[Chart], asked: ChartQuery) -> "Document":
    from exporters.blocks import Page, Title

    settings = office_store.settings(view) or NO_OFFICE
    voters = asked.gallery is Gallery.VOTERS
    organ = office_words()["bodies"][BodyKind.COUNCIL if voters else BodyKind.COMMITTEE]
    words, set_by = office_words()["report"], layout("state")
    name = phrase("statistics", "voter_charts" if voters else "charts")
    last = f"{asked.period.last:%d/%m/%Y}"
    session = session_store.one(view, asked.session).name if asked.session else ""
    days = phrase("statistics", "of_session", session=session, day=last) if session else ""
    subject = f"{name}\n{days or days_line(asked.period)}"
    now = desk.clock.now().astimezone()
    blocks: list[Block] = [
        letterhead(settings, organ, set_by, now),
        Title(words["kind"], f"{subject}\n{label(asked.body)}" if asked.body else subject),
        *picture_blocks(drawn),
        signing(settings, organ, words),
    ]
    title = f"{name} {session or f'{asked.period.first:%d/%m/%Y}'} - {last}"
    return paper(settings, organ, title, now, tuple(blocks), Page(set_by.measures))


def picture_blocks(drawn: Sequence[Chart]) -> "Iterator[Block]":
    """The charts that show something as any paper can take them: number and title, picture, note."""
    from exporters.blocks import Note, Paragraph, Picture, Span

    for number, chart in enumerate((chart for chart in drawn if not chart.empty), start=1):
        yield Paragraph((Span(f"{number}. {chart.title}", bold=True),), indent=False, keep=True)
        yield Picture(png(chart), chart.title)
        if chart.note:
            yield Note(chart.note)


def png(chart: Chart) -> bytes:
    """A chart as it stands on paper: a PNG."""
    from exporters import charts as pictures

    font = RESOURCES / "fonts" / "LiberationSerif-Regular.ttf"
    series = [(told.name, told.values) for told in chart.series]
    if chart.style is ChartStyle.BARS:
        return pictures.bars(chart.labels, series[0][1], font, percent=chart.percent)
    if chart.style is ChartStyle.STACKED:
        told = [chart.told(at) for at in range(len(chart.labels))]
        return pictures.stacked(chart.labels, series, told, font)
    draw = pictures.columns if chart.style is ChartStyle.COLUMNS else pictures.lines
    return draw(chart.labels, series, font, percent=chart.percent)
