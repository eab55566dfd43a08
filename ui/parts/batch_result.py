"""What a batch issued: as one PDF, a file each, on paper, with envelopes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTemporaryDir
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.batches import Outcome
from app.domain.envelopes import Address
from app.domain.kinds import RecordType
from app.domain.letters import Format
from ui import formats
from ui.background import Task
from ui.context import Context
from ui.parts import printing
from ui.parts.envelope_dialog import EnvelopeDialog
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, column, label, row
from ui.widgets.fields import CheckField, ChoiceField
from ui.widgets.flow import flow
from ui.widgets.progress import ProgressLine

_ADDRESSED, _SENDERS = "addressed", "senders"


class ResultPanel(QWidget):
    """What was issued, and what can be done with the files; they stay in the book whatever happens here."""

    def __init__(
        self, context: Context, outcome: Outcome, progress: ProgressLine, dialog: QDialog, *, addressed: bool
    ) -> None:
        super().__init__()
        self._context, self._outcome = context, outcome
        self._progress = progress
        self._print_folder: QTemporaryDir | None = None
        self.envelopes: EnvelopeDialog | None = None
        self.word = CheckField("Kèm tệp DOCX khi lưu từng tệp")
        notes: list[QWidget] = [Note(_summary(outcome), Tone.DONE, icon="check")]
        if outcome.stopped_by:
            notes.append(Note(outcome.stopped_by, Tone.LATE, icon="warning"))
        if outcome.failed:
            told = f"{len(outcome.failed)} văn bản không lập được, không mất số; lý do ghi ở từng dòng."
            notes.append(Note(told, Tone.SOON, icon="warning"))
        self.merge_button = button("Lưu một tệp PDF…", self._merge, icon="save")
        self.each_button = button("Lưu từng tệp…", self._each, icon="folder")
        self.print_button = button("In…", self._print, icon="print")
        self.envelope_button = button("Phong bì…", self._envelopes, icon="letters")
        self.receiver = ChoiceField(
            "Phong bì gửi", [(_ADDRESSED, "Nơi nhận (Kính gửi)"), (_SENDERS, "Người gửi đơn")]
        )
        self.receiver.set_value(_ADDRESSED)
        if not addressed:
            self.envelope_button.hide()
            self.receiver.hide()
        made_here = (self.merge_button, self.each_button, self.print_button, self.envelope_button)
        for made in made_here:
            made.setEnabled(bool(outcome.issued))
        self.close_button = button("Đóng", dialog.accept, kind="primary")
        kept = label("Văn bản đã vào sổ; lúc khác vẫn lấy lại được ở trang Văn bản.", "muted", wrap=True)
        acts = flow(*made_here)
        card = Card("Đã ban hành", gap=12).add(
            *notes, kept, acts, self.receiver, self.word, row(self.close_button, None)
        )
        self.setLayout(column(card, None))

    def _merge(self) -> None:
        path = self._context.messages.save_file(
            "Lưu một tệp PDF", Path("Văn bản hàng loạt.pdf"), "PDF (*.pdf)"
        )
        if path is not None:
            self._write(lambda task: self._merged(path, task), lambda _path: self._saved(path.name))

    def _each(self) -> None:
        folder = self._context.messages.open_folder("Lưu từng tệp vào thư mục")
        if folder is None:
            return
        context, formats_wanted = (
            self._context,
            (Format.PDF, Format.DOCX) if self.word.value() else (Format.PDF,),
        )

        def work(task: Task) -> Path:
            desk = context.services.batches
            desk.save_each(context.actor, self._outcome.issued, folder, formats_wanted, task.progress)
            return folder

        self._write(work, lambda _folder: self._saved(folder.name))

    def _print(self) -> None:
        """Merge into a file of our own, then print that; it goes with the dialog."""
        self._print_folder = QTemporaryDir()
        path = Path(self._print_folder.path()) / "in.pdf"
        show = printing.print_pdf
        self._write(
            lambda task: self._merged(path, task),
            lambda merged: show(self._context, merged, self, self._progress),
        )

    def _envelopes(self) -> None:
        context, issued, wanted = self._context, self._outcome.issued, self.receiver.value()

        def show(addresses: tuple[Address, ...]) -> None:
            self.envelopes = EnvelopeDialog(context, addresses, issued[0].body, self)
            self.envelopes.open()

        desk, actor = context.services.envelopes, context.actor

        def read() -> tuple[Address, ...]:
            if wanted == _SENDERS:
                return desk.senders(actor, RecordType.PETITION, [row.record_id for row in issued])
            return desk.receivers(actor, issued)

        context.read(read, show, self)

    def _merged(self, path: Path, task: Task) -> Path:
        context = self._context
        return context.services.batches.merge(context.actor, self._outcome.issued, path, task.progress)

    def _write(self, work: Callable[[Task], Path], done: Callable[[Path], None]) -> None:
        def ended(path: Path) -> None:
            self._progress.end()
            done(path)

        def failed(error: Exception) -> None:
            self._progress.end()
            self._context.broke_off(error, "Đã dừng ghi tệp. Văn bản vẫn trong sổ.")

        task = self._context.background.run_long(
            work, ended, failed, progress=self._progress.step, owner=self
        )
        self._progress.begin("Đang ghi tệp…", task)

    def _saved(self, name: str) -> None:
        count = formats.number(len(self._outcome.issued))
        self._context.messages.notice(f"Đã lưu {count} văn bản vào {name}.")


def _summary(outcome: Outcome) -> str:
    count = formats.number(len(outcome.issued))
    numbers = [row.number for row in outcome.issued if row.number]
    books = {number.partition("/")[2] for number in numbers}
    span = f", số {numbers[0]} đến {numbers[-1]}" if len(numbers) > 1 == len(books) else ""
    left = f" Dừng khi còn {formats.number(outcome.untouched)} văn bản chưa lập." if outcome.untouched else ""
    return f"Đã ban hành {count} văn bản ngày {formats.day(outcome.on)}{span}.{left}"
