"""Copies of an open database, their check and their return; a damaged file is told, not opened."""

import os
import sqlite3
from collections import deque
from pathlib import Path

import pytest

from app.bootstrap import Services, file_address, open_services
from app.domain.actors import Actor
from app.domain.errors import StorageTrouble
from app.domain.petitions import PetitionQuery
from app.services.backup import put_back
from tests import factories


def test_a_copy_of_the_open_file_holds_what_was_just_saved(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    services.petitions.register(actor, factories.petition())
    copy = services.backup.copy(actor, tmp_path / "copies")
    folder = tmp_path / "other"
    folder.mkdir()
    put_back(copy, folder / "tiepdan.db")
    other = open_services(file_address(folder), services.clock)
    assert other.petitions.page(actor, PetitionQuery()).total == 1
    assert other.backup.verify(actor).whole
    other.close()
    assert services.backup.newest(tmp_path / "copies") == copy


def test_what_stood_there_before_a_return_is_kept(services: Services, actor: Actor, tmp_path: Path) -> None:
    copy = services.backup.copy(actor, tmp_path / "copies")
    services.petitions.register(actor, factories.petition())
    services.close()
    put_back(copy, tmp_path / "tiepdan.db")
    with sqlite3.connect(tmp_path / "tiepdan.before-restore") as kept:
        assert kept.execute("SELECT count(*) FROM petitions").fetchone() == (1,)
    kept.close()


def test_a_file_that_is_open_is_not_replaced_underfoot(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    copy = services.backup.copy(actor, tmp_path / "copies")
    with pytest.raises(StorageTrouble, match="file_locked"):
        put_back(copy, tmp_path / "tiepdan.db")
    services.petitions.register(actor, factories.petition())
    assert services.petitions.page(actor, PetitionQuery()).total == 1


@pytest.mark.skipif(os.name != "posix", reason="permissions of files are POSIX's")
def test_copies_are_for_their_owner_only(services: Services, actor: Actor, tmp_path: Path) -> None:
    copy = services.backup.copy(actor, tmp_path / "copies")
    services.close()
    put_back(copy, tmp_path / "tiepdan.db")
    for file in (copy, tmp_path / "tiepdan.db", tmp_path / "tiepdan.before-restore"):
        assert file.stat().st_mode & 0o077 == 0


def test_a_damaged_copy_is_refused_and_nothing_is_replaced(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    copy = services.backup.copy(actor, tmp_path / "copies")
    services.close()
    copy.write_bytes(copy.read_bytes()[:5000])
    before = (tmp_path / "tiepdan.db").read_bytes()
    with pytest.raises(StorageTrouble, match="copy_damaged"):
        put_back(copy, tmp_path / "tiepdan.db")
    assert (tmp_path / "tiepdan.db").read_bytes() == before


def test_a_folder_that_cannot_be_written_is_named(services: Services, actor: Actor, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(StorageTrouble, match="folder_not_writable"):
        services.backup.copy(actor, tmp_path / "taken" / "inside")


def test_a_file_that_is_no_database_is_told_as_damaged(tmp_path: Path) -> None:
    (tmp_path / "tiepdan.db").write_bytes(b"this is a letter, not a database" * 200)
    with pytest.raises(StorageTrouble, match="file_damaged"):
        open_services(file_address(tmp_path))


def test_a_full_disk_is_told_and_nothing_is_half_written(services: Services, actor: Actor) -> None:
    with services.desk.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # the file may not grow any more
    long = factories.petition(matter="Đất đai " * 500)
    with pytest.raises(StorageTrouble, match="disk_full"):
        deque((services.petitions.register(actor, long) for _ in range(200)), maxlen=0)
    with services.desk.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    saved = services.petitions.page(actor, PetitionQuery()).total
    assert services.backup.verify(actor).whole
    assert services.petitions.register(actor, factories.petition()).value.number == f"Đ-2026/{saved + 1:04}"
