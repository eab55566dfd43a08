"""The program's own log file: what went wrong, never what a citizen said."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_NAME = "tiepdan.log"


def start(folder: Path) -> Path:
    """Log warnings and worse to a rotating file in ``folder``; returns the file's path."""
    path = folder / LOG_NAME
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    return path
