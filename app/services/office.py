"""The office's own desk: settings, bodies, units, villages."""

from dataclasses import replace
from datetime import date

from app.domain import checks
from app.domain.actors import Actor, Right, Role
from app.domain.changes import Area, Done
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind
from app.domain.office import (
    Body,
    OfficeSettings,
    Unit,
    UnitDraft,
    User,
    Village,
    beside_chair,
)
from app.runtime.words import phrase
from app.services.desk import Desk
from db import office as office_store


class Office:
    """What the office is made of; old records keep what was merged or dissolved."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def found(
        self, keeper: User, workstation: str, told: OfficeSettings, bodies: tuple[Body, ...]
    ) -> Done[Actor]:
        """Set up an empty database: its settings, bodies and first user, who acts; refused a second time."""
        named = replace(
            keeper,
            name=checks.name(keeper.name, "keeper"),
            position=checks.name(keeper.position, "position"),
            role=Role.KEEPER,
        )
        actor = Actor(named.id, named.name, named.position, named.role, workstation)
        ready = _checked(told)
        named = replace(named, chair_staff=beside_chair(named, ready))
        with self._desk.act(actor, Right.KEEP_OFFICE, "office.found") as work:
            if office_store.settings(work) is not None:
                raise Refused("office_exists")
            office_store.keep_settings(work, ready)
            for body in bodies:
                office_store.add_body(work, body)
            office_store.add_user(work, named)
            self._desk.keep_law(work)
        return Done(actor, Area.OFFICE)

    def settings(self, actor: Actor) -> OfficeSettings:
        """The office's settings."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            found = office_store.settings(view)
        if found is None:
            raise Refused("office_missing")
        return found

    def change_settings(self, actor: Actor, told: OfficeSettings) -> Done[OfficeSettings]:
        """Fix the settings anew; clocks that already run keep their dates."""
        ready = _checked(told)
        with self._desk.act(actor, Right.KEEP_OFFICE, "office.change_settings") as work:
            office_store.keep_settings(work, ready)
            for user in office_store.all_users(work):
                office_store.change_user(work, replace(user, chair_staff=beside_chair(user, ready)))
        return Done(ready, Area.OFFICE)

    def bodies(self, actor: Actor) -> tuple[Body, ...]:
        """The bodies that receive citizens."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return office_store.all_bodies(view)

    def add_unit(self, actor: Actor, draft: UnitDraft) -> Done[RecordId]:
        """Add a unit that work is given to or petitions are forwarded to."""
        name = checks.line(draft.name, "name")
        with self._desk.act(actor, Right.KEEP_OFFICE, "office.add_unit") as work:
            _check_free(name, taken=office_store.unit_named(work, name))
            key = office_store.add_unit(work, replace(draft, name=name))
        return Done(key, Area.OFFICE)

    def dissolve_unit(self, actor: Actor, unit_id: RecordId, on: date) -> Done[RecordId]:
        """End a unit; its old records and figures keep it."""
        checks.past_day(on, self._desk.today(), "on")
        with self._desk.act(actor, Right.KEEP_OFFICE, "office.dissolve_unit") as work:
            office_store.dissolve_unit(work, unit_id, on)
        return Done(unit_id, Area.OFFICE)

    def units(self, actor: Actor, *, standing: bool = True) -> tuple[Unit, ...]:
        """The units, those still standing or all that ever were."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return office_store.all_units(view, standing=standing)

    def add_village(self, actor: Actor, name: str) -> Done[RecordId]:
        """Add a village."""
        told = checks.name(name, "name")
        with self._desk.act(actor, Right.KEEP_OFFICE, "office.add_village") as work:
            _check_free(told, taken=office_store.village_named(work, told))
            key = office_store.add_village(work, told)
        return Done(key, Area.OFFICE)

    def merge_villages(
        self, actor: Actor, village_ids: tuple[RecordId, ...], into: RecordId, on: date, reason: str
    ) -> Done[RecordId]:
        """Merge villages into another by a decision; their old records and old figures stay theirs."""
        told = checks.line(reason, "reason")
        checks.past_day(on, self._desk.today(), "on")
        if not village_ids or into in village_ids:
            raise Refused("merge_into_itself", field="into")
        with self._desk.act(actor, Right.KEEP_OFFICE, "office.merge_villages", told) as work:
            standing = {village.id for village in office_store.all_villages(work, standing=True)}
            if not {into, *village_ids} <= standing:
                raise Refused("village_merged_already", field="village_ids")
            for village_id in village_ids:
                office_store.merge_village(work, village_id, into, on)
        return Done(into, Area.OFFICE)

    def villages(self, actor: Actor, *, standing: bool = True) -> tuple[Village, ...]:
        """The villages in Vietnamese order, those still standing or all that ever were."""
        with self._desk.read(actor, Right.READ_VOTERS) as view:
            return office_store.all_villages(view, standing=standing)


def standard_bodies(commune: str) -> tuple[Body, ...]:
    """The three bodies of a commune with the signs of their books."""
    return tuple(
        Body(kind, phrase("bodies", kind, commune=commune), phrase("prefixes", kind), phrase("symbols", kind))
        for kind in BodyKind
    )


def _check_free(name: str, *, taken: bool) -> None:
    if taken:
        raise Refused("name_taken", field="name", name=name)


def _checked(told: OfficeSettings) -> OfficeSettings:
    from app.domain.report_periods import LAST_FIRST_DAY  # the window comes first

    return replace(
        told,
        commune_name=checks.name(told.commune_name, "commune_name"),
        province_name=checks.name(told.province_name, "province_name"),
        place_name=checks.name(told.place_name, "place_name"),
        chair_name=checks.name(told.chair_name, "chair_name", required=False),
        council_chair_name=checks.name(told.council_chair_name, "council_chair_name", required=False),
        party_secretary_name=checks.name(told.party_secretary_name, "party_secretary_name", required=False),
        reception_place=checks.line(told.reception_place, "reception_place", required=False),
        reception_phone=checks.line(told.reception_phone, "reception_phone", required=False, limit=100),
        voter_reply_days=checks.count(told.voter_reply_days, "voter_reply_days", least=1, most=365),
        council_reception_days=checks.count(told.council_reception_days, "council_reception_days", most=31),
        report_first_day=checks.count(told.report_first_day, "report_first_day", most=LAST_FIRST_DAY),
        report_send_day=checks.count(told.report_send_day, "report_send_day", most=31),
        report_month_day=checks.count(told.report_month_day, "report_month_day", most=31),
    )
