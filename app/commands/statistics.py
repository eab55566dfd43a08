"""``stats``: a form filled for a period, the records behind a number, the papers."""

from argparse import Namespace
from pathlib import Path

from app.bootstrap import Services
from app.commands.arguments import Parser, Verbs, day
from app.commands.calls import Answer, Call, office
from app.commands.output import table
from app.domain.actors import Actor
from app.domain.checks import EARLIEST
from app.domain.errors import Refused
from app.domain.frozen import FrozenReport
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.statistics import Figure, FigureRef, Report
from app.runtime.words import label, phrase
from app.services.files import ready_folder, save
from app.services.frozen_changes import closed_words
from app.services.report_papers import Papers, check_words, shown

ALL = "all"
"""The body that stands for all of them."""


def add_verbs(verbs: Verbs) -> None:
    stats = verbs.verb("stats", "stats", count)
    stats.option("--form", "stats_form", metavar="FORM", required=True)
    period_options(stats)
    stats.option("--list", "list", metavar="MEASURE", dest="measure")
    stats.option("--out", "out", metavar="DIR")


def period_options(verb: Parser) -> None:
    """The options that say which days, and of which body; ``days_asked`` and ``body_asked`` read them."""
    verb.option("--from", "from", metavar="DAY", required=True, dest="first")
    verb.option("--to", "to", metavar="DAY", required=True, dest="last")
    verb.option("--body", "stats_body", choices=[*BodyKind, ALL])


def days_asked(told: Namespace) -> Period:
    """The days that a line names; refused when they make no period, or begin in another age."""
    period = Period(day(told.first), day(told.last))
    if period.first < EARLIEST:
        raise Refused("date_too_old", field="from", year=period.first.year)
    if period.last < period.first:
        raise Refused("input_not_span", field="to", value=f"{told.first}..{told.last}")
    return period


def body_asked(
    told: Namespace, services: Services, actor: Actor, form: str, period: Period
) -> BodyKind | None:
    """The body that a line names, None for all; that of the form where it names none."""
    if told.body is None:
        return services.statistics.body_of(actor, form, period)
    return None if told.body == ALL else BodyKind(told.body)


def body_told(body: BodyKind | None) -> str:
    """What ``--json`` says was counted, as ``--body`` takes it."""
    return body or ALL


def count(call: Call) -> Answer:
    told = call.options
    period = days_asked(told)
    with office(call) as (services, actor):
        body = body_asked(told, services, actor, told.form, period)
        if told.measure:
            return _records(services, actor, FigureRef(told.form, told.measure, period, body))
        report = services.statistics.report(actor, told.form, period, body)
        closed = services.frozen.report(actor, told.form, period, body)
        earlier = services.frozen.adjustments(actor, told.form, period, body)
        name = f"{report.form}-{period.first:%Y%m%d}-{period.last:%Y%m%d}"
        files = write(services, actor, report, Path(told.out), name) if told.out else ()
    adjusted = earlier.line if earlier and closed is None else ""  # a closed one tells its own in its notes
    value = _value(report, files) | {"frozen": closed and _closed(closed), "adjustments": adjusted}
    said = (closed_words(closed) if closed else "", *lines(report), adjusted, *(str(path) for path in files))
    return Answer(value, tuple(filter(None, said)))


def _closed(closed: FrozenReport) -> dict[str, object]:
    return {"id": closed.id, "at": closed.closed_at, "by": closed.closed_by, "reason": closed.closed_why}


def _value(report: Report, files: tuple[Path, ...]) -> dict[str, object]:
    """A report as data: what each column says of the whole, its rows, its checks."""
    return {
        "form": report.form,
        "number": report.number,
        "title": report.title,
        "period": {"from": report.period.first, "to": report.period.last},
        "body": body_told(report.body),
        "columns": [_column(report, under, figure) for under, figure in report.placed],
        "checks": [
            {"text": check_words(check), "holds": check.holds, "sure": check.relation.sure}
            for check in report.checks
        ],
        "rows": [
            {"number": row.number, "label": row.label, "figures": [_figure(figure) for figure in row.figures]}
            for row in report.rows
        ],
        "notes": report.notes,
        "files": files,
    }


def _column(report: Report, under: tuple[str, ...], figure: Figure) -> dict[str, object]:
    return {"ms": figure.ms, "under": under, **_figure(figure), "relation": report.relation_of(figure)}


def _figure(figure: Figure) -> dict[str, object]:
    value = None if figure.value is None else figure.value
    if value is not None and figure.scale.parts > 1:
        return _told(figure, value / figure.scale.parts)
    return _told(figure, value)


def _told(figure: Figure, value: float | None) -> dict[str, object]:
    told: dict[str, object] = {"measure": figure.measure, "label": figure.label, "value": value}
    return told | {"percent": shown(figure)} if figure.share else told


def _records(services: Services, actor: Actor, ref: FigureRef) -> Answer:
    ref = services.statistics.numbered(actor, ref)
    found = services.statistics.records(actor, ref)
    measure = services.statistics.definition(actor, ref)
    names = ("number", "record", "day", "who", "matter")
    rows = [
        (r.number, r.record_type, r.on, phrase("commands", "sealed") if r.sealed else r.who, r.text)
        for r in found.rows
    ]
    value = {
        "form": ref.form,
        "measure": ref.measure,
        "period": {"from": ref.period.first, "to": ref.period.last},
        "body": body_told(ref.body),
        "definition": measure.text,
        "article": measure.article,
        "records": found.rows,
        "total": found.total,
    }
    return Answer(value, (measure.text, *table(tuple(phrase("columns", name) for name in names), rows)))


def lines(report: Report) -> tuple[str, ...]:
    """The form as people read it, its checks and what must be said beside it."""
    rows = [
        (
            row.number if not place else "",
            row.label if not place else "",
            _name(report, place, figure),
            shown(figure),
        )
        for row in report.rows
        for place, figure in enumerate(row.figures)
    ]
    header = tuple(phrase("columns", name) for name in ("row", "content", "figure", "value"))
    days = f"{report.period.first:%d/%m/%Y} - {report.period.last:%d/%m/%Y}"
    whose = f", {label(report.body)}" if report.body else ""
    checks = (
        phrase("statistics", "holds" if c.holds else "fails", check=check_words(c)) for c in report.checks
    )
    return (f"{report.title} ({days}{whose})", *table(header, rows), *checks, *report.notes)


def _name(report: Report, place: int, figure: Figure) -> str:
    if not report.columns:
        return figure.label
    cell = report.columns[place]
    return f"{cell.ms}. {' › '.join((*cell.under, cell.label))}"


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
