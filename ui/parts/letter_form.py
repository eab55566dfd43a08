"""What is told to a letter: what it misses, the day and the signer, every other wording behind a link."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.grounds import COMPLEX
from app.domain.letters import FactKind, LetterFact, LetterForm, LetterRequest, Preview
from app.domain.text import one_line
from ui.context import Context
from ui.theme import Tone
from ui.widgets.basics import Note, button, row
from ui.widgets.checks import ChecksField
from ui.widgets.fields import CheckField, ChoiceField, DateField, Field, LineField, NumberField, TextField
from ui.widgets.forms import FormPage
from ui.widgets.pick_field import PickField
from ui.widgets.rows_field import RowsField

DAY, SIGNING, COMPLEXITY, GROUNDS, REASON = "on", "signing", "complex", "grounds", "reason"
PERIOD = ("period_from", "period_to")
"""The days of a report: each has texts of its own."""
_LONG = 60
SIGNER = "signer_name"
_ASKED = ("competent_body", "result", "extension_days")
"""What stands in sight though the record may tell it: the law names kinds of bodies, a letter goes to one."""
_CLOSED = ("result",)
"""What the register counts by: one of its words, not to be worded otherwise."""
_CELL = " | "


class LetterFormPage(FormPage):
    """The form of one letter; its values are the facts as they are typed.

    Signals:
        stirred: Something is worded differently, so the page looks different.
    """

    stirred = Signal()

    def __init__(self, form: LetterForm, preview: Preview, context: Context) -> None:
        super().__init__(preview.title, "Ban hành")
        self._facts = {fact.name: fact for fact in _wordable(preview)}
        self.draft_button = button("Lưu bản nháp DOCX…", icon="save")
        self.add_act(self.draft_button)
        self.warning = Note("", Tone.SOON, icon="warning")
        self._sections.addWidget(self.warning)
        missing = [fact for fact in self._facts.values() if fact.name in preview.missing]
        if missing:
            made = {fact.name: _field(fact, context, required=True) for fact in missing}
            self.section("Còn thiếu", *self._beginning(preview), *made.values(), **made)
        self._ask(form, preview, context)
        self.show_warnings(preview.warnings)
        for field in self.fields.values():
            field.changed.connect(self.stirred)

    @property
    def on(self) -> date | None:
        """The day of issue as typed."""
        field = self.fields[DAY]
        assert isinstance(field, DateField)
        return field.value()

    @property
    def signing(self) -> str:
        """The way of signing that was chosen, "" for the usual one."""
        field = self.fields.get(SIGNING)
        return str(field.value() or "") if isinstance(field, ChoiceField) else ""

    @property
    def reason(self) -> str:
        """Why the identity of a denouncer is opened, "" where none is asked for."""
        field = self.fields.get(REASON)
        return field.value() if isinstance(field, LineField) else ""

    @property
    def flags(self) -> frozenset[str]:
        """What lengthens the term that the letter starts."""
        field = self.fields.get(COMPLEXITY)
        return frozenset({COMPLEX}) if isinstance(field, CheckField) and field.value() else frozenset()

    @property
    def grounds(self) -> tuple[str, ...]:
        """What the act rests on: the ids of the grounds ticked."""
        field = self.fields.get(GROUNDS)
        if not isinstance(field, ChecksField) or (COMPLEXITY in self.fields and not self.flags):
            return ()
        return field.value()

    def told(self) -> tuple[tuple[str, str], ...]:
        """What the clerk worded differently from the record."""
        typed = {name: _typed(self.fields[name]) for name in self._facts if name in self.fields}
        return tuple(
            (name, text) for name, text in typed.items() if not _same(text, _known(self._facts[name]))
        )

    def word(self, request: LetterRequest) -> None:
        """Put in what was worded and chosen before."""
        for name, text in request.facts:
            if name in self.fields and name in self._facts:
                _put(self.fields[name], text)
        ways, whole, grounds = (self.fields.get(name) for name in (SIGNING, COMPLEXITY, GROUNDS))
        if isinstance(ways, ChoiceField) and request.signing:
            ways.set_value(request.signing)
        if isinstance(whole, CheckField):
            whole.set_value(COMPLEX in request.flags)
        if isinstance(grounds, ChecksField):
            grounds.set_value(request.grounds)

    def tell(self, preview: Preview) -> None:
        """Show what the record says now, where the clerk worded nothing; the warnings and the grounds too."""
        worded = {name for name, _ in self.told()}
        self._facts = {fact.name: fact for fact in _wordable(preview)}
        for name, fact in self._facts.items():
            if name in self.fields and name not in worded:
                _put(self.fields[name], _known(fact))
        self.show_warnings(preview.warnings)
        self._offer(preview)
        self._miss(preview, worded)

    def _miss(self, preview: Preview, worded: Collection[str]) -> None:
        """Ask in sight for what the letter lacks now and did not when it was opened."""
        missing = [name for name in preview.missing if name in self._facts and name in self.fields]
        gone = [name for name in missing if not self.fields[name].required]
        for name in missing:
            self.fields[name].require(wanted=True)
        self.unfold(gone)
        asked = {name: self.fields[name].trouble() for name in gone if name not in worded}
        for name, sentence in asked.items():
            self.fields[name].set_error(sentence)
        if asked:  # what the clerk empties by hand keeps the cursor where it is
            self.fields[next(iter(asked))].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_warnings(self, sentences: Sequence[str]) -> None:
        self.warning.words.setText("\n".join(sentences))
        self.warning.setVisible(bool(sentences))

    def _beginning(self, preview: Preview) -> Sequence[QWidget]:
        """A link to the texts of the last report, for what is still empty; none where there are none."""
        earlier = [(name, text) for name, text in preview.earlier if name in preview.missing]

        def take() -> None:
            for name, text in earlier:
                if self.fields[name].is_empty():
                    _put(self.fields[name], text)
            self.stirred.emit()

        more = button("Lấy lại phần lời của kỳ trước", take, icon="undo", kind="link")
        more.setToolTip("Điền các ô còn trống bằng lời của báo cáo ban hành gần nhất; số liệu là của kỳ này.")
        line = QWidget()
        line.setLayout(row(more, None))
        return [line] if earlier else []

    def _ask(self, form: LetterForm, preview: Preview, context: Context) -> None:
        """The day, the signer, what the act asks for; the rest of the facts behind a link."""
        counts = "Hạn tính từ ngày này." if form.clocks else ""
        day = DateField("Ngày ban hành", lambda: context.today, required=True, help_text=counts)
        day.set_value(context.today)
        others = [fact for fact in self._facts.values() if fact.name not in preview.missing]
        made = {fact.name: _field(fact, context, required=fact.name in _ASKED) for fact in others}
        asked: dict[str, Field] = {name: made.pop(name) for name in _ASKED if name in made}
        asked |= {DAY: day, **self._signer(preview)}
        asked |= {name: made.pop(name) for name in (SIGNER,) if name in made}
        asked |= self._act(form, preview)
        card = self.section("Ban hành", *asked.values(), **asked)
        if made:
            self.folded(card, *made.values(), words="Sửa lời văn", **made)
        self._offer(preview)

    def _signer(self, preview: Preview) -> Mapping[str, Field]:
        if len(preview.ways) < 2:
            return {}
        ways = ChoiceField("Người ký", [(way.key, way.label) for way in preview.ways])
        ways.set_value(preview.ways[0].key)
        return {SIGNING: ways}

    def _act(self, form: LetterForm, preview: Preview) -> Mapping[str, Field]:
        """What the letter's act asks for: whether the matter is complex, its grounds, a reason."""
        fields: dict[str, Field] = {}
        if form.act == "accept" and any(fact.name == "settle_days" for fact in preview.facts):
            fields[COMPLEXITY] = CheckField(
                "Vụ việc phức tạp", help_text="Thời hạn giải quyết dài hơn theo luật."
            )
            fields[COMPLEXITY].changed.connect(lambda: self._show_grounds())
        if preview.grounds:
            words = "Tiêu chí" if COMPLEXITY in fields else "Căn cứ, trường hợp"
            fields[GROUNDS] = ChecksField(words, required=GROUNDS in preview.missing)
        if preview.names_denouncer:
            fields[REASON] = LineField(
                "Lý do mở danh tính người tố cáo",
                required=True,
                help_text="Văn bản mang danh tính người tố cáo; lý do ghi vào nhật ký.",
            )
        return fields

    def _offer(self, preview: Preview) -> None:
        """The grounds that the law of the day knows."""
        field = self.fields.get(GROUNDS)
        if isinstance(field, ChecksField):
            field.set_choices([(ground.id, ground.text) for ground in preview.grounds])
            field.set_help("; ".join(dict.fromkeys(ground.article for ground in preview.grounds)))
            self._show_grounds()

    def _show_grounds(self) -> None:
        field = self.fields.get(GROUNDS)
        if field is not None:
            field.setVisible(COMPLEXITY not in self.fields or bool(self.flags))


