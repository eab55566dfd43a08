"""Sets up what is missing and starts the program: the demo office, or whatever the arguments say."""

from __future__ import annotations  # so that an older Python can read this file far enough to be told

import sys

import environment


def arguments(given: list[str], *, screen: bool) -> list[str]:
    """What the program is told: the caller's words, else the demo office on screen or on paper."""
    if given:
        return given
    return ["--demo"] if screen else ["demo", str(environment.ROOT / "out")]


def main() -> int:
    screen = environment.has_screen()
    python = environment.prepare(window=screen)
    program = str(environment.ROOT / "main.py")
    return environment.run([str(python), program, *arguments(sys.argv[1:], screen=screen)])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
