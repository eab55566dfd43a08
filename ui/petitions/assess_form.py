"""“Xử lý đơn”: what the law proposes and what the officer decides; another decision needs its reason."""

from app.domain.deadlines import Confidence
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Proposal
from app.domain.petitions import AssessmentDraft, Petition, Source
from app.runtime import words
from ui.context import Context
from ui.theme import Tone
from ui.widgets.basics import Note
from ui.widgets.fields import ChoiceField, LineField, TextField
from ui.widgets.forms import FormPage


class AssessForm(FormPage):
    """Eligibility, jurisdiction, handling, who is competent; filled with the proposal."""

    def __init__(self, context: Context, petition: Petition) -> None:
        super().__init__("Xử lý đơn", "Ghi nhận", "Thôi")
        self._context, self._petition = context, petition
        self.eligibility = ChoiceField("Điều kiện", [(e, words.label(e)) for e in Eligibility], required=True)
        self.jurisdiction = ChoiceField(
            "Thẩm quyền", [(j, words.label(j)) for j in Jurisdiction], required=True
        )
        self.handling = ChoiceField("Hướng xử lý", [(h, words.label(h)) for h in Handling], required=True)
        self.competent = LineField("Nơi có thẩm quyền")
        self.reason = TextField("Lý do", lines=2)
        self._told = Note("", Tone.ACCENT)
        self.section(
            "Xử lý đơn",
            self.eligibility,
            self._told,
            (self.jurisdiction, self.handling),
            self.competent,
            self.reason,
            eligibility=self.eligibility,
            jurisdiction=self.jurisdiction,
            handling=self.handling,
            competent=self.competent,
            reason=self.reason,
        )
        self.eligibility.set_value(petition.eligibility)
        self._follow()
        if petition.handling is not None:
            self.fill(
                {
                    "jurisdiction": petition.jurisdiction,
                    "handling": petition.handling,
                    "competent": petition.competent,
                }
            )
        self.eligibility.changed.connect(self._follow)
        for field in (self.jurisdiction, self.handling):
            field.changed.connect(self._ask_reason)

    def draft(self) -> AssessmentDraft:
        """The decision as typed."""
        return AssessmentDraft(
            Eligibility(str(self.eligibility.value())),
            Jurisdiction(str(self.jurisdiction.value())),
            Handling(str(self.handling.value())),
            self.competent.value(),
            self.reason.value(),
        )

    def _follow(self) -> None:
        """The proposal follows the eligibility; what it says is filled in and can be changed."""
        told = self._proposal()
        self._told.words.setText(proposal_words(told))
        values: dict[str, object] = {"jurisdiction": told.jurisdiction, "competent": told.competent}
        self.fill(values | {"handling": told.handling})
        self._ask_reason()

    def _ask_reason(self) -> None:
        told = self._proposal()
        decided = (self.jurisdiction.value(), self.handling.value())
        other = decided != (told.jurisdiction, told.handling)
        self.reason.set_help("Quyết định khác với đề xuất: cần ghi lý do." if other else "")

    def _proposal(self) -> Proposal:
        known = self._petition
        return self._context.services.petitions.propose(
            self._context.actor,
            known.kind,
            known.target,
            Eligibility(str(self.eligibility.value())),
            known.body,
            at_reception=known.source is Source.RECEPTION,
        )


def proposal_words(told: Proposal) -> str:
    """What the law proposes, in one or two sentences with the article."""
    handling = words.label(told.handling) if told.handling else "Chưa đề xuất"
    check = "\nCần kiểm tra căn cứ trước khi quyết định." if told.confidence is Confidence.UNSURE else ""
    note = f"\n{told.note}" if told.note and told.note != told.reason else ""
    return f"Đề xuất: {handling}. {told.reason}\nCăn cứ: {told.article}.{note}{check}"
