"""``stats-close``, ``stats-reopen``, ``stats-closed``: periods closed, opened again, compared with now."""

from app.bootstrap import Services
from app.commands.arguments import Verbs, days
from app.commands.calls import Answer, Call, office
from app.commands.output import table
from app.commands.statistics import body_asked, body_told, days_asked, period_options
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.frozen import Changes, FigureChange, FrozenReport, RecordChange
from app.runtime.words import label, phrase
from app.services.frozen_changes import places, record_words, then_and_now


def add_verbs(verbs: Verbs) -> None:
    closing = verbs.verb("stats-close", "stats_close", close)
    closing.option("--form", "stats_form", metavar="FORM", required=True, action="append", dest="forms")
    period_options(closing)
    closing.option("--reason", "stats_reason", metavar="WHY", default="")
    opening = verbs.verb("stats-reopen", "stats_reopen", reopen)
    opening.option("number", "stats_number", metavar="N", type=days)
    opening.option("--reason", "reason", metavar="WHY", required=True)
    listing = verbs.verb("stats-closed", "stats_closed", closed)
    listing.option("--changes", "stats_changes", metavar="N", type=days)


def close(call: Call) -> Answer:
    told = call.options
    period = days_asked(told)
    with office(call) as (services, actor):
        bodies = {body_asked(told, services, actor, form, period) for form in told.forms}
        if len(bodies) > 1:
            raise Refused("frozen_bodies_differ", field="body")
        (body,) = bodies
        done = services.frozen.close_all(actor, told.forms, period, body, told.reason)
        kept = {one.id for one in done.value}
        numbered = [(at, one) for at, one in _numbered(services, actor) if one.id in kept]
    return _listed(numbered)


def reopen(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        known = _of_number(services, actor, told.number)
        opened = services.frozen.reopen(actor, known.id, told.reason).value
    return _listed([(told.number, opened)])


def closed(call: Call) -> Answer:
    """The closed reports in the order they were closed; or what has changed in one of them since."""
    with office(call) as (services, actor):
        if call.options.changes is None:
            return _listed(_numbered(services, actor))
        changes = services.frozen.changes(actor, _of_number(services, actor, call.options.changes).id)
    return Answer({**value(call.options.changes, changes.of), **_changes(changes)}, _lines(changes))


def _numbered(services: Services, actor: Actor) -> list[tuple[int, FrozenReport]]:
    """The reports with their numbers, which never change: none is ever taken away."""
    return list(enumerate(reversed(services.frozen.reports(actor)), start=1))


def _of_number(services: Services, actor: Actor, number: int) -> FrozenReport:
    found = dict(_numbered(services, actor)).get(number)
    if found is None:
        raise Refused("frozen_unknown", field="number", number=number)
    return found


def value(number: int, one: FrozenReport) -> dict[str, object]:
    """A closed report as data, without its figures."""
    report = one.report
    return {
        "number": number,
        "id": one.id,
        "form": report.form,
        "title": report.title,
        "period": {"from": report.period.first, "to": report.period.last},
        "body": body_told(report.body),
        "version": report.version,
        "closed": {"at": one.closed_at, "by": one.closed_by, "reason": one.closed_why},
        "reopened": one.reopened_at
        and {"at": one.reopened_at, "by": one.reopened_by, "reason": one.reopened_why},
    }


def _listed(numbered: list[tuple[int, FrozenReport]]) -> Answer:
    header = ("row", "form", "first_on", "last_on", "body", "closed_at", "closed_by", "state")
    rows = [
        (
            at,
            one.report.number,
            one.report.period.first,
            one.report.period.last,
            one.report.body,
            one.closed_at.astimezone().date(),
            one.closed_by,
            phrase("statistics", "reopened", reason=one.reopened_why)
            if one.reopened_at
            else phrase("statistics", "closed"),
        )
        for at, one in numbered
    ]
    return Answer(
        {"reports": [value(at, one) for at, one in numbered]},
        table(tuple(phrase("columns", name) for name in header), rows),
    )


def _changes(changes: Changes) -> dict[str, object]:
    return {
        "columns": [_figure(change) for change in changes.figures],
        "records": [_record(change) for change in changes.records],
        "notes": changes.notes,
    }


def _figure(change: FigureChange) -> dict[str, object]:
    figure, parts = change.figure, change.figure.scale.parts

    def told(count: int | None) -> float | None:
        return count if count is None or parts == 1 else count / parts

    return {
        "ms": figure.ms,
        "under": change.place,
        "label": figure.label,
        "row": figure.row,
        "closed": told(figure.value),
        "now": told(change.now),
        "difference": told(change.difference),
    }


def _record(change: RecordChange) -> dict[str, object]:
    return {
        "record_type": change.subject[0],
        "record_id": change.subject[1],
        "record": change.record,
        "joined": change.joined,
        "left": change.left,
        "weighed": [{"ms": ms, "closed": then, "now": now} for ms, then, now in change.weighed],
        "moved": change.moved and {"from": change.moved[0], "to": change.moved[1]},
    }


def _lines(changes: Changes) -> tuple[str, ...]:
    report = changes.of.report
    days_told = f"{report.period.first:%d/%m/%Y} - {report.period.last:%d/%m/%Y}"
    header = tuple(phrase("columns", name) for name in ("figure", "closed", "now", "difference"))
    figures = [(places(change), *then_and_now(change)) for change in changes.figures]
    told = tuple(phrase("columns", name) for name in ("number", "record", "who", "change"))
    records = [
        (
            change.record.number if change.record else "",
            label(change.subject[0]),
            _who(change),
            record_words(report, change),
        )
        for change in changes.records
    ]
    return (
        f"{report.title} ({days_told})",
        *(table(header, figures) if figures else (phrase("statistics", "unchanged"),)),
        *(table(told, records) if records else ()),
        *changes.notes,
    )


def _who(change: RecordChange) -> str:
    if change.record is None:
        return phrase("statistics", "not_there")
    if change.record.sealed and not change.record.hidden:
        return phrase("commands", "sealed")
    return change.record.who or change.record.text
