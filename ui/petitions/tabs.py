"""What stands under the tabs of a petition: summary, events, documents, people, assignments, case."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.events import Event
from app.domain.people import Person
from app.domain.petitions import Assignment, Petition
from app.runtime import words
from ui import formats
from ui.context import Context, may_open
from ui.petitions import wording
from ui.petitions.file import PetitionFile
from ui.petitions.keepers import KeepersPanel
from ui.petitions.rows import who
from ui.petitions.wording import SENDERS
from ui.theme import Tone
from ui.widgets.basics import Note, button, label, row, rule
from ui.widgets.details import Entry, Facts, Stack
from ui.widgets.fields import ChoiceField, LineField

if TYPE_CHECKING:
    from app.domain.ids import RecordId


def summary(file: PetitionFile) -> list[tuple[str, str]]:
    """The facts of the first tab."""
    known = file.petition
    target = words.label(known.target)
    competent = f"{words.label(known.jurisdiction)}: {known.competent}" if known.competent else ""
    given = known.assignments[0] if known.assignments else None
    task = (
        (given.unit, given.person, given.task, given.product, f"trước {formats.day(given.due_on)}")
        if given
        else ()
    )
    came = f"{words.label(known.source)}{f', {known.forwarded_by}' if known.forwarded_by else ''}"
    return [
        ("Nội dung", known.matter),
        ("Thời hạn", _terms(file)),
        ("Yêu cầu", known.request),
        (SENDERS[known.kind], "" if known.sealed else "; ".join(sender(person) for person in known.people)),
        ("Số người", formats.number(known.people_count) if known.people_count > 1 else ""),
        ("Người đại diện", wording.mandate(known.mandate)),
        ("Đối tượng", " · ".join(dict.fromkeys(part for part in (known.target_name, target) if part))),
        ("Thẩm quyền", competent or words.label(known.jurisdiction)),
        ("Lần", wording.AGAIN[known.kind] if known.again else ""),
        ("Lĩnh vực", f"{known.field} (thống kê: {words.label(file.topic)})" if known.field else ""),
        ("Điều kiện", words.label(known.eligibility)),
        ("Phân loại theo", wording.trail(file.trail)),
        ("Liên quan", "; ".join(wording.link(one) for one in file.links)),
        ("Hướng xử lý", words.label(known.handling) if known.handling else ""),
        ("Giao việc", " · ".join(task)),
        ("Nguồn đơn", f"{came}, nhận ngày {formats.day(known.received_on)}"),
        ("Ngày viết đơn", formats.day(known.written_on)),
        ("Thôn, bản", known.village),
        ("Cơ quan nhận", words.label(known.body)),
        ("Kết quả", words.label(known.result) if known.result else ""),
    ]


def _terms(file: PetitionFile) -> str:
    """Every running term with its last day, one a line; a single one stands beside the heading already."""
    told = [f"{account.working.rule.title}: {formats.day(account.due)}" for account in file.accounts]
    return "\n".join(told) if len(told) > 1 else ""


def sender(person: Person) -> str:
    """A person in one line: name, year of birth, address."""
    parts = (person.full_name, str(person.birth_year or ""), person.address)
    return ", ".join(part for part in parts if part)


def entries(petition: Petition) -> list[Entry]:
    """The timeline, newest first."""
    return [_entry(event) for event in petition.events]


def _entry(event: Event) -> Entry:
    told = f"{words.label(event.kind)}: {event.document}" if event.document else words.label(event.kind)
    return Entry(event.on, told, event.note if event.note != event.document else "", event.by)


def assignment_cards(given: tuple[Assignment, ...]) -> list[QWidget]:
    """The assignments, newest first, each with its six clarities."""
    if not given:
        return [label("Chưa giao việc cho ai.", "muted")]
    return [widget for one in given for widget in (_assignment(one), rule())]


def _assignment(one: Assignment) -> Facts:
    return Facts(
        [
            ("Giao cho", f"{one.unit} · {one.person}"),
            ("Việc", one.task),
            ("Trách nhiệm", one.responsibility),
            ("Tiến độ", one.progress),
            ("Sản phẩm", one.product),
            ("Hạn hoàn thành", f"{formats.day(one.due_on)} (giao ngày {formats.day(one.assigned_on)})"),
        ]
    )


def person_facts(person: Person) -> Facts:
    """A person as the people tab shows them."""
    issued = ", ".join(part for part in (formats.day(person.id_issued_on), person.id_issued_by) if part)
    number = formats.identity_number(person.id_number)
    return Facts(
        [
            ("Họ và tên", person.full_name),
            ("Năm sinh", str(person.birth_year or "")),
            ("Số giấy tờ", f"{number} (cấp {issued})" if number and issued else number),
            ("Điện thoại", person.phone),
            ("Địa chỉ", person.address),
        ]
    )


class PeopleTab(Stack):
    """Who sent it; a denouncer only after a reason was given, and only on the screen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._petition_id: RecordId | None = None
        self.reason = LineField("Lý do xem", required=True)
        self.keepers: KeepersPanel | None = None

    def show_petition(self, petition: Petition) -> None:
        self._petition_id = petition.id
        if petition.sealed:
            self.reason = LineField(
                "Lý do xem", required=True, help_text="Lần xem này được ghi lại: ai, lúc nào, vì sao."
            )
            sealed = Note("Danh tính người tố cáo được giữ bí mật.", Tone.SEALED, icon="lock")
            look = QWidget()
            opening = button("Xem người tố cáo", self.reveal, icon="lock")
            may_open(self._context, opening)
            look.setLayout(row(opening, None))
            self.keepers = KeepersPanel(self._context)
            self.keepers.show_petition(petition)
            self.show_all(sealed, self.reason, look, self.keepers)
        elif petition.people:
            self.show_all(*(person_facts(person) for person in petition.people))
        else:
            self.show_all(label("Đơn không ghi người gửi.", "muted"))

    def reveal(self) -> None:
        """Open the seal with the reason typed."""
        trouble = self.reason.trouble()
        self.reason.set_error(trouble)
        key = self._petition_id
        if trouble or key is None:
            return
        reason, services, actor = self.reason.value(), self._context.services, self._context.actor

        def show(people: tuple[Person, ...]) -> None:
            if key == self._petition_id:
                told = Note("Chỉ xem trên màn hình, không chép lại.", Tone.SEALED, icon="lock")
                nobody = [] if people else [label("Đơn không ghi người gửi.", "muted")]
                self.show_all(told, *(person_facts(person) for person in people), *nobody)

        self._context.read(lambda: services.denouncers.open(actor, key, reason), show, self)


