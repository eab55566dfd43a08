"""One form for many records: a look at each, what all say alike, the issue with its progress, the files."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QWidget

from app.domain.batches import Batch, Checked, Outcome
from app.domain.changes import Done
from app.domain.errors import KnownTrouble
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, FactKind, LetterFact, LetterForm
from ui import formats, theme
from ui.background import Cancelled, Task
from ui.context import Context
from ui.parts.batch_result import ResultPanel
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, column, label
from ui.widgets.chips import Badge
from ui.widgets.fields import ChoiceField, DateField, Field, LineField, TextField
from ui.widgets.forms import FormPage
from ui.widgets.progress import ProgressLine
from ui.widgets.rest import Rest
from ui.widgets.tables import Column, Line, Order, TablePanel

NAME = "Văn bản hàng loạt"
_OWN = ("sender_", "petition_", "addressees", "matter", "received_", "papers", "settle_days", "due_on")
"""Facts of one record: what they say cannot be typed once for all."""

_SIGNER = "signer_"

_COLUMNS = (
    Column("name", "Hồ sơ", 30, sortable=False),
    Column("state", "Tình trạng", 16, sortable=False),
    Column("note", "Còn thiếu, vướng mắc, số đã cấp", sortable=False),
)
Find = Callable[[], Sequence[RecordId]]


@dataclass(frozen=True, slots=True)
class About:
    """A record all the letters are about, each for a unit or village of it, and the form they have."""

    record_id: RecordId
    form: LetterForm


@dataclass(frozen=True, slots=True)
class Offered:
    """The records of the list and the letters that suit one of them at least."""

    records: tuple[RecordId, ...]
    forms: tuple[LetterForm, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the records told."""

    checked: tuple[Checked, ...]
    facts: tuple[LetterFact, ...]


