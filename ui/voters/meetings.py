"""The rounds of meetings: list beside detail."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.actors import Right
from app.domain.deadlines import Explanation
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import LetterForm
from app.domain.meetings import ContactKind, Meeting, MeetingRow, Place
from app.domain.text import fold
from app.domain.voters import RecommendationQuery
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.theme import Tone
from ui.voters.letters import letters_button
from ui.voters.rows import days, dots, meeting_row, state_badge
from ui.widgets.basics import EmptyState, button, column
from ui.widgets.chips import Badge
from ui.widgets.details import Detail, Facts, SplitView
from ui.widgets.lists import ListPanel, Row
from ui.widgets.tables import Column, Line, Order, TablePanel

MINUTES = "ct-minutes"
_SENT_ON = "CT-06"
_BEGIN = "Ghi đợt tiếp xúc với các điểm, số cử tri, đại biểu; sau đó nhập từng ý kiến."
_OPINIONS = (
    Column("number", "STT", 4, right=True),
    Column("speaker", "Người nêu", 16),
    Column("matter", "Nội dung", sortable=False),
    Column("state", "Tình trạng", 18),
)


class Meetings(QWidget):
    """Where and when voters were met, who came, what came of it.

    Signals:
        new_wanted: A round of meetings is to be recorded.
        amend_wanted: A round is to be put right (``Meeting``).
        entry_wanted: Opinions of a round are to be entered (its id).
        ledger_wanted: The ledger of one round (``MeetingRow``).
        opinion_wanted: One of its opinions (its id).
        letter_wanted: A letter is to be written (form, ``RecordType``, the round's id, ids of places).
    """

    new_wanted = Signal()
    amend_wanted = Signal(object)
    entry_wanted = Signal(object)
    ledger_wanted = Signal(object)
    opinion_wanted = Signal(object)
    letter_wanted = Signal(str, object, object, tuple)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._records = context.may(Right.RECORD_VOTERS)
        self._rows: Sequence[MeetingRow] = ()
        self._text = ""
        self._key: RecordId | None = None
        empty = EmptyState(
            "Chưa có cuộc tiếp xúc cử tri nào.",
            icon="voters",
            detail=_BEGIN if self._records else "",
            act=button("Thêm cuộc tiếp xúc", self.new_wanted.emit, icon="plus") if self._records else None,
        )
        self.rows = ListPanel("Các cuộc tiếp xúc cử tri", context.background, empty)
        self.detail = Detail()
        self._facts = Facts()
        self.detail.add_tab("Tóm tắt", self._facts)
        self._places = Facts()
        self._places_tab = self.detail.add_tab("Điểm tiếp xúc", self._places)
        none = EmptyState("Chưa nhập ý kiến nào.", icon="edit")
        self.opinions = TablePanel("Ý kiến của cuộc tiếp xúc", _OPINIONS, context.background, none)
        self._opinions_tab = self.detail.tabs.add("Ý kiến", self.opinions)
        self._none = EmptyState("Chọn một cuộc tiếp xúc để xem.", icon="voters")
        side = QWidget()
        side.setLayout(column(self._none, self.detail))
        self.detail.hide()
        self.split = SplitView(self.rows, side)
        self.setLayout(column(self.split))
        self.rows.chosen.connect(self._chosen)
        self.rows.opened.connect(self._open)
        self.opinions.opened.connect(self.opinion_wanted)

    def show_meetings(self, rows: Sequence[MeetingRow]) -> None:
        """All rounds, newest first; an office has a few a year."""
        self._rows = rows
        self._show()
        if self._key is not None:
            self._load(self._key)

    def show_meeting(self, key: RecordId) -> None:
        """Open one round."""
        self._key = key
        self._show()
        self._open(key)

    def search(self, text: str) -> None:
        self._text = text
        self._show()

    def _show(self) -> None:
        wanted = fold(self._text)
        shown = [row for row in self._rows if wanted in fold(f"{row.title} {row.council_session}")]
        rows = [meeting_row(row) for row in shown]

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            return rows[offset : offset + limit], len(rows)

        self.rows.load(fetch, choose=self._key)
        said, waiting = sum(row.opinions for row in shown), sum(row.unanswered for row in shown)
        self.rows.set_summary(
            f"{len(shown)} cuộc tiếp xúc" if shown else "",
            f"{formats.number(said)} ý kiến" if said else "",
            f"{formats.number(waiting)} chưa trả lời" if waiting else "",
        )

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

        def read() -> tuple[Meeting, tuple[LetterForm, ...], Explanation | None]:
            forms = context.services.letters.forms(RecordType.MEETING)
            found = context.services.voters.meeting(context.actor, key)
            return found, forms, _to_send(context, found)

        context.read(read, lambda found: self._fill(*found), self)

    def _fill(self, found: Meeting, forms: tuple[LetterForm, ...], to_send: Explanation | None) -> None:
        listed = next((row for row in self._rows if row.id == found.id), None)
        if listed is None or found.id != self._key:  # another was chosen meanwhile
            return
        self._none.hide()
        self.detail.show()
        badges = []
        if found.opinions:
            badges.append(Badge(f"{formats.number(found.opinions)} ý kiến", Tone.NEUTRAL, "voters"))
        elif listed.first_on > self._context.today:
            badges.append(Badge("Chưa đến ngày", Tone.NEUTRAL, "calendar"))
        if listed.unanswered:
            badges.append(Badge(f"{formats.number(listed.unanswered)} chưa trả lời", Tone.SOON))
        elif found.opinions:
            badges.append(Badge("Đã trả lời hết", Tone.DONE))
        line = dots(f"{words.label(found.timing)}: {found.council_session}", days(listed))
        self.detail.show_head(found.title, "", line, badges)
        self._show_facts(found, listed, to_send)
        self._show_opinions(found)
        if self._records:
            self._show_step(found, listed, self._letters(found, forms))

    def _show_facts(self, found: Meeting, listed: MeetingRow, to_send: Explanation | None) -> None:
        facts = [
            ("Kỳ họp", found.council_session),
            ("Thời điểm", words.label(found.timing)),
            ("Hình thức", words.label(found.contact)),
            ("Số cử tri", _attended(found)),
            ("Chủ trì", found.chaired_by),
            ("Đại biểu", "\n".join(found.deputies)),
        ]
        if to_send is not None:
            sent = f"Trước hết ngày {formats.day(to_send.due)}\n{to_send.rule.article}"
            facts.append(("Gửi tổng hợp", sent))
        self._facts.show_facts(facts)
        self._places_tab.setText(f"Điểm tiếp xúc  {len(found.places)}")
        self._places.show_facts([(formats.day(place.held_on), _place(place)) for place in found.places])

    def _letters(self, found: Meeting, forms: tuple[LetterForm, ...]) -> QPushButton:
        """The button that offers the round's letters; minutes are kept of each place."""
        choices = []
        for form in forms:
            places = found.places if form.id == MINUTES else ()
            choices += [
                (f"{form.title}: {place.name}", self._writes(form, found, (place.id,))) for place in places
            ]
            if not places:
                choices.append((form.title, self._writes(form, found, ())))
        return letters_button(choices)

    def _writes(self, form: LetterForm, found: Meeting, places: tuple[RecordId, ...]) -> Callable[[], None]:
        return partial(self.letter_wanted.emit, form.id, RecordType.MEETING, found.id, places)

    def _show_step(self, found: Meeting, listed: MeetingRow, letters: QPushButton) -> None:
        def enter() -> None:
            self.entry_wanted.emit(found.id)

        def ledger() -> None:
            self.ledger_wanted.emit(listed)

        may = self._context.may(Right.RECORD_VOTERS)
        amend = button("Sửa đợt tiếp xúc", partial(self.amend_wanted.emit, found), icon="edit")
        more = button("Nhập thêm ý kiến", enter, icon="plus")
        look = button("Mở sổ", ledger, icon="voters")
        if listed.unanswered:
            waiting = f"Theo dõi {formats.number(listed.unanswered)} kiến nghị chưa trả lời"
            self.detail.show_step(waiting, "", "Mở sổ", ledger)
        elif found.opinions:
            self.detail.show_step("")
        elif listed.first_on > self._context.today:
            day = formats.day(listed.first_on)
            self.detail.show_step(f"Tiếp xúc cử tri ngày {day}", "Đến ngày đó mới nhập ý kiến.")
        else:
            wanted = "Nhập ý kiến của cử tri" if may else ""
            self.detail.show_step(wanted, "Mỗi người nêu một dòng.", "Nhập ý kiến", enter)
        shown = (
            (more, may and bool(found.opinions)),
            (look, bool(found.opinions) and not listed.unanswered),
            (amend, may),
        )
        self.detail.show_acts(*(act for act, wanted in shown if wanted), letters)

    def _show_opinions(self, found: Meeting) -> None:
        context = self._context
        self._opinions_tab.setText(f"Ý kiến  {formats.number(found.opinions)}")

        def fetch(offset: int, limit: int, order: Order | None) -> tuple[Sequence[Line], int]:
            asked = RecommendationQuery(
                meeting_id=found.id,
                sort=order.column if order else "number",
                descending=order.descending if order else False,
                offset=offset,
                limit=limit,
            )
            page = context.services.voters.page(context.actor, asked)
            lines = [
                Line(
                    row.id,
                    (
                        str(row.number),
                        row.speaker,
                        " ".join(row.matter.split()),
                        state_badge(context.services, row),
                    ),
                )
                for row in page.rows
            ]
            return lines, page.total

        self.opinions.load(fetch)


def _attended(found: Meeting) -> str:
    """How many came to the places where they were counted."""
    counted = [place.attendance for place in found.places if place.attendance]
    if not counted:
        return "Chưa đếm"
    told = f"{formats.number(sum(counted))} cử tri ở {len(counted)} điểm"
    missing = len(found.places) - len(counted)
    return f"{told}, {missing} điểm chưa đếm" if missing else told


def _place(place: Place) -> str:
    voters = f"{formats.number(place.attendance)} cử tri" if place.attendance else "chưa đếm cử tri"
    said = f"{formats.number(place.opinions)} ý kiến" if place.opinions else ""
    return dots(place.name, voters, said)


def _to_send(context: Context, found: Meeting) -> Explanation | None:
    """By when what a person or a group said is sent on (NQLT 72, article 33 (8)); None for other contacts."""
    last = max(place.held_on for place in found.places)
    if found.contact is not ContactKind.GROUP or last > context.today or not context.may(Right.READ):
        return None
    return context.services.deadlines.explain(context.actor, _SENT_ON, last)
