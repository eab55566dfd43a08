"""What a clerk does with the petition that is shown: its forms, its letters, its case."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from app.domain.changes import Done
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.petitions import Petition
from ui.context import Context
from ui.parts.letter_dialog import LetterDialog
from ui.petitions.act_form import ActForm
from ui.petitions.assess_form import AssessForm
from ui.petitions.assign_form import AssignForm
from ui.petitions.detail import PetitionDetail
from ui.petitions.wording import ACTS


class FileActs(QObject):
    """Opens the form or the letter that the detail asks for and hands what it yields to the desk."""

    def __init__(self, context: Context, detail: PetitionDetail) -> None:
        super().__init__(detail)
        self._context, self._detail = context, detail
        self.letter: LetterDialog | None = None
        detail.act_wanted.connect(self.record_act)
        detail.letter_wanted.connect(self.write_letter)
        detail.assess_wanted.connect(self.assess)
        detail.assign_wanted.connect(self.assign)
        detail.case.joined.connect(self._join_case)
        detail.case.opened.connect(self._open_case)

    def record_act(self, act: str) -> None:
        """The form of an act, in place of the tabs."""
        file = self._detail.file
        if file is None:
            return
        proposed = file.step.reason if file.step is not None and file.step.act == act else ""
        form = ActForm(self._context, file.petition, act, proposed)
        services, actor, key = self._context.services, self._context.actor, file.petition.id
        form.save_wanted.connect(
            lambda: self._act(form, partial(services.petitions.take, actor, key, form.step()), ACTS[act])
        )
        self._show_form(form)

    def assess(self) -> None:
        """The form of the assessment."""
        file = self._detail.file
        if file is None:
            return
        form = AssessForm(self._context, file.petition)
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
        due_on = file.accounts[0].safe if file.accounts else None
        form = AssignForm(self._context, file.units, due_on)
        services, actor, key = self._context.services, self._context.actor, file.petition.id
        form.save_wanted.connect(
            lambda: self._act(form, partial(services.petitions.assign, actor, key, form.draft()), "Giao việc")
        )
        self._show_form(form)

    def write_letter(self, form: str) -> None:
        """The letter that takes the next step."""
        if self._detail.file is not None:
            key = self._detail.file.petition.id
            self.letter = LetterDialog(self._context, form, RecordType.PETITION, key, self._detail)
            self.letter.open()

    def _show_form(self, form: ActForm | AssessForm | AssignForm) -> None:
        form.left.connect(lambda: self._detail.close_form(form))
        self._detail.show_form(form)

    def _act(
        self, form: ActForm | AssessForm | AssignForm, work: Callable[[], Done[Petition]], words: str
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

    def _petition_id(self) -> RecordId:
        assert self._detail.file is not None  # only the file that is shown offers its case
        return self._detail.file.petition.id

    def _joined(self, petition: Petition) -> None:
        self._context.messages.notice(f"{petition.number}: đã ghép vào vụ việc.")
