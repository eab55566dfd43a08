"""Pictures of windows for the eye; written only where TIEPDAN_PICTURES names a folder."""

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget


def save_picture(widget: QWidget, name: str) -> None:
    """Save what ``widget`` shows as NAME.png in the folder of TIEPDAN_PICTURES, if that is set."""
    folder = os.environ.get("TIEPDAN_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        QApplication.processEvents()  # what is laid out late is laid out now
        widget.grab().save(str(Path(folder) / f"{name}.png"))
