"""What cannot be edited here: the rules of the law, each with its source."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from app.domain.deadlines import Confidence, Quota, Rule, Untimed
from app.domain.law import PackOnRecord
from app.runtime import words
from app.services import law_words
from ui import formats
from ui.context import Context
from ui.office import rows
from ui.office.listing import Listing
from ui.office.rows import Duty
from ui.theme import Tone
from ui.widgets.basics import Card, Note, button, label
from ui.widgets.details import Facts


class RulesTab(Listing):
    """The pack in force and its rules; the one chosen in full below."""

    def __init__(self, context: Context) -> None:
        about = (
            "Thời hạn theo pháp luật, chỉ xem. Khi áp dụng bộ quy định mới, các thời hạn đang tính "
            "bị đổi ngày được liệt kê; từng thời hạn có thể giữ hạn cũ."
        )
        super().__init__("Quy định về thời hạn", about, rows.RULES, context.background)
        self._context = context
        self.pack = label("", "strong", wrap=True)
        self.look = button("Xem trước")
        self.offer = Note("", Tone.ACCENT, act=self.look)
        self.offer.hide()
        self.facts = Facts()
        self._card = Card(margin=16)
        self._card.add(self.facts)
        self._card.hide()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, self.pack)
        layout.insertWidget(1, self.offer)
        layout.addWidget(self._card)
        self.table.chosen.connect(self._show_one)

    def show_pack(self, known: PackOnRecord, offered: PackOnRecord | None) -> None:
        """The pack in force, who signed it and since when; the newer one that the program brings along."""
        signer = f"{known.signer.name} ký" if known.signer else "không có chữ ký"
        since = "đi kèm chương trình"
        if known.adopted_at is not None:
            since = f"áp dụng từ {formats.day(known.adopted_at.astimezone().date())}"
        self.pack.setText(f"Bộ quy định {known.version}: {known.title} · {signer} · {since}")
        self.offer.setVisible(offered is not None)
        if offered is not None:
            told = f"Chương trình mang theo bộ quy định mới {offered.version}: {offered.title}"
            self.offer.words.setText(told)
            self.offer.setAccessibleName(told)

    def show_duties(self, found: Sequence[Duty]) -> None:
        unsure = sum(duty.confidence is Confidence.UNSURE for duty in found)
        self.show_lines(
            rows.rule_lines(found, self._context.today),
            f"{len(found)} quy định · {unsure} cần kiểm tra căn cứ",
        )

    def _show_one(self, chosen: list[object]) -> None:
        duty = next((one for one in chosen if isinstance(one, Rule | Quota | Untimed)), None)
        self._card.setVisible(duty is not None)
        if duty is None:
            return
        self.facts.show_facts([
            (duty.id, duty.title),
            ("Tính từ", "" if isinstance(duty, Quota) else words.label(duty.starts)),
            ("Thời hạn", _length(duty)),
            ("Căn cứ", duty.article),
            ("Ghi chú", duty.note),
        ])  # fmt: skip


def _length(duty: Duty) -> str:
    if isinstance(duty, Rule):
        return "\n".join(law_words.term(term) for term in duty.terms)
    return rows.lengths(duty)
