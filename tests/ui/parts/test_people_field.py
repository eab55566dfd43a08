"""The people of a form: known ones are offered, a card is read, the first represents."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.kinds import BodyKind
from app.domain.people import PersonDraft
from app.domain.receptions import SessionDraft, SessionKind, VisitDraft
from tests.ui.doubles import RecordedMessages
from tests.ui.office import context_of, founded
from ui.background import Background
from ui.context import Context
from ui.parts.people_field import PeopleField
from ui.widgets.forms import FormPage

KNOWN = PersonDraft(
    "Lò Văn Phương", "012085001234", birth_year=1968, phone="0912", address="Bản Suối Lìn, xã Mường Xuân"
)


@pytest.fixture
def context(background: Background, messages: RecordedMessages, tmp_path: Path) -> Iterator[Context]:
    with founded(tmp_path) as commune:
        services, actor = commune.services, commune.actor
        draft = SessionDraft(BodyKind.COMMITTEE, SessionKind.EVERYDAY, date(2026, 11, 19), "Lò Thị Mai")
        session = services.receptions.hold(actor, draft).value
        services.receptions.log(actor, VisitDraft(session.id, (KNOWN,), "Hỏi thủ tục tách thửa"))
        yield context_of(commune, background, messages, tmp_path)


@pytest.fixture
def form(qtbot: QtBot) -> FormPage:
    made = FormPage("Lượt tiếp")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def people(context: Context, form: FormPage, qtbot: QtBot) -> PeopleField:
    made = PeopleField(context, form, "Người đến")
    form.resize(800, 700)
    with qtbot.waitExposed(form):
        form.show()
    return made


def test_a_known_person_is_offered_and_filled_in_only_when_taken(people: PeopleField, qtbot: QtBot) -> None:
    name = people.first.name
    name.line.setFocus()
    QTest.keyClicks(name.line, "Phuong")
    qtbot.waitUntil(lambda: name.completion.popup.isVisible())
    assert people.drafts() == (PersonDraft("Phuong"),)
    QTest.keyClick(name.line, Qt.Key.Key_Down)
    QTest.keyClick(name.line, Qt.Key.Key_Return)
    (draft,) = people.drafts()
    assert draft.person_id is not None
    assert (draft.full_name, draft.birth_year, draft.address) == (
        KNOWN.full_name,
        KNOWN.birth_year,
        KNOWN.address,
    )
    QTest.keyClicks(name.line, " b")
    assert people.drafts()[0].person_id is None


def test_a_card_reader_fills_the_whole_person(people: PeopleField, qtbot: QtBot) -> None:
    number = people.first.number.line
    people.go_scan()
    number.setText("012185004216|061234567|Giàng Thị Mỷ|14081985|Nữ|Bản Nà Khương|02052021")
    QTest.keyClick(number, Qt.Key.Key_Return)
    (draft,) = people.drafts()
    assert (draft.full_name, draft.id_number, draft.birth_year) == ("Giàng Thị Mỷ", "012185004216", 1985)
    assert number.text() == "012 185 004 216"


def test_a_number_of_the_wrong_length_is_told_kindly_beside_it(people: PeopleField, form: FormPage) -> None:
    people.fill([PersonDraft("Giàng Thị Mỷ", "01218500")])
    form.save()
    assert "8 chữ số" in people.first.number.error
    people.first.number.set_value("012185004216")
    assert people.first.number.error == ""


def test_the_village_is_taken_from_the_list(people: PeopleField, context: Context, qtbot: QtBot) -> None:
    address = people.first.address
    address.line.setFocus()
    QTest.keyClicks(address.line, "na kh")
    qtbot.waitUntil(lambda: address.completion.popup.isVisible())
    QTest.keyClick(address.line, Qt.Key.Key_Down)
    QTest.keyClick(address.line, Qt.Key.Key_Return)
    villages = {v.id: v.name for v in context.services.office.villages(context.actor)}
    draft = people.drafts()[0]
    assert draft.address == "Bản Nà Khương, xã Mường Xuân"
    assert draft.village_id is not None
    assert villages[draft.village_id] == "Bản Nà Khương"


def test_more_people_raise_the_count_and_are_kept_in_drafts(
    people: PeopleField, form: FormPage, qtbot: QtBot
) -> None:
    people.first.name.set_value("Vàng A Sử")
    people.add()
    qtbot.waitUntil(people.others.people[0].name.line.hasFocus)
    people.others.people[0].fill(PersonDraft("Vàng Thị Dợ", birth_year=1990))
    assert people.count() == 2
    kept = form.values()
    people.clear()
    assert people.drafts() == (PersonDraft(""),)
    form.fill(kept)
    assert [draft.full_name for draft in people.drafts()] == ["Vàng A Sử", "Vàng Thị Dợ"]


def test_somebody_without_a_name_stops_the_saving(people: PeopleField, form: FormPage) -> None:
    saved: list[bool] = []
    form.save_wanted.connect(lambda: saved.append(True))
    people.first.name.set_value("Vàng A Sử")
    people.others.add()
    form.save()
    assert not saved
    assert people.others.people[0].name.error == "Chưa nhập họ và tên."
