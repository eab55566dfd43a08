"""The report of a session with 500 recommendations and its annexes against the raw writers, same words."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import LetterRequest
from app.domain.meetings import MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitDraft, UnitLevel
from app.domain.replies import AnswerDraft, VerdictDraft
from app.domain.voters import (
    ForwardingDraft,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationState,
    ResultCode,
    Verdict,
)
from app.runtime.paths import RESOURCES
from app.services import letter_facts, letter_forms
from benchmarks.measure import Ratio, paired
from benchmarks.office import open_office
from exporters.blocks import Annex, Document, ListItem, Paragraph, Table
from exporters.letters import compose
from exporters.pdf_fonts import BOLD, FAMILY, load
from exporters.plain import plain, shown

ITEMS = 500
FORM = "ct-supervision-report"
HELD_ON = date(2026, 10, 12)
UNITS = (
    ("Phòng Kinh tế", UnitLevel.COMMUNE),
    ("Phòng Văn hóa - Xã hội", UnitLevel.COMMUNE),
    ("Công an xã", UnitLevel.COMMUNE),
    ("Trung tâm Phục vụ hành chính công", UnitLevel.COMMUNE),
    ("Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh Lai Châu", UnitLevel.PROVINCE),
    ("Sở Nông nghiệp và Môi trường", UnitLevel.PROVINCE),
    ("Bộ Nội vụ", UnitLevel.CENTRAL),
)
FIELDS = ("Giao thông", "Thủy lợi", "Chế độ chính sách", "Môi trường", "An ninh trật tự", "Giáo dục")
MATTER = (
    "Đề nghị sửa đoạn đường từ nhà văn hóa bản đến trung tâm xã dài {metres} m vì mặt đường hỏng, mùa mưa "
    "học sinh đi lại khó khăn"
)
ANSWER = "Đã kiểm tra hiện trường, lập dự toán sửa chữa và giao đơn vị thi công thực hiện trong năm"
LONG = " ".join(["Đoạn qua suối sạt lở, cử tri đã nhiều lần kiến nghị nhưng chưa được sửa."] * 14)


def run(folder: Path) -> list[Ratio]:
    services, actor = open_office(folder)
    load(RESOURCES / "fonts")
    request = LetterRequest(FORM, RecordType.COUNCIL_SESSION, fill(services, actor))
    document = composed(services, actor, request)
    ratio = paired(
        f"report of {ITEMS} recommendations as DOCX and PDF : raw writers",
        lambda: services.letters.preview(actor, request),
        lambda: (_raw_docx(document), _raw_pdf(document)),
        limit=2,
        runs=5,
    )
    services.close()
    return [ratio]


def fill(services: Services, actor: Actor, items: int = ITEMS) -> RecordId:
    """A session with so many recommendations in every state, some of them long; its id."""
    opens_on = services.clock.today() + timedelta(days=20)
    session = services.council_sessions.add(actor, CouncilSessionDraft("Kỳ họp thứ ba", opens_on)).value
    units = [(services.office.add_unit(actor, UnitDraft(name, level)).value, level) for name, level in UNITS]
    villages = [services.office.add_village(actor, f"bản Nà Khương {at}").value for at in range(1, 13)]
    place = PlaceDraft("Nhà văn hóa bản Nà Khương", HELD_ON, 1250)
    draft = MeetingDraft(session, MeetingTiming.BEFORE, "Tiếp xúc cử tri trước kỳ họp", (place,))
    meeting = services.voters.hold(actor, draft).value.id
    said = []
    for at in range(items):
        unit, level = units[at % len(units)]
        matter = f"{MATTER.format(metres=100 + at)}{'. ' + LONG if at % 60 == 0 else ''}"
        village = villages[at % len(villages)]
        field = FIELDS[at % len(FIELDS)]
        said.append(
            RecommendationDraft(
                meeting,
                matter,
                "Lò Văn Inh",
                None,
                village,
                field,
                level,
                unit,
                answered_on_spot=at % 50 == 49,
            )
        )
    services.voters.record_all(actor, tuple(said))
    asked = RecommendationQuery(session_id=session, sort="number", descending=False, limit=items)
    waiting = [row for row in services.voters.page(actor, asked).rows if row.state not in _CLOSED]
    for at, row in enumerate(waiting):
        _settle(services, actor, row.id, at, units[(row.number - 1) % len(units)][0])
    return session


_CLOSED = (RecommendationState.ON_THE_SPOT,)


def _settle(services: Services, actor: Actor, key: RecordId, at: int, unit: RecordId) -> None:
    """Forwarded at least; two of five settled, others in progress, explained, waiting, sent back."""
    sent = ForwardingDraft(unit, HELD_ON + timedelta(days=5), f"{12 + at % 7}/HĐND-VP")
    services.voters.forward(actor, key, sent)
    answered_on = HELD_ON + timedelta(days=20 + at % 15)
    number = f"{at + 1}/UBND-VP"
    match at % 5:
        case 0 | 1:
            draft = AnswerDraft(RecommendationState.SETTLED, answered_on, ANSWER, number)
        case 2:
            draft = AnswerDraft(
                RecommendationState.IN_PROGRESS,
                answered_on,
                ANSWER,
                number,
                result=ResultCode.SCHEDULED,
                promised_on=date(2027, 3, 31),
                roadmap="Quý I lập dự toán, quý II thi công",
                funding="ngân sách xã năm 2027",
            )
        case 3:
            draft = AnswerDraft(RecommendationState.EXPLAINED, answered_on, ANSWER, number)
        case _:
            return
    services.replies.answer(actor, key, draft)
    if at % 20 == 0:
        found = VerdictDraft(
            Verdict.UNSATISFIED, answered_on, "trả lời chung chung, chưa nêu thời hạn", again=True
        )
        services.replies.review(actor, key, found)


def composed(services: Services, actor: Actor, request: LetterRequest) -> Document:
    """The page model of a letter of this office."""
    form = letter_forms.form(request.form)
    on = services.clock.today()
    with services.desk.read(actor) as view:
        gathered = letter_facts.gather(view, services.desk, actor, request, form, on, "")
    layout = letter_forms.layout("state")
    created = services.clock.now().astimezone()
    return compose(gathered.template, gathered.facts, layout, created=created).document


def _lines(document: Document) -> list[str | Table]:
    """The words of the document in their order, and its tables."""
    found: list[str | Table] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.append(block)
        elif isinstance(block, Paragraph | ListItem):
            found.append("".join(span.text for span in block.spans))
        elif isinstance(block, Annex):
            found += [block.heading, block.title, block.reference]
    return found


def _raw_pdf(document: Document) -> bytes:
    """The words and tables by ReportLab alone."""
    from reportlab.lib.colors import black
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import LongTable, SimpleDocTemplate
    from reportlab.platypus import Paragraph as Text

    said = ParagraphStyle("plain", fontName=FAMILY, fontSize=14, leading=16)
    cell = ParagraphStyle("cell", fontName=FAMILY, fontSize=11, leading=13)
    head = ParagraphStyle("head", fontName=BOLD, fontSize=11, leading=13)
    style = [("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    story: list[Any] = []
    for line in _lines(document):
        if isinstance(line, str):
            story.append(Text(plain(line), said))
            continue
        rows = [[Text(name.text, head) for name in row] for row in line.header]
        rows += [[Text(plain(shown(value)), cell) for value in row] for row in line.rows]
        whole = sum(column.width for column in line.columns)
        widths = [column.width / whole * 714 for column in line.columns]
        story.append(LongTable(rows, widths, style=style, repeatRows=1, splitInRow=1))
    target = BytesIO()
    SimpleDocTemplate(target, pagesize=landscape(A4), leftMargin=60, rightMargin=60).build(story)
    return target.getvalue()


def _raw_docx(document: Document) -> bytes:
    """The same by python-docx alone."""
    import docx

    made = docx.Document()
    for line in _lines(document):
        if isinstance(line, str):
            made.add_paragraph(line)
            continue
        grid = made.add_table(len(line.header) + len(line.rows), len(line.columns), "Table Grid")
        values = [[name.text for name in row] for row in line.header]
        values += [[shown(value) for value in row] for row in line.rows]
        for row, told in zip(grid.rows, values, strict=True):
            for place, text in zip(row.cells, told, strict=True):
                place.text = text
    target = BytesIO()
    made.save(target)
    return target.getvalue()
