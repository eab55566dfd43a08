"""Writes a file beside its place, then puts it there in one step."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def save(content: bytes, path: Path) -> None:
    """The file is whole or as it was before; raises OSError when the disk or the folder refuses."""
    with writing(path) as file:
        file.write(content)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into piece by piece; it takes its place when the block ends well, else it goes."""
    beside = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
