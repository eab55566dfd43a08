"""The two commands of the README: when the environment stands, and what is said when it cannot."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import environment
import pytest
import start

README = (environment.ROOT / "README.md").read_text("utf-8")


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_bytes(b"alembic==1.20.1\njinja2==3.1.6\n")
    return path


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """A folder that looks like an environment whose installation was cut short."""
    folder = tmp_path / "venv"
    python = environment.python_of(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    return folder


def test_an_environment_cut_short_does_not_stand(venv: Path, lock: Path) -> None:
    assert not environment.stands(venv, lock)


def test_a_finished_environment_stands(venv: Path, lock: Path) -> None:
    environment.finish(venv, lock)
    assert environment.stands(venv, lock)


def test_a_renewed_lock_asks_for_a_new_environment(venv: Path, lock: Path) -> None:
    environment.finish(venv, lock)
    lock.write_bytes(b"alembic==1.20.2\njinja2==3.1.6\n")
    assert not environment.stands(venv, lock)


def test_line_ends_of_the_checkout_do_not_matter(venv: Path, lock: Path) -> None:
    environment.finish(venv, lock)
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert environment.stands(venv, lock)


def test_an_environment_whose_python_is_gone_does_not_stand(venv: Path, lock: Path) -> None:
    environment.finish(venv, lock)
    environment.python_of(venv).unlink()
    assert not environment.stands(venv, lock)


@pytest.mark.skipif(os.name == "nt", reason="making links asks for rights under Windows")
def test_a_linked_environment_is_unlinked_and_its_target_left_alone(venv: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(venv)
    environment.remove(link)
    assert not link.exists()
    assert environment.python_of(venv).exists()


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 14)])
def test_supported_pythons_are_welcome(version: tuple[int, int]) -> None:
    assert environment.python_trouble(version) == ""


@pytest.mark.parametrize("version", [(3, 7), (3, 10), (3, 15)])
def test_other_pythons_are_told_which_ones_will_do(version: tuple[int, int]) -> None:
    sentence = environment.python_trouble(version)
    assert "3.11" in sentence
    assert f"{version[0]}.{version[1]}" in sentence


@pytest.mark.parametrize("name", ["environment.py", "start.py", "test.py"])
def test_an_old_python_can_read_the_commands_far_enough_to_be_told(name: str) -> None:
    text = (environment.ROOT / "packaging" / name).read_text("utf-8")
    ast.parse(text, feature_version=(3, 7))
    assert "from __future__ import annotations" in text  # list[str] stops Python 3.8 otherwise


@pytest.mark.parametrize("name", ["environment", "start", "test"])
def test_the_commands_need_the_standard_library_only(name: str) -> None:
    alone = [sys.executable, "-S", "-B", "-c", f"import sys; sys.path.insert(0, 'packaging'); import {name}"]
    assert subprocess.run(alone, cwd=environment.ROOT, check=False).returncode == 0


def test_without_words_the_screen_decides_what_the_demo_is() -> None:
    assert start.arguments([], screen=True) == ["--demo"]
    assert start.arguments([], screen=False) == ["demo", str(environment.ROOT / "out")]


def test_words_of_the_caller_reach_the_program_untouched() -> None:
    assert start.arguments(["petition", "list"], screen=True) == ["petition", "list"]


@pytest.mark.parametrize("package", environment.qt_packages(screen=True))
def test_the_readme_names_every_system_package(package: str) -> None:
    assert package in README


@pytest.mark.parametrize("script", ["start.py", "test.py"])
def test_the_readme_gives_each_command_for_both_systems(script: str) -> None:
    assert f"python3 packaging/{script}" in README
    assert f"py packaging\\{script}" in README


def test_continuous_integration_calls_the_test_command_of_the_readme() -> None:
    last = (environment.ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1]
    assert last == "python3 packaging/test.py"


def test_the_packaging_folder_does_not_shadow_the_library_of_that_name() -> None:
    assert not (environment.ROOT / "packaging" / "__init__.py").exists()
