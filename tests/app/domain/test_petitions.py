"""What may follow what in the life of a petition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.kinds import PetitionKind
from app.domain.petitions import ACTS, PetitionState, act_from, following

CLOSED = [s for s in PetitionState if not s.open]


@pytest.mark.parametrize("kind", PetitionKind)
@pytest.mark.parametrize("state", CLOSED)
def test_nothing_follows_a_closed_petition(state: PetitionState, kind: PetitionKind) -> None:
    assert following(state, kind) == ()


@pytest.mark.parametrize(
    ("kind", "acts"),
    [
        (PetitionKind.REPORT, ("withdraw", "settle")),
        (PetitionKind.COMPLAINT, ("suspend", "withdraw", "settle")),
        (PetitionKind.DENUNCIATION, ("extend", "suspend", "withdraw", "settle")),
    ],
)
def test_an_accepted_petition_goes_on_as_the_law_of_its_kind_allows(
    kind: PetitionKind, acts: tuple[str, ...]
) -> None:
    assert following(PetitionState.ACCEPTED, kind) == acts


def test_a_suspended_petition_is_open_and_is_resumed_before_it_is_settled() -> None:
    assert PetitionState.SUSPENDED.open
    assert following(PetitionState.SUSPENDED, PetitionKind.COMPLAINT) == ("resume", "withdraw")


@given(st.sampled_from(sorted(ACTS)), st.sampled_from(PetitionState), st.sampled_from(PetitionKind))
def test_an_act_is_allowed_exactly_when_the_menu_offers_it(
    name: str, state: PetitionState, kind: PetitionKind
) -> None:
    code = ""
    try:
        act_from(name, state, kind, "có lý do")
    except Refused as refused:
        code = refused.code
    assert (code == "") == (name in following(state, kind))
