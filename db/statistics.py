"""Counting: the measures of a form in one pass over each book, and the records behind each number."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import add, gt, lt, ne
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Select,
    String,
    Uuid,
    and_,
    case,
    cast,
    distinct,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.sql.elements import KeyedColumnElement

from app.domain.counting import MONTH, NONE, VOCABULARIES, Readings
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.paging import Page, Period
from app.domain.statistics import By, Counted, CountedRecord, Measure, Sign, When
from db import kept
from db.counted import BOOKS
from db.tables.petitions import petitions
from db.tables.receptions import sessions, visits
from db.work import View

_BROKEN = {Sign.EQUAL: ne, Sign.AT_MOST: gt, Sign.AT_LEAST: lt}
Subject = tuple[RecordType, RecordId]
Membership = dict[Subject, tuple[str, dict[Measure, int]]]
_BOOK_OF = {kind: counted for counted, (_, kind) in reversed(BOOKS.items()) if kind}
"""The book that tells of a record: the first that counts such records."""
_BITS = 60
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: the days, one body or all, and what the words of the books mean."""

    period: Period
    body: BodyKind | None
    readings: Readings


def typed_fields(view: View, measures: Iterable[Measure], by: Collection[str] = ()) -> tuple[str, ...]:
    """The fields of the petitions or visits whose topic the measures, or rows ``by`` it, ask for."""
    books = {
        measure.counted
        for measure in measures
        if "topic" in by or any(column == "topic" for column, _ in measure.where)
    }
    tables = {visits if book is Counted.VISITS else petitions: None for book in books}
    return tuple(
        field
        for table in tables
        for field in view.connection.execute(select(table.c.field).distinct()).scalars()
    )


def receivers(view: View) -> tuple[tuple[str, str, str, str], ...]:
    """Body, kind, receiver and position of the sessions, each once."""
    told = sessions.c
    found = select(told.body, told.kind, told.receiver, told.position).distinct()
    return tuple((r.body, r.kind, r.receiver, r.position) for r in view.connection.execute(found))


def tally(
    view: View, measures: Iterable[Measure], scope: Scope, by: str = ""
) -> dict[str, dict[Measure, int]]:
    """How much each measure counts, by the values of the column ``by``; under "" for the whole.

    One statement a book. A value that no record has is not there.
    """
    found: dict[str, dict[Measure, int]] = defaultdict(dict)
    for (counted, _), together in _by_book(measures, by).items():
        for key, values in _counted(view, counted, together, scope, by):
            found[key] |= dict(zip(together, values, strict=True))
    return found


def _by_book(measures: Iterable[Measure], by: str) -> dict[tuple[Counted, str], list[Measure]]:
    """The measures, each once, by the book they count; by months, also by the day that decides."""
    books: dict[tuple[Counted, str], list[Measure]] = defaultdict(list)
    for measure in dict.fromkeys(measures):
        books[measure.counted, measure.dated if by == MONTH else ""].append(measure)
    return books


def _counted(
    view: View, counted: Counted, measures: Sequence[Measure], scope: Scope, by: str
) -> Iterator[tuple[str, Sequence[int]]]:
    read = _read_once(counted, measures, scope, by)
    statement = select(*(_value(read.c, measure) for measure in measures))
    if not by:
        yield "", [int(value or 0) for value in view.connection.execute(statement).one()]
        return
    statement = statement.add_columns(read.c.row_key).group_by(read.c.row_key)
    for row in view.connection.execute(statement):
        yield NONE if row.row_key is None else str(row.row_key), [int(value or 0) for value in row[:-1]]


def _read_once(
    counted: Counted, measures: Sequence[Measure], scope: Scope, by: str, also: Iterable[str] = ()
) -> CTE:
    """The records that some measure may count, with nothing but what the measures ask of them.

    What a word or a span of days takes to find out is found out once a record, not once a measure.
    """
    columns = _book(counted, scope).c
    every = [*measures, *(before for measure in measures for before in measure.besides)]
    words = {name: _column(columns, name, measure) for measure in every for name, _ in measure.where}
    others = {*also, *(measure.summed for measure in measures if measure.by is By.SUM)}
    others |= {_KEYS[measure.by] for measure in measures if measure.by in _KEYS}
    told = [column.label(f"word_{name}") for name, column in words.items()]
    told += [columns[name] for name in sorted(others)]
    spans = {_span(measure): _dated(columns, measure, scope.period) for measure in every}
    told += [fits.label(span) for span, fits in spans.items()]
    if by:
        told.append(_column(columns, by, measures[0]).label("row_key"))
    found = select(*told).where(or_(*spans.values()), _of_body(columns, scope.body))
    return found.cte().prefix_with("MATERIALIZED")


