"""“Ký số”: whose key, what is seen where, the paper as it will look; then the signature itself."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from app.domain.changes import Area, Done
from app.domain.errors import KnownTrouble, Refused
from app.domain.letters import DocumentRow
from app.domain.signatures import (
    SEAL_LEAST,
    SEAL_MOST,
    Certificate,
    KeyKind,
    Preview,
    SignedFile,
    SigningRequest,
    Stamp,
)
from app.runtime import words
from ui import formats, theme
from ui.context import Context
from ui.parts.pdf_view import PdfView
from ui.preferences import Preferences
from ui.widgets.basics import EmptyState, button, column, row
from ui.widgets.fields import CheckField, ChoiceField, NumberField, PasswordField
from ui.widgets.file_field import FileField
from ui.widgets.forms import FormPage
from ui.widgets.rest import Rest

_FILES = "Chứng thư (*.p12 *.pfx)"
_MODULES = "Thư viện PKCS#11 (*.dll *.so *.dylib)"
_PICTURES = "Ảnh PNG (*.png)"
OTHER_NAME = "signer_other"
_OTHER = (
    "Chỉ ký tiếp khi đúng là người khác ký thay theo phân công, hoặc dùng chứng thư của cơ quan. "
    "Danh sách chữ ký sẽ ghi rõ hai tên khác nhau."
)
_PLACES = {
    Stamp.HAND: "Giữa chức vụ và họ tên. Không có ảnh thì ghi tên và thời gian ký.",
    Stamp.SEAL: "Bên trái, trùm khoảng 1/3 chữ ký.",
    Stamp.TEXT: "Dùng cho phụ lục gửi riêng và bản sao: tên cơ quan, thời gian ký.",
}


class SigningForm(FormPage):
    """How the document is signed; remembers on this PC where key and pictures lie, never the PIN.

    Signals:
        stirred: The paper would look different.
    """

    stirred = Signal()

    def __init__(self, context: Context, *, rooms: int, first: bool) -> None:
        super().__init__("Ký số", "Ký", "Thôi")
        self._context = context
        self._found: tuple[Certificate, ...] = ()
        self.keys = ChoiceField("Ký bằng", [(kind, words.label(kind)) for kind in KeyKind], required=True)
        self.file = FileField("Tệp chứng thư", self._picking("Tệp chứng thư", _FILES), required=True)
        self.module = FileField(
            "Thư viện của USB",
            self._picking("Thư viện của USB", _MODULES),
            required=True,
            help_text="Tệp PKCS#11 do phần mềm đi kèm USB cài vào máy.",
        )
        self.certificate = ChoiceField("Chứng thư trong USB", placeholder="Cắm USB rồi bấm Đọc USB")
        self.read_button = button("Đọc USB", self.read_token, icon="refresh")
        self.secret = PasswordField(
            "Mật khẩu tệp hoặc mã PIN", required=True, help_text="Chỉ dùng cho lần ký này, không lưu lại."
        )
        self.stamp = ChoiceField("Ký là", [(stamp, words.label(stamp)) for stamp in Stamp], required=True)
        self.picture = FileField(
            "Ảnh chữ ký hoặc con dấu",
            self._picking("Ảnh chữ ký hoặc con dấu", _PICTURES),
            help_text="PNG nền trong suốt; chữ ký màu xanh, dấu màu đỏ.",
        )
        self.seal_mm = NumberField("Bề ngang con dấu (mm)", least=SEAL_LEAST, most=SEAL_MOST)
        numbered = [(n, f"Chỗ thứ {n} từ trái sang, trên xuống") for n in range(1, rooms + 1)]
        self.room = ChoiceField("Chỗ ký", numbered)
        self.room.set_value(rooms)
        self.archive = CheckField("Ký trên bản PDF/A-2b (tự khai, chưa kiểm định)")
        self._lay()
        self.archive.setHidden(not first)
        self._fill(context.preferences.value, Stamp.HAND if first else Stamp.SEAL)
        self.keys.changed.connect(self._switch_keys)
        self.stamp.changed.connect(self._switch_stamp)
        for field in (self.stamp, self.picture, self.seal_mm, self.room):
            field.changed.connect(self.stirred)

    def request(self) -> SigningRequest:
        """What was chosen."""
        return SigningRequest(
            KeyKind(str(self.keys.value())),
            self._path.path() or Path(),
            Stamp(str(self.stamp.value())),
            self.picture.path(),
            int(str(self.room.value() or 0)),
            self.seal_mm.value() or 0,
            str(self.certificate.value() or "") if self._token() else "",
            self.archive.value(),
        )

    def remember(self) -> None:
        """Keep on this PC where things lie."""
        place = "signing_module" if self._token() else "signing_file"
        picture = {Stamp.HAND: "hand_picture", Stamp.SEAL: "seal_picture"}.get(self._stamp())
        told: dict[str, str | int] = {"signing_keys": str(self.keys.value()), place: self._path.value()}
        if picture:
            told[picture] = self.picture.value()
        self._context.preferences.change(**told, seal_mm=self.seal_mm.value() or 0)

    def read_token(self) -> None:
        """Ask the token for its certificates."""
        path, context = self.module.path(), self._context
        if path is None:
            self.module.set_error("Chọn thư viện PKCS#11 do nơi cấp USB cài trên máy.")
            return
        room, actor = context.services.signatures, context.actor
        context.background.run(
            lambda: room.certificates(actor, path), self._offer, self._token_trouble, owner=self
        )

    def busy(self, words: str = "Đang ký…") -> None:
        super().busy(words)

    def _lay(self) -> None:
        reading = QWidget()
        reading.setLayout(column(self.certificate, row(self.read_button, None), gap=8))
        self._reading = reading
        whose = {
            "keys": self.keys,
            "path": self.file,
            "certificate": self.certificate,
            "secret": self.secret,
        }
        self.section("Chứng thư", self.keys, self.file, self.module, reading, self.secret, **whose)
        seen = {
            "stamp": self.stamp,
            "picture": self.picture,
            "seal_mm": self.seal_mm,
            "room": self.room,
            "archive": self.archive,
        }
        self.section("Trên văn bản", *seen.values(), **seen)

    def _picking(self, title: str, kinds: str) -> Callable[[Path | None], Path | None]:
        return lambda folder: self._context.messages.open_file(title, kinds, folder)

    @property
    def _path(self) -> FileField:
        return self.module if self._token() else self.file

    def _fill(self, known: Preferences, stamp: Stamp) -> None:
        self.keys.set_value(known.signing_keys)
        self.stamp.set_value(stamp)
        self.seal_mm.set_value(known.seal_mm)
        self.file.set_value(known.signing_file)
        self.module.set_value(known.signing_module)
        self._switch_keys()
        self._switch_stamp()

    def _switch_keys(self) -> None:
        token = self._token()
        self.file.setVisible(not token)
        self.module.setVisible(token)
        self._reading.setVisible(token)
        self.fields["path"] = self._path
        self.secret.set_value("")

    def _switch_stamp(self) -> None:
        stamp, known = self._stamp(), self._context.preferences.value
        self.stamp.set_help(_PLACES[stamp])
        self.picture.setVisible(stamp is not Stamp.TEXT)
        self.picture.require(wanted=stamp is Stamp.SEAL)
        self.seal_mm.setVisible(stamp is Stamp.SEAL)
        self.room.setVisible(stamp is not Stamp.TEXT and self.room.combo.count() > 1)
        self.picture.set_value(known.seal_picture if stamp is Stamp.SEAL else known.hand_picture)

    def _token(self) -> bool:
        return self.keys.value() == KeyKind.TOKEN

    def _stamp(self) -> Stamp:
        return Stamp(str(self.stamp.value()))

    def _offer(self, found: tuple[Certificate, ...]) -> None:
        self.certificate.set_choices([(one.fingerprint, _told(one)) for one in found])
        if len(found) == 1:
            self.certificate.set_value(found[0].fingerprint)
        self.certificate.set_error("" if found else "Trong USB không có chứng thư để ký.")

    def _token_trouble(self, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            raise error
        self.module.set_error(words.sentence(error))


class SigningDialog(QDialog):
    """Signs one document.

    Signals:
        signed: It has one more signature (``SignedFile``).
    """

    signed = Signal(object)

    def __init__(
        self, context: Context, document: DocumentRow, parent: QWidget, *, rooms: int, first: bool
    ) -> None:
        super().__init__(parent)
        self._context, self._document = context, document
        self.setWindowTitle(f"Ký số văn bản {document.number}".rstrip())
        look = theme.current()
        self.resize(
            QSize(look.scaled(1080), look.scaled(700)).boundedTo(parent.window().size() - QSize(32, 32))
        )
        self.form = SigningForm(context, rooms=rooms, first=first)
        self.form.setMinimumWidth(look.scaled(380))
        self.form.left.connect(self.reject)
        self.form.save_wanted.connect(lambda: self._sign())
        self.paper = PdfView(context)
        self.paper.setAccessibleName("Bản xem trước")
        self._rest = Rest(self, lambda: self._preview(tried=True), 400)
        self.form.stirred.connect(self._rest.stir)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self.form, 2)
        sealed = EmptyState(
            "Không xem trước ở đây", icon="lock", detail="Văn bản ghi danh tính người tố cáo."
        )
        layout.addWidget(sealed if document.sealing.names else self.paper, 3)
        self._preview(tried=False)

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        self.form.secret.set_value("")
        super().hideEvent(event)

    def _preview(self, *, tried: bool) -> None:
        """Show the paper as it would be signed; what is in the way is told once the clerk tried something."""
        if self._document.sealing.names:
            return
        room, actor, key = self._context.services.signatures, self._context.actor, self._document.id
        request = self.form.request()
        self._context.background.run(
            lambda: room.preview(actor, key, request),
            self._show,
            lambda error: self._unseen(error, tried=tried),
            owner=self,
        )

    def _show(self, seen: Preview) -> None:
        self.paper.show_pdf(seen.pdf, (seen.page, seen.down))

    def _unseen(self, error: Exception, *, tried: bool) -> None:
        """What cannot be seen is told beside its field, while the clerk may still be typing there."""
        if not isinstance(error, KnownTrouble):
            raise error
        field = self.form.fields.get(error.field)
        if tried and field is None:
            self.form.show_errors({}, words.sentence(error))
        elif tried and field is not None:
            field.set_error(words.sentence(error))
        room, actor, key = self._context.services.signatures, self._context.actor, self._document.id
        self._context.read(lambda: room.content(actor, key), self.paper.show_pdf, self)

    def _sign(self, *, other_name: bool = False) -> None:
        room, actor, key = self._context.services.signatures, self._context.actor, self._document.id
        request, secret = self.form.request(), self.form.secret.value()
        asked = replace(request, other_name=other_name)

        def sign() -> Done[SignedFile | Refused]:
            try:
                done = room.sign(actor, key, asked, secret)
            except Refused as refused:
                if refused.code != OTHER_NAME:
                    raise
                return Done(refused, Area(0))
            return Done(done.value, done.areas)

        self._context.act(sign, self._answered, self, self.form)

    def _answered(self, outcome: SignedFile | Refused) -> None:
        """A certificate of another name signs when the clerk says so: a deputy's, the organ's own."""
        if isinstance(outcome, SignedFile):
            self._done(outcome)
            return
        told = {name: str(fact) for name, fact in outcome.facts.items()}
        question = (
            f"Chứng thư mang tên {told['certificate']}, văn bản ghi người ký là {told['signer']}. Vẫn ký?"
        )
        if self._context.messages.ask(question, _OTHER, yes="Vẫn ký", no="Chọn chứng thư khác"):
            self._sign(other_name=True)

    def _done(self, kept: SignedFile) -> None:
        self.form.remember()
        self.accept()
        self._context.messages.notice(f"Đã ký số: {kept.signer}.")
        self.signed.emit(kept)


def _told(one: Certificate) -> str:
    return f"{one.name} (đến {formats.day(one.ends.astimezone().date())})"