class BatchDialog(QDialog):
    """Issues a letter for each record of a list."""

    def __init__(
        self,
        context: Context,
        record_type: RecordType,
        find: Find,
        parent: QWidget | None = None,
        about: About | None = None,
    ) -> None:
        super().__init__(parent)
        self._about = about
        self.setWindowTitle(NAME)
        self._context, self.record_type, self._find = context, record_type, find
        self._records: tuple[RecordId, ...] | None = None
        self._looked: Looked | None = None
        self.outcome: Outcome | None = None
        self._asked = 0
        self._ready: set[object] = set()
        self._task: Task | None = None
        self.form = BatchForm(context)
        self.table = TablePanel(
            NAME,
            _COLUMNS,
            context.background,
            EmptyState("Không có hồ sơ nào trong danh sách.", icon="letters"),
        )
        self.progress = ProgressLine()
        self.side = QStackedWidget()
        self.side.setMinimumWidth(theme.current().scaled(340))
        self.side.addWidget(self.form)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addWidget(self.side, 2)
        self.whole = label("", "muted", wrap=True, selectable=True)
        self.whole.hide()
        self.table.chosen.connect(self._tell_whole)
        right = column(self.table, self.whole, self.progress, gap=12)
        right.setStretch(0, 1)
        layout.addLayout(right, 4)
        self._fit(parent)
        self._rest = Rest(self, self.look, 500)
        self.form.form_field.changed.connect(self._other_form)
        self.form.stirred.connect(self._rest.stir)
        self.form.save_wanted.connect(self.issue)
        self.form.left.connect(self.reject)
        self._offer()

    def batch(self, records: Sequence[RecordId]) -> Batch:
        """The letters as asked for now."""
        about = self._about.record_id if self._about is not None else None
        return Batch(self.form.chosen(), self.record_type, tuple(records), self.form.told(), about)

    def look(self) -> None:
        """Look at every record again; an older look that is still under way no longer counts."""
        records, on = self._records, self.form.day.value()
        if self.outcome is not None or not self.form.chosen() or records is None or on is None:
            return
        self._asked += 1
        asked, context, batch = self._asked, self._context, self.batch(records)

        def work(task: Task) -> Looked:
            checked = context.services.batches.check(context.actor, batch, on, task.progress)
            return Looked(checked, _facts(context, batch, checked, on))

        self._long("Đang xem từng hồ sơ…", work, lambda looked: self._show(looked, asked))

    def issue(self) -> None:
        """Issue the letters that are ticked."""
        looked, on = self._looked, self.form.day.value()
        ticked = self.table.model.ticked or set()
        if looked is None or on is None or not ticked:
            self.form.show_errors({}, _nothing_ticked(looked))
            return
        batch = self.batch([one.record_id for one in looked.checked if one.record_id in ticked])
        count = formats.number(len(batch.records))
        sure = f"Ban hành {count} văn bản, mỗi văn bản một số?"
        detail = "Văn bản đã ban hành giữ số trong sổ, kể cả khi dừng giữa chừng."
        if not self._context.messages.ask(sure, detail, yes=f"Ban hành {count} văn bản"):
            return
        context = self._context

        def work(task: Task) -> Done[Outcome]:
            return context.services.batches.issue(context.actor, batch, on, _going_on(task))

        def done(result: Done[Outcome]) -> None:
            self._issued(result.value)
            context.hub.tell(result.areas)

        self.form.busy("Đang ban hành…")
        self._long("Đang ban hành…", work, done)

    def reject(self) -> None:
        """Leave; what is being issued comes to an end between two letters."""
        self.progress.stop()
        super().reject()

    def _offer(self) -> None:
        """Find the records and offer the letters that suit them."""
        context, find, kind, about = self._context, self._find, self.record_type, self._about

        def work(task: Task) -> Offered:
            records = tuple(find())
            if about is not None:
                return Offered(records, (about.form,))
            forms = context.services.batches.forms(context.actor, kind, records, task.progress)
            return Offered(records, forms)

        def show(offered: Offered) -> None:
            self._records = offered.records
            self._fill([])
            self.form.offer(offered.forms)

        self._long("Đang xem các mẫu văn bản…", work, show)

    def _other_form(self) -> None:
        self.form.forget()
        self.look()

    def _long(self, words: str, work: "Callable[[Task], object]", done: "Callable[..., None]") -> None:
        if self._task is not None:
            self._task.cancel()

        def rest() -> None:
            if self._task is task:  # else newer work is shown by now
                self._task = None
                self.progress.end()
                self.form.ready()

        def ended(value: object) -> None:
            rest()
            done(value)

        def failed(error: Exception) -> None:
            rest()
            if isinstance(error, KnownTrouble):
                self._context.messages.trouble(error)
            elif not isinstance(error, Cancelled):
                raise error

        task = self._context.background.run_long(work, ended, failed, progress=self.progress.step, owner=self)
        self._task = task
        self.progress.begin(words, task)

    def _show(self, looked: Looked, asked: int) -> None:
        if asked != self._asked or self.outcome is not None:
            return
        first = self._looked is None
        self._looked = looked
        ready: set[object] = {one.record_id for one in looked.checked if one.ready}
        before = self.table.model.ticked
        self.table.model.ticked = (
            set(ready)
            if first or before is None
            else {key for key in ready if key in before or not self._was_ready(key)}
        )
        self._ready = ready
        self._fill([_line(one) for one in looked.checked])
        short = len(looked.checked) - len(ready)
        self.table.set_summary(
            f"{formats.number(len(ready))} lập được",
            f"{formats.number(short)} còn vướng" if short else "",
        )
        self.form.ask(looked.facts)

    def _tell_whole(self, keys: list[object]) -> None:
        """The remark of the row chosen, which the table may have cut."""
        row = self.table.view.currentIndex().row()
        line = self.table.model.line(row) if keys else None
        told = str(line.cells[-1]) if line is not None else ""
        self.whole.setText(told)
        self.whole.setVisible(bool(told))

    def _was_ready(self, key: object) -> bool:
        return key in self._ready

    def _issued(self, outcome: Outcome) -> None:
        self.outcome = outcome
        looked = self._looked
        assert looked is not None
        issued = dict(zip(outcome.to, outcome.issued, strict=True))
        why = {failed.record_id: failed.why for failed in outcome.failed}
        self.table.model.ticked = None
        self._fill([_result(one, issued, why) for one in looked.checked])
        self.table.set_summary(f"{formats.number(len(issued))} văn bản đã ban hành")
        panel = ResultPanel(
            self._context, outcome, self.progress, self, addressed=self.record_type is RecordType.PETITION
        )
        self.side.addWidget(panel)
        self.side.setCurrentWidget(panel)

    def _fill(self, lines: list[Line]) -> None:
        def fetch(offset: int, limit: int, _order: Order | None) -> tuple[Sequence[Line], int]:
            return lines[offset : offset + limit], len(lines)

        self.table.load(fetch)

    def _fit(self, parent: QWidget | None) -> None:
        look = theme.current()
        self.resize(look.scaled(1140), look.scaled(660))
        if parent is not None:
            room = parent.window().size()
            self.resize(min(self.width(), room.width() - 32), min(self.height(), room.height() - 32))


