"""A written report of the days that the page shows."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.office import OFFICE_ID
from ui.context import Context
from ui.parts.letter_dialog import LetterDialog


class ReportDialog(LetterDialog):
    """The letter of the office that begins with the days asked for; the clerk may type others."""

    def __init__(
        self, context: Context, form: str, facts: tuple[tuple[str, str], ...], parent: QWidget | None = None
    ) -> None:
        self._days = facts
        super().__init__(context, form, RecordType.OFFICE, OFFICE_ID, parent)

    def _wanted(self) -> LetterRequest:
        request = super()._wanted()
        return replace(request, facts=tuple((dict(self._days) | dict(request.facts)).items()))
