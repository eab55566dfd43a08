"""Papers of a council session agree with each other, and tell nothing that nobody knows."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.charts import ChartQuery, Gallery
from app.domain.compiling import Part
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import LetterRequest
from app.domain.office import UnitLevel
from app.domain.paging import Period
from app.domain.petitions import Source
from app.domain.replies import VerdictDraft
from app.domain.voters import (
    ForwardingDraft,
    Recommendation,
    RecommendationState,
    Verdict,
)
from tests import factories
from tests.app.services.two_sessions import BRIDGE, POWER, ROAD, SCHOOL, Term, sheet, text, two_sessions
from tests.factories import TODAY


@pytest.fixture
def term(services: Services, actor: Actor) -> Term:
    return two_sessions(services, actor)


def _became(term: Term, said: Recommendation, kind: PetitionKind) -> None:
    draft = factories.petition(
        kind, target=Target.COMMUNE_STAFF, source=Source.VOTER_MEETING, received_on=TODAY
    )
    term.services.petitions.register(term.actor, replace(draft, recommendation_id=said.id))


def test_what_was_said_adds_up_to_the_recommendations_on_every_paper(term: Term) -> None:
    lead, same, several = term.said(1, BRIDGE), term.said(1, BRIDGE), term.said(1, f"{ROAD}; {SCHOOL}")
    term.said(1, POWER, answered_on_spot=True, answer="Đã giải thích")
    complaint = term.said(1, "Không đồng ý quyết định thu hồi đất", speaker="Lầu A Chớ")
    secret = term.said(1, "Trưởng bản nhận tiền không biên lai", speaker="Sùng Thị Kín")
    term.services.compiling.merge(term.actor, lead.id, (same.id,))
    parts = (Part(ROAD, "Giao thông", unit_id=term.works), Part(SCHOOL, "Giáo dục", unit_id=term.works))
    term.services.compiling.split(term.actor, several.id, parts)
    _became(term, complaint, PetitionKind.COMPLAINT)
    _became(term, secret, PetitionKind.DENUNCIATION)
    told = (
        "06 ý kiến: 01 ý kiến được giải trình, trả lời tại hội nghị; "
        "01 ý kiến gộp vào kiến nghị cùng nội dung; "
        "02 ý kiến tiếp nhận thành đơn, xử lý theo quy định về xử lý đơn; "
        "tách thêm 01 kiến nghị từ ý kiến có nhiều nội dung; tổng hợp được 03 kiến nghị."
    )
    meeting = LetterRequest("ct-group-report", RecordType.MEETING, term.rounds[1])
    for request in (term.request("ct-summary-report"), term.request("ct-supervision-report"), meeting):
        assert told in term.read(request), request.form
    minutes = term.read(replace(meeting, form="ct-minutes"))
    assert "có 06 ý kiến, trong đó 02 ý kiến đã tiếp nhận thành đơn" in minutes
    assert f"{ROAD}; {SCHOOL}" in minutes, "the minutes keep one line of one speaker"
    for word in ("Sùng Thị Kín", "không biên lai", "Lầu A Chớ", "thu hồi đất"):
        assert word not in minutes, "whether it complains or denounces nobody can tell from the minutes"


def test_the_results_are_summed_by_level_with_the_shares_below(term: Term) -> None:
    done = term.said(1, BRIDGE)
    term.said(1, ROAD, unit_id=None)
    term.said(1, SCHOOL, level=UnitLevel.PROVINCE, unit_id=term.province)
    term.answered(done, RecommendationState.SETTLED, date(2026, 11, 5))
    said = term.read(term.request("ct-supervision-report"))
    for part in (
        "I. Cấp xã 1 Phòng Kinh tế 1 1 1 0 0 2 Chưa xác định cơ quan 1 0 0 0 0",
        "Cộng I 2 1 1 0 0 Tỷ lệ 50% 50% 0% 0%",
        "II. Cấp tỉnh 3 Sở Xây dựng 1 0 0 0 0 Cộng II 1 0 0 0 0",
        "Cộng I + II 3 1 1 0 0 Tỷ lệ 33,33% 33,33% 0% 0%",
    ):
        assert part in said


def test_the_report_ends_with_the_charts_of_the_screen(term: Term) -> None:
    term.answered(term.said(1, BRIDGE), RecommendationState.SETTLED, date(2026, 11, 5))
    session = next(s for s in term.services.council_sessions.all(term.actor) if s.id == term.second)
    asked = ChartQuery(Period(date(1900, 1, 1), TODAY), gallery=Gallery.VOTERS, session=session.id)
    drawn = [chart for chart in term.services.charts.all(term.actor, asked) if not chart.empty]
    preview = term.services.letters.preview(term.actor, term.request("ct-supervision-report"))
    printed = [image.image for page in PdfReader(BytesIO(preview.pdf)).pages for image in page.images]
    assert len(printed) == len(drawn) > 3
    own = [Image.open(BytesIO(term.services.charts.picture(term.actor, chart))) for chart in drawn]
    assert {image.convert("L").tobytes() for image in printed if image} == {
        image.convert("L").tobytes() for image in own
    }
    with ZipFile(BytesIO(preview.docx)) as package:
        assert sum(name.startswith("word/media/") for name in package.namelist()) == len(drawn)
    said = text(preview.pdf)
    assert all(f"{at}. {chart.title}" in said for at, chart in enumerate(drawn, start=1))


def test_no_letter_asks_for_an_answer_by_a_day_that_has_passed(term: Term) -> None:
    term.said(1, BRIDGE)
    preview = term.services.letters.preview(term.actor, term.request("ct-transfer"))
    assert "reply_by" in preview.missing, "its term ended on 11 November: the office sets a new day"


def test_what_is_not_the_communes_is_neither_assigned_nor_answered_by_its_committee(term: Term) -> None:
    near, far = term.said(1, BRIDGE), term.said(1, SCHOOL, level=UnitLevel.PROVINCE, unit_id=term.province)
    for item, unit in ((near, term.works), (far, term.province)):
        term.services.voters.forward(
            term.actor, item.id, ForwardingDraft(unit, date(2026, 10, 20), "07/HĐND-VP")
        )
    parts = term.services.batches.parts(term.actor, "ct-assign", term.second, TODAY)
    assert list(parts.values()) == ["Phòng Kinh tế"]
    assert "Kính gửi: Phòng Kinh tế" in term.read(term.request("ct-assign"))
    assert SCHOOL not in term.read(term.request("ct-reply"))
    urged = replace(term.request("ct-urge", reply_by="2026-12-01"), part=term.province)
    assert "đôn đốc Sở Xây dựng giải quyết" in term.read(urged)


def test_a_reply_that_was_sent_back_is_not_offered_again(term: Term) -> None:
    item = term.said(1, BRIDGE)
    term.sent(item, date(2026, 10, 20))
    term.answered(item, RecommendationState.SETTLED, date(2026, 11, 5))
    found = VerdictDraft(Verdict.UNSATISFIED, TODAY, "trả lời chung chung", again=True)
    term.services.replies.review(term.actor, item.id, found)
    assert "Đã kiểm tra, xử lý" not in term.read(term.request("ct-reply"))


def test_a_sheet_says_sent_only_of_what_was_sent(term: Term) -> None:
    item = term.said(1, BRIDGE)
    assert "Đang làm thủ tục chuyển Phòng Kinh tế" in term.read(sheet(term, term.khuong))
    term.sent(item, date(2026, 10, 20))
    assert "Đã chuyển Phòng Kinh tế, chưa có trả lời" in term.read(sheet(term, term.khuong))


def test_drafts_that_tell_what_was_said_are_forgotten_once_it_is_a_denunciation(term: Term) -> None:
    secret = term.said(1, "Trưởng bản nhận tiền không biên lai", speaker="Sùng Thị Kín")
    other = json.dumps({"said": "Sửa cầu"})
    told = json.dumps({"said": "Sùng Thị Kín | bản Nà Khương | Trưởng bản nhận tiền"})
    letters, records = term.services.letters, term.services.records
    letters.keep_draft(term.actor, "ct-minutes", term.rounds[1], told)
    letters.keep_draft(term.actor, "ct-summary-report", term.second, other)
    records.keep_draft(term.actor, f"night:{term.rounds[1]}", told)
    _became(term, secret, PetitionKind.DENUNCIATION)
    assert records.draft(term.actor, "ct-minutes") is None
    assert records.draft(term.actor, f"night:{term.rounds[1]}") == told  # lines that nobody has recorded yet
    assert records.draft(term.actor, "ct-summary-report") == other


def test_the_papers_of_a_session_name_no_voter(term: Term) -> None:
    item = term.said(1, "Ông Lò Văn Inh đề nghị sửa cầu")
    term.answered(item, RecommendationState.EXPLAINED, date(2026, 11, 5))
    found = VerdictDraft(Verdict.UNSATISFIED, TODAY, "chưa gặp ông Lò Văn Inh")
    term.services.replies.review(term.actor, item.id, found)
    for form in ("ct-supervision-report", "ct-ubnd-report"):
        said = term.read(term.request(form))
        assert "Lò Văn Inh" not in said
        assert "Cử tri đề nghị sửa cầu" in said
