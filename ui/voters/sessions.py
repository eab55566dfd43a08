"""The sessions of the council: what voters raised for each, and the letters about it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, LetterForm
from app.domain.office import CouncilSession
from app.domain.session_books import LATE, REPLIED, UNSENT, WAITING, SessionBook, SessionCount, stages
from app.domain.text import fold
from ui import formats
from ui.context import Context
from ui.parts.document_cards import document_cards
from ui.theme import Tone
from ui.voters.letters import letters_button
from ui.voters.rows import dots
from ui.widgets.basics import EmptyState, column
from ui.widgets.chips import Badge
from ui.widgets.details import Detail, Facts, SplitView, Stack
from ui.widgets.lists import ListPanel, Row

_STEPS = (
    (LATE, "ct-urge", "Đôn đốc {count} kiến nghị quá hạn trả lời", "Đôn đốc"),
    (UNSENT, "ct-transfer", "Chuyển {count} kiến nghị đến cơ quan giải quyết", "Chuyển"),
    (WAITING, "ct-reply", "Trả lời {count} kiến nghị đã chuyển", "Trả lời"),
    (REPLIED, "ct-public-notice", "Công khai kết quả {count} kiến nghị đã trả lời", "Thông báo"),
)
"""The next step by the first stage at which there is something."""
_KINDS = {True: "Kỳ họp thường lệ", False: "Kỳ họp chuyên đề, đột xuất"}
_STAGE_WORDS = ((UNSENT, "chưa chuyển"), (WAITING, "chờ trả lời"), (LATE, "quá hạn"), (REPLIED, "đã trả lời"))


class Sessions(QWidget):
    """List of sessions beside what voters raised for the one chosen.

    Signals:
        letter_wanted: A letter about a session is to be written (``LetterForm``, ``SessionBook``).
        document_wanted: A document is to be shown in the book (its id).
    """

    letter_wanted = Signal(object, object)
    document_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sessions: Sequence[CouncilSession] = ()
        self._counts: Mapping[RecordId, SessionCount] = {}
        self._text = ""
        self._key: RecordId | None = None
        empty = EmptyState(
            "Chưa có kỳ họp nào.", icon="calendar", detail="Thêm ở trang Danh mục, mục Kỳ họp HĐND."
        )
        self.rows = ListPanel("Các kỳ họp HĐND", context.background, empty)
        self.detail = Detail()
        self._facts, self._units, self.documents = Facts(), Facts(), Stack()
        self.detail.add_tab("Tóm tắt", self._facts)
        self.detail.add_tab("Theo cơ quan", self._units)
        self._documents_tab = self.detail.add_tab("Văn bản", self.documents)
        self._none = EmptyState("Chọn một kỳ họp để xem.", icon="calendar")
        side = QWidget()
        side.setLayout(column(self._none, self.detail))
        self.detail.hide()
        self.split = SplitView(self.rows, side)
        self.setLayout(column(self.split))
        self.rows.chosen.connect(self._chosen)
        self.rows.opened.connect(self._open)

    def refresh(self) -> None:
        """Load the sessions anew, and the one that is shown."""
        context = self._context
        services, actor = context.services, context.actor

        def read() -> tuple[tuple[CouncilSession, ...], Mapping[RecordId, SessionCount]]:
            return services.office.council_sessions(actor), services.voters.session_counts(actor)

        context.read(read, lambda found: self._take(*found), self)
        if self._key is not None:
            self._load(self._key)

    def show_session(self, key: RecordId) -> None:
        """Open one session."""
        self._key = key
        self._show()
        self._open(key)

    def knows(self, key: RecordId) -> bool:
        """Whether it is a session of the council."""
        return any(one.id == key for one in self._sessions)

    def search(self, text: str) -> None:
        self._text = text
        self._show()

    def _take(self, sessions: Sequence[CouncilSession], counts: Mapping[RecordId, SessionCount]) -> None:
        self._sessions, self._counts = sessions, counts
        self._show()

    def _show(self) -> None:
        wanted = fold(self._text)
        shown = [one for one in self._sessions if wanted in fold(one.name)]
        rows = [_row(one, self._counts.get(one.id, SessionCount(0, 0))) for one in shown]

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

        def read() -> tuple[SessionBook, tuple[LetterForm, ...], tuple[DocumentRow, ...]]:
            forms = services.letters.forms(RecordType.COUNCIL_SESSION)
            return services.voters.book(actor, key), forms, services.letters.of_record(actor, key)

        context.read(read, lambda found: self._fill(*found), self)

    def _fill(
        self, book: SessionBook, forms: tuple[LetterForm, ...], documents: tuple[DocumentRow, ...]
    ) -> None:
        if book.session.id != self._key:  # another was chosen meanwhile
            return
        self._none.hide()
        self.detail.show()
        counted = Counter(stage for item in book.items for stage in stages(item.row, book.today))
        badges = [Badge(f"{formats.number(len(book.items))} kiến nghị", Tone.NEUTRAL, "voters")]
        if counted[LATE]:
            badges.append(Badge(f"{formats.number(counted[LATE])} quá hạn", Tone.LATE))
        line = f"Khai mạc {formats.day(book.session.opens_on)}"
        self.detail.show_head(book.session.name, "", line, badges if book.items else [])
        self._show_facts(book, counted)
        self._units.show_facts(_by_unit(book))
        self._documents_tab.setText(f"Văn bản  {len(documents)}" if documents else "Văn bản")
        self.documents.show_all(*document_cards(self._context, documents, self, self._show_in_book))
        issued = {document.form for document in documents}
        open_forms = [form for form in forms if form.act != "publish" or form.id not in issued]
        self._show_step(book, open_forms, counted)
        fitting = [form for form in forms if form.suits(book, sealed=False)]
        self.detail.show_acts(
            letters_button([(form.title, partial(self.letter_wanted.emit, form, book)) for form in fitting])
        )

    def _show_in_book(self, document: DocumentRow) -> None:
        self.document_wanted.emit(document.id)

    def _show_facts(self, book: SessionBook, counted: Counter[str]) -> None:
        places = [place for meeting in book.meetings for place in meeting.places]
        voters = formats.number(sum(place.attendance for place in places))
        on_spot = formats.number(book.opinions - len(book.items))
        self._facts.show_facts([
            ("Tiếp xúc cử tri", "\n".join(meeting.title for meeting in book.meetings)),
            ("Cử tri dự", f"{voters} cử tri ở {len(places)} điểm" if places else ""),
            ("Ý kiến", formats.number(book.opinions) if book.opinions else ""),
            ("Trả lời tại hội nghị", on_spot if book.opinions else ""),
            *((told.capitalize(), formats.number(counted[at])) for at, told in _STAGE_WORDS if counted[at]),
        ])  # fmt: skip

    def _show_step(self, book: SessionBook, forms: Sequence[LetterForm], counted: Counter[str]) -> None:
        known = {form.id: form for form in forms}
        for stage, form, words, act in _STEPS:
            if counted[stage] and form in known:
                told = words.format(count=formats.number(counted[stage]))
                self.detail.show_step(told, "", act, partial(self.letter_wanted.emit, known[form], book))
                return
        self.detail.show_step("")


def _row(session: CouncilSession, count: SessionCount) -> Row:
    told = f"{formats.number(count.items)} kiến nghị" if count.items else ""
    badge = Badge(told, Tone.NEUTRAL, "voters") if told else None
    if count.late:
        badge = Badge(f"{formats.number(count.late)} quá hạn", Tone.LATE)
    place = dots(f"Khai mạc {formats.day(session.opens_on)}", told if count.late else "")
    return Row(session.id, session.name, place, _KINDS[session.regular], badge)


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
