"""The signatures of a file in words, and the check of any PDF of the clerk's choice."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.signatures import SignatureReport, SignatureState
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.roots import open_roots
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, clear, column, fitting, label, row, scrolled
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


def told(report: SignatureReport) -> str:
    """Who signed, when, by whose certificate."""
    at = formats.moment(report.signed_at.astimezone()) if report.signed_at else "không rõ giờ ký"
    issuer = f"nơi cấp {report.issuer}" if report.issuer else ""
    other = f"văn bản ghi người ký {report.meant}" if report.meant else ""
    parts = (report.signer or "Không rõ người ký", other, at, issuer)
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
            chips = [chip, Chip("Khác tên", Tone.SOON, "warning")] if report.meant else [chip]
            across = row(*chips, label(told(report), "small", wrap=True), gap=10)
            across.setStretch(len(chips), 1)
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
        self._context, self._file = context, file
        self.setWindowTitle("Kiểm tra chữ ký")
        self.resize(fitting(parent, 640, 460))
        self.reports: tuple[SignatureReport, ...] = ()
        self.sentence = ""
        self._said = column(gap=12)
        holder = QWidget()
        holder.setLayout(self._said)
        close = button("Đóng", self.accept, kind="primary")
        roots = button("Nơi cấp tin cậy…", lambda: open_roots(context, self, self.read_again), icon="lock")
        acts = row(roots, None, close, gap=8)
        below = label(LIMITS, "small", wrap=True)
        layout = column(label(file.name, "heading", wrap=True), scrolled(holder), below, acts, gap=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        self._show(reports)
        close.setFocus()

    def read_again(self) -> None:
        """An issuer may be trusted now that was not."""
        signatures, actor, file = self._context.services.signatures, self._context.actor, self._file
        self._context.read(lambda: signatures.verify_file(actor, file), self._show, self)

    def _show(self, reports: Sequence[SignatureReport]) -> None:
        self.reports = tuple(reports)
        self.sentence, tone = verdict(reports)
        clear(self._said)
        self._said.addWidget(Note(self.sentence, tone, icon="check" if tone is Tone.DONE else "warning"))
        for report in reports:
            self._said.addWidget(_card(report))
        self._said.addStretch(1)


def _card(report: SignatureReport) -> QWidget:
    card = Card(margin=12, gap=4)
    lines = SignatureLines()
    card.add(lines, label(WHY[report.state], "small", wrap=True))
    lines.show_reports([report])
    return card
