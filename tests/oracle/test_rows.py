"""Rows of a table: each counts as if the office had nothing else on record."""

from dataclasses import replace

from hypothesis import given

from app.rules import forms
from db.tables.office import council_sessions, units, villages
from tests.oracle.conftest import Desk
from tests.oracle.counters import COUNTERS
from tests.oracle.offices import offices
from tests.oracle.records import Meeting, Office
from tests.oracle.storing import key
from tests.oracle.test_oracle import many

TABLES = {"unit": units, "village": villages, "council_session": council_sessions}
WITH_ROWS = tuple(form_id for form_id in COUNTERS if forms.form(form_id).rows)


def _value(record: object, column: str) -> str:
    """What a row is called by: the id of a unit, village or council session, a word, a name."""
    value = getattr(record, column, None)
    if value is None or value == "":
        return "-"
    return str(key(TABLES[column], value) if isinstance(value, int) else value)


def _part(office: Office, column: str, row: str) -> Office:
    """The office with the records of one row alone."""
    if column == "council_session":
        held = tuple(told for told in office.meetings if _value(told, column) == row)
        return replace(office, meetings=held)
    return replace(
        office,
        petitions=tuple(told for told in office.petitions if _value(told, column) == row),
        assignments=tuple(told for told in office.assignments if _value(told, column) == row),
        terms=tuple(told for told in office.terms if _value(told.petition, column) == row),
        meetings=tuple(_raised(meeting, column, row) for meeting in office.meetings),
    )


def _raised(meeting: Meeting, column: str, row: str) -> Meeting:
    """What was said there; a merged opinion stands in the row of what speaks for it, in its own village."""
    kept = tuple(
        told
        for told in meeting.recommendations
        if _value(told if column == "village" else told.speaks, column) == row
    )
    places = tuple(place for place in meeting.places if _value(place, column) == row)
    return replace(meeting, recommendations=kept, places=places)


@many
@given(offices())
def test_a_row_counts_its_own_records_and_the_rows_make_up_the_whole(desk: Desk, office: Office) -> None:
    desk.keep(office)
    for form_id in WITH_ROWS:
        report, counters = desk.report(form_id, office.period), COUNTERS[form_id]
        column = forms.form(form_id).rows
        figures = [f for row in report.rows[:-1] for f in row.figures if not f.share]
        assert [f.value for f in figures] == [
            counters[f.measure](_part(office, column, f.row)) for f in figures
        ]
        for at, whole in enumerate(report.rows[-1].figures):
            if not whole.share:
                assert whole.value == sum(row.figures[at].value or 0 for row in report.rows[:-1])
