"""The sessions of the council: their milestones, what voters raised for each, the letters about it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.actors import Right
from app.domain.council_sessions import CouncilState, SessionRow, state
from app.domain.events import Event
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, LetterForm
from app.domain.milestones import Plan
from app.domain.office import CouncilSession
from app.domain.session_books import LATE, REPLIED, UNSENT, WAITING, SessionBook, stages
from app.domain.text import fold
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts.document_cards import document_cards
from ui.theme import Tone
from ui.voters.letters import letters_button, session_choices
from ui.voters.milestones import Milestones
from ui.voters.rows import dots, state_badge
from ui.widgets.basics import EmptyState, button, column
from ui.widgets.chips import Badge
from ui.widgets.details import Detail, Entry, Facts, SplitView, Stack, Timeline
from ui.widgets.lists import ListPanel, Row
from ui.widgets.tables import Column, Line, Order, TablePanel

_STEPS = (
    (LATE, "ct-urge", "Đôn đốc {count} kiến nghị quá hạn trả lời", "Đôn đốc"),
    (UNSENT, "ct-transfer", "Chuyển {count} kiến nghị đến cơ quan giải quyết", "Chuyển"),
    (WAITING, "ct-reply", "Trả lời {count} kiến nghị đã chuyển", "Trả lời"),
    (REPLIED, "ct-public-notice", "Công khai kết quả {count} kiến nghị đã trả lời", "Thông báo"),
)
"""The next step by the first stage at which there is something."""
_KINDS = {True: "Kỳ họp thường lệ", False: "Kỳ họp chuyên đề, đột xuất"}
_STAGE_WORDS = ((UNSENT, "chưa chuyển"), (WAITING, "chờ trả lời"), (LATE, "quá hạn"), (REPLIED, "đã trả lời"))

LONG_PAST = timedelta(days=31)
_TONES = {
    CouncilState.COMING: Tone.ACCENT,
    CouncilState.SITTING: Tone.SOON,
    CouncilState.HELD: Tone.DONE,
    CouncilState.CANCELLED: Tone.NEUTRAL,
}
_ICONS = {CouncilState.COMING: "calendar", CouncilState.SITTING: "people", CouncilState.CANCELLED: "close"}
_CARRIED = (
    Column("session", "Nêu ở kỳ họp", 18, sortable=False),
    Column("matter", "Nội dung", sortable=False),
    Column("state", "Tình trạng", 18, sortable=False),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is shown of one session, read at once."""

    book: SessionBook
    plan: Plan
    forms: tuple[LetterForm, ...]
    documents: tuple[DocumentRow, ...]
    events: tuple[Event, ...]


