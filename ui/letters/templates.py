"""“Mẫu văn bản”: every letter's template beside the paper it makes; the office may word it its own way."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.actors import Right
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import LetterForm, Preview, TemplateRow, TemplateText
from app.domain.text import fold
from app.runtime import words
from ui.context import Context
from ui.formats import in_sentence_case, number
from ui.letters.template_dialogs import DifferencesDialog, TemplateDialog
from ui.parts.pdf_view import PdfView
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, button, column, label
from ui.widgets.chips import Badge
from ui.widgets.details import SplitView
from ui.widgets.fields import LineField
from ui.widgets.flow import flow
from ui.widgets.lists import ListPanel, Row

OWN = Badge("Đơn vị sửa", Tone.ACCENT)


class TemplateBook(SplitView):
    """The list of templates beside the one chosen."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._rows: dict[object, TemplateRow] = {}
        self.search = LineField("", placeholder="Tìm mẫu theo tên, số mẫu…")
        self.list = ListPanel("Mẫu văn bản", context.background, EmptyState("Không có mẫu nào khớp"))
        head = QWidget()
        above = column(self.search)
        above.setContentsMargins(14, 12, 14, 12)
        head.setLayout(above)
        self.list.set_head(head)
        self.panel = TemplatePanel(context)
        super().__init__(self.list, self.panel, shares=(40, 60))
        self.search.changed.connect(self.refresh)
        self.list.chosen.connect(self._choose)
        self.list.model.modelReset.connect(self._loaded)
        self.list.view.clicked.connect(lambda: self.open_detail())
        self.panel.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the list again; the template chosen stays chosen."""
        self.list.load(self._fetch, choose=self.panel.form)

    def _fetch(self, offset: int, limit: int) -> tuple[Sequence[Row], int]:
        wanted = fold(self.search.value()).split()
        found = [
            row
            for row in self._context.services.letter_templates.all(self._context.actor)
            if all(word in fold(f"{row.title} {row.number} {words.label(row.record)}") for word in wanted)
        ]
        self._rows.update({row.form: row for row in found})
        return [_row(row) for row in found[offset : offset + limit]], len(found)

    def _loaded(self) -> None:
        count = self.list.model.rowCount()
        own = sum(row.own for row in self._rows.values())
        self.list.set_summary(
            f"{number(count)} mẫu" if count else "", f"{number(own)} mẫu đơn vị sửa" if own else ""
        )

    def _choose(self, key: object) -> None:
        row = self._rows.get(key)
        if row is not None:
            self.panel.show_template(row)


class TemplatePanel(Card):
    """A template: when it is written, the paper it makes of a record at hand, what can be done with it.

    Signals:
        changed: The office's version came or went.
    """

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(margin=0, gap=0)
        self._context = context
        self._text: TemplateText | None = None
        self._example: RecordId | None = None
        self.form = ""
        self.heading = label("", "title", wrap=True, selectable=True)
        self._line = label("", "muted", wrap=True)
        self._trigger = label("", wrap=True)
        self.paper = PdfView(context)
        self.edit_button = button("Sửa mẫu…", self._edit, icon="edit")
        self.compare_button = button("Xem chỗ khác mẫu gốc", self._compare)
        self.back_button = button("Trở về mẫu gốc", self._go_back, icon="undo")
        if not context.may(Right.KEEP_OFFICE):
            self.edit_button.hide()
        inside = QWidget()
        acts = flow(self.edit_button, self.compare_button, self.back_button)
        head = column(self.heading, self._line, self._trigger, gap=4)
        lines = column(head, acts, gap=12)
        lines.setContentsMargins(20, 20, 20, 16)
        lines.addWidget(self.paper, 1)
        inside.setLayout(lines)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("Chọn một mẫu để xem", icon="letters"))
        self._stack.addWidget(inside)
        self.add(self._stack)

    def show_template(self, row: TemplateRow) -> None:
        """Show a template with the newest record that it suits, or with its blanks."""
        self.form = row.form
        self._stack.setCurrentIndex(1)
        self.heading.setText(in_sentence_case(row.title))
        templates, letters, actor = (
            self._context.services.letter_templates,
            self._context.services.letters,
            self._context.actor,
        )

        def read() -> tuple[LetterForm, TemplateText, RecordId | None, Preview]:
            example, text = templates.example(actor, row.form), templates.text(actor, row.form)
            shown = templates.trial(actor, row.form, example, text.used)
            return letters.form(row.form), text, example, shown

        self._context.read(read, lambda found: self._show(*found), self)

    def _show(self, form: LetterForm, text: TemplateText, example: RecordId | None, preview: Preview) -> None:
        if form.id != self.form:
            return
        self._text, self._example = text, example
        told = (form.number, form.basis, words.label(form.record))
        self._line.setText(" · ".join(part for part in told if part))
        self._trigger.setText(form.trigger)
        own = bool(text.own)
        self.compare_button.setVisible(own)
        self.back_button.setVisible(own and self._context.may(Right.KEEP_OFFICE))
        self.paper.show_pdf(preview.pdf)

    def _edit(self) -> None:
        if self._text is None:
            return
        dialog = TemplateDialog(self._context, self._text, self._example, self)
        dialog.kept.connect(self._changed)
        dialog.open()

    def _compare(self) -> None:
        if self._text is not None:
            DifferencesDialog(self._text, self).open()

    def _go_back(self) -> None:
        templates, actor, form = self._context.services.letter_templates, self._context.actor, self.form

        def done(_text: TemplateText) -> None:
            self._context.messages.notice("Đã trở về mẫu gốc. Bản đơn vị sửa còn trong nhật ký.")
            self._changed()

        self._context.act(lambda: templates.go_back(actor, form), done, self)

    def _changed(self) -> None:
        row = TemplateRow(self.form, self.heading.text(), "", RecordType.OFFICE, own=False)
        self.show_template(row)
        self.changed.emit()


def _row(row: TemplateRow) -> Row:
    told = " · ".join(part for part in (words.label(row.record), row.number) if part)
    return Row(row.form, in_sentence_case(row.title), told, "", OWN if row.own else None)
