"""The small form that makes several recommendations of one opinion."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.compiling import Part
from app.domain.office import Unit
from app.domain.voters import Recommendation
from ui.background import Background
from ui.theme import Tone
from ui.voters.compiling_card import Classifier
from ui.voters.rows import dots, who
from ui.widgets.basics import Card, Note, button, column, row
from ui.widgets.fields import TextField
from ui.widgets.forms import FormPage


class _PartCard(Card):
    """One matter, and whose it is."""

    def __init__(self, at: int, background: Background) -> None:
        super().__init__(f"Nội dung {at}", gap=12)
        self.matter = TextField("Nội dung", lines=2, counted=False)
        self.classifier = Classifier(background)
        self.add(self.matter, self.classifier)


class SplitForm(FormPage):
    """At least two matters; what is left empty is left out."""

    def __init__(
        self, about: Recommendation, units: Sequence[Unit], used: Sequence[str], background: Background
    ) -> None:
        super().__init__("Tách kiến nghị", "Tách")
        self.about = about
        self._units, self._used, self._background = units, used, background
        self.cards: list[_PartCard] = []
        holder = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        more = button("Thêm nội dung", self.add_part, icon="plus", kind="link")
        holder.setLayout(column(self._list, row(more, None), gap=12))
        said = f"{dots(who(about.row), about.row.village)}\n{about.row.matter}"
        self._sections.addWidget(Note(said, Tone.NEUTRAL, icon="voters"))
        self._sections.addWidget(holder)
        self.add_part().matter.set_value(about.row.matter)
        self.add_part()
        self.fields["parts"] = self.cards[0].matter
        self.setFocusProxy(self.cards[0].matter)

    def add_part(self) -> _PartCard:
        """One more matter; it belongs to whom the whole belongs until the clerk says otherwise."""
        card = _PartCard(len(self.cards) + 1, self._background)
        card.classifier.offer(self._units, self._used)
        told = self.about.row
        card.classifier.set_values(told.level, self.about.unit_id, told.field)
        self.cards.append(card)
        self._list.addWidget(card)
        card.matter.setFocus()
        return card

    def parts(self) -> tuple[Part, ...]:
        """What is typed, in order."""
        told = [(card.matter.value(), card.classifier.draft()) for card in self.cards]
        return tuple(
            Part(matter, draft.field, draft.level, draft.unit_id) for matter, draft in told if matter
        )
