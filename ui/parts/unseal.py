"""Why the identity of a denouncer is opened: asked for on a page, and before a sealed document is used."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.actors import Right
from app.domain.letters import DocumentRow
from ui import theme
from ui.context import NOT_YOURS, Context
from ui.theme import Tone
from ui.widgets.basics import Note, column
from ui.widgets.fields import LineField
from ui.widgets.forms import FormPage

SEALED_PAPER = "Văn bản mang danh tính người tố cáo"
_LOGGED = "Ai mở, lúc nào và lý do đều được ghi vào nhật ký."
_ON_SCREEN = "Danh tính chỉ hiện trên màn hình này."
_ON_PAPER = "Bản in, tệp đã lưu do người mở giữ kín."


class UnsealForm(FormPage):
    """The reason; opens nothing by itself."""

    def __init__(self, heading: str = "Mở danh tính người tố cáo", after: str = _ON_SCREEN) -> None:
        super().__init__(heading, "Mở danh tính" if after == _ON_SCREEN else "Mở văn bản")
        self.reason = LineField(
            "Lý do mở", required=True, placeholder="như xác minh trực tiếp với người tố cáo"
        )
        warning = Note(f"{_LOGGED} {after}", Tone.SEALED, icon="lock")
        self.section(heading, warning, self.reason, reason=self.reason)


class UnsealDialog(QDialog):
    """Asks why a sealed document is opened."""

    def __init__(self, then: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(SEALED_PAPER)
        self.form = UnsealForm(SEALED_PAPER, _ON_PAPER)
        self.form.left.connect(self.reject)

        def told() -> None:
            self.accept()
            then(self.form.reason.value())

        self.form.save_wanted.connect(told)
        layout = column(self.form)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        look = theme.current()
        self.resize(look.scaled(560), look.scaled(300))


def with_reason(context: Context, document: DocumentRow, then: Callable[[str], None], owner: QObject) -> None:
    """Go on with the reason for which a sealed document is opened, with none for the others."""
    if not document.sealing.names:
        then("")
    elif not context.may(Right.OPEN_DENOUNCERS):
        context.messages.notice(NOT_YOURS)
    else:
        dialog = UnsealDialog(then, owner if isinstance(owner, QWidget) else None)
        dialog.open()
