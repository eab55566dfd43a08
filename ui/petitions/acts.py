"""What a clerk does with the petition that is shown: its forms, its letters, its case."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.domain.changes import Done
from app.domain.ids import RecordId
from app.domain.jurisdictions import Eligibility
from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.outcomes import Outcome
from app.domain.petitions import Petition, PetitionState
from app.domain.time_limits import TimeLimit
from ui.context import Context
from ui.parts.letter_dialog import LetterDialog
from ui.parts.reason_dialog import ReasonDialog
from ui.petitions.act_form import ActForm
from ui.petitions.assess_form import AssessForm
from ui.petitions.assign_form import AssignForm
from ui.petitions.correct_form import CorrectForm
from ui.petitions.detail import PetitionDetail
from ui.petitions.outcome_form import OutcomeForm
from ui.petitions.split_form import SplitForm
from ui.petitions.time_limit_form import TimeLimitForm
from ui.petitions.wording import act_name
from ui.widgets.forms import FormPage


class FileActs(QObject):
    """Opens the form or the letter that the detail asks for and hands what it yields to the desk."""

    def __init__(self, context: Context, detail: PetitionDetail) -> None:
        super().__init__(detail)
        self._context, self._detail = context, detail
        self.letter: LetterDialog | None = None
        self.asking: ReasonDialog | None = None
        detail.act_wanted.connect(self.record_act)
        detail.letter_wanted.connect(self.write_letter)
        detail.assess_wanted.connect(lambda: self.assess())
        detail.assign_wanted.connect(self.assign)
        detail.time_limit_wanted.connect(self.check_time_limit)
        detail.split_wanted.connect(self.split)
        detail.correct_wanted.connect(self.correct)
        detail.outcomes.wanted.connect(self.record_outcome)
        detail.outcomes.unwanted.connect(self.remove_outcome)
        detail.outcomes.completion_wanted.connect(lambda: self.record_act("complete"))
        detail.case.joined.connect(self._join_case)
        detail.case.opened.connect(self._open_case)
        detail.case.repeats.connect(self._link)

    def record_act(self, act: str) -> None:
        """The form of an act, in place of the tabs."""
        file = self._detail.file
        if file is None:
            return
        proposed = file.step.reason if file.step is not None and file.step.act == act else ""
        form = ActForm(self._context, file.petition, act, proposed)
        services, actor, key = self._context.services, self._context.actor, file.petition.id
        words = act_name(file.petition.kind, act)
        form.save_wanted.connect(
            lambda: self._act(form, partial(services.petitions.take, actor, key, form.step()), words)
        )
        self._show_form(form)

    def check_time_limit(self) -> None:
        """The form that tells whether the complaint came in time; too late, the assessment follows."""
        file = self._detail.file
        if file is None:
            return
        form = TimeLimitForm(self._context, file.petition)
        services, actor, key = self._context.services, self._context.actor, file.petition.id

        def done(found: TimeLimit) -> None:
            self._detail.close_form(form)
            verdict = "trong thời hiệu" if found.in_time else "quá thời hiệu"
            self._context.messages.notice(f"{file.petition.number}: {verdict}, đã ghi vào diễn biến.")
            if not found.in_time and file.petition.state is PetitionState.REGISTERED:
                self.assess(Eligibility.TIME_PASSED)

        form.save_wanted.connect(
            lambda: self._context.act(
                lambda: services.time_limits.keep(actor, key, form.asked()), done, self, form
            )
        )
        self._show_form(form)

    def assess(self, eligibility: Eligibility | None = None) -> None:
        """The form of the assessment, ``eligibility`` proposed by a check; the officer decides."""
        file = self._detail.file
        if file is None:
            return
        form = AssessForm(self._context, file.petition)
        if eligibility is not None:
            form.eligibility.set_value(eligibility)
        services, actor, key = self._context.services, self._context.actor, file.petition.id
        form.save_wanted.connect(
            lambda: self._act(form, partial(services.petitions.assess, actor, key, form.draft()), "Xử lý đơn")
        )
        self._show_form(form)

    def assign(self) -> None:
        """The form of an assignment."""
        file = self._detail.file
        if file is None:
            return
        days = (file.settling.safe, file.settling.due) if file.settling is not None else ()
        due_on = next((day for day in days if day >= self._context.today), None)
        form = AssignForm(self._context, file.units, due_on)
        services, actor, key = self._context.services, self._context.actor, file.petition.id
        form.save_wanted.connect(
            lambda: self._act(form, partial(services.petitions.assign, actor, key, form.draft()), "Giao việc")
        )
        self._show_form(form)

    def split(self) -> None:
        """The form that makes a petition of each matter."""
        file = self._detail.file
        if file is None:
            return
        form = SplitForm(self._context, file.petition)
        services, actor, key = self._context.services, self._context.actor, file.petition.id

        def done(parts: tuple[Petition, ...]) -> None:
            self._detail.close_form(form)
            numbers = ", ".join(part.number for part in parts)
            self._context.messages.notice(f"{file.petition.number}: đã tách thành đơn số {numbers}.")

        form.save_wanted.connect(
            lambda: self._context.act(
                partial(services.classification.split, actor, key, form.draft()), done, self, form
            )
        )
        self._show_form(form)

    def correct(self) -> None:
        """The form that puts right what statistics sort the petition by."""
        file = self._detail.file
        if file is None:
            return
        form = CorrectForm(self._context, file.petition)
        services, actor, key = self._context.services, self._context.actor, file.petition.id
        form.save_wanted.connect(
            lambda: self._act(
                form, partial(services.classification.correct, actor, key, form.draft()), "Sửa phân loại"
            )
        )
        self._show_form(form)

    def record_outcome(self, known: Outcome | None) -> None:
        """The form of what was ordered or done, new or one on record."""
        file = self._detail.file
        if file is None:
            return
        form = OutcomeForm(self._context, file.petition, known)
        desk, actor, petition = self._context.services.outcomes, self._context.actor, file.petition

        def work() -> Done[Outcome]:
            if known is None:
                return desk.record(actor, petition.id, form.draft())
            return desk.amend(actor, known.id, form.draft(), form.reason.value())

        def done(_outcome: Outcome) -> None:
            self._detail.close_form(form)
            self._context.messages.notice(f"{petition.number}: đã ghi kết quả thi hành.")

        form.save_wanted.connect(lambda: self._context.act(work, done, self, form))
        self._show_form(form)

    def remove_outcome(self, known: Outcome) -> None:
        """Ask why, and take away what was recorded by mistake."""
        asked = self.asking = ReasonDialog(
            "Bỏ kết quả thi hành", "Bỏ kết quả ghi nhầm", "Bỏ", "Ghi vào diễn biến của đơn.", self._detail
        )
        remove = self._context.services.outcomes.remove
        asked.ask(self._context, partial(remove, self._context.actor, known.id), "Đã bỏ kết quả thi hành.")

    def write_letter(self, form: str) -> None:
        """The letter that takes the next step."""
        if self._detail.file is not None:
            key = self._detail.file.petition.id
            request = LetterRequest(form, RecordType.PETITION, key)
            self.letter = LetterDialog(self._context, request, self._detail)
            self.letter.open()

    def _show_form(self, form: FormPage) -> None:
        form.left.connect(lambda: self._detail.close_form(form))
        self._detail.show_form(form)

    def _act(
        self,
        form: ActForm | AssessForm | AssignForm | CorrectForm,
        work: Callable[[], Done[Petition]],
        words: str,
    ) -> None:
        def done(petition: Petition) -> None:
            self._detail.close_form(form)
            self._context.messages.notice(f"{petition.number}: đã ghi “{words}”.")

        self._context.act(work, done, self, form)

    def _join_case(self, case_id: RecordId) -> None:
        petitions, actor = self._context.services.petitions, self._context.actor
        key = self._petition_id()
        self._context.act(lambda: petitions.join_case(actor, key, case_id), self._joined, self)

    def _open_case(self, title: str) -> None:
        services, actor, today = self._context.services, self._context.actor, self._context.today
        key = self._petition_id()

        def work() -> Done[Petition]:
            opened = services.cases.open(actor, title, today)
            return services.petitions.join_case(actor, key, opened.value)

        self._context.act(work, self._joined, self)

    def _link(self, number: str) -> None:
        services, actor, key = self._context.services, self._context.actor, self._petition_id()

        def work() -> Done[Petition]:
            return services.classification.link(actor, key, services.petitions.numbered(actor, number))

        def done(petition: Petition) -> None:
            self._context.messages.notice(f"{petition.number}: đã gắn với đơn số {number}.")

        self._context.act(work, done, self)

    def _petition_id(self) -> RecordId:
        assert self._detail.file is not None  # only the file that is shown offers its case
        return self._detail.file.petition.id

    def _joined(self, petition: Petition) -> None:
        self._context.messages.notice(f"{petition.number}: đã ghép vào vụ việc.")
