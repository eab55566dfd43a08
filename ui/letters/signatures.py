"""The signatures of a file in words, and the check of any PDF of the clerk's choice."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.actors import Right
from app.domain.signatures import Certificate, SignatureReport, SignatureState, TrustedRoot
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, Note, button, clear, column, fitting, label, row, scrolled
from ui.widgets.chips import Chip

TONES = {
    SignatureState.VALID: Tone.DONE,
    SignatureState.UNKNOWN_ISSUER: Tone.SOON,
    SignatureState.EXPIRED: Tone.LATE,
    SignatureState.REVOKED: Tone.LATE,
    SignatureState.CHANGED: Tone.LATE,
    SignatureState.UNREADABLE: Tone.LATE,
}
WHY = {
    SignatureState.VALID: "Nội dung nguyên vẹn từ lúc ký, chứng thư do nơi cấp đơn vị tin cậy.",
    SignatureState.UNKNOWN_ISSUER: "Nội dung nguyên vẹn từ lúc ký, nhưng nơi cấp chứng thư chưa có trong "
    "danh sách tin cậy của đơn vị: chưa chắc ai đã ký.",
    SignatureState.EXPIRED: "Nội dung nguyên vẹn, nhưng lúc ký chứng thư chưa có hiệu lực hoặc đã hết hạn.",
    SignatureState.REVOKED: "Nội dung nguyên vẹn, nhưng chứng thư đã bị nơi cấp thu hồi.",
    SignatureState.CHANGED: "Tệp đã bị sửa sau khi ký. Không dùng tệp này; xin lại bản gốc từ nơi gửi.",
    SignatureState.UNREADABLE: "Chữ ký hỏng hoặc không đọc được. Xin lại bản gốc từ nơi gửi.",
}
LIMITS = "Không hỏi qua mạng chứng thư có bị thu hồi không; giờ ký là giờ của máy người ký."
KINDS = "PDF (*.pdf)"
ROOT_KINDS = "Chứng thư (*.cer *.crt *.pem *.der)"
_GROUP = 8


def told(report: SignatureReport) -> str:
    """Who signed, when, by whose certificate."""
    at = formats.moment(report.signed_at.astimezone()) if report.signed_at else "không rõ giờ ký"
    issuer = f"nơi cấp {report.issuer}" if report.issuer else ""
    parts = (report.signer or "Không rõ người ký", at, issuer)
    return " · ".join(part for part in parts if part)


def verdict(reports: Sequence[SignatureReport]) -> tuple[str, Tone]:
    """The file in one sentence, by its worst signature, and the tone of it."""
    if not reports:
        return "Tệp này không có chữ ký số nào.", Tone.NEUTRAL
    worst = max((report.state for report in reports), key=list(SignatureState).index)
    count = f"{formats.number(len(reports))} chữ ký số"
    if worst is SignatureState.VALID:
        return f"{count}, đều hợp lệ.", Tone.DONE
    return f"{count}. {WHY[worst]}", TONES[worst]


def fingerprint(text: str) -> str:
    """Hexadecimal digits in groups, for two people to compare."""
    return " ".join(text[at : at + _GROUP].upper() for at in range(0, len(text), _GROUP))


class SignatureLines(QWidget):
    """One line for each signature: its state as a chip, who, when; nothing for a file without."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Chữ ký số")
        self.reports: tuple[SignatureReport, ...] = ()
        self._lines = column(gap=6)
        self.setLayout(self._lines)
        self.hide()

    def show_reports(self, reports: Sequence[SignatureReport]) -> None:
        self.reports = tuple(reports)
        clear(self._lines)
        for report in reports:
            icon = "help" if report.state is SignatureState.UNKNOWN_ISSUER else ""
            chip = Chip(words.label(report.state), TONES[report.state], icon)
            chip.setToolTip(WHY[report.state])
            line = QWidget()
            across = row(chip, label(told(report), "small", wrap=True), gap=10)
            across.setStretch(1, 1)
            line.setLayout(across)
            line.setAccessibleName(f"{words.label(report.state)}: {told(report)}")
            self._lines.addWidget(line)
        self.setVisible(bool(reports))


