"""“Đơn vị”: what papers, terms and screens take from the office's settings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.deadlines import Rule, Term
from app.domain.office import OfficeSettings
from app.domain.report_periods import (
    CIRCULAR_FIRST_DAY,
    CIRCULAR_SEND_DAY,
    LAST_FIRST_DAY,
    report_period,
    send_by,
)
from app.domain.statistics import PeriodKind
from app.runtime import words
from app.services import period_words
from ui.theme import Tone
from ui.widgets.basics import Note, button, column, label, row
from ui.widgets.fields import CheckField, DateField, LineField, NumberField
from ui.widgets.forms import FormPage

_REPLY = (
    "Theo quy chế địa phương. Văn bản trung ương chưa thấy số ngày cho cấp xã, vì vậy ghi theo quy chế "
    "của tỉnh hoặc của HĐND xã. Kiến nghị đã ghi giữ hạn cũ."
)
_COUNCIL = (
    "Luật không ấn định số ngày (Điều 22 khoản 2 Luật Tiếp công dân; cần kiểm tra Nghị quyết 116/2025): nhập "
    "theo quy chế của HĐND xã. Để 0 khi chưa có quy chế. Số ngày của Chủ tịch UBND và Bí thư theo bộ quy tắc."
)

_SERIES = "Bỏ chọn thì mỗi loại văn bản (TB, QĐ, công văn …) một sổ riêng, đánh số từ 01 mỗi năm."
_PARTY_TERM = (
    "Văn bản của Đảng ủy đánh số theo nhiệm kỳ. Chưa ghi thì chưa ban hành được văn bản của Đảng ủy."
)
_COUNCIL_TERM = (
    "Tồn đọng của các kỳ họp trước trong nhiệm kỳ đếm từ ngày này. Các mốc trước kỳ họp ghi ở Danh mục, mục "
    "Mốc kỳ họp HĐND."
)
_CUT = (
    "Để 0 thì theo Thông tư 06/2025: quý, 6 tháng, 9 tháng, năm tính từ ngày 15 tháng trước đến ngày 14, "
    "gửi chậm nhất ngày 17; báo cáo tháng tính từ ngày 1 đến hết tháng, chưa có ngày gửi. Tỉnh ấn định khác "
    "thì ghi vào đây. Kỳ bắt đầu từ ngày 1 là theo tháng dương lịch."
)
_ROOTS = "Chữ ký có chứng thư do nơi đơn vị tin cậy cấp thì được coi là biết rõ người ký."


class OfficeForm(FormPage):
    """The settings as a form; names of the fields are those of the settings.

    Signals:
        roots_wanted: The issuers of certificates whom the office trusts should open.
    """

    roots_wanted = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("Thông tin đơn vị", leave_words="Bỏ thay đổi")
        self._known = OfficeSettings("", "", "")
        self._today = today
        self._name_office()
        self._name_people()
        self.remote = CheckField("Xã thuộc vùng sâu, vùng xa, đi lại khó khăn")
        self.reply_days = NumberField(
            "Số ngày trả lời kiến nghị cử tri", least=1, most=365, required=True, help_text=_REPLY
        )
        self.council_days = NumberField(
            "Số ngày tiếp của Thường trực HĐND mỗi tháng", most=31, required=True, help_text=_COUNCIL
        )
        self.common_series = CheckField("UBND đánh số văn bản chung một sổ", help_text=_SERIES)
        self.party_term = DateField("Ngày bắt đầu nhiệm kỳ Đảng ủy", today, help_text=_PARTY_TERM)
        self.effect = Note("", Tone.NEUTRAL)
        self.section(
            "Thời hạn", self.remote, self.effect, self.reply_days,
            remote=self.remote, voter_reply_days=self.reply_days,
        )  # fmt: skip
        self.section(
            "Tiếp công dân", self.council_days, council_reception_days=self.council_days,
        )  # fmt: skip
        self.council_term = DateField("Ngày bắt đầu nhiệm kỳ HĐND", today, help_text=_COUNCIL_TERM)
        self.section("Hội đồng nhân dân", self.council_term, council_term_from=self.council_term)
        self._set_reports()
        self.section(
            "Số văn bản", self.common_series, self.party_term,
            common_series=self.common_series, party_term_from=self.party_term,
        )  # fmt: skip
        self.roots_button = button("Nơi cấp tin cậy…", self.roots_wanted.emit, icon="lock")
        trusted = QWidget()
        trusted.setLayout(column(label(_ROOTS, "muted", wrap=True), row(self.roots_button, None), gap=8))
        self.section("Chữ ký số", trusted)

    def show_settings(self, told: OfficeSettings) -> None:
        """Put the stored settings in."""
        self._known = told
        self.fill({name: getattr(told, name) for name in self.fields})
        self.show_errors({})

    def show_effect(self, rules: tuple[Rule, ...]) -> None:
        """Which terms are longer for a remote commune, from the rules in force."""
        lines = [f"{rule.title}: {_plain(rule)} → {_remote(rule)}" for rule in rules if _remote(rule)]
        self.effect.words.setText(
            "Khi chọn, các thời hạn sau dài hơn; hồ sơ đang tính hạn giữ nguyên hạn.\n" + "\n".join(lines)
        )

    def draft(self) -> OfficeSettings:
        return replace(self._known, **self.values())  # type: ignore[arg-type]  # each field yields its own kind

    def _set_reports(self) -> None:
        self.first_day = NumberField("Kỳ báo cáo bắt đầu từ ngày", most=LAST_FIRST_DAY, required=True)
        self.send_day = NumberField("Gửi báo cáo chậm nhất ngày", most=31, required=True)
        self.month_day = NumberField("Gửi báo cáo tháng chậm nhất ngày", most=31, required=True)
        self.cut = Note("", Tone.NEUTRAL, icon="calendar")
        self.section(
            "Kỳ báo cáo", label(_CUT, "muted", wrap=True), (self.first_day, self.send_day, self.month_day),
            self.cut, report_first_day=self.first_day, report_send_day=self.send_day,
            report_month_day=self.month_day,
        )  # fmt: skip
        for day in (self.first_day, self.send_day, self.month_day):
            day.changed.connect(self._show_cut)

    def _show_cut(self) -> None:
        """What the numbers mean for the quarter and the month of today."""
        days = [field.value() for field in (self.first_day, self.send_day, self.month_day)]
        if any(day is None or day > most for day, most in zip(days, (LAST_FIRST_DAY, 31, 31), strict=True)):
            return
        self.cut.words.setText(_cut(self._today(), *(day or 0 for day in days)))

    def _name_office(self) -> None:
        commune = LineField(
            "Tên xã", required=True, placeholder="xã Mường Xuân", help_text="Ghi cả chữ xã, phường."
        )
        province = LineField("Tỉnh, thành phố", required=True, placeholder="tỉnh Lai Châu")
        place = LineField(
            "Địa danh trên văn bản", required=True, help_text="“Mường Xuân, ngày … tháng … năm …”"
        )
        phone = LineField("Điện thoại tiếp công dân")
        where = LineField("Nơi tiếp công dân", placeholder="Phòng tiếp công dân, trụ sở UBND xã")
        self.section(
            "Đơn vị", (commune, province), (place, phone), where,
            commune_name=commune, province_name=province, place_name=place,
            reception_phone=phone, reception_place=where,
        )  # fmt: skip

    def _name_people(self) -> None:
        chair = LineField("Chủ tịch UBND")
        council = LineField("Chủ tịch HĐND")
        party = LineField("Bí thư Đảng ủy")
        self.section(
            "Người đứng đầu", (chair, council, party),
            chair_name=chair, council_chair_name=council, party_secretary_name=party,
        )  # fmt: skip


def _plain(rule: Rule) -> str:
    return next((_length(term) for term in rule.terms if not term.needs), "")


def _remote(rule: Rule) -> str:
    """The longer length where only the remoteness is needed, or an empty text."""
    if rule.effective_to is not None:
        return ""
    return next((_length(term) for term in rule.terms if term.needs == {"remote"}), "")


def _length(term: Term) -> str:
    return f"{term.length} {words.label(term.unit)}" if term.length else "Do người đứng đầu ấn định"


def _cut(today: date, first_day: int, send_day: int, month_day: int) -> str:
    """The quarter and the month of a day under these settings, in words."""
    number = (today.month + 2) // 3
    quarter = report_period(PeriodKind.QUARTER, today.year, number, first_day or CIRCULAR_FIRST_DAY)
    month = report_period(PeriodKind.MONTH, today.year, today.month, first_day or 1)
    sent = period_words.day(send_by(quarter.days, send_day or CIRCULAR_SEND_DAY))
    told = (
        f"gửi chậm nhất {period_words.day(send_by(month.days, month_day))}"
        if month_day
        else "chưa có ngày gửi"
    )
    return (
        f"{period_words.with_days(quarter)}: gửi chậm nhất {sent}.\n{period_words.with_days(month)}: {told}."
    )
