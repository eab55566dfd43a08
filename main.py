"""Starts the program: a verb on the command line, or the first window."""

import sys

from app.commands import run


def main() -> int:
    wanted = run.window(sys.argv[1:])
    if wanted is None:
        return run.run(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr)
    from ui.startup import open_window

    folder, address, training = wanted
    return open_window(folder, address, training=training)


if __name__ == "__main__":
    sys.exit(main())