class CaseTab(Stack):
    """The case with what else belongs to it; or joining one, or opening a new one.

    Signals:
        joined: An existing case was chosen (its id).
        opened: A new case with this title is wanted.
        petition_wanted: Another petition of the case.
        visit_wanted: A visit of the case.
        repeats: The petition repeats the one with this number.
    """

    joined = Signal(object)
    opened = Signal(str)
    petition_wanted = Signal(object)
    visit_wanted = Signal(object)
    repeats = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.earlier = LineField("Đơn trùng với đơn số", required=True)
        self.choice = ChoiceField("Vụ việc đã có")
        self.title = LineField("Tên vụ việc mới", required=True)

    def show_file(self, file: PetitionFile) -> None:
        case = file.case
        related = self._related(file)
        if case is None:
            self._offer(file, related)
            return
        head = label(case.title, "strong", wrap=True)
        about = label(f"Mở ngày {formats.day(case.opened_on)}", "muted")
        others = [other for other in file.siblings if other.id != file.petition.id]
        links = [
            self._link(f"{other.number} · {who(other)}", partial(self.petition_wanted.emit, other.id))
            for other in others
        ]
        for visit in file.visits:
            told = f"Lượt tiếp {formats.day(visit.held_on)} · {visit.who}"
            links.append(self._link(told, partial(self.visit_wanted.emit, visit.id)))
        alone = [] if links else [label("Chưa có đơn, lượt tiếp nào khác cùng vụ việc.", "muted")]
        self.show_all(*related, head, about, *links, *alone)

    def _related(self, file: PetitionFile) -> list[QWidget]:
        """What it repeats, or was split from, and the other way round."""
        links = [
            self._link(wording.link(one), partial(self.petition_wanted.emit, one.petition_id))
            for one in file.links
        ]
        self.earlier = LineField(
            "Đơn trùng với đơn số", required=True, placeholder="như Đ-2026/0018", limit=40
        )
        link = QWidget()
        link.setLayout(row(button("Gắn hai đơn", self._repeat, icon="link"), None))
        return [label("Đơn liên quan", "strong"), *links, self.earlier, link, rule()]

    def _repeat(self) -> None:
        self.earlier.set_error(self.earlier.trouble())
        if not self.earlier.is_empty():
            self.repeats.emit(self.earlier.value())

    def _link(self, text: str, go: Callable[[], None]) -> QWidget:
        holder = QWidget()
        holder.setLayout(row(button(text, go, kind="link"), None))
        return holder

    def _offer(self, file: PetitionFile, related: list[QWidget]) -> None:
        self.choice = ChoiceField(
            "Vụ việc đã có", [(case.id, case.title) for case in file.cases], required=True
        )
        self.title = LineField("Tên vụ việc mới", required=True)
        told = label("Ghép các đơn và lượt tiếp về cùng một việc để theo dõi chung.", "muted", wrap=True)
        join, fresh = QWidget(), QWidget()
        join.setLayout(row(button("Ghép vào vụ việc", self._join, icon="link"), None))
        fresh.setLayout(row(button("Mở vụ việc mới", self._open, icon="plus"), None))
        existing = [self.choice, join] if file.cases else []
        self.show_all(*related, told, *existing, self.title, fresh)

    def _join(self) -> None:
        self.choice.set_error(self.choice.trouble())
        if not self.choice.is_empty():
            self.joined.emit(self.choice.value())

    def _open(self) -> None:
        self.title.set_error(self.title.trouble())
        if not self.title.is_empty():
            self.opened.emit(self.title.value())
