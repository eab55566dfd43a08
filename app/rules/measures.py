"""The measures of statistical forms: what is counted, in the words that the books know."""

from collections.abc import Mapping
from dataclasses import replace

from app.domain.counting import NONE, VOCABULARIES, Vocabulary
from app.domain.statistics import By, Counted, Measure, Scale, When, Where
from app.rules.reading import Entry

_OWN = ("ms", "label", "under", "text", "article", "unmeasured", "share_of", "besides")
"""Fields of a column that one counted alike does not take over."""


def alike(entry: Entry, earlier: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """The fields of a column, those it does not tell taken from the one it is counted like."""
    if not isinstance(entry.table.get("where", {}), dict):
        raise entry.trouble("not_table", field="where")
    like = entry.text("like", default="")
    if not like:
        return dict(entry.table)
    if like not in earlier:
        raise entry.trouble("measure_not_there", at="like", measure=like)
    base = {name: value for name, value in earlier[like].items() if name not in _OWN}
    where = {**_plain(base.get("where")), **_plain(entry.table.get("where"))}
    return {**base, **entry.table, "where": where}


def _plain(table: object) -> dict[str, object]:
    return table if isinstance(table, dict) else {}


def measured(entry: Entry, table: Mapping[str, object]) -> Measure:
    """The measure of an entry, its fields as ``table`` tells them; what it names must be there."""
    entry = Entry(entry.file, entry.name, table, entry.spot, entry.read)
    counted = entry.choice("counted", Counted)
    summed = entry.text("sum", default="")
    measure = Measure(
        id=entry.name,
        counted=counted,
        by=By.SUM if summed else entry.choice("by", By, By.RECORDS),
        when=entry.choice("when", When, When.WITHIN),
        dated=entry.text("dated"),
        where=_where(entry),
        text=entry.text("text"),
        ends=entry.text("ends", default=""),
        summed=summed,
        article=entry.text("article", default=""),
        scale=entry.choice("scale", Scale, Scale.COUNT),
    )
    for known in ("like", "label", "under", "ms", "share_of", "unmeasured", "besides"):
        entry.read.add(known)
    entry.close()
    _check_measure(entry, measure)
    return measure


def _where(entry: Entry) -> Where:
    """The words that each column must hold, by the columns' names; one word may stand for a list of one."""
    entry.read.add("where")
    table = entry.table.get("where", {})
    if not isinstance(table, dict):
        raise entry.trouble("not_table", field="where")
    told = Entry(entry.file, entry.name, table, entry.spot)
    return tuple((column, told.names(column)) for column in sorted(table))


def beside(entry: Entry, measures: Mapping[str, Measure]) -> Measure:
    """The measure of an entry with those whose cases it does not count a second time."""
    before, own = entry.names("besides"), measures[entry.name]
    for name in before:
        if name not in measures:
            raise entry.trouble("measure_not_there", at="besides", measure=name)
        other = measures[name]
        if name == entry.name or {own.by, other.by} != {By.CASES} or own.counted is not other.counted:
            raise entry.trouble("besides_not_cases", at="besides", measure=name)
    return replace(own, besides=tuple(measures[name] for name in before))


def _check_measure(entry: Entry, measure: Measure) -> None:
    known = VOCABULARIES[measure.counted]
    by = [way for way in By if way is not By.CASES or known.cases]
    if measure.counted is not Counted.SESSIONS:
        by.remove(By.DAYS)
    named = (
        ("dated", measure.dated, known.days),
        ("ends", measure.ends, ("", *known.days)),
        ("sum", measure.summed, ("", *known.sums)),
        ("by", measure.by, by),
    )
    for name, value, words in named:
        if value not in words:
            raise entry.trouble("not_word", field=name, value=value, words=", ".join(filter(None, words)))
    if measure.when not in (When.WITHIN, When.UNTIL) and not measure.ends:
        raise entry.trouble("missing", field="ends")
    for column, values in measure.where:
        _check_words(entry, known, column, values)


def _check_words(entry: Entry, known: Vocabulary, column: str, values: tuple[str, ...]) -> None:
    if column not in known.words:
        raise entry.trouble("not_word", field="where", value=column, words=", ".join(known.words))
    words = known.words[column]
    if words is None:
        return
    allowed = {*(word.value for word in words), NONE}
    for value in values:
        if value.removeprefix("!") not in allowed:
            raise entry.trouble("not_word", field=column, value=value, words=", ".join(sorted(allowed)))
