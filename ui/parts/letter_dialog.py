"""A letter before it is issued: its page, what it still misses, the day; then issuing and the files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QWidget

from app.domain.grounds import COMPLEX
from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import DocumentRow, FactKind, Format, LetterFact, LetterRequest, Preview
from ui import formats, theme
from ui.context import Context
from ui.parts import documents
from ui.parts.pdf_view import PdfView
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, column, label, row
from ui.widgets.checks import ChecksField
from ui.widgets.fields import CheckField, DateField, Field, LineField, TextField
from ui.widgets.flow import flow
from ui.widgets.forms import FormPage
from ui.widgets.rest import Rest

_LONG = 60
_ASKED = ("competent_body",)  # the law names kinds of bodies; the letter goes to one


class LetterDialog(QDialog):
    """Shows a record's letter as it will be printed and issues it.

    Signals:
        issued: The letter has its number and is kept (``DocumentRow``).
    """

    issued = Signal(object)

    def __init__(
        self,
        context: Context,
        form: str,
        record_type: RecordType,
        record_id: RecordId,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._request = LetterRequest(form, record_type, record_id)
        self._preview: Preview | None = None
        self._document: DocumentRow | None = None
        self.form: FactsForm | None = None
        self.setWindowTitle("Soạn văn bản")
        self.resize(_fitting(parent))
        self._side = QStackedWidget()
        self._side.addWidget(label("Đang soạn…", "muted"))
        self._side.setMinimumWidth(theme.current().scaled(360))
        self.paper = PdfView(context)
        self.paper.setAccessibleName("Bản xem trước")
        self._rest = Rest(self, self._load, 400)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self._side, 2)
        layout.addWidget(self.paper, 3)
        self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        super().hideEvent(event)

    def _load(self) -> None:
        if self._document is not None:
            return
        request, actor = self._wanted(), self._context.actor
        on = self.form.day.value() if self.form is not None else self._context.today
        self._context.read(
            lambda: self._context.services.letters.preview(actor, request, on), self._show, self
        )

    def _wanted(self) -> LetterRequest:
        if self.form is None:
            return self._request
        return replace(
            self._request, facts=self.form.told(), flags=self.form.flags(), grounds=self.form.grounds()
        )

    def _show(self, preview: Preview) -> None:
        if self._document is not None:
            return  # what was asked for before it was issued has no number
        self._preview = preview
        self.paper.show_pdf(preview.pdf)
        if self.form is None:
            self.setWindowTitle(preview.title.capitalize())
            self.form = FactsForm(preview, self._context)
            self.form.stirred.connect(self._rest.stir)
            self.form.save_wanted.connect(self._issue)
            self.form.left.connect(self.reject)
            self.form.draft_button.clicked.connect(lambda: self._save_draft())
            self._put(self.form)

    def _put(self, widget: QWidget) -> None:
        self._side.addWidget(widget)
        self._side.setCurrentWidget(widget)

    def _issue(self) -> None:
        assert self.form is not None
        on = self.form.day.value()
        assert on is not None
        request, actor = self._wanted(), self._context.actor
        self._context.act(
            lambda: self._context.services.letters.issue(actor, request, on), self._done, self, self.form
        )

    def _done(self, document: DocumentRow) -> None:
        self._document = document
        actor = self._context.actor
        self._context.read(
            lambda: self._context.services.letters.content(actor, document.id, Format.PDF),
            self.paper.show_pdf,
            self,
        )
        self._put(IssuedPanel(self._context, document, self))
        self.issued.emit(document)

    def _save_draft(self) -> None:
        if self._preview is not None:
            name = documents.file_name(f"Bản nháp {self._preview.title}", Format.DOCX)
            documents.save_content(self._context, self._preview.docx, name, Format.DOCX, self)


class FactsForm(FormPage):
    """What the record does not know, the day of issue, and every other wording behind a link.

    Signals:
        stirred: Something is worded differently, so the page looks different.
    """

    stirred = Signal()

    def __init__(self, preview: Preview, context: Context) -> None:
        super().__init__(preview.title, "Ban hành")
        self._facts = {fact.name: fact for fact in preview.facts}
        self.draft_button = button("Lưu bản nháp DOCX…", icon="save")
        self.add_act(self.draft_button)
        self.day = DateField(
            "Ngày ban hành", lambda: context.today, required=True, help_text="Hạn tính từ ngày này."
        )
        self.day.set_value(context.today)
        missing = [fact for fact in preview.facts if fact.name in preview.missing]
        if missing:
            self._section("Còn thiếu", missing, context, required=True)
        self.complex = CheckField("Vụ việc phức tạp", help_text="Thời hạn giải quyết dài hơn theo luật.")
        self.criteria = ChecksField("Tiêu chí")
        settles = any(fact.name == "settle_days" for fact in preview.facts)
        lines: tuple[Field, ...] = (self.day, self.complex, self.criteria) if settles else (self.day,)
        others = [fact for fact in preview.facts if fact.name not in preview.missing]
        made = {fact.name: _field(fact, context, required=fact.name in _ASKED) for fact in others}
        asked = {name: made.pop(name) for name in _ASKED if name in made}
        more = {"complex": self.complex, "grounds": self.criteria} if settles else {}
        card = self.section("Ban hành", *asked.values(), *lines, **asked, on=self.day, **more)
        self.folded(card, *made.values(), words="Sửa lời văn", **made)
        for asking in (self.day, self.complex):
            asking.changed.connect(lambda: self._offer(context))
        self._offer(context)
        for field in self.fields.values():
            field.changed.connect(self.stirred)

    def flags(self) -> frozenset[str]:
        """What lengthens the term that the letter starts."""
        return frozenset({COMPLEX}) if self.complex.value() else frozenset()

    def grounds(self) -> tuple[str, ...]:
        """The criteria that make the matter complex."""
        return self.criteria.value() if self.complex.value() else ()

    def _offer(self, context: Context) -> None:
        """The criteria of the day, once the matter is called complex."""
        on = self.day.value()
        if on is None:
            return
        known = context.services.petitions.grounds_for("accept", PetitionKind.COMPLAINT, on)
        self.criteria.set_choices([(ground.id, ground.text) for ground in known])
        self.criteria.set_help("; ".join(dict.fromkeys(ground.article for ground in known)))
        self.criteria.setVisible(bool(known) and self.complex.value())

    def told(self) -> tuple[tuple[str, str], ...]:
        """What the clerk worded differently from the record."""
        typed = ((name, self.fields[name]) for name in self._facts if name in self.fields)
        return tuple(
            (name, _text(_value(field)))
            for name, field in typed
            if _text(_value(field)) != _text(self._facts[name].value)
        )

    def _section(
        self, heading: str, facts: Sequence[LetterFact], context: Context, *, required: bool
    ) -> None:
        made = {fact.name: _field(fact, context, required=required) for fact in facts}
        self.section(heading, *made.values(), **made)


def _fitting(parent: QWidget | None) -> QSize:
    """Room for the form and the whole width of a page, inside the window it belongs to."""
    wanted = QSize(theme.current().scaled(1080), theme.current().scaled(700))
    return wanted if parent is None else wanted.boundedTo(parent.window().size() - QSize(32, 32))


def _field(fact: LetterFact, context: Context, *, required: bool = False) -> Field:
    name, _, more = fact.description.replace(";", ":", 1).partition(":")
    help_text = more.strip()[:1].upper() + more.strip()[1:]
    if fact.kind is FactKind.DAY:
        day = DateField(name, lambda: context.today, required=required, help_text=help_text)
        day.set_value(fact.value if isinstance(fact.value, date) else None)
        return day
    text = _text(fact.value)
    if len(text) > _LONG or "\n" in text:
        box = TextField(name, required=required, help_text=help_text, lines=2)
        box.set_value(text)
        return box
    line = LineField(name, required=required, help_text=help_text)
    line.set_value(text)
    return line


def _value(field: Field) -> str | date | None:
    return field.value() if isinstance(field, DateField | LineField | TextField) else None


def _text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


class IssuedPanel(QWidget):
    """The letter is out: its number, and what can be done with its files."""

    def __init__(self, context: Context, document: DocumentRow, dialog: QDialog) -> None:
        super().__init__()
        number = f" số {document.number}" if document.number else ""
        said = f"Đã ban hành{number} ngày {formats.day(document.issued_on)}."
        acts = flow(
            button("Mở PDF", lambda: documents.open_pdf(context, document, dialog), icon="document"),
            button(
                "Lưu DOCX…", lambda: documents.save_copy(context, document, Format.DOCX, dialog), icon="save"
            ),
            button(
                "Lưu PDF…", lambda: documents.save_copy(context, document, Format.PDF, dialog), icon="save"
            ),
        )
        self.close_button = button("Đóng", dialog.accept, kind="primary")
        card = Card(document.title.capitalize(), gap=12).add(
            Note(said, Tone.DONE, icon="check"),
            label("Văn bản đã vào sổ, giữ nguyên như lúc ban hành.", "muted", wrap=True),
            acts,
            row(self.close_button, None),
        )
        self.setLayout(column(card, None))
