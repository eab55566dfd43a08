"""Sets up what is missing and runs every check in order; arguments go to pytest."""

from __future__ import annotations  # so that an older Python can read this file far enough to be told

import os
import sys
from time import perf_counter

import environment

STEPS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
}
# two workers cost about a second to start; a suite of this many files runs longer than that
FILES_WORTH_TWO_WORKERS = 40


def pytest_arguments(given: list[str]) -> list[str]:
    """How pytest is called: as asked, else the whole suite, shared by two workers when it is long."""
    if given:
        return given
    files = len(list((environment.ROOT / "tests").rglob("test_*.py")))
    shared = files >= FILES_WORTH_TWO_WORKERS and (os.cpu_count() or 1) > 1
    return ["-q", "-n", "2"] if shared else ["-q"]


def main() -> int:
    os.chdir(environment.ROOT)
    python = str(environment.prepare(window=False, offscreen=True))
    if not os.environ.get("TIEPDAN_TEST_POSTGRES"):
        print("Storage tests run on SQLite only; set TIEPDAN_TEST_POSTGRES to a server's URL to add it.")
    steps = {**STEPS, "pytest": ["-m", "pytest", *pytest_arguments(sys.argv[1:])]}
    for name, command in steps.items():
        print(f"== {name}", flush=True)
        start = perf_counter()
        code = environment.run([python, *command], QT_QPA_PLATFORM="offscreen")
        if code:
            print(f"== {name} failed with exit code {code}", file=sys.stderr)
            return code
        if name != "pytest":  # which tells its own time, in the last line
            print(f"== {name}: {perf_counter() - start:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
