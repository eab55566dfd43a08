"""“Soạn văn bản”: every letter that suits a record, in one menu."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QPushButton

from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, DocumentState, LetterForm
from ui import formats
from ui.context import Context
from ui.widgets.basics import button


def suiting(
    context: Context, record_type: RecordType, record: object, *, sealed: bool = False
) -> tuple[LetterForm, ...]:
    """The letters that can be written for a record as it stands; to be read off the GUI thread."""
    forms = context.services.letters.forms(record_type)
    return tuple(form for form in forms if form.suits(record, sealed=sealed))


def letters_button(
    offered: Sequence[LetterForm],
    write: Callable[[str], None],
    words: str = "Soạn văn bản",
    *,
    proposed: str = "",
    documents: Sequence[DocumentRow] = (),
) -> QPushButton:
    """The button with its menu; ``write`` is handed the id of the letter chosen.

    The ``proposed`` letter stands first, then what acts, then the other papers; a letter that is among the
    ``documents`` in force bears its number.
    """
    more = button(words, icon="letters")
    menu = QMenu(more)
    menu.setToolTipsVisible(True)
    out = {row.form: row.number for row in documents if row.state is DocumentState.ISSUED}
    groups = {
        "Việc tiếp theo": [form for form in offered if form.id == proposed],
        "Bước giải quyết": [form for form in offered if form.id != proposed and form.act],
        "Văn bản khác": [form for form in offered if form.id != proposed and not form.act],
    }
    filled = {name: forms for name, forms in groups.items() if forms}
    for name, forms in filled.items():
        if len(filled) > 1:
            menu.addSeparator()
            menu.addAction(name).setEnabled(False)
        for form in forms:
            line = menu.addAction(_told(form, out))
            line.setToolTip(form.trigger)
            line.triggered.connect(lambda _=False, chosen=form.id: write(chosen))
    more.setMenu(menu)
    return more


def _told(form: LetterForm, out: dict[str, str]) -> str:
    """What the menu calls a letter, with the number it went out under."""
    name = formats.in_sentence_case(form.title)
    if form.id not in out:
        return name
    return f"{name} · đã ra {out[form.id]}" if out[form.id] else f"{name} · đã lập"
