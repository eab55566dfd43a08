"""What cannot be edited here: the rules of the law, each with its source."""

from collections.abc import Sequence

from app.domain.deadlines import Confidence, Rule
from app.runtime import words
from app.services import law_words
from ui.context import Context
from ui.office import rows
from ui.office.listing import Listing
from ui.widgets.basics import Card
from ui.widgets.details import Facts


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
            ("Thời hạn", "\n".join(law_words.term(term) for term in rule.terms)),
            ("Căn cứ", rule.article),
            ("Ghi chú", rule.note),
        ])  # fmt: skip
