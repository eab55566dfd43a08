"""From answers to kind, target and eligibility, as the standard questions lead."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.classification import Classification, Course, Facts, course, kept, trail
from app.domain.deadlines import Confidence
from app.domain.errors import Refused
from app.domain.jurisdictions import Eligibility, Target, propose
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.petitions import Source
from app.rules.packs import standard

QUESTIONS = standard().questions
ALONE = Facts(1, Source.DIRECT)
C, D = PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION
R, N = PetitionKind.RECOMMENDATION, PetitionKind.REPORT
E, T = Eligibility, Target


def answered(text: str) -> dict[str, str]:
    """Answers as they are written on the command line."""
    return dict(part.split("=", 1) for part in text.split())


def outcome(text: str, facts: Facts = ALONE) -> Classification:
    found = course(QUESTIONS, answered(f"readable=yes {text}"), facts).outcome
    assert found is not None, course(QUESTIONS, answered(f"readable=yes {text}"), facts).asked
    return found


KN = (
    "content=review kn_whose=chair kn_sender=complete kn_right=own kn_agent=self kn_before=new"
    " many=no papers=no"
)
TC = "content=breach tc_harm=no tc_who=staff tc_sender=known tc_before=new many=no papers=no"
PA = "content=proposal pa_matter=commune pa_sender=complete pa_before=new many=no papers=no"


def but(text: str, *changes: str) -> str:
    """The answers with some given otherwise."""
    return " ".join(f"{q}={a}" for q, a in {**answered(text), **answered(" ".join(changes))}.items())


@pytest.mark.parametrize(
    ("answers", "kind", "target", "eligibility"),
    [
        (KN, C, T.COMMUNE_CHAIR, E.ELIGIBLE),
        (but(KN, "kn_whose=first"), C, T.FIRST_DECISION, E.ELIGIBLE),
        (but(KN, "kn_whose=discipline", "kn_discipline=ours"), C, T.DISCIPLINE, E.ELIGIBLE),
        (but(KN, "kn_whose=public_unit", "kn_unit=head"), C, T.PUBLIC_UNIT_HEAD, E.ELIGIBLE),
        (
            but(KN, "kn_whose=public_unit", "kn_unit=second kn_unit_second=commune"),
            C, T.COMMUNE_UNIT_DECISION, E.ELIGIBLE,
        ),
        (
            but(KN, "kn_whose=public_unit", "kn_unit=second kn_unit_second=other"),
            C, T.OTHER_UNIT_DECISION, E.ELIGIBLE,
        ),
        (but(KN, "kn_whose=outside", "kn_outside=mass"), C, T.MASS_ORGANISATION, E.ELIGIBLE),
        (but(KN, "kn_sender=unsigned"), C, T.COMMUNE_CHAIR, E.UNSIGNED),
        (but(KN, "kn_right=internal"), C, T.COMMUNE_CHAIR, E.INTERNAL_DECISION),
        (but(KN, "kn_right=others"), C, T.COMMUNE_CHAIR, E.NOT_AFFECTED),
        (but(KN, "kn_agent=incapable"), C, T.COMMUNE_CHAIR, E.NO_CAPACITY),
        (but(KN, "kn_agent=paperless"), C, T.COMMUNE_CHAIR, E.NO_MANDATE),
        (but(KN, "kn_before=late"), C, T.COMMUNE_CHAIR, E.TIME_PASSED),
        (but(KN, "kn_before=second"), C, T.COMMUNE_CHAIR, E.ALREADY_SETTLED),
        (but(KN, "kn_before=dropped"), C, T.COMMUNE_CHAIR, E.DISCONTINUED),
        (but(KN, "kn_before=court"), C, T.COMMUNE_CHAIR, E.COURT_TAKEN),
        (but(KN, "kn_before=same"), C, T.COMMUNE_CHAIR, E.DUPLICATE),
        (but(KN, "kn_before=guided"), C, T.COMMUNE_CHAIR, E.ALREADY_GUIDED),
        (but(KN, "many=competent"), C, T.COMMUNE_CHAIR, E.SENT_TO_MANY),
        (TC, D, T.COMMUNE_STAFF, E.ELIGIBLE),
        (but(TC, "tc_who=former"), D, T.FORMER_STAFF, E.ELIGIBLE),
        (but(TC, "tc_who=outside", "tc_outside=party"), D, T.PARTY_MEMBER, E.ELIGIBLE),
        (but(TC, "tc_sender=nameless"), D, T.COMMUNE_STAFF, E.ANONYMOUS),
        (but(TC, "tc_sender=evidence"), D, T.COMMUNE_STAFF, E.ANONYMOUS_WITH_EVIDENCE),
        (but(TC, "tc_sender=other_name"), D, T.COMMUNE_STAFF, E.IMPERSONATED),
        (but(TC, "tc_before=born"), D, T.COMMUNE_STAFF, E.ALREADY_SETTLED),
        (but(TC, "tc_before=born_proved"), D, T.COMMUNE_STAFF, E.ELIGIBLE),
        (PA, R, T.COMMUNE_MATTER, E.ELIGIBLE),
        (but(PA, "content=news", "pa_matter=armed", "pa_armed=police"), N, T.POLICE, E.ELIGIBLE),
        (but(PA, "content=dispute", "dispute=land"), R, T.LAND_DISPUTE, E.ELIGIBLE),
        (but(PA, "content=dispute", "dispute=civil"), R, T.CIVIL_DISPUTE, E.ELIGIBLE),
        (but(PA, "content=request", "request=procedure"), R, T.PROCEDURE_REQUEST, E.ELIGIBLE),
        (but(PA, "content=request", "request=policy"), R, T.COMMUNE_MATTER, E.ELIGIBLE),
        (but(TC, "content=crime"), D, T.CRIME_SIGNS, E.ELIGIBLE),
        ("readable=torn", N, T.OTHER, E.UNREADABLE),
        (but(KN, "readable=foreign"), C, T.COMMUNE_CHAIR, E.INCOMPLETE),
        (but(TC, "readable=vulgar"), D, T.COMMUNE_STAFF, E.OFFENSIVE),
        ("content=several several=complained kn_whose=chair", C, T.COMMUNE_CHAIR, E.MIXED),
        ("content=several several=denounced tc_harm=no tc_who=chair", D, T.COMMUNE_CHAIR, E.MIXED),
    ],
)  # fmt: skip
def test_what_is_really_asked_decides(
    answers: str, kind: PetitionKind, target: Target, eligibility: Eligibility
) -> None:
    found = outcome(answers)
    assert (found.kind, found.target, found.eligibility) == (kind, target, eligibility)


def test_what_the_register_knows_is_not_asked() -> None:
    found = outcome(KN, Facts(1, Source.RECEPTION))
    told = {passed.question.id: passed.answer.id for passed in found.trail if passed.by_register}
    assert told == {"kn_people": "one", "source": "reception"}
    assert any("cho phép cả chuyển đơn" in advice.text for advice in found.advice)


def test_the_officer_may_answer_otherwise_than_the_register() -> None:
    found = outcome(f"{KN} kn_people=group kn_mandate=none", ALONE)
    assert found.eligibility is E.NO_MANDATE
    assert not any(passed.by_register for passed in found.trail if passed.question.id == "kn_people")


@pytest.mark.parametrize(
    ("people", "answer"),
    [(1, "one"), (2, "few"), (4, "few"), (5, "group"), (10, "group"), (11, "crowd"), (300, "crowd")],
)
def test_the_number_of_people_answers_how_many_may_represent(people: int, answer: str) -> None:
    found = course(QUESTIONS, answered(f"readable=yes {KN}"), Facts(people, Source.POST))
    assert next(p.answer.id for p in found.trail if p.question.id == "kn_people") == answer


def test_a_petition_sent_on_by_an_agency_is_asked_whether_rightly() -> None:
    found = course(QUESTIONS, answered(f"readable=yes {KN}"), Facts(1, Source.AGENCY))
    assert found.asked is not None
    assert found.asked.id == "forwarded"


def test_imminent_harm_is_to_be_acted_on_at_once_even_when_nobody_signed() -> None:
    found = outcome(but(TC, "tc_harm=yes", "tc_sender=nameless"))
    assert any("Điều 16 Thông tư 05/2021" in advice.article for advice in found.advice)


def test_original_papers_are_to_be_returned() -> None:
    assert any("trả lại bản gốc" in advice.text for advice in outcome(but(KN, "papers=originals")).advice)


def test_what_the_reference_doubts_stays_doubtful() -> None:
    chair = outcome(but(TC, "tc_who=council", "tc_council=chair"))
    few = course(QUESTIONS, answered(f"readable=yes {KN} kn_mandate=signed"), Facts(3, Source.POST)).outcome
    assert few is not None
    for told in (chair, few):
        assert any(a.confidence is Confidence.UNSURE and "Cần kiểm tra" in a.text for a in told.advice)


def test_a_representative_is_counted_by_the_people_and_the_kind() -> None:
    assert QUESTIONS.representing(C, 1) is None
    named = {people: QUESTIONS.representing(C, people) for people in (2, 5, 10, 11, 80)}
    most = {people: row.named.most for people, row in named.items() if row is not None}
    assert most == {2: 1, 5: 2, 10: 2, 11: 5, 80: 5}
    together = QUESTIONS.representing(D, 6)
    assert together is not None
    assert "Điều 23 khoản 1 Luật Tố cáo" in together.article


@pytest.mark.parametrize("wrong", [{"contents": "review"}, {"content": "reviewed"}])
def test_a_misspelt_answer_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Refused, match="unknown"):
        course(QUESTIONS, wrong)


def test_kept_answers_that_the_pack_no_longer_asks_are_left_out() -> None:
    old = (("readable", "yes"), ("gone", "yes"), ("content", "gone"))
    assert [passed.question.id for passed in trail(QUESTIONS, old)] == ["readable"]
    assert kept(QUESTIONS, old) is None


choices = st.lists(st.integers(0, 8), min_size=40, max_size=40)
facts = st.builds(Facts, st.none() | st.integers(1, 400), st.none() | st.sampled_from(Source))


def walked(picks: list[int], known: Facts) -> tuple[dict[str, str], Course]:
    """The answers of an officer who picks by number until nothing more is asked."""
    answers: dict[str, str] = {}
    for pick in picks:
        found = course(QUESTIONS, answers, known)
        if found.asked is None:
            break
        answers[found.asked.id] = found.asked.answers[pick % len(found.asked.answers)].id
    return answers, course(QUESTIONS, answers, known)


@given(choices, facts)
def test_every_way_ends_with_something_the_law_can_route(picks: list[int], known: Facts) -> None:
    found = walked(picks, known)[1].outcome
    assert found is not None
    for body in BodyKind:
        propose(
            found.kind,
            found.target,
            found.eligibility,
            body,
            on=date(2026, 7, 1),
            at_reception=False,
            routes=standard().routes,
        )
    assert kept(QUESTIONS, found.answers) is not None


@given(choices, facts, st.randoms())
def test_the_order_of_the_answers_does_not_matter(picks: list[int], known: Facts, random: object) -> None:
    answers, found = walked(picks, known)
    shuffled = list(answers.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis hands a random.Random
    assert course(QUESTIONS, dict(shuffled), known) == found


@given(choices, facts, choices)
def test_going_back_and_answering_the_same_leads_to_the_same(
    picks: list[int], known: Facts, others: list[int]
) -> None:
    answers, found = walked(picks, known)
    given_ = [passed for passed in found.trail if not passed.by_register]
    last = given_[-1]
    before = {question: answer for question, answer in answers.items() if question != last.question.id}
    again = course(QUESTIONS, before, known)
    assert again.asked == last.question
    elsewhere = {**before, last.question.id: last.question.answers[others[0] % len(last.question.answers)].id}
    assert course(QUESTIONS, elsewhere, known).trail[: len(again.trail)] == again.trail
    assert course(QUESTIONS, answers, known) == found


ANSWERS = [answer for question in QUESTIONS.questions.values() for answer in question.answers]


@pytest.mark.parametrize("target", list(Target))
def test_every_target_can_be_reached(target: Target) -> None:
    assert any(answer.target is target for answer in ANSWERS)


@pytest.mark.parametrize("eligibility", [e for e in Eligibility if e is not E.ELIGIBLE])
def test_every_defect_can_be_found(eligibility: Eligibility) -> None:
    assert any(answer.eligibility is eligibility for answer in ANSWERS)