class Sessions(QWidget):
    """List of sessions beside the milestones of the one chosen and what voters raised for it.

    Signals:
        new_wanted: A session is to be entered.
        amend_wanted: A session is to be corrected (``CouncilSession``).
        move_wanted: A session is to be moved (``CouncilSession``).
        cancel_wanted: A session is to be cancelled (``CouncilSession``).
        restore_wanted: A cancellation is to be taken back (``CouncilSession``).
        regulation_wanted: The office's regulation of the milestones is to be shown.
        opinion_wanted: A recommendation is to be shown in the ledger (its id).
        letter_wanted: A letter about a session is to be written (``LetterForm``, ``SessionBook``).
        letters_wanted: A letter for each unit of a session is wanted (``LetterForm``, ``SessionBook``).
        export_wanted: The recommendations of a session are to be exported (``CouncilSession``).
        document_wanted: A document is to be shown in the book (its id).
    """

    new_wanted = Signal()
    amend_wanted = Signal(object)
    move_wanted = Signal(object)
    cancel_wanted = Signal(object)
    restore_wanted = Signal(object)
    regulation_wanted = Signal()
    opinion_wanted = Signal(object)
    letter_wanted = Signal(object, object)
    letters_wanted = Signal(object, object)
    export_wanted = Signal(object)
    document_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._may = context.may(Right.RECORD_VOTERS)
        self._rows: Sequence[SessionRow] = ()
        self._text = ""
        self._key: RecordId | None = None
        add = button("Thêm kỳ họp", self.new_wanted.emit, icon="plus") if self._may else None
        empty = EmptyState(
            "Chưa có kỳ họp nào.",
            icon="calendar",
            detail="Mỗi đợt tiếp xúc cử tri gắn với một kỳ họp; các mốc tính lùi từ ngày khai mạc.",
            act=add,
        )
        self.rows = ListPanel("Các kỳ họp HĐND", context.background, empty)
        self.detail = Detail()
        self._make_tabs()
        self._none = EmptyState("Chọn một kỳ họp để xem.", icon="calendar")
        side = QWidget()
        side.setLayout(column(self._none, self.detail))
        self.detail.hide()
        self.split = SplitView(self.rows, side)
        self.setLayout(column(self.split))
        self.rows.chosen.connect(self._chosen)
        self.rows.opened.connect(self._open)
        self.carried.opened.connect(self.opinion_wanted)
        self.milestones.regulation_wanted.connect(self.regulation_wanted)

    def _make_tabs(self) -> None:
        self.milestones = Milestones(self._context)
        self._facts, self._units, self.documents = Facts(), Facts(), Stack()
        self.history = Timeline()
        self.detail.add_tab("Các mốc", self.milestones)
        self.detail.add_tab("Kiến nghị", self._facts)
        self.detail.add_tab("Theo cơ quan", self._units)
        none = EmptyState("Không có kiến nghị chuyển sang từ kỳ họp trước.", icon="check")
        self.carried = TablePanel("Kiến nghị chuyển sang", _CARRIED, self._context.background, none)
        self._carried_tab = self.detail.tabs.add("Chuyển sang", self.carried)
        self._documents_tab = self.detail.add_tab("Văn bản", self.documents)
        self.detail.add_tab("Diễn biến", self.history)

    def refresh(self) -> None:
        """Load the sessions anew, and the one that is shown."""
        context = self._context
        context.read(lambda: context.services.council_sessions.rows(context.actor), self._take, self)
        if self._key is not None:
            self._load(self._key)

    def show_session(self, key: RecordId) -> None:
        """Open one session; one that was just entered is chosen once the list knows it."""
        self._key = key
        if self.knows(key):
            self._show()
        self._open(key)

    def knows(self, key: RecordId) -> bool:
        """Whether it is a session of the council."""
        return any(row.session.id == key for row in self._rows)

    def search(self, text: str) -> None:
        self._text = text
        self._show()

    def _take(self, rows: Sequence[SessionRow]) -> None:
        self._rows = rows
        self._show()

    def _show(self) -> None:
        wanted = fold(self._text)
        shown = [row for row in self._rows if wanted in fold(row.session.name)]
        rows = [_row(row, self._context.today) for row in shown]

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            return rows[offset : offset + limit], len(rows)

        self.rows.load(fetch, choose=self._key)
        self.rows.set_summary(f"{len(shown)} kỳ họp" if shown else "")

    def _chosen(self, key: object) -> None:
        self._none.setVisible(key is None)
        self.detail.setVisible(key is not None)
        if key is not None:
            self._load(cast("RecordId", key))

    def _open(self, key: object) -> None:
        if key is not None:
            self._load(cast("RecordId", key))
            self.split.open_detail()

    def _load(self, key: RecordId) -> None:
        self._key = key
        context = self._context
        services, actor = context.services, context.actor

        def read() -> Shown:
            return Shown(
                services.voters.book(actor, key),
                services.milestones.plan(actor, key),
                services.letters.forms(RecordType.COUNCIL_SESSION),
                services.letters.of_record(actor, key) if context.may(Right.READ) else (),
                services.council_sessions.timeline(actor, key),
            )

        context.read(read, self._fill, self)

    def _fill(self, shown: Shown) -> None:
        book, documents = shown.book, shown.documents
        if book.session.id != self._key:  # another was chosen meanwhile
            return
        self._none.hide()
        self.detail.show()
        counted = Counter(stage for item in book.items for stage in stages(item.row, book.today))
        self._show_head(shown, counted)
        self.milestones.show_plan(shown.plan, may=self._may)
        self._show_facts(book, counted)
        self._show_carried(book)
        self.history.show_entries(
            [Entry(event.on, words.label(event.kind), event.note, event.by) for event in shown.events]
        )
        self._units.show_facts(_by_unit(book))
        self._documents_tab.setText(f"Văn bản  {len(documents)}" if documents else "Văn bản")
        self._documents_tab.setVisible(self._context.may(Right.READ))
        self.documents.show_all(*document_cards(self._context, documents, self, self._show_in_book))
        if not self._context.may(Right.RECORD_VOTERS):
            return
        issued = {document.form for document in documents}
        open_forms = [form for form in shown.forms if form.act != "publish" or form.id not in issued]
        self._show_step(book, open_forms, counted)
        choices = session_choices(
            shown.forms, book, self.letter_wanted.emit, self.letters_wanted.emit, self.export_wanted.emit
        )
        self.detail.show_acts(letters_button(choices), *self._acts(shown.plan))

    def _show_head(self, shown: Shown, counted: Counter[str]) -> None:
        session, today = shown.book.session, shown.plan.today
        stands = state(session, today)
        left = (session.opens_on - today).days
        told = (
            f"{words.label(stands)}, còn {left} ngày"
            if stands is CouncilState.COMING
            else words.label(stands)
        )
        badges = [Badge(told, _TONES[stands], _ICONS.get(stands, ""))]
        if shown.book.items:
            badges.append(Badge(f"{formats.number(len(shown.book.items))} kiến nghị", Tone.NEUTRAL, "voters"))
        if counted[LATE]:
            badges.append(Badge(f"{formats.number(counted[LATE])} quá hạn", Tone.LATE))
        self.detail.show_head(session.name, "", dots(_days(session), _KINDS[session.regular]), badges)

    def _acts(self, plan: Plan) -> list[QPushButton]:
        """What may be done with the session; that one never met may be told some weeks late."""
        if not self._may:
            return []
        session = plan.session
        amend = button("Sửa…", partial(self.amend_wanted.emit, session), icon="edit")
        if session.cancelled_on is not None:
            return [button("Bỏ ghi hủy…", partial(self.restore_wanted.emit, session), icon="undo"), amend]
        if state(session, plan.today) is CouncilState.HELD and plan.today - session.opens_on > LONG_PAST:
            return [amend]
        move = button("Dời…", partial(self.move_wanted.emit, session), icon="calendar")
        cancel = button("Hủy…", partial(self.cancel_wanted.emit, session), icon="close")
        return [move, amend, cancel]

    def _show_carried(self, book: SessionBook) -> None:
        count = f"  {formats.number(len(book.carried))}" if book.carried else ""
        self._carried_tab.setText(f"Chuyển sang{count}")
        services = self._context.services
        lines = [
            Line(
                item.id,
                (item.row.session, " ".join(item.row.matter.split()), state_badge(services, item.row)),
            )
            for item in book.carried
        ]

        def fetch(offset: int, limit: int, _order: Order | None) -> tuple[Sequence[Line], int]:
            return lines[offset : offset + limit], len(lines)

        self.carried.load(fetch)

    def _show_in_book(self, document: DocumentRow) -> None:
        self.document_wanted.emit(document.id)

    def _show_facts(self, book: SessionBook, counted: Counter[str]) -> None:
        places = [place for meeting in book.meetings for place in meeting.places]
        voters = formats.number(sum(place.attendance for place in places))
        merged = sum(len(book.voices.get(item.id, ())) for item in book.items)
        self._facts.show_facts([
            ("Tiếp xúc cử tri", "\n".join(meeting.title for meeting in book.meetings)),
            ("Cử tri dự", f"{voters} cử tri ở {len(places)} điểm" if places else ""),
            ("Ý kiến", formats.number(book.opinions) if book.opinions else ""),
            ("Trả lời tại hội nghị", formats.number(len(book.on_spot)) if book.opinions else ""),
            ("Gộp vào kiến nghị khác", formats.number(merged) if merged else ""),
            *((told.capitalize(), formats.number(counted[at])) for at, told in _STAGE_WORDS if counted[at]),
        ])  # fmt: skip

    def _show_step(self, book: SessionBook, forms: Sequence[LetterForm], counted: Counter[str]) -> None:
        known = {form.id: form for form in forms}
        for stage, form, said, act in _STEPS:
            if counted[stage] and form in known:
                told = said.format(count=formats.number(counted[stage]))
                self.detail.show_step(told, "", act, partial(self.letter_wanted.emit, known[form], book))
                return
        self.detail.show_step("")


