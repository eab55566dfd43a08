"""Beside the form: what the law proposes for this petition, its first due day, and what looks like it."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from app.bootstrap import Services
from app.domain.accounts import Account
from app.domain.actors import Actor
from app.domain.deadlines import Confidence, Explanation
from app.domain.events import EventKind
from app.domain.jurisdictions import Handling, Jurisdiction, Proposal
from app.domain.links import Earlier
from app.domain.petitions import NAMELESS, PetitionDraft, Source
from app.runtime import words
from app.services.petitions import subject as subject_of
from ui import formats, theme
from ui.context import Context
from ui.parts.badges import due_badge
from ui.parts.explanation import ExplanationDialog
from ui.petitions.alike import AlikeCard
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, clear, column, label, row, scrolled
from ui.widgets.chips import Chip

if TYPE_CHECKING:
    from collections.abc import Callable

_INSTEAD = "Hạn này tính cả khi không thụ lý. Với đơn này:"


@dataclass(frozen=True, slots=True)
class Told:
    """What the law and the register say of a petition that is being typed."""

    proposal: Proposal
    terms: tuple[Explanation, ...]
    similar: tuple[Earlier, ...]


class LawPanel(QFrame):
    """Follows the draft; every part says its article.

    Signals:
        similar_wanted: The clerk wants to see a petition that looks like this one (its id).
        repeated: The petition being typed repeats one on record (``Earlier``).
    """

    similar_wanted = Signal(object)
    repeated = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setAccessibleName("Theo luật")
        self._context = context
        self._turn = 0
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        holder = QWidget()
        holder.setLayout(column(self._list, None))
        self._whole = scrolled(holder)
        self._cards: Callable[[], list[Card]] | None = None
        self.dialog: QDialog | None = None
        self._short = Note("", Tone.ACCENT)
        self._more = button("Xem", self.open_whole)
        self._more.setAccessibleName("Xem đủ đề xuất theo luật, cách tính hạn, đơn có thể trùng")
        self._line = QWidget()
        self._line.setLayout(row(self._short, self._more))
        self.setLayout(column(self._whole, self._line))
        self._show_nothing()

    def show_wide(self, *, wide: bool) -> None:
        """All of it beside the form, or one line above it."""
        self._whole.setVisible(wide)
        self._line.setVisible(not wide)

    def follow(self, draft: PetitionDraft, *, chosen: bool = True) -> None:
        """Say what follows from the draft; ``chosen`` tells whether kind and target are there."""
        self._turn += 1
        turn = self._turn
        if not chosen:
            self._show_nothing()
            return
        services, actor = self._context.services, self._context.actor

        def show(told: Told) -> None:
            if turn == self._turn:
                self._show(told, draft)

        self._context.read(lambda: _ask(services, actor, draft), show, self)

    def _show_nothing(self) -> None:
        clear(self._list)
        hint = "Chọn loại đơn và đơn về ai, việc gì: chương trình đề xuất thẩm quyền, hướng xử lý và hạn."
        self._list.addWidget(Card("Theo luật").add(label(hint, "muted", wrap=True)))
        self._short.words.setText(hint)
        self._cards = None
        self._more.hide()

    def _show(self, told: Told, draft: PetitionDraft) -> None:
        self._cards = partial(self._made, told, draft)
        clear(self._list)
        for card in self._cards():
            self._list.addWidget(card)
        self._short.words.setText(_in_short(told))
        self._more.show()

    def _made(self, told: Told, draft: PetitionDraft) -> list[Card]:
        same = [self._same(told.similar, draft)] if told.similar else []
        return [
            self._proposed(told.proposal),
            *(self._due(term, told.proposal) for term in told.terms[:1]),
            *same,
        ]

    def _proposed(self, told: Proposal) -> Card:
        tone = Tone.DONE if told.jurisdiction is Jurisdiction.OURS else Tone.SOON
        icon = "check" if told.jurisdiction is Jurisdiction.OURS else "send"
        card = Card("Đề xuất theo luật", gap=12)
        card.add(Note(words.label(told.jurisdiction), tone, icon=icon))
        facts = (
            ("Nơi giải quyết", told.competent, told.jurisdiction_article),
            (
                "Việc cần làm",
                words.label(told.handling) if told.handling else "Làm rõ thẩm quyền",
                f"{told.reason} {told.article if told.handling else ''}".strip(),
            ),
        )
        for name, value, basis in facts:
            card.add(
                column(
                    label(name, "small"),
                    label(value, "strong", wrap=True),
                    label(basis, "small", wrap=True),
                    gap=2,
                )
            )
        if told.sealed_from_chair:
            sealed = "Chỉ những người được giao mới được xem đơn này."
            card.add(Note(sealed, Tone.SEALED, icon="lock"))
        if told.confidence is Confidence.UNSURE:
            card.add(Note(_checking(told.note), Tone.SOON, icon="warning"))
        return card

    def _due(self, term: Explanation, proposal: Proposal) -> Card:
        badge = due_badge(self._context.services, term.due)
        why = button(
            "Vì sao?",
            lambda: ExplanationDialog(self._context, [Account(term)], "Đơn đang nhập", self).open(),
            kind="link",
        )
        card = Card("Hạn đầu tiên").add(label(f"{term.rule.title}: {formats.long_day(term.due)}", wrap=True))
        if proposal.handling not in (None, Handling.ACCEPT):
            card.add(label(f"{_INSTEAD} {words.label(proposal.handling)}.", "small", wrap=True))
        return card.add(row(Chip(badge.text, badge.tone), why, None))

    def _same(self, similar: tuple[Earlier, ...], draft: PetitionDraft) -> AlikeCard:
        card = AlikeCard(similar, nameless=draft.eligibility in NAMELESS)
        card.wanted.connect(self._see)
        card.repeated.connect(self._repeat)
        return card

    def _see(self, petition_id: object) -> None:
        self._close_dialog()
        self.similar_wanted.emit(petition_id)

    def _repeat(self, one: Earlier) -> None:
        self._close_dialog()
        self.repeated.emit(one)

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def open_whole(self) -> None:
        """All of it in a dialog, where there is room for one line only."""
        if self._cards is None:
            return
        self.dialog = QDialog(self)
        self.dialog.setWindowTitle("Theo luật")
        look = theme.current()
        self.dialog.resize(look.scaled(480), look.scaled(560))
        self.dialog.resize(self.dialog.size().boundedTo(self.window().size() * 0.96))
        holder = QWidget()
        holder.setLayout(column(*self._cards(), None, gap=12))
        close = button("Đóng", self.dialog.accept, kind="primary")
        layout = column(scrolled(holder), row(None, close), gap=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.dialog.setLayout(layout)
        self.dialog.open()


def _in_short(told: Told) -> str:
    """The panel in one line."""
    proposal = told.proposal
    handling = words.label(proposal.handling) if proposal.handling else "Làm rõ thẩm quyền"
    due = [f"{term.rule.title}: {formats.day(term.due)}" for term in told.terms[:1]]
    same = [f"Có thể trùng {len(told.similar)} đơn"] if told.similar else []
    parts = (
        f"{words.label(proposal.jurisdiction)}: {proposal.competent}",
        f"{handling} ({proposal.article})",
    )
    return " · ".join([*parts, *due, *same])


def _ask(services: Services, actor: Actor, draft: PetitionDraft) -> Told:
    proposal = services.petitions.propose(
        actor,
        draft.kind,
        draft.target,
        draft.eligibility,
        draft.body,
        at_reception=draft.source is Source.RECEPTION,
        on=draft.received_on,
    )
    subject = subject_of(draft, proposal.jurisdiction)
    terms = services.deadlines.beginning(actor, EventKind.REGISTERED, subject, draft.received_on)
    return Told(proposal, terms, services.classification.earlier(actor, draft))


def _checking(note: str) -> str:
    """The note of a rule that is not sure, which may say so in its own first words."""
    return note if note.startswith("Cần kiểm tra") else f"Cần kiểm tra. {note}".strip()
