"""The rows of two packs side by side: all that a pack says besides its duties and which days rest."""

from collections.abc import Iterable, Mapping
from dataclasses import fields

from app.domain.errors import Refused
from app.domain.law_changes import Row, Table
from app.rules.packs import PACK, RulePack
from app.rules.reading import parsed


def tables(pack: RulePack) -> Mapping[str, Table]:
    """Rows by their kind and their id, in the order of the files."""
    asked, clocks, days = pack.questions, pack.clocks, pack.days_off
    questions = asked.questions.values()
    return {
        "routes": _rows(pack.routes.routes),
        "steps": _rows(pack.routes.steps),
        "starts": _rows(clocks.starts),
        "stops": _rows(clocks.stops),
        "suspensions": _rows(clocks.suspensions),
        "extensions": _rows(clocks.extensions),
        "grounds": _rows(clocks.grounds),
        "questions": {one.id: _without(_row(one), "answers") for one in questions},
        "answers": {f"{one.id}/{answer.id}": _row(answer) for one in questions for answer in one.answers},
        "representation": _rows(asked.representation),
        "days": {f"{day:%d/%m/%Y}": _without(_row(rest), "day") for day, rest in sorted(days.off.items())},
        "worked": {
            f"{day:%d/%m/%Y}": _without(_row(made), "day") for day, made in sorted(days.worked.items())
        },
        "calendar": {"": {"confirmed_from": days.confirmed_from, "unsure": days.unsure}},
        "versions": _versions(pack),
    }


def differing_files(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """The files whose content is not the same in both; comments and a pack's version do not count."""
    return tuple(name for name in sorted({*old, *new}) if _content(old, name) != _content(new, name))


def _content(files: Mapping[str, str], name: str) -> object:
    if name not in files:
        return None
    try:
        table = parsed(name, files[name]).table
    except Refused:
        return files[name]
    return _without(table, "version") if name == PACK else table


def _rows(rows: Iterable[object]) -> Table:
    told = (_row(row) for row in rows)
    return {str(row["id"]): row for row in told}


def _row(row: object) -> Row:
    return {field.name: getattr(row, field.name) for field in fields(row)}  # type: ignore[arg-type]


def _without(row: Row, name: str) -> Row:
    return {key: value for key, value in row.items() if key != name}


def _versions(pack: RulePack) -> Table:
    """Which texts answer to an id, for every id with more than one."""
    known = (pack.versions, pack.quota_versions, pack.untimed_versions)
    return {
        name: {"ids": tuple(duty.id for duty in texts)}
        for told in known
        for name, texts in told.items()
        if len(texts) > 1
    }
