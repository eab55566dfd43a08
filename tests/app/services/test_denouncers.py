"""A denouncer's identity is nowhere but behind its one door."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.ids import RecordId, new_id
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import LetterRequest
from app.domain.petitions import PetitionQuery
from tests import factories

SECRET = "Sùng Thị Kín"


@pytest.fixture
def denunciation(services: Services, actor: Actor) -> RecordId:
    draft = factories.petition(
        PetitionKind.DENUNCIATION, people=(factories.person(SECRET),), target=Target.COMMUNE_STAFF
    )
    return services.petitions.register(actor, draft).value.id


def test_the_identity_opens_with_a_reason_and_the_opening_is_logged(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    with pytest.raises(Refused, match="line_missing"):
        services.denouncers.open(actor, denunciation, " ")
    (person,) = services.denouncers.open(actor, denunciation, "Xác minh nhân thân")
    assert person.full_name == SECRET
    opened = services.records.changes(actor)[0]
    assert (opened.act, opened.reason) == ("denouncers.open", "Xác minh nhân thân")


def test_no_list_detail_search_or_history_tells_the_name(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    (row,) = services.petitions.page(actor, PetitionQuery()).rows
    shown = services.petitions.petition(actor, denunciation)
    assert (row.sealed, row.who, shown.people) == (True, "", ())
    assert services.records.search(actor, "sung thi kin") == ()
    assert services.records.suggest_people(actor, "Kín") == ()
    assert SECRET not in repr(services.records.changes(actor))


def test_a_visitor_who_denounces_is_sealed_too(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    draft = factories.visit(session, people=(factories.person(SECRET),), kind=PetitionKind.DENUNCIATION)
    visit_id = services.receptions.log(actor, draft).value
    assert services.receptions.visits(actor).rows[0].who == ""
    assert services.receptions.visit(actor, visit_id).people == ()
    assert services.denouncers.open(actor, visit_id, "Xác minh")[0].full_name == SECRET


def test_the_name_lies_in_one_table_of_the_file_only(
    services: Services, actor: Actor, denunciation: RecordId, address: str
) -> None:
    services.close()
    with sqlite3.connect(Path(str(make_url(address).database))) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        holding = {
            table
            for table in tables
            for row in file.execute(f'SELECT * FROM "{table}"')
            if any(SECRET in str(value) for value in row)
        }
    file.close()
    assert holding == {"denouncers"}


def test_the_council_may_not_open_it(services: Services, denunciation: RecordId) -> None:
    deputy = Actor(new_id(), "Phùng Thị Lan", "Đại biểu HĐND", Role.COUNCIL, "MAY-2")
    with pytest.raises(Refused, match="not_permitted"):
        services.denouncers.open(deputy, denunciation, "Muốn biết")


def test_no_letter_that_names_its_sender_in_the_open_is_written_from_a_denunciation(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    request = LetterRequest("kn-admission", RecordType.PETITION, denunciation)
    with pytest.raises(Refused, match="letter_of_denunciation"):
        services.letters.preview(actor, request)
