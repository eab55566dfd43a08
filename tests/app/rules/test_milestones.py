"""What is suggested before a session of the council is data, and says how sure it is."""

from pathlib import Path

import pytest

from app.domain.deadlines import Confidence
from app.domain.errors import Refused
from app.domain.office import Milestone
from app.rules.milestones import FILE, load, suggestions
from app.runtime.words import sentence


def test_every_step_is_told_and_none_is_called_sure() -> None:
    found = suggestions()
    assert [one.step for one in found] == list(Milestone)
    assert {one.confidence for one in found} == {Confidence.UNSURE}
    assert {one.step: one.days for one in found if one.days} == {Milestone.REPORT: 30}
    assert all(one.note for one in found)


def test_a_step_that_is_missing_is_named(tmp_path: Path) -> None:
    file = tmp_path / "milestones.toml"
    file.write_text(FILE.read_text("utf-8").replace('id = "verify"', 'id = "documents"'), "utf-8")
    with pytest.raises(Refused) as refused:
        load(file)
    assert "verify" in sentence(refused.value)


def test_a_number_without_its_source_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "milestones.toml"
    file.write_text(FILE.read_text("utf-8").replace("source = ", "# "), "utf-8")
    with pytest.raises(Refused) as refused:
        load(file)
    assert "source" in sentence(refused.value)
