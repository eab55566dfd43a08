"""The main job on the training office, by one command."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.runtime.clock import standing_still
from tests.app.commands.conftest import OFFICE, Say, Told, speaker

AUTUMN = standing_still(datetime(2026, 11, 20, 3, tzinfo=UTC))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "out"


@pytest.fixture(scope="module")
def told(out: Path) -> tuple[Told, Told]:
    """What the command says the first time and the second."""
    say = speaker(out.parent / "office", AUTUMN)
    return say("demo", str(out), "--json"), say("demo", str(out), "--json")


def test_the_main_job_is_told_step_by_step(told: tuple[Told, Told]) -> None:
    steps = [step["step"] for step in told[0].value["steps"]]
    assert steps == [
        "visit",
        "letter",
        "complaint",
        "letter",
        "deadline",
        "recommendation",
        "letter",
        "month",
        "period",
    ]


def test_its_papers_lie_in_the_folder(told: tuple[Told, Told], out: Path) -> None:
    names = {Path(path).name for path in told[0].value["files"]}
    assert names == {path.name for path in out.iterdir() if path.is_file()}
    assert sorted(Path(name).suffix for name in names) == [".docx"] * 5 + [".pdf"] * 5 + [".xlsx"] * 2
    assert all((out / name).stat().st_size > 1000 for name in names)


def test_the_deadline_of_a_remote_commune_is_explained(told: tuple[Told, Told]) -> None:
    (deadline,) = (step for step in told[0].value["steps"] if step["step"] == "deadline")
    assert (deadline["rule"], deadline["length"], deadline["due"]) == ("KN-02", 45, "2027-01-04")
    assert sum(day["counted"] for day in deadline["days"]) == 45


def test_the_whole_period_fills_the_eighteen_lines(told: tuple[Told, Told]) -> None:
    assert len(told[0].value["steps"][-1]["rows"]) == 18


def test_a_second_time_it_goes_on_with_the_same_office(told: tuple[Told, Told], out: Path) -> None:
    first, second = told
    assert (first.code, second.code) == (0, 0)
    assert second.value["files"] == first.value["files"]
    assert speaker(out / "data", AUTUMN)("verify").code == 0
    assert not (out / "data.new").exists()


def test_the_office_itself_is_not_touched(told: tuple[Told, Told], out: Path) -> None:
    assert told[0].code == 0
    assert not (out.parent / "office").exists()


def test_it_does_not_train_on_the_books_of_a_real_office(tmp_path: Path) -> None:
    assert speaker(tmp_path / "data")("init", record=OFFICE).code == 0
    assert speaker(tmp_path)("demo", str(tmp_path), "--json").refused["error"] == "training_only"


def test_a_training_office_is_set_up_by_its_own_word(say: Say) -> None:
    assert say("init", "--training", "--json").refused["error"] == "office_exists"


def test_on_a_pc_whose_clock_is_slow_the_job_is_done_on_the_storys_own_day(tmp_path: Path) -> None:
    winter = standing_still(datetime(2025, 1, 6, 3, tzinfo=UTC))
    told = speaker(tmp_path / "none", winter)("demo", str(tmp_path / "out"))
    assert told.code == 0
    assert "15/10/2026" in told.err
