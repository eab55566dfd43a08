"""A rule pack as one file for a USB stick: a zip of its texts, with a signature when somebody signed it."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from app.domain.errors import Refused, StorageTrouble
from app.domain.law import Signer
from app.rules import packs, signing
from app.rules.packs import RulePack
from app.rules.reading import WHOLE, bad

SUFFIX = ".tiepdan-rules.zip"
LARGEST_FILE = 4 * 1024 * 1024
LARGEST_TEXT = 1024 * 1024
MOST_FILES = 64
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}\.toml")
_OLDEST = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class PackFile:
    """What a pack file holds.

    Attributes:
        signer: Who signed it, or None; the signature was verified.
    """

    files: Mapping[str, str]
    signer: Signer | None


def packed(files: Mapping[str, str], signature: str = "") -> bytes:
    """The pack file of these texts; the same texts always give the same bytes."""
    told = {**files, signing.SIGNATURE: signature} if signature else files
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(told):
            archive.writestr(zipfile.ZipInfo(name, _OLDEST), told[name].encode("utf-8"), zipfile.ZIP_DEFLATED)
    return whole.getvalue()


@cache
def shipped() -> bytes:
    """The pack that comes with the program, as a pack file."""
    return packed(packs.shipped())


def content_of(path: Path) -> bytes:
    """The pack file at a path, a folder of rule files put into one; refused when it is too large for one."""
    try:
        if path.is_dir():
            return packed(packs.files_of(path))
        if path.stat().st_size > LARGEST_FILE:
            raise Refused("rules_file_too_large", file=path.name, most=LARGEST_FILE // 1024 // 1024)
        return path.read_bytes()
    except OSError as trouble:
        raise StorageTrouble("input_unreadable", file=path, detail=trouble) from trouble


def loaded(path: Path) -> RulePack:
    """The pack of a file or a folder; refused as ``content_of``, ``unpacked`` and ``packs.load`` do."""
    return packs.load(unpacked(content_of(path)).files)


def named(name: str) -> str:
    """The name of a pack file, with the suffix that it lacks."""
    return name if name.endswith(SUFFIX) else name.removesuffix(".zip") + SUFFIX


@lru_cache(maxsize=8)
def unpacked(content: bytes) -> PackFile:
    """The texts of a pack file and who signed them; what is no plain list of rule files is refused."""
    files = _opened(content)
    signature = files.pop(signing.SIGNATURE, None)
    signer = None if signature is None else signing.verified(files, signature)
    return PackFile(MappingProxyType(files), signer)


@lru_cache(maxsize=8)
def on_record(content: bytes) -> RulePack:
    """The pack of a file whose signature was looked at when the office adopted it; loaded once."""
    files = _opened(content)
    files.pop(signing.SIGNATURE, None)
    return packs.load(MappingProxyType(files), whole=False)


def _opened(content: bytes) -> dict[str, str]:
    if len(content) > LARGEST_FILE:
        raise Refused("rules_file_too_large", file="", most=LARGEST_FILE // 1024 // 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _texts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        raise Refused("rules_file_not_zip") from None


def _texts(archive: zipfile.ZipFile) -> dict[str, str]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise Refused("rules_file_too_many", count=len(entries), most=MOST_FILES)
    files: dict[str, str] = {}
    for entry in entries:
        if trouble := _trouble(entry, files):
            raise Refused(trouble, name=entry.filename[:80])
        files[entry.filename] = _text(archive, entry)
    return files


def _trouble(entry: zipfile.ZipInfo, files: Mapping[str, str]) -> str:
    """The code of what is wrong with an entry before it is read, or ""."""
    faults = {
        "rules_file_in_folder": "/" in entry.filename or "\\" in entry.filename,
        "rules_file_strange": not _NAME.fullmatch(entry.filename),
        "rules_file_twice": entry.filename in files,
        "rules_file_locked": entry.flag_bits & _ENCRYPTED,
        "rules_file_method": entry.compress_type not in _METHODS,
    }
    return next((code for code, found in faults.items() if found), "")


def _text(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    with archive.open(entry) as file:
        content = file.read(LARGEST_TEXT + 1)  # what the zip says of its sizes may be a lie
    if len(content) > LARGEST_TEXT:
        raise Refused("rules_text_too_large", name=entry.filename, most=LARGEST_TEXT // 1024)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as trouble:
        raise bad(entry.filename, WHOLE, "not_utf8") from trouble
