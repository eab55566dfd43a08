"""Who is competent for a petition and what is proposed, as the standard pack routes it."""

from datetime import date
from itertools import product

import pytest

from app.domain.deadlines import Confidence
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Proposal, Target, propose
from app.domain.kinds import BodyKind, PetitionKind
from app.rules.packs import standard

NOW, BEFORE = date(2026, 7, 1), date(2026, 6, 30)
C, D, R = PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION, PetitionKind.RECOMMENDATION
KINDS = {"complaint": C, "denunciation": D, "recommendation": R, "report": PetitionKind.REPORT}


def proposed(
    kind: str,
    target: Target,
    eligibility: Eligibility = Eligibility.ELIGIBLE,
    body: BodyKind = BodyKind.COMMITTEE,
    *,
    at_reception: bool = False,
    on: date = NOW,
) -> Proposal:
    return propose(
        KINDS[kind], target, eligibility, body, on=on, at_reception=at_reception, routes=standard().routes
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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("target", Target)
@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2026, 1, 5), BEFORE])
def test_a_petition_from_before_the_law_never_cites_it(kind: str, target: Target, day: date) -> None:
    for eligibility, body, at_reception in product(Eligibility, BodyKind, (True, False)):
        told = proposed(kind, target, eligibility, body, at_reception=at_reception, on=day)
        cited = " ".join((told.article, told.jurisdiction_article, told.reason, told.note))
        assert not [law for law in ("136/2025", "154/2026", "116/2025") if law in cited], cited


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("target", Target)
def test_the_law_of_the_middle_of_2026_left_no_petition_without_a_step(kind: str, target: Target) -> None:
    for eligibility, body, at_reception in product(Eligibility, BodyKind, (True, False)):
        old, new = (
            proposed(kind, target, eligibility, body, at_reception=at_reception, on=day)
            for day in (BEFORE, NOW)
        )
        assert (old.handling, old.letter, old.jurisdiction) == (new.handling, new.letter, new.jurisdiction)


def test_the_day_of_receipt_picks_the_article() -> None:
    old, new = (proposed("complaint", Target.COMMUNE_CHAIR, on=day) for day in (BEFORE, NOW))
    assert old.jurisdiction_article == "Điều 17 Luật Khiếu nại 02/2011/QH13"
    assert "136/2025" in new.jurisdiction_article


def test_before_the_law_reception_only_guided() -> None:
    old, new = (
        proposed("complaint", Target.PROVINCIAL_BODY, at_reception=True, on=day) for day in (BEFORE, NOW)
    )
    assert "chuyển đơn" not in old.reason
    assert "chuyển đơn" in new.reason


@pytest.mark.parametrize("kind", ["complaint", "denunciation"])
def test_a_head_of_a_unit_is_named_by_the_new_law_only(kind: str) -> None:
    assert proposed(kind, Target.COMMUNE_UNIT_HEAD, on=NOW).confidence is Confidence.SURE
    old = proposed(kind, Target.COMMUNE_UNIT_HEAD, on=BEFORE)
    assert (old.confidence, old.jurisdiction) == (Confidence.UNSURE, Jurisdiction.OURS)


def test_while_there_were_districts_their_chair_was_above_the_commune() -> None:
    day = date(2025, 6, 30)
    assert proposed("complaint", Target.FIRST_DECISION, on=day).competent == "Chủ tịch UBND huyện"
    told = proposed("denunciation", Target.COMMUNE_CHAIR, on=day)
    assert (told.competent, told.sealed_from_chair) == ("Chủ tịch UBND huyện", True)


def test_only_a_complaint_that_was_forwarded_wrongly_goes_back() -> None:
    wrongly = Eligibility.FORWARDED_WRONGLY
    told = {kind: proposed(kind, Target.PROVINCE_MATTER, wrongly).handling for kind in KINDS}
    assert told.pop("complaint") is Handling.RETURN_TO_SENDER
    assert set(told.values()) == {Handling.FORWARD}


def test_the_second_complaint_about_a_unit_of_the_commune_is_settled_by_its_chair() -> None:
    ours = proposed("complaint", Target.COMMUNE_UNIT_DECISION)
    assert (ours.competent, ours.handling) == ("Chủ tịch UBND xã", Handling.ACCEPT)
    other = proposed("complaint", Target.OTHER_UNIT_DECISION)
    assert other.competent.startswith("Người đứng đầu đơn vị cấp trên trực tiếp")
    assert (other.handling, other.confidence) == (Handling.GUIDE, Confidence.SURE)


def test_a_mass_organisation_is_named_by_the_law_on_denunciations_alone() -> None:
    told = proposed("denunciation", Target.MASS_ORGANISATION)
    assert (told.jurisdiction_article, told.confidence) == (
        "Điều 20 Luật Tố cáo 25/2018/QH14",
        Confidence.SURE,
    )
    for kind in ("complaint", "recommendation", "report"):
        other = proposed(kind, Target.MASS_ORGANISATION)
        assert "Tố cáo" not in other.jurisdiction_article
        assert other.confidence is Confidence.UNSURE


def test_a_deputy_is_told_apart_from_what_else_they_are() -> None:
    assert "chuyên trách" in proposed("denunciation", Target.COUNCIL_DEPUTY).note
