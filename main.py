"""Starts the program: a verb on the command line, or the first window."""

import sys

from app.commands import run
from app.runtime.paths import data_folder


def main() -> int:
    if wants_window(sys.argv[1:]):
        options = run.read(sys.argv[1:])
        from ui.startup import open_window

        return open_window(data_folder(options.data), options.database, training=options.demo_window)
    return run.run(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
