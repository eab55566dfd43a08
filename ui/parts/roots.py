"""The issuers of certificates whom the office trusts: added after comparing their digits, dropped again."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from app.domain.actors import Right
from app.domain.signatures import Certificate, TrustedRoot
from ui import formats
from ui.context import Context
from ui.widgets.basics import Card, EmptyState, button, clear, column, fitting, label, row, scrolled

ROOT_KINDS = "Chứng thư (*.cer *.crt *.pem *.der)"
_GROUP = 8


def fingerprint(text: str) -> str:
    """Hexadecimal digits in groups, for two people to compare."""
    return " ".join(text[at : at + _GROUP].upper() for at in range(0, len(text), _GROUP))


def open_roots(context: Context, parent: QWidget, closed: Callable[[], None] = lambda: None) -> None:
    """Show the issuers whom the office trusts; ``closed`` is called once the clerk has done with them."""

    def show(roots: tuple[TrustedRoot, ...]) -> None:
        dialog = RootsDialog(context, roots, parent)
        dialog.finished.connect(lambda _result: closed())
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
