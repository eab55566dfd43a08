"""Reception sessions: what is planned, was held or missed; the next ones the schedules ask for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.actors import Right
from app.domain.changes import Done
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import LetterForm, LetterRequest
from app.domain.office import OFFICE_ID
from app.domain.paging import Period
from app.domain.postings import Posting, PostingState
from app.domain.receptions import (
    ReceptionSession,
    Schedule,
    SessionDraft,
    SessionState,
    VisitRow,
)
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.parts import letter_menu
from ui.parts.letter_dialog import LetterDialog
from ui.receptions import rows
from ui.receptions.actions import CloseForm, MoveForm, PostedForm, SessionForm, posted_by
from ui.widgets.basics import Card, EmptyState, button, clear, label, row
from ui.widgets.details import Detail, Facts, SplitView
from ui.widgets.filters import Choice, FilterBar
from ui.widgets.lists import ListPanel, Row

Form = SessionForm | CloseForm | PostedForm | MoveForm
CONCLUSIONS = ("rx-conclusion", "rx-conclusion-party")
NEXT_SHOWN = 3
_MOST_TURNS = 200


@dataclass(frozen=True, slots=True)
class Told:
    """What the book reads in one go; ``letters`` are those of the office itself."""

    sessions: Sequence[ReceptionSession]
    upcoming: Sequence[tuple[date, Schedule]]
    letters: Sequence[LetterForm]


@dataclass(frozen=True, slots=True)
class SessionFile:
    """What is shown of a session beside what its list knows."""

    turns: Sequence[VisitRow]
    posting: Posting | None
    letters: tuple[LetterForm, ...]


class SessionBook(QStackedWidget):
    """List beside detail; the form of a session in their place.

    Signals:
        visit_wanted: A visit of a session should be shown (its id).
        form_changed: A form was opened or closed.
    """

    visit_wanted = Signal(object)
    form_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._session: ReceptionSession | None = None
        self.form: Form | None = None
        this_year = context.today.year
        years = [Choice("year", year, f"Năm {year}") for year in range(this_year, this_year - 4, -1)]
        bodies = [Choice("body", body, name) for body, name in rows.BODIES]
        self.filters = FilterBar([("Năm", years), ("Nơi tiếp", bodies)])
        empty = EmptyState(
            "Chưa có buổi tiếp nào.",
            icon="calendar",
            detail="Buổi tiếp thường xuyên tự mở khi ghi lượt tiếp đầu tiên trong ngày.",
            act=button("Buổi tiếp mới", lambda: self.new(), icon="plus"),
        )
        self.list = ListPanel("Các buổi tiếp", context.background, empty)
        self._next = QVBoxLayout()
        self._next.setContentsMargins(16, 12, 16, 0)
        self._next.setSpacing(4)
        self.list.head.addLayout(self._next)
        self.list.set_head(self.filters)
        self.detail = Detail()
        self._facts, self._turns = Facts(), QVBoxLayout()
        holder = Card(margin=0)
        holder.setProperty("role", "")
        holder.body.addLayout(self._turns)
        self.detail.add_tab("Lượt tiếp", holder)
        self.detail.add_tab("Tóm tắt", self._facts)
        self._blank = Card().add(EmptyState("Chọn một buổi tiếp để xem.", icon="calendar"))
        self._right = QStackedWidget()
        self._right.addWidget(self._blank)
        self._right.addWidget(self.detail)
        self.split = SplitView(self.list, self._right)
        self.addWidget(self.split)
        self.filters.set(years[0])
        self.filters.changed.connect(self.refresh)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _key: self.split.open_detail())

    def refresh(self) -> None:
        services, actor = self._context.services, self._context.actor
        year = cast("int | None", self.filters.value("year"))
        period = Period(date(year, 1, 1), date(year, 12, 31)) if year else Period(date.min, date.max)
        body = self.filters.value("body")
        wanted = BodyKind(cast("str", body)) if body else None

        def read() -> Told:
            return Told(
                services.receptions.sessions(actor, period, wanted),
                services.receptions.upcoming(actor),
                services.letters.forms(RecordType.OFFICE),
            )

        self._context.read(read, self._show, self)

    def show_session(self, session: ReceptionSession) -> None:
        """Show a session beside the list of its year."""
        self._session = session
        self.filters.set(Choice("year", session.held_on.year, f"Năm {session.held_on.year}"))
        self.split.open_detail()

    def new(self, draft: SessionDraft | None = None) -> None:
        """Open the form of a session, filled from the schedule when one is handed in."""
        form = SessionForm(self._context, draft)
        form.save_wanted.connect(lambda: self._hold(form))
        self._open_form(form)

    def close_session(self) -> None:
        """Say whether the planned session was held."""
        if self._session is not None:
            form = CloseForm(self._session)
            form.save_wanted.connect(lambda: self._close(form))
            self._open_form(form)

    def _show(self, told: Told) -> None:
        sessions, upcoming = told.sessions, told.upcoming
        self._sessions = {session.id: session for session in sessions}
        made = [rows.session_row(session) for session in sessions]

        def fetch(offset: int, limit: int) -> tuple[Sequence[Row], int]:
            return made[offset : offset + limit], len(made)

        kept = self._session.id if self._session is not None else None
        self.list.load(fetch, choose=kept or (made[0].key if made else None))
        planned = sum(1 for session in sessions if session.state is SessionState.PLANNED)
        missed = sum(1 for session in sessions if session.state is SessionState.MISSED)
        self.list.set_summary(
            f"{len(sessions)} buổi",
            f"{planned} đã lên lịch" if planned else "",
            f"{missed} không tiếp" if missed else "",
        )
        known = {(session.body, session.kind, session.held_on) for session in sessions}
        ahead = [(day, s) for day, s in upcoming if (s.body, s.kind, day) not in known]
        self._show_next(ahead[:NEXT_SHOWN], told.letters)
        if self._session is not None:
            self._choose(self._session.id)

    def _show_next(self, ahead: Sequence[tuple[date, Schedule]], letters: Sequence[LetterForm]) -> None:
        clear(self._next)
        if letters and self._context.may(Right.ISSUE_LETTERS):
            offering = letter_menu.letters_button(
                letters, partial(_write_of_office, self._context, self), "Thông báo lịch, nội quy"
            )
            self._next.addLayout(row(offering, None))
        if ahead:
            self._next.addWidget(label("Theo lịch sắp tới", "label"))
        for day, schedule in ahead:
            told = f"{formats.long_day(day)} · {schedule.receiver}, {words.label(schedule.body)}"
            draft = SessionDraft(
                schedule.body,
                schedule.kind,
                day,
                schedule.receiver,
                schedule.position,
                schedule.place,
                SessionState.PLANNED,
            )
            line = row(label(told, wrap=True), button("Lên lịch", partial(self.new, draft), kind="link"))
            line.setStretch(0, 1)
            self._next.addLayout(line)

    def _choose(self, key: object) -> None:
        session = self._sessions.get(RecordId(key)) if isinstance(key, UUID) else None
        self._session = session
        self._right.setCurrentWidget(self.detail if session else self._blank)
        if session is None:
            return
        line = (words.label(session.body), session.receiver, session.position, session.place)
        self.detail.show_head(
            rows.session_name(session),
            formats.weekday(session.held_on),
            " · ".join(part for part in line if part),
            [rows.session_badge(session)],
        )
        self._show_session(session)
        services, actor = self._context.services, self._context.actor

        def read() -> SessionFile:
            turns = services.receptions.visits(actor, session_id=session.id, limit=_MOST_TURNS).rows
            letters = letter_menu.suiting(self._context, RecordType.SESSION, session)
            return SessionFile(turns, services.postings.posting(actor, session), letters)

        self._context.read(read, partial(self._show_read, session), self)

    def _show_session(self, session: ReceptionSession, file: SessionFile | None = None) -> None:
        posting = file.posting if file is not None else None
        planned = session.state is SessionState.PLANNED
        move = button("Đổi ngày", lambda: self._move(session), icon="calendar")
        self.detail.show_acts(
            *([move] if planned else []), *_letters_button(self._context, session, file, self)
        )
        self._facts.show_facts([
            ("Người tiếp", session.receiver), ("Chức vụ", session.position), ("Nơi tiếp", session.place),
            ("Số lượt", formats.number(session.turns)), ("Niêm yết", _posting_words(posting)),
            ("Ghi chú", session.note),
        ])  # fmt: skip
        if planned and session.held_on <= self._context.today:
            self.detail.show_step(
                "Ghi buổi tiếp đã thực hiện hay không",
                "Không thực hiện thì ghi lý do.",
                "Ghi kết quả",
                self.close_session,
            )
        elif planned and posting is not None and session.posted_on is None:
            late = posting.state is PostingState.TOO_LATE
            self.detail.show_step(
                "Niêm yết, đăng lịch tiếp" + (" (đã quá ngày chậm nhất)" if late else ""),
                f"{posted_by(posting.told)} {posting.told.rule.article}",
                "Đã niêm yết",
                lambda: self._post(session, posting),
            )
        else:
            self.detail.show_step("")

    def _show_read(self, session: ReceptionSession, file: SessionFile) -> None:
        if self._session is not None and self._session.id == session.id:
            self._show_session(session, file)
            self._show_turns(session, file)

    def _show_turns(self, session: ReceptionSession, file: SessionFile) -> None:
        clear(self._turns)
        concluding = next((form.id for form in file.letters if form.id in CONCLUSIONS), "")
        turns, may = file.turns, self._context.may(Right.ISSUE_LETTERS)
        for visit in sorted(turns, key=lambda visit: visit.turn):
            name = rows.who(visit.who, visit.people_count, sealed=visit.sealed)
            opening = button(
                f"Lượt {visit.turn}: {name}", partial(self.visit_wanted.emit, visit.id), kind="link"
            )
            own = button(
                "Kết luận riêng",
                partial(_write, self._context, self, session.id, concluding, (visit.id,)),
                kind="link",
            )
            own.setToolTip("Thông báo kết luận về vụ việc này, gửi cơ quan được giao và công dân")
            shared = concluding and may and not (visit.sealed or visit.hidden)
            self._turns.addLayout(row(opening, None, *([own] if shared else [])))
            self._turns.addWidget(label(" ".join(visit.matter.split())[:160], "small", wrap=True))
        if not turns:
            self._turns.addWidget(label("Buổi này chưa có lượt tiếp nào.", "muted"))

    def _hold(self, form: SessionForm) -> None:
        services, actor, draft = self._context.services, self._context.actor, form.draft()

        def done(session: ReceptionSession) -> None:
            self._session = session
            self._context.messages.notice(f"Đã ghi buổi {rows.session_name(session).lower()}.")
            self._leave_form()

        self._context.act(lambda: services.receptions.hold(actor, draft), done, self, form)

    def _close(self, form: CloseForm) -> None:
        session, services, actor = self._session, self._context.services, self._context.actor
        state, note = SessionState(cast("str", form.state_field.value())), form.note.value()
        if session is not None:
            self._keep(form, lambda: services.receptions.close(actor, session.id, state, note))

    def _post(self, session: ReceptionSession, posting: Posting) -> None:
        form = PostedForm(self._context, posting)

        def save() -> None:
            services, actor, on = self._context.services, self._context.actor, form.on.value()
            if on is not None:
                self._keep(form, lambda: services.postings.posted(actor, session.id, on))

        form.save_wanted.connect(save)
        self._open_form(form)

    def _move(self, session: ReceptionSession) -> None:
        form = MoveForm(self._context, session)

        def save() -> None:
            services, actor, to = self._context.services, self._context.actor, form.to.value()
            reason = form.reason.value()
            if to is not None:
                self._keep(form, lambda: services.postings.move(actor, session.id, to, reason))

        form.save_wanted.connect(save)
        self._open_form(form)

    def _keep(self, form: Form, work: Callable[[], Done[ReceptionSession]]) -> None:
        def done(session: ReceptionSession) -> None:
            self._session = session
            self._leave_form()

        self._context.act(work, done, self, form)

    def _open_form(self, form: Form) -> None:
        self._leave_form()
        self.form = form
        form.left.connect(self._leave_form)
        self.addWidget(form)
        self.setCurrentWidget(form)
        next(iter(form.fields.values())).setFocus()
        self.form_changed.emit()

    def _leave_form(self) -> None:
        if self.form is not None:
            self.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
            self.form_changed.emit()


def _posting_words(posting: Posting | None) -> str:
    """Whether the public was told, and until when that was due; nothing where no posting is asked for."""
    if posting is None:
        return ""
    told = words.label(posting.state)
    if posting.sitting.posted_on is not None:
        told = f"{told} ngày {formats.day(posting.sitting.posted_on)}"
    lines = [f"{told}. {posted_by(posting.told)}"]
    if posting.test is not None:
        test = posting.test
        lines.append(f"Kiểm tra kỹ thuật trực tuyến chậm nhất {formats.day(test.due)}. {test.rule.note}")
    return " ".join(lines)


def _letters_button(
    context: Context, session: ReceptionSession, file: SessionFile | None, parent: QWidget
) -> list[QPushButton]:
    """The button that offers the letters of the whole session."""
    if file is None or not file.letters or not context.may(Right.ISSUE_LETTERS):
        return []
    return [letter_menu.letters_button(file.letters, partial(_write, context, parent, session.id))]


def _write(
    context: Context, parent: QWidget, session_id: RecordId, form: str, items: tuple[RecordId, ...] = ()
) -> None:
    LetterDialog(context, LetterRequest(form, RecordType.SESSION, session_id, items=items), parent).open()


def _write_of_office(context: Context, parent: QWidget, form: str) -> None:
    """A letter of the office itself: its schedule, its rules."""
    LetterDialog(context, LetterRequest(form, RecordType.OFFICE, OFFICE_ID), parent).open()
