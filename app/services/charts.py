"""The charts of a period: counted like every figure, drawn on screen and printed from the same values."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.domain.actors import Actor
from app.domain.charts import Chart, ChartDefinition, ChartStyle, Series, SeriesDefinition
from app.domain.counting import MONTH
from app.domain.kinds import BodyKind
from app.domain.letters import Format
from app.domain.paging import Period
from app.domain.statistics import Measure, months
from app.rules import charts
from app.runtime.paths import RESOURCES
from app.runtime.words import label, phrase
from app.services import counting
from app.services.desk import NO_OFFICE, Desk
from app.services.letter_forms import layout, office_words
from app.services.report_papers import days_line, letterhead, paper, signing
from db import office as office_store
from db import statistics as count_store
from db.work import View

if TYPE_CHECKING:
    from exporters.blocks import Block, Document

_MONTHS = 12


class Charts:
    """Pictures of the books."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def all(self, actor: Actor, period: Period, body: BodyKind | None = None) -> tuple[Chart, ...]:
        """Every chart of the period, of all bodies or of one."""
        with self._desk.read(actor) as view:
            return tuple(_drawn(view, made, period, body) for made in charts.definitions())

    def papers(
        self, actor: Actor, drawn: Sequence[Chart], period: Period, body: BodyKind | None = None
    ) -> dict[Format, bytes]:
        """The charts that show something, on paper, from the same values: DOCX and PDF."""
        from exporters import pdf, word

        with self._desk.read(actor) as view:
            document = _document(view, self._desk, drawn, period, body)
        fonts = RESOURCES / "fonts"
        return {Format.DOCX: word.render(document), Format.PDF: pdf.render(document, fonts)}


def _drawn(view: View, made: ChartDefinition, period: Period, body: BodyKind | None) -> Chart:
    if made.years:
        return _compared(view, made, period, body)
    counted = _counted(view, made, period, body)
    keys = list(counted)
    if made.rows == MONTH:
        keys = [f"{part.first:%Y-%m}" for part in months(period)]
    else:
        keys.sort(key=lambda key: -sum(counted[key].values()))
    left_out, keys = keys[made.most :], keys[: made.most]
    names = counting.value_names(view, made.series[0].measure.counted, made.rows, keys)
    labels = tuple(_month_name(key) if made.rows == MONTH else names[key] for key in keys)
    series = tuple(
        Series(told.label, tuple(_value(told, counted.get(key, {})) for key in keys)) for told in made.series
    )
    note = phrase("statistics", "left_out", count=len(left_out)) if left_out else ""
    percent = made.series[0].whole is not None
    return Chart(made.id, made.title, made.style, labels, series, percent, note)


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


def _document(
    view: View, desk: Desk, drawn: Sequence[Chart], period: Period, body: BodyKind | None
) -> "Document":
    from exporters.blocks import Note, Page, Paragraph, Picture, Span, Title

    settings = office_store.settings(view) or NO_OFFICE
    words, organ, set_by = (
        office_words()["report"],
        office_words()["bodies"][BodyKind.COMMITTEE],
        layout("state"),
    )
    subject = f"{phrase('statistics', 'charts')}\n{days_line(period)}"
    now = desk.clock.now().astimezone()
    blocks: list[Block] = [
        letterhead(settings, organ, set_by, now),
        Title(words["kind"], f"{subject}\n{label(body)}" if body else subject),
    ]
    for number, chart in enumerate((chart for chart in drawn if not chart.empty), start=1):
        blocks.append(Paragraph((Span(f"{number}. {chart.title}", bold=True),), indent=False, keep=True))
        blocks.append(Picture(_picture(chart), chart.title))
        if chart.note:
            blocks.append(Note(chart.note))
    blocks.append(signing(settings, organ, words))
    title = f"{phrase('statistics', 'charts')} {period.first:%d/%m/%Y} - {period.last:%d/%m/%Y}"
    return paper(settings, organ, title, now, tuple(blocks), Page(set_by.measures))


def _picture(chart: Chart) -> bytes:
    from exporters import charts as pictures

    font = RESOURCES / "fonts" / "LiberationSerif-Regular.ttf"
    series = [(told.name, told.values) for told in chart.series]
    if chart.style is ChartStyle.BARS:
        return pictures.bars(chart.labels, series[0][1], font, percent=chart.percent)
    draw = pictures.columns if chart.style is ChartStyle.COLUMNS else pictures.lines
    return draw(chart.labels, series, font, percent=chart.percent)
