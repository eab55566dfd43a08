"""Many records changed at once stand in the log as if changed one by one."""

import pytest
from sqlalchemy import select

from app.bootstrap import Services
from app.domain.actors import Actor, Right
from app.domain.errors import Refused
from app.domain.ids import RecordId
from db.tables.office import villages
from db.work import Work
from tests import factories

NAMES = ("bản Nà Khương", "bản Suối Lìn", "bản Pú Đao")


@pytest.fixture
def keeper(either: Services) -> Actor:
    return factories.found_office(either)


@pytest.fixture
def ids(either: Services, keeper: Actor) -> list[RecordId]:
    return [either.office.add_village(keeper, name).value for name in NAMES]


def rename(work: Work, ids: list[RecordId], before: tuple[str, ...], after: tuple[str, ...]) -> None:
    changes = [(key, {"name": old}, {"name": new}) for key, old, new in zip(ids, before, after, strict=True)]
    work.update_many(villages, changes)


def test_each_change_is_stored_and_logged_with_what_stood_before(
    either: Services, keeper: Actor, ids: list[RecordId]
) -> None:
    after = ("bản Nà Khương 1", NAMES[1], "bản Pú Đao 3")
    with either.desk.act(keeper, Right.KEEP_OFFICE, "test.rename") as work:
        rename(work, ids, NAMES, after)
        work.append_log()
        rename(work, ids[:1], after[:1], ("bản Nà Khương 2",))
    with either.desk.read(keeper) as view:
        rows = view.connection.execute(select(villages.c.id, villages.c.name)).all()
        stored = {row.id: row.name for row in rows}
    assert [stored[key] for key in ids] == ["bản Nà Khương 2", NAMES[1], "bản Pú Đao 3"]
    told = [
        [(one.before, one.after) for one in change.fields]
        for change in either.records.history(keeper, ids[0])
        if change.act == "test.rename"
    ]
    assert sorted(told) == [[(NAMES[0], after[0])], [(after[0], "bản Nà Khương 2")]]
    assert not [c for c in either.records.history(keeper, ids[1]) if c.act == "test.rename"]
    assert either.backup.verify(keeper).whole


def test_a_record_that_is_not_as_it_was_read_refuses_the_whole_act(
    either: Services, keeper: Actor, ids: list[RecordId]
) -> None:
    with (
        pytest.raises(Refused, match="record_missing"),
        either.desk.act(keeper, Right.KEEP_OFFICE, "test.rename") as work,
    ):
        rename(work, ids, (NAMES[0], "bản khác", NAMES[2]), ("a", "b", "c"))
    assert not [c for key in ids for c in either.records.history(keeper, key) if c.act == "test.rename"]
    assert either.backup.verify(keeper).whole


def test_nothing_to_change_is_nothing(either: Services, keeper: Actor) -> None:
    with either.desk.act(keeper, Right.KEEP_OFFICE, "test.rename") as work:
        work.update_many(villages, [])
    assert either.backup.verify(keeper).whole
