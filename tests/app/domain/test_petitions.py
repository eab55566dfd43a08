"""What may follow what in the life of a petition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.kinds import PetitionKind
from app.domain.petitions import ACTS, JUDGED, PetitionState, act_from, following

CLOSED = [s for s in PetitionState if not s.open]


OWED = [name for name, act in ACTS.items() if act.owed]


@pytest.mark.parametrize("kind", PetitionKind)
@pytest.mark.parametrize("state", CLOSED)
def test_only_what_a_term_or_the_decision_asks_for_follows_a_closed_petition(
    state: PetitionState, kind: PetitionKind
) -> None:
    replied = state is PetitionState.FORWARDED and kind is not PetitionKind.DENUNCIATION
    decided = state is PetitionState.SETTLED and kind in JUDGED
    answer = ("record_answer",) * replied + ("complete",) * decided
    assert following(state, kind) == answer
    assert following(state, kind, ("send",)) == ("send", *answer)


@pytest.mark.parametrize("name", OWED)
def test_what_no_term_asks_for_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="act_not_owed"):
        act_from(name, PetitionState.SETTLED, PetitionKind.COMPLAINT, "có lý do")


def test_a_complaint_withdrawn_whole_after_its_acceptance_is_discontinued() -> None:
    with pytest.raises(Refused, match="withdrawn_whole"):
        act_from("withdraw", PetitionState.ACCEPTED, PetitionKind.COMPLAINT, "")
    assert "withdraw" in following(PetitionState.REGISTERED, PetitionKind.COMPLAINT)


@pytest.mark.parametrize(
    ("kind", "acts"),
    [
        (PetitionKind.REPORT, ("withdraw", "settle")),
        (
            PetitionKind.COMPLAINT,
            ("find_complex", "dialogue", "suspend", "withdraw_part", "discontinue", "settle"),
        ),
        (
            PetitionKind.DENUNCIATION,
            ("extend", "suspend", "withdraw_part", "withdraw", "discontinue", "settle"),
        ),
    ],
)
def test_an_accepted_petition_goes_on_as_the_law_of_its_kind_allows(
    kind: PetitionKind, acts: tuple[str, ...]
) -> None:
    assert following(PetitionState.ACCEPTED, kind) == acts


def test_a_suspended_petition_is_open_and_is_resumed_before_it_is_settled() -> None:
    assert PetitionState.SUSPENDED.open
    assert following(PetitionState.SUSPENDED, PetitionKind.COMPLAINT) == (
        "resume",
        "withdraw_part",
        "discontinue",
    )


@given(st.sampled_from(sorted(ACTS)), st.sampled_from(PetitionState), st.sampled_from(PetitionKind))
def test_an_act_is_allowed_exactly_when_the_menu_offers_it(
    name: str, state: PetitionState, kind: PetitionKind
) -> None:
    code = ""
    try:
        act_from(name, state, kind, "có lý do", OWED)
    except Refused as refused:
        code = refused.code
    assert (code == "") == (name in following(state, kind, OWED))
