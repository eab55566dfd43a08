"""What the books of the office tell a report of a period."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.domain.errors import Refused
from app.domain.paging import Period
from app.domain.statistics import Figure, Report, ReportRow
from app.rules import forms
from app.services import counting, fact_values
from app.services.counting import filled, share
from app.services.letter_forms import office_words, shared_facts
from app.services.letter_sources import Source, Told
from app.services.report_papers import hundredths, shown, thousands
from db.work import View

FORM = "commune-summary"
"""The form whose measures the reports print."""
_YEAR = 12
_NAMED = {(1, 6): "half", (7, 6): "second_half", (1, 9): "nine", (1, _YEAR): "year"}


def tell(source: Source) -> Told:
    """The figures of the period, beside those of the one before; the clerk's days count where typed."""
    told = office_words()["reports"][source.form.id]
    period = _asked(source, told["months"])
    before = _before(period)
    report = filled(source.view, forms.form(FORM), period)
    earlier = filled(source.view, forms.form(FORM), before)
    facts: dict[str, object] = {
        name.replace("-", "_"): thousands(value) for name, value in _counted(source.view, period).items()
    }
    facts |= {
        "period_from": period.first,
        "period_to": period.last,
        "period_name": period_name(period),
        "figures": _compared(report, earlier, tuple(told["measures"])),
    }
    facts |= _shares(source.view, period)
    return Told(facts, date.min, source.on, None)


def period_name(period: Period) -> str:
    """The period as titles name it: a month, a quarter, six or nine months, a year, or its days."""
    words = office_words()["report_words"]
    first, last = period.first, period.last
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year
    count = last.month - first.month + 1 if whole else 0
    parts = {"month": last.month, "year": last.year, "quarter": _roman((last.month + 2) // 3)}
    if count == 1:
        return str(words["months"]).format(**parts)
    if count == 3 and last.month % 3 == 0:
        return str(words["quarter"]).format(**parts)
    named = _NAMED.get((first.month, count))
    if named:
        return str(words[named]).format(**parts)
    return str(words["days"]).format(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")


def _asked(source: Source, months: int) -> Period:
    """The days that were typed; otherwise the period of the report that the letter's day lies in."""
    usual = _usual(source.on, months)
    facts = shared_facts()
    typed = {
        name: fact_values.told(text, facts[name])
        for name, text in source.request.facts
        if name in ("period_from", "period_to")
    }
    first, last = typed.get("period_from") or usual.first, typed.get("period_to") or usual.last
    assert isinstance(first, date)  # what is typed for a day is a day or refused
    assert isinstance(last, date)
    if first > last:
        raise Refused("period_turned", field="facts")
    return Period(first, last)


def _usual(on: date, months: int) -> Period:
    first = date(on.year, (on.month - 1) // months * months + 1, 1)
    return Period(first, _months_later(first, months) - timedelta(days=1))


def _before(period: Period) -> Period:
    """As many months before when the period is made of whole months; as many days otherwise."""
    following = period.last + timedelta(days=1)
    if period.first.day == 1 and following.day == 1:
        months = (following.year - period.first.year) * _YEAR + following.month - period.first.month
        return Period(_months_later(period.first, -months), period.first - timedelta(days=1))
    length = period.last - period.first
    last = period.first - timedelta(days=1)
    return Period(last - length, last)


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * _YEAR + first.month - 1 + months, _YEAR)
    return date(year, month + 1, 1)


def _compared(now: Report, before: Report, measures: tuple[str, ...]) -> list[dict[str, object]]:
    words = office_words()["report_words"]
    known = {(label, figure.label): figure for label, figure in _figures(before.rows)}
    return [
        {
            "label": words["figure"].format(line=line, cell=figure.label),
            "now": shown(figure),
            "before": shown(known[line, figure.label]) if (line, figure.label) in known else words["none"],
            "change": _change(figure, known.get((line, figure.label))),
        }
        for line, figure in _figures(now.rows)
        if figure.measure.startswith(measures)
    ]


def _figures(rows: Sequence[ReportRow]) -> list[tuple[str, Figure]]:
    """Each figure with its line's label, the year of a line that stands for one left out."""
    return [(_without_year(row.label), figure) for row in rows for figure in row.figures]


def _without_year(label: str) -> str:
    words = label.split()
    return " ".join(words[:-2]) if words[-1].isdecimal() else label


def _change(now: Figure, before: Figure | None) -> str:
    """The difference and, of what was more than nothing, its share; shares are not compared."""
    words = office_words()["report_words"]
    if before is None or now.share or now.value is None or before.value is None:
        return str(words["none"])
    difference = now.value - before.value
    if not difference:
        return str(words["same"])
    sign = "+" if difference > 0 else "-"
    pattern = words["change"] if before.value else words["first"]
    portion = hundredths(share(abs(difference), before.value))
    return str(pattern).format(sign=sign, difference=thousands(abs(difference)), share=portion)


def _counted(view: View, period: Period) -> dict[str, int]:
    form = forms.form(FORM)
    return counting.values(view, form, counting.scope(view, form.measures.values(), period))


def _shares(view: View, period: Period) -> dict[str, object]:
    """The shares that the sentences of the reports print."""
    counted = _counted(view, period)
    pairs = {
        "petitions_share": ("petitions-settled", "petitions-to-settle"),
        "voter_share": ("voter-settled", "voter-to-settle"),
    }
    return {name: hundredths(share(counted[part], counted[whole])) for name, (part, whole) in pairs.items()}


def _roman(quarter: int) -> str:
    return ("I", "II", "III", "IV")[quarter - 1]
