"""“Vì sao có hạn này?”: how due days came about, what the office decided on them, and the same on paper."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.accounts import Account
from app.domain.actors import Right
from app.domain.deadlines import DayCount, DayReason
from app.domain.events import Clock
from app.domain.letters import Format
from app.runtime import words
from app.services import workings
from ui import formats, theme
from ui.context import Context
from ui.parts import documents, printing
from ui.parts.badges import due_badge
from ui.parts.day_picture import DayPicture
from ui.parts.decision_form import DecisionForm
from ui.parts.due import Asked
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, clear, column, label, row, scrolled
from ui.widgets.chips import Chip
from ui.widgets.details import Facts
from ui.widgets.flow import flow
from ui.widgets.forms import Folded

LONG = 14
"""Days; a longer list of them is folded under the picture."""
_ANNEX = "Phụ lục cách tính thời hạn"


class ExplanationPanel(QWidget):
    """The due day and its doubts, the months it was counted over, every fact behind it, then day by day."""

    def __init__(self, context: Context, account: Account, acts: Sequence[QWidget] = ()) -> None:
        super().__init__()
        working = account.working
        self.setAccessibleName(f"Vì sao có hạn này: {working.rule.title}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        if account.about:
            layout.addWidget(label(account.about, "muted", wrap=True))
        layout.addWidget(label(working.rule.title, "heading", wrap=True))
        layout.addLayout(
            flow(label(f"Hạn {formats.long_day(account.due)}", "strong"), *_chips(context, account))
        )
        layout.addLayout(flow(*acts, gap=16))
        if account.decision is not None:
            counted = formats.day(working.due)
            told = f"Cơ quan đã đặt hạn khác. Theo luật, hạn tính đến {counted}."
            layout.addWidget(Note(told, Tone.ACCENT))
        layout.addWidget(DayPicture(account))
        layout.addWidget(Facts(workings.facts(account)))
        days = _Days(working.days, working.term.length)
        folded = len(working.days) > LONG
        layout.addWidget(Folded(days, f"Từng ngày ({len(working.days)})") if folded else days)


class ExplanationDialog(QDialog):
    """The accounts of one record's due days; each can be printed, saved and decided upon."""

    def __init__(
        self, context: Context, accounts: Sequence[Account], subject: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Vì sao có hạn này?")
        look = theme.current()
        self.resize(look.scaled(680), look.scaled(680))
        if parent is not None:
            self.resize(self.size().boundedTo(parent.window().size() * 0.96))
        self._context, self._subject = context, subject
        self.accounts = list(accounts)
        self.form: DecisionForm | None = None
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        holder = QWidget()
        holder.setLayout(column(self._cards, None))
        close = button("Đóng", self.accept, kind="primary")
        shown = QWidget()
        acts = row(button("Chép", self.copy, icon="copy"), None, close)
        shown.setLayout(column(scrolled(holder), acts, gap=12))
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        layout = column(label(subject, "muted", wrap=True), self._stack, gap=12)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)
        self._fill()
        close.setFocus()

    def text(self) -> str:
        """The accounts as plain text."""
        return "\n\n".join([self._subject, *(as_text(account) for account in self.accounts)])

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self._context.messages.notice("Đã chép cách tính thời hạn.")

    def print(self, account: Account) -> None:
        """Print the annex."""

        def send(*, content: bytes, name: Path) -> None:  # noqa: ARG001 - the printer takes the file's own title
            printing.print_pdf(self._context, content, self)

        self._annex(account, Format.PDF, send)

    def save(self, account: Account, kept: Format) -> None:
        """Save the annex where the clerk says."""
        save = partial(documents.save_content, self._context, kept=kept, owner=self)
        self._annex(account, kept, save)

    def save_json(self, account: Account) -> None:
        """Save the account as data, in the shape of the command line's."""
        about = account.about or self._subject
        told = json.dumps(workings.account_value(account, about), ensure_ascii=False, indent=2)
        name = _name(about, Format.PDF).with_suffix(".json")
        documents.save_as(self._context, f"{told}\n".encode(), name, "JSON (*.json)", self)

    def decide(self, account: Account) -> None:
        """Ask for the office's own day and its reason, or for the reason to take it back."""
        assert account.clock is not None
        form = DecisionForm(self._context, account)
        self.form = form
        form.save_wanted.connect(lambda: self._decide(form, account.clock))
        form.left.connect(self._close_form)
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        next(iter(form.fields.values())).setFocus()

    def _decide(self, form: DecisionForm, clock: Clock | None) -> None:
        assert clock is not None
        services, actor = self._context.services, self._context.actor

        def done(after: Clock) -> None:
            self._close_form()
            self._context.read(lambda: services.deadlines.account(actor, after), self._renew, self)

        self._context.act(form.act(clock.id), done, self, form)

    def _renew(self, account: Account) -> None:
        """Show an account anew after its clock was decided upon."""
        key = account.clock.id if account.clock else None
        self.accounts = [
            replace(account, about=known.about) if _is(known, key) else known for known in self.accounts
        ]
        self._fill()

    def _close_form(self) -> None:
        if self.form is not None:
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _fill(self) -> None:
        clear(self._cards)
        for account in self.accounts:
            self._cards.addWidget(Card().add(ExplanationPanel(self._context, account, self._acts(account))))

    def _acts(self, account: Account) -> list[QWidget]:
        if not self._context.may(Right.READ):
            return []  # deputies read; papers of the office are not theirs to write
        acts: list[QWidget] = [
            button("In…", partial(self.print, account), icon="print", kind="link"),
            button("Lưu PDF…", partial(self.save, account, Format.PDF), kind="link"),
            button("Lưu DOCX…", partial(self.save, account, Format.DOCX), kind="link"),
            button("Lưu JSON…", partial(self.save_json, account), kind="link"),
        ]
        clock = account.clock
        if clock is not None and clock.closed_on is None and clock.paused_on is None:
            said = "Bỏ hạn đã đặt…" if account.decision else "Đặt hạn khác…"
            acts.append(button(said, partial(self.decide, account), icon="edit", kind="link"))
        return acts

    def _annex(self, account: Account, kept: Format, use: "documents.Use") -> None:
        services, actor = self._context.services, self._context.actor
        about = account.about or self._subject
        self._context.read(
            lambda: services.deadlines.annex(actor, account, about)[kept],
            lambda content: use(content=content, name=_name(about, kept)),
            self,
        )


