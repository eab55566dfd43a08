"""``stats``: a form filled for a period, the records behind a number, the papers."""

from pathlib import Path

from app.bootstrap import Services
from app.commands.arguments import Verbs, day
from app.commands.calls import Answer, Call, office
from app.commands.output import table
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.statistics import Figure, Report
from app.runtime.words import phrase
from app.services.files import ready_folder, save
from app.services.report_papers import Papers, shown


def add_verbs(verbs: Verbs) -> None:
    stats = verbs.verb("stats", "stats", count)
    stats.option("--form", "stats_form", metavar="FORM", required=True)
    stats.option("--from", "from", metavar="DAY", required=True, dest="first")
    stats.option("--to", "to", metavar="DAY", required=True, dest="last")
    stats.option("--body", "body", choices=list(BodyKind))
    stats.option("--list", "list", metavar="MEASURE", dest="measure")
    stats.option("--out", "out", metavar="DIR")


def count(call: Call) -> Answer:
    told = call.options
    period = Period(day(told.first), day(told.last))
    if period.last < period.first:
        raise Refused("input_not_span", field="to", value=f"{told.first}..{told.last}")
    body = BodyKind(told.body) if told.body else None
    with office(call) as (services, actor):
        if told.measure:
            return _records(services, actor, call, period, body)
        report = services.statistics.report(actor, told.form, period, body)
        name = f"{report.form}-{period.first:%Y%m%d}-{period.last:%Y%m%d}"
        files = write(services, actor, report, Path(told.out), name) if told.out else ()
    value = {
        "form": report.form,
        "title": report.title,
        "from": period.first,
        "to": period.last,
        "rows": [_row(row.number, row.label, row.figures) for row in report.rows],
        "files": files,
    }
    return Answer(value, (*lines(report), *(str(path) for path in files)))


def _records(services: Services, actor: Actor, call: Call, period: Period, body: BodyKind | None) -> Answer:
    form, measure = call.options.form, call.options.measure
    found = services.statistics.records(actor, form, measure, period, body)
    definition = services.statistics.definition(actor, form, measure)
    names = ("number", "record", "day", "who", "matter")
    rows = [
        (r.number, r.record_type, r.on, phrase("commands", "sealed") if r.sealed else r.who, r.text)
        for r in found
    ]
    value = {
        "form": form,
        "measure": measure,
        "definition": definition,
        "records": found,
        "total": len(found),
    }
    return Answer(value, (definition, *table(tuple(phrase("columns", name) for name in names), rows)))


def _row(number: int, label: str, figures: tuple[Figure, ...]) -> dict[str, object]:
    return {"number": number, "label": label, "figures": [_figure(figure) for figure in figures]}


def _figure(figure: Figure) -> dict[str, object]:
    told: dict[str, object] = {"measure": figure.measure, "label": figure.label, "value": figure.value}
    if figure.share:
        value = None if figure.value is None else figure.value / 100
        told |= {"value": value, "percent": shown(figure)}
    return told


def lines(report: Report) -> tuple[str, ...]:
    """The form as people read it."""
    rows = [
        (row.number if not place else "", row.label if not place else "", figure.label, shown(figure))
        for row in report.rows
        for place, figure in enumerate(row.figures)
    ]
    header = tuple(phrase("columns", name) for name in ("row", "content", "figure", "value"))
    days = f"{report.period.first:%d/%m/%Y} - {report.period.last:%d/%m/%Y}"
    return (f"{report.title} ({days})", *table(header, rows))


def write(services: Services, actor: Actor, report: Report, folder: Path, name: str) -> tuple[Path, ...]:
    """The report as DOCX, PDF and XLSX in the folder."""
    return write_papers(services.statistics.papers(actor, report), folder, name)


def write_papers(papers: Papers, folder: Path, name: str) -> tuple[Path, ...]:
    """Papers as DOCX, PDF and XLSX in the folder, which is made when there is none."""
    ready_folder(folder)
    files = {
        folder / f"{name}.docx": papers.docx,
        folder / f"{name}.pdf": papers.pdf,
        folder / f"{name}.xlsx": papers.xlsx,
    }
    for path, content in files.items():
        save(content, path)
    return tuple(files)