class BatchForm(FormPage):
    """Which letter, of which day, and what all of them say alike.

    Signals:
        stirred: Something is told differently, so other letters may be ready.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(NAME, "Ban hành", "Đóng")
        self._context = context
        self._facts: dict[str, LetterFact] = {}
        self._common: Card | None = None
        self.form_field = ChoiceField("Mẫu văn bản", required=True)
        self.day = DateField("Ngày ban hành", lambda: context.today, required=True)
        self.day.set_value(context.today)
        self._none = label("Không có mẫu văn bản nào hợp với hồ sơ trong danh sách.", "muted", wrap=True)
        self._none.hide()
        self.section(
            NAME,
            self.form_field,
            self._none,
            self.day,
            label("Bỏ dấu ở hồ sơ nào thì hồ sơ đó để lại.", "muted", wrap=True),
            form=self.form_field,
            on=self.day,
        )
        self.stirred = self.draft_changed  # typing rested

    def offer(self, forms: Sequence[LetterForm]) -> None:
        """The letters to choose from; the only one is chosen."""
        self.form_field.set_choices([(form.id, formats.in_sentence_case(form.title)) for form in forms])
        self._none.setVisible(not forms)
        if len(forms) == 1:
            self.form_field.set_value(forms[0].id)

    def chosen(self) -> str:
        """The id of the form, "" while none is chosen."""
        return str(self.form_field.value() or "")

    def forget(self) -> None:
        """Another form asks for other facts."""
        for name in self._facts:
            self.fields.pop(name, None)
        self._facts = {}
        if self._common is not None:
            self._common.setParent(None)
            self._common.deleteLater()
            self._common = None

    def ask(self, facts: Sequence[LetterFact]) -> None:
        """Offer what all letters can say alike; once asked, the fields stay."""
        if self._common is not None or not facts:
            return
        made = {fact.name: _field(fact, self._context) for fact in facts}
        self._facts = {fact.name: fact for fact in facts}
        self._common = self.section("Chung cho mọi văn bản", *made.values(), **made)

    def told(self) -> tuple[tuple[str, str], ...]:
        """What is typed for all; what was left as it stood may differ from body to body."""
        typed = ((fact, _text(self.fields[name])) for name, fact in self._facts.items())
        return tuple((fact.name, text) for fact, text in typed if text != _plain(fact.value))


def _going_on(task: Task) -> Callable[[int, int], bool]:
    """Progress that answers whether to go on, for work whose end is not an error."""

    def go_on(done: int, whole: int) -> bool:
        try:
            task.progress(done, whole)
        except Cancelled:
            return False
        return True

    return go_on


def _facts(context: Context, batch: Batch, checked: Sequence[Checked], on: date) -> tuple[LetterFact, ...]:
    """What all letters can say alike: what a record does not tell, and who signs."""
    first = next((one for one in checked if not one.trouble), None)
    if first is None:
        return ()
    preview = context.services.letters.preview(context.actor, batch.request(first.record_id), on)
    looked = [one for one in checked if not one.trouble]
    lacking = Counter(missing for one in looked for missing in one.missing)
    return tuple(
        replace(
            fact,
            value=fact.value if fact.name.startswith(_SIGNER) else None,
            required=lacking[fact.description] == len(looked),  # else some can go out without it
        )
        for fact in preview.facts
        if fact.kind not in (FactKind.ROWS, FactKind.LIST)
        and not fact.name.startswith(_OWN)
        and (fact.name.startswith(_SIGNER) or not fact.value or fact.description in lacking)
    )


def _nothing_ticked(looked: Looked | None) -> str:
    """Why nothing can be issued, and what to fill in where that helps."""
    if looked is None or any(one.ready for one in looked.checked):
        return "Chưa đánh dấu hồ sơ nào. Đánh dấu hồ sơ cần lập văn bản."
    lacking = dict.fromkeys(_name(missing) for one in looked.checked for missing in one.missing)
    if lacking:
        return f"Chưa hồ sơ nào lập được văn bản. Điền: {'; '.join(lacking)}."
    return "Không có hồ sơ nào lập được văn bản này. Chọn mẫu khác, hoặc xem vướng mắc ở từng dòng."


def _name(description: str) -> str:
    """The name of a fact, without what more there is to say of it."""
    return description.replace(";", ":", 1).partition(":")[0]


def _field(fact: LetterFact, context: Context) -> Field:
    name, more = _name(fact.description), fact.description[len(_name(fact.description)) + 1 :].strip()
    told, needed = more[:1].upper() + more[1:], fact.required
    if fact.kind is FactKind.DAY:
        day = DateField(name, lambda: context.today, required=needed, help_text=told)
        day.set_value(fact.value if isinstance(fact.value, date) else None)
        return day
    text = str(fact.value or "")
    if "\n" in text:
        box = TextField(name, required=needed, help_text=told, lines=2)
        box.set_value(text)
        return box
    line = LineField(name, required=needed, help_text=told)
    line.set_value(text)
    return line


def _text(field: Field) -> str:
    return _plain(field.value() if isinstance(field, DateField | LineField | TextField) else None)


def _plain(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def _line(one: Checked) -> Line:
    if one.ready:
        return Line(one.record_id, (one.name, Badge("Lập được", Tone.DONE), ""))
    note = one.trouble or f"Thiếu: {'; '.join(one.missing)}"
    return Line(one.record_id, (one.name, Badge("Còn vướng", Tone.SOON, "warning"), note), muted=True)


def _result(one: Checked, issued: dict[RecordId, DocumentRow], why: dict[RecordId, str]) -> Line:
    row = issued.get(one.record_id)
    if row is not None:
        told = f"Số {row.number}" if row.number else "Không số"
        return Line(one.record_id, (one.name, Badge("Đã ban hành", Tone.DONE), told))
    if one.record_id in why:
        badge = Badge("Không lập được", Tone.LATE)
        return Line(one.record_id, (one.name, badge, why[one.record_id]))
    return Line(one.record_id, (one.name, Badge("Để lại", Tone.NEUTRAL), one.trouble), muted=True)
