"""Starts the program: a verb on the command line, or the first window."""

import sys


def main() -> int:
    return 0


if __name__ == "__main__":
    sys.exit(main())
