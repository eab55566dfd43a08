"""Starts the screens: application, words, look, last-resort handler, first window; the only exec()."""

import logging
import sys
import tomllib
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from app.runtime.paths import RESOURCES
from ui import theme
from ui.preferences import Preferences
from ui.theme import Look, Theme
from ui.widgets.basics import button, column, label, row

_log = logging.getLogger(__name__)


class QtWords(QTranslator):
    """Qt's own words (buttons, context menus, file dialogs) from a small table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        table = RESOURCES / "translations" / "qt-vi.toml"
        self._words: dict[str, dict[str, str]] = tomllib.loads(table.read_text("utf-8"))

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        found = self._words.get(context, {}).get(source_text)
        # PySide turns None into a null text, which lets Qt fall back to its own words.
        return found if found is not None else None  # type: ignore[return-value]  # see above


class TroubleDialog(QDialog):
    """The last resort: says it plainly, keeps the text copyable, names the log, saves the draft."""

    def __init__(self, details: str, log: Path, parent: QWidget | None = None, *, kept: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tiếp Dân")
        self.setMinimumWidth(560)
        self.text = QPlainTextEdit(details)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Chi tiết lỗi")
        draft = (
            "Bản nháp đã được giữ lại."
            if kept
            else "Chưa giữ được bản nháp, hãy chép phần đang nhập ra nơi khác."
        )
        saved = f"{draft} Việc đang làm dở có thể chưa vào sổ; hãy mở lại trang và xem lại."
        copy = button("Chép chi tiết", self._copy, icon="copy")
        close = button("Làm tiếp", self.accept, kind="primary")
        layout = column(
            label("Chương trình gặp lỗi ngoài dự kiến", "heading", wrap=True),
            label(saved, wrap=True),
            self.text,
            label(f"Nhật ký lỗi: {log}", "small", wrap=True, selectable=True),
            row(copy, None, close),
            gap=12,
        )
        layout.setContentsMargins(20, 20, 20, 16)
        self.setLayout(layout)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


class LastResort:
    """What happens to an exception nobody expected: drafts first, then the log, then the dialog."""

    def __init__(self, log: Path, keep_drafts: Callable[[], None] = lambda: None) -> None:
        self.keep_drafts = keep_drafts
        self.shown: TroubleDialog | None = None
        self._log = log

    def install(self) -> None:
        sys.excepthook = self.handle

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        kept = self._try_to_keep()
        _log.error("not expected", exc_info=(kind, error, trace))
        if self.shown is not None and self.shown.isVisible():
            return  # one dialog is enough; the log has them all
        details = "".join(traceback.format_exception(kind, error, trace))
        self.shown = TroubleDialog(details, self._log, QApplication.activeWindow(), kept=kept)
        self.shown.open()

    def _try_to_keep(self) -> bool:
        try:
            self.keep_drafts()
        except Exception:  # noqa: BLE001 - nothing may keep the dialog from opening
            _log.exception("the draft could not be kept")
            return False
        return True


def make_application(arguments: list[str], preferences: Preferences) -> QApplication:
    """The application with its fonts, words and look."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(arguments)
    application.setApplicationName("TiepDan")
    application.setApplicationDisplayName("Tiếp Dân")
    dress(application, preferences)
    return application


def dress(application: QApplication, preferences: Preferences) -> Theme:
    """Put words and look on an application that exists."""
    application.installTranslator(QtWords(application))
    look = theme.current()
    chosen = Look(preferences.look) if preferences.look in list(Look) else Look.AUTO
    look.wear(chosen, preferences.text_percent)
    return look


def run(application: QApplication, window: QWidget) -> int:
    """Show the first window and stay until the last one closes; returns the exit status."""
    window.show()
    return application.exec()
