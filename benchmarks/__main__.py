"""Runs every benchmark: ``python -m benchmarks [name …]``; ends with 1 when a ratio is not held."""

import sys
import tempfile
from pathlib import Path

from benchmarks import (
    letters,
    likeness,
    lists,
    night,
    papers,
    report_papers,
    rules,
    startup,
    statistics,
    visits,
    voter_papers,
)

SUITES = {
    "startup": startup.run,
    "visits": visits.run,
    "letters": letters.run,
    "papers": papers.run,
    "report-papers": report_papers.run,
    "voter-papers": voter_papers.run,
    "lists": lists.run,
    "likeness": likeness.run,
    "rules": rules.run,
    "night": night.run,
    "statistics": statistics.run,
}


def main(names: list[str]) -> int:
    held = True
    for name in names or list(SUITES):
        with tempfile.TemporaryDirectory(prefix="tiepdan-", dir=Path.cwd()) as folder:
            for ratio in SUITES[name](Path(folder)):
                print(ratio.line(), flush=True)
                held = held and ratio.held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
