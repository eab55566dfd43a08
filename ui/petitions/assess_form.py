"""“Xử lý đơn”: what the law proposes and what the officer decides; another decision needs its reason."""

from app.domain.classification import Classification
from app.domain.deadlines import Confidence
from app.domain.errors import Refused
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Proposal, Target
from app.domain.petitions import AssessmentDraft, Petition, Source
from app.runtime import words
from ui.context import Context
from ui.petitions.guide import GuideDialog, Received
from ui.petitions.kept import KeptField
from ui.shortcuts import Key, bind
from ui.theme import Tone
from ui.widgets.basics import Note, SectionHeading, button
from ui.widgets.fields import ChoiceField, LineField, TextField
from ui.widgets.forms import FormPage


class AssessForm(FormPage):
    """Eligibility, jurisdiction, handling, who is competent; filled with the proposal."""

    def __init__(self, context: Context, petition: Petition) -> None:
        super().__init__("Xử lý đơn", "Ghi nhận", "Thôi")
        self._context, self._petition = context, petition
        self.guide: GuideDialog | None = None
        self.target = ChoiceField(
            "Đơn về ai, về việc gì", [(t, words.label(t)) for t in Target], required=True
        )
        self.answers = KeptField(lambda pairs: f"Phân loại theo hướng dẫn, {len(pairs)} câu trả lời.")
        self.eligibility = ChoiceField("Điều kiện", [(e, words.label(e)) for e in Eligibility], required=True)
        self.jurisdiction = ChoiceField(
            "Thẩm quyền", [(j, words.label(j)) for j in Jurisdiction], required=True
        )
        self.handling = ChoiceField("Hướng xử lý", [(h, words.label(h)) for h in Handling], required=True)
        self.competent = LineField("Nơi có thẩm quyền")
        self.reason = TextField("Lý do", lines=2)
        self._told = Note("", Tone.ACCENT)
        ask = button("Hướng dẫn phân loại (F7)", self.open_guide, icon="help", kind="link")
        bind(Key.GUIDE, self, self.open_guide)
        self.section(
            "",
            SectionHeading("Xử lý đơn", ask),
            self.answers,
            (self.target, self.eligibility),
            self._told,
            (self.jurisdiction, self.handling),
            self.competent,
            self.reason,
            target=self.target,
            answers=self.answers,
            eligibility=self.eligibility,
            jurisdiction=self.jurisdiction,
            handling=self.handling,
            competent=self.competent,
            reason=self.reason,
        )
        self.target.set_value(petition.target)
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
        self.target.changed.connect(self._follow)
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
            target=self._target(),
            answers=tuple((question, answer) for question, answer in self.answers.value()),
        )

    def open_guide(self) -> None:
        """Ask question by question what the petition is."""
        known = self._petition
        received = Received(known.body, known.received_on, known.source, known.people_count)
        self.guide = GuideDialog(self._context, received, known.answers, self)
        self.guide.used.connect(self.use)
        self.guide.open()

    def use(self, outcome: Classification) -> None:
        """Take over what the guide found; another kind than the register's is told, not taken."""
        known = self._petition
        if outcome.kind is not known.kind:
            other = Refused("classified_as_other_kind", kind=known.kind, found=outcome.kind)
            self.show_errors({}, words.sentence(other))
            return
        self.fill(
            {"target": outcome.target, "eligibility": outcome.eligibility}
            | {"answers": [list(pair) for pair in outcome.answers]}
        )

    def _target(self) -> Target:
        return Target(str(self.target.value() or self._petition.target))

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
            self._target(),
            Eligibility(str(self.eligibility.value())),
            known.body,
            at_reception=known.source is Source.RECEPTION,
            on=known.received_on,
        )


def proposal_words(told: Proposal) -> str:
    """What the law proposes, in one or two sentences with the article."""
    handling = words.label(told.handling) if told.handling else "Chưa đề xuất"
    check = "\nCần kiểm tra căn cứ trước khi quyết định." if told.confidence is Confidence.UNSURE else ""
    note = f"\n{told.note}" if told.note and told.note != told.reason else ""
    return f"Đề xuất: {handling}. {told.reason}\nCăn cứ: {told.article}.{note}{check}"
