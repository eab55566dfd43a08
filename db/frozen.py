"""Closed reports: their figures, what is behind them and their papers, kept as they were."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, select

from app.domain.frozen import FrozenReport
from app.domain.ids import RecordId
from app.domain.jsonable import as_json, from_json
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.domain.statistics import Report
from db.tables.statistics import frozen_files, frozen_reports
from db.work import View, Work

_ROWS = select(*(column for column in frozen_reports.c if column is not frozen_reports.c.behind))


def add(work: Work, report: Report, behind: bytes, papers: Mapping[str, bytes], why: str) -> RecordId:
    """Keep a report as it is, with its papers by their format; the engine refuses any change of these."""
    key = work.insert(
        frozen_reports,
        form=report.form,
        body=report.body,
        first_on=report.period.first,
        last_on=report.period.last,
        version=report.version,
        report=as_json(report),
        behind=behind,
        closed_at=work.at,
        closed_by=work.actor.name,
        closed_why=why,
        reopened_by="",
        reopened_why="",
    )
    for kind, content in papers.items():
        digest = hashlib.sha256(content).hexdigest()
        work.insert(frozen_files, report_id=key, format=kind, sha256=digest, content=content)
    return key


def reopen(work: Work, frozen_id: RecordId, why: str) -> None:
    """The report holds no more; it stays on record."""
    work.update(frozen_reports, frozen_id, reopened_at=work.at, reopened_by=work.actor.name, reopened_why=why)


def frozen(view: View, frozen_id: RecordId) -> FrozenReport:
    return _frozen(view.connection.execute(_ROWS.where(frozen_reports.c.id == frozen_id)).one())


def every(view: View) -> tuple[FrozenReport, ...]:
    """The reports that were closed, the last one first, those opened again among them."""
    found = view.connection.execute(_ROWS.order_by(frozen_reports.c.id.desc()))
    return tuple(map(_frozen, found))


def standing(view: View, form: str, period: Period, body: BodyKind | None) -> FrozenReport | None:
    """The closed report of the form (its id or number) for just these days and this body."""
    told = frozen_reports.c
    same_body = told.body.is_(None) if body is None else told.body == body
    asked = _ROWS.where(
        told.first_on == period.first, told.last_on == period.last, told.reopened_at.is_(None), same_body
    )
    found = [_frozen(row) for row in view.connection.execute(asked.order_by(told.id.desc()))]
    return next((one for one in found if of_form(one, form)), None)


def of_form(one: FrozenReport, form: str) -> bool:
    """Whether the report is of the form with this id or number."""
    return form in (one.report.form, one.report.number)


def behind(view: View, frozen_id: RecordId) -> bytes:
    """The definitions and records behind the figures, packed."""
    found = select(frozen_reports.c.behind).where(frozen_reports.c.id == frozen_id)
    return bytes(view.connection.execute(found).scalar_one())


def papers(view: View, frozen_id: RecordId) -> dict[str, bytes]:
    """The papers by their format, byte for byte as they were."""
    found = select(frozen_files.c.format, frozen_files.c.content).where(frozen_files.c.report_id == frozen_id)
    return {row.format: bytes(row.content) for row in view.connection.execute(found)}


def _frozen(r: Row[Any]) -> FrozenReport:
    report: Report = from_json(Report, r.report)
    return FrozenReport(
        r.id,
        replace(report, frozen=r.id),
        r.closed_at,
        r.closed_by,
        r.closed_why,
        r.reopened_at,
        r.reopened_by,
        r.reopened_why,
    )
