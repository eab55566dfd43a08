"""Every letter that the routes name is there, does what the route says, and fits its petitions."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from app.domain.jurisdictions import Eligibility, Proposal, Target, propose
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.next_steps import ACT_OF, next_step, writable
from app.domain.petitions import Petition, Source
from app.rules.packs import standard
from app.services import letter_forms
from tests.app.domain.test_next_steps import petition

FORMS = {name: form for name, form in letter_forms.all_forms().items() if form.record is RecordType.PETITION}
ROUTES = standard().routes
NAMED = {step.letter for step in ROUTES.steps if step.letter}
LATER = {"pt-answer-recommendation": "settle", "pt-party-answer": "notify"}
"""Letters named where a petition is taken up, which end or tell it afterwards."""
DAYS = (date(2025, 5, 5), date(2026, 8, 3))


def cases(body: BodyKind) -> list[tuple[Petition, Proposal]]:
    """A petition of each kind about each target with each defect, with what the law proposes."""
    found = []
    told = product(PetitionKind, Target, Eligibility, (True, False), DAYS)
    for kind, target, eligibility, at_reception, day in told:
        proposal = propose(kind, target, eligibility, body, on=day, at_reception=at_reception, routes=ROUTES)
        source = Source.RECEPTION if at_reception else Source.AGENCY
        known = replace(
            petition(kind, target),
            body=body,
            eligibility=eligibility,
            jurisdiction=proposal.jurisdiction,
            source=source,
            received_on=day,
        )
        found.append((known, proposal))
    return found


def test_every_letter_for_petitions_that_the_routes_name_is_written() -> None:
    assert {name for name in NAMED if name.startswith("pt-")} <= FORMS.keys()


@pytest.mark.parametrize("name", sorted(NAMED & FORMS.keys()))
def test_a_named_letter_takes_the_act_of_its_handling(name: str) -> None:
    handlings = {step.handling for step in ROUTES.steps if step.letter == name}
    acts = {ACT_OF[handling] for handling in handlings}
    assert {FORMS[name].act} == ({LATER[name]} if name in LATER else acts)


@pytest.mark.parametrize("body", [BodyKind.COMMITTEE, BodyKind.COUNCIL])
def test_the_letter_that_a_route_names_suits_the_petition_and_is_offered_first(body: BodyKind) -> None:
    wrong = {
        (proposal.letter, known.kind, known.eligibility)
        for known, proposal in cases(body)
        if proposal.letter in FORMS
        and proposal.letter not in LATER
        and _offered(known, proposal) != (proposal.letter, proposal.letter)
        and not (body is BodyKind.COUNCIL and proposal.letter.startswith(("kn-", "tc-")))  # the chair's
        and not (known.sealed and proposal.letter == "hd-guide")  # a letter by post would name who denounced
        and not (known.source is Source.RECEPTION and proposal.letter == "pt-return-to-forwarder")
    }
    assert wrong == set()


def test_the_party_committee_s_own_letters_suit_its_petitions() -> None:
    own = [
        (known, proposal)
        for known, proposal in cases(BodyKind.PARTY)
        if proposal.letter in ("pt-party-transfer", "pt-party-answer")
    ]
    assert own
    assert all(FORMS[told.letter].suits(known, sealed=known.sealed) for known, told in own)


def test_a_denunciation_is_offered_only_letters_made_for_denunciations() -> None:
    for known, _ in cases(BodyKind.COMMITTEE):
        if known.kind is PetitionKind.DENUNCIATION:
            assert all(FORMS[name].sealing for name in writable(known, FORMS))


def _offered(known: Petition, proposal: Proposal) -> tuple[str, str]:
    """The letter of the next step, and the first of the menu."""
    step = next_step(known, proposal, FORMS)
    menu = writable(known, FORMS, (), proposal.letter)
    return (step.letter if step else "", menu[0] if menu else "")
