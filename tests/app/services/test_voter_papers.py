"""Papers of a council session: its report and annexes, letters by the batch, village sheets, the export."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.batches import Batch
from app.domain.errors import Refused
from app.domain.kinds import RecordType
from app.domain.letters import DocumentRow, Format, LetterRequest
from app.domain.office import UnitLevel
from app.domain.replies import VerdictDraft
from app.domain.voters import (
    RecommendationState,
    ResultCode,
    Verdict,
)
from app.services import layouts, letter_facts, letter_forms, voter_export
from app.services.letter_voter_lists import roman
from benchmarks import voter_papers
from db.tables.voters import recommendations
from tests.app.services.two_sessions import BRIDGE, POWER, ROAD, SCHOOL, Term, sheet, text, two_sessions
from tests.factories import TODAY


@pytest.fixture
def term(services: Services, actor: Actor) -> Term:
    return two_sessions(services, actor)


def _content(term: Term, document: DocumentRow) -> str:
    return text(term.services.letters.content(term.actor, document.id, Format.PDF))


def test_the_report_tells_each_part_of_the_whole_and_leaves_out_what_is_nothing(term: Term) -> None:
    done, promised = term.said(1, BRIDGE, field="Giao thông"), term.said(1, ROAD, field="Giao thông")
    term.said(1, SCHOOL, level=UnitLevel.PROVINCE, unit_id=term.province)
    term.answered(done, RecommendationState.SETTLED, date(2026, 11, 11))
    later = {"result": ResultCode.SCHEDULED, "promised_on": date(2027, 3, 31), "funding": "ngân sách xã"}
    term.answered(promised, RecommendationState.IN_PROGRESS, date(2026, 11, 12), **later)
    facts = term.facts("ct-supervision-report")
    assert "đã trả lời 02/03 kiến nghị (66,67%)" in facts["result_told"]
    assert "đã giải quyết xong 01/03 (33,33%)" in facts["result_told"]
    assert "giải trình" not in facts["result_told"]
    assert facts["levels_told"].splitlines() == [
        "Thuộc thẩm quyền cấp xã, 02 kiến nghị: đã giải quyết xong 01/02 (50%); "
        "đang nghiên cứu, tiếp thu để giải quyết 01/02 (50%).",
        "Thuộc thẩm quyền cấp tỉnh, 01 kiến nghị: chưa trả lời 01/01 (100%).",
    ]
    assert "01/03 kiến nghị (33,33%)" in facts["in_time_told"], "due on 11 November: one was a day late"
    assert "không muộn hơn ngày hết hạn" in facts["in_time_told"]
    assert (facts["repeated_told"], facts["verdicts_told"]) == ("", "")
    said = term.read(term.request("ct-supervision-report"))
    for part in ("Phụ lục I KIẾN NGHỊ CỦA CỬ TRI ĐÃ GIẢI QUYẾT XONG", "I. Phòng Kinh tế: 1 kiến nghị"):
        assert part in said
    for part in ("đến ngày 31/03/2027", "nguồn kinh phí: ngân sách xã", "Trước Kỳ họp thứ ba"):
        assert part in said
    assert "GIẢI TRÌNH, CUNG CẤP THÔNG TIN (Kèm" not in said, "an annex without rows is none"
    assert "NÊU Ở NHIỀU KỲ HỌP" not in said


def test_what_came_over_stands_in_the_annexes_and_apart_in_the_sentences(term: Term) -> None:
    old, again = term.said(0, BRIDGE), term.said(1, BRIDGE)
    closed = term.said(0, SCHOOL)
    term.answered(closed, RecommendationState.SETTLED, date(2026, 8, 1))
    term.services.compiling.raise_again(term.actor, again.id, old.id)
    term.answered(again, RecommendationState.EXPLAINED, date(2026, 11, 1))
    found = VerdictDraft(Verdict.UNSATISFIED, TODAY, "trả lời chung chung", again=True)
    term.services.replies.review(term.actor, again.id, found)
    facts = term.facts("ct-supervision-report")
    assert facts["old_items"].splitlines() == [
        "Các kỳ họp trước chuyển sang 02 kiến nghị: đã giải quyết xong 01/02 (50%); "
        "chưa trả lời 01/02 (50%).",
        "Từ đầu nhiệm kỳ (ngày 15/03/2026) đến nay, có 03 kiến nghị: đã giải quyết xong 01/03 (33,33%); "
        "chưa trả lời 02/03 (66,67%). Còn tồn đọng 02 kiến nghị chưa được trả lời hoặc chưa giải quyết xong.",
    ]
    assert facts["repeated_told"] == "Có 01 kiến nghị được cử tri nêu ở nhiều kỳ họp."
    assert "Yêu cầu trả lời lại 01 kiến nghị." in facts["verdicts_told"]
    assert f"- {BRIDGE} (Phòng Kinh tế): trả lời chung chung." in facts["verdicts_told"]
    said = term.read(term.request("ct-supervision-report"))
    for part in ("KIẾN NGHỊ CỦA CỬ TRI NÊU Ở NHIỀU KỲ HỌP", "đã nêu ở 2 kỳ họp", "kỳ trước chuyển sang"):
        assert part in said
    assert "liệt kê riêng" in said


def test_annexes_are_on_a3_where_the_office_wants_them(term: Term) -> None:
    term.said(1, BRIDGE)
    request = term.request("ct-supervision-report", sheet="A3")
    sheets = PdfReader(BytesIO(term.services.letters.preview(term.actor, request).pdf)).pages
    widths = {round(float(page.mediabox.width) / 72 * 25.4) for page in sheets}
    assert widths == {210, 420}


def test_merged_opinions_name_every_village_and_what_left_the_ledger_is_listed_nowhere(term: Term) -> None:
    lead = term.said(1, BRIDGE)
    other = term.said(1, "Cầu tràn hỏng, đề nghị sửa", village_id=term.soi, speaker="Giàng Thị Mỷ")
    term.services.compiling.merge(term.actor, lead.id, (other.id,))
    for form in ("ct-summary-report", "ct-supervision-report", "ct-transfer"):
        said = term.read(term.request(form))
        assert "Cử tri bản Nà Khương, bản Pa Sỏi" in said
        assert "Cầu tràn hỏng" not in said
    named = replace(term.request("ct-transfer"), items=(lead.id, other.id))
    preview = term.services.letters.preview(term.actor, named)
    assert "Cầu tràn hỏng" not in text(preview.pdf)
    assert any("không còn trong văn bản" in told for told in preview.warnings)


def test_one_batch_sends_every_unit_its_own_recommendations(term: Term) -> None:
    over = term.said(0, POWER)
    near, far = term.said(1, ROAD), term.said(1, SCHOOL, level=UnitLevel.PROVINCE, unit_id=term.province)
    batches, actor = term.services.batches, term.actor
    parts = batches.parts(actor, "ct-transfer", term.second, TODAY)
    assert list(parts.values()) == ["Phòng Kinh tế", "Sở Xây dựng"]
    batch = Batch("ct-transfer", RecordType.COUNCIL_SESSION, tuple(parts), (("reply_by", "2026-12-01"),))
    batch = replace(batch, about=term.second)
    looked = batches.check(actor, batch, TODAY)
    assert [(one.name, one.ready) for one in looked] == [("Phòng Kinh tế", True), ("Sở Xây dựng", True)]
    outcome = batches.issue(actor, batch, TODAY).value
    assert outcome.to == tuple(parts)
    ours, theirs = (_content(term, document) for document in outcome.issued)
    assert (ROAD in ours, POWER in ours, SCHOOL in ours) == (True, True, False)
    assert "chuyển từ Kỳ họp thứ hai" in ours
    assert (ROAD in theirs, SCHOOL in theirs) == (False, True)
    for item in (over, near, far):
        after = term.services.voters.recommendation(actor, item.id)
        assert after.row.state is RecommendationState.FORWARDED
    assert batches.parts(actor, "ct-transfer", term.second, TODAY) == {}


def test_what_is_the_provinces_goes_through_its_council(term: Term) -> None:
    term.said(1, SCHOOL, level=UnitLevel.PROVINCE, unit_id=term.province)
    said = term.read(term.request("ct-transfer"))
    assert "Kính gửi: Thường trực Hội đồng nhân dân" in said
    assert "chuyển các kiến nghị nêu trên đến Sở Xây dựng" in said
    straight = term.read(term.request("ct-transfer", passed_through=""))
    assert "Kính gửi: Sở Xây dựng" in straight


def test_chasing_letters_name_what_is_late_and_what_was_promised_in_vain(term: Term) -> None:
    late, broken, good = term.said(0, BRIDGE), term.said(1, ROAD), term.said(1, SCHOOL)
    term.sent(late, date(2026, 6, 25))
    for item, day in ((broken, date(2026, 11, 10)), (good, date(2027, 1, 10))):
        term.sent(item, date(2026, 10, 20))
        term.answered(item, RecommendationState.IN_PROGRESS, date(2026, 11, 1), promised_on=day)
    book = term.services.voters.book(term.actor, term.second)
    assert [item.id for item in book.fitting("urge")] == [broken.id, late.id]
    said = term.read(term.request("ct-urge", reply_by="2026-12-01"))
    assert "còn 02 kiến nghị" in said
    assert "10/11/2026 (ngày đã hứa giải quyết xong)" in said
    assert SCHOOL not in said


def test_what_came_over_unanswered_can_be_forwarded_again(term: Term) -> None:
    late = term.said(0, BRIDGE)
    term.sent(late, date(2026, 6, 25))
    book = term.services.voters.book(term.actor, term.second)
    assert (book.fitting("forward"), [item.id for item in book.offered("forward")]) == ((), [late.id])
    again = replace(term.request("ct-transfer", reply_by="2026-12-01"), items=(late.id,))
    issued = term.services.letters.issue(term.actor, again, TODAY).value
    assert term.services.voters.recommendation(term.actor, late.id).forwarding == issued.number


def test_a_notice_says_where_it_is_public(term: Term) -> None:
    item = term.said(1, BRIDGE)
    term.answered(item, RecommendationState.SETTLED, date(2026, 11, 5))
    request = term.request("ct-public-notice", published_where="bảng tin xã")
    term.services.letters.issue(term.actor, request, TODAY)
    after = term.services.voters.recommendation(term.actor, item.id)
    assert (after.row.published_on, after.published_where, after.posted_on) == (TODAY, "bảng tin xã", TODAY)


def test_the_sheet_of_a_village_tells_what_it_asked_and_names_nobody(term: Term) -> None:
    item = term.said(1, "Ông Lò Văn Inh đề nghị sửa cầu")
    term.answered(item, RecommendationState.EXPLAINED, date(2026, 11, 5))
    spot = term.said(1, "Hỏi về bảo hiểm y tế", answered_on_spot=True, answer="Đã giải thích tại chỗ")
    term.said(1, POWER, village_id=term.soi)
    said = term.read(sheet(term, term.khuong))
    for part in (
        "Cử tri đề nghị sửa cầu",
        "Đã kiểm tra, xử lý",
        "Hỏi về bảo hiểm y tế",
        "Đã giải thích tại chỗ",
    ):
        assert part in said
    assert ("Lò Văn Inh" in said, POWER in said) == (False, False)
    assert "Lò Văn Inh: Ông Lò Văn Inh đề nghị" in term.read(sheet(term, term.khuong, with_names="có"))
    term.services.letters.issue(term.actor, sheet(term, term.khuong), TODAY)
    assert term.services.voters.recommendation(term.actor, item.id).row.told_on is None
    told = sheet(term, term.khuong, told_how="phát thanh bản")
    term.services.letters.issue(term.actor, told, TODAY)
    for one in (item, spot):
        after = term.services.voters.recommendation(term.actor, one.id)
        assert (after.row.told_on, after.told_how) == (TODAY, "phát thanh bản")


def test_a_merged_village_stands_on_the_sheet_of_its_successor_under_its_old_name(term: Term) -> None:
    term.said(1, POWER, village_id=term.soi)
    merged_on = date(2026, 11, 15)
    actor, office = term.actor, term.services.office
    office.merge_villages(actor, (term.soi,), term.khuong, merged_on, "Nghị quyết sáp nhập")
    parts = term.services.batches.parts
    before, after = (parts(actor, "ct-village-sheet", term.second, on) for on in (date(2026, 11, 14), TODAY))
    assert (before, after) == ({term.soi: "bản Pa Sỏi"}, {term.khuong: "bản Nà Khương"})
    assert f"{POWER} (cử tri bản Pa Sỏi cũ)" in term.read(sheet(term, term.khuong))
    as_it_was = term.read(sheet(term, term.soi), date(2026, 11, 14))
    assert (POWER in as_it_was, "cũ)" in as_it_was) == (True, False)


def test_what_has_no_village_is_said_to_stand_on_nosheet(term: Term) -> None:
    term.said(1, BRIDGE)
    term.said(1, ROAD, village_id=None)
    preview = term.services.letters.preview(term.actor, sheet(term, term.khuong))
    assert any("1 ý kiến chưa ghi thôn" in told for told in preview.warnings)


def test_the_export_is_read_back_whole_and_says_that_no_format_is_official(
    term: Term, tmp_path: Path
) -> None:
    item = term.said(1, BRIDGE)
    term.said(0, ROAD)
    term.answered(item, RecommendationState.SETTLED, date(2026, 11, 5))
    path = tmp_path / "kien-nghi.json"
    assert term.services.voter_export.write(term.actor, path) == 2
    told = voter_export.read(path.read_bytes())
    assert "Chưa có định dạng chính thức" in told["note"]
    earlier, later = told["recommendations"]
    assert tuple(later) == voter_export.COLUMNS
    assert (earlier["session"], later["matter"], later["state"]) == ("Kỳ họp thứ hai", BRIDGE, "settled")
    assert (later["village"], later["answered_on"]) == ("bản Nà Khương", "2026-11-05")
    (reply,) = told["replies"]
    assert reply["recommendation_id"] == str(item.id)
    book = path.with_suffix(".xlsx")
    assert term.services.voter_export.write(term.actor, book, term.second) == 1
    assert book.read_bytes().startswith(b"PK")
    with pytest.raises(Refused, match="export_format"):
        term.services.voter_export.write(term.actor, tmp_path / "kien-nghi.pdf")
    with pytest.raises(Refused, match="export_unreadable"):
        voter_export.read(json.dumps({"format": "x"}).encode())


def test_the_export_tells_nothing_of_a_denunciation_and_of_a_petition_its_number(
    term: Term, tmp_path: Path
) -> None:
    sealed, petition, plain = (term.said(1, matter) for matter in (BRIDGE, ROAD, SCHOOL))
    desk = term.services.desk
    with desk.database.write(term.actor, "test", desk.clock.now()) as work:
        work.update(recommendations, sealed.id, state=RecommendationState.PETITION, sealed=True)
        work.update(recommendations, petition.id, state=RecommendationState.PETITION)
    path = tmp_path / "kien-nghi.json"
    assert term.services.voter_export.write(term.actor, path) == 2
    first, second = json.loads(path.read_text("utf-8"))["recommendations"]
    assert (first["number"], first["matter"], first["speaker"]) == (petition.row.number, None, None)
    assert second["id"] == str(plain.id)
    assert BRIDGE not in path.read_text("utf-8")
    for form in ("ct-supervision-report", "ct-summary-report", "ct-transfer", "ct-village-sheet"):
        said = term.read(term.request(form))
        assert (BRIDGE in said, ROAD in said, SCHOOL in said) == (False, False, True)


def test_an_export_that_is_stopped_leaves_nothing(term: Term, tmp_path: Path) -> None:
    term.said(1, BRIDGE)

    def stop(_done: int, _whole: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        term.services.voter_export.write(term.actor, tmp_path / "a.json", progress=stop)
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize(
    ("number", "told"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (88, "LXXXVIII")]
)
def test_groups_are_numbered_in_roman_figures(number: int, told: str) -> None:
    assert roman(number) == told


def test_a_report_of_many_keeps_the_layout_and_one_head_on_every_page_of_its_annexes(
    services: Services, actor: Actor
) -> None:
    session = voter_papers.fill(services, actor, 65)
    request = LetterRequest("ct-supervision-report", RecordType.COUNCIL_SESSION, session)
    preview = services.letters.preview(actor, request)
    assert layouts.check(preview.docx) == ()
    across = [
        page for page in PdfReader(BytesIO(preview.pdf)).pages if page.mediabox.width > page.mediabox.height
    ]
    heads = [" ".join(page.extract_text().split()).count("Nội dung kiến nghị") for page in across]
    assert len(heads) > 10
    assert set(heads) == {1}
    book = services.voters.book(actor, session)
    numbered = [len(rows) for rows in _annexes(services, actor, request)]
    assert sum(numbered) == len(book.items) + len(book.carried)


def _annexes(services: Services, actor: Actor, request: LetterRequest) -> list[list[object]]:
    """The lists that together hold everything once: by what came of it."""
    form = letter_forms.form(request.form)
    with services.desk.read(actor) as view:
        told = letter_facts.gather(view, services.desk, actor, request, form, TODAY, "").facts
    names = ("list_settled", "list_in_progress", "list_explained", "list_waiting")
    found = (told[name] for name in names)
    return [list(rows) for rows in found if isinstance(rows, list)]
