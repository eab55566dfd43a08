"""The next step follows from state, handling and proposal, and never puts a denouncer on paper."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.events import Clock
from app.domain.ids import new_id
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Proposal, Target, propose
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import LetterForm, Sealing
from app.domain.next_steps import NextStep, StepKind, next_step, writable
from app.domain.petitions import Assignment, Petition, PetitionState, SettlementResult, Source, results_for
from app.rules.packs import standard

DAY = date(2026, 7, 6)


def letter(name: str, act: str = "", sealing: Sealing = Sealing.NEVER, **fits: frozenset[str]) -> LetterForm:
    return LetterForm(
        name,
        name,
        RecordType.PETITION,
        BodyKind.COMMITTEE,
        "",
        "",
        "",
        act,
        tuple(fits.items()),
        sealing,
        (),
        (),
        DAY,
    )


LETTERS = {
    "kn-admission": letter("kn-admission", "accept"),
    "pt-transfer-recommendation": letter("pt-transfer-recommendation", "forward"),
}
ASSIGNMENT = Assignment(
    new_id(), "Phòng Kinh tế", "Lò Thị Mai", "Xác minh", "Chủ trì", "Tuần 1", "Báo cáo", DAY, DAY
)


def petition(kind: PetitionKind, target: Target) -> Petition:
    return Petition(
        new_id(), "Đ-2026/0001", BodyKind.COMMITTEE, kind, PetitionState.REGISTERED, (), 1, "Việc", "", "",
        Source.DIRECT, "", target, "", "", DAY, None, Eligibility.ELIGIBLE, Jurisdiction.OURS, None, "",
        None, None, None, None, kind is PetitionKind.DENUNCIATION, kept=False,
        registered_at=datetime(2026, 7, 6, 2, tzinfo=UTC), clocks=(), events=(), assignments=(),
    )  # fmt: skip


def proposal(of: Petition) -> Proposal:
    return propose(
        of.kind, of.target, of.eligibility, of.body, on=DAY, at_reception=False, routes=standard().routes
    )


def step(of: Petition) -> NextStep:
    found = next_step(of, proposal(of), LETTERS)
    assert found is not None
    return found


def test_our_complaint_is_accepted_by_the_notice_of_acceptance() -> None:
    found = step(petition(PetitionKind.COMPLAINT, Target.COMMUNE_CHAIR))
    assert (found.kind, found.act, found.letter) == (StepKind.LETTER, "accept", "kn-admission")
    assert "Điều 27" in found.article


def test_a_recommendation_for_the_province_is_forwarded_by_its_slip() -> None:
    found = step(petition(PetitionKind.RECOMMENDATION, Target.PROVINCE_MATTER))
    assert (found.kind, found.act, found.letter) == (
        StepKind.LETTER,
        "forward",
        "pt-transfer-recommendation",
    )


def test_a_step_without_a_letter_of_ours_is_recorded_as_an_act() -> None:
    found = step(petition(PetitionKind.RECOMMENDATION, Target.COMMUNE_MATTER))
    assert (found.kind, found.act, found.letter) == (StepKind.ACT, "accept", "")


@pytest.mark.parametrize("act", ["accept", "forward", "guide"])
@pytest.mark.parametrize("target", list(Target))
def test_no_letter_that_names_the_sender_is_offered_for_a_denunciation(target: Target, act: str) -> None:
    accused = petition(PetitionKind.DENUNCIATION, target)
    told = proposal(accused)
    found = next_step(accused, told, {told.letter: letter(told.letter, act)})
    assert found is not None
    assert found.letter == ""


def test_while_the_jurisdiction_is_undecided_the_petition_is_assessed_first() -> None:
    unclear = petition(PetitionKind.COMPLAINT, Target.OTHER)
    told = replace(proposal(unclear), jurisdiction=Jurisdiction.UNDECIDED, handling=None)
    found = next_step(unclear, told, LETTERS)
    assert found is not None
    assert found.kind is StepKind.ASSESS


def test_what_the_officer_decided_goes_before_what_was_proposed() -> None:
    ours = replace(petition(PetitionKind.COMPLAINT, Target.COMMUNE_CHAIR), handling=Handling.GUIDE)
    found = step(ours)
    assert (found.kind, found.act, found.letter) == (StepKind.ACT, "guide", "")


def test_an_accepted_petition_is_assigned_then_settled() -> None:
    accepted = replace(petition(PetitionKind.COMPLAINT, Target.COMMUNE_CHAIR), state=PetitionState.ACCEPTED)
    assert step(accepted).kind is StepKind.ASSIGN
    given = replace(accepted, assignments=(ASSIGNMENT,))
    assert (step(given).kind, step(given).act) == (StepKind.ACT, "settle")


def test_a_suspended_petition_is_resumed() -> None:
    held = replace(petition(PetitionKind.COMPLAINT, Target.COMMUNE_CHAIR), state=PetitionState.SUSPENDED)
    assert (step(held).kind, step(held).act) == (StepKind.ACT, "resume")


@pytest.mark.parametrize("state", [state for state in PetitionState if not state.open])
def test_a_closed_petition_has_no_next_step(state: PetitionState) -> None:
    closed = replace(petition(PetitionKind.REPORT, Target.COMMUNE_MATTER), state=state)
    assert next_step(closed, proposal(closed), LETTERS) is None


def test_a_settled_petition_is_next_sent_and_a_suspended_one_before_it_is_resumed() -> None:
    clock = Clock(new_id(), RecordType.PETITION, new_id(), "KN-04", DAY, DAY, DAY, (), (), None)
    for state in (PetitionState.SETTLED, PetitionState.SUSPENDED):
        over = replace(petition(PetitionKind.COMPLAINT, Target.COMMUNE_CHAIR), state=state)
        found = next_step(over, proposal(over), LETTERS, {"send": clock})
        assert found == NextStep(StepKind.ACT, "send", clock=clock)


def test_letters_fit_while_their_act_may_be_taken() -> None:
    letters = {**LETTERS, "pt-note": letter("pt-note")}
    fresh = petition(PetitionKind.COMPLAINT, Target.COMMUNE_CHAIR)
    assert writable(fresh, letters) == tuple(letters)
    assert writable(replace(fresh, state=PetitionState.ACCEPTED), letters) == ("pt-note",)


def test_letters_fit_what_the_petition_says_of_itself() -> None:
    letters = {"kn": letter("kn", kind=frozenset({"complaint"}), state=frozenset({"registered"}))}
    fresh = petition(PetitionKind.COMPLAINT, Target.COMMUNE_CHAIR)
    assert writable(fresh, letters) == ("kn",)
    assert writable(replace(fresh, kind=PetitionKind.REPORT), letters) == ()
    assert writable(replace(fresh, state=PetitionState.ACCEPTED), letters) == ()


def test_a_denunciation_has_only_the_letters_made_for_denunciations() -> None:
    letters = {"open": letter("open"), "shielded": letter("shielded", sealing=Sealing.SHIELDED)}
    assert writable(petition(PetitionKind.DENUNCIATION, Target.COMMUNE_CHAIR), letters) == ("shielded",)


@pytest.mark.parametrize("kind", list(PetitionKind))
def test_every_kind_of_petition_can_be_settled_with_a_result(kind: PetitionKind) -> None:
    judged = kind in (PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION)
    assert (SettlementResult.RIGHT in results_for(kind)) is judged
    assert (SettlementResult.ANSWERED in results_for(kind)) is not judged
