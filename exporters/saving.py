"""Writes a file beside its place, then puts it there in one step."""

import os
from pathlib import Path


def save(content: bytes, path: Path) -> None:
    """The file is whole or as it was before; raises OSError when the disk or the folder refuses."""
    beside = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
