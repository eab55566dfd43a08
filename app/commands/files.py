"""``init``, ``backup``, ``restore``: the office's file as a whole."""

import platform
from dataclasses import fields, replace
from pathlib import Path

from app.bootstrap import Services
from app.commands.arguments import Verbs
from app.commands.calls import Answer, Call, office
from app.commands.demo import training
from app.commands.reading import Record
from app.domain import checks
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.kinds import BodyKind
from app.domain.office import OfficeSettings, UnitDraft, UnitLevel, User
from app.runtime.paths import DATABASE_NAME
from app.runtime.words import phrase
from app.services.backup import put_back
from app.services.office import standard_bodies

NAMES = ("commune_name", "province_name", "place_name")


def add_verbs(verbs: Verbs) -> None:
    found = verbs.verb("init", "init", init)
    found.option("--file", "file", metavar="FILE")
    found.option("--training", "training", action="store_true")
    verbs.verb("backup", "backup", backup).option("folder", "backup_folder", metavar="DIR")
    verbs.verb("restore", "restore", restore).option("copy", "restore_file", metavar="FILE")


def init(call: Call) -> Answer:
    """Set up the office; everything is read and checked before anything is made."""
    if call.options.training:
        return training(call)
    record = call.record()
    keeper = record.record("keeper")
    if keeper is None:
        raise Refused("input_missing", field="keeper", name="keeper")
    user = User(new_id(), keeper.text("name", None), keeper.text("position", None), Role.KEEPER)
    keeper.close()
    settings = _settings(record)
    villages = tuple(checks.line(name, "villages") for name in record.texts("villages"))
    units = tuple(_unit(told) for told in record.records("units"))
    record.close()
    services = call.services()
    try:
        bodies = standard_bodies(settings.commune_name)
        actor = services.office.found(user, platform.node() or "PC", settings, bodies).value
        for village in dict.fromkeys(villages):
            services.office.add_village(actor, village)
        for unit in {unit.name: unit for unit in units}.values():
            services.office.add_unit(actor, unit)
        return _founded(call, services, actor)
    finally:
        services.close()


def _founded(call: Call, services: Services, actor: Actor) -> Answer:
    settings = services.office.settings(actor)
    where = call.options.database or str(call.folder / DATABASE_NAME)
    value = {"database": where, "office": settings, "keeper": actor.name}
    return Answer(value, (phrase("commands", "founded", name=settings.commune_name, where=where),))


def _settings(record: Record) -> OfficeSettings:
    commune, province, place = (checks.line(record.text(name, None), name) for name in NAMES)
    plain = OfficeSettings(commune, province, place)
    words = [
        f.name for f in fields(OfficeSettings) if f.name.endswith("_name") or f.name.startswith("reception")
    ]
    told: dict[str, str] = {name: record.text(name, str(getattr(plain, name))) for name in words}
    return replace(
        plain,
        **told,  # type: ignore[arg-type]  # only names of text fields
        remote=record.truth("remote", default=False),
        common_series=record.truth("common_series", default=False),
        party_term_from=record.maybe_day("party_term_from"),
        voter_reply_days=checks.count(
            record.number("voter_reply_days", plain.voter_reply_days), "voter_reply_days", least=1, most=365
        ),
    )


def _unit(told: Record) -> UnitDraft:
    unit = UnitDraft(
        checks.line(told.text("name", None), told.place("name")),
        told.choice("level", UnitLevel, UnitLevel.COMMUNE),
        told.maybe_choice("body", BodyKind),
        told.maybe_day("founded_on"),
    )
    told.close()
    return unit


def backup(call: Call) -> Answer:
    with office(call) as (services, actor):
        copy = services.backup.copy(actor, Path(call.options.folder))
    return Answer({"file": copy}, (phrase("commands", "copied", file=copy),))


def restore(call: Call) -> Answer:
    """Let the copy take the database's place, and open it to prove that it works."""
    if call.options.database:
        raise Refused("copy_needs_file")
    database = call.folder / DATABASE_NAME
    put_back(Path(call.options.copy), database)
    with office(call) as (services, actor):
        whole = services.backup.verify(actor).whole
    value = {"database": database, "whole": whole}
    return Answer(value, (phrase("commands", "restored", file=database),))
