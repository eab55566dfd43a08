"""Copies of the whole office, their return, and the proof that nothing was edited behind its back."""

from pathlib import Path

from app.domain.actors import Actor, Right
from app.domain.errors import StorageTrouble
from app.domain.history import Verification
from app.services.desk import Desk
from db import copies, upgrade
from db import history as history_store

PATTERN = "tiepdan-*.db"


class Backup:
    """Keeps the office safe."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def copy(self, actor: Actor, folder: Path) -> Path:
        """A consistent, checked copy in the folder, named by the moment; returns its path."""
        actor.require(Right.READ)
        target = folder / f"tiepdan-{self._desk.clock.now().astimezone():%Y%m%d-%H%M%S}.db"
        copies.copy_to(self._desk.database.engine, target)
        return target

    def newest(self, folder: Path) -> Path | None:
        """The newest copy in the folder, or None."""
        return max(folder.glob(PATTERN), default=None)

    def verify(self, actor: Actor) -> Verification:
        """Walk the change log and compare every record and kept document with it."""
        with self._desk.read(actor) as view:
            return history_store.verify(view)


def put_back(copy: Path, database: Path) -> None:
    """Let a copy take the place of a database that is closed; the old file is kept beside it."""
    written_with = copies.version(copy)
    if written_with > upgrade.HEAD:
        raise StorageTrouble("file_newer", version=written_with)
    copies.put_back(copy, database)
