"""The office's own desk: set-up, villages that merge, units that end, rights."""

from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Right, Role
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.office import CouncilSessionDraft
from tests import factories
from tests.factories import TODAY


def test_an_office_is_set_up_once(services: Services, actor: Actor) -> None:
    assert services.office.settings(actor).commune_name == "xã Mường Xuân"
    with pytest.raises(Refused, match="office_exists"):
        factories.found_office(services)


def test_a_one_person_office_acts_as_that_person(services: Services) -> None:
    assert services.first_actor() is None
    actor = factories.found_office(services)
    found = services.first_actor()
    assert found is not None
    assert (found.user_id, found.role) == (actor.user_id, Role.KEEPER)


def test_a_merged_village_points_to_its_successor_and_leaves_the_choice(
    services: Services, actor: Actor
) -> None:
    old, new = (services.office.add_village(actor, f"bản {name}").value for name in ("Pa Sỏi", "Nà Khương"))
    services.office.merge_villages(actor, (old,), new, TODAY, "Nghị quyết 12/NQ-HĐND")
    assert [v.name for v in services.office.villages(actor)] == ["bản Nà Khương"]
    gone = next(v for v in services.office.villages(actor, standing=False) if v.id == old)
    assert (gone.merged_into_name, gone.merged_on) == ("bản Nà Khương", TODAY)
    with pytest.raises(Refused, match="village_merged_already"):
        services.office.merge_villages(actor, (old,), new, TODAY, "Lần nữa")


def test_old_records_stay_with_the_village_that_was_merged_away(services: Services, actor: Actor) -> None:
    old, new = (services.office.add_village(actor, f"bản {name}").value for name in ("Pa Sỏi", "Nà Khương"))
    person = factories.person(village_id=old)
    services.petitions.register(actor, factories.petition(people=(person,)))
    services.office.merge_villages(actor, (old,), new, TODAY, "Nghị quyết 12/NQ-HĐND")
    (known,) = services.records.suggest_people(actor, "Phương")
    assert known.village_id == old


def test_villages_stand_in_vietnamese_order(services: Services, actor: Actor) -> None:
    for name in ("bản Đông", "bản Dao", "bản Ấn", "bản An", "bản Ân"):
        services.office.add_village(actor, name)
    names = [village.name for village in services.office.villages(actor)]
    assert names == ["bản An", "bản Ân", "bản Ấn", "bản Dao", "bản Đông"]


def test_a_dissolved_unit_leaves_the_choice_and_stays_on_record(services: Services, actor: Actor) -> None:
    unit_id = factories.unit(services, actor)
    services.office.dissolve_unit(actor, unit_id, TODAY)
    assert services.office.units(actor) == ()
    assert services.office.units(actor, standing=False)[0].dissolved_on == TODAY


def test_two_villages_cannot_have_one_name(services: Services, actor: Actor) -> None:
    services.office.add_village(actor, "bản Nà Khương")
    with pytest.raises(Refused, match="name_taken"):
        services.office.add_village(actor, "  bản  Nà Khương ")


def test_a_council_session_does_not_close_before_it_opens(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="closes_before_it_opens"):
        services.council_sessions.add(
            actor, CouncilSessionDraft("Kỳ họp thứ ba", date(2026, 12, 10), date(2026, 12, 9))
        )


@pytest.mark.parametrize("role", list(Role))
def test_everybody_may_read_of_voters_and_only_some_may_keep_the_office(role: Role) -> None:
    somebody = Actor(new_id(), "Ai đó", "Chức vụ", role, "MAY-3")
    somebody.require(Right.READ_VOTERS)
    assert somebody.may(Right.READ) == (role is not Role.DEPUTY)
    if role in (Role.KEEPER, Role.HEAD):
        somebody.require(Right.KEEP_OFFICE)
    else:
        with pytest.raises(Refused, match="not_permitted"):
            somebody.require(Right.KEEP_OFFICE)
