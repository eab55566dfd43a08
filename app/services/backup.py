"""Copies of the whole office, their return, and the proof that nothing was edited behind its back."""

from datetime import datetime
from pathlib import Path

from app.domain.actors import Actor, Right
from app.domain.errors import StorageTrouble
from app.domain.history import Verification
from app.services.desk import Desk
from db import copies, upgrade
from db import history as history_store

PATTERN = "tiepdan-*.db"
_MOMENT = "tiepdan-%Y%m%d-%H%M%S"


class Backup:
    """Keeps the office safe."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def copy(self, actor: Actor, folder: Path, keep: int | None = None) -> Path:
        """A consistent, checked copy in the folder, named by the moment; returns its path.

        With ``keep``, only so many of the newest copies stay, this one among them.
        """
        actor.require(Right.READ)
        target = folder / f"{self._desk.clock.now().astimezone():{_MOMENT}}.db"
        copies.copy_to(self._desk.database.engine, target)
        for old in sorted(folder.glob(PATTERN))[: -keep if keep else 0]:
            old.unlink(missing_ok=True)
        return target

    def made_at(self, copy: Path) -> datetime:
        """The moment a copy was made, aware, as its name says."""
        return datetime.strptime(copy.stem, _MOMENT).astimezone()

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
