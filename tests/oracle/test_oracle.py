"""Every column of every form, counted twice: by SQL, and slowly from what is written about it."""

import os
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.meetings import MeetingTiming
from app.domain.office import UnitLevel
from app.domain.paging import Period
from app.domain.petitions import PetitionState, SettlementResult, Source
from app.domain.statistics import By, Figure, FigureRef, Report, Term
from app.domain.voters import RecommendationState
from app.rules import forms
from db.tables.voters import recommendations
from tests.oracle.conftest import Desk
from tests.oracle.counters import COUNTERS, UNCOUNTED
from tests.oracle.offices import PERIODS, offices
from tests.oracle.records import Meeting, Office, Petition, Recommendation

EXAMPLES = int(os.environ.get("TIEPDAN_ORACLE_EXAMPLES", "25"))
"""How many offices each test makes; thousands take some minutes."""

many = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
fewer = settings(many, max_examples=max(EXAMPLES // 2, 2))
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # it would hide the failure
few = settings(many, max_examples=max(EXAMPLES // 10, 2))
bodies = st.none() | st.sampled_from(BodyKind)


@many
@given(offices() | offices(full=True), bodies)
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


@few
@given(offices(), bodies)
def test_a_number_lists_as_many_records_as_it_says(desk: Desk, office: Office, body: BodyKind | None) -> None:
    desk.keep(office)
    for form_id in COUNTERS:
        measures = forms.form(form_id).measures
        for figure in _figures(desk.report(form_id, office.period, body)):
            if measures[figure.measure].by is By.RECORDS:
                ref = FigureRef(form_id, figure.measure, figure.period, body)
                assert len(desk.services.statistics.records(desk.actor, ref).rows) == figure.value


@fewer
@given(offices(clean=True), bodies)
def test_the_relations_hold_where_no_day_is_missing_or_turned(
    desk: Desk, office: Office, body: BodyKind | None
) -> None:
    desk.keep(office)
    for form_id in COUNTERS:
        checks = desk.report(form_id, office.period, body).checks
        broken = [check for check in checks if not check.holds]
        assert [check for check in broken if Term("unsorted") not in check.relation.left] == []


def _petition(period: Period, **told: object) -> Petition:
    """A complaint received, processed and settled in the middle of a period, unless told otherwise."""
    on = period.first + (period.last - period.first) / 2
    sound = Petition(
        body=BodyKind.COMMITTEE,
        kind=PetitionKind.COMPLAINT,
        state=PetitionState.SETTLED,
        people_count=1,
        field="Đất đai",
        source=Source.DIRECT,
        target=Target.COMMUNE_CHAIR,
        eligibility=Eligibility.ELIGIBLE,
        jurisdiction=Jurisdiction.OURS,
        handling=Handling.ACCEPT,
        result=SettlementResult.RIGHT,
        again=False,
        unit=None,
        village=None,
        case=None,
        received_on=on,
        processed_on=on,
        accepted_on=on,
        closed_on=on,
        carried_out_on=None,
    )
    return replace(sound, **told)  # type: ignore[arg-type]  # the names are the fields'


def _failing(desk: Desk, form: str, period: Period) -> dict[str, list[str]]:
    """The numbers of the records that are named for each check that does not hold."""
    failing = [check.relation for check in desk.report(form, period).checks if not check.holds]
    ref = FigureRef(form, "", period)
    faults = desk.services.statistics.faults
    return {r.told: [record.number for record in faults(desk.actor, ref, r)] for r in failing}


PERIOD = PERIODS[0]
BEFORE, IN, AFTER = PERIOD.first - timedelta(days=9), PERIOD.last, PERIOD.last + timedelta(days=9)
DOUBTFUL = forms.form("balance").measure("doubtful").text.rstrip(".")
FAULTY: dict[str, dict[str, object]] = {
    "closed without a day": {"closed_on": None},
    "open with a day of closing": {"state": PetitionState.ACCEPTED},
    "closed before it came": {"received_on": AFTER},
    "closed long before it came": {"closed_on": BEFORE},
    "closed before it was processed": {"processed_on": AFTER},
    "closed and never processed": {"processed_on": None},
    "processed before it came": {"processed_on": BEFORE, "closed_on": None, "state": PetitionState.ACCEPTED},
    "carried out before it was decided": {"carried_out_on": BEFORE},
    "carried out and never decided": {
        "carried_out_on": IN,
        "closed_on": None,
        "state": PetitionState.ACCEPTED,
    },
}


@pytest.mark.parametrize("fault", FAULTY)
@few
@given(office=offices(clean=True))
def test_a_planted_fault_is_found_and_it_alone_is_named(desk: Desk, office: Office, fault: str) -> None:
    planted = _petition(PERIOD, **FAULTY[fault])
    desk.keep(replace(office, petitions=(*office.petitions, planted)))
    failing = _failing(desk, "balance", PERIOD)
    assert DOUBTFUL in failing
    assert all(named == [f"Đ-{len(office.petitions) + 1}"] for named in failing.values())


def test_a_petition_processed_before_it_came_breaks_the_circulars_own_relation(desk: Desk) -> None:
    desk.keep(Office(PERIOD, petitions=(_petition(PERIOD), _petition(PERIOD, received_on=AFTER))))
    failing = _failing(desk, "02/XLD", PERIOD)
    assert failing["2 <= 1"] == ["Đ-2"]
    assert DOUBTFUL in failing


@pytest.mark.parametrize("form_id", ["03-gqkn", "04-gqtc"])
@pytest.mark.parametrize("pair", list(combinations(PetitionState, 2)), ids="-".join)
def test_a_case_of_two_petitions_stands_in_one_column(
    desk: Desk, form_id: str, pair: tuple[PetitionState, PetitionState]
) -> None:
    kind = PetitionKind.COMPLAINT if form_id == "03-gqkn" else PetitionKind.DENUNCIATION
    petitions = tuple(_standing(state, kind=kind, case=0) for state in pair)
    office = Office(PERIOD, petitions=petitions)
    desk.keep(office)
    told = {figure.measure: figure.value for figure in _figures(desk.report(form_id, PERIOD))}
    assert told == {ms: counter(office) for ms, counter in COUNTERS[form_id].items()}
    assert (told["2"], sum(told[ms] or 0 for ms in "3456")) == (1, 1)


def _standing(state: PetitionState, **told: object) -> Petition:
    """A petition that stood so when the period ended."""
    taken = IN if state not in (PetitionState.REGISTERED, PetitionState.DECLINED) else None
    return _petition(PERIOD, state=state, accepted_on=taken, closed_on=None if state.open else IN, **told)


def test_what_is_not_ours_and_went_nowhere_is_named_beside_the_form(desk: Desk) -> None:
    sound, lost = _petition(PERIOD), _petition(PERIOD, jurisdiction=Jurisdiction.NOT_OURS)
    desk.keep(Office(PERIOD, petitions=(sound, lost)))
    text = forms.form("02-xld").measure("unsorted").text.rstrip(".")
    assert _failing(desk, "02/XLD", PERIOD) == {text: ["Đ-2"]}


def test_a_settlement_without_a_result_is_named_beside_the_form(desk: Desk) -> None:
    desk.keep(Office(PERIOD, petitions=(_petition(PERIOD, result=None), _petition(PERIOD))))
    text = forms.form("03-gqkn").measure("unjudged").text.rstrip(".")
    assert _failing(desk, "03/GQKN", PERIOD) == {text: ["Đ-1"]}


def test_what_became_a_sealed_petition_is_counted_and_not_told(desk: Desk) -> None:
    petition = RecommendationState.PETITION
    said = Recommendation(
        0,
        0,
        UnitLevel.COMMUNE,
        petition,
        on_the_spot=False,
        field="Đất đai",
        unit=0,
        village=1,
        received_on=IN,
    )
    desk.keep(Office(PERIOD, meetings=(Meeting(0, MeetingTiming.BEFORE, (), (said,)),)))
    with desk.engine.begin() as connection:
        connection.execute(update(recommendations).values(sealed=True, speaker="Lò Văn Inh", matter="Tố cáo"))
    row = desk.report("voter-villages", PERIOD).rows[0]
    assert (row.label, row.figures[3].value) == ("Không ghi", 1)
    record = desk.services.statistics.records(desk.actor, FigureRef("voter-villages", "4", PERIOD)).rows[0]
    assert (record.who, record.text, record.sealed) == ("", "", True)
