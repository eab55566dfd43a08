"""The scanned papers of a file: added from disk or dropped here, opened, taken out with a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from app.domain.actors import Right
from app.domain.changes import Done
from app.domain.errors import KnownTrouble
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.scans import AUTHOR_LIMIT, MEGABYTE, MOST_MEGABYTES, NUMBER_LIMIT, Scan, ScanKind
from app.runtime import words
from app.services.scans import check_file, read_scan
from app.services.scans import told as called
from ui import formats, theme
from ui.context import Context
from ui.parts import documents
from ui.parts.reason_dialog import ReasonDialog
from ui.theme import Tone
from ui.widgets.basics import EmptyState, Note, button, clear, column, label, row, rule
from ui.widgets.fields import ChoiceField, DateField, LineField
from ui.widgets.flow import flow
from ui.widgets.forms import FormPage

KINDS = "Bản quét (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
_RIGHTS = {RecordType.PETITION: Right.RECORD_PETITIONS, RecordType.VISIT: Right.RECORD_RECEPTIONS}
_LOGGED = "Lần xem này được ghi lại: ai, lúc nào, vì sao."
_SEALED = "Bản quét của đơn tố cáo được giữ kín: không ghi tên tệp, mở ra phải có lý do."


class ScansPanel(QFrame):
    """The scans of one petition or visit."""

    def __init__(self, context: Context, record_type: RecordType) -> None:
        super().__init__()
        self.setAccessibleName("Tài liệu quét")
        self.setAcceptDrops(True)
        self._context, self._type = context, record_type
        self._record_id: RecordId | None = None
        self._sealed = False
        self.dialog: AddScansDialog | ReasonDialog | None = None
        self.add_button = button("Thêm tài liệu…", self._choose, icon="plus")
        most = f"hoặc kéo thả tệp vào đây; mỗi tệp tối đa {MOST_MEGABYTES} MB"
        self._hint = label(most, "small", wrap=True)
        self._seal = Note(_SEALED, Tone.SEALED, icon="lock")
        self._empty = EmptyState("Chưa có tài liệu quét.", icon="scan", detail="PDF, JPEG, PNG hoặc TIFF.")
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        head = row(self.add_button, self._hint)
        head.setStretch(1, 1)
        self.setLayout(column(head, self._seal, self._empty, self._list))
        may = context.may(_RIGHTS[record_type])
        self.add_button.setVisible(may)
        self._hint.setVisible(may)

    def show_scans(self, record_id: RecordId, scans: tuple[Scan, ...], *, sealed: bool) -> None:
        """Show what is on record; the list of a sealed record names no paper."""
        self._record_id, self._sealed = record_id, sealed
        clear(self._list)
        self._seal.setVisible(sealed)
        self._empty.setVisible(not scans)
        for scan in sorted(scans, key=lambda scan: bool(scan.removed_why)):
            self._list.addWidget(self._card(scan))

    def add_files(self, paths: list[Path]) -> None:
        """Ask what these papers are, then take them in; what cannot be a scan is told at once."""
        key = self._record_id
        if key is None or not paths:
            return

        def look() -> tuple[list[Path], list[KnownTrouble]]:
            good, troubles = [], []
            for path in paths:
                try:
                    check_file(path)
                    good.append(path)
                except KnownTrouble as trouble:
                    troubles.append(trouble)
            return good, troubles

        def ask(found: tuple[list[Path], list[KnownTrouble]]) -> None:
            good, troubles = found
            for trouble in troubles:
                self._context.messages.trouble(trouble)
            if good and key == self._record_id:
                self._ask_about(good, key)

        self._context.read(look, ask, self)

    def _ask_about(self, paths: list[Path], record_id: RecordId) -> None:
        today = self._context.services.clock.today
        dialog = self.dialog = AddScansDialog(paths, self, today, sealed=self._sealed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.form.save_wanted.connect(partial(self._add, dialog, paths, record_id))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.add_button.isVisible() and event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._mark(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(over=False)
        urls = event.mimeData().urls()
        self.add_files([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def _mark(self, *, over: bool) -> None:
        self.setProperty("role", "card" if over else "")
        self.style().polish(self)

    def _choose(self) -> None:
        path = self._context.messages.open_file("Thêm tài liệu quét", KINDS)
        if path is not None:
            self.add_files([path])

    def _add(self, dialog: "AddScansDialog", paths: list[Path], record_id: RecordId) -> None:
        """One paper is mended in its form; of several each is taken in by itself, and refused by itself."""
        kind = dialog.chosen()
        if len(paths) == 1:
            self._take(paths[0], record_id, kind, dialog)
            return
        dialog.accept()
        for path in paths:
            self._take(path, record_id, kind)

    def _take(
        self, path: Path, record_id: RecordId, kind: ScanKind, dialog: "AddScansDialog | None" = None
    ) -> None:
        context = self._context
        told = dialog.told() if dialog is not None else {}

        def work() -> Done[Scan]:
            draft = read_scan(path, self._type, record_id, kind)
            return context.services.scans.add(context.actor, replace(draft, **told))  # type: ignore[arg-type]  # the draft's own fields

        def added(scan: Scan) -> None:
            if dialog is not None:
                dialog.accept()
            context.messages.notice(f"Đã thêm {called(scan)}, {scan.pages} trang.")

        context.act(work, added, dialog or self, dialog.form if dialog is not None else None)

    def _card(self, scan: Scan) -> QWidget:
        size = f"{max(scan.size / MEGABYTE, 0.1):.1f}".replace(".", ",")
        parts = (
            words.label(scan.kind) if scan.name else "",
            f"số {scan.number}" if scan.number else "",
            f"ngày {formats.day(scan.paper_on)}" if scan.paper_on else "",
            scan.author,
            words.label(scan.format),
            f"{scan.pages} trang",
            f"{size} MB",
            f"thêm {formats.day(scan.added_at.astimezone().date())}",
            scan.added_by,
        )
        about = label(" · ".join(part for part in parts if part), "muted", wrap=True)
        acts = [button("Mở", partial(self._open, scan), kind="link")]
        if not scan.removed_why and self._context.may(_RIGHTS[self._type]):
            acts.append(button("Gỡ…", partial(self._ask_removal, scan), kind="link"))
        bar, card = QWidget(), QWidget()
        bar.setLayout(flow(*acts, gap=16))
        gone = [label(f"Đã gỡ: {scan.removed_why}", "muted", wrap=True)] if scan.removed_why else []
        name = label(called(scan), "muted" if gone else "strong", wrap=True)
        card.setLayout(column(name, *gone, about, bar, rule(), gap=6))
        return card

    def _open(self, scan: Scan) -> None:
        if not scan.sealed:
            self._show(scan, "")
            return
        if not self._context.may(Right.OPEN_DENOUNCERS):
            self._context.messages.warn("Vai trò của bạn không mở được tài liệu giữ kín.")
            return
        asked = self._reason("Mở tài liệu giữ kín", called(scan), "Mở", _LOGGED)

        def go() -> None:
            asked.accept()
            self._show(scan, asked.reason.value())

        asked.form.save_wanted.connect(go)
        asked.open()

    def _show(self, scan: Scan, reason: str) -> None:
        context = self._context
        ending = "jpg" if scan.format == "jpeg" else str(scan.format)
        name = documents.plain_name(called(scan), ending)
        context.read(
            lambda: context.services.scans.content(context.actor, scan.id, reason),
            lambda content: documents.open_content(context, content, name, self),
            self,
        )

    def _ask_removal(self, scan: Scan) -> None:
        kept = "Bản quét vẫn nằm trong sổ với lý do, không còn trong hồ sơ và mục lục."
        asked = self._reason("Gỡ tài liệu quét", called(scan), "Gỡ", kept)
        remove = partial(self._context.services.scans.remove, self._context.actor, scan.id)
        asked.ask(self._context, remove, f"Đã gỡ {called(scan)}.")

    def _reason(self, title: str, about: str, act: str, help_text: str) -> ReasonDialog:
        asked = self.dialog = ReasonDialog(title, about, act, help_text, self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return asked


class AddScansDialog(QDialog):
    """What the papers are; one paper has a name, day, number and author of its own."""

    def __init__(
        self, paths: list[Path], parent: QWidget, today: Callable[[], date], *, sealed: bool
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Thêm tài liệu quét")
        kinds = [(kind, words.label(kind)) for kind in ScanKind]
        self.kind = ChoiceField("Loại tài liệu", kinds, required=True)
        self.name = LineField("Tên tài liệu", required=not sealed and len(paths) == 1)
        self.name.set_value(paths[0].stem)
        self.paper_on = DateField("Ngày ghi trên tài liệu", today)
        self.number = LineField("Số, ký hiệu", limit=NUMBER_LIMIT)
        self.author = LineField(
            "Tác giả",
            limit=AUTHOR_LIMIT,
            help_text="Cơ quan hoặc người lập. Số, ngày, tác giả in vào mục lục hồ sơ.",
        )
        self._one, self._sealed = len(paths) == 1, sealed
        for field in (self.name, self.number, self.author):
            field.setHidden(sealed or not self._one)
        self.paper_on.setHidden(not self._one)
        self.form = FormPage("Thêm tài liệu quét", "Thêm", "Thôi")
        heading = paths[0].name if len(paths) == 1 else f"{len(paths)} tệp, gọi theo tên tệp"
        named = {"kind": self.kind, "name": self.name, "paper_on": self.paper_on}
        paper = {"number": self.number, "author": self.author}
        self.form.section(
            heading, self.kind, self.name, (self.number, self.paper_on), self.author, **named, **paper
        )
        self.form.left.connect(self.reject)
        layout = column(self.form)
        layout.setContentsMargins(16, 16, 16, 16)
        self.setLayout(layout)
        look = theme.current()
        self.resize(look.scaled(560), look.scaled(480 if self._one and not sealed else 360))

    def chosen(self) -> ScanKind:
        """What the papers are."""
        return ScanKind(str(self.kind.value()))

    def told(self) -> dict[str, object]:
        """What the paper itself says, by the draft's fields; of several papers nothing is asked."""
        if not self._one:
            return {}
        told: dict[str, object] = {"paper_on": self.paper_on.value()}
        if not self._sealed:
            told |= {"name": self.name.value(), "number": self.number.value(), "author": self.author.value()}
        return told
