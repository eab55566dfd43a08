"""From the click on the icon to the first page in its window; against a bare one and ``import sqlalchemy``.

Ours begins as ``main`` does: without the search for garbage, and with the services before Qt, for whatever is
imported after Qt costs more.
"""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Ratio, paired
from benchmarks.office import open_office

_OURS = """
import gc, os
gc.disable()
import main
import app.bootstrap, app.runtime.paths
import ui
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def usable():
    for window in QApplication.topLevelWidgets():
        if window.inherits("QMainWindow") and window.isVisible() and window.page.isVisible():
            os._exit(0)
    QTimer.singleShot(1, usable)

QTimer.singleShot(0, usable)
main.main()
"""

_BARE = """
import os
import sqlalchemy
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Tiếp Dân"))
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: os._exit(0))
application.exec()
"""


def run(folder: Path) -> list[Ratio]:
    services, _ = open_office(folder)
    services.close()
    environment = (
        {"QT_QPA_PLATFORM": "offscreen"}
        | os.environ
        | {"PYTHONDONTWRITEBYTECODE": "", "TIEPDAN_DATA": str(folder)}
    )

    def start(program: str) -> None:
        command = [sys.executable, "-c", program]
        subprocess.run(command, check=True, env=environment, capture_output=True)

    return [
        paired(
            "start to usable window : bare window, SQLAlchemy",
            lambda: start(_OURS),
            lambda: start(_BARE),
            limit=1.5,
            runs=11,
        )
    ]
