"""The office's own records: settings, bodies, users, units, villages."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Row, Table, func, select

from app.domain.actors import Role
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.office import (
    Body,
    OfficeSettings,
    Unit,
    UnitDraft,
    UnitLevel,
    User,
    Village,
)
from app.domain.text import sort_key
from db.tables.law import rule_packs
from db.tables.office import bodies, office_days, office_settings, units, users, villages
from db.work import View, Work

_KEY = 500
_SETTINGS = select(office_settings)
_CALENDAR = select(func.max(office_days.c.revision)).scalar_subquery()
_PACKS = select(func.count(rule_packs.c.id)).scalar_subquery()
_RULE_SETTINGS = select(
    office_settings.c.remote,
    office_settings.c.voter_reply_days,
    _CALENDAR.label("calendar"),
    _PACKS.label("packs"),
)


def settings(view: View) -> OfficeSettings | None:
    """The office's settings, or None before it was set up."""
    row = view.connection.execute(_SETTINGS).mappings().first()
    if row is None:
        return None
    return OfficeSettings(**{name: value for name, value in row.items() if name != "id"})


def rule_settings(view: View) -> tuple[dict[str, bool | int], int, int]:
    """The settings that the law's terms ask for, the calendar's revision, how many rule packs are on record.

    Before the set-up there is none of them.
    """
    row = view.connection.execute(_RULE_SETTINGS).first()
    if row is None:
        return {}, 0, 0
    settings = {"remote": row.remote, "voter_reply_days": row.voter_reply_days}
    return settings, row.calendar or 0, row.packs


def keep_settings(work: Work, told: OfficeSettings) -> None:
    """Store the settings, the first time and ever after."""
    row = work.connection.execute(select(office_settings.c.id)).first()
    if row is None:
        work.insert(office_settings, **asdict(told))
    else:
        work.update(office_settings, row.id, **asdict(told))


def add_body(work: Work, body: Body) -> None:
    work.insert(bodies, **asdict(body))


def all_bodies(view: View) -> tuple[Body, ...]:
    """The bodies that receive citizens."""
    rows = view.connection.execute(select(bodies).order_by(bodies.c.id))
    return tuple(Body(BodyKind(r.kind), r.name, r.prefix, r.symbol) for r in rows)


def add_user(work: Work, user: User) -> None:
    work.insert(users, id=user.id, **_of_user(user), active=user.active, password="")


def _of_user(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "position": user.position,
        "role": user.role,
        "chair_staff": user.chair_staff,
    }


def change_user(work: Work, user: User) -> None:
    work.update(users, user.id, **_of_user(user), active=user.active)


def keep_password(work: Work, user_id: RecordId, kept: str) -> None:
    """Store what is kept of a password, "" for none; the log gets a digest."""
    work.update(users, user_id, password=kept)


def password_of(view: View, user_id: RecordId) -> str:
    """What is kept of the user's password, "" for none."""
    found = select(users.c.password).where(users.c.id == user_id)
    return str(view.connection.execute(found).scalar_one())


def user(view: View, user_id: RecordId) -> User:
    return _user(view.connection.execute(select(users).where(users.c.id == user_id)).one())


def all_users(view: View) -> tuple[User, ...]:
    """Everybody who may use the program, the first made first."""
    rows = view.connection.execute(select(users).order_by(users.c.id))
    return tuple(_user(row) for row in rows)


def _user(r: Row[Any]) -> User:
    return User(r.id, r.name, r.position, Role(r.role), r.active, r.chair_staff, bool(r.password))


def add_unit(work: Work, draft: UnitDraft) -> RecordId:
    return work.insert(units, **asdict(draft))


def dissolve_unit(work: Work, unit_id: RecordId, on: date) -> None:
    """End a unit; its old records keep it."""
    work.update(units, unit_id, dissolved_on=on)


def all_units(view: View, *, standing: bool) -> tuple[Unit, ...]:
    """The units, those still standing or all that ever were, the commune's first."""
    found = select(units).order_by(units.c.level, units.c.id)
    if standing:
        found = found.where(units.c.dissolved_on.is_(None))
    return tuple(_unit(row) for row in view.connection.execute(found))


def _unit(row: Row[Any]) -> Unit:
    body = BodyKind(row.body) if row.body else None
    return Unit(row.id, row.name, UnitLevel(row.level), body, row.founded_on, row.dissolved_on)


def unit_named(view: View, name: str) -> bool:
    """Whether a unit has this name, a dissolved one too."""
    return _named(view, units, name)


def village_named(view: View, name: str) -> bool:
    """Whether a village has this name, a merged one too."""
    return _named(view, villages, name)


def _named(view: View, table: Table, name: str) -> bool:
    return view.connection.execute(select(table.c.id).where(table.c.name == name)).first() is not None


def unit(view: View, unit_id: RecordId) -> Unit:
    return _unit(view.connection.execute(select(units).where(units.c.id == unit_id)).one())


def add_village(work: Work, name: str) -> RecordId:
    return work.insert(villages, name=name, sort_key=sort_key(name)[:_KEY])


def merge_village(work: Work, village_id: RecordId, into: RecordId, on: date) -> None:
    """Point a village to the one it was merged into; its own records stay its own."""
    work.update(villages, village_id, merged_into=into, merged_on=on)


def all_villages(view: View, *, standing: bool) -> tuple[Village, ...]:
    """The villages in Vietnamese order, those still standing or all that ever were."""
    successor = villages.alias("successor")
    found = (
        select(villages, successor.c.name.label("successor_name"))
        .outerjoin(successor, successor.c.id == villages.c.merged_into)
        .order_by(villages.c.sort_key)
    )
    if standing:
        found = found.where(villages.c.merged_into.is_(None))
    rows = view.connection.execute(found)
    return tuple(Village(r.id, r.name, r.merged_into, r.successor_name or "", r.merged_on) for r in rows)
