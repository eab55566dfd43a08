"""Registering old petitions: limits that did not exist yet do not stand in the way."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.domain.actors import Actor, Role
from app.domain.ids import new_id
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.people import PersonDraft
from app.domain.petitions import PetitionDraft, Source
from app.runtime.clock import standing_still
from app.services.desk import Desk
from app.services.petitions import Petitions
from db.upgrade import open_database

OFFICER = Actor(new_id(), "Lò Thị Mai", "Công chức", Role.OFFICER, "MAY-01")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = open_database(f"sqlite:///{tmp_path / 'tiepdan.db'}")
    yield Desk(database, standing_still(datetime(2026, 11, 20, 2, tzinfo=UTC)))
    database.close()


def recommendation(received_on: date) -> PetitionDraft:
    return PetitionDraft(
        BodyKind.COMMITTEE,
        PetitionKind.RECOMMENDATION,
        (PersonDraft("Vàng A Sử", address="Bản Suối Lìn"),),
        "Đề nghị sửa cầu",
        received_on,
        Source.POST,
    )


@pytest.mark.parametrize("received_on", [date(2026, 6, 22), date(2026, 7, 2)])
def test_a_recommendation_by_post_is_registered_on_either_side_of_the_new_law(
    desk: Desk, received_on: date
) -> None:
    done = Petitions(desk).register(OFFICER, recommendation(received_on))
    assert done.value.received_on == received_on
