"""The shape of the code: what names mean, how long things may grow, where the office's words live."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("app", "db", "exporters", "ui")
VERSIONS = ROOT / "db" / "migrations" / "versions"  # frozen history, longer than code may be
SOURCES = [
    ROOT / "main.py",
    *(p for name in PACKAGES for p in sorted((ROOT / name).rglob("*.py")) if VERSIONS not in p.parents),
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
WORDLESS = [path for path in SOURCES if path.relative_to(ROOT).parts[0] in ("app", "db", "exporters")]
VIETNAMESE = re.compile("[À-ỹĐđ]")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _bound_names(tree: ast.AST) -> set[str]:
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}


def _docstrings(tree: ast.AST) -> set[int]:
    bodies = (getattr(n, "body", []) for n in ast.walk(tree))
    firsts = (b[0] for b in bodies if isinstance(b, list) and b and isinstance(b[0], ast.Expr))
    return {id(f.value) for f in firsts}


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=_name)
def test_no_variable_hides_a_package(path: Path) -> None:
    assert not _bound_names(ast.parse(path.read_text("utf-8"))) & set(PACKAGES)


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=_name)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    functions = (
        n for n in ast.walk(ast.parse(text)) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    long = [n.name for n in functions if (n.end_lineno or n.lineno) - n.lineno >= 50]
    assert len(text.splitlines()) <= 500
    assert not long


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_classes_have_few_methods(path: Path) -> None:
    classes = (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.ClassDef))
    assert not [c.name for c in classes if sum(isinstance(n, ast.FunctionDef) for n in c.body) > 20]


@pytest.mark.parametrize("path", WORDLESS, ids=_name)
def test_the_offices_words_live_in_resources_and_screens_only(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    documented = _docstrings(tree)
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    wordy = [s.value for s in strings if id(s) not in documented and VIETNAMESE.search(str(s.value))]
    if path.name != "text.py":  # folding must name the letters it folds
        assert not wordy


def test_the_main_module_stays_a_doorway() -> None:
    assert len((ROOT / "main.py").read_text("utf-8").splitlines()) <= 40


def _service_methods() -> list[tuple[str, ast.FunctionDef]]:
    found = []
    for path in sorted((ROOT / "app" / "services").glob("*.py")):
        if path.stem.startswith("demo"):  # no desk: it calls them, as the person who founded the office
            continue
        for kind in (n for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, ast.ClassDef)):
            for method in (n for n in kind.body if isinstance(n, ast.FunctionDef)):
                if not method.name.startswith("_") and kind.name not in ("Desk",):
                    found.append((f"{path.stem}.{method.name}", method))
    return found


ACTORLESS = {
    "backup.made_at",  # reads a file's name
    "backup.newest",  # looks at a folder, not at the office's records
    "duties.of_year",  # inside a reading that was already permitted
    "deadlines.doubts",  # looks at a rule and the calendar
    "deadlines.left",  # counts days
    "deadlines.title",  # names a rule
    "letters.form",  # describes a form that comes with the program
    "letters.forms",  # names the forms that come with the program
    "office.found",  # makes the first actor
    "petitions.grounds_for",  # reads the law
    "petitions.enter",  # inside an act that was already permitted
    "users.active",  # who may be asked to act
    "users.enter",  # finds out who acts
    "users.first_actor",  # finds out who acts
    "petitions.apply",  # inside an act that was already permitted
    "voters.pass_on",  # inside an act that was already permitted
    "replies.make_public",
    "replies.take_answer",
    "replies.take_telling",  # inside an act that was already permitted
}


@pytest.mark.parametrize(
    ("name", "method"), _service_methods(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_service_call_names_its_actor(name: str, method: ast.FunctionDef) -> None:
    arguments = [argument.arg for argument in method.args.args]
    assert (arguments[1:2] == ["actor"]) != (name in ACTORLESS)
