"""“Sao lưu”: where copies go, one at once, the proof that nothing was edited behind the program's back."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.errors import KnownTrouble
from app.domain.history import Verification
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, clear, column, label, row
from ui.widgets.forms import one_column

RESTORE = 'python main.py restore "{copy}"'


def verdict(found: Verification) -> tuple[str, Tone]:
    """The result of the check in words, and its tone."""
    read = f"{formats.number(found.changes)} lần ghi"
    if found.whole:
        return f"Sổ nguyên vẹn: đã đối chiếu {read}, không có gì bị sửa ngoài chương trình.", Tone.DONE
    faults = []
    if found.broken_at is not None:
        faults.append(f"nhật ký bị sửa hoặc mất từ lần ghi số {formats.number(found.broken_at)}")
    if found.altered_records:
        faults.append(f"{formats.number(len(found.altered_records))} hồ sơ không khớp nhật ký")
    if found.altered_files:
        faults.append(f"{formats.number(len(found.altered_files))} văn bản lưu đã bị thay nội dung")
    return (
        f"Sổ có dấu hiệu bị sửa ngoài chương trình: {'; '.join(faults)}. "
        "Đừng ghi thêm; giữ nguyên tệp dữ liệu, báo người quản lý và lấy bản sao lưu trước đó để so lại.",
        Tone.LATE,
    )


class Said(QWidget):
    """What came of an act; nothing while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = ""
        self._place = column()
        self.setLayout(self._place)
        self.hide()

    def say(self, sentence: str, tone: Tone = Tone.DONE) -> None:
        """The sentence on the ground of its tone; an empty one takes the last away."""
        self.sentence = sentence
        clear(self._place)
        if sentence:
            self._place.addWidget(Note(sentence, tone, icon="check" if tone is Tone.DONE else "warning"))
        self.setVisible(bool(sentence))


class CopiesTab(QWidget):
    """Copies and checks, done in the background."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.folder = label("", selectable=True, wrap=True)
        self.newest = label("", "strong", wrap=True)
        self.copy_button = button("Sao lưu ngay", self.copy, icon="save", kind="primary")
        self.check_button = button("Kiểm tra sổ", self.check, icon="check")
        self.restore = label("", selectable=True, wrap=True)
        self.copied, self.checked = Said(), Said()
        copies = Card("Bản sao lưu", gap=12).add(
            self.newest,
            column(label("Thư mục", "muted"), self.folder, gap=2),
            label(
                "Chương trình cũng tự sao lưu mỗi khi đóng. Nên đặt thư mục ở ổ đĩa khác hoặc USB.",
                "small",
                wrap=True,
            ),
            self.copied,
            row(self.copy_button, button("Đổi thư mục", self.choose, icon="folder"), None),
        )
        checks = Card("Kiểm tra sổ", gap=12).add(
            label(
                "Đối chiếu từng hồ sơ, từng văn bản lưu với nhật ký để phát hiện sửa ngoài chương trình.",
                wrap=True,
            ),
            self.checked,
            row(self.check_button, None),
        )
        back = Card("Khôi phục", gap=8).add(
            label(
                "Khôi phục làm ngoài cửa sổ này: đóng chương trình, mở cửa sổ dòng lệnh ở thư mục "
                "chương trình, rồi gõ đúng dòng sau. Dữ liệu đang dùng được giữ lại bên cạnh.",
                wrap=True,
            ),
            self.restore,
            row(button("Chép dòng lệnh", self._copy_command, icon="copy"), None),
        )
        self.setLayout(column(one_column(copies, checks, back)))

    def refresh(self) -> None:
        """Look at the folder for the newest copy."""
        backup, folder = self._context.services.backup, self._context.preferences.copies_folder

        def look() -> tuple[Path | None, datetime | None]:
            newest = backup.newest(folder)
            return newest, backup.made_at(newest) if newest else None

        self.folder.setText(str(folder))
        self._context.read(look, lambda found: self._show(*found), self)

    def copy(self) -> None:
        """A checked copy at once, off the GUI thread."""
        context, folder = self._context, self._context.preferences.copies_folder

        def done(made: Path) -> None:
            self._ready()
            context.messages.notice(f"Đã sao lưu và kiểm tra: {made.name}")
            self.refresh()

        self.copied.say("")
        self.copy_button.setEnabled(False)
        self.copy_button.setText("Đang sao lưu…")
        backup = context.services.backup
        context.background.run(
            lambda: backup.copy(context.actor, folder),
            done,
            self._failed(self.copied, self._ready),
            owner=self,
        )

    def choose(self) -> None:
        """Another folder for copies, remembered on this PC."""
        preferences = self._context.preferences
        chosen = self._context.messages.open_folder("Thư mục sao lưu", preferences.copies_folder)
        if chosen is not None:
            preferences.change(copies_folder=str(chosen))
            self.refresh()

    def check(self) -> None:
        """Compare every record with the log, and say what came of it."""
        context = self._context

        def done(found: Verification) -> None:
            self._check_ended()
            self.checked.say(*verdict(found))

        self.check_button.setEnabled(False)
        self.check_button.setText("Đang kiểm tra…")
        backup = context.services.backup
        context.background.run(
            lambda: backup.verify(context.actor),
            done,
            self._failed(self.checked, self._check_ended),
            owner=self,
        )

    def _show(self, newest: Path | None, made_at: datetime | None) -> None:
        if newest is None or made_at is None:
            self.newest.setText("Chưa có bản sao lưu nào trong thư mục này.")
        else:
            when = formats.moment_near(made_at, self._context.today)
            self.newest.setText(f"Bản mới nhất: {when}")
        self.restore.setText(RESTORE.format(copy=newest or "tệp sao lưu"))

    def _copy_command(self) -> None:
        QGuiApplication.clipboard().setText(self.restore.text())
        self._context.messages.notice("Đã chép dòng lệnh.")

    def _ready(self) -> None:
        self.copy_button.setEnabled(True)
        self.copy_button.setText("Sao lưu ngay")

    def _check_ended(self) -> None:
        self.check_button.setEnabled(True)
        self.check_button.setText("Kiểm tra sổ")

    def _failed(self, said: Said, restore: Callable[[], None]) -> Callable[[Exception], None]:
        """Known trouble is said beside what was wanted, in its sentence."""

        def failed(error: Exception) -> None:
            restore()
            if not isinstance(error, KnownTrouble):
                raise error
            said.say(words.sentence(error), Tone.LATE)

        return failed
