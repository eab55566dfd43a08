"""Letters from the page of voters: chosen from a session, a meeting or one opinion, and issued."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.office import CouncilSessionDraft, UnitLevel
from app.domain.voters import RecommendationDraft, RecommendationQuery, RecommendationState
from app.services import voter_export
from tests.ui import communes
from tests.ui.communes import InventedOffice
from tests.ui.pictures import save_picture
from ui.parts.letter_dialog import LetterDialog
from ui.parts.routes import page_of
from ui.voters.letters import ItemsForm
from ui.voters.page import SESSIONS, VotersPage


class Story(communes.Story[VotersPage]):
    kind = VotersPage

    def dialog(self) -> LetterDialog:
        """The letter that is open, once its page is drawn."""
        self.settle()
        dialog = self.page.letters.letter
        assert dialog is not None
        self.qtbot.waitUntil(lambda: dialog.form is not None and self.office.context.background.idle)
        return dialog

    def issue(self) -> None:
        dialog = self.dialog()
        assert dialog.form is not None
        with self.qtbot.waitSignal(dialog.issued):
            dialog.form.save()
        dialog.accept()
        self.settle()


@pytest.fixture
def meeting(office: InventedOffice) -> RecordId:
    key = communes.meet(office)
    units = office.services.office.units(office.actor)
    ours = [unit for unit in units if unit.level is UnitLevel.COMMUNE][:2]
    for number in range(4):
        unit = ours[number % 2]
        draft = RecommendationDraft(key, f"Sửa đường bản số {number}", speaker="Lò Văn Inh", unit_id=unit.id)
        office.services.voters.record(office.actor, draft)
    return key


@pytest.fixture
def story(office: InventedOffice, meeting: RecordId, qtbot: QtBot) -> Story:
    assert meeting
    return Story(office, qtbot)


def choices(button: QPushButton) -> list[str]:
    return [action.text() for action in button.menu().actions()]


def offered(detail: QWidget) -> QPushButton:
    """The button that offers letters in a detail."""
    made = detail.findChildren(QPushButton)
    return next(one for one in made if one.text() == "Lập văn bản" and one.isVisible())


def states(story: Story) -> list[RecommendationState]:
    asked = RecommendationQuery(sort="number", descending=False)
    return [row.state for row in story.office.services.voters.page(story.office.actor, asked).rows]


def test_a_session_sends_each_unit_its_own_recommendations(story: Story) -> None:
    story.page.tabs.show_tab(SESSIONS)
    story.page.sessions.show_session(story.office.session)
    story.settle()
    told = " ".join(label.text() for label in story.page.sessions.detail.findChildren(QLabel))
    assert "Chuyển 4 kiến nghị" in told
    save_picture(story.page, "voters-session")
    forms = story.office.services.letters.forms(RecordType.COUNCIL_SESSION)
    transfer = next(form for form in forms if form.id == "ct-transfer")
    book = story.office.services.voters.book(story.office.actor, story.office.session)
    story.page.sessions.letter_wanted.emit(transfer, book)
    choice = story.page.cover.form
    assert isinstance(choice, ItemsForm)
    assert len(choice.chosen()) == 2
    save_picture(story.page, "voters-letter-items")
    choice.save()
    story.issue()
    assert states(story).count(RecommendationState.FORWARDED) == 2
    assert story.page.cover.form is None
    assert (
        len(story.office.services.voters.book(story.office.actor, story.office.session).fitting("forward"))
        == 2
    )


def test_one_batch_writes_to_every_unit_of_a_session(story: Story) -> None:
    story.page.show_item(story.office.session)
    story.settle()
    menu = offered(story.page.sessions.detail).menu()
    wanted = "Công văn chuyển kiến nghị của cử tri: mọi cơ quan…"
    each = next(one for one in menu.actions() if one.text() == wanted)
    each.trigger()
    story.settle()
    batch = story.page.letters.batch
    assert batch is not None
    story.settle()
    batch.form.save()
    story.settle()
    assert batch.outcome is not None
    save_picture(batch, "voters-batch")
    assert states(story) == [RecommendationState.FORWARDED] * 4
    batch.accept()


def test_the_recommendations_of_a_session_are_exported_with_progress(story: Story, tmp_path: Path) -> None:
    session = story.office.services.voters.book(story.office.actor, story.office.session).session
    story.office.messages.path = tmp_path / "kien-nghi.json"
    story.page.sessions.export_wanted.emit(session)
    story.settle()
    told = voter_export.read((tmp_path / "kien-nghi.json").read_bytes())
    assert len(told["recommendations"]) == 4
    assert story.page.letters.progress.isHidden()


def test_a_session_opened_by_its_key_is_the_row_chosen_and_counts_what_was_raised(
    story: Story, meeting: RecordId
) -> None:
    office = story.office
    other = CouncilSessionDraft("Kỳ họp thứ Hai, khóa I", date(2026, 7, 8), regular=False)
    earlier = office.services.council_sessions.add(office.actor, other).value
    for key in (earlier, office.session):
        story.page.show_item(key)
        story.settle()
        assert story.page.tabs.stack.currentIndex() == SESSIONS
        assert story.page.sessions.rows.current_key() == key
    rows = [story.page.sessions.rows.model.row(at) for at in range(2)]
    told = {row.key: (row.badge.text if row.badge else "", row.place) for row in rows if row is not None}
    assert told[office.session] == ("Còn 18 ngày", "Khai mạc 08/12/2026 · 4 kiến nghị")
    assert told[earlier] == ("Đã họp", "Khai mạc 08/07/2026")
    save_picture(story.page, "voters-sessions-counted")


def test_a_letter_of_a_session_opens_like_any_other_and_is_shown_in_the_book(story: Story) -> None:
    office = story.office
    request = LetterRequest("ct-summary-report", RecordType.COUNCIL_SESSION, office.session)
    document = office.services.letters.issue(office.actor, request, office.context.today).value
    story.page.show_item(office.session)
    story.settle()
    documents = story.page.sessions.documents
    links = {one.text(): one for one in documents.findChildren(QPushButton)}
    assert {"Mở PDF", "In…", "Lưu DOCX…", "Lưu PDF…"} <= set(links)
    with story.qtbot.waitSignal(story.page.wanted) as asked:
        links["Xem trong sổ"].click()
    assert asked.args == ["letters", document.id]
    story.page.sessions.detail.tabs.show_tab(2)
    save_picture(story.page, "voters-session-documents")


def test_the_book_leads_back_to_the_session_of_a_letter() -> None:
    assert page_of(RecordType.COUNCIL_SESSION) == "voters"


def test_a_meeting_offers_the_minutes_of_each_place_and_the_groups_report(
    story: Story, meeting: RecordId
) -> None:
    story.page.show_item(meeting)
    story.settle()
    button = offered(story.page.meetings.detail)
    places = story.office.services.voters.meeting(story.office.actor, meeting).places
    assert len(choices(button)) == len(places) + 1
    button.menu().actions()[-1].trigger()
    title = story.dialog().windowTitle()
    assert title.startswith(("Biên bản", "Báo cáo"))


def test_an_opinion_offers_the_letters_of_its_stage_and_goes_out_alone(story: Story) -> None:
    rows = story.office.services.voters.page(story.office.actor, RecommendationQuery()).rows
    story.page.show_item(rows[0].id)
    story.settle()
    button = offered(story.page.ledger.detail)
    assert choices(button) == ["Công văn chuyển kiến nghị của cử tri"]
    button.menu().actions()[0].trigger()
    story.issue()
    assert states(story).count(RecommendationState.FORWARDED) == 1
    button = offered(story.page.ledger.detail)
    assert "Công văn trả lời kiến nghị của cử tri" in choices(button)
