"""Every column of every form, counted twice: by SQL, and slowly from what is written about it."""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.kinds import BodyKind
from app.domain.statistics import Figure, Report
from app.rules import forms
from tests.oracle.conftest import Desk
from tests.oracle.counters import COUNTERS, UNCOUNTED
from tests.oracle.offices import offices
from tests.oracle.records import Office

EXAMPLES = int(os.environ.get("TIEPDAN_ORACLE_EXAMPLES", "40"))
"""How many offices each test makes; thousands take some minutes."""

many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
bodies = st.none() | st.sampled_from(BodyKind)


@many
@given(offices(), bodies)
def test_sql_and_the_slow_count_agree_on_every_column(
    desk: Desk, office: Office, body: BodyKind | None
) -> None:
    desk.keep(office)
    for form_id, counters in COUNTERS.items():
        figures = _figures(desk.report(form_id, office.period, body))
        mine = office.of(body)
        told = {(figure.measure, figure.period): figure.value for figure in figures}
        assert told == {(name, period): counters[name](replace(mine, period=period)) for name, period in told}


def _figures(report: Report) -> list[Figure]:
    """What was counted; a share follows from it."""
    return [figure for _, figure in report.placed if figure.measure and not figure.share]


@pytest.mark.parametrize("form_id", COUNTERS)
def test_every_column_that_is_measured_has_a_counter(form_id: str) -> None:
    form = forms.form(form_id)
    cells = [*form.columns, *(cell for line in form.lines for cell in line.cells)]
    assert {cell.measure for cell in cells if cell.measure} == set(COUNTERS[form_id])


def test_every_form_is_held_to_the_oracle_or_named_here() -> None:
    assert set(forms.form_ids()) == {*COUNTERS, *UNCOUNTED}
