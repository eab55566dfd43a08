"""Pictures of every page with the training office, for docs/screenshots and for whoever judges a change.

Run from the project's folder: ``.venv/bin/python packaging/screenshots.py [FOLDER] [--dark] [--text 175]``.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402 - the platform is chosen first
from PySide6.QtWidgets import QApplication, QPushButton  # noqa: E402

from app.bootstrap import file_address, open_services  # noqa: E402
from app.domain.petitions import PetitionQuery  # noqa: E402
from app.services.demo import found_training_office  # noqa: E402
from ui import startup  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402
from ui.messages import Messages  # noqa: E402
from ui.preferences import PreferencesFile  # noqa: E402
from ui.program import Program  # noqa: E402
from ui.theme import Look, current  # noqa: E402

PAGES = (
    "today",
    "receptions",
    "petitions",
    "voters",
    "calendar",
    "letters",
    "statistics",
    "office",
    "settings",
)


def main() -> None:
    told = _arguments()
    told.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as office:
        services = open_services(file_address(Path(office)))
        actor = found_training_office(services, "MAY-1")
        preferences = PreferencesFile(Path(office))
        application = startup.make_application([], preferences.value)
        current().wear(Look.DARK if told.dark else Look.LIGHT, told.text)
        program = Program(services, preferences, Messages())
        program.show_window(actor)
        window = program.window
        assert window is not None
        window.resize(*told.size)

        def picture(name: str) -> None:
            _settle(application, program)
            window.grab().save(str(told.folder / f"{name}.png"))

        for number, key in enumerate(PAGES, start=1):
            window.open(key)
            picture(f"{number}-{key}")
            _beyond(window, key, number, picture)
        late = services.petitions.page(actor, PetitionQuery(sort="due_on", descending=False, limit=1)).rows
        window.open("petitions", late[0].id)
        picture("3-petition")
        program.close()


def _beyond(window: MainWindow, key: str, number: int, picture: Callable[[str], None]) -> None:
    """What lies behind a page's tabs and its primary act."""
    act = window.page.primary_act()
    for tab in [b for b in window.page.findChildren(QPushButton) if b.property("kind") == "tab"]:
        if tab.isVisible() and key in ("receptions", "voters", "statistics", "office", "settings"):
            tab.click()
            picture(f"{number}-{key}-{_plain(tab.text())}")
    if act is not None and key in ("receptions", "petitions"):
        act.do()
        picture(f"{number}-{key}-new")


def _plain(words: str) -> str:
    from app.domain.text import fold

    return "-".join(part for part in fold(words).split() if part.isalpha())


def _settle(application: QApplication, program: Program) -> None:
    """Let everything arrive that the page asked for, and be laid out."""
    for _ in range(6):
        loop = QEventLoop()
        QTimer.singleShot(60, loop.quit)
        loop.exec()
        while not program.background.idle:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--size", type=int, nargs=2, default=(1366, 768))
    return parser.parse_args()


if __name__ == "__main__":
    main()
