"""What the council's desk is asked to do for the page; drafts go once their form is saved."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from app.domain.office import Unit
from app.domain.voters import Recommendation
from ui.context import Context
from ui.voters.forms import AnswerForm, ClassifyForm, ForwardForm

Then = Callable[[Recommendation], None]


class VoterActions:
    """One act each; the page says what comes after."""

    def __init__(self, context: Context, owner: QObject) -> None:
        self._context, self._owner = context, owner

    def offer_units(self, take: Callable[[Sequence[Unit]], None]) -> None:
        context = self._context
        context.read(lambda: context.services.office.units(context.actor), take, self._owner)

    def classify(self, form: ClassifyForm, then: Then) -> None:
        context, draft, key = self._context, form.draft(), form.about.id

        def done(about: Recommendation) -> None:
            context.messages.notice("Đã phân loại ý kiến.")
            then(about)

        context.act(lambda: context.services.voters.classify(context.actor, key, draft), done, form, form)

    def forward(self, form: ForwardForm, then: Then) -> None:
        context, draft, key = self._context, form.draft(), form.about.id

        def done(about: Recommendation) -> None:
            context.drop_draft(f"voters.forward:{key}")
            context.messages.notice(f"Đã chuyển kiến nghị đến {about.row.unit}.")
            then(about)

        context.act(lambda: context.services.voters.forward(context.actor, key, draft), done, form, form)

    def answer(self, form: AnswerForm, then: Then) -> None:
        context, draft, key = self._context, form.draft(), form.about.id

        def done(about: Recommendation) -> None:
            context.drop_draft(f"voters.answer:{key}")
            context.messages.notice("Đã ghi kết quả trả lời.")
            then(about)

        context.act(lambda: context.services.replies.answer(context.actor, key, draft), done, form, form)