_KEYS = {By.CASES: "case_id", By.DAYS: "day_key"}


def _book(counted: Counted, scope: Scope) -> Any:  # noqa: ANN401 - SQLAlchemy types a subquery's columns as Any
    return BOOKS[counted][0](scope.period, scope.readings).subquery()


def _value(read: Any, measure: Measure) -> ColumnElement[Any]:  # noqa: ANN401 - as above
    """What the measure adds up over the records it fits."""
    fits = _marked(read, measure)
    if measure.by is By.RECORDS:
        return func.count().filter(fits)
    if measure.by is By.SUM:
        return func.coalesce(func.sum(read[measure.summed]).filter(fits), 0)
    if measure.by is By.DAYS:
        return func.count(distinct(read.day_key)).filter(fits)
    if not measure.besides:
        return _cases(read, fits)
    others = sorted(measure.besides, key=lambda other: other.id)
    both = sorted([measure, *others], key=lambda one: one.id)  # the same sums in the same words are made once
    with_it, before = (or_(*(_marked(read, one) for one in together)) for together in (both, others))
    return _cases(read, with_it) - _cases(read, before)


def _marked(read: Any, measure: Measure) -> ColumnElement[bool]:  # noqa: ANN401 - as above
    """Whether a record that was read once fits the measure."""
    words = (_one_of(read[f"word_{name}"], values) for name, values in measure.where)
    return and_(read[_span(measure)], *words)


def _cases(read: Any, fits: ColumnElement[bool]) -> ColumnElement[int]:  # noqa: ANN401 - as above
    """The cases of the records: one for each that belongs to none, one for all that belong together."""
    alone = func.count().filter(and_(fits, read.case_id.is_(None)))
    return alone + func.count(distinct(read.case_id)).filter(fits)


def page(
    view: View, measure: Measure, scope: Scope, offset: int = 0, limit: int | None = None
) -> Page[CountedRecord]:
    """The records behind the number, by the same condition, oldest first; all of them without a limit."""
    book = _book(measure.counted, scope)
    fits = and_(_fits(book.c, measure, scope.period), _of_body(book.c, scope.body))
    if measure.besides:
        other = _book(measure.counted, scope)
        taken = or_(*(_fits(other.c, m, scope.period) for m in measure.besides))
        cases = select(other.c.case_id).where(
            taken, _of_body(other.c, scope.body), other.c.case_id.is_not(None)
        )
        fits = and_(fits, or_(book.c.case_id.is_(None), book.c.case_id.not_in(cases)))
    return _page(view, measure.counted, book.c, fits, book.c[measure.dated], offset, limit)


def unequal(
    view: View,
    left: Sequence[tuple[int, Measure]],
    sign: Sign,
    right: Sequence[tuple[int, Measure]],
    scope: Scope,
) -> Page[CountedRecord]:
    """The records for which a relation does not hold; each side is some times a measure of one book."""
    together = [measure for _, measure in (*left, *right)]
    book = _book(together[0].counted, scope)
    sides = [
        reduce(add, (times * _weight(book.c, measure, scope.period) for times, measure in side), literal(0))
        for side in (left, right)
    ]
    fits = and_(_reach(book.c, together, scope.period), _of_body(book.c, scope.body), _BROKEN[sign](*sides))
    return _page(view, together[0].counted, book.c, fits, book.c[together[0].dated], 0, None)


def membership(view: View, measures: Iterable[Measure], scope: Scope, by: str = "") -> Membership:
    """What each record adds to each measure, and its value of the column ``by``; none that adds nothing.

    One statement a book. A record that a book tells of several times adds all of them.
    """
    found: Membership = {}
    for (counted, _), together in _by_book(measures, by).items():
        for subject, row, adds in _adding(view, counted, together, scope, by):
            if subject not in found:
                found[subject] = row, adds
                continue
            whole = dict(found[subject][1])
            for measure, amount in adds.items():
                whole[measure] = whole.get(measure, 0) + amount
            found[subject] = found[subject][0], whole
    return found


