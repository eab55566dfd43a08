"""Starts the program: a verb on the command line, or the first window."""

import gc
import sys


def main() -> int:
    gc.disable()  # what is loaded stays: looking for garbage among it costs a tenth of the start
    from app.commands import run

    wanted = run.window(sys.argv[1:])
    if wanted is None:
        gc.enable()
        return run.run(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr)
    from ui.startup import open_window

    folder, address, training = wanted
    return open_window(folder, address, training=training)


if __name__ == "__main__":
    sys.exit(main())