def _wordable(preview: Preview) -> list[LetterFact]:
    """The facts with a field of their own: grounds are ticked where the law knows them."""
    return [fact for fact in preview.facts if fact.name != GROUNDS or not preview.grounds]


def _field(fact: LetterFact, context: Context, *, required: bool = False) -> Field:
    words, _, more = fact.description.partition(":")
    help_text = more.strip()[:1].upper() + more.strip()[1:]
    field: Field
    match fact.kind:
        case FactKind.DAY:
            field = DateField(words, lambda: context.today, required=required, help_text=help_text)
        case FactKind.NUMBER:
            field = NumberField(words, required=required, help_text=help_text)
        case FactKind.ROWS:
            field = RowsField(words, fact.columns, required=required, help_text=help_text)
        case FactKind.CHOICE if fact.choices and fact.name in _CLOSED:
            choices = [(told, told) for told in fact.choices]
            field = ChoiceField(words, choices, required=required, help_text=help_text)
        case FactKind.CHOICE if fact.choices:
            field = PickField(words, fact.choices, required=required, help_text=help_text)
        case FactKind.TEXT | FactKind.LIST:
            field = TextField(words, required=required, help_text=help_text, lines=2, counted=False)
        case _ if len(_known(fact)) > _LONG or "\n" in _known(fact):
            field = TextField(words, required=required, help_text=help_text, lines=2, counted=False)
        case _:
            field = LineField(words, required=required, help_text=help_text)
    _put(field, _known(fact))
    return field