def _adding(
    view: View, counted: Counted, measures: Sequence[Measure], scope: Scope, by: str
) -> Iterator[tuple[Subject, str, dict[Measure, int]]]:
    """The rows of a book with what they add.

    Which measures a row fits comes as the bits of a few numbers, the amounts beside them: a year's book has
    very many rows, few of them differ.
    """
    kind, cases = BOOKS[counted][1], VOCABULARIES[counted].cases
    asked = list(dict.fromkeys(one for measure in measures for one in (measure, *measure.besides)))
    also = ["record_id", *(["case_id"] if cases else []), *(["record_type"] if kind is None else [])]
    once = _read_once(counted, measures, scope, by, also).c
    bits = [_marked(once, measure) for measure in asked]
    masks = [_mask(bits[at : at + _BITS]) for at in range(0, len(bits), _BITS)]
    sums = list(dict.fromkeys(measure.summed for measure in measures if measure.by is By.SUM))
    found = select(
        once.record_id,
        once.record_type if kind is None else literal(kind.value),
        once.case_id if cases else null(),
        once.row_key if by else literal(""),
        *masks,
        *(once[name] for name in sums),
    )
    rows = view.connection.execute(found).all()
    read = cache(
        lambda *told: _amounts(
            asked, measures, told[: len(masks)], dict(zip(sums, told[len(masks) :], strict=True))
        )
    )
    taken = {
        measure: {row[2] for row in rows if row[2] and read(*row[4:])[0] & set(measure.besides)}
        for measure in measures
        if measure.besides
    }
    for row in rows:
        adds = read(*row[4:])[1]
        if row[2] is not None and taken:
            adds = {m: amount for m, amount in adds.items() if row[2] not in taken.get(m, ())}
        if adds:
            key = NONE if row[3] is None else str(row[3])
            yield (RecordType(row[1]), RecordId(row[0])), key, adds


def _mask(bits: Sequence[ColumnElement[bool]]) -> ColumnElement[int]:
    nothing = literal(0, BigInteger)
    return reduce(
        add, (case((fits, literal(1 << at, BigInteger)), else_=nothing) for at, fits in enumerate(bits))
    )


