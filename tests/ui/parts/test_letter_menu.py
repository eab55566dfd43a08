"""One menu of letters: the next one first, what acts apart from other papers, what is out with its number."""

from datetime import date

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.domain.ids import new_id
from app.domain.kinds import BodyKind, RecordType
from app.domain.letters import DocumentRow, DocumentState, LetterForm
from app.services.letter_forms import all_forms
from ui.parts.letter_menu import letters_button

OFFERED = tuple(all_forms()[name] for name in ("kn-verify-minutes", "kn-admission", "kn-refusal"))


def lines(made: QPushButton) -> list[str]:
    return [line.text() for line in made.menu().actions()]


def issued(form: LetterForm, number: str, state: DocumentState = DocumentState.ISSUED) -> DocumentRow:
    body, record = BodyKind.COMMITTEE, RecordType.PETITION
    day, key = date(2026, 8, 5), new_id()
    return DocumentRow(key, form.id, number, form.title, day, body, "Vàng A Chỉnh", record, new_id(), state)


def test_the_proposed_letter_stands_first_and_minutes_last(qtbot: QtBot) -> None:
    made = letters_button(OFFERED, lambda _: None, proposed="kn-refusal")
    qtbot.addWidget(made)
    names = [name for name in lines(made) if " về việc " in name or "iên bản" in name]
    assert names[0].startswith("Thông báo về việc không thụ lý")
    assert names[-1].startswith("Biên bản")
    assert made.menu().toolTipsVisible()
    assert OFFERED[0].trigger in [line.toolTip() for line in made.menu().actions()]


def test_a_letter_in_force_bears_its_number_and_a_withdrawn_one_does_not(qtbot: QtBot) -> None:
    documents = (
        issued(OFFERED[1], "05/TB-UBND"),
        issued(OFFERED[2], "06/TB-UBND", DocumentState.WITHDRAWN),
    )
    made = letters_button(OFFERED, lambda _: None, documents=documents)
    qtbot.addWidget(made)
    told = " ".join(lines(made))
    assert "đã ra 05/TB-UBND" in told
    assert "06/TB-UBND" not in told


def test_every_letter_is_called_by_its_kind_and_no_word_inside_begins_large_for_the_print(
    qtbot: QtBot,
) -> None:
    made = letters_button(tuple(all_forms().values()), lambda _: None)
    qtbot.addWidget(made)
    told = lines(made)
    assert "Thông báo về việc từ chối tiếp công dân" in told
    assert "Biên bản về việc tiếp công dân" in told
    assert "Công văn trả lời công dân sau buổi tiếp công dân" in told
    assert not [name for name in told if " Về việc" in name]
    assert not [name for name in told if name.startswith("V/v")]
