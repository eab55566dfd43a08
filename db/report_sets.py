"""What is on record of the reports that fall due: prepared, sent, their figures closed."""

from collections.abc import Collection

from sqlalchemy import select

from app.domain.paging import Period
from app.domain.report_sets import Sending
from db.tables.statistics import frozen_reports, report_sendings
from db.work import View, Work


def sendings(view: View, periods: Collection[str]) -> dict[tuple[str, str], Sending]:
    """What was noted of the reports of these periods, by set and period."""
    found = select(report_sendings).where(report_sendings.c.period.in_(sorted(periods)))
    return {
        (r.report, r.period): Sending(r.prepared_on, r.sent_on, r.note)
        for r in view.connection.execute(found)
    }


def keep(work: Work, report: str, period: str, told: Sending) -> None:
    """Store what is noted of a report; a later word takes the place of an earlier."""
    same = (report_sendings.c.report == report) & (report_sendings.c.period == period)
    known = work.connection.execute(select(report_sendings.c.id).where(same)).scalar()
    values = {"prepared_on": told.prepared_on, "sent_on": told.sent_on, "note": told.note}
    if known is None:
        work.insert(report_sendings, report=report, period=period, **values)
    else:
        work.update(report_sendings, known, **values)


def closed(view: View) -> frozenset[tuple[str, Period]]:
    """The forms whose figures are closed, each with its days."""
    table = frozen_reports
    found = select(table.c.form, table.c.first_on, table.c.last_on).where(table.c.reopened_at.is_(None))
    return frozenset((r.form, Period(r.first_on, r.last_on)) for r in view.connection.execute(found))
