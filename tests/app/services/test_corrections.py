"""The second complaint, and the field and the turn put right after the registration."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.corrections import Correction
from app.domain.counting import Topic
from app.domain.errors import Refused
from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import PetitionKind
from app.domain.links import PartDraft, SplitDraft
from app.domain.petitions import Petition, PetitionQuery, SettlementResult
from app.services.petitions import Step
from tests import factories


def registered(services: Services, actor: Actor, kind: PetitionKind, **told: object) -> Petition:
    draft = replace(factories.petition(kind), **told)  # type: ignore[arg-type]  # the draft's own fields
    return services.petitions.register(actor, draft).value


@pytest.mark.parametrize("kind", [PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION])
def test_a_second_one_is_registered_as_such(services: Services, actor: Actor, kind: PetitionKind) -> None:
    assert registered(services, actor, kind, again=True).again


@pytest.mark.parametrize("kind", [PetitionKind.RECOMMENDATION, PetitionKind.REPORT])
def test_nothing_else_comes_a_second_time(services: Services, actor: Actor, kind: PetitionKind) -> None:
    with pytest.raises(Refused, match="again_not_for_kind"):
        registered(services, actor, kind, again=True)


def test_a_part_of_a_split_petition_may_be_the_second_complaint(services: Services, actor: Actor) -> None:
    whole = registered(services, actor, PetitionKind.REPORT, eligibility=Eligibility.MIXED, denounces=False)
    parts = (
        PartDraft(
            PetitionKind.COMPLAINT, "Không đồng ý quyết định lần đầu", Target.COMMUNE_CHAIR, again=True
        ),
        PartDraft(PetitionKind.REPORT, "Mương bị lấp"),
    )
    made = services.classification.split(actor, whole.id, SplitDraft(parts, "Đồng ý tại nơi tiếp")).value
    assert [part.again for part in made] == [True, False]


def test_a_correction_tells_the_timeline_and_the_search(either: Services) -> None:
    services, actor = either, factories.found_office(either)
    known = registered(services, actor, PetitionKind.COMPLAINT, field="Giao thông")
    told = Correction("Đất đai", again=True, reason="Ghi nhầm khi vào sổ")
    after = services.classification.correct(actor, known.id, told).value
    assert (after.field, after.again) == ("Đất đai", True)
    assert after.events[0].note == (
        "Lĩnh vực: Giao thông → Đất đai; Khiếu nại lần hai, tố cáo tiếp: Không → Có. Ghi nhầm khi vào sổ"
    )
    page = services.petitions.page
    assert page(actor, PetitionQuery(text="giao thong")).total == 0
    assert page(actor, PetitionQuery(text="dat dai")).total == 1
    assert services.backup.verify(actor).whole


def test_a_closed_petition_is_corrected_too(services: Services, actor: Actor) -> None:
    known = registered(services, actor, PetitionKind.RECOMMENDATION, received_on=date(2026, 11, 2))
    services.petitions.take(actor, known.id, Step("settle", date(2026, 11, 9), result=SettlementResult.DONE))
    told = Correction("Hộ nghèo", again=False, reason="Bổ sung")
    after = services.classification.correct(actor, known.id, told).value
    assert after.events[0].note == "Lĩnh vực: Không ghi → Hộ nghèo. Bổ sung"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Correction("", again=False, reason="Xem lại"), "nothing_corrected"),
        (Correction("Đất đai", again=False, reason=" "), "line_missing"),
        (Correction("", again=True, reason="Xem lại"), "again_not_for_kind"),
    ],
)
def test_a_correction_changes_something_and_says_why(
    services: Services, actor: Actor, told: Correction, code: str
) -> None:
    known = registered(services, actor, PetitionKind.REPORT)
    with pytest.raises(Refused, match=code):
        services.classification.correct(actor, known.id, told)


def test_fields_are_offered_by_how_often_they_were_used(services: Services, actor: Actor) -> None:
    for field in ("Điện", "Đất đai", "", "Đất đai"):
        registered(services, actor, PetitionKind.REPORT, field=field)
    assert services.classification.fields(actor) == ("Đất đai", "Điện")
    assert services.classification.topic(actor, "đất tái định cư") is Topic.LAND
    assert services.classification.topic(actor, "Chợ") is Topic.OTHER
