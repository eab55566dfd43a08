"""Two sessions of the council, and how tests read what is printed about them."""

from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitDraft, UnitLevel
from app.domain.replies import AnswerDraft
from app.domain.voters import (
    ForwardingDraft,
    Recommendation,
    RecommendationDraft,
    RecommendationState,
)
from tests import factories

BRIDGE, ROAD, SCHOOL, POWER = (
    "Đề nghị sửa cầu tràn bản Nà Khương",
    "Đề nghị rải nhựa đường liên bản",
    "Đề nghị xây lớp học mầm non",
    "Đề nghị kéo điện lên bản Pa Sỏi",
)


@dataclass(frozen=True, slots=True)
class Term:
    """Two sessions of the council, and what voters raised for each."""

    services: Services
    actor: Actor
    first: RecordId
    second: RecordId
    rounds: tuple[RecordId, RecordId]
    works: RecordId
    province: RecordId
    khuong: RecordId
    soi: RecordId

    def said(self, at: int, matter: str, **more: object) -> Recommendation:
        values: dict[str, object] = {
            "speaker": "Lò Văn Inh",
            "unit_id": self.works,
            "village_id": self.khuong,
        }
        draft = RecommendationDraft(self.rounds[at], matter, **(values | more))  # type: ignore[arg-type]
        return self.services.voters.record(self.actor, draft).value

    def sent(self, item: Recommendation, on: date) -> None:
        draft = ForwardingDraft(self.works, on, "07/HĐND-VP")
        self.services.voters.forward(self.actor, item.id, draft)

    def answered(self, item: Recommendation, state: RecommendationState, on: date, **more: object) -> None:
        draft = AnswerDraft(state, on, "Đã kiểm tra, xử lý", "45/UBND-VP", **more)  # type: ignore[arg-type]
        self.services.replies.answer(self.actor, item.id, draft)

    def request(self, form: str, **facts: str) -> LetterRequest:
        return LetterRequest(form, RecordType.COUNCIL_SESSION, self.second, tuple(facts.items()))

    def read(self, request: LetterRequest, on: date | None = None) -> str:
        return text(self.services.letters.preview(self.actor, request, on).pdf)

    def facts(self, form: str) -> dict[str, str]:
        preview = self.services.letters.preview(self.actor, self.request(form))
        return {fact.name: str(fact.value or "") for fact in preview.facts}


def two_sessions(services: Services, actor: Actor) -> Term:
    """A term with two sessions of the council, a round of meetings before each."""
    settings = services.office.settings(actor)
    told = replace(settings, council_chair_name="Lý Thị Sung", council_term_from=date(2026, 3, 15))
    services.office.change_settings(actor, told)
    sessions, rounds = [], []
    for name, opens_on, held_on in (
        ("Kỳ họp thứ hai", date(2026, 7, 10), date(2026, 6, 20)),
        ("Kỳ họp thứ ba", date(2026, 12, 10), date(2026, 10, 12)),
    ):
        session = services.council_sessions.add(actor, CouncilSessionDraft(name, opens_on)).value
        place = PlaceDraft("Nhà văn hóa bản Nà Khương", held_on, 120)
        draft = MeetingDraft(session, MeetingTiming.BEFORE, f"Tiếp xúc cử tri trước {name}", (place,))
        sessions.append(session)
        rounds.append(services.voters.hold(actor, draft).value.id)
    return Term(
        services,
        actor,
        sessions[0],
        sessions[1],
        (rounds[0], rounds[1]),
        factories.unit(services, actor, "Phòng Kinh tế"),
        services.office.add_unit(actor, UnitDraft("Sở Xây dựng", UnitLevel.PROVINCE)).value,
        services.office.add_village(actor, "bản Nà Khương").value,
        services.office.add_village(actor, "bản Pa Sỏi").value,
    )


def text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def sheet(term: Term, village: RecordId, **facts: str) -> LetterRequest:
    return replace(term.request("ct-village-sheet"), facts=tuple(facts.items()), part=village)