def _row(row: SessionRow, today: date) -> Row:
    session, count = row.session, row.count
    told = f"{formats.number(count.items)} kiến nghị" if count.items else ""
    badge = Badge(words.label(row.state), _TONES[row.state], _ICONS.get(row.state, ""))
    if row.state is CouncilState.COMING:
        badge = Badge(f"Còn {(session.opens_on - today).days} ngày", Tone.ACCENT, "calendar")
    elif count.late and row.state is CouncilState.HELD:
        badge = Badge(f"{formats.number(count.late)} quá hạn", Tone.LATE)
    place = dots(_days(session), "đã dời" if row.moved else "", told)
    return Row(session.id, session.name, place, _KINDS[session.regular], badge)


def _days(session: CouncilSession) -> str:
    """Khai mạc 10/12/2026, or with the day it closes."""
    until = f", bế mạc {formats.day(session.closes_on)}" if session.closes_on else ""
    return f"Khai mạc {formats.day(session.opens_on)}{until}"


def _by_unit(book: SessionBook) -> list[tuple[str, str]]:
    """Each unit with how many of its recommendations stand where."""
    units = dict.fromkeys(sorted(item.row.unit for item in book.items))
    told = []
    for unit in units:
        found = Counter(
            stage for item in book.items if item.row.unit == unit for stage in stages(item.row, book.today)
        )
        states = [f"{formats.number(found[stage])} {words}" for stage, words in _STAGE_WORDS if found[stage]]
        told.append((unit or "Chưa xác định", dots(*states)))
    return told
