"""Forms about replies: what a unit answered, the council's verdict, publication, telling the voters."""

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.ids import RecordId, record_id
from app.domain.office import Unit
from app.domain.replies import RESULTS, AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft
from app.domain.voters import (
    ANSWERED,
    Recommendation,
    RecommendationRow,
    RecommendationState,
    Reply,
    ResultCode,
    Verdict,
)
from app.runtime import words
from ui import formats
from ui.theme import Tone
from ui.voters.forms import OpinionForm
from ui.voters.rows import dots, who
from ui.widgets.basics import Card, Note
from ui.widgets.checks import ChecksField
from ui.widgets.fields import CheckField, ChoiceField, DateField, LineField, TextField
from ui.widgets.forms import FieldRow, FormPage
from ui.widgets.progress import ProgressLine

Today = Callable[[], date]
MOST_BOXES = 100
_PUBLIC_ALREADY = (
    "Trả lời đã công khai hoặc đã báo cử tri. Sửa xong thì công khai, báo lại bản đúng nếu nội dung khác đi."
)
_FIRST_GROUP = "Chọn kết quả trước"
_SHORT_VERDICTS = {Verdict.SATISFIED: "Đạt yêu cầu", Verdict.UNSATISFIED: "Chưa đạt"}


class AnswerForm(OpinionForm):
    """What a unit answered: a group of the law, and the words of practice below it.

    With ``known`` it mends a reply on record, which needs its reason.
    """

    def __init__(self, about: Recommendation, today: Today, known: Reply | None = None) -> None:
        super().__init__("Sửa trả lời" if known else "Kết quả trả lời", about)
        self.known = known
        public = about.row.published_on or about.posted_on or about.row.told_on
        if known is not None and public is not None:
            self._sections.addWidget(Note(_PUBLIC_ALREADY, Tone.SOON, icon="warning"))
        self.unit = ChoiceField("Cơ quan trả lời", placeholder=about.row.unit or "Chọn…")
        self.answered_on = DateField("Ngày trả lời", today, required=True)
        self.document = LineField("Số văn bản trả lời", placeholder="45/BC-UBND")
        self.group = ChoiceField(
            "Kết quả",
            [(state.value, words.label(state)) for state in ANSWERED],
            required=True,
            help_text="Ba nhóm theo Điều 49 Nghị quyết liên tịch 72/2025.",
        )
        self.result = ChoiceField("Kết quả chi tiết", placeholder=_FIRST_GROUP)
        self.answer = TextField("Nội dung trả lời", required=True, lines=5)
        self.section(
            "Trả lời",
            self.unit,
            (self.answered_on, self.document),
            (self.group, self.result),
            self.answer,
            unit_id=self.unit,
            answered_on=self.answered_on,
            document=self.document,
            state=self.group,
            result=self.result,
            answer=self.answer,
        )
        self._ahead = self._build_ahead(today)
        self.reason = LineField("Lý do sửa", required=known is not None, placeholder="Ghi nhầm số văn bản")
        if known is not None:
            self.section("", self.reason, reason=self.reason)
        self.group.changed.connect(self._fit)
        self._fit()

    def _build_ahead(self, today: Today) -> Card:
        self.promised_on = DateField("Ngày hẹn giải quyết xong", today)
        self.funding = LineField("Nguồn kinh phí", placeholder="Ngân sách xã, chương trình mục tiêu…")
        self.roadmap = TextField("Lộ trình giải quyết", lines=2, counted=False)
        return self.section(
            "Còn phải làm",
            (self.promised_on, self.funding),
            self.roadmap,
            promised_on=self.promised_on,
            funding=self.funding,
            roadmap=self.roadmap,
        )

    def offer(self, units: Sequence[Unit]) -> None:
        """The units that may have replied, dissolved ones too; the one that was asked is chosen."""
        self.unit.set_choices([(str(unit.id), _named(unit)) for unit in units])
        if self.known is None:
            self.fill({"unit_id": str(self.about.unit_id) if self.about.unit_id else None})
        elif self.unit.is_empty():
            self.fill(_noted(self.known))

    def draft(self) -> AnswerDraft:
        day = self.answered_on.value()
        assert day is not None
        unit, result = self.unit.value(), self.result.value()
        state = RecommendationState(str(self.group.value()))
        ahead = state is RecommendationState.IN_PROGRESS
        return AnswerDraft(
            state,
            day,
            self.answer.value(),
            self.document.value(),
            record_id(str(unit)) if unit else None,
            ResultCode(str(result)) if result else None,
            self.promised_on.value() if ahead else None,
            self.roadmap.value() if ahead else "",
            self.funding.value() if ahead else "",
        )

    def _fit(self) -> None:
        """The words of practice of the group; what lies ahead only where something does."""
        state = str(self.group.value() or "")
        codes = RESULTS[RecommendationState(state)] if state else ()
        self.result.set_choices([(code.value, words.label(code)) for code in codes])
        self.result.combo.setPlaceholderText("Chọn…" if state else _FIRST_GROUP)
        if len(codes) == 1:
            self.result.set_value(codes[0].value)
        ahead = state == RecommendationState.IN_PROGRESS
        self._ahead.setVisible(ahead)
        if not ahead:
            self.promised_on.set_value(None)


