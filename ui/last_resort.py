"""The last resort: what happens to an exception nobody expected."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from ui.widgets.basics import button, column, label, row
from ui.widgets.forms import FormPage

_log = logging.getLogger(__name__)


def keep_drafts() -> None:
    """Let every form that is open hand on what is typed and not yet kept."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, FormPage):
            widget.keep()


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

    def __init__(self, log: Path, keep_drafts: Callable[[], None] = keep_drafts) -> None:
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
