"""What may follow what in the life of a petition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.petitions import ACTS, PetitionState, act_from, following


@pytest.mark.parametrize("state", [s for s in PetitionState if not s.open])
def test_nothing_follows_a_closed_petition(state: PetitionState) -> None:
    assert following(state) == ()


def test_an_accepted_petition_is_settled_or_withdrawn() -> None:
    assert following(PetitionState.ACCEPTED) == ("withdraw", "settle")


@given(st.sampled_from(sorted(ACTS)), st.sampled_from(PetitionState))
def test_an_act_is_allowed_exactly_when_the_menu_offers_it(name: str, state: PetitionState) -> None:
    code = ""
    try:
        act_from(name, state, "có lý do")
    except Refused as refused:
        code = refused.code
    assert (code == "") == (name in following(state))