class VerdictForm(OpinionForm):
    """What the standing body finds of the newest reply."""

    def __init__(self, about: Recommendation, today: Today) -> None:
        super().__init__("Đánh giá trả lời", about)
        said = dots(about.row.unit, formats.day(about.row.answered_on), about.document)
        self._sections.addWidget(Note(f"{said}\n{about.answer}", Tone.NEUTRAL, icon="document"))
        choices = [(verdict.value, told) for verdict, told in _SHORT_VERDICTS.items()]
        self.verdict = ChoiceField("Đánh giá của Thường trực HĐND", choices, required=True)
        self.found_on = DateField("Ngày đánh giá", today, required=True)
        self.note = TextField("Lý do", lines=3, counted=False)
        self.again = CheckField(
            "Yêu cầu trả lời lại", help_text="Kiến nghị chờ trả lời lại, thời hạn tính lại từ ngày này."
        )
        self.section(
            "Đánh giá",
            (self.verdict, self.found_on),
            self.note,
            self.again,
            verdict=self.verdict,
            found_on=self.found_on,
            note=self.note,
            again=self.again,
        )
        self.fill({"found_on": today()})
        self.verdict.changed.connect(self._fit)
        self._fit()

    def draft(self) -> VerdictDraft:
        day = self.found_on.value()
        assert day is not None
        return VerdictDraft(Verdict(str(self.verdict.value())), day, self.note.value(), self.again.value())

    def _fit(self) -> None:
        bad = self.verdict.value() == Verdict.UNSATISFIED
        self.note.require(wanted=bad)
        self.again.setVisible(bad)


class ManyForm(FormPage):
    """What one act notes of one or of many recommendations; which of them can be unticked.

    Attributes:
        left_out: How many of the list the act does not fit.
    """

    def __init__(self, name: str, about: Sequence[RecommendationRow], left_out: int = 0) -> None:
        super().__init__(name)
        self.about = tuple(about)
        self.progress = ProgressLine()
        self.items = ChecksField("Kiến nghị", required=True)
        self._sections.addWidget(Note(_said(self.about, left_out), Tone.NEUTRAL, icon="voters"))

    def chosen(self) -> tuple[RecordId, ...]:
        """The recommendations it is noted of."""
        if not self._asks:
            return tuple(row.id for row in self.about)
        return tuple(record_id(key) for key in self.items.value())

    def ready(self, words: str = "") -> None:
        super().ready(words)
        self.progress.end()

    @property
    def _asks(self) -> bool:
        return 1 < len(self.about) <= MOST_BOXES

    def _offer_items(self) -> None:
        """Boxes for the recommendations, where they are few enough to be looked at one by one."""
        self._sections.addWidget(self.progress)
        if not self._asks:
            return
        self.items.set_choices([(str(row.id), _words(row)) for row in self.about])
        self.items.set_value([str(row.id) for row in self.about])
        self.section("Ghi cho những kiến nghị này", self.items, items=self.items)


class PublicationForm(ManyForm):
    """Where replies were made public, and since when they hang."""

    def __init__(self, about: Sequence[RecommendationRow], today: Today, left_out: int = 0) -> None:
        super().__init__("Công khai kết quả", about, left_out)
        self.published_on = DateField("Ngày công khai", today)
        self.where = LineField("Công khai ở đâu", placeholder="Trang thông tin điện tử xã, loa truyền thanh")
        self.posted_on = DateField(
            "Niêm yết từ ngày",
            today,
            help_text="Tại nơi tiếp công dân, 30 ngày (Điều 51 Nghị quyết liên tịch 72/2025). "
            "Ô để trống giữ điều đã ghi trước.",
        )
        self.section(
            "Công khai",
            FieldRow((self.published_on, self.where), (1, 2)),
            self.posted_on,
            published_on=self.published_on,
            where=self.where,
            posted_on=self.posted_on,
        )
        self._offer_items()

    def draft(self) -> PublicationDraft:
        return PublicationDraft(self.published_on.value(), self.where.value(), self.posted_on.value())


class TellingForm(ManyForm):
    """When and how those who raised it were told."""

    def __init__(self, about: Sequence[RecommendationRow], today: Today, left_out: int = 0) -> None:
        super().__init__("Báo kết quả đến cử tri", about, left_out)
        self.told_on = DateField("Ngày báo", today, required=True)
        self.how = LineField(
            "Bằng cách nào", required=True, placeholder="Họp thôn, hội nghị tiếp xúc, gửi văn bản"
        )
        self.section(
            "Thông tin đến cử tri",
            FieldRow((self.told_on, self.how), (1, 2)),
            told_on=self.told_on,
            how=self.how,
        )
        self._offer_items()

    def draft(self) -> TellingDraft:
        day = self.told_on.value()
        assert day is not None
        return TellingDraft(day, self.how.value())


def _noted(reply: Reply) -> dict[str, object]:
    return {
        "unit_id": str(reply.unit_id) if reply.unit_id else None,
        "answered_on": reply.replied_on,
        "document": reply.document,
        "state": reply.state.value,
        "result": reply.result.value if reply.result else None,
        "answer": reply.answer,
        "promised_on": reply.promised_on,
        "funding": reply.funding,
        "roadmap": reply.roadmap,
    }


def _named(unit: Unit) -> str:
    gone = f"đã giải thể từ {formats.day(unit.dissolved_on)}" if unit.dissolved_on else ""
    return f"{unit.name} ({gone})" if gone else unit.name


def _said(about: Sequence[RecommendationRow], left_out: int) -> str:
    """Of which recommendations it is noted, and how many of the list are left as they are."""
    if len(about) == 1 and not left_out:
        row = about[0]
        return f"{dots(who(row), row.village)}\n{row.matter}"
    told = f"Ghi cho {formats.number(len(about))} kiến nghị đã có trả lời trong danh sách."
    if len(about) > MOST_BOXES:
        told = f"{told} Muốn chọn từng kiến nghị thì lọc cho ngắn lại."
    if left_out:
        told = f"{told} {formats.number(left_out)} ý kiến khác để nguyên: chưa có trả lời, hoặc đã ghi rồi."
    return told


def _words(row: RecommendationRow) -> str:
    matter = " ".join(row.matter.split())
    return dots(f"Số {row.number}", who(row), row.village, matter)
