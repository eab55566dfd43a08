"""What the books tell a report of a period: figures beside earlier ones, and their sentences."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from app.domain.errors import Refused
from app.domain.kinds import BodyKind
from app.domain.letters import LetterRequest
from app.domain.paging import Period
from app.domain.statistics import Form, Measure, Report
from app.rules import forms
from app.runtime.paths import RESOURCES
from app.runtime.words import phrase
from app.services import counting, fact_values
from app.services.counting import filled, share
from app.services.letter_forms import layout, office_words, shared_facts
from app.services.letter_sources import Source, Told
from app.services.report_figures import Compared, Words, figure_rows, listed
from app.services.report_papers import hundredths, shown
from app.services.report_spans import before, named, usual, year_before
from db import documents as document_store
from db.work import View

if TYPE_CHECKING:
    from exporters.templates import Head

SUMMARY = "commune-summary"
"""The commune's own form, printed line by line where a report asks for it."""
DAYS = ("period_from", "period_to")


@cache
def reports() -> Mapping[str, dict[str, Any]]:
    """What each report says of its figures, from ``resources/letters/reports.toml``."""
    return tomllib.loads((RESOURCES / "letters" / "reports.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Spans:
    """The days of a report, those of the period before and those of the same period last year."""

    now: Period
    before: Period
    year_ago: Period

    def __iter__(self) -> Iterator[Period]:
        return iter((self.now, self.before, self.year_ago))


def tell(source: Source) -> Told:
    """The figures of the period and their sentences; the clerk's days count where typed."""
    told = reports()[source.form.id]
    period = _asked(source, told["months"])
    spans = Spans(period, before(period), year_before(period))
    made = [forms.find(name, source.form.effective_from) for name in _known(told["forms"])]
    figures = _compared(source, told, made, spans)
    against = [name for name in _earlier(spans) if any(_held(figures, name))]
    words = _words(told["against"], spans, against)
    facts: dict[str, object] = {
        "issuer": office_words()["issuers"][source.form.body].format(commune=source.settings.commune_name),
        **_proposed(source, period),
        "period_name": period_name(period),
        "named_period": period_name(period) if named(period)[0] else "",
        "figures": figure_rows(told["table"], figures, words, against),
        **_against(spans, against, words),
        **_sections(told, figures, words, source.settings.commune_name),
    }
    if told.get("lines"):
        facts["summary_lines"] = _lines(filled(source.view, forms.form(SUMMARY), period))
    return Told(facts, date.min, source.on, None, remarks=tuple(_remarks(made, spans, figures, words)))


def _proposed(source: Source, period: Period) -> dict[str, object]:
    """The days that the books propose; typed ones are the clerk's: they stay when others would be due."""
    typed = dict(source.request.facts)
    days = zip(DAYS, (period.first, period.last), strict=True)
    return {name: day for name, day in days if name not in typed}


def typed_before(view: View, head: "Head", request: LetterRequest) -> tuple[tuple[str, str], ...]:
    """The texts typed into the last report of the form that binds, without what comes from figures."""
    from exporters.templates import FactType

    told = reports().get(request.form)
    if told is None:
        return ()
    texts = {fact.name for fact in head.facts if fact.type is FactType.TEXT} - told["sections"].keys()
    kept = document_store.last_facts(view, request.record_id, request.form)
    return tuple((name, text) for name, text in kept.items() if name in texts)


def period_name(period: Period) -> str:
    """The period as titles name it: a month, a quarter, six or nine months, a year, or its days."""
    words = office_words()["report_words"]
    kind, number, year = named(period)
    return str(words[kind]).format(number=number, year=year) if kind else _days(period)


def _days(period: Period) -> str:
    written = layout("state").day_in_figures
    words = str(office_words()["report_words"]["days"])
    return words.format(first=written(period.first), last=written(period.last))


def _asked(source: Source, months: int) -> Period:
    """The days that were typed; otherwise the period of the report that the letter's day lies in."""
    proposed = usual(source.on, months)
    facts = shared_facts()
    typed = {name: fact_values.told(text, facts[name]) for name, text in source.request.facts if name in DAYS}
    first, last = typed.get("period_from") or proposed.first, typed.get("period_to") or proposed.last
    assert isinstance(first, date)  # what is typed for a day is a day or refused
    assert isinstance(last, date)
    if first > last:
        raise Refused("period_turned", field="facts")
    return Period(first, last)


def _known(names: Sequence[str]) -> list[str]:
    """The forms, of those that a report names, that the program has."""
    there = {told for form_id in forms.form_ids() for told in (form_id, forms.form(form_id).number)}
    return [name for name in names if name in there]


def _compared(
    source: Source, told: Mapping[str, Any], made: Sequence[Form], spans: Spans
) -> dict[str, Compared]:
    """Every figure that the report prints, of the three periods; one tally a book and period."""
    named_here = _named_in(source.form.id)
    measures = {n: measure for form in made for n, measure in _named(form) if n in named_here}
    body = BodyKind(told["body"]) if "body" in told else None
    asked = counting.scope(source.view, measures.values(), spans.now, body)
    counted = {
        span: counting.values(source.view, measures, replace(asked, period=span)) for span in set(spans)
    }
    filled_spans = {span for span, values in counted.items() if any(values.values())}

    def earlier(span: Period, name: str) -> int | None:
        return counted[span][name] if span in filled_spans else None

    return {
        name: Compared(
            counted[spans.now][name],
            earlier(spans.before, name),
            earlier(spans.year_ago, name),
            measure.scale,
        )
        for name, measure in measures.items()
    }


@cache
def _named_in(report: str) -> frozenset[str]:
    """The figures that a report prints: the others need not be counted."""
    from exporters.filling import names_in

    told = reports()[report]
    shapes = (*told["lists"].values(), *told["table"])
    listed_there = {name for shape in shapes for name in (*shape["figures"], shape.get("whole", ""))}
    shared = {name for pair in told["shares"].values() for name in pair}
    return frozenset(listed_there | shared).union(*map(names_in, told["sections"].values()))


def _named(form: Form) -> Iterator[tuple[str, Measure]]:
    """The measures of a form as sentences name them: by number and column, or by their own names."""
    if not form.columns:
        yield from ((name.replace("-", "_"), measure) for name, measure in form.measures.items())
        return
    prefix = form.number.rpartition("/")[2].lower()
    for cell in form.columns:
        if cell.measure and not cell.share_of:
            yield f"{prefix}_{cell.ms}", form.measures[cell.measure]


def _held(figures: Mapping[str, Compared], name: str) -> Iterator[bool]:
    """Whether the books hold anything of an earlier period."""
    return (getattr(figure, name) is not None for figure in figures.values())


def _earlier(spans: Spans) -> tuple[str, ...]:
    """The earlier periods by their names; what is the same is one."""
    return ("year_ago",) if spans.before == spans.year_ago else ("before", "year_ago")


def _words(wanted: str, spans: Spans, against: Sequence[str]) -> Words:
    """Sentences compare with what the report asks for, or with the other period that the books hold."""
    name = wanted if wanted in against or not against else against[0]
    return Words(office_words()["report_words"], name, period_name(getattr(spans, name)))


def _against(spans: Spans, against: Sequence[str], words: Words) -> dict[str, object]:
    """What the table compares with, and of which days that is."""
    days = ((words.told[name], _days(getattr(spans, name))) for name in against)
    told = (words.told["span"].format(against=name, days=span) for name, span in days)
    facts: dict[str, object] = dict(zip(("compared", "compared_too"), against, strict=False))
    return facts | {"compared_days": "; ".join(told)}


def _sections(
    told: Mapping[str, Any], figures: Mapping[str, Compared], words: Words, commune: str
) -> dict[str, str]:
    """The paragraphs of each section; a section that names a figure that nobody counts stays empty."""
    from exporters.filling import sentences

    known: dict[str, object] = {
        **figures,
        "commune_name": commune,
        "against": f"{words.told[words.against]} ({words.name})",
    }
    for name, (part, whole) in told["shares"].items():
        found = share(figures[part].now, figures[whole].now)
        known[name] = hundredths(found) if found is not None else ""
    for name, shape in told["lists"].items():
        if shape["figures"].keys() <= figures.keys():
            known[name] = listed(shape, figures, words)
    return {name: sentences(text, known) for name, text in told["sections"].items()}


def _lines(report: Report) -> list[dict[str, object]]:
    """The lines of the commune's summary, a row for each figure; the number stands in the first alone."""
    return [
        {
            "number": str(row.number) if at == 0 else "",
            "line": row.label if at == 0 else "",
            "label": figure.label,
            "now": shown(figure),
        }
        for row in report.rows
        for at, figure in enumerate(row.figures)
    ]


def _remarks(
    made: Sequence[Form], spans: Spans, figures: Mapping[str, Compared], words: Words
) -> Iterator[str]:
    """What must be looked at: days outside the forms' time, periods of which the books hold nothing."""
    since = {form.effective_from for form in made if form.effective_from}
    for _, together in groupby(made, key=lambda form: (form.effective_from, form.effective_to)):
        same = list(together)
        numbers = ", ".join(form.number for form in same)
        yield from counting.out_of_force(replace(same[0], number=numbers), spans.now)
    for name in _earlier(spans):
        span: Period = getattr(spans, name)
        told = {"against": words.told[name], "days": _days(span)}
        if not any(_held(figures, name)):
            yield phrase("letters", "report_without", **told)
        elif since and span.first < min(since) <= spans.now.first:
            yield phrase("letters", "report_recounted", **told)
