"""What Word is given opens in another office program too, and says there what it says here."""

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from exporters import word
from tests.exporters.reading import pdf_text, without_space, word_text
from tests.exporters.samples import NAMES, letter

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: DOCX files were not opened in it")
def test_each_letter_opens_in_libreoffice_with_all_its_words(tmp_path: Path) -> None:
    written = {name: word.render(letter(name).document) for name in NAMES}
    for name, content in written.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    sources = [str(tmp_path / f"{name}.docx") for name in NAMES]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        *sources,
    ]
    subprocess.run(command, check=True, capture_output=True)
    for name, content in written.items():
        read = unicodedata.normalize("NFC", pdf_text((tmp_path / f"{name}.pdf").read_bytes()))
        assert sorted(without_space(read)) == sorted(without_space(word_text(content)))
