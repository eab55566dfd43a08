"""“Hướng dẫn phân loại”: one question at a time, the trail with its articles, the outcome at the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.classification import Classification, Course, Facts, Known, Passed, Question
from app.domain.clocks import Subject
from app.domain.deadlines import Confidence, Explanation
from app.domain.events import EventKind
from app.domain.jurisdictions import Jurisdiction, Proposal
from app.domain.kinds import BodyKind, RecordType
from app.domain.petitions import Answers, Source
from app.runtime import words
from ui import formats, theme
from ui.context import Context
from ui.parts.badges import due_badge
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, clear, column, label, row, scrolled
from ui.widgets.chips import Chip

_WIDTH, _HEIGHT = 760, 736
_BY_REGISTER = "theo sổ"


@dataclass(frozen=True, slots=True)
class Received:
    """What is known of the petition besides its matter: who holds it, since when, what the register tells."""

    body: BodyKind
    on: date
    source: Source
    people: int | None = None

    @property
    def facts(self) -> Facts:
        return Facts(self.people, self.source)


@dataclass(frozen=True, slots=True)
class Shown:
    """A course with what the law proposes at its end."""

    course: Course
    proposal: Proposal | None = None
    terms: tuple[Explanation, ...] = ()
    letter: str = ""


def follow(
    services: Services, actor: Actor, answers: Mapping[str, str], facts: Facts, received: Received
) -> Shown:
    """Where the answers lead, and at the end what to do, by which letter, until when."""
    found = services.classification.course(actor, answers, facts)
    told = found.outcome
    if told is None:
        return Shown(found)
    proposal = services.petitions.propose(
        actor,
        told.kind,
        told.target,
        told.eligibility,
        received.body,
        at_reception=received.source is Source.RECEPTION,
        on=received.on,
    )
    subject = Subject(
        RecordType.PETITION,
        told.kind,
        received.body,
        received.source,
        told.target,
        proposal.jurisdiction,
    )
    terms = services.deadlines.beginning(actor, EventKind.REGISTERED, subject, received.on)
    titles = {form.id: form.title for form in services.letters.forms(RecordType.PETITION)}
    return Shown(found, proposal, terms, titles.get(proposal.letter, ""))


class GuideDialog(QDialog):
    """Number keys answer, Backspace goes back; nothing is saved here.

    Signals:
        used: The officer takes the outcome over (``Classification``).
    """

    used = Signal(object)

    def __init__(
        self, context: Context, received: Received, answers: Answers = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Hướng dẫn phân loại đơn")
        look = theme.current()
        room = parent.window().size() if parent is not None else None
        width, height = look.scaled(_WIDTH), look.scaled(_HEIGHT)
        if room is not None:
            width, height = min(width, room.width() - 32), min(height, room.height() - 32)
        self.resize(width, height)
        self._context, self._received = context, received
        self._facts = received.facts
        self._answers: dict[str, str] = dict(answers)
        self._turn = 0
        self.shown: Shown | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        holder = QWidget()
        holder.setLayout(column(self._list, None))
        self._area = scrolled(holder)
        self._current: Card | None = None
        self._area.verticalScrollBar().rangeChanged.connect(
            lambda: QTimer.singleShot(0, self, self._go_to_current)
        )
        self.back = button("Quay lại", self.go_back, icon="undo")
        self.back.setToolTip("Phím Backspace")
        self.use = button("Dùng kết quả này", self._use, icon="check", kind="primary")
        hint = label("Phím 1–9: chọn câu trả lời. Backspace: quay lại.", "small", wrap=True)
        acts = row(self.use, self.back, hint, button("Đóng", self.reject))
        acts.setStretchFactor(hint, 1)
        layout = column(self._area, acts, gap=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        self.use.hide()
        self._ask()

    def answer(self, at: int) -> None:
        """Give the answer at the place shown before it, from 1 on; another number does nothing."""
        asked = self.shown.course.asked if self.shown is not None else None
        if asked is not None and 1 <= at <= len(asked.answers):
            self._answers[asked.id] = asked.answers[at - 1].id
            self._ask()

    def go_back(self) -> None:
        """Ask the last question again that the officer answered."""
        given = [passed for passed in self._trail() if not passed.by_register]
        if given:
            self.ask_again(given[-1])

    def ask_again(self, passed: Passed) -> None:
        """Ask a question of the trail again; what followed from it is asked anew where it still matters."""
        trail = self._trail()
        for later in trail[trail.index(passed) :]:
            self._answers.pop(later.question.id, None)
        if passed.by_register:
            self._facts = _forgetting(self._facts, passed.question.known)
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.go_back()
        elif Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.answer(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def _go_to_current(self) -> None:
        """The question or the outcome at the top, once what stands above it has its height."""
        if self._current is not None:
            self._area.verticalScrollBar().setValue(self._current.y())

    def _trail(self) -> tuple[Passed, ...]:
        return self.shown.course.trail if self.shown is not None else ()

    def _ask(self) -> None:
        self._turn += 1
        turn, services, actor = self._turn, self._context.services, self._context.actor
        answers, facts, received = dict(self._answers), self._facts, self._received

        def show(shown: Shown) -> None:
            if turn == self._turn:
                self._show(shown)

        self._context.read(lambda: follow(services, actor, answers, facts, received), show, self)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        clear(self._list)
        trail, asked = shown.course.trail, shown.course.asked
        if trail:
            self._list.addWidget(Trail(trail, self.ask_again))
        card = self._question(asked) if asked is not None else self._outcome(shown)
        self._list.addWidget(card)
        for note in self._notes(shown):
            self._list.addWidget(note)
        self._current = card
        self.use.setVisible(asked is None)
        self.back.setEnabled(any(not passed.by_register for passed in trail))
        if asked is None:
            self.use.setFocus()

    def _question(self, asked: Question) -> Card:
        card = Card(asked.text, gap=8)
        if asked.help:
            card.add(label(asked.help, "muted", wrap=True))
        buttons = [AnswerButton(at, one.text) for at, one in enumerate(asked.answers, start=1)]
        for at, made in enumerate(buttons, start=1):
            made.clicked.connect(lambda _=False, at=at: self.answer(at))
            card.add(made)
        card.add(label(f"Căn cứ: {asked.article}", "small", wrap=True))
        buttons[0].setFocus()
        return card

    def _outcome(self, shown: Shown) -> Card:
        told, proposal = shown.course.outcome, shown.proposal
        assert told is not None  # the course has no question left
        assert proposal is not None
        return outcome_card(told, proposal, shown.letter)

    def _notes(self, shown: Shown) -> list[QWidget]:
        """The first due day and what to mind, below the outcome."""
        notes: list[QWidget] = []
        for term in shown.terms[:1]:
            badge = due_badge(self._context.services, term.due)
            due = label(f"{term.rule.title}: {formats.long_day(term.due)}", wrap=True)
            basis = label(term.term.article or term.rule.article, "small", wrap=True)
            notes.append(Card("Hạn đầu tiên").add(due, basis, row(Chip(badge.text, badge.tone), None)))
        for advice in shown.course.outcome.advice if shown.course.outcome is not None else ():
            unsure = advice.confidence is Confidence.UNSURE
            tone, icon = (Tone.SOON, "warning") if unsure else (Tone.ACCENT, "info")
            notes.append(Note(f"{advice.text}\n{advice.article}", tone, icon=icon))
        return notes

    def _use(self) -> None:
        if self.shown is not None and self.shown.course.outcome is not None:
            self.used.emit(self.shown.course.outcome)
            self.accept()


class AnswerButton(QPushButton):
    """A large answer with its number; long words wrap."""

    def __init__(self, at: int, text: str) -> None:
        super().__init__()
        self.setProperty("kind", "tile")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{at}. {text}")
        number, said = label(str(at), "strong"), label(text, wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(12)
        layout.addWidget(number, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(said, 1)
        for inside in (number, said):
            inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers as well as the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Trail(Card):
    """The questions passed, each with its answer and article; a click asks one again."""

    def __init__(self, trail: tuple[Passed, ...], again: Callable[[Passed], None]) -> None:
        super().__init__("Đã trả lời", gap=4)
        for passed in trail:
            self.add(_passed(passed, partial(again, passed)))


def _passed(passed: Passed, again: Callable[[], None]) -> QPushButton:
    made = QPushButton()
    made.setProperty("kind", "row")
    made.setAutoDefault(False)
    made.setToolTip("Trả lời lại câu này")
    told = f"{passed.answer.text} ({_BY_REGISTER})" if passed.by_register else passed.answer.text
    made.setAccessibleName(f"{passed.question.text} {told}")
    parts = (label(f"{passed.question.text} {passed.article}", "small", wrap=True), label(told, wrap=True))
    layout = QVBoxLayout(made)
    layout.setContentsMargins(8, 4, 8, 4)
    layout.setSpacing(0)
    for part in parts:
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(part)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    made.clicked.connect(lambda: again())
    return made


def outcome_card(told: Classification, proposal: Proposal, letter: str) -> Card:
    """What the answers come to and what the law proposes."""
    ours = proposal.jurisdiction is Jurisdiction.OURS
    card = Card("Kết quả", gap=12)
    card.add(
        label(f"{words.label(told.kind)} · {words.label(told.target)}", "strong", wrap=True),
        label(words.label(told.eligibility), wrap=True),
        Note(
            f"{words.label(proposal.jurisdiction)}: {proposal.competent}\n{proposal.jurisdiction_article}",
            Tone.DONE if ours else Tone.SOON,
            icon="check" if ours else "send",
        ),
    )
    handling = words.label(proposal.handling) if proposal.handling else "Làm rõ thẩm quyền"
    card.add(_fact("Việc cần làm", handling, f"{proposal.reason} {proposal.article}".strip()))
    if letter:
        card.add(_fact("Văn bản", formats.in_sentence_case(letter), ""))
    if proposal.sealed_from_chair:
        card.add(Note("Chỉ những người được giao mới được xem đơn này.", Tone.SEALED, icon="lock"))
    if proposal.confidence is Confidence.UNSURE:
        note = proposal.note if proposal.note.startswith("Cần kiểm tra") else f"Cần kiểm tra. {proposal.note}"
        card.add(Note(note.strip(), Tone.SOON, icon="warning"))
    return card


def _fact(name: str, value: str, basis: str) -> QVBoxLayout:
    below: list[QLabel] = [label(basis, "small", wrap=True)] if basis else []
    return column(label(name, "small"), label(value, "strong", wrap=True), *below, gap=2)


def _forgetting(facts: Facts, known: Known | None) -> Facts:
    """The facts without the one that the officer wants to answer otherwise."""
    if known is Known.PEOPLE:
        return replace(facts, people=None)
    return replace(facts, source=None)