def _amounts(
    asked: Sequence[Measure], measures: Sequence[Measure], masks: Sequence[int], sums: dict[str, int]
) -> tuple[set[Measure], dict[Measure, int]]:
    """The measures that a row fits, and what it adds to those that are counted."""
    fits = {measure for at, measure in enumerate(asked) if masks[at // _BITS] >> at % _BITS & 1}
    told = {m: sums[m.summed] if m.by is By.SUM else 1 for m in measures if m in fits}
    return fits, {measure: amount for measure, amount in told.items() if amount}


def told_of(view: View, subjects: Iterable[Subject], scope: Scope) -> dict[Subject, CountedRecord]:
    """What may be told of records, wherever in their book they stand now; those gone are left out."""
    wanted: dict[Counted, list[RecordId]] = defaultdict(list)
    for kind, key in subjects:
        if kind in _BOOK_OF:
            wanted[_BOOK_OF[kind]].append(key)
    found = {}
    for counted, keys in wanted.items():
        book = _book(counted, scope)
        day = func.coalesce(*(book.c[name] for name in VOCABULARIES[counted].days), None)
        for at in range(0, len(keys), _AT_ONCE):
            these = and_(book.c.record_id.in_(keys[at : at + _AT_ONCE]), day.is_not(None))
            for record in _page(view, counted, book.c, these, day, 0, None).rows:
                found[record.record_type, record.record_id] = record
    return found


def _weight(columns: Any, measure: Measure, period: Period) -> ColumnElement[Any]:  # noqa: ANN401 - as above
    worth = columns[measure.summed] if measure.by is By.SUM else literal(1)
    return case((_fits(columns, measure, period), worth), else_=literal(0))


def _page(
    view: View,
    counted: Counted,
    columns: Any,  # noqa: ANN401 - as above
    fits: ColumnElement[bool],
    day: ColumnElement[Any],
    offset: int,
    limit: int | None,
) -> Page[CountedRecord]:
    kind = BOOKS[counted][1]
    typed = columns.record_type if kind is None else literal(kind.value).label("record_type")
    told = (columns.number, columns.who, columns.text, columns.sealed)
    found: Select[Any] = select(columns.record_id, day.label("happened_on"), typed, *told).where(fits)
    part = found.order_by(day, columns.record_id).offset(offset).limit(limit).subquery()
    hidden = kept.hides(part.c.record_id).label("hidden")
    rows = view.ask(select(part, hidden).order_by(part.c.happened_on, part.c.record_id)).all()
    total = len(rows)
    if limit is not None:
        total = int(view.connection.execute(select(func.count()).where(fits)).scalar_one())
    return Page(tuple(map(_record, rows)), total)


def _record(row: Any) -> CountedRecord:  # noqa: ANN401 - as above
    return CountedRecord(
        RecordType(row.record_type),
        RecordId(row.record_id),
        row.number,
        "" if row.hidden or row.sealed else row.who,
        kept.told() if row.hidden else row.text,
        row.happened_on,
        bool(row.sealed),
        bool(row.hidden),
    )


def _of_body(columns: Any, body: BodyKind | None) -> ColumnElement[bool]:  # noqa: ANN401 - as above
    return columns.body == body if body and "body" in columns else true()


def _span(measure: Measure) -> str:
    """How the measure's days stand to the period, as one name."""
    return f"{measure.when}_{measure.dated}_{measure.ends}".rstrip("_")


def _reach(columns: Any, measures: Iterable[Measure], period: Period) -> ColumnElement[bool]:  # noqa: ANN401 - as above
    """Whether the days of any of the measures put a record into the period."""
    spans = {_span(measure): measure for measure in measures}
    return or_(*(_dated(columns, measure, period) for measure in spans.values()))


def _fits(
    columns: Any,  # noqa: ANN401 - as above
    measure: Measure,
    period: Period,
) -> ColumnElement[bool]:
    words = (_one_of(_column(columns, name, measure), values) for name, values in measure.where)
    return and_(_dated(columns, measure, period), *words)


def _column(columns: Any, name: str, measure: Measure) -> KeyedColumnElement[Any]:  # noqa: ANN401 - as above
    """A column by its name; the month is the one of the measure's own day, such as ``2026-03``."""
    if name == MONTH:
        return func.substr(cast(columns[measure.dated], String), 1, 7)  # type: ignore[return-value]
    return columns[name]  # type: ignore[no-any-return]


def _one_of(column: KeyedColumnElement[Any], values: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether the column holds one of the words, or none of those that are barred.

    The words stand in the statement itself: SQLite makes a sum that is asked for twice only once.
    """
    barred = [value[1:] for value in values if value.startswith("!")]
    wanted = [value for value in values if not value.startswith("!")]
    told = [_typed(column, value) for value in barred or wanted if value != NONE]
    kind = column.type if isinstance(column.type, Uuid) else String()
    words = [literal(value, kind, literal_execute=True) for value in told]
    if barred:
        without = or_(column.is_(None), and_(*(column != word for word in words))) if words else true()
        return and_(without, column.is_not(None)) if NONE in barred else without
    within = or_(false(), *(column == word for word in words))
    return or_(column.is_(None), within) if NONE in wanted else within


def _typed(column: KeyedColumnElement[Any], value: str) -> object:
    return UUID(value) if isinstance(column.type, Uuid) else value


def _dated(columns: Any, measure: Measure, period: Period) -> ColumnElement[bool]:  # noqa: ANN401 - as above
    day = columns[measure.dated]
    within: ColumnElement[bool] = day.between(period.first, period.last)
    if measure.when is When.WITHIN:
        return within
    if measure.when is When.UNTIL:
        return day <= period.last  # type: ignore[no-any-return]
    ends = columns[measure.ends]
    if measure.when is When.PENDING:
        return and_(day <= period.last, or_(ends.is_(None), ends > period.last))
    not_ended = or_(ends.is_(None), ends >= period.first)
    if measure.when is When.CARRIED:
        return and_(day < period.first, not_ended)
    return or_(within, and_(day < period.first, not_ended))
