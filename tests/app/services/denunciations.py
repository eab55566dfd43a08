"""A denunciation taken through its letters, with facts invented where the record has none."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import DocumentRow, FactKind, LetterFact, LetterRequest
from app.domain.people import PersonDraft
from tests import factories

REASON = "Giao cho người được nhận"
SETTLED = (
    "tc-minutes-denouncer",
    "tc-admission",
    "tc-notice-denouncer",
    "tc-notice-denounced",
    "tc-verify-team",
    "tc-minutes",
    "tc-expert",
    "tc-extend",
    "tc-suspend",
    "tc-resume",
    "tc-withdraw",
    "tc-withdraw-minutes",
    "tc-verify-report",
    "tc-verify-report-body",
    "tc-conclusion",
    "tc-conclusion-extract",
    "tc-conclusion-notice",
)
"""A way through nearly all of its letters."""


def registered(
    services: Services, actor: Actor, *people: PersonDraft, received_on: date | None = None, **more: object
) -> RecordId:
    draft = factories.petition(
        PetitionKind.DENUNCIATION,
        people=people or (factories.person(),),
        target=Target.COMMUNE_STAFF,
        received_on=received_on or services.desk.today(),
        matter="Thu tiền xây nhà văn hóa của 64 hộ không có phiếu thu",
        **more,  # type: ignore[arg-type]  # the names are the fields'
    )
    draft = replace(draft, target_name="ông Tẩn Văn Hặc, Trưởng bản Nà Khương")
    return services.petitions.register(actor, draft).value.id


def asked(form: str, petition_id: RecordId, **facts: str) -> LetterRequest:
    return LetterRequest(form, RecordType.PETITION, petition_id, tuple(facts.items()), reason=REASON)


def filled(services: Services, actor: Actor, request: LetterRequest) -> LetterRequest:
    """The request with something said for each fact it misses and the first ground of its act."""
    preview = services.letters.preview(actor, request)
    grounds = tuple(ground.id for ground in preview.grounds[:1])
    told = tuple(
        (fact.name, _invented(fact, services.desk.today()))
        for fact in preview.facts
        if fact.name in preview.missing
    )
    return replace(request, facts=request.facts + told, grounds=grounds)


def issued(services: Services, actor: Actor, form: str, petition_id: RecordId, **facts: str) -> DocumentRow:
    request = filled(services, actor, asked(form, petition_id, **facts))
    return services.letters.issue(actor, request, services.desk.today()).value


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def _invented(fact: LetterFact, today: date) -> str:
    match fact.kind:
        case FactKind.DAY:
            return today.isoformat()
        case FactKind.NUMBER:
            return "10"
        case FactKind.ROWS:
            return " | ".join(["việc đã rõ"] * len(fact.columns))
        case FactKind.CHOICE if fact.choices:
            return fact.choices[0]
        case _:
            return "việc đã rõ"
