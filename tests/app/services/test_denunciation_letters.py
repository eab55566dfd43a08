"""Letters of denunciations: offered when they fit, one event in several papers, the denouncer on none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import inspect, text

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.letters import Format, Sealing
from app.domain.next_steps import next_step, writable
from app.domain.people import PersonDraft
from app.domain.petitions import AssignmentDraft, PetitionState, SettlementResult, Source
from app.domain.text import fold
from app.services.petitions import Step
from tests import factories
from tests.app.services.denunciations import REASON, SETTLED, asked, filled, issued, pdf_text, registered
from tests.exporters.reading import word_text
from tests.factories import TODAY

SECRET = PersonDraft(
    "Sùng Thị Kín Đáo", "012185009917", None, "", None, "0972813455", "Số nhà 47 ngách 9/3, bản Nà Khương"
)


@pytest.fixture
def denunciation(services: Services, actor: Actor) -> RecordId:
    return registered(services, actor, SECRET)


def accepted(services: Services, actor: Actor, key: RecordId) -> None:
    issued(services, actor, "tc-admission", key)
    unit = factories.unit(services, actor)
    clear = ("Tẩn Thị Hoa", "Xác minh", "Chính", "Tuần", "Báo cáo")
    services.petitions.assign(actor, key, AssignmentDraft(unit, *clear, due_on=TODAY))


def offered(services: Services, actor: Actor, key: RecordId) -> set[str]:
    petition = services.petitions.petition(actor, key)
    letters = {form.id: form for form in services.letters.forms(RecordType.PETITION)}
    return set(writable(petition, letters, services.petitions.owed(actor, petition)))


def proposed(services: Services, actor: Actor, key: RecordId) -> str:
    """The letter or the act that the next step proposes."""
    petition = services.petitions.petition(actor, key)
    proposal = services.petitions.propose(
        actor,
        petition.kind,
        petition.target,
        petition.eligibility,
        petition.body,
        at_reception=False,
        on=TODAY,
    )
    letters = {form.id: form for form in services.letters.forms(RecordType.PETITION)}
    out = {row.form for row in services.letters.of_record(actor, key)}
    step = next_step(petition, proposal, letters, services.petitions.owed(actor, petition), out)
    return (step.letter or step.act) if step else ""


def running(services: Services, actor: Actor, key: RecordId) -> set[str]:
    return {clock.rule_id for clock in services.petitions.petition(actor, key).running}


def test_each_letter_is_offered_while_it_fits(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    withdrawal = {"tc-withdraw-minutes", "tc-minutes-denouncer"}
    first = offered(services, actor, denunciation)
    assert first >= {"tc-admission", "tc-refusal-denouncer", *withdrawal}
    assert not first & {"tc-conclusion", "tc-notice-denounced", "kn-admission", "pt-transfer-recommendation"}
    accepted(services, actor, denunciation)
    second = offered(services, actor, denunciation)
    assert second >= {"tc-notice-denouncer", "tc-verify-team", "tc-extend", "tc-suspend", "tc-conclusion"}
    assert not second & {"tc-admission", "tc-resume", "tc-conclusion-notice"}
    issued(services, actor, "tc-suspend", denunciation)
    assert "tc-resume" in offered(services, actor, denunciation)
    issued(services, actor, "tc-discontinue", denunciation)
    assert not offered(services, actor, denunciation) & {"tc-resume", "tc-conclusion", *withdrawal}


def test_an_open_petition_is_offered_no_letter_of_denunciations(services: Services, actor: Actor) -> None:
    key = services.petitions.register(actor, factories.petition()).value.id
    assert not [name for name in offered(services, actor, key) if name.startswith("tc-")]


def test_after_the_admission_two_notices_are_proposed_and_the_second_ends_their_term(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    assert proposed(services, actor, denunciation) == "tc-admission"
    accepted(services, actor, denunciation)
    assert proposed(services, actor, denunciation) == "tc-notice-denouncer"
    preview = services.letters.preview(actor, asked("tc-notice-denouncer", denunciation))
    assert any("Thông báo nội dung tố cáo" in warning for warning in preview.warnings)
    issued(services, actor, "tc-notice-denouncer", denunciation)
    assert "TC-04" in running(services, actor, denunciation)
    assert proposed(services, actor, denunciation) == "tc-notice-denounced"
    issued(services, actor, "tc-notice-denounced", denunciation)
    assert "TC-04" not in running(services, actor, denunciation)


def test_a_withdrawn_notice_does_not_count_for_the_other(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    accepted(services, actor, denunciation)
    first = issued(services, actor, "tc-notice-denounced", denunciation)
    services.letters.withdraw(actor, first.id, "Ghi sai số quyết định")
    issued(services, actor, "tc-notice-denouncer", denunciation)
    assert "TC-04" in running(services, actor, denunciation)
    issued(services, actor, "tc-notice-denounced", denunciation)
    assert "TC-04" not in running(services, actor, denunciation)


def test_the_notice_that_the_office_gave_otherwise_is_recorded_by_hand(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    accepted(services, actor, denunciation)
    issued(services, actor, "tc-notice-denounced", denunciation)
    services.petitions.take(actor, denunciation, Step("notify", TODAY, "Báo trực tiếp"))
    assert "TC-04" not in running(services, actor, denunciation)


def test_the_conclusion_settles_and_is_sent_when_extract_and_notice_are_out(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    accepted(services, actor, denunciation)
    concluded = issued(services, actor, "tc-conclusion", denunciation, result="Đúng một phần")
    after = services.petitions.petition(actor, denunciation)
    assert (after.state, after.result) == (PetitionState.SETTLED, SettlementResult.PARTLY_RIGHT)
    assert concluded.number == "01/KL-UBND"
    issued(services, actor, "tc-conclusion-extract", denunciation)
    assert running(services, actor, denunciation) >= {"TC-07", "TC-08", "TC-10"}
    notice = issued(services, actor, "tc-conclusion-notice", denunciation)
    assert "TC-07" not in running(services, actor, denunciation)
    said = pdf_text(services.letters.content(actor, notice.id, Format.PDF, REASON))
    assert "số 01/KL-UBND" in said
    assert "Sùng Thị Kín Đáo" in said


def test_an_extension_moves_the_term_and_prints_its_criteria(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    accepted(services, actor, denunciation)
    request = asked("tc-extend", denunciation, extension_days="30")
    request = filled(services, actor, replace(request, grounds=("tc-places",)))
    before = services.petitions.settling(actor, services.petitions.petition(actor, denunciation))
    row = services.letters.issue(actor, request, TODAY).value
    after = services.petitions.settling(actor, services.petitions.petition(actor, denunciation))
    assert before is not None
    assert after is not None
    assert after.due_on > before.due_on
    said = pdf_text(services.letters.content(actor, row.id, Format.PDF))
    assert "lần thứ nhất" in said
    assert (
        f"đến hết ngày {after.due_on.day:02d} tháng {after.due_on.month:02d} năm {after.due_on.year}" in said
    )
    assert "phải xác minh tại từ hai nơi trở lên" in said
    with pytest.raises(Refused, match="extended_once"):  # a second one asks for more criteria
        services.letters.issue(actor, request, TODAY)
    both = replace(request, grounds=("tc-places", "tc-contents"))
    second = pdf_text(services.letters.preview(actor, both, TODAY).pdf)
    assert "lần thứ hai" in second
    assert "đặc biệt phức tạp" in second


def test_a_suspension_stops_the_term_and_the_resumption_starts_it(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    accepted(services, actor, denunciation)
    issued(services, actor, "tc-suspend", denunciation)
    assert "TC-05" not in running(services, actor, denunciation)
    assert "TC-06" in running(services, actor, denunciation)
    issued(services, actor, "tc-resume", denunciation)
    assert "TC-05" in running(services, actor, denunciation)


def test_a_refusal_goes_to_the_denouncer_with_its_reason(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    row = issued(services, actor, "tc-refusal-denouncer", denunciation)
    after = services.petitions.petition(actor, denunciation)
    assert after.state is PetitionState.DECLINED
    assert after.events[0].note.startswith("Tố cáo không được thực hiện theo quy định tại Điều 23")
    assert row.sealing is Sealing.DENOUNCER


def test_what_the_record_knows_is_not_typed_again(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    accepted(services, actor, denunciation)
    issued(services, actor, "tc-verify-team", denunciation)
    preview = services.letters.preview(actor, asked("tc-verify-report", denunciation))
    told = {fact.name: fact.value for fact in preview.facts}
    assert (told["team_number"], told["team_on"]) == ("02/QĐ-UBND", TODAY)
    conclusion = services.letters.preview(actor, asked("tc-conclusion", denunciation))
    assert {"admission_number", "admission_on", "target_name"}.isdisjoint(conclusion.missing)


@pytest.mark.parametrize(
    ("received_on", "line"), [(TODAY, "156/2026/NĐ-CP"), (date(2026, 6, 22), "31/2019/NĐ-CP")]
)
def test_a_file_received_before_the_decree_is_admitted_by_the_old_law_and_withdrawn_by_the_new_form(
    services: Services, actor: Actor, received_on: date, line: str
) -> None:
    """What is being settled follows the amended texts (decree 156/2026, article 10, clause 1)."""
    key = registered(services, actor, SECRET, received_on=received_on)
    preview = services.letters.preview(actor, asked("tc-withdraw-minutes", key))
    properties = PdfReader(BytesIO(preview.pdf)).metadata
    assert properties is not None
    assert properties.subject == "Mẫu số 03"
    expert = services.letters.preview(actor, asked("tc-expert", key), TODAY)
    assert "156/2026" in pdf_text(expert.pdf)
    admission = services.letters.preview(actor, asked("tc-admission", key), TODAY)
    assert line in pdf_text(admission.pdf)
    assert ("156/2026" in pdf_text(admission.pdf)) is (received_on == TODAY)


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("tc-admission", ("QUYẾT ĐỊNH", "Thụ lý tố cáo", "Thời hạn giải quyết tố cáo là 30 ngày", "Điều 2.")),
        ("tc-notice-denouncer", ("Việc thụ lý tố cáo", "Tố cáo hành vi của", "Vậy thông báo")),
        ("tc-refusal-denouncer", ("Việc không thụ lý tố cáo", "vì lý do sau đây")),
        ("tc-notice-denounced", ("Về nội dung tố cáo", "Kính gửi: Ông Tẩn Văn Hặc")),
        ("tc-verify-team", ("Thành lập Tổ xác minh", "Thời gian tiến hành xác minh", "Điều 3.")),
        ("tc-minutes", ("BIÊN BẢN", "Ký từng trang", "không ký thì ghi rõ lý do")),
        ("tc-minutes-denouncer", ("Làm việc với người tố cáo", "Cách thức liên hệ", "Ký từng trang")),
        ("tc-expert", ("V/v trưng cầu giám định", "Người bàn giao", "gửi kết luận giám định")),
        ("tc-extend", ("Gia hạn giải quyết tố cáo", "Thời gian gia hạn", "Điều 2.")),
        ("tc-suspend", ("Tạm đình chỉ giải quyết tố cáo", "khoản 1 Điều 34", "không tính vào thời hạn")),
        ("tc-discontinue", ("Đình chỉ giải quyết tố cáo", "khoản 3 Điều 34")),
        ("tc-resume", ("Tiếp tục giải quyết tố cáo", "khoản 2 Điều 34")),
        ("tc-withdraw", ("ĐƠN RÚT TỐ CÁO", "Cách thức liên hệ", "NGƯỜI RÚT TỐ CÁO")),
        ("tc-withdraw-minutes", ("Ghi nhận việc rút tố cáo", "Cách thức liên hệ", "NGƯỜI LẬP BIÊN BẢN")),
        ("tc-verify-report", ("Kết quả xác minh", "Nhận xét, đánh giá", "Kiến nghị", "Ký từng trang")),
        ("tc-verify-report-body", ("Kết quả xác minh nội dung tố cáo", "Nhận xét, đánh giá", "BC-UBND")),
        ("tc-conclusion", ("KẾT LUẬN NỘI DUNG", "1. Kết quả", "2. Căn cứ", "3. Kết luận", "4. Các biện")),
        ("tc-conclusion-extract", ("TRÍCH KẾT LUẬN", "Kính gửi: Ông Tẩn Văn Hặc")),
        ("tc-conclusion-notice", ("Kết luận nội dung tố cáo", "thông báo kết luận")),
    ],
)  # fmt: skip
def test_a_letter_holds_what_its_form_asks_for(
    services: Services, actor: Actor, denunciation: RecordId, form: str, parts: tuple[str, ...]
) -> None:
    """Forms of decree 31/2019, two of them as amended by decree 156/2026 (forms.md 4.4)."""
    request = filled(services, actor, asked(form, denunciation))
    said = pdf_text(services.letters.preview(actor, request, TODAY).pdf)
    assert [part for part in parts if part not in said] == []


# Who denounced


def test_the_preview_of_a_sealed_letter_is_masked(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    preview = services.letters.preview(actor, asked("tc-minutes-denouncer", denunciation))
    said = pdf_text(preview.pdf)
    assert "(chỉ in khi ban hành)" in said
    assert leaks(said) == []
    assert leaks(word_text(preview.docx)) == []
    assert preview.names_denouncer


def test_a_sealed_letter_asks_for_the_right_and_for_a_reason_that_is_logged(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    request = filled(services, actor, asked("tc-withdraw-minutes", denunciation))
    with pytest.raises(Refused, match="line_missing"):
        services.letters.issue(actor, replace(request, reason=" "), TODAY)
    party = Actor(actor.user_id, actor.name, actor.position, Role.PARTY, "MAY-1")
    with pytest.raises(Refused, match="not_permitted"):
        services.letters.issue(party, request, TODAY)
    row = services.letters.issue(actor, request, TODAY).value
    with pytest.raises(Refused, match="line_missing"):
        services.letters.content(actor, row.id, Format.PDF)
    assert leaks(pdf_text(services.letters.content(actor, row.id, Format.PDF, "Giao bản giấy")))
    opened, written = services.records.changes(actor)[0], services.records.changes(actor)
    assert (opened.act, opened.reason) == ("letters.open", "Giao bản giấy")
    assert REASON in {change.reason for change in written if change.act == "letters.issue"}


@pytest.mark.parametrize(
    "words",
    [
        "bà Sùng Thị Kín Đáo",
        "bà SUNG THI KIN DAO",
        "số 0972 813 455",
        "012.185.009.917",
        "số nhà 47, ngách 9/3",
    ],
)
def test_no_shielded_letter_goes_out_with_the_name_a_number_or_the_house(
    services: Services, actor: Actor, denunciation: RecordId, words: str
) -> None:
    request = filled(
        services, actor, asked("tc-admission", denunciation, denounced_contents=f"Theo {words}.")
    )
    assert any("người tố cáo" in warning for warning in services.letters.preview(actor, request).warnings)
    with pytest.raises(Refused, match="letter_names_denouncer"):
        services.letters.issue(actor, request, TODAY)


def test_a_village_is_no_house(services: Services, actor: Actor) -> None:
    services.office.add_village(actor, "Thôn 3")
    key = registered(services, actor, factories.person(address="thôn 3, xã Mường Xuân", id_number=""))
    told = "Trưởng thôn 3, xã Mường Xuân thu tiền không có phiếu"
    issued(services, actor, "tc-admission", key, denounced_contents=told)


def test_neither_reason_nor_note_nor_signer_may_tell_the_name(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    request = filled(services, actor, asked("tc-refusal-denouncer", denunciation))
    for told in (
        replace(request, reason="Gửi bà Sùng Thị Kín Đáo"),
        replace(request, facts=(*request.facts, ("refusal_ground", "Bà Sùng Thị Kín Đáo không có năng lực"))),
        replace(request, facts=(*request.facts, ("signer_name", "Sùng Thị Kín Đáo"))),
    ):
        with pytest.raises(Refused, match="record_names_denouncer"):
            services.letters.issue(actor, told, TODAY)
    row = services.letters.issue(actor, request, TODAY).value
    with pytest.raises(Refused, match="record_names_denouncer"):
        services.letters.content(actor, row.id, Format.PDF, "In cho bà Sùng Thị Kín Đáo")
    with pytest.raises(Refused, match="record_names_denouncer"):
        services.letters.withdraw(actor, row.id, "Bà Sùng Thị Kín Đáo không nhận")
    with pytest.raises(Refused, match="record_names_denouncer"):
        services.denouncers.open(actor, denunciation, "Tìm Sùng Thị Kín Đáo")


def test_a_draft_that_names_the_denouncer_is_forgotten(
    services: Services, actor: Actor, denunciation: RecordId
) -> None:
    services.letters.keep_draft(actor, "x:tc-admission", denunciation, '{"reason": "Thu tiền"}')
    assert services.records.draft(actor, "x:tc-admission")
    services.letters.keep_draft(actor, "x:tc-admission", denunciation, '{"reason": "Sùng Thị Kín Đáo kể"}')
    assert services.records.draft(actor, "x:tc-admission") is None


def test_who_sent_a_denunciation_on_is_told_in_no_letter_to_the_denounced(
    services: Services, actor: Actor
) -> None:
    key = registered(services, actor, SECRET, source=Source.AGENCY)
    preview = services.letters.preview(actor, asked("tc-admission", key))
    assert preview.warnings == ()


words = st.sampled_from(["Xì", "Quàng", "Ngật", "Phủa", "Chảo", "Khoàng", "Sín", "Ẳng", "Mzũng", "Tỉn"])
people = st.builds(
    lambda parts, phone, card, house: PersonDraft(
        " ".join(parts),
        f"01{card:010d}",
        None,
        "",
        None,
        f"09{phone:08d}",
        f"Số nhà {house} ngách 7/12, tổ kín",
    ),
    st.lists(words, min_size=3, max_size=5),
    st.integers(0, 10**8 - 1),
    st.integers(0, 10**10 - 1),
    st.integers(100, 9999),
)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(denouncer=people)
def test_the_denouncer_is_on_no_paper_and_in_no_table_but_the_sealed_ones(
    services: Services, actor: Actor, denouncer: PersonDraft
) -> None:
    key = registered(services, actor, denouncer)
    for form in SETTLED:
        issued(services, actor, form, key)
    other = registered(services, actor, denouncer)
    issued(services, actor, "tc-refusal-denouncer", other)
    third = registered(services, actor, denouncer)
    issued(services, actor, "tc-admission", third)
    issued(services, actor, "tc-discontinue", third)
    telling = {form.id for form in services.letters.forms(RecordType.PETITION) if form.sealing.names}
    rows = [row for one in (key, other, third) for row in services.letters.of_record(actor, one)]
    for row in rows:
        reason = REASON if row.sealing.names else ""
        kept = [services.letters.content(actor, row.id, form, reason) for form in (Format.PDF, Format.DOCX)]
        named = [bool(leaks(said, denouncer)) for said in (pdf_text(kept[0]), word_text(kept[1]))]
        assert named == [row.form in telling] * 2, row.form
        assert leaks(f"{row.title} {row.number} {row.signer}", denouncer) == []
    assert [place for place, value in stored(services) if leaks(value, denouncer)] == []
    assert services.records.search(actor, denouncer.full_name) == ()


def stored(services: Services) -> Iterator[tuple[str, str]]:
    """Every value of every table but the sealed one; kept files are read above."""
    engine = services.desk.database.engine
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            if table == "denouncers":
                continue
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                yield from (
                    (f"{table}.{name}", str(value)) for name, value in row.items() if name != "content"
                )
                content = row.get("content")
                if content is not None and not isinstance(content, bytes):
                    yield f"{table}.content", str(content)


def leaks(said: str, person: PersonDraft = SECRET) -> list[str]:
    """What a text tells of a person: the name, the numbers, the house, whatever stands between the words."""
    bare = "".join(filter(str.isalnum, fold(said)))
    told = (person.full_name, person.id_number, person.phone, person.address.partition(",")[0])
    return [word for word in told if "".join(filter(str.isalnum, fold(word))) in bare]
