"""Who is competent for a petition and what is proposed, as the standard pack routes it."""

from itertools import product

import pytest

from app.domain.deadlines import Confidence
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Proposal, Target, propose
from app.domain.kinds import BodyKind, PetitionKind
from app.rules.packs import standard

C, D, R = PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION, PetitionKind.RECOMMENDATION
KINDS = {"complaint": C, "denunciation": D, "recommendation": R, "report": PetitionKind.REPORT}


def proposed(
    kind: str,
    target: Target,
    eligibility: Eligibility = Eligibility.ELIGIBLE,
    body: BodyKind = BodyKind.COMMITTEE,
    *,
    at_reception: bool = False,
) -> Proposal:
    return propose(
        KINDS[kind], target, eligibility, body, at_reception=at_reception, routes=standard().routes
    )


@pytest.mark.parametrize(
    ("kind", "target", "handling", "letter"),
    [
        ("complaint", Target.COMMUNE_CHAIR, Handling.ACCEPT, "kn-admission"),
        ("complaint", Target.COMMUNE_UNIT_HEAD, Handling.ACCEPT, "kn-admission"),
        ("complaint", Target.PROVINCIAL_BODY, Handling.GUIDE, "pt-guide-complaint"),
        ("complaint", Target.PUBLIC_UNIT_HEAD, Handling.GUIDE, "pt-guide-complaint"),
        ("denunciation", Target.COMMUNE_STAFF, Handling.ACCEPT, "tc-admission"),
        ("denunciation", Target.COMMUNE_CHAIR, Handling.FORWARD, "pt-transfer-denunciation"),
        ("denunciation", Target.COUNCIL_DEPUTY, Handling.FORWARD, "pt-transfer-denunciation"),
        ("denunciation", Target.PARTY_MEMBER, Handling.FORWARD, "pt-transfer-denunciation"),
        ("recommendation", Target.COMMUNE_MATTER, Handling.ACCEPT, "pt-answer-recommendation"),
        ("recommendation", Target.PROVINCE_MATTER, Handling.FORWARD, "pt-transfer-recommendation"),
        ("report", Target.POLICE, Handling.FORWARD, "pt-transfer-recommendation"),
    ],
)
def test_a_petition_by_post_at_the_committee(
    kind: str, target: Target, handling: Handling, letter: str
) -> None:
    told = proposed(kind, target)
    assert (told.handling, told.letter) == (handling, letter)


def test_a_denouncer_who_walks_in_is_guided() -> None:
    assert proposed("denunciation", Target.COMMUNE_CHAIR, at_reception=True).handling is Handling.GUIDE


def test_guidance_at_reception_cites_the_law_that_also_allows_passing_on() -> None:
    told = proposed("complaint", Target.PROVINCIAL_BODY, at_reception=True)
    assert told.handling is Handling.GUIDE
    assert "Điều 26" in told.article


@pytest.mark.parametrize(
    "target", [Target.COMMUNE_CHAIR, Target.COMMUNE_DEPUTY_CHAIR, Target.COMMUNE_COMMITTEE]
)
@pytest.mark.parametrize("body", BodyKind)
def test_a_denunciation_of_the_commune_leaders_is_sealed_and_goes_to_the_province(
    target: Target, body: BodyKind
) -> None:
    told = proposed("denunciation", target, body=body)
    assert told.sealed_from_chair
    assert (told.jurisdiction, told.competent) == (Jurisdiction.NOT_OURS, "Chủ tịch UBND tỉnh")


def test_a_complaint_about_the_chair_is_not_sealed() -> None:
    assert not proposed("complaint", Target.COMMUNE_CHAIR).sealed_from_chair


def test_the_council_accepts_a_denunciation_of_its_deputy() -> None:
    told = proposed("denunciation", Target.COUNCIL_DEPUTY, body=BodyKind.COUNCIL)
    assert (told.jurisdiction, told.handling) == (Jurisdiction.OURS, Handling.ACCEPT)


