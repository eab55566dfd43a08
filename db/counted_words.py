"""What several books of statistics say in the same words."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, null

from app.domain.counting import Readings, Timeliness, Truth
from app.domain.paging import Period
from db.tables.petitions import petitions


def truth(holds: ColumnElement[bool]) -> ColumnElement[str]:
    return case((holds, literal(Truth.YES.value)), else_=literal(Truth.NO.value))


def named(name: ColumnElement[str]) -> ColumnElement[str]:
    """A name that the office types; none where it is empty."""
    return func.nullif(name, "")


def noted(column: ColumnElement[Any], kept: ColumnElement[bool] = petitions.c.kept) -> ColumnElement[Any]:
    """What tells records apart, none for those kept from some people.

    A row of a table would tell what such a record says; its number must be the same for everybody.
    """
    return case((kept, null()), else_=column)


def timeliness(
    due: ColumnElement[Any], done: ColumnElement[Any], period: Period, readings: Readings
) -> ColumnElement[str]:
    """Kept or missed when it was done by the end of the period; otherwise still running or overdue."""
    return case(
        (and_(done <= period.last, done <= due), literal(Timeliness.ON_TIME.value)),
        (done <= period.last, literal(Timeliness.LATE.value)),
        (due < min(period.last, readings.today), literal(Timeliness.OVERDUE.value)),
        else_=literal(Timeliness.RUNNING.value),
    )
