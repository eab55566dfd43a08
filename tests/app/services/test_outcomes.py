"""Outcomes: what a decision or conclusion orders and what was done of it; its timeline, its refusals."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.bootstrap import Services
from app.domain.actors import Actor, Right, Role
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind
from app.domain.outcomes import AMOUNTS, OutcomeDraft, OutcomeStage
from app.domain.petitions import SettlementResult
from app.services.outcomes import amount, amounts
from app.services.petitions import Step
from tests import factories

RECEIVED, ACCEPTED, DECIDED, DONE = (date(2026, 7, 6), date(2026, 7, 10), date(2026, 8, 6), date(2026, 9, 10))
ORDER = OutcomeDraft(
    OutcomeStage.DECIDED, DECIDED, money_returned=7_500_000, land_returned=3_050, people_restored=1
)

Settled = Callable[..., RecordId]


@pytest.fixture
def settled(either: Services, clerk: Actor) -> Settled:
    services, actor = either, clerk

    def make(kind: PetitionKind = PetitionKind.COMPLAINT) -> RecordId:
        key = services.petitions.register(actor, factories.petition(kind, received_on=RECEIVED)).value.id
        services.petitions.take(actor, key, Step("accept", ACCEPTED))
        services.petitions.take(actor, key, Step("settle", DECIDED, result=SettlementResult.RIGHT))
        return key

    return make


@pytest.fixture
def clerk(either: Services) -> Actor:
    return factories.found_office(either)


def test_what_a_decision_orders_stands_on_the_petition_and_its_timeline(
    either: Services, clerk: Actor, settled: Settled
) -> None:
    key = settled()
    made = either.outcomes.record(clerk, key, ORDER).value
    assert either.outcomes.of_petition(clerk, key) == (made,)
    assert either.petitions.petition(clerk, key).events[0].note == (
        "Kết quả thi hành: Phải thực hiện 06/08/2026. Trả lại cho tổ chức, cá nhân, tiền: 7.500.000 đồng; "
        "Trả lại cho tổ chức, cá nhân, đất: 30,5 m²; Cá nhân được trả lại quyền lợi: 1"
    )


def test_an_outcome_is_mended_and_taken_away_with_a_reason(
    either: Services, clerk: Actor, settled: Settled
) -> None:
    key = settled()
    made = either.outcomes.record(clerk, key, ORDER).value
    with pytest.raises(Refused, match="line_missing"):
        either.outcomes.amend(clerk, made.id, replace(ORDER, people_restored=2), " ")
    either.outcomes.amend(clerk, made.id, replace(ORDER, people_restored=2), "Đếm sót một người")
    (after,) = either.outcomes.of_petition(clerk, key)
    assert after.told.people_restored == 2
    either.outcomes.remove(clerk, made.id, "Ghi nhầm đơn")
    assert either.outcomes.of_petition(clerk, key) == ()
    told = [event.note for event in either.petitions.petition(clerk, key).events[:2]]
    assert told[0].endswith("Lý do: Ghi nhầm đơn")
    assert "→" in told[1]
    assert told[1].endswith("Lý do: Đếm sót một người")
    assert either.backup.verify(clerk).whole


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"money_returned": -1}, "count_out_of_range"),
        ({"people_disciplined": 1, "officials_disciplined": 2}, "officials_beyond_people"),
        ({"officials_referred": 1}, "officials_beyond_people"),
        ({"happened_on": DECIDED.replace(day=5)}, "date_before_settlement"),
        ({"happened_on": date(2026, 11, 21)}, "date_in_future"),
        ({"money_returned": 0, "land_returned": 0, "people_restored": 0}, "outcome_empty"),
    ],
)
def test_numbers_that_cannot_be_are_refused(
    either: Services, clerk: Actor, settled: Settled, changes: dict[str, int], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        either.outcomes.record(clerk, settled(), replace(ORDER, **changes))  # type: ignore[arg-type]  # the draft's own fields


def test_nothing_is_ordered_before_the_settlement(services: Services, actor: Actor) -> None:
    key = services.petitions.register(actor, factories.petition(received_on=RECEIVED)).value.id
    with pytest.raises(Refused, match="outcome_not_settled"):
        services.outcomes.record(actor, key, ORDER)


def test_a_recommendation_has_no_outcome(services: Services, actor: Actor) -> None:
    draft = factories.petition(PetitionKind.RECOMMENDATION, received_on=RECEIVED)
    key = services.petitions.register(actor, draft).value.id
    services.petitions.take(actor, key, Step("settle", DECIDED, result=SettlementResult.DONE))
    with pytest.raises(Refused, match="outcome_not_for_kind"):
        services.outcomes.record(actor, key, ORDER)


@pytest.mark.parametrize("kind", [PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION])
def test_a_decision_is_carried_out_whole_although_no_term_runs(
    either: Services, clerk: Actor, settled: Settled, kind: PetitionKind
) -> None:
    key = settled(kind)
    owed = either.petitions.owed(clerk, either.petitions.petition(clerk, key))
    for act in owed:
        either.petitions.take(clerk, key, Step(act, DECIDED, "Văn bản 45/UBND"))
    known = either.petitions.petition(clerk, key)
    assert "carry_out" in owed
    assert either.petitions.following(clerk, known) == ("complete",)
    with pytest.raises(Refused, match="date_before_settlement"):
        either.petitions.take(clerk, key, Step("complete", ACCEPTED, "Đã trả xong"))
    done = either.petitions.take(clerk, key, Step("complete", DONE, "Đã trả xong")).value
    assert either.petitions.following(clerk, done) == ()
    with pytest.raises(Refused, match="completed_already"):
        either.petitions.take(clerk, key, Step("complete", DONE, "Đã trả xong"))
    assert either.backup.verify(clerk).whole


def test_a_decision_is_not_carried_out_by_directing_others_to_do_it(
    either: Services, clerk: Actor, settled: Settled
) -> None:
    key = settled()

    def day() -> object:
        with either.desk.database.read() as view:
            asked = "SELECT carried_out_on FROM petitions"
            return view.connection.exec_driver_sql(asked).scalar_one()

    either.petitions.take(clerk, key, Step("carry_out", DECIDED, "Giao Phòng Kinh tế thi hành"))
    assert day() is None
    either.petitions.take(clerk, key, Step("complete", DONE, "Đã trả xong"))
    assert str(day()) == DONE.isoformat()


def test_a_recommendation_is_never_carried_out_whole(services: Services, actor: Actor) -> None:
    draft = factories.petition(PetitionKind.RECOMMENDATION, received_on=RECEIVED)
    key = services.petitions.register(actor, draft).value.id
    services.petitions.take(actor, key, Step("settle", DECIDED, result=SettlementResult.DONE))
    with pytest.raises(Refused, match="act_not_for_kind"):
        services.petitions.take(actor, key, Step("complete", DONE, "Xong"))


@given(some.integers(0, 10**15))
def test_land_is_told_to_the_hundredth_of_a_square_metre(value: int) -> None:
    told = amount("land_state", value).removesuffix(" m²").replace(".", "").replace(",", ".")
    assert Decimal(told) * 100 == value
    assert "." not in told or not told.endswith("0")


def test_every_number_of_the_table_has_a_name() -> None:
    whole = replace(ORDER, **dict.fromkeys(AMOUNTS, 1))  # type: ignore[arg-type]  # the draft's own fields
    assert len(dict(amounts(whole))) == len(AMOUNTS)


def test_who_only_keeps_the_party_register_records_no_outcome(
    either: Services, clerk: Actor, settled: Settled
) -> None:
    reader = replace(clerk, role=Role.PARTY)
    assert not reader.may(Right.DECIDE_PETITIONS)
    with pytest.raises(Refused, match="not_permitted"):
        either.outcomes.record(reader, settled(), ORDER)
