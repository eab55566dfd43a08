"""Letters about meetings and recommendations: the menu that offers them, the choice of what they list."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPushButton

from app.domain.ids import RecordId, record_id
from app.domain.kinds import RecordType
from app.domain.letters import LetterForm, LetterRequest
from app.domain.office import CouncilSession
from app.domain.session_books import LETTER_STAGES, TO_ONE_UNIT, TO_VILLAGES, SessionBook
from app.domain.voters import BookItem, Recommendation
from app.services.files import plain_name
from ui import formats
from ui.background import Task
from ui.context import Context
from ui.parts.batch_dialog import About, BatchDialog
from ui.parts.cover import Cover
from ui.parts.letter_dialog import LetterDialog
from ui.voters.rows import dots
from ui.widgets.basics import button
from ui.widgets.checks import ChecksField
from ui.widgets.fields import ChoiceField
from ui.widgets.forms import FormPage
from ui.widgets.progress import ProgressLine

NO_UNIT = "none"


def letters_button(choices: Sequence[tuple[str, Callable[[], object]]]) -> QPushButton:
    """The button whose menu offers letters: their names, and what each choice does."""
    offer = button("Lập văn bản", icon="document")
    menu = QMenu(offer)
    for name, chosen in choices:
        menu.addAction(name).triggered.connect(lambda _=False, do=chosen: do())
    offer.setMenu(menu)
    if not choices:
        offer.hide()
    return offer


def session_choices(
    forms: Sequence[LetterForm],
    book: SessionBook,
    write: Callable[[LetterForm, SessionBook], object],
    write_each: Callable[[LetterForm, SessionBook], object],
    export: Callable[[CouncilSession], object],
) -> list[tuple[str, Callable[[], object]]]:
    """The letters of a session; one that goes to a unit can go to every unit at once."""
    choices: list[tuple[str, Callable[[], object]]] = []
    for form in (one for one in forms if one.suits(book, sealed=False)):
        choices.append((form.title, partial(write, form, book)))
        if form.act in TO_ONE_UNIT:
            choices.append((f"{form.title}: mọi cơ quan…", partial(write_each, form, book)))
    return [*choices, ("Xuất dữ liệu kiến nghị…", partial(export, book.session))]


class ItemsForm(FormPage):
    """Which recommendations a letter lists: those of one unit where it goes to one."""

    def __init__(self, form: LetterForm, book: SessionBook) -> None:
        super().__init__(form.title, "Soạn văn bản")
        self.form, self.book = form, book
        self._fitting, self._offered = book.fitting(form.act), book.offered(form.act)
        self.unit = ChoiceField("Cơ quan giải quyết", required=form.act in TO_ONE_UNIT)
        self.items = ChecksField(
            "Kiến nghị", required=True, help_text="Bỏ dấu kiến nghị không đưa vào văn bản."
        )
        units = {_unit(item): item.row.unit or "Chưa xác định cơ quan" for item in self._offered}
        self.unit.set_choices(list(units.items()))
        if form.act not in TO_ONE_UNIT:
            self.unit.hide()
        self.section("Kiến nghị đưa vào văn bản", self.unit, self.items, unit=self.unit, items=self.items)
        self.unit.changed.connect(self._offer)
        self.unit.set_value(next(iter(units), None))
        self._offer()

    def chosen(self) -> tuple[RecordId, ...]:
        """The recommendations that stay ticked."""
        return tuple(record_id(key) for key in self.items.value())

    def _offer(self) -> None:
        unit = self.unit.value()
        shown = [item for item in self._offered if self.form.act not in TO_ONE_UNIT or _unit(item) == unit]
        self.items.set_choices([(str(item.id), _words(item, self.book)) for item in shown])
        ticked = [item for item in shown if item in self._fitting]
        self.items.set_value([str(item.id) for item in ticked or shown])


class VoterLetters(QObject):
    """Opens the letters of the page; what they list is asked for on its cover."""

    def __init__(self, context: Context, cover: Cover) -> None:
        super().__init__(cover)
        self._context, self._cover = context, cover
        self.letter: LetterDialog | None = None
        self.batch: BatchDialog | None = None
        self.progress = ProgressLine()

    def write(
        self, form: str, record_type: RecordType, key: RecordId, items: tuple[RecordId, ...] = ()
    ) -> None:
        """The letter with its page, for what it lists."""
        request = LetterRequest(form, record_type, key, items=items)
        self.letter = LetterDialog(self._context, request, self._cover)
        self.letter.open()

    def of_session(self, form: LetterForm, book: SessionBook) -> None:
        """A letter of a session; one that does something to recommendations asks first to which."""
        write = partial(self.write, form.id, RecordType.COUNCIL_SESSION, book.session.id)
        if form.act == TO_VILLAGES:
            self.of_each(form, book)
            return
        if form.act not in LETTER_STAGES:
            write()
            return
        choice = ItemsForm(form, book)

        def chosen() -> None:
            self._cover.close_form()
            write(choice.chosen())

        choice.save_wanted.connect(chosen)
        choice.left.connect(self._cover.close_form)
        self._cover.show_form(choice)

    def of_each(self, form: LetterForm, book: SessionBook) -> None:
        """A letter of a session for every unit or village that has something in it, by the batch."""
        context, key = self._context, book.session.id

        def find() -> Sequence[RecordId]:
            return tuple(context.services.batches.parts(context.actor, form.id, key, context.today))

        about = About(key, form)
        self.batch = BatchDialog(context, RecordType.COUNCIL_SESSION, find, self._cover, about)
        self.batch.open()

    def export(self, session: CouncilSession) -> None:
        """The recommendations of a session as a file for the national database."""
        context = self._context
        path = context.messages.save_file(
            "Xuất dữ liệu kiến nghị cử tri",
            Path(f"Kiến nghị {plain_name(session.name)}.xlsx"),
            "XLSX (*.xlsx);;JSON (*.json)",
        )
        if path is None:
            return

        def work(task: Task) -> int:
            return context.services.voter_export.write(context.actor, path, session.id, task.progress)

        def done(count: int) -> None:
            self.progress.end()
            context.messages.notice(f"Đã ghi {formats.number(count)} kiến nghị vào {path.name}.")

        def failed(error: Exception) -> None:
            self.progress.end()
            context.broke_off(error, "Đã dừng, chưa ghi tệp nào.")

        task = context.background.run_long(work, done, failed, progress=self.progress.step, owner=self)
        self.progress.begin("Đang xuất dữ liệu…", task)

    def about(self, form: str, told: Recommendation) -> None:
        """The letter of its council session about one recommendation."""
        context = self._context
        context.read(
            lambda: context.services.voters.meeting(context.actor, told.meeting_id),
            lambda found: self.write(form, RecordType.COUNCIL_SESSION, found.council_session_id, (told.id,)),
            self,
        )


def _unit(item: BookItem) -> str:
    return str(item.unit_id) if item.unit_id else NO_UNIT


def _words(item: BookItem, book: SessionBook) -> str:
    matter = " ".join(item.row.matter.split())
    over = f"chuyển từ {item.row.session}" if item.row.session_id != book.session.id else ""
    return dots(f"Số {item.row.number}", over, item.row.village, matter)
