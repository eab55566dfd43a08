"""What cannot be edited here: the rules of the law and the days off, each with its source."""

from collections.abc import Sequence

from app.domain.daysoff import DaysOff
from app.domain.deadlines import Confidence, Rule, Term
from app.runtime import words
from ui import formats
from ui.context import Context
from ui.office import rows
from ui.office.listing import Listing
from ui.widgets.basics import Card
from ui.widgets.details import Facts
from ui.widgets.fields import ChoiceField

_NEEDS = {
    "complex": "vụ việc phức tạp",
    "remote": "vùng sâu, vùng xa",
    "dismissal": "kỷ luật buộc thôi việc",
    "extended": "gia hạn một lần",
    "extended_twice": "gia hạn hai lần",
    "irregular_session": "kỳ họp chuyên đề, đột xuất",
    "several_places": "tiếp ở nhiều điểm",
}


def told(term: Term) -> str:
    """A length and when it holds: 45 ngày (vụ việc phức tạp)."""
    needs = [_NEEDS.get(need, need) for need in sorted(term.needs)]
    length = f"{term.length} {words.label(term.unit)}"
    return f"{length} ({', '.join(needs)})" if needs else length


class RulesTab(Listing):
    """Every rule; the one chosen in full below."""

    def __init__(self, context: Context) -> None:
        about = "Thời hạn theo pháp luật, chỉ xem. Hồ sơ mở theo quy định cũ giữ thời hạn cũ."
        super().__init__("Quy định về thời hạn", about, rows.RULES, context.background)
        self._context = context
        self._rules: dict[str, Rule] = {}
        self.facts = Facts()
        self._card = Card(margin=16)
        self._card.add(self.facts)
        self._card.hide()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._card)
        self.table.chosen.connect(self._show_one)

    def show_rules(self, found: Sequence[Rule]) -> None:
        unsure = sum(rule.confidence is Confidence.UNSURE for rule in found)
        self.show_lines(
            rows.rule_lines(found, self._context.today),
            f"{len(found)} quy định · {unsure} cần kiểm tra căn cứ",
        )

    def _show_one(self, chosen: list[object]) -> None:
        rule = next((one for one in chosen if isinstance(one, Rule)), None)
        self._card.setVisible(rule is not None)
        if rule is None:
            return
        self.facts.show_facts([
            (rule.id, rule.title),
            ("Tính từ", words.label(rule.starts)),
            ("Thời hạn", "\n".join(told(term) for term in rule.terms)),
            ("Căn cứ", rule.article),
            ("Ghi chú", rule.note),
        ])  # fmt: skip


class DaysTab(Listing):
    """The days off of a year, with the document that fixed each."""

    def __init__(self, context: Context) -> None:
        self.year = ChoiceField("")
        self.year.editor.setAccessibleName("Năm")
        about = "Ngày nghỉ và ngày làm bù dùng để tính hạn, chỉ xem; cập nhật cùng bộ quy định."
        super().__init__("Lịch nghỉ", about, rows.DAYS, context.background, [self.year], icon="calendar")
        self._context = context
        self._calendar: DaysOff | None = None
        self.year.changed.connect(self._show_year)

    def show_calendar(self, calendar: DaysOff) -> None:
        self._calendar = calendar
        years = sorted({day.year for day in (*calendar.off, *calendar.worked)}, reverse=True)
        if self.year.value() is None:
            self.year.set_choices([(year, f"Năm {year}") for year in years])
            self.year.set_value(self._context.today.year)
        self._show_year()

    def _show_year(self) -> None:
        year = self.year.value()
        if self._calendar is None or not isinstance(year, int):
            return
        lines = rows.day_lines(self._calendar, year)
        sure = f"Lịch đã xác nhận đến {formats.day(self._calendar.confirmed_until)}"
        self.show_lines(lines, f"{len(lines)} ngày · {sure}")
