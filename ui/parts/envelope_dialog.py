"""Envelopes: the address, the size, the page as it will be printed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from app.domain.envelopes import Address, EnvelopeSize
from app.domain.kinds import BodyKind
from app.domain.letters import Format
from app.runtime import words
from ui.context import Context
from ui.parts import documents
from ui.parts.pdf_view import PdfView
from ui.widgets.basics import button, fitting, label
from ui.widgets.fields import ChoiceField, LineField
from ui.widgets.forms import FormPage
from ui.widgets.rest import Rest

_NAME = "Phong bì"


class EnvelopeDialog(QDialog):
    """One receiver can be typed differently; of several, the addresses on record are taken."""

    def __init__(
        self, context: Context, addresses: Sequence[Address], body: BodyKind, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_NAME)
        self._context, self._addresses, self._body = context, tuple(addresses), body
        self.paper = PdfView(context)
        self.paper.setAccessibleName("Bản xem trước")
        self.form = self._make_form()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self.form, 2)
        layout.addWidget(self.paper, 3)
        self.resize(fitting(parent, 1000, 480))
        self._rest = Rest(self, self._draw, 400)
        for field in self.form.fields.values():
            field.changed.connect(self._rest.stir)
        self._draw()

    def addresses(self) -> tuple[Address, ...]:
        """Whom the envelopes are for, as typed."""
        if len(self._addresses) != 1:
            return self._addresses
        return (Address(self.name.value(), self.address.value(), self.phone.value()),)

    def _make_form(self) -> FormPage:
        first = self._addresses[0]
        self.size_field = ChoiceField("Cỡ phong bì", [(size, words.label(size)) for size in EnvelopeSize])
        self.size_field.set_value(self._context.preferences.value.envelope)
        self.name = LineField("Họ tên hoặc cơ quan", required=True)
        self.address = LineField("Địa chỉ")
        self.phone = LineField("Điện thoại")
        for field, text in (
            (self.name, first.name),
            (self.address, first.address),
            (self.phone, first.phone),
        ):
            field.set_value(text)
        form = FormPage(_NAME, "Lưu PDF…", "Đóng")
        form.add_act(button("Lưu DOCX…", lambda: self._save(Format.DOCX)))
        if len(self._addresses) == 1:
            form.section("Người nhận", self.name, self.address, self.phone, self.size_field)
            form.fields.update(name=self.name, address=self.address, phone=self.phone)
        else:
            told = label(f"{len(self._addresses)} người nhận, mỗi người một phong bì.", wrap=True)
            form.section("Người nhận", told, self.size_field)
        form.fields["size"] = self.size_field
        form.save_wanted.connect(lambda: self._save(Format.PDF))
        form.left.connect(self.reject)
        return form

    def _chosen(self) -> EnvelopeSize:
        return EnvelopeSize(str(self.size_field.value()))

    def _draw(self) -> None:
        addresses, size = self.addresses(), self._chosen()
        self._context.preferences.change(envelope=str(size))
        if not addresses[0].name.strip():
            return
        services, actor, body = self._context.services, self._context.actor, self._body
        self._context.read(
            lambda: services.envelopes.papers(actor, addresses, size, body, Format.PDF),
            self.paper.show_pdf,
            self,
        )

    def _save(self, kept: Format) -> None:
        addresses, size = self.addresses(), self._chosen()
        services, actor, body = self._context.services, self._context.actor, self._body
        name = documents.file_name(f"{_NAME} {addresses[0].name}", kept)
        self._context.read(
            lambda: services.envelopes.papers(actor, addresses, size, body, kept),
            lambda content: documents.save_content(self._context, content, name, kept, self),
            self,
        )
