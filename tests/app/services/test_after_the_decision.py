"""What is still owed once a petition was accepted, suspended or settled, and the acts that fulfil it."""

from collections.abc import Callable
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.jurisdictions import Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Due
from app.domain.petitions import (
    AssessmentDraft,
    AssignmentDraft,
    Petition,
    PetitionQuery,
    PetitionState,
    SettlementResult,
    Source,
)
from app.services.petitions import Step
from tests import factories

Take = Callable[..., Petition]
RECEIVED = date(2026, 7, 6)


@pytest.fixture
def take(services: Services, actor: Actor) -> Take:
    """Takes a step on a petition; returns the petition after it."""

    def taken(key: RecordId, act: str, day: int, month: int, note: str = "", **more: object) -> Petition:
        step = Step(act, date(2026, month, day), note, **more)  # type: ignore[arg-type]  # the names are the fields'
        return services.petitions.take(actor, key, step).value

    return taken


def registered(services: Services, actor: Actor, kind: PetitionKind, **told: object) -> RecordId:
    draft = factories.petition(kind, received_on=RECEIVED, **told)  # type: ignore[arg-type]  # the names are the fields'
    return services.petitions.register(actor, draft).value.id


def owed(petition: Petition) -> dict[str, date]:
    return {clock.rule_id: clock.due_on for clock in petition.running}


def test_a_settled_complaint_must_be_sent_made_public_and_carried_out(
    services: Services, actor: Actor, take: Take
) -> None:
    key = registered(services, actor, PetitionKind.COMPLAINT)
    take(key, "accept", 10, 7)
    settled = take(key, "settle", 6, 8, result=SettlementResult.RIGHT)
    assert settled.state is PetitionState.SETTLED
    assert owed(settled) == {
        "KN-04": date(2026, 8, 11),
        "KN-08": date(2026, 8, 21),
        "KN-14": date(2026, 9, 11),  # in force on Sunday 6/9
    }
    assert list(services.petitions.owed(actor, settled)) == ["send", "publish", "carry_out"]
    assert services.petitions.page(actor, PetitionQuery(due=Due.LATE)).total == 1
    take(key, "send", 10, 8)
    take(key, "publish", 12, 8, "Niêm yết tại trụ sở")
    done = take(key, "carry_out", 8, 9, "Văn bản 45/UBND")
    assert owed(done) == {}
    assert (done.state, done.closed_on, done.result) == (
        PetitionState.SETTLED,
        date(2026, 8, 6),
        SettlementResult.RIGHT,
    )
    with pytest.raises(Refused, match="act_not_owed"):
        take(key, "send", 11, 8)


def test_a_settled_denunciation_has_three_terms_at_once(services: Services, actor: Actor, take: Take) -> None:
    key = registered(services, actor, PetitionKind.DENUNCIATION)
    accepted = take(key, "accept", 10, 7)
    assert owed(accepted) == {"TC-04": date(2026, 7, 17), "TC-05": date(2026, 8, 10)}
    take(key, "notify", 15, 7)
    settled = take(key, "settle", 6, 8, result=SettlementResult.WRONG)
    assert owed(settled) == {
        "TC-07": date(2026, 8, 13),
        "TC-08": date(2026, 8, 17),
        "TC-10": date(2026, 8, 17),
    }


def test_decisions_of_suspension_and_resumption_are_still_sent_after_the_settlement(
    services: Services, actor: Actor, take: Take
) -> None:
    key = registered(services, actor, PetitionKind.COMPLAINT)
    take(key, "accept", 10, 7)
    take(key, "suspend", 13, 7, grounds=("kn-waiting",))
    take(key, "resume", 20, 7)
    settled = take(key, "settle", 6, 8, result=SettlementResult.RIGHT)
    assert owed(settled).keys() == {"KN-04", "KN-08", "KN-10", "KN-10b", "KN-14"}
    assert owed(take(key, "send", 7, 8)).keys() == {"KN-08", "KN-14"}


@pytest.mark.parametrize("act", ["withdraw", "discontinue", "settle"])
def test_no_end_of_a_denunciation_spares_its_notices(
    services: Services, actor: Actor, take: Take, act: str
) -> None:
    key = registered(services, actor, PetitionKind.DENUNCIATION, source=Source.AGENCY)
    take(key, "accept", 10, 7)
    take(key, "suspend", 13, 7, grounds=("tc-waiting",))
    take(key, "resume", 20, 7)
    result = SettlementResult.WRONG if act == "settle" else None
    grounds = ("tc-withdrawn",) if act == "discontinue" else ()
    ended = take(key, act, 22, 7, "Rút đơn", result=result, grounds=grounds)
    assert owed(ended).keys() >= {"TC-04", "TC-06", "TC-13"}
    assert not owed(ended).keys() & {"TC-01", "TC-05"}


