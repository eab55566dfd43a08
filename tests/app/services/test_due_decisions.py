"""The office's own day for a term: why, what the timeline keeps, and what later acts make of it."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.events import Clock, EventKind
from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind
from app.services.petitions import Step
from tests import factories

WHY = "Chờ kết quả đo đạc của Văn phòng đăng ký đất đai"
RECEIVED = date(2026, 11, 18)


def complaint(services: Services, actor: Actor, kind: PetitionKind = PetitionKind.COMPLAINT) -> RecordId:
    return services.petitions.register(actor, factories.petition(kind, received_on=RECEIVED)).value.id


def running(services: Services, actor: Actor, key: RecordId, rule: str) -> Clock:
    clocks = services.petitions.petition(actor, key).clocks
    return next(clock for clock in clocks if clock.rule_id == rule and clock.closed_on is None)


def test_the_decided_day_takes_the_place_of_the_counted_one(either: Services) -> None:
    actor = factories.found_office(either)
    key = complaint(either, actor)
    before = running(either, actor, key, "KN-01")
    after = either.deadlines.decide(actor, before.id, date(2026, 12, 11), f"  {WHY} ", beyond=True).value
    stored = running(either, actor, key, "KN-01")
    assert stored == after
    assert (stored.due_on, stored.decided_on, stored.decided_why) == (date(2026, 12, 11),) * 2 + (WHY,)
    assert stored.safe_on == date(2026, 12, 11)
    (told, *_) = either.petitions.petition(actor, key).events
    assert told.kind is EventKind.DUE_DECIDED
    assert told.note == f"Thụ lý khiếu nại (KN-01): hạn từ 30/11/2026 thành 11/12/2026. Lý do: {WHY}"


def test_the_account_tells_the_counted_day_and_the_decided_one(services: Services, actor: Actor) -> None:
    key = complaint(services, actor)
    clock = running(services, actor, key, "KN-01")
    services.deadlines.decide(actor, clock.id, date(2026, 12, 10), WHY, beyond=True)
    account = services.deadlines.account(actor, running(services, actor, key, "KN-01"))
    assert account.working.due == date(2026, 11, 30)
    assert account.due == date(2026, 12, 10)
    assert account.decision is not None
    assert (account.decision.why, account.decision.by) == (WHY, actor.name)
    assert account.decision.on == factories.TODAY
    assert account.pack == clock.pack


def test_taking_it_back_lets_the_counted_day_hold_again(services: Services, actor: Actor) -> None:
    key = complaint(services, actor)
    before = running(services, actor, key, "KN-01")
    services.deadlines.decide(actor, before.id, date(2026, 12, 10), WHY, beyond=True)
    after = services.deadlines.undo_decision(actor, before.id, "Đã có kết quả").value
    assert after == before
    (told, *_) = services.petitions.petition(actor, key).events
    assert "bỏ hạn đã quyết định 10/12/2026, lấy lại hạn theo luật 30/11/2026" in told.note


@pytest.mark.parametrize(
    ("due_on", "why", "code"),
    [
        (date(2026, 12, 10), " ", "line_missing"),
        (date(2026, 11, 17), WHY, "decided_before_start"),
        (date(2026, 11, 30), WHY, "decided_same_day"),
        (date(2026, 11, 24), WHY, "decided_rest_day"),
        (date(2026, 12, 1), WHY, "decided_beyond_law"),
    ],
)
def test_a_decision_without_reason_or_sense_is_refused(
    services: Services, actor: Actor, due_on: date, why: str, code: str
) -> None:
    clock = running(services, actor, complaint(services, actor), "KN-01")
    with pytest.raises(Refused) as refused:
        services.deadlines.decide(actor, clock.id, due_on, why)
    assert refused.value.code == code


def test_nothing_decided_is_nothing_to_take_back(services: Services, actor: Actor) -> None:
    clock = running(services, actor, complaint(services, actor), "KN-01")
    with pytest.raises(Refused) as refused:
        services.deadlines.undo_decision(actor, clock.id, WHY)
    assert refused.value.code == "nothing_decided"


def test_a_closed_clock_is_not_decided_any_more(services: Services, actor: Actor) -> None:
    key = complaint(services, actor)
    clock = running(services, actor, key, "KN-01")
    services.petitions.take(actor, key, Step("accept", RECEIVED))
    with pytest.raises(Refused) as refused:
        services.deadlines.decide(actor, clock.id, date(2026, 12, 10), WHY, beyond=True)
    assert refused.value.code == "clock_closed"


def test_a_suspension_drops_the_decision_and_the_law_counts_on(services: Services, actor: Actor) -> None:
    key = complaint(services, actor)
    services.petitions.take(actor, key, Step("accept", RECEIVED))
    counted = running(services, actor, key, "KN-02").due_on
    services.deadlines.decide(
        actor, running(services, actor, key, "KN-02").id, date(2027, 2, 1), WHY, beyond=True
    )
    services.petitions.take(actor, key, Step("suspend", date(2026, 11, 19), "Chờ kết quả giám định"))
    held = running(services, actor, key, "KN-02")
    assert (held.decided_on, held.decided_why, held.due_on) == (None, "", counted)
    notes = [e.note for e in services.petitions.petition(actor, key).events]
    assert any("bỏ hạn đã quyết định 01/02/2027 vì tạm đình chỉ" in note for note in notes)
    with pytest.raises(Refused) as refused:
        services.deadlines.decide(actor, held.id, date(2027, 2, 1), WHY, beyond=True)
    assert refused.value.code == "clock_suspended"
    services.petitions.take(actor, key, Step("resume", factories.TODAY))
    resumed = running(services, actor, key, "KN-02")
    assert resumed.due_on == services.deadlines.why(actor, resumed).due


def test_an_extension_adds_its_days_to_the_decided_day(services: Services, actor: Actor) -> None:
    """Thirty days after Monday 4/1/2027 are Wednesday 3/2."""
    key = complaint(services, actor, PetitionKind.DENUNCIATION)
    services.petitions.take(actor, key, Step("accept", RECEIVED))
    services.deadlines.decide(
        actor, running(services, actor, key, "TC-05").id, date(2027, 1, 4), WHY, beyond=True
    )
    services.petitions.take(actor, key, Step("extend", factories.TODAY, "Phải xác minh", days=30))
    extended = running(services, actor, key, "TC-05")
    assert extended.decided_on == extended.due_on == date(2027, 2, 3)
    account = services.deadlines.account(actor, extended)
    assert account.decision is not None
    assert account.decision.by == actor.name
    assert [event.note for event in account.extensions] == ["Thêm 30 ngày: Phải xác minh"]


def test_who_only_counts_decides_nothing(services: Services, actor: Actor) -> None:
    clock = running(services, actor, complaint(services, actor), "KN-01")
    with pytest.raises(Refused) as refused:
        services.deadlines.decide(
            replace(actor, role=Role.STATISTICS), clock.id, date(2026, 12, 10), WHY, beyond=True
        )
    assert refused.value.code == "not_permitted"


def test_the_register_stays_whole_after_decisions(services: Services, actor: Actor) -> None:
    clock = running(services, actor, complaint(services, actor), "KN-01")
    services.deadlines.decide(actor, clock.id, date(2026, 12, 10), WHY, beyond=True)
    changes = services.records.history(actor, clock.id)
    assert changes[0].reason == WHY
