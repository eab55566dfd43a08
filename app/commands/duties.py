"""``duty``: how the heads' duty to receive citizens stands; why days are missing; the year as a paper."""

from datetime import date, datetime
from pathlib import Path

from app.bootstrap import Services
from app.commands.arguments import Verbs, whole
from app.commands.calls import Answer, Call, office
from app.commands.output import table
from app.commands.statistics import write_papers
from app.domain.actors import Actor
from app.domain.duties import Duty
from app.domain.errors import Refused
from app.domain.kinds import BodyKind
from app.runtime.words import label, phrase
from app.services.duty_words import outcome, standing

MONTH_FORMS = ("%Y-%m", "%m/%Y")


def add_verbs(verbs: Verbs) -> None:
    group = verbs.group("duty", "duty")
    listed = group.verb("list", "duty_list", show)
    listed.option("--month", "month", metavar="MONTH")
    listed.option("--year", "year", type=whole, metavar="YEAR")
    listed.option("--out", "duty_out", metavar="DIR")
    explained = group.verb("reason", "duty_reason", explain)
    explained.option("--body", "duty_body", choices=list(BodyKind), required=True)
    explained.option("--month", "month", metavar="MONTH", required=True)
    explained.option("--reason", "reason", metavar="TEXT", required=True)


def show(call: Call) -> Answer:
    """One month with its days, or with ``--year`` twelve in a table."""
    told = call.options
    with office(call) as (services, actor):
        if told.year or told.out:
            return _year(services, actor, told.year or services.clock.today().year, told.out)
        month = _month(told.month) if told.month else services.clock.today()
        found = services.duties.duties(actor, month)
    return Answer([value(duty) for duty in found], tuple(line for duty in found for line in lines(duty)))


def explain(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        month = _month(told.month)
        done = services.duties.explain_missing(actor, BodyKind(told.body), month, told.reason).value
    return Answer(value(done), (phrase("commands", "duty_explained", month=f"{month:%m/%Y}"), *lines(done)))


def value(duty: Duty) -> dict[str, object]:
    """A duty as JSON holds it."""
    return {
        "body": duty.body,
        "month": f"{duty.month.first:%Y-%m}",
        "state": duty.state,
        "required": duty.required,
        "held": duty.held,
        "planned": duty.planned,
        "missing": duty.short,
        "working_days_left": duty.working_left,
        "reason": duty.reason,
        "sessions": [
            {
                "date": day.sitting.on,
                "kind": day.sitting.kind,
                "receiver": day.sitting.receiver,
                "position": day.sitting.position,
                "state": day.sitting.state,
                "counts": day.worth,
                "note": day.sitting.note,
            }
            for day in duty.days
        ],
        "rules": [
            {
                "id": q.id,
                "times": q.times,
                "period": q.period,
                "article": q.article,
                "confidence": q.confidence,
            }
            for q in duty.quotas
        ],
        "text": standing(duty),
    }


def lines(duty: Duty) -> tuple[str, ...]:
    """A duty for people: where it stands, each session, the article, what to check."""
    held = [
        f"  {day.sitting.on:%d/%m/%Y}  {label(day.sitting.state)}  {day.sitting.receiver}  {label(day.worth)}"
        for day in duty.days
    ]
    reason = [f"  {phrase('columns', 'reason')}: {duty.reason}"] if duty.reason else []
    basis = [f"  {quota.article} ({label(quota.confidence)})" for quota in duty.quotas]
    remarks = [f"  {label(remark)}" for remark in duty.remarks]
    return (f"{phrase('heads', duty.body)}: {standing(duty)}", *held, *reason, *basis, *remarks)


def _year(services: Services, actor: Actor, year: int, folder: str | None) -> Answer:
    found = services.duties.year(actor, year)
    files: tuple[Path, ...] = ()
    if folder:
        files = write_papers(services.duties.papers(actor, year), Path(folder), f"duties-{year}")
    header = (phrase("columns", "month"), *(phrase("heads", duty.body) for duty in found.months[0]))
    rows = [(f"{month[0].month.first:%m/%Y}", *(_cell(duty) for duty in month)) for month in found.months]
    told = {
        "year": year,
        "months": [[value(duty) for duty in month] for month in found.months],
        "files": files,
    }
    return Answer(told, (*table(header, rows), *(str(path) for path in files)))


def _cell(duty: Duty) -> str:
    told = f"{duty.done}/{duty.required} {outcome(duty)}" if duty.judged else outcome(duty)
    return f"{told}: {duty.reason}" if duty.reason else told


def _month(text: str) -> date:
    for form in MONTH_FORMS:
        try:
            return datetime.strptime(text.strip(), form).replace(day=1).date()  # noqa: DTZ007 - a month has no zone
        except ValueError:
            continue
    raise Refused("period_not_month", field="month", value=text)