def test_an_agency_is_told_of_a_denunciation_that_was_passed_on(
    services: Services, actor: Actor, take: Take
) -> None:
    key = registered(services, actor, PetitionKind.DENUNCIATION, source=Source.AGENCY)
    assert owed(take(key, "forward", 10, 7, "UBND tỉnh")).keys() == {"TC-13"}


def test_the_settlement_has_its_own_term_among_those_that_run(
    services: Services, actor: Actor, take: Take
) -> None:
    complaint = registered(services, actor, PetitionKind.COMPLAINT)
    take(complaint, "accept", 10, 7)
    suspended = take(complaint, "suspend", 13, 7, grounds=("kn-waiting",))
    assert services.petitions.settling(actor, suspended) is None
    told = services.petitions.settling(actor, take(complaint, "resume", 20, 7))
    assert told is not None
    assert told.rule_id == "KN-02"
    denunciation = registered(services, actor, PetitionKind.DENUNCIATION, source=Source.AGENCY)
    told = services.petitions.settling(actor, take(denunciation, "accept", 10, 7))
    assert told is not None
    assert told.rule_id == "TC-05"


def test_who_sent_a_petition_on_hears_how_it_ended(services: Services, actor: Actor, take: Take) -> None:
    key = registered(
        services,
        actor,
        PetitionKind.RECOMMENDATION,
        source=Source.DEPUTY,
        target=Target.COMMUNE_MATTER,
    )
    settled = take(key, "settle", 6, 8, result=SettlementResult.DONE)
    assert owed(settled) == {"XL-03": date(2026, 8, 17)}
    assert owed(take(key, "tell_forwarder", 12, 8)) == {}


def test_the_party_tells_the_sender_in_writing(services: Services, actor: Actor, take: Take) -> None:
    key = registered(
        services, actor, PetitionKind.RECOMMENDATION, body=BodyKind.PARTY, target=Target.PARTY_MEMBER
    )
    assert owed(take(key, "accept", 10, 7)) == {"DG-01": date(2026, 7, 20)}
    assert owed(take(key, "notify", 14, 7)) == {}


def test_a_discontinued_complaint_names_its_ground_and_its_decision_is_sent(
    services: Services, actor: Actor, take: Take
) -> None:
    key = registered(services, actor, PetitionKind.COMPLAINT)
    take(key, "accept", 10, 7)
    with pytest.raises(Refused, match="withdrawn_whole"):
        take(key, "withdraw", 20, 7)
    with pytest.raises(Refused, match="ground_missing"):
        take(key, "discontinue", 20, 7, "Đơn xin rút ngày 18/7")
    over = take(key, "discontinue", 20, 7, "Đơn xin rút ngày 18/7", grounds=("kn-withdrawn",))
    assert (over.state, over.closed_on) == (PetitionState.DISCONTINUED, date(2026, 7, 20))
    assert over.events[0].note == "Người khiếu nại rút toàn bộ khiếu nại. Đơn xin rút ngày 18/7"
    assert owed(over) == {"KN-10": date(2026, 7, 23)}
    assert owed(take(key, "send", 22, 7)) == {}


def test_a_ground_of_the_new_law_is_refused_before_its_day(
    services: Services, actor: Actor, take: Take
) -> None:
    draft = factories.petition(received_on=date(2026, 6, 1))
    key = services.petitions.register(actor, draft).value.id
    take(key, "accept", 8, 6)
    with pytest.raises(Refused, match="ground_unknown"):
        take(key, "discontinue", 30, 6, grounds=("kn-court",))
    assert owed(take(key, "discontinue", 30, 6, grounds=("kn-withdrawn",))) == {}


