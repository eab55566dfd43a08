"""What the books tell a report of a period: figures beside earlier ones, and their sentences."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from app.domain.errors import Refused
from app.domain.kinds import BodyKind
from app.domain.letters import LetterRequest
from app.domain.paging import Period
from app.domain.report_periods import before, of_days, usual, year_before
from app.domain.statistics import Form, Measure, Report
from app.rules import forms
from app.runtime.paths import RESOURCES
from app.runtime.words import phrase
from app.services import counting, fact_values, period_words
from app.services.counting import filled, share
from app.services.letter_forms import layout, office_words, shared_facts
from app.services.letter_sources import Source, Told
from app.services.report_figures import Compared, Words, figure_rows, listed
from app.services.report_papers import hundredths, shown
from db import documents as document_store
from db import frozen as frozen_store
from db.statistics import Scope
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
    body = BodyKind(told["body"]) if "body" in told else None
    summary = _report(source.view, forms.form(SUMMARY), period, body) if told.get("lines") else None
    figures = _compared(source, made, spans, body, [summary] if summary else [])
    against = [name for name in _earlier(spans) if any(_held(figures, name))]
    words = _words(told["against"], spans, against)
    facts: dict[str, object] = {
        "issuer": office_words()["issuers"][source.form.body].format(commune=source.settings.commune_name),
        **_proposed(source, period),
        "period_name": period_name(period),
        "named_period": period_name(period) if of_days(period) else "",
        "figures": figure_rows(told["table"], figures, words, against),
        **_against(spans, against, words),
        **_sections(told, figures, words, source.settings.commune_name),
    }
    if summary:
        facts["summary_lines"] = _lines(summary)
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


def period_name(days: Period) -> str:
    """The period as titles name it: a month, a quarter, six or nine months, a year, or its days."""
    period = of_days(days)
    return period_words.within(period) if period else _days(days)


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


def _report(view: View, form: Form, period: Period, body: BodyKind | None) -> Report:
    """The form's report of a period, the closed one where there is one."""
    closed = frozen_store.standing(view, form.id, period, body)
    return closed.report if closed else filled(view, form, period, body)


def _compared(
    source: Source, made: Sequence[Form], spans: Spans, body: BodyKind | None, filled_now: Sequence[Report]
) -> dict[str, Compared]:
    """Every figure that the report prints, of the three periods, as it was where the period is closed.

    What no report tells is counted, in one tally a book and period.
    """
    view, named_here = source.view, _named_in(source.form.id)
    measures = {n: measure for form in made for n, measure in _named(form) if n in named_here}
    asked = counting.scope(view, measures.values(), spans.now, body)
    counted = {}
    for span in set(spans):
        closed = (frozen_store.standing(view, form.id, span, body) for form in made)
        reports = [*(one.report for one in closed if one), *(filled_now if span == spans.now else ())]
        counted[span] = _values(view, measures, replace(asked, period=span), reports)
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
    """The measures of a form as sentences name them."""
    if not form.columns:
        yield from ((_name("", "", name), measure) for name, measure in form.measures.items())
        return
    for cell in form.columns:
        if cell.measure and not cell.share_of:
            yield _name(form.number, cell.ms, cell.measure), form.measures[cell.measure]


def _name(number: str, ms: str, measure: str) -> str:
    """How sentences name a figure: by form and column, or by its measure where the form has lines."""
    return f"{number.rpartition('/')[2].lower()}_{ms}" if number else measure.replace("-", "_")


def _values(
    view: View, measures: Mapping[str, Measure], asked: Scope, reports: Iterable[Report]
) -> dict[str, int]:
    """What the measures count, by their names: as the reports tell it, else counted."""
    told = {
        _name(report.number if report.columns else "", figure.ms, figure.measure): figure.value
        for report in reports
        for _, figure in report.placed
        if figure.value is not None and not figure.share and figure.period == asked.period
    }
    known = {name: told[name] for name in measures.keys() & told.keys()}
    rest = {name: measure for name, measure in measures.items() if name not in known}
    return known | counting.values(view, rest, asked)


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
