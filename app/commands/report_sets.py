"""``stats-due``, ``stats-set``, ``stats-sent``: reports that fall due, the set of one, its sending."""

from pathlib import Path

from app.commands.arguments import Verbs, day, whole
from app.commands.calls import Answer, Call, office
from app.commands.output import table
from app.domain.report_sets import DueReport
from app.runtime.words import phrase
from app.services import period_words


def add_verbs(verbs: Verbs) -> None:
    listed = verbs.verb("stats-due", "stats_due", due)
    listed.option("--year", "year", type=whole, metavar="YEAR")
    made = verbs.verb("stats-set", "stats_set", prepare)
    made.option("--period", "stats_period", metavar="PERIOD", required=True)
    made.option("--set", "stats_set_id", metavar="SET", default="", dest="report")
    made.option("--out", "out", metavar="DIR", required=True)
    sent = verbs.verb("stats-sent", "stats_sent", note_sent)
    sent.option("--period", "stats_period", metavar="PERIOD", required=True)
    sent.option("--set", "stats_set_id", metavar="SET", default="", dest="report")
    sent.option("--on", "stats_sent_on", metavar="DAY")
    sent.option("--note", "stats_sent_note", metavar="TEXT", default="")


def due(call: Call) -> Answer:
    """The reports to send around today, or those of a whole year."""
    with office(call) as (services, actor):
        today, desk = services.clock.today(), services.report_sets
        found = desk.calendar(actor, call.options.year) if call.options.year else desk.due(actor)
        value = [_value(one) | {"state": one.state(today)} for one in found]
    header = tuple(phrase("columns", name) for name in ("report", "period", "days", "state"))
    rows = [
        (
            one.report.id,
            period_words.short(one.period),
            period_words.days(one.period.days, one.period.year),
            period_words.standing(one, today),
        )
        for one in found
    ]
    return Answer(value, table(header, rows))


def prepare(call: Call) -> Answer:
    told = call.options
    folder = Path(told.out)
    with office(call) as (services, actor):
        asked = services.report_sets.one(actor, told.report, told.period)
        made = services.report_sets.prepare(actor, asked.report.id, asked.period.key, folder).value
    files = [folder / name for name in made.files]
    value = _value(asked) | {"files": files, "failing": made.failing, "by_hand": made.by_hand}
    notes = (asked.report.note,) if asked.report.note else ()
    return Answer(value, (*(str(path) for path in files), *made.failing, *made.by_hand), notes)


def note_sent(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        today, desk = services.clock.today(), services.report_sets
        asked = desk.one(actor, told.report, told.period)
        on = day(told.on) if told.on else today
        done = desk.mark_sent(actor, asked.report.id, asked.period.key, on, told.note).value
    line = f"{done.report.title}, {period_words.with_days(done.period)}: {period_words.standing(done, today)}"
    return Answer(_value(done), (line,))


def _value(told: DueReport) -> dict[str, object]:
    """A report as JSON holds it."""
    return {
        "set": told.report.id,
        "title": told.report.title,
        "body": told.report.body,
        "period": told.period.key,
        "from": told.period.days.first,
        "to": told.period.days.last,
        "send_by": told.send_by,
        "prepared_on": told.sending.prepared_on,
        "sent_on": told.sending.sent_on,
        "note": told.sending.note,
        "closed": told.closed,
    }
