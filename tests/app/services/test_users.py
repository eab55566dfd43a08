"""Who sits in front of the program: one walks in, several are asked, passwords are kept and never told."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from app.bootstrap import Services
from app.domain import passwords
from app.domain.actors import Actor, Right, Role
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.office import OfficeSettings, User, beside_chair, may_serve_chair
from app.runtime.clock import standing_still
from tests import factories
from tests.conftest import NOW

WORD = "con suối nhỏ"


def _add(services: Services, actor: Actor, role: Role = Role.OFFICER) -> User:
    return services.users.add(actor, "Lò Văn Sơn", "Công chức địa chính", role).value


def test_one_person_without_a_password_walks_in_and_two_are_asked(either: Services) -> None:
    actor = factories.found_office(either)
    assert either.first_actor() is not None
    other = _add(either, actor)
    assert either.first_actor() is None
    assert [user.name for user in either.users.active()] == ["Hoàng Thị Diễm", "Lò Văn Sơn"]
    either.users.change(actor, replace(other, active=False))
    assert either.first_actor() is not None
    either.users.set_password(actor, actor.user_id, WORD)
    assert either.first_actor() is None


def test_the_right_password_opens_and_a_wrong_one_does_not(either: Services) -> None:
    actor = factories.found_office(either)
    assert either.users.set_password(actor, actor.user_id, WORD).value.protected
    entered = either.users.enter(actor.user_id, WORD, "MAY-2")
    assert (entered.name, entered.workstation) == (actor.name, "MAY-2")
    for wrong in ("", f"{WORD} "):
        with pytest.raises(Refused, match="password_wrong"):
            either.users.enter(actor.user_id, wrong, "MAY-2")


def test_a_third_wrong_password_makes_one_wait_and_the_wait_grows(services: Services, actor: Actor) -> None:
    services.users.set_password(actor, actor.user_id, WORD)
    for _ in range(3):
        with pytest.raises(Refused, match="password_wrong"):
            services.users.enter(actor.user_id, "sai rồi đấy", "MAY-1")
    with pytest.raises(Refused, match="password_wait"):
        services.users.enter(actor.user_id, WORD, "MAY-1")
    services.desk.clock = standing_still(NOW + timedelta(seconds=6))
    assert services.users.enter(actor.user_id, WORD, "MAY-1").user_id == actor.user_id
    pauses = [passwords.pause(failures) for failures in range(12)]
    assert pauses == sorted(pauses)
    assert (pauses[2], pauses[3], pauses[11]) == (0, 5, 300)


def test_the_log_holds_neither_password_nor_hash_and_stays_whole(
    services: Services, actor: Actor, address: str
) -> None:
    services.users.set_password(actor, actor.user_id, WORD)
    (change,) = services.records.changes(actor)[:1]
    (field,) = change.fields
    assert (change.act, field.name, field.after) == ("users.set_password", "password", "")
    assert services.backup.verify(actor).whole
    services.close()
    with sqlite3.connect(Path(str(make_url(address).database))) as file:
        (kept,) = file.execute("SELECT password FROM users").fetchone()
        log = str(file.execute("SELECT * FROM changes").fetchall())
    assert kept.startswith("scrypt$")
    assert not [part for part in (WORD, kept, *kept.split("$")[4:]) if part in log]


def test_a_password_changed_behind_the_log_is_found(services: Services, actor: Actor, address: str) -> None:
    services.users.set_password(actor, actor.user_id, WORD)
    with sqlite3.connect(Path(str(make_url(address).database))) as file:
        file.execute("UPDATE users SET password = ''")
    file.close()
    assert not services.backup.verify(actor).whole


def test_a_password_has_eight_letters_and_can_be_taken_off(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="password_length"):
        services.users.set_password(actor, actor.user_id, "ngắn")
    services.users.set_password(actor, actor.user_id, WORD)
    assert not services.users.set_password(actor, actor.user_id, "").value.protected
    assert services.first_actor() is not None


def test_one_sets_ones_own_password_and_only_a_manager_anothers(services: Services, actor: Actor) -> None:
    officer = services.users.enter(_add(services, actor).id, "", "MAY-2")
    services.users.set_password(officer, officer.user_id, WORD)
    with pytest.raises(Refused, match="not_permitted"):
        services.users.set_password(officer, actor.user_id, WORD)


def test_the_last_manager_stays(either: Services) -> None:
    actor = factories.found_office(either)
    (me,) = either.users.all(actor)
    for gone in (replace(me, active=False), replace(me, role=Role.OFFICER)):
        with pytest.raises(Refused, match="keeper_of_program_last"):
            either.users.change(actor, gone)
    _add(either, actor, Role.KEEPER)
    assert not either.users.change(actor, replace(me, active=False)).value.active


def test_who_was_let_go_neither_enters_nor_acts(either: Services) -> None:
    actor = factories.found_office(either)
    user = _add(either, actor)
    theirs = either.users.enter(user.id, "", "MAY-2")
    either.users.change(actor, replace(user, active=False))
    with pytest.raises(Refused, match="user_inactive"):
        either.users.enter(user.id, "", "MAY-2")
    with pytest.raises(Refused, match="user_inactive"):
        either.petitions.register(theirs, factories.petition())
    with pytest.raises(Refused, match="user_inactive"):
        either.records.keep_draft(theirs, "petitions.new", "{}")


def test_two_who_work_are_not_called_the_same(services: Services, actor: Actor) -> None:
    _add(services, actor)
    with pytest.raises(Refused, match="name_taken"):
        _add(services, actor)


def test_the_chair_is_beside_the_chair_by_name_and_by_position(services: Services, actor: Actor) -> None:
    chair = services.users.add(actor, "vàng văn thắng", "Bí thư", Role.PARTY).value
    deputy = services.users.add(actor, "Lý Thị Xuân", "Phó Chủ tịch UBND xã", Role.HEAD).value
    council = services.users.add(actor, "Giàng A Tủa", "Chủ tịch HĐND xã", Role.COUNCIL).value
    assert (chair.chair_staff, deputy.chair_staff, council.chair_staff) == (True, True, False)
    told = services.office.settings(actor)
    services.office.change_settings(actor, replace(told, chair_name="Giàng A Tủa"))
    assert all(user.chair_staff for user in services.users.all(actor) if user.name == "Giàng A Tủa")


def test_the_committees_name_written_in_full_counts_too() -> None:
    user = User(new_id(), "Lý Thị Xuân", "Phó Chủ tịch Ủy ban nhân dân xã", Role.HEAD)
    assert beside_chair(user, OfficeSettings("xã", "tỉnh", "nơi"))


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.PARTY, Role.STATISTICS])
def test_what_a_role_may_not_do_the_desks_refuse(services: Services, actor: Actor, role: Role) -> None:
    theirs = services.users.enter(_add(services, actor, role).id, "", "MAY-2")
    assert not theirs.may(Right.KEEP_OFFICE)
    with pytest.raises(Refused, match="not_permitted"):
        services.users.add(theirs, "Ai đó", "Chức vụ", Role.KEEPER)


@settings(max_examples=5, deadline=None)
@given(st.text(min_size=8, max_size=40), st.binary(min_size=16, max_size=16))
def test_any_password_matches_itself_alone(word: str, salt: bytes) -> None:
    kept = passwords.hashed(word, salt)
    assert passwords.matches(word, kept)
    assert not passwords.matches(f"{word}x", kept)


@pytest.mark.parametrize(
    ("position", "doubtful"),
    [
        ("Chánh Văn phòng HĐND và UBND xã", True),
        ("Phó Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã", True),
        ("Chánh Văn phòng Đảng ủy xã", False),
        ("Công chức địa chính", False),
    ],
)
def test_the_chairs_office_is_known_by_its_name(position: str, *, doubtful: bool) -> None:
    assert may_serve_chair(User(new_id(), "Bùi Thị Giang", position, Role.HEAD)) is doubtful