class CheckDialog(QDialog):
    """What the signatures of one file are worth."""

    def __init__(
        self, context: Context, file: Path, reports: Sequence[SignatureReport], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Kiểm tra chữ ký")
        self.resize(fitting(parent, 640, 460))
        self.reports = tuple(reports)
        sentence, tone = verdict(reports)
        self.sentence = sentence
        head = Note(sentence, tone, icon="check" if tone is Tone.DONE else "warning")
        holder = QWidget()
        holder.setLayout(column(*(_card(report) for report in reports), None, gap=8))
        close = button("Đóng", self.accept, kind="primary")
        roots = button("Nơi cấp tin cậy…", lambda: open_roots(context, self), icon="lock")
        acts = row(roots, None, close, gap=8)
        below = label(LIMITS, "small", wrap=True)
        layout = column(label(file.name, "heading", wrap=True), head, scrolled(holder), below, acts, gap=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        close.setFocus()


def _card(report: SignatureReport) -> QWidget:
    card = Card(margin=12, gap=4)
    lines = SignatureLines()
    card.add(lines, label(WHY[report.state], "small", wrap=True))
    lines.show_reports([report])
    return card


def open_roots(context: Context, parent: QWidget) -> None:
    """Show the issuers whom the office trusts."""

    def show(roots: tuple[TrustedRoot, ...]) -> None:
        dialog = RootsDialog(context, roots, parent)
        dialog.open()

    context.read(lambda: context.services.signatures.roots(context.actor), show, parent)


class RootsDialog(QDialog):
    """The issuers whom the office trusts; the keeper adds one after comparing its digits, or drops one."""

    def __init__(self, context: Context, roots: Sequence[TrustedRoot], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle("Nơi cấp tin cậy")
        self.resize(fitting(parent, 600, 420))
        self._list = column(gap=8)
        holder = QWidget()
        holder.setLayout(column(self._list, None))
        self.add_button = button("Thêm chứng thư gốc…", self.add, icon="plus")
        self.add_button.setHidden(not context.may(Right.KEEP_OFFICE))
        close = button("Đóng", self.accept, kind="primary")
        about = label(
            "Chữ ký có chứng thư do các nơi này cấp được coi là biết rõ người ký. Chương trình không kèm sẵn "
            "nơi cấp nào: lấy chứng thư gốc từ trang của nơi cấp rồi đối chiếu mã SHA-256.",
            "muted",
            wrap=True,
        )
        layout = column(about, scrolled(holder), row(self.add_button, None, close, gap=8), gap=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        self._show(roots)

    def add(self) -> None:
        """Ask for a file, show what it says, trust it when the keeper agrees."""
        context = self._context
        path = context.messages.open_file("Chứng thư gốc", ROOT_KINDS)
        if path is None:
            return
        room, actor = context.services.signatures, context.actor

        def ask(read: Certificate) -> None:
            detail = f"Mã SHA-256:\n{fingerprint(read.fingerprint)}\nĐối chiếu với mã nơi cấp công bố."
            if context.messages.ask(f"Tin cậy {read.name}?", detail, yes="Tin cậy"):
                context.act(lambda: room.trust(actor, path), lambda _root: self._load(), self)

        context.read(lambda: room.read_root(actor, path), ask, self)

    def _remove(self, root: TrustedRoot) -> None:
        context = self._context
        if context.messages.ask(f"Không tin cậy {root.name} nữa?", yes="Bỏ"):
            room, actor = context.services.signatures, context.actor
            context.act(lambda: room.distrust(actor, root.id), lambda _nothing: self._load(), self)

    def _load(self) -> None:
        context = self._context
        context.read(lambda: context.services.signatures.roots(context.actor), self._show, self)

    def _show(self, roots: Sequence[TrustedRoot]) -> None:
        clear(self._list)
        for root in roots:
            out = button("Bỏ", lambda one=root: self._remove(one), icon="trash", kind="quiet")  # type: ignore[misc]
            out.setHidden(not self._context.may(Right.KEEP_OFFICE))
            out.setAccessibleName(f"Bỏ {root.name}")
            said = label(f"{fingerprint(root.fingerprint)}", "small", wrap=True, selectable=True)
            ends = label(f"Hết hạn {formats.day(root.ends.astimezone().date())}", "small")
            across = row(column(label(root.name, "strong", wrap=True), said, ends, gap=2), out, gap=8)
            across.setStretch(0, 1)
            card = Card(margin=12, gap=2)
            line = QWidget()
            line.setLayout(across)
            self._list.addWidget(card.add(line))
        if not roots:
            self._list.addWidget(EmptyState("Chưa tin cậy nơi cấp nào", icon="lock"))
