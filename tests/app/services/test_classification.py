"""The classifying desk: what is kept of the guide, what repeats what, how a mixed petition is split."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.classification import Facts
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.links import PartDraft, SplitDraft
from app.domain.people import PersonDraft
from app.domain.petitions import (
    AssessmentDraft,
    LinkKind,
    Petition,
    PetitionDraft,
    PetitionState,
    SettlementResult,
)
from app.domain.representatives import Mandate, MandateKind
from app.runtime.words import sentence
from app.services.petitions import Step
from tests import factories
from tests.factories import TODAY

KN = (
    ("readable", "yes"), ("content", "review"), ("kn_whose", "chair"), ("kn_sender", "complete"),
    ("kn_right", "own"), ("kn_people", "one"), ("kn_agent", "self"), ("kn_before", "new"),
    ("source", "sent"), ("many", "no"), ("papers", "no"),
)  # fmt: skip
MATTER = "Không đồng ý với quyết định bồi thường khi thu hồi đất vườn"
PARTS = (
    PartDraft(PetitionKind.COMPLAINT, "Không đồng ý quyết định thu hồi đất", Target.COMMUNE_CHAIR),
    PartDraft(PetitionKind.RECOMMENDATION, "Đề nghị sửa mương nước", Target.COMMUNE_MATTER),
)
AGREED = "Đồng ý tại nơi tiếp công dân"


def registered(services: Services, actor: Actor, draft: PetitionDraft | None = None) -> Petition:
    return services.petitions.register(actor, draft or factories.petition(matter=MATTER)).value


def names_in_the_log(services: Services, actor: Actor) -> str:
    return str(services.records.changes(actor, limit=500))


def test_the_answers_stay_with_the_petition(either: Services) -> None:
    actor = factories.found_office(either)
    known = registered(either, actor, replace(factories.petition(), answers=KN))
    assert known.answers == KN
    trail = either.classification.trail(actor, known.answers)
    assert trail[1].article == "Điều 2 khoản 1 Luật Khiếu nại (sửa đổi bởi Luật 136/2025/QH15)"


def test_answers_off_the_way_are_not_kept(services: Services, actor: Actor) -> None:
    more = (*KN, ("tc_harm", "yes"))
    assert registered(services, actor, replace(factories.petition(), answers=more)).answers == KN


def test_to_decide_otherwise_than_the_answers_needs_a_reason(services: Services, actor: Actor) -> None:
    draft = replace(factories.petition(target=Target.COMMUNE_STAFF), answers=KN)
    with pytest.raises(Refused, match="classification_differs") as caught:
        services.petitions.register(actor, draft)
    assert caught.value.field == "reason"
    known = registered(services, actor, replace(draft, reason="Quyết định do công chức địa chính ký"))
    assert known.target is Target.COMMUNE_STAFF
    assert known.events[0].note == "Quyết định do công chức địa chính ký"


def test_a_guide_that_was_not_finished_is_refused_with_its_question(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="classification_unfinished") as caught:
        services.petitions.register(actor, replace(factories.petition(), answers=KN[:2]))
    assert "quyết định, việc làm của ai?" in sentence(caught.value)


def test_an_assessment_that_departs_from_the_answers_needs_a_reason(services: Services, actor: Actor) -> None:
    known = registered(services, actor, replace(factories.petition(), answers=KN))
    unsigned = AssessmentDraft(Eligibility.UNSIGNED, Jurisdiction.OURS, Handling.DECLINE)
    with pytest.raises(Refused, match="classification_differs"):
        services.petitions.assess(actor, known.id, unsigned)
    assessed = services.petitions.assess(actor, known.id, replace(unsigned, reason="Bản gốc không ký")).value
    assert assessed.eligibility is Eligibility.UNSIGNED


def test_an_assessment_with_another_jurisdiction_needs_a_reason(services: Services, actor: Actor) -> None:
    known = registered(services, actor)
    other = AssessmentDraft(Eligibility.ELIGIBLE, Jurisdiction.NOT_OURS, Handling.ACCEPT)
    with pytest.raises(Refused, match="assessment_needs_reason"):
        services.petitions.assess(actor, known.id, other)


def test_the_guide_may_find_another_target_when_assessing(services: Services, actor: Actor) -> None:
    known = registered(services, actor, factories.petition(target=Target.OTHER))
    draft = AssessmentDraft(
        Eligibility.ELIGIBLE, Jurisdiction.OURS, Handling.ACCEPT, target=Target.COMMUNE_CHAIR, answers=KN
    )
    assessed = services.petitions.assess(actor, known.id, draft).value
    assert (assessed.target, assessed.competent) == (Target.COMMUNE_CHAIR, "Chủ tịch UBND xã")
    assert assessed.answers == KN


def test_a_petition_on_record_does_not_change_its_kind(services: Services, actor: Actor) -> None:
    known = registered(services, actor, factories.petition(PetitionKind.REPORT))
    draft = AssessmentDraft(Eligibility.ELIGIBLE, Jurisdiction.OURS, Handling.ACCEPT, answers=KN)
    with pytest.raises(Refused, match="classified_as_other_kind"):
        services.petitions.assess(actor, known.id, draft)


def test_the_desk_asks_the_next_question(services: Services, actor: Actor) -> None:
    found = services.classification.course(actor, {"readable": "yes"}, Facts(1))
    assert found.asked is not None
    assert found.asked.id == "content"


def test_kept_answers_that_the_law_no_longer_asks_are_asked_anew(services: Services, actor: Actor) -> None:
    found = services.classification.course(actor, {"readable": "yes", "content": "gone", "gone": "yes"})
    assert found.asked is not None
    assert found.asked.id == "content"


# Representatives


def test_the_paper_of_the_representatives_is_kept(either: Services) -> None:
    actor = factories.found_office(either)
    paper = Mandate(MandateKind.APPOINTMENT, "01/VB", date(2026, 11, 5), 2, certified=True)
    known = registered(either, actor, replace(factories.petition(), people_count=7, mandate=paper))
    assert known.mandate == paper


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (Mandate(MandateKind.APPOINTMENT, named=8), "mandate_incomplete"),
        (Mandate(MandateKind.APPOINTMENT, on=date(2026, 12, 1)), "date_in_future"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(
    services: Services, actor: Actor, paper: Mandate, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        registered(services, actor, replace(factories.petition(), people_count=7, mandate=paper))


# What repeats what


def earlier(services: Services, actor: Actor, draft: PetitionDraft) -> dict[str, Eligibility | None]:
    return {one.number: one.eligibility for one in services.classification.earlier(actor, draft)}


def test_the_same_matter_by_the_same_person_is_a_duplicate(either: Services) -> None:
    actor = factories.found_office(either)
    first = registered(either, actor)
    (found,) = either.classification.earlier(actor, factories.petition(matter=MATTER))
    assert (found.id, found.same_person, found.same_matter) == (first.id, True, True)
    assert found.eligibility is Eligibility.DUPLICATE


@pytest.mark.parametrize(
    ("kind", "steps", "proposed"),
    [
        (PetitionKind.COMPLAINT, [Step("guide", TODAY, "UBND tỉnh")], Eligibility.ALREADY_GUIDED),
        (
            PetitionKind.REPORT,
            [Step("settle", TODAY, "", SettlementResult.DONE)],
            Eligibility.ALREADY_SETTLED,
        ),
        (PetitionKind.REPORT, [Step("forward", TODAY, "Sở")], Eligibility.DUPLICATE),
    ],
)
def test_what_became_of_the_earlier_one_is_proposed(
    services: Services, actor: Actor, kind: PetitionKind, steps: list[Step], proposed: Eligibility
) -> None:
    first = registered(services, actor, factories.petition(kind, matter=MATTER))
    for step in steps:
        services.petitions.take(actor, first.id, step)
    assert earlier(services, actor, factories.petition(kind, matter=MATTER)) == {first.number: proposed}


def test_a_complaint_settled_once_may_be_made_a_second_time(services: Services, actor: Actor) -> None:
    first = registered(services, actor)
    services.petitions.take(actor, first.id, Step("accept", TODAY))
    services.petitions.take(actor, first.id, Step("settle", TODAY, "", SettlementResult.WRONG))
    (found,) = services.classification.earlier(actor, factories.petition(matter=MATTER))
    assert (found.eligibility, found.target) == (None, Target.FIRST_DECISION)


def test_a_namesake_with_another_matter_is_shown_and_proposes_nothing(
    services: Services, actor: Actor
) -> None:
    registered(services, actor)
    draft = factories.petition(matter="Xin hỏi lịch tiêm phòng cho trẻ nhỏ")
    (found,) = services.classification.earlier(actor, draft)
    assert (found.same_person, found.same_matter, found.eligibility) == (True, False, None)


def test_another_identity_number_is_another_person(services: Services, actor: Actor) -> None:
    registered(services, actor)
    other = factories.person(id_number="012068004218")
    found = services.classification.earlier(actor, factories.petition(people=(other,), matter=MATTER))
    assert [one.same_person for one in found] == [False]


def test_of_other_peoples_petitions_about_the_matter_two_are_told(services: Services, actor: Actor) -> None:
    for name in ("Tẩn Thị Mẩy", "Sùng A Páo", "Lò Thị Pành"):
        draft = factories.petition(matter=MATTER, people=(PersonDraft(name),))
        registered(services, actor, draft)
    found = services.classification.earlier(actor, factories.petition(matter=MATTER))
    assert [one.same_person for one in found] == [False, False]


def test_who_is_not_known_is_nobodys_namesake(services: Services, actor: Actor) -> None:
    registered(services, actor)
    draft = replace(factories.petition(matter=MATTER), eligibility=Eligibility.ANONYMOUS)
    (found,) = services.classification.earlier(actor, draft)
    assert (found.same_person, found.same_matter) == (False, True)


def test_a_denouncer_is_not_looked_for_and_links_to_no_open_petition(
    services: Services, actor: Actor
) -> None:
    registered(services, actor)
    draft = factories.petition(PetitionKind.DENUNCIATION, matter=MATTER)
    (found,) = services.classification.earlier(actor, draft)
    assert (found.same_person, found.linkable, found.eligibility) == (False, False, None)


def test_a_duplicate_is_shown_on_both_files(either: Services) -> None:
    actor = factories.found_office(either)
    first = registered(either, actor)
    draft = replace(factories.petition(matter=MATTER), earlier_id=first.id, eligibility=Eligibility.DUPLICATE)
    second = registered(either, actor, draft)
    (forth,) = either.classification.links(actor, second.id)
    (back,) = either.classification.links(actor, first.id)
    assert (forth.kind, forth.number, forth.earlier) == (LinkKind.DUPLICATE, first.number, True)
    assert (back.number, back.earlier) == (second.number, False)
    notes = [e.note for e in either.petitions.petition(actor, first.id).events if e.kind is EventKind.LINKED]
    assert notes == [f"Đơn số {second.number} trùng với đơn này"]


def test_petitions_on_record_are_linked_once(services: Services, actor: Actor) -> None:
    first, second = registered(services, actor), registered(services, actor)
    services.classification.link(actor, second.id, first.id)
    for a, b, code in (
        (second, first, "link_known"),
        (first, second, "link_known"),
        (first, first, "itself"),
    ):
        with pytest.raises(Refused, match=code):
            services.classification.link(actor, a.id, b.id)


def test_a_denunciation_links_to_no_open_petition(services: Services, actor: Actor) -> None:
    first = registered(services, actor)
    draft = replace(factories.petition(PetitionKind.DENUNCIATION), earlier_id=first.id)
    with pytest.raises(Refused, match="link_would_tell"):
        services.petitions.register(actor, draft)
    assert services.classification.links(actor, first.id) == ()


# Splitting


def mixed(services: Services, actor: Actor, **changes: object) -> Petition:
    draft = replace(factories.petition(matter="Đất và mương"), eligibility=Eligibility.MIXED, denounces=False)
    return registered(services, actor, replace(draft, **changes))  # type: ignore[arg-type]  # fields


@pytest.mark.parametrize(("told", "code"), [(None, "mixed_unasked"), (True, "mixed_denounces")])
def test_several_matters_stay_in_the_open_only_when_none_denounces(
    services: Services, actor: Actor, told: bool | None, code: str
) -> None:
    draft = replace(factories.petition(), eligibility=Eligibility.MIXED, denounces=told)
    with pytest.raises(Refused, match=code):
        services.petitions.register(actor, draft)
    sealed = services.petitions.register(actor, replace(draft, kind=PetitionKind.DENUNCIATION)).value
    assert sealed.sealed


def test_a_mixed_petition_is_split_in_one_act(either: Services) -> None:
    actor = factories.found_office(either)
    whole = mixed(either, actor, received_on=date(2026, 11, 12), people_count=3)
    parts = either.classification.split(actor, whole.id, SplitDraft(PARTS, AGREED)).value
    assert [part.kind for part in parts] == [PetitionKind.COMPLAINT, PetitionKind.RECOMMENDATION]
    assert {part.received_on for part in parts} == {date(2026, 11, 12)}
    assert {part.people[0].id for part in parts} == {whole.people[0].id}
    assert {part.people_count for part in parts} == {3}
    assert all(part.clocks and part.jurisdiction is Jurisdiction.OURS for part in parts)
    after = either.petitions.petition(actor, whole.id)
    assert (after.state, after.handling) == (PetitionState.FILED_AWAY, Handling.SPLIT)
    assert not [clock for clock in after.clocks if clock.closed_on is None]
    assert [link.number for link in either.classification.links(actor, whole.id)] == [p.number for p in parts]
    assert {link.kind for link in either.classification.links(actor, parts[0].id)} == {LinkKind.SPLIT}
    assert any(parts[1].number in event.note and AGREED in event.note for event in after.events)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (SplitDraft(PARTS, " "), "split_needs_agreement"),
        (SplitDraft(PARTS[:1], AGREED), "split_too_few"),
        (SplitDraft((PARTS[0], replace(PARTS[1], matter=" ")), AGREED), "matter_missing"),
        (SplitDraft(PARTS, AGREED, date(2026, 11, 1)), "date_before_receipt"),
    ],
)
def test_a_split_that_the_law_forbids_leaves_nothing_behind(
    services: Services, actor: Actor, draft: SplitDraft, code: str
) -> None:
    whole = mixed(services, actor)
    with pytest.raises(Refused, match=code):
        services.classification.split(actor, whole.id, draft)
    assert services.petitions.petition(actor, whole.id) == whole
    assert registered(services, actor).number == "Đ-2026/0002"


def test_only_a_new_petition_is_split(services: Services, actor: Actor) -> None:
    whole = mixed(services, actor)
    services.petitions.take(actor, whole.id, Step("guide", TODAY, "Viết lại"))
    with pytest.raises(Refused, match="split_not_now"):
        services.classification.split(actor, whole.id, SplitDraft(PARTS, AGREED))


DENOUNCED = PartDraft(PetitionKind.DENUNCIATION, "Cán bộ gợi ý bồi dưỡng", Target.COMMUNE_STAFF)


@pytest.mark.parametrize("kind", [PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION])
def test_a_denunciation_is_never_split_from_an_open_matter(
    services: Services, actor: Actor, kind: PetitionKind
) -> None:
    whole = mixed(services, actor, kind=kind)
    with pytest.raises(Refused, match="split_would_tell") as caught:
        services.classification.split(actor, whole.id, SplitDraft((PARTS[0], DENOUNCED), AGREED))
    assert "viết đơn tố cáo riêng" in sentence(caught.value)
    assert services.classification.links(actor, whole.id) == ()


def test_the_parts_of_a_denunciation_stay_sealed(either: Services) -> None:
    actor = factories.found_office(either)
    whole = mixed(either, actor, kind=PetitionKind.DENUNCIATION)
    other = replace(DENOUNCED, matter="Chiếm dụng quỹ bản", target=Target.COMMUNE_UNIT_HEAD)
    parts = either.classification.split(actor, whole.id, SplitDraft((DENOUNCED, other), AGREED)).value
    assert all(part.sealed and part.people == () for part in parts)
    opened = either.denouncers.open(actor, parts[1].id, "Xác minh")
    assert [person.full_name for person in opened] == ["Lò Văn Phương"]
    assert "Lò Văn Phương" not in names_in_the_log(either, actor)
    assert either.records.search(actor, "Lò Văn Phương") == ()


def test_what_nobody_signed_may_be_split_into_anything(services: Services, actor: Actor) -> None:
    whole = registered(
        services, actor, replace(factories.petition(people=()), eligibility=Eligibility.ANONYMOUS)
    )
    parts = services.classification.split(
        actor, whole.id, SplitDraft((PARTS[0], DENOUNCED), "Nặc danh")
    ).value
    assert [part.eligibility for part in parts] == [Eligibility.ANONYMOUS, Eligibility.ANONYMOUS]


def test_the_body_of_the_parts_is_the_body_of_the_whole(services: Services, actor: Actor) -> None:
    whole = mixed(services, actor, body=BodyKind.COUNCIL)
    parts = services.classification.split(actor, whole.id, SplitDraft(PARTS, AGREED)).value
    assert [part.number for part in parts] == ["HĐ-2026/0002", "HĐ-2026/0003"]
