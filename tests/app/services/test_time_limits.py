"""Whether a complaint came in time: ninety days, fifteen for discipline, without the days of obstacles."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.time_limits import DISCIPLINE, GENERAL, Obstacle, ObstacleKind, TimeLimitCheck, rule_for
from tests import factories

LEARNED = date(2026, 8, 3)
ILLNESS = Obstacle(date(2026, 9, 1), date(2026, 9, 20), ObstacleKind.ILLNESS, "Giấy ra viện số 115")


def test_a_complaint_after_ninety_days_came_too_late(services: Services, actor: Actor) -> None:
    """Ninety days after Monday 3/8 are Sunday 1/11, so Monday 2/11 is the last day."""
    found = services.time_limits.check(actor, TimeLimitCheck(GENERAL, LEARNED, factories.TODAY))
    assert found.working.due == date(2026, 11, 2)
    assert not found.in_time


def test_twenty_days_of_illness_with_proof_bring_it_in_time(services: Services, actor: Actor) -> None:
    asked = TimeLimitCheck(GENERAL, LEARNED, factories.TODAY, (ILLNESS,))
    found = services.time_limits.check(actor, asked)
    assert found.working.due == date(2026, 11, 23)  # Saturday 21/11 moves on
    assert found.in_time


def test_discipline_decisions_have_fifteen_days(services: Services, actor: Actor) -> None:
    assert rule_for(Target.DISCIPLINE) == DISCIPLINE
    assert rule_for(Target.COMMUNE_CHAIR) == GENERAL
    found = services.time_limits.check(
        actor, TimeLimitCheck(DISCIPLINE, date(2026, 11, 5), date(2026, 11, 20))
    )
    assert (found.working.due, found.in_time) == (date(2026, 11, 20), True)


def test_what_was_checked_is_kept_on_the_timeline(either: Services) -> None:
    actor = factories.found_office(either)
    key = either.petitions.register(actor, factories.petition()).value.id
    either.time_limits.keep(actor, key, TimeLimitCheck(GENERAL, LEARNED, factories.TODAY, (ILLNESS,)))
    (told, *_) = either.petitions.petition(actor, key).events
    assert told.kind is EventKind.ASSESSED
    assert told.note == (
        "Kiểm tra thời hiệu: nhận hoặc biết quyết định ngày 03/08/2026; thời hiệu 90 ngày theo "
        "Điều 9 Luật Khiếu nại 02/2011/QH13; không tính ốm đau từ 01/09/2026 đến 20/09/2026 "
        "(Giấy ra viện số 115). Hết thời hiệu ngày 23/11/2026; đơn nhận ngày 20/11/2026: trong thời hiệu."
    )


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (TimeLimitCheck("KN-01", LEARNED, factories.TODAY), "rule_unknown"),
        (TimeLimitCheck(GENERAL, date(2026, 11, 20), date(2026, 11, 19)), "learned_after_receipt"),
        (TimeLimitCheck(GENERAL, date(2026, 11, 21), date(2026, 11, 22)), "date_in_future"),
        (
            TimeLimitCheck(GENERAL, LEARNED, factories.TODAY, (replace(ILLNESS, proof=" "),)),
            "obstacle_without_proof",
        ),
        (
            TimeLimitCheck(GENERAL, LEARNED, factories.TODAY, (replace(ILLNESS, last=date(2026, 8, 31)),)),
            "obstacle_ends_before_it_begins",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    services: Services, actor: Actor, asked: TimeLimitCheck, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        services.time_limits.check(actor, asked)
    assert refused.value.code == code


def test_only_complaints_have_the_limit(services: Services, actor: Actor) -> None:
    draft = factories.petition(PetitionKind.RECOMMENDATION)
    key = services.petitions.register(actor, draft).value.id
    with pytest.raises(Refused) as refused:
        services.time_limits.keep(actor, key, TimeLimitCheck(GENERAL, LEARNED, factories.TODAY))
    assert refused.value.code == "time_limit_only_for_complaints"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(-30, 120), length=st.integers(1, 60))
def test_an_obstacle_never_shortens_the_time(
    services: Services, actor: Actor, start: int, length: int
) -> None:
    first = LEARNED + timedelta(days=start)
    lost = Obstacle(first, first + timedelta(days=length - 1), ObstacleKind.OTHER, "Xác nhận của UBND xã")
    plain = TimeLimitCheck(GENERAL, LEARNED, factories.TODAY)
    without = services.time_limits.check(actor, plain).working
    longer = services.time_limits.check(actor, replace(plain, obstacles=(lost,))).working
    inside = sum(without.start < day <= longer.last for day in _days(lost))
    assert longer.last == without.last + timedelta(days=inside)


def _days(lost: Obstacle) -> list[date]:
    return [lost.first + timedelta(days=n) for n in range((lost.last - lost.first).days + 1)]
