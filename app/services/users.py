"""Who sits in front of the program: users, their passwords, and who acts from now on."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain import checks, passwords
from app.domain.actors import Actor, Right, Role
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.ids import RecordId, new_id
from app.domain.office import User, beside_chair
from app.services.desk import NO_OFFICE, Desk
from db import office as office_store

if TYPE_CHECKING:
    from datetime import datetime

    from db.work import View


class Users:
    """The program's door; what passwords protect is in decision 7."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._failures: dict[RecordId, tuple[int, datetime]] = {}

    def first_actor(self, workstation: str) -> Actor | None:
        """The one active user without a password, as whom a one-person office acts; else None."""
        users = self.active()
        if len(users) != 1 or users[0].protected:
            return None
        return _actor(users[0], workstation)

    def active(self) -> tuple[User, ...]:
        """Who may sit down in front of the program, the first made first; none before the set-up."""
        with self._desk.database.read() as view:
            return tuple(user for user in office_store.all_users(view) if user.active)

    def enter(self, user_id: RecordId, password: str, workstation: str) -> Actor:
        """Who acts from now on; refused for a wrong password, and for a while after several of them."""
        with self._desk.database.read() as view:
            user = office_store.user(view, user_id)
            kept = office_store.password_of(view, user_id)
        if not user.active:
            raise Refused("user_inactive", name=user.name)
        if kept:
            self._try(user_id, password, kept)
        return _actor(user, workstation)

    def _try(self, user_id: RecordId, password: str, kept: str) -> None:
        """Compare the password; each wrong one after the second makes the next wait longer."""
        now = self._desk.clock.now()
        failures, last = self._failures.get(user_id, (0, now))
        left = passwords.pause(failures) - int((now - last).total_seconds())
        if left > 0:
            raise Refused("password_wait", field="password", seconds=left)
        if not passwords.matches(password, kept):
            self._failures[user_id] = failures + 1, now
            raise Refused("password_wrong", field="password", seconds=passwords.pause(failures + 1))
        self._failures.pop(user_id, None)

    def add(
        self, actor: Actor, name: str, position: str, role: Role, *, chair_staff: bool = False
    ) -> Done[User]:
        """Let another person use the program."""
        told = _checked_user(User(new_id(), name, position, role, chair_staff=chair_staff))
        with self._desk.act(actor, Right.KEEP_OFFICE, "users.add") as work:
            _check_name(told, taken=_name_taken(work, told))
            user = _placed(work, told)
            office_store.add_user(work, user)
        return Done(user, Area.OFFICE)

    def change(self, actor: Actor, user: User) -> Done[User]:
        """Correct name, position and role, let a user go (``active`` false) or come back.

        Somebody must always keep the program. The password stays as it is.
        """
        told = _checked_user(user)
        with self._desk.act(actor, Right.KEEP_OFFICE, "users.change") as work:
            known = office_store.user(work, user.id)
            _check_name(told, taken=known.name != told.name and _name_taken(work, told))
            office_store.change_user(work, _placed(work, told))
            everybody = office_store.all_users(work)
            if not any(one.active and one.role is Role.KEEPER for one in everybody):
                raise Refused("keeper_of_program_last", field="role", name=told.name)
            changed = office_store.user(work, user.id)
        return Done(changed, Area.OFFICE)

    def set_password(self, actor: Actor, user_id: RecordId, password: str) -> Done[User]:
        """Give a user another password, "" for none; one's own anybody may."""
        if password and not passwords.LEAST <= len(password) <= passwords.MOST:
            raise Refused("password_length", field="password", least=passwords.LEAST, most=passwords.MOST)
        kept = passwords.hashed(password, secrets.token_bytes(16)) if password else ""
        right = Right.READ_VOTERS if user_id == actor.user_id else Right.KEEP_OFFICE
        with self._desk.act(actor, right, "users.set_password") as work:
            office_store.keep_password(work, user_id, kept)
            changed = office_store.user(work, user_id)
        self._failures.pop(user_id, None)
        return Done(changed, Area.OFFICE)

    def all(self, actor: Actor) -> tuple[User, ...]:
        """Everybody who may use the program."""
        with self._desk.read(actor) as view:
            return office_store.all_users(view)


def _actor(user: User, workstation: str) -> Actor:
    return Actor(user.id, user.name, user.position, user.role, workstation)


def _checked_user(user: User) -> User:
    return replace(user, name=checks.name(user.name, "name"), position=checks.name(user.position, "position"))


def _placed(view: View, user: User) -> User:
    """The user, counted among the chair's staff where name or position says so."""
    settings = office_store.settings(view) or NO_OFFICE
    return replace(user, chair_staff=beside_chair(user, settings))


def _name_taken(view: View, user: User) -> bool:
    """Whether another active user is called so: who sits down is chosen by name."""
    return any(
        one.active and one.id != user.id and one.name == user.name for one in office_store.all_users(view)
    )


def _check_name(user: User, *, taken: bool) -> None:
    if taken:
        raise Refused("name_taken", field="name", name=user.name)
