"""One visit: its state, its clock, the next step, and what is known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.accounts import Account
from app.domain.actors import Right
from app.domain.changes import Area, Done
from app.domain.errors import KnownTrouble
from app.domain.events import Event
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, LetterForm, LetterRequest
from app.domain.people import Person
from app.domain.petitions import Source
from app.domain.receptions import Visit
from app.runtime import words
from ui import formats
from ui.context import Context, may_open
from ui.parts import documents, letter_menu, routes
from ui.parts.explanation import ExplanationDialog
from ui.parts.handover import Handover
from ui.parts.letter_dialog import LetterDialog
from ui.parts.unseal import UnsealForm
from ui.receptions import rows
from ui.receptions.actions import AnswerForm
from ui.theme import Tone
from ui.widgets.basics import Card, EmptyState, Note, button, clear, column, label, row
from ui.widgets.details import Detail, Entry, Facts, Timeline

RECEIPT = "rx-receipt"
_SEALED = (
    "Danh tính người tố cáo được cất riêng. Mỗi lần mở phải ghi lý do, và lần mở được lưu trong nhật ký."
)


@dataclass(frozen=True, slots=True)
class VisitFile:
    """All that the detail shows of a visit."""

    visit: Visit
    events: tuple[Event, ...]
    documents: tuple[DocumentRow, ...]
    accounts: tuple[Account, ...]
    letters: tuple[LetterForm, ...] = ()


def gather(context: Context, visit_id: RecordId) -> VisitFile:
    """Read a visit with its timeline, its papers and the working of its open clocks; off the GUI thread."""
    services, actor = context.services, context.actor
    visit = services.receptions.visit(actor, visit_id)
    running = [clock for clock in visit.clocks if clock.closed_on is None]
    return VisitFile(
        visit,
        services.receptions.timeline(actor, visit_id),
        services.letters.of_record(actor, visit_id),
        tuple(services.deadlines.account(actor, clock) for clock in running),
        letter_menu.suiting(context, RecordType.VISIT, visit, sealed=visit.sealed),
    )


class VisitDetail(QStackedWidget):
    """The visit chosen; in its place, while they are filled in, the forms of its acts.

    Signals:
        petition_wanted: The visit should become a petition (``Handover``), or its petition be opened.
    """

    petition_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._file: VisitFile | None = None
        self.form: AnswerForm | UnsealForm | None = None
        self._empty = Card().add(
            EmptyState(
                "Chọn một lượt tiếp để xem.", icon="receptions", detail="Hoặc bấm Ctrl+N để ghi lượt mới."
            )
        )
        self.detail = Detail()
        self._facts, self._timeline = Facts(), Timeline()
        self._papers, self._people = QVBoxLayout(), QVBoxLayout()
        for words_, content in (
            ("Tóm tắt", self._facts),
            ("Diễn biến", self._timeline),
            ("Giấy tờ", _holder(self._papers)),
            ("Người", _holder(self._people)),
        ):
            self.detail.add_tab(words_, content)
        self.addWidget(self._empty)
        self.addWidget(self.detail)
        self._kept = Card().add(EmptyState(routes.KEPT, icon="lock", detail=routes.KEPT_WHY))
        self.addWidget(self._kept)
        self.detail.why_wanted.connect(self.explain)

    @property
    def visit_id(self) -> RecordId | None:
        return self._file.visit.id if self._file else None

    def load(self, visit_id: RecordId | None) -> None:
        """Show a visit, or that none is chosen; a form being filled in for the same visit stays."""
        if self.form is not None and visit_id == self.visit_id:
            return
        if visit_id is None:
            self._close_form()
            self._file = None
            self.setCurrentWidget(self._empty)
            return
        self._context.background.run(
            lambda: gather(self._context, visit_id), self.show_file, self._refused, owner=self
        )

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, KnownTrouble):
            raise error
        if error.code != routes.KEPT_CODE:
            self._context.messages.trouble(error)
            return
        self._file = None
        self.setCurrentWidget(self._kept)

    def show_file(self, file: VisitFile) -> None:
        self._file = file
        visit = file.visit
        session = visit.session
        line = (
            words.label(visit.kind) if visit.kind else "Chưa phân loại",
            visit.field,
            rows.session_name(session),
            words.label(session.body),
            f"{session.receiver} tiếp",
        )
        badges = rows.visit_badges(self._context.services, visit)
        told = " · ".join(part for part in line if part)
        self.detail.show_head(
            rows.visit_name(visit), f"Lượt {visit.turn}", told, badges, why=bool(file.accounts)
        )
        self._show_step(file)
        self._facts.show_facts(_facts(visit))
        self._timeline.show_entries([_entry(event) for event in file.events])
        self._show_papers(file)
        self.show_people(visit.people)
        self._show_acts(file)
        self._close_form()

    def answer(self) -> None:
        """Ask when and what the citizen was answered."""
        form = AnswerForm(self._context)
        self._open_form(form)
        form.save_wanted.connect(lambda: self._keep_answer(form))

    def make_petition(self) -> None:
        if self._file is None:
            return
        visit = self._file.visit
        people = tuple(person.as_draft() for person in visit.people)
        handover = Handover(
            Source.RECEPTION,
            visit.session.body,
            visit.kind,
            visit.matter,
            visit.field,
            visit.request,
            visit.session.held_on,
            people,
            visit.people_count,
            visit_id=visit.id,
        )
        self.petition_wanted.emit(handover)

    def unseal(self) -> None:
        """Ask for the reason, then show who denounced, on the screen only."""
        form = UnsealForm()
        self._open_form(form)
        form.save_wanted.connect(lambda: self._open_identity(form))

    def print_receipt(self) -> None:
        """Show the receipt of the papers taken in; issuing it keeps and prints it."""
        if self._file is not None:
            self.print_receipt_of(self._file.visit.id)

    def print_receipt_of(self, visit_id: RecordId) -> None:
        LetterDialog(self._context, LetterRequest(RECEIPT, RecordType.VISIT, visit_id), self).open()

    def write_letter(self, form: str) -> None:
        """Show a letter for the visit before it is issued."""
        if self._file is not None:
            request = LetterRequest(form, RecordType.VISIT, self._file.visit.id)
            LetterDialog(self._context, request, self).open()

    def explain(self) -> None:
        if self._file is not None:
            name = rows.visit_name(self._file.visit)
            subject = f"Lượt tiếp {formats.day(self._file.visit.session.held_on)} · {name}"
            ExplanationDialog(self._context, self._file.accounts, subject, self).open()

    def show_people(self, people: Sequence[Person]) -> None:
        """Who came; the first speaks for the others."""
        clear(self._people)
        if not people:
            opening = button("Mở danh tính…", self.unseal, icon="lock")
            may_open(self._context, opening)
            self._people.addWidget(Note(_SEALED, Tone.SEALED, icon="lock"))
            self._people.addLayout(row(opening, None))
        for at, person in enumerate(people):
            self._people.addWidget(_person_card(person, represents=at == 0 and len(people) > 1))

    def _show_step(self, file: VisitFile) -> None:
        may = self._context.may(Right.RECORD_RECEPTIONS)
        if file.accounts and file.visit.petition_id is None and may:
            account = file.accounts[0]
            step = f"Trả lời công dân trước {formats.day(account.due)}"
            self.detail.show_step(step, f"{account.article}.", "Ghi trả lời", self.answer)
        else:
            self.detail.show_step("")

    def _show_acts(self, file: VisitFile) -> None:
        acts, visit = [], file.visit
        if visit.petition_id is None and self._context.may(Right.RECORD_PETITIONS):
            acts.append(button("Chuyển thành đơn", self.make_petition, icon="petitions"))
        elif visit.petition_id is not None:
            acts.append(
                button("Mở đơn", lambda: self.petition_wanted.emit(visit.petition_id), icon="petitions")
            )
        if visit.papers and not visit.sealed and self._context.may(Right.ISSUE_LETTERS):
            acts.append(button("Giấy biên nhận", self.print_receipt, icon="print"))
        if file.letters and self._context.may(Right.ISSUE_LETTERS):
            acts.append(letter_menu.letters_button(file.letters, self.write_letter, documents=file.documents))
        self.detail.show_acts(*acts)

    def _show_papers(self, file: VisitFile) -> None:
        clear(self._papers)
        taken = [(paper.name, _paper_line(paper.pages, paper.condition)) for paper in file.visit.papers]
        if taken:
            self._papers.addWidget(label("Giấy tờ nhận của công dân", "strong"))
            self._papers.addWidget(Facts(taken))
        for document in file.documents:
            opening = button(
                "Mở", partial(documents.open_pdf, self._context, document, self), icon="document"
            )
            told = f"{formats.in_sentence_case(document.title)} · {formats.day(document.issued_on)}"
            line = row(label(told, wrap=True), opening)
            line.setStretch(0, 1)
            self._papers.addLayout(line)
        if not taken and not file.documents:
            self._papers.addWidget(label("Không nhận giấy tờ nào.", "muted"))

    def _open_form(self, form: AnswerForm | UnsealForm) -> None:
        self._close_form()
        self.form = form
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.left.connect(self._close_form)
        next(iter(form.fields.values())).setFocus()

    def _close_form(self) -> None:
        if self.form is not None:
            self.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self.setCurrentWidget(self.detail)

    def _keep_answer(self, form: AnswerForm) -> None:
        on, note = form.on.value(), form.note.value()
        visit_id, services, actor = self.visit_id, self._context.services, self._context.actor
        if on is None or visit_id is None:
            return

        def done(visit: Visit) -> None:
            self._context.messages.notice(f"Đã ghi trả lời {rows.visit_name(visit)}.")
            self._close_form()
            self.load(visit.id)

        self._context.act(lambda: services.receptions.answer(actor, visit_id, on, note), done, self, form)

    def _open_identity(self, form: UnsealForm) -> None:
        visit_id, reason = self.visit_id, form.reason.value()
        services, actor = self._context.services, self._context.actor
        if visit_id is None:
            return

        def opened() -> Done[tuple[Person, ...]]:
            return Done(services.denouncers.open(actor, visit_id, reason), Area(0))

        def done(people: tuple[Person, ...]) -> None:
            self._close_form()
            self.show_people(people)
            self.detail.tabs.show_tab(3)

        self._context.act(opened, done, self, form)


def _holder(layout: QVBoxLayout) -> QWidget:
    layout.setSpacing(12)
    holder = QWidget()
    holder.setLayout(column(layout, None))
    return holder


def _facts(visit: Visit) -> list[tuple[str, str]]:
    ours = {True: "Thuộc thẩm quyền", False: "Không thuộc thẩm quyền", None: ""}[visit.ours]
    return [
        ("Trình bày", visit.matter),
        ("Yêu cầu", visit.request),
        ("Lĩnh vực", visit.field),
        ("Thẩm quyền", ours),
        ("Kết quả tiếp", words.label(visit.result)),
        ("Ghi chú", visit.result_note),
        ("Số người đến", formats.number(visit.people_count) if visit.people_count > 1 else ""),
        ("Nơi tiếp", visit.session.place),
        ("Vào sổ", formats.moment(visit.recorded_at)),
    ]


def _entry(event: Event) -> Entry:
    document = f"số {event.document}" if event.document else ""
    note = " · ".join(part for part in (document, event.note) if part)
    return Entry(event.on, words.label(event.kind), note, event.by)


def _paper_line(pages: int, condition: str) -> str:
    return f"{pages} trang · {condition}" if condition else f"{pages} trang"


def _person_card(person: Person, *, represents: bool) -> Card:
    issued = " ".join(part for part in (formats.day(person.id_issued_on), person.id_issued_by) if part)
    heading = f"{person.full_name} · đại diện" if represents else person.full_name
    return Card(margin=12).add(
        label(heading, "strong", wrap=True, selectable=True),
        Facts([
            ("Năm sinh", str(person.birth_year or "")),
            ("Số căn cước", formats.identity_number(person.id_number)),
            ("Cấp", issued),
            ("Địa chỉ", person.address),
            ("Điện thoại", person.phone),
        ]),
    )  # fmt: skip
