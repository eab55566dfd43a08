"""What the command line prints: JSON or lines, in UTF-8 on every console."""

import dataclasses
import io
import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TextIO
from uuid import UUID

from app.commands.calls import Answer
from app.domain.errors import KnownTrouble
from app.runtime.words import known_phrase, label, sentence

GAP = "  "


def speak_utf8(*streams: TextIO) -> None:
    """Windows consoles and pipes have their own codepage until told otherwise."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def tell(answer: Answer, stdout: TextIO, stderr: TextIO, *, as_json: bool) -> None:
    """The answer on standard output, its notes beside it."""
    stdout.write(_json(answer.value) if as_json else "".join(f"{line}\n" for line in answer.lines))
    stderr.writelines(f"{note}\n" for note in answer.notes)


def refuse(trouble: KnownTrouble, stderr: TextIO, *, as_json: bool) -> None:
    """What is wrong, where, and what to do."""
    if as_json:
        told = {"error": trouble.code, "field": trouble.field, "message": sentence(trouble)}
        stderr.write(_json(told))
    else:
        place = f"{known_phrase('fields', trouble.field, trouble.field)}: " if trouble.field else ""
        stderr.write(f"{place}{sentence(trouble)}\n")


def _json(value: object) -> str:
    return json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n"


def plain(value: object) -> object:
    """A value as JSON holds it: records as objects, days, ids and stored words as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (UUID, Path)):
        return str(value)
    return value


def shown(value: object) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, StrEnum):
        return label(value)
    return " ".join(str(value).split())


def table(header: Sequence[str], rows: Sequence[Sequence[object]], widest: int = 60) -> tuple[str, ...]:
    """Lines of a table, long texts cut."""
    cells = [[_cut(shown(value), widest) for value in row] for row in (header, *rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(header))]
    lines = [GAP.join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]
    return (lines[0], "-" * max(len(line) for line in lines), *lines[1:])


def _cut(text: str, widest: int) -> str:
    return text if len(text) <= widest else f"{text[: widest - 1]}…"


def pairs(told: dict[str, object]) -> tuple[str, ...]:
    """Lines of names and values; what is empty is left out."""
    return tuple(f"{name}: {shown(value)}" for name, value in told.items() if value not in (None, ""))
