"""The papers of the petition that is shown: its bound file, the file of its case, an envelope."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QPushButton

from app.domain.actors import Right
from app.domain.case_files import Bound
from app.domain.envelopes import Address
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from ui.background import Task
from ui.context import Context
from ui.parts import documents, printing
from ui.parts.envelope_dialog import EnvelopeDialog
from ui.parts.reason_dialog import ReasonDialog
from ui.petitions.file import PetitionFile
from ui.widgets.basics import button
from ui.widgets.progress import ProgressLine

_LIST, _BIND = "Chỉ ghi vào mục lục", "Ghép cả tài liệu giữ kín…"


class FilePapers(QObject):
    """Binds files and addresses envelopes; a line above the tabs shows how far it is."""

    def __init__(self, context: Context, progress: ProgressLine) -> None:
        super().__init__(progress)
        self._context, self._progress = context, progress
        self.envelope: EnvelopeDialog | None = None
        self.asked: ReasonDialog | None = None

    def offer(self, file: PetitionFile) -> QPushButton:
        """The button with what can be printed of a file."""
        made = button("In hồ sơ", icon="print")
        made.setToolTip("Bìa, mục lục, mọi văn bản và bản quét thành một tệp PDF đánh số tờ; phong bì")
        menu = QMenu(made)
        petition, case = file.petition, file.case
        bind = partial(self.bind, RecordType.PETITION, petition.id, f"Hồ sơ {petition.number}")
        sealed = petition.sealed and any(not scan.removed_why for scan in file.scans)
        menu.addAction("Ghép hồ sơ đơn này thành PDF…").triggered.connect(
            lambda: self._ask_sealed(bind) if sealed else bind()
        )
        if case is not None:
            whole = partial(self.bind, RecordType.CASE, case.id, f"Hồ sơ vụ việc {case.title}")
            menu.addAction("Ghép hồ sơ cả vụ việc thành PDF…").triggered.connect(lambda: whole())
        if petition.people and not petition.sealed:
            menu.addAction("Phong bì gửi người gửi đơn…").triggered.connect(lambda: self._envelope(file))
        made.setMenu(menu)
        return made

    def bind(self, record_type: RecordType, record_id: RecordId, name: str, reason: str = "") -> None:
        """Ask where to, then bind there; it can be stopped, and then nothing is left."""
        context = self._context
        path = context.messages.save_file("Ghép hồ sơ", documents.plain_name(name, "pdf"), "PDF (*.pdf)")
        if path is None:
            return

        def work(task: Task) -> Bound:
            services = context.services.case_files
            return services.bind(context.actor, record_type, record_id, path, task.progress, reason)

        def failed(error: Exception) -> None:
            self._progress.end()
            context.broke_off(error, "Đã dừng, chưa ghi tệp nào.")

        task = context.background.run_long(
            work, self._bound, failed, progress=self._progress.step, owner=self
        )
        self._progress.begin("Đang ghép hồ sơ…", task)

    def _bound(self, bound: Bound) -> None:
        self._progress.end()
        left = (
            f" {bound.file.left_out} tài liệu giữ kín chỉ ghi trong mục lục." if bound.file.left_out else ""
        )
        told = f"Đã ghép hồ sơ {bound.file.sheets} tờ vào {bound.path.name}.{left}"
        if not bound.file.papers:
            told = f"Hồ sơ chưa có văn bản, tài liệu nào: {bound.path.name} chỉ có bìa và mục lục trống."
        self._context.messages.notice(told)
        if self._context.messages.choose(told, ["In…"], no="Đóng") == 0:
            printing.print_pdf(self._context, Path(bound.path), self, self._progress)

    def _ask_sealed(self, bind: "partial[None]") -> None:
        """A denouncer's papers are left out unless somebody who may says why not."""
        context = self._context
        if not context.may(Right.OPEN_DENOUNCERS):
            bind()
            return
        why = "Bản quét của đơn tố cáo có thể lộ danh tính người tố cáo. Ghép cả thì lý do được ghi lại."
        chosen = context.messages.choose("Tài liệu giữ kín trong hồ sơ", [_LIST, _BIND], why)
        if chosen == 0:
            bind()
        elif chosen == 1:
            asked = self.asked = ReasonDialog(
                "Ghép cả tài liệu giữ kín", "Hồ sơ đơn tố cáo", "Ghép hồ sơ", why, self._progress.window()
            )
            asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

            def go() -> None:
                asked.accept()
                bind(reason=asked.reason.value())

            asked.form.save_wanted.connect(go)
            asked.open()

    def _envelope(self, file: PetitionFile) -> None:
        person = file.petition.people[0]
        address = Address(person.full_name, person.address, person.phone)
        self.envelope = EnvelopeDialog(self._context, [address], file.petition.body, self._progress.window())
        self.envelope.open()
