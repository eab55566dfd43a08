"""Starts the program: a verb on the command line, or the first window."""

import gc
import sys


def main() -> int:
    gc.disable()  # what is loaded stays: looking for garbage among it costs a tenth of the start
    if sys.argv[1:]:
        from app.commands import run

        wanted = run.window(sys.argv[1:])
    else:  # the icon was clicked: a command line that says nothing need not be read
        from app.bootstrap import file_address
        from app.runtime.paths import data_folder

        wanted = data_folder(), file_address(data_folder()), False
    if wanted is None:
        gc.enable()
        return run.run(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr)
    from ui.startup import open_window

    folder, address, training = wanted
    return open_window(folder, address, training=training)


if __name__ == "__main__":
    sys.exit(main())