def test_the_council_passes_other_petitions_on() -> None:
    told = proposed("complaint", Target.COMMUNE_CHAIR, body=BodyKind.COUNCIL)
    assert (told.handling, told.letter) == (Handling.FORWARD, "hd-transfer")


def test_the_party_passes_a_complaint_on_and_answers_for_its_members() -> None:
    passed = proposed("complaint", Target.COMMUNE_CHAIR, body=BodyKind.PARTY)
    kept = proposed("denunciation", Target.PARTY_MEMBER, body=BodyKind.PARTY)
    assert (passed.handling, passed.letter) == (Handling.FORWARD, "pt-party-transfer")
    assert kept.handling is Handling.ACCEPT


def test_a_dispute_between_neighbours_is_left_to_the_officer() -> None:
    told = proposed("complaint", Target.CITIZEN_OR_FIRM)
    assert (told.jurisdiction, told.handling) == (Jurisdiction.UNDECIDED, None)
    assert "tranh chấp" in told.reason


@pytest.mark.parametrize(
    ("kind", "eligibility", "handling"),
    [
        ("complaint", Eligibility.UNSIGNED, Handling.DECLINE),
        ("denunciation", Eligibility.UNSIGNED, Handling.FILE_AWAY),
        ("complaint", Eligibility.TIME_PASSED, Handling.DECLINE),
        ("complaint", Eligibility.ALREADY_SETTLED, Handling.DECLINE),
        ("complaint", Eligibility.COURT_TAKEN, Handling.DECLINE),
        ("denunciation", Eligibility.ANONYMOUS, Handling.FILE_AWAY),
        ("denunciation", Eligibility.ANONYMOUS_WITH_EVIDENCE, Handling.INSPECT),
        ("complaint", Eligibility.MIXED, Handling.SPLIT),
        ("recommendation", Eligibility.DUPLICATE, Handling.FILE_AWAY),
        ("complaint", Eligibility.UNREADABLE, Handling.FILE_AWAY),
    ],
)
def test_a_defect_stops_a_petition_of_ours(kind: str, eligibility: Eligibility, handling: Handling) -> None:
    assert proposed(kind, Target.COMMUNE_STAFF, eligibility).handling is handling


@pytest.mark.parametrize("eligibility", [Eligibility.SENT_TO_MANY, Eligibility.ALREADY_GUIDED])
def test_sending_to_many_or_again_stops_what_is_not_ours_only(eligibility: Eligibility) -> None:
    assert proposed("denunciation", Target.POLICE, eligibility).handling is Handling.FILE_AWAY
    assert proposed("denunciation", Target.COMMUNE_STAFF, eligibility).handling is Handling.ACCEPT


def test_a_petition_forwarded_wrongly_goes_back() -> None:
    told = proposed("complaint", Target.POLICE, Eligibility.FORWARDED_WRONGLY)
    assert (told.handling, told.letter) == (Handling.RETURN_TO_SENDER, "pt-return-to-forwarder")


def test_a_time_limit_does_not_stop_a_recommendation() -> None:
    told = proposed("recommendation", Target.COMMUNE_MATTER, Eligibility.TIME_PASSED)
    assert told.handling is Handling.ACCEPT


def test_what_the_reference_is_unsure_of_is_marked() -> None:
    told = proposed("denunciation", Target.COUNCIL_CHAIR)
    assert told.confidence is Confidence.UNSURE
    assert "Cần kiểm tra" in told.note


@pytest.mark.parametrize("body", BodyKind)
@pytest.mark.parametrize("at_reception", [True, False])
def test_every_petition_gets_a_proposal_with_a_basis(body: BodyKind, at_reception: bool) -> None:
    for kind, target, eligibility in product(KINDS, Target, Eligibility):
        told = proposed(kind, target, eligibility, body, at_reception=at_reception)
        assert told.article
        assert told.handling is not None or told.jurisdiction is Jurisdiction.UNDECIDED
