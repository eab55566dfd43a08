"""Where things lie on this PC: resources beside the program, data in the user's own folder."""

import os
import sys
from pathlib import Path

RESOURCES = Path(getattr(sys, "_MEIPASS", Path(__file__).parents[2])) / "resources"

DATABASE_NAME = "tiepdan.db"


def data_folder(chosen: str | None = None) -> Path:
    """The folder of the office's data: chosen, or TIEPDAN_DATA, or the system's place for it."""
    told = chosen or os.environ.get("TIEPDAN_DATA")
    if told:
        return Path(told).expanduser().resolve()
    from platformdirs import user_data_path

    return user_data_path("TiepDan", appauthor=False)
