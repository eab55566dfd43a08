"""“Soạn văn bản”: every letter that suits a record, in one menu."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QPushButton

from app.domain.kinds import RecordType
from app.domain.letters import LetterForm
from ui.context import Context
from ui.widgets.basics import button


def suiting(
    context: Context, record_type: RecordType, record: object, *, sealed: bool = False
) -> tuple[LetterForm, ...]:
    """The letters that can be written for a record as it stands; to be read off the GUI thread."""
    forms = context.services.letters.forms(record_type)
    return tuple(form for form in forms if form.suits(record, sealed=sealed))


def name_of(form: LetterForm) -> str:
    """A letter's name in a list: its kind in small letters, abbreviations as they are."""
    kind, *others = form.title.split(" ")
    at = next((n for n, word in enumerate(others) if not word.isupper()), len(others))
    lowered = [word.lower() for word in [kind, *others[:at]]] if kind.isupper() else [kind, *others[:at]]
    told = " ".join([*lowered, *others[at:]])
    return told[:1].upper() + told[1:]


def letters_button(
    offered: Sequence[LetterForm], write: Callable[[str], None], words: str = "Soạn văn bản"
) -> QPushButton:
    """The button with its menu; ``write`` is handed the id of the letter chosen."""
    more = button(words, icon="letters")
    menu = QMenu(more)
    menu.setToolTipsVisible(True)
    for form in offered:
        line = menu.addAction(name_of(form))
        line.setToolTip(form.trigger)
        line.triggered.connect(lambda _=False, name=form.id: write(name))
    more.setMenu(menu)
    return more