@pytest.mark.parametrize(("day", "month", "refused"), [(30, 6, False), (1, 7, True)])
def test_a_complex_complaint_names_a_criterion_from_the_decree_on(
    services: Services, actor: Actor, take: Take, day: int, month: int, refused: bool
) -> None:
    draft = factories.petition(received_on=date(2026, 6, 22))
    key = services.petitions.register(actor, draft).value.id
    complex_one = frozenset({"complex"})
    if refused:
        with pytest.raises(Refused, match="complex_without_criterion") as trouble:
            take(key, "accept", day, month, flags=complex_one)
        assert trouble.value.field == "grounds"
        accepted = take(key, "accept", day, month, flags=complex_one, grounds=("kn-disagree",))
        assert accepted.events[0].note == "Các cơ quan liên quan còn ý kiến khác nhau"
    else:
        accepted = take(key, "accept", day, month, flags=complex_one)
    assert accepted.clocks[0].flags == ("complex",)


def test_a_part_is_withdrawn_and_a_dialogue_held_while_the_rest_goes_on(
    services: Services, actor: Actor, take: Take
) -> None:
    key = registered(services, actor, PetitionKind.COMPLAINT)
    before = take(key, "accept", 10, 7)
    take(key, "withdraw_part", 15, 7, "Rút phần về cây trồng")
    after = take(key, "dialogue", 20, 7, "Hai bên thống nhất đo lại đất")
    assert (after.state, owed(after)) == (PetitionState.ACCEPTED, owed(before))
    assert [event.kind for event in after.events[:2]] == [
        EventKind.DIALOGUE_HELD,
        EventKind.PARTLY_WITHDRAWN,
    ]


def test_both_decisions_of_a_suspension_are_sent_each_in_its_own_term(
    services: Services, actor: Actor, take: Take
) -> None:
    """A sending before the resumption leaves the sending of the second decision owed."""
    key = registered(services, actor, PetitionKind.COMPLAINT)
    take(key, "accept", 10, 7)
    take(key, "suspend", 20, 7, grounds=("kn-obstacle",))
    resumed = take(key, "resume", 3, 8)
    assert {"KN-10", "KN-10b"} <= set(owed(resumed))
    assert set(owed(take(key, "send", 22, 7))) == {"KN-02", "KN-10b"}
    with pytest.raises(Refused, match="date_before_term"):
        take(key, "send", 31, 7)
    assert set(owed(take(key, "send", 4, 8))) == {"KN-02"}


def test_no_term_ends_before_it_began(services: Services, actor: Actor, take: Take) -> None:
    """The work was given out on 10/7: a settlement of 8/7, entered later, would end that term too early."""
    key = registered(services, actor, PetitionKind.RECOMMENDATION, target=Target.COMMUNE_MATTER)
    unit = factories.unit(services, actor)
    clear = ("Tẩn Thị Hoa", "Sửa đường ống", "Chính", "Tuần", "Báo cáo")
    draft = AssignmentDraft(unit, *clear, due_on=date(2026, 7, 24), assigned_on=date(2026, 7, 10))
    services.petitions.assign(actor, key, draft)
    with pytest.raises(Refused, match="date_before_term"):
        take(key, "settle", 8, 7, result=SettlementResult.DONE)
    settled = take(key, "settle", 15, 7, result=SettlementResult.DONE)
    assert all(clock.closed_on and clock.closed_on >= clock.start_on for clock in settled.clocks)


def test_a_decision_carried_out_before_it_is_in_force_ends_its_term_on_the_first_day(
    services: Services, actor: Actor, take: Take
) -> None:
    key = registered(services, actor, PetitionKind.COMPLAINT)
    take(key, "accept", 10, 7)
    take(key, "settle", 6, 8, result=SettlementResult.RIGHT)
    done = take(key, "carry_out", 10, 8, "Đã trả lại đất ngay")
    (clock,) = [clock for clock in done.clocks if clock.rule_id == "KN-14"]
    assert clock.closed_on == clock.start_on == date(2026, 9, 6)


def test_a_denunciation_found_not_to_be_ours_is_passed_on_in_five_working_days_from_its_receipt(
    services: Services, actor: Actor
) -> None:
    key = registered(services, actor, PetitionKind.DENUNCIATION, target=Target.COMMUNE_STAFF)
    before = services.petitions.petition(actor, key)
    assert "TC-02" not in owed(before)
    draft = AssessmentDraft(
        before.eligibility, Jurisdiction.NOT_OURS, Handling.FORWARD, "Công an tỉnh", "Có dấu hiệu tội phạm"
    )
    assessed = services.petitions.assess(actor, key, draft).value
    assert owed(assessed) == {"TC-01": date(2026, 7, 15), "TC-02": date(2026, 7, 13)}
    again = services.petitions.assess(actor, key, draft).value
    assert len(again.clocks) == 2
