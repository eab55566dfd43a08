"""An office on the command line: every line runs in this process, on its own data folder and day."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.commands.run import run
from app.runtime.clock import Clock, standing_still

TODAY = standing_still(datetime(2026, 8, 20, 3, tzinfo=UTC))
OFFICE = {
    "commune_name": "xã Mường Xuân",
    "province_name": "tỉnh Lai Châu",
    "place_name": "Mường Xuân",
    "chair_name": "Lường Văn Phấn",
    "keeper": {"name": "Lò Thị Mai", "position": "Công chức tiếp công dân"},
    "villages": ["bản Phìn Sư", "bản Co Phung"],
    "units": [{"name": "Phòng Kinh tế"}, {"name": "Sở Xây dựng", "level": "Cấp tỉnh"}],
}
SENDER = {
    "full_name": "Sùng A Páo",
    "id_number": "012091004417",
    "id_issued_on": "16/08/2021",
    "id_issued_by": "Cục Cảnh sát",
    "address": "bản Phìn Sư",
    "village": "bản Phìn Sư",
}
COMPLAINT = {
    "kind": "Khiếu nại",
    "target": "commune_chair",
    "matter": "Quyết định xử phạt về đất đai",
    "received_on": "2026-08-18",
    "people": [SENDER],
}


@dataclass(frozen=True)
class Told:
    """What a line of the command line printed and its exit code."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.out)
        return told

    @property
    def refused(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.err)
        return told


Say = Callable[..., Told]


def speaker(folder: Path, clock: Clock = TODAY) -> Say:
    """Says lines to an office in the folder; ``record`` goes to standard input."""

    def say(*words: str, record: object = None, typed: str = "") -> Told:
        out, err = io.StringIO(), io.StringIO()
        stdin = io.StringIO(typed or json.dumps(record, ensure_ascii=False))
        code = run(["--data", str(folder), *words], stdin, out, err, clock)
        return Told(code, out.getvalue(), err.getvalue())

    return say


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def bare(folder: Path) -> Say:
    """A PC without an office."""
    return speaker(folder)


@pytest.fixture
def say(bare: Say) -> Say:
    """An office that was set up."""
    founded = bare("init", "--json", record=OFFICE)
    assert founded.code == 0, founded.err
    return bare
