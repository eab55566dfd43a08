"""Beside the form: what the law proposes for this petition, its first due day, and what looks like it."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.bootstrap import Services
from app.domain.accounts import Account
from app.domain.actors import Actor
from app.domain.deadlines import Confidence, Explanation
from app.domain.events import EventKind
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Proposal
from app.domain.links import Earlier
from app.domain.petitions import PetitionDraft, Source
from app.runtime import words
from app.services.petitions import subject as subject_of
from ui import formats
from ui.context import Context
from ui.parts.badges import due_badge
from ui.parts.explanation import ExplanationDialog
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, clear, column, label, row, scrolled
from ui.widgets.chips import Chip

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
        self._short = Note("", Tone.ACCENT)
        self.setLayout(column(self._whole, self._short))
        self._show_nothing()

    def show_wide(self, *, wide: bool) -> None:
        """All of it beside the form, or one line above it."""
        self._whole.setVisible(wide)
        self._short.setVisible(not wide)

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

    def _show(self, told: Told, draft: PetitionDraft) -> None:
        clear(self._list)
        self._list.addWidget(self._proposed(told.proposal))
        for term in told.terms[:1]:
            self._list.addWidget(self._due(term, told.proposal))
        if told.similar:
            self._list.addWidget(self._same(told.similar))
        self._short.words.setText(_in_short(told))

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

    def _same(self, similar: tuple[Earlier, ...]) -> Card:
        card = Card("Có thể trùng")
        for one in similar:
            link = button(f"{one.number} · {formats.day(one.received_on)}", kind="link")
            link.clicked.connect(lambda _=False, key=one.id: self.similar_wanted.emit(key))
            alike = " · ".join(
                told
                for told, is_so in (("cùng người gửi", one.same_person), ("cùng nội dung", one.same_matter))
                if is_so
            )
            state = f"{words.label(one.state)} · {alike}"
            about = formats.line(one.matter)[:120]
            card.add(row(link, None), label(state, "small", wrap=True), label(about, "small", wrap=True))
            if one.eligibility is not None or one.target is not None:
                take = button(_repeats(one), icon="link")
                take.clicked.connect(lambda _=False, one=one: self.repeated.emit(one))
                card.add(row(take, None))
        return card


def _repeats(one: Earlier) -> str:
    """What stands on the button that says how the new petition repeats this one."""
    if one.target is not None:
        return "Khiếu nại lần hai"
    known = {
        Eligibility.ALREADY_GUIDED: "Đã hướng dẫn ở đơn này",
        Eligibility.ALREADY_SETTLED: "Đã giải quyết ở đơn này",
    }
    return known.get(one.eligibility or Eligibility.DUPLICATE, "Đơn trùng với đơn này")


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
