"""An invented office for the tests of the screens: real desks over a database in memory."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Generic, TypeVar

from pytestqt.qtbot import QtBot

from app.bootstrap import Services, open_services
from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitDraft, UnitLevel
from app.domain.voters import RecommendationDraft
from app.runtime.clock import standing_still
from tests import factories
from tests.ui import waiting
from tests.ui.doubles import RecordedMessages
from ui.background import Background
from ui.context import Context
from ui.hub import Hub
from ui.page import Page
from ui.preferences import PreferencesFile

P = TypeVar("P", bound=Page)
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
VILLAGES = ("Bản Nà Khương", "Bản Suối Lìn", "Bản Pú Đao", "Tổ dân phố 1", "Bản Ấp Hồ", "Bản Đông Xuân")


@dataclass(frozen=True, slots=True)
class InventedOffice:
    """A founded commune and the context of its screens."""

    context: Context
    messages: RecordedMessages
    session: RecordId

    @property
    def services(self) -> Services:
        return self.context.services

    @property
    def actor(self) -> Actor:
        return self.context.actor


class Story(Generic[P]):
    """A page over the office, with what a test waits for."""

    kind: type[P]

    def __init__(self, office: InventedOffice, qtbot: QtBot) -> None:
        self.office, self.qtbot = office, qtbot
        self.page = self.kind(office.context)  # type: ignore[arg-type]  # every page is made of a context
        qtbot.addWidget(self.page)
        self.page.resize(1140, 700)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.settle()

    def settle(self) -> None:
        waiting.settle(self.qtbot, self.office.context.background)


def found(background: Background, messages: RecordedMessages, folder: Path) -> InventedOffice:
    """A commune with villages, units and one council session."""
    services = open_services("sqlite://", standing_still(NOW))
    actor = factories.found_office(
        services,
        keeper="Lò Thị Mai",
        position="Chánh Văn phòng HĐND và UBND",
        villages=VILLAGES,
        chair_name="Vàng Văn Páo",
        council_chair_name="Giàng Thị Mỷ",
        party_secretary_name="Lò Văn Phương",
    )
    for name, level in (
        ("Phòng Kinh tế", UnitLevel.COMMUNE),
        ("Phòng Văn hóa – Xã hội", UnitLevel.COMMUNE),
        ("Văn phòng HĐND và UBND", UnitLevel.COMMUNE),
        ("Sở Nông nghiệp và Môi trường", UnitLevel.PROVINCE),
    ):
        services.office.add_unit(actor, UnitDraft(name, level))
    session = services.council_sessions.add(
        actor, CouncilSessionDraft("Kỳ họp thứ Ba, khóa I, nhiệm kỳ 2026–2031", date(2026, 12, 8))
    ).value
    context = Context(services, actor, background, Hub(), messages, PreferencesFile(folder))
    return InventedOffice(context, messages, session)


def meet(office: InventedOffice) -> RecordId:
    """One round of meetings at two places."""
    villages = {one.name: one.id for one in office.services.office.villages(office.actor)}
    places = (
        PlaceDraft("Nhà văn hóa bản Nà Khương", date(2026, 11, 10), 86, villages["Bản Nà Khương"]),
        PlaceDraft("Hội trường UBND xã", date(2026, 11, 12), 120),
    )
    draft = MeetingDraft(
        office.session,
        MeetingTiming.BEFORE,
        "Tiếp xúc cử tri trước Kỳ họp thứ Ba",
        places,
        ("Giàng Thị Mỷ", "Lò Văn Phương", "Tẩn A Páo"),
        "Thường trực HĐND, Ủy ban MTTQ xã",
    )
    return office.services.voters.hold(office.actor, draft).value.id


def say(office: InventedOffice, meeting: RecordId, speaker: str, matter: str, **more: object) -> RecordId:
    """One opinion of the round."""
    draft = RecommendationDraft(meeting, matter, speaker, **more)  # type: ignore[arg-type]  # the draft's own fields
    return office.services.voters.record(office.actor, draft).value.id
