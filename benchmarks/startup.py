"""Start to usable window against a bare PySide6 window with SQLAlchemy imported, in own processes."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Ratio, paired
from benchmarks.office import open_office

_OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from app.bootstrap import file_address
from ui import startup
from ui.main_window import MainWindow

def usable(window=[]):
    found = [w for w in startup.QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
    if found and found[0].page.isVisible():
        os._exit(0)
    QTimer.singleShot(1, usable)

import os
QTimer.singleShot(0, usable)
startup.open_window(Path(sys.argv[1]), file_address(Path(sys.argv[1])), training=False)
"""

_BARE = """
import os
import sqlalchemy
import sqlalchemy.orm
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
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ | {"PYTHONDONTWRITEBYTECODE": ""}

    def start(program: str, *arguments: str) -> None:
        command = [sys.executable, "-c", program, *arguments]
        subprocess.run(command, check=True, env=environment, capture_output=True)

    return [
        paired(
            "start to usable window : bare window, SQLAlchemy",
            lambda: start(_OURS, str(folder)),
            lambda: start(_BARE),
            limit=1.5,
            runs=7,
        )
    ]
