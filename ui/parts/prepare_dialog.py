"""“Chuẩn bị cả bộ”: every paper of a report written into a folder, with progress and a way to stop."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.report_sets import DueReport, Prepared
from app.services import period_words
from ui import formats
from ui.context import Context
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, clear, column, fitting, label, row
from ui.widgets.file_field import FileField
from ui.widgets.forms import FormPage
from ui.widgets.progress import ProgressLine

NAME = "Chuẩn bị cả bộ báo cáo"
_FEW = 6


class PrepareForm(FormPage):
    """Where to, what will be made, and how far it is."""

    def __init__(self, context: Context, due: DueReport) -> None:
        super().__init__(NAME, "Chuẩn bị", "Đóng")
        self.folder = FileField(
            "Thư mục",
            lambda known: context.messages.open_folder("Chuẩn bị cả bộ vào thư mục", known),
            required=True,
            help_text="Tệp cùng tên trong thư mục được thay bằng tệp mới.",
        )
        self.progress = ProgressLine()
        made = "Mỗi biểu một tệp Word, PDF, Excel"
        if due.report.wants_letter(due.period):
            made += "; báo cáo dạng dự thảo, chưa lấy số"
        lines: list[QWidget] = [
            label(period_words.with_days(due.period), "strong", wrap=True),
            label(f"{period_words.standing(due, context.today)}.", "muted", wrap=True),
            label(f"{made}; danh mục kiểm tra.", wrap=True),
        ]
        if context.today <= due.period.days.last:
            lines.append(Note("Kỳ chưa hết: số liệu chỉ đến hôm nay.", Tone.SOON))
        if due.report.note:
            lines.append(Note(due.report.note, Tone.NEUTRAL))
        self.section(due.report.title, *lines, self.folder, folder=self.folder).add(self.progress)
        self.outcome = Card("Đã lập xong", gap=8)
        self._sections.addWidget(self.outcome)
        self._told = column(gap=8)
        self.outcome.add(self._told)
        self.outcome.hide()

    def show_outcome(self, folder: Path, prepared: Prepared) -> None:
        """What was written, what does not match, how much is left to write; the checklist has it all."""
        count = formats.number(len(prepared.files))
        lines: list[QWidget] = [Note(f"Đã ghi {count} tệp vào {folder.name}.", Tone.DONE, icon="check")]
        lines += [Note(told, Tone.LATE, icon="warning") for told in _shortened(prepared.failing)]
        if prepared.by_hand:
            count = formats.number(len(prepared.by_hand))
            told = f"Còn {count} chỗ phải tự điền, tự viết: xem Danh mục kiểm tra."
            lines.append(label(told, wrap=True))
        clear(self._told)
        for line in lines:
            self._told.addWidget(line)
        self._told.addLayout(row(button("Mở thư mục", lambda: _open(folder), icon="folder"), None))
        self.outcome.show()

    def busy(self, words: str = "Đang lập…") -> None:
        super().busy(words)

    def ready(self, words: str = "") -> None:
        super().ready(words)
        self.progress.end()


class PrepareDialog(QDialog):
    """Prepares the set of one report."""

    def __init__(self, context: Context, due: DueReport, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._due = context, due
        self.form = PrepareForm(context, due)
        layout = column(self.form)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        self.resize(fitting(parent, 640, 620))
        self.form.save_wanted.connect(self.prepare)
        self.form.left.connect(self.reject)
        self.rejected.connect(self.form.progress.stop)

    def prepare(self) -> None:
        """Write the set; stopped, nothing of it is left."""
        folder = self.form.folder.path()
        assert folder is not None  # the form asks for it
        desk, actor, due = self._context.services.report_sets, self._context.actor, self._due
        task = self._context.act_long(
            lambda task: desk.prepare(actor, due.report.id, due.period.key, folder, task.progress),
            lambda prepared: self.form.show_outcome(folder, prepared),
            self,
            self.form,
            self.form.progress.step,
        )
        self.form.progress.begin("Đang lập bộ báo cáo…", task)


def _shortened(failing: tuple[str, ...]) -> tuple[str, ...]:
    if len(failing) <= _FEW:
        return failing
    return (*failing[:_FEW], f"Còn {formats.number(len(failing) - _FEW)} chỗ khác trong Danh mục kiểm tra.")


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
