"""Files handed out of the office: written whole or not at all, and told in words where they cannot be."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from app.domain.errors import StorageTrouble

_NOT_IN_NAMES = re.compile(r'[\\:*?"<>|\s]+')
_NAME_LENGTH = 120


def plain_name(words: str) -> str:
    """Words as every system takes them for the name of a file, without its ending."""
    return _NOT_IN_NAMES.sub(" ", words.replace("/", "-")).strip()[:_NAME_LENGTH].strip()


def save_all(contents: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write files into a folder; when one cannot be written, those that were not there before go again."""
    there = {name for name in contents if (folder / name).exists()}
    paths = tuple(folder / name for name in contents)
    try:
        for path, content in zip(paths, contents.values(), strict=True):
            save(content, path)
    except StorageTrouble:
        for path in paths:
            if path.name not in there:
                path.unlink(missing_ok=True)
        raise
    return paths


def save(content: bytes, path: Path) -> None:
    """Write a file whole or not at all; a place that cannot be written is told."""
    with writing(path) as file:
        file.write(content)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file to write into piece by piece; it is there only when the block ends well."""
    from exporters import saving

    try:
        with saving.writing(path) as file:
            yield file
    except OSError as error:
        raise _not_written(path, error) from error


def ready_folder(folder: Path) -> None:
    """Make the folder when there is none; told before a number is taken when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise _not_written(folder / folder.name, error) from error


def _not_written(path: Path, error: OSError) -> StorageTrouble:
    if error.errno == ENOSPC:
        return StorageTrouble("disk_full")
    if isinstance(error, PermissionError | IsADirectoryError) and path.is_dir():
        return StorageTrouble("file_is_folder", file=path)
    if isinstance(error, PermissionError | IsADirectoryError) and path.exists():
        return StorageTrouble("file_in_use", file=path.name)
    return StorageTrouble("folder_not_writable", folder=path.parent, detail=error)
