"""What fits the forms fits the columns: PostgreSQL refuses what is longer, SQLite would keep it."""

import pytest

from app.bootstrap import Services
from app.domain.actors import Role
from app.domain.checks import NAME_LIMIT
from app.domain.errors import Refused
from app.domain.people import NUMBER_LIMIT
from app.domain.receptions import Paper
from tests import factories

LONG = "Ỡ" * NAME_LIMIT


def test_the_longest_names_are_kept_by_either_engine(either: Services) -> None:
    actor = factories.found_office(either)
    everybody = tuple(factories.person(LONG, id_number=n * NUMBER_LIMIT) for n in ("A", "B"))
    draft = factories.visit(
        factories.everyday_session(either, actor),
        people=everybody,
        field=LONG,
        papers=(Paper(LONG, condition=LONG),),
    )
    either.receptions.log(actor, draft)
    either.petitions.register(actor, factories.petition(people=everybody))
    either.office.add_village(actor, LONG)
    either.users.add(actor, LONG, LONG, Role.OFFICER)
    assert either.backup.verify(actor).whole


@pytest.mark.parametrize("part", ["phone", "address", "id_issued_by", "id_number"])
def test_what_is_longer_is_refused_by_the_form(services: Services, part: str) -> None:
    actor = factories.found_office(services)
    sender = factories.person(**{part: "X" * 501})
    with pytest.raises(Refused, match="line_too_long"):
        services.petitions.register(actor, factories.petition(people=(sender,)))


def test_what_is_noted_of_a_visit_is_kept_without_control_characters(either: Services) -> None:
    actor = factories.found_office(either)
    session = factories.everyday_session(either, actor)
    draft = factories.visit(session, request="Sửa\x00 đường ", result_note="\x07Đo\u0302ng")
    visit = either.receptions.visit(actor, either.receptions.log(actor, draft).value)
    assert (visit.request, visit.result_note) == ("Sửa đường", "Đông")
