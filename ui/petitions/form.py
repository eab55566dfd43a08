"""The form of a new petition: who, what, about whom, how it came; beside it what the law says of it."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from app.domain.classification import Classification, Representation
from app.domain.ids import record_id
from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.links import Earlier
from app.domain.petitions import NAMELESS, Petition, PetitionDraft, Source
from app.runtime import words
from ui import theme
from ui.context import Context
from ui.parts.handover import Handover
from ui.parts.people_field import PeopleField
from ui.parts.topic_field import TopicField
from ui.petitions.again_field import AgainField
from ui.petitions.guide import GuideDialog, Received
from ui.petitions.keepers import KeepersField
from ui.petitions.kept import KeptField
from ui.petitions.law_panel import LawPanel
from ui.petitions.mandate import MandateField
from ui.shortcuts import Key, bind
from ui.widgets.basics import WIDE_GAP, SectionHeading, button
from ui.widgets.fields import ChoiceField, DateField, LineField, TextField, YesNoField
from ui.widgets.forms import FormPage
from ui.widgets.rest import Rest

DRAFT = "petitions.new"
_BY_MATTER = "Theo nội dung đơn, không theo tiêu đề."
_SEALED = "Danh tính người tố cáo được giữ kín, không lưu trong bản nháp."
_DENOUNCES = (
    "Có thì vào sổ là đơn tố cáo để giữ kín người gửi (Điều 21 Thông tư 05/2021/TT-TTCP; Điều 8 khoản 3 Luật "
    "Tố cáo). Phần khác hướng dẫn viết đơn riêng, không dẫn số đơn này."
)
_PEOPLE = {
    "count_words": "Số người ký đơn",
    "other_words": "Người cùng đứng đơn",
    "address_wanted": "Chưa có địa chỉ người đại diện: ghi để gửi thông báo, giấy mời.",
}
_SIDE = 320
_BESIDE = 900
_LEAVES_LEDGER = "Vào sổ xong, ý kiến này rời sổ kiến nghị cử tri. Biên bản đã in vẫn ghi tên người nêu."
_SENT_ON = frozenset({Source.AGENCY, Source.DEPUTY})


class PetitionForm(QWidget):
    """A form and the panel that follows it; registers by itself and says so.

    Signals:
        registered: The petition has its number (``Petition``).
        left: The clerk goes away; the draft is kept.
        similar_wanted: The clerk wants to see a petition that looks like this one (its id).
    """

    registered = Signal(object)
    left = Signal()
    similar_wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._handed: Handover | None = None
        self.form = NewPetition(context)
        self.law = LawPanel(context)
        self.law.similar_wanted.connect(self.similar_wanted)
        self.law.repeated.connect(self.form.repeat)
        self.guide: GuideDialog | None = None
        self.form.guide_wanted.connect(self.open_guide)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(WIDE_GAP)
        self._layout.addWidget(self.form, 1)
        self._layout.addWidget(self.law)
        self._rest = Rest(self, self._follow, 300)
        for field in self.form.fields.values():
            field.changed.connect(self._rest.stir)
        self.form.save_wanted.connect(self._register)
        self.form.left.connect(self.left)
        self.form.draft_changed.connect(lambda _values: self._keep_draft())
        self._fit()

    def begin(self) -> None:
        """Bring back the draft that was kept, or start with today."""
        self.form.kind.setFocus()
        self._context.draft(DRAFT, self._restore, self)

    def take_over(self, handover: Handover) -> None:
        """Start from a visit or an opinion; what a kept draft holds stays for the next petition."""
        self._handed = handover
        self.form.fill(
            {
                "body": handover.body,
                "kind": handover.kind,
                "matter": handover.matter,
                "field": handover.field,
                "request": handover.request,
                "received_on": handover.received_on,
                "source": handover.source,
            }
        )
        self.form.people.fill(handover.people, handover.people_count)
        if handover.recommendation_id is not None:
            self.form.ready(_LEAVES_LEDGER)
        (self.form.target if handover.people else self.form.people.first.name).setFocus()
        self._rest.stir()

    def open_guide(self) -> None:
        """Ask question by question what the petition is; the answers given before are there again."""
        draft = self.form.draft()
        people = draft.people_count if draft.people_count > 1 or self.form.people.first.name.value() else None
        received = Received(draft.body, draft.received_on, draft.source, people)
        self.guide = GuideDialog(self._context, received, draft.answers, self)
        self.guide.used.connect(self.form.use)
        self.guide.open()

    def hideEvent(self, event: QHideEvent) -> None:
        self._rest.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Beside the form where there is room, else above it."""
        look = theme.current()
        beside = self.width() >= look.scaled(_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        self._layout.setDirection(way)
        self.law.setMinimumWidth(look.scaled(_SIDE) if beside else 0)
        self.law.setMaximumWidth(look.scaled(_SIDE) if beside else 16_777_215)
        self.law.show_wide(wide=beside)

    def _restore(self, values: dict[str, object]) -> None:
        if values:
            self.form.fill(values)
            self.form.ready("Đã mở lại bản nháp.")
        answers = self.form.draft().answers
        if answers:
            services, actor = self._context.services, self._context.actor
            self._context.read(lambda: services.classification.kept(actor, answers), self.form.compare, self)
        self._rest.stir()

    def _follow(self) -> None:
        chosen = not self.form.kind.is_empty() and not self.form.target.is_empty()
        draft = self.form.draft()
        self.law.follow(draft, chosen=chosen)
        services, actor, kind, people = (
            self._context.services,
            self._context.actor,
            draft.kind,
            draft.people_count,
        )

        def show(rule: Representation | None) -> None:
            self.form.mandate.show_rule(kind, people, rule)

        self._context.read(lambda: services.classification.representing(actor, kind, people), show, self)

    def _register(self) -> None:
        draft = self.form.draft()
        if self._handed is not None:
            visit_id, opinion_id = self._handed.visit_id, self._handed.recommendation_id
            draft = replace(draft, visit_id=visit_id, recommendation_id=opinion_id)
        services, actor = self._context.services, self._context.actor
        self._context.act(
            lambda: services.petitions.register(actor, draft), self._registered, self, self.form
        )

    def _keep_draft(self) -> None:
        if self._handed is None:
            self._context.keep_draft(DRAFT, self.form.draft_values())

    def _registered(self, petition: Petition) -> None:
        if self._handed is None:
            self._context.drop_draft(DRAFT)
        self.registered.emit(petition)


class NewPetition(FormPage):
    """The fields of a petition; yields a draft, saves nothing.

    Signals:
        guide_wanted: The officer wants to be asked question by question.
    """

    guide_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("Đơn mới", "Vào sổ")
        self._context = context
        self._outcome: Classification | None = None
        self._add_kind()
        self.people = PeopleField(context, self, "Người gửi đơn", **_PEOPLE)
        self._add_mandate()
        self._add_matter()
        self._add_target()
        self._add_source()
        self.source.changed.connect(self._show_forwarder)
        self.eligibility.changed.connect(self._ask_name)
        self.kind.changed.connect(self._tell_sealing)
        for field in (self.kind, self.target, self.eligibility):
            field.changed.connect(self._ask_reason)
            field.changed.connect(self._ask_denounces)
        bind(Key.GUIDE, self, self.guide_wanted.emit)
        self._show_forwarder()

    def draft(self) -> PetitionDraft:
        """The petition as typed; what is not chosen yet counts as the most common."""
        return PetitionDraft(
            body=BodyKind(str(self.body.value() or BodyKind.COMMITTEE)),
            kind=PetitionKind(str(self.kind.value() or PetitionKind.RECOMMENDATION)),
            people=self.people.drafts(),
            matter=self.matter.value(),
            received_on=self.received_on.value() or self._context.today,
            source=Source(str(self.source.value() or Source.DIRECT)),
            target=Target(str(self.target.value() or Target.OTHER)),
            target_name=self.target_name.value(),
            request=self.request.value(),
            field=self.field.value(),
            people_count=self.people.count(),
            written_on=self.written_on.value(),
            forwarded_by=self.forwarded_by.value(),
            eligibility=Eligibility(str(self.eligibility.value() or Eligibility.ELIGIBLE)),
            mandate=self.mandate.draft(),
            answers=tuple((question, answer) for question, answer in self.answers.value()),
            earlier_id=next((record_id(key) for key, _ in self.earlier.value()), None),
            reason=self.reason.value() if self.reason.required else "",
            keepers=self.keepers.ids(),
            serves_chair=self.keepers.serving.answer() is True,
            denounces=self.denounces.answer(),
            again=self.again.value(),
        )

    def use(self, outcome: Classification) -> None:
        """Take over what the guide found; the answers stay with the petition."""
        self.fill(
            {"kind": outcome.kind, "target": outcome.target, "eligibility": outcome.eligibility}
            | {"answers": [list(pair) for pair in outcome.answers]}
        )
        self.compare(outcome)
        self.answers.edited.emit()

    def compare(self, outcome: Classification | None) -> None:
        """Ask from now on for a reason where the officer decides otherwise than ``outcome``."""
        self._outcome = outcome
        self._ask_reason()
        self._ask_denounces()

    def repeat(self, earlier: Earlier) -> None:
        """Take over that the petition repeats one on record."""
        if earlier.eligibility is not None:
            self.eligibility.set_value(earlier.eligibility)
        if earlier.target is not None:
            self.target.set_value(earlier.target)
        self.earlier.set_value([[str(earlier.id), earlier.number]])
        self.earlier.edited.emit()

    def _add_mandate(self) -> None:
        self.mandate = MandateField(self._context)
        self.people.card.add(self.mandate)
        self._name(self.mandate.fields)
        self.mandate.missing_wanted.connect(lambda: self.eligibility.set_value(Eligibility.NO_MANDATE))

    def _ask_reason(self) -> None:
        """Whoever decides otherwise than the answers says why."""
        told = self._outcome if not self.answers.is_empty() else None
        decided = (self.kind.value(), self.target.value(), self.eligibility.value())
        other = told is not None and decided != (told.kind, told.target, told.eligibility)
        self.reason.required = other
        self.reason.setVisible(other)

    def _add_source(self) -> None:
        today = self._context.today
        self.received_on = DateField("Ngày nhận", lambda: today, required=True, help_text="F2: hôm nay.")
        self.received_on.set_value(today)
        self.source = ChoiceField("Đơn đến bằng cách", [(s, words.label(s)) for s in Source], required=True)
        self.source.set_value(Source.DIRECT)
        self.body = ChoiceField("Cơ quan nhận", [(b, words.label(b)) for b in BodyKind], required=True)
        self.body.set_value(BodyKind.COMMITTEE)
        self.written_on = DateField("Ngày ghi trên đơn", lambda: today)
        self.forwarded_by = LineField("Nơi chuyển đến", placeholder="như: Ban Tiếp công dân tỉnh")
        self.section(
            "Nguồn đơn",
            (self.received_on, self.source),
            (self.body, self.written_on),
            self.forwarded_by,
            received_on=self.received_on,
            source=self.source,
            body=self.body,
            written_on=self.written_on,
            forwarded_by=self.forwarded_by,
        )

    def draft_values(self) -> dict[str, object]:
        """What may be kept as a draft: who sent it only once it is known not to denounce."""
        values = self.values()
        if self.kind.value() in (None, PetitionKind.DENUNCIATION):
            hidden = {*self.people.first.fields, "others"}
            return {name: value for name, value in values.items() if name not in hidden}
        return values

    def _add_kind(self) -> None:
        kinds = [(kind, words.label(kind)) for kind in PetitionKind]
        self.kind = ChoiceField("Loại đơn", kinds, required=True, help_text=_BY_MATTER)
        self.field = TopicField(self._context)
        self.answers = KeptField(lambda pairs: f"Phân loại theo hướng dẫn, {len(pairs)} câu trả lời.")
        self.answers.changed.connect(lambda: self._ask_reason())
        self.reason = LineField(
            "Lý do khác với hướng dẫn",
            help_text="Loại đơn, đối tượng hoặc điều kiện khác với kết quả hướng dẫn.",
        )
        self.reason.hide()
        ask = button("Hướng dẫn phân loại (F7)", self.guide_wanted.emit, icon="help", kind="link")
        ask.setToolTip("Trả lời vài câu hỏi: chương trình đề xuất loại đơn, đối tượng, điều kiện.")
        self.section(
            "",
            SectionHeading("Phân loại", ask),
            (self.kind, self.field),
            self.answers,
            self.reason,
            kind=self.kind,
            field=self.field,
            answers=self.answers,
            reason=self.reason,
        )

    def _add_matter(self) -> None:
        self.matter = TextField("Nội dung", required=True, help_text="Tóm tắt sự việc, vài câu là đủ.")
        self.request = LineField("Yêu cầu của người gửi")
        self.eligibility = ChoiceField("Điều kiện xử lý", [(e, words.label(e)) for e in Eligibility])
        self.eligibility.set_value(Eligibility.ELIGIBLE)
        self.denounces = YesNoField("Trong đơn có phần tố cáo không?", help_text=_DENOUNCES)
        self.denounces.changed.connect(self._register_as_denunciation)
        self.earlier = KeptField(lambda pairs: f"Gắn với đơn số {pairs[0][1]} đã nhận trước.")
        self.section(
            "Nội dung",
            self.matter,
            self.request,
            self.eligibility,
            self.denounces,
            self.earlier,
            matter=self.matter,
            request=self.request,
            eligibility=self.eligibility,
            denounces=self.denounces,
            earlier=self.earlier,
        )

    def _add_target(self) -> None:
        self.target = ChoiceField(
            "Đơn về ai, về việc gì",
            [(target, words.label(target)) for target in Target],
            required=True,
            help_text="Từ đây biết thuộc thẩm quyền của ai.",
        )
        self.again = AgainField(self.kind, self.target)
        self.target_name = LineField(
            "Tên người, cơ quan, quyết định", placeholder="như: Quyết định số 214/QĐ-UBND"
        )
        self.section(
            "Về ai, việc gì",
            self.target,
            self.again,
            self.target_name,
            target=self.target,
            again=self.again,
            target_name=self.target_name,
        )
        self.keepers = KeepersField(self._context)
        self._held = self.section("Giữ riêng", self.keepers, serves_chair=self.keepers.serving)
        self._held.hide()
        self.keepers.wanted.connect(self._hold)
        for field in (self.kind, self.target, self.target_name):
            field.changed.connect(self._show_keepers)

    def _hold(self, wanted: bool) -> None:
        """Show who is to see the petition, and go there: it must not be passed over."""
        came = wanted and self._held.isHidden()
        self._held.setVisible(wanted)
        if came:
            QTimer.singleShot(0, self._held, self._go_to_held)

    def _go_to_held(self) -> None:
        area = next((a for a in self.findChildren(QScrollArea) if a.isAncestorOf(self._held)), None)
        if area is not None:
            area.ensureWidgetVisible(self._held, 0, 12)

    def _ask_denounces(self) -> None:
        """Several matters in the open may hold a denunciation; who came by the guide was asked there."""
        told = self._outcome if not self.answers.is_empty() else None
        asked = told is not None and told.eligibility is Eligibility.MIXED
        mixed = self.eligibility.value() == Eligibility.MIXED and not asked
        sealed = self.kind.value() == PetitionKind.DENUNCIATION
        self.denounces.ask(wanted=mixed and (not sealed or self.denounces.value() == "yes"))

    def _register_as_denunciation(self) -> None:
        if self.denounces.answer():
            self.kind.set_value(PetitionKind.DENUNCIATION)

    def _show_keepers(self) -> None:
        self.keepers.follow(self.draft(), chosen=not self.kind.is_empty() and not self.target.is_empty())

    def _show_forwarder(self) -> None:
        self.forwarded_by.setVisible(self.source.value() in _SENT_ON)

    def _tell_sealing(self) -> None:
        sealed = self.kind.value() == PetitionKind.DENUNCIATION
        self.kind.set_help(_SEALED if sealed else _BY_MATTER)

    def _ask_name(self) -> None:
        """An anonymous petition has no sender to name."""
        self.people.first.name.required = self.eligibility.value() not in NAMELESS