def _put(field: Field, text: str) -> None:
    """What the record tells, or was typed before, goes into the field."""
    if _same(_typed(field), text):
        return
    match field:
        case DateField():
            field.set_value(date.fromisoformat(text) if text else None)
        case NumberField():
            field.set_value(int(text) if text.isdecimal() else None)
        case RowsField():
            field.set_value([line.split(_CELL) for line in text.split("\n")])
        case LineField() | TextField() | PickField() | ChoiceField():
            field.set_value(text)


def _typed(field: Field) -> str:
    """What stands in the field, as the letter takes it."""
    match field:
        case DateField():
            day = field.value()
            return day.isoformat() if day else ""
        case NumberField():
            number = field.value()
            return "" if number is None else str(number)
        case RowsField():
            return "\n".join(_CELL.join(cells) for cells in field.value())
        case LineField() | TextField() | PickField():
            return field.value()
        case ChoiceField():
            return str(field.value() or "")
    return ""


def _same(one: str, other: str) -> bool:
    """Whether two texts read the same line by line: a box gives the blanks it shows back as plain ones."""
    lines = ([one_line(line) for line in text.split("\n") if line.strip()] for text in (one, other))
    return next(lines) == next(lines)


def _known(fact: LetterFact) -> str:
    """What the record tells, as it would be typed."""
    return fact.value.isoformat() if isinstance(fact.value, date) else fact.value or ""