def explain_clocks(context: Context, asked: Sequence[Asked], subject: str, owner: QWidget) -> None:
    """Read the accounts of some clocks and show them, each under the name of its record."""
    services, actor = context.services, context.actor

    def read() -> list[Account]:
        return [replace(services.deadlines.account(actor, one.clock), about=one.about) for one in asked]

    def show(accounts: list[Account]) -> None:
        ExplanationDialog(context, accounts, subject, owner.window()).open()

    context.read(read, show, owner)


def as_text(account: Account) -> str:
    """The account of one due day, ready to be pasted."""
    working = account.working
    facts = [f"{name}: {value}" for name, value in workings.facts(account)]
    lines = [
        f"  {formats.day(day.date)} {formats.weekday(day.date)}: {workings.reason(day)}"
        for day in working.days
    ]
    due = f"Hạn: {formats.long_day(account.due)}"
    about = [account.about] if account.about else []
    return "\n".join([*about, working.rule.title, due, *facts, "Cách tính:", *lines])


def _name(about: str, kept: Format) -> Path:
    return documents.file_name(_ANNEX, kept, about.split(" · ", maxsplit=1)[0])


def _is(account: Account, key: object) -> bool:
    return account.clock is not None and account.clock.id == key


def _chips(context: Context, account: Account) -> list[Chip]:
    """How much time is left, and what is not certain."""
    if account.clock is not None and account.clock.closed_on is not None:
        return [Chip(f"Đã xong {formats.day(account.clock.closed_on)}", Tone.DONE, "check")]
    left = due_badge(context.services, account.due)
    doubts = [Chip(words.label(doubt), Tone.SOON, "warning") for doubt in account.doubts]
    return [Chip(left.text, left.tone), *doubts]


class _Days(QFrame):
    """A line a day: the date, the count, the reason; days that do not count stand back."""

    def __init__(self, days: Sequence[DayCount], length: int) -> None:
        super().__init__()
        self.setAccessibleName("Cách tính từng ngày")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        count = 0
        for at, day in enumerate(days):
            count += day.counted
            role = "body" if day.counted or day.reason is DayReason.MOVED else "muted"
            shown = f"{count}/{length}" if day.counted else "–"
            number = label(shown, role)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            date_words = f"{formats.weekday(day.date)} {formats.day(day.date)}"
            grid.addWidget(label(date_words, role), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(number, at, 1)
            plain = day.counted and day.reason is DayReason.COUNTED  # the count alone says everything
            grid.addWidget(label("" if plain else workings.reason(day), role, wrap=True), at, 2)
