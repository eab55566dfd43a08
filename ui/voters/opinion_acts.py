"""The acts on recommendations: each opens its form on the page's cover and saves it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Done
from app.domain.ids import RecordId
from app.domain.meetings import Place
from app.domain.office import Village
from app.domain.voters import Recommendation, RecommendationRow, Reply
from ui import formats
from ui.background import Task
from ui.context import Context
from ui.parts import handover
from ui.parts.cover import Cover
from ui.voters.forms import ClassifyForm, ForwardForm, SaidForm
from ui.voters.reply_forms import AnswerForm, PublicationForm, TellingForm, VerdictForm
from ui.voters.steps import AMEND, ANSWER, CLASSIFY, FORWARD, PETITION, PUBLISH, REVIEW, TELL


class OpinionActs(QObject):
    """Opens the form of an act on one recommendation, or on all that the ledger shows.

    Signals:
        petition_wanted: The petition it became, or what the form of a new one is filled from.
    """

    petition_wanted = Signal(object)

    def __init__(self, context: Context, cover: Cover) -> None:
        super().__init__(cover)
        self._context, self._cover = context, cover
        self._today = context.services.clock.today
        self._forms: dict[str, Callable[[Recommendation], None]] = {
            AMEND: self._amend,
            CLASSIFY: self._classify,
            FORWARD: self._forward,
            ANSWER: self._answer,
            REVIEW: self._review,
            PUBLISH: self._publish_one,
            TELL: self._tell_one,
            PETITION: lambda about: self.petition_wanted.emit(
                about.petition_id or handover.of_opinion(about)
            ),
        }

    def open(self, act: str, about: Recommendation) -> None:
        """The form of an act on one recommendation."""
        self._forms[act](about)

    def open_many(self, act: str, about: Sequence[RecommendationRow], left_out: int) -> None:
        """The form of an act on many; ``left_out`` of the list are none of its concern."""
        if not about:
            nothing = "chưa công khai" if act == PUBLISH else "chưa báo cử tri"
            self._context.messages.notice(f"Danh sách không có kiến nghị nào đã trả lời mà {nothing}.")
        elif act == PUBLISH:
            self._publish(about, left_out)
        else:
            self._tell(about, left_out)

    def amend_reply(self, about: Recommendation, reply: Reply) -> None:
        """The form of a reply that was noted wrongly."""
        context, desk = self._context, self._context.services.replies
        form = AnswerForm(about, self._today, reply)
        self._offer(form)
        self._cover.open(
            form,
            f"voters.amend_reply:{reply.id}",
            lambda: partial(desk.amend, context.actor, about.id, reply.id, form.draft(), form.reason.value()),
            "Đã sửa trả lời.",
        )

    def _amend(self, about: Recommendation) -> None:
        context, form, desk = self._context, SaidForm(about), self._context.services.voters

        def known() -> tuple[Sequence[Village], Sequence[Place]]:
            villages = context.services.office.villages(context.actor)
            return villages, desk.meeting(context.actor, about.meeting_id).places

        context.read(known, lambda found: form.offer(*found), form)
        self._cover.open(
            form,
            f"voters.amend:{about.id}",
            lambda: partial(desk.amend, context.actor, about.id, form.draft(), form.reason.value()),
            "Đã sửa ý kiến.",
        )

    def _classify(self, about: Recommendation) -> None:
        context, form, desk = self._context, ClassifyForm(about), self._context.services.voters
        self._offer(form)
        self._cover.open(
            form,
            f"voters.classify:{about.id}",
            lambda: partial(desk.classify, context.actor, (about.id,), form.draft()),
            "Đã phân loại ý kiến.",
        )

    def _forward(self, about: Recommendation) -> None:
        context, form, desk = self._context, ForwardForm(about, self._today), self._context.services.voters
        self._offer(form)
        self._cover.open(
            form,
            f"voters.forward:{about.id}",
            lambda: partial(desk.forward, context.actor, about.id, form.draft()),
            "Đã chuyển kiến nghị.",
        )

    def _answer(self, about: Recommendation) -> None:
        context, form, desk = self._context, AnswerForm(about, self._today), self._context.services.replies
        self._offer(form)
        self._cover.open(
            form,
            f"voters.answer:{about.id}",
            lambda: partial(desk.answer, context.actor, about.id, form.draft()),
            "Đã ghi kết quả trả lời.",
        )

    def _review(self, about: Recommendation) -> None:
        context, form, desk = self._context, VerdictForm(about, self._today), self._context.services.replies
        self._cover.open(
            form,
            f"voters.review:{about.id}",
            lambda: partial(desk.review, context.actor, about.id, form.draft()),
            "Đã ghi đánh giá.",
        )

    def _publish_one(self, about: Recommendation) -> None:
        """With what was noted before, to be put right."""
        self._publish([about.row], 0).fill(
            {
                "published_on": about.row.published_on,
                "where": about.published_where,
                "posted_on": about.posted_on,
            }
        )

    def _tell_one(self, about: Recommendation) -> None:
        self._tell([about.row], 0).fill({"told_on": about.row.told_on, "how": about.told_how})

    def _publish(self, about: Sequence[RecommendationRow], left_out: int) -> PublicationForm:
        form, desk = PublicationForm(about, self._today, left_out), self._context.services.replies

        def save() -> None:
            actor, chosen, draft = self._context.actor, form.chosen(), form.draft()
            self._save(
                form,
                lambda task: desk.publish(actor, chosen, draft, task.progress),
                "Đã ghi công khai",
            )

        form.save_wanted.connect(save)
        self._show(form)
        return form

    def _tell(self, about: Sequence[RecommendationRow], left_out: int) -> TellingForm:
        form, desk = TellingForm(about, self._today, left_out), self._context.services.replies

        def save() -> None:
            actor, chosen, draft = self._context.actor, form.chosen(), form.draft()
            self._save(
                form,
                lambda task: desk.tell(actor, chosen, draft, task.progress),
                "Đã ghi báo cử tri",
            )

        form.save_wanted.connect(save)
        self._show(form)
        return form

    def _show(self, form: PublicationForm | TellingForm) -> None:
        form.left.connect(self._cover.close_form)
        self._cover.show_form(form)

    def _save(
        self,
        form: PublicationForm | TellingForm,
        act: Callable[[Task], Done[tuple[RecordId, ...]]],
        said: str,
    ) -> None:
        """One act for all; refused or stopped, none of them is noted and the form stays."""
        context = self._context

        def done(noted: tuple[RecordId, ...]) -> None:
            self._cover.close_form()
            context.messages.notice(f"{said} cho {formats.number(len(noted))} kiến nghị.")

        task = context.act_long(act, done, form, form, form.progress.step)
        form.progress.begin("Đang ghi…", task)

    def _offer(self, form: ClassifyForm | ForwardForm | AnswerForm) -> None:
        context = self._context
        desk = context.services.office
        context.read(lambda: desk.units(context.actor, standing=False), form.offer, form)
