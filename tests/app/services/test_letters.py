"""Letters: what they say, what they miss, and what issuing them does."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import DocumentState, Format, LetterRequest
from app.domain.petitions import PetitionState
from app.domain.receptions import Paper
from tests import factories
from tests.factories import TODAY


def _complaint(services: Services, actor: Actor, received_on: date = TODAY) -> RecordId:
    return services.petitions.register(actor, factories.petition(received_on=received_on)).value.id


def _admission(petition_id: RecordId) -> LetterRequest:
    return LetterRequest("kn-admission", RecordType.PETITION, petition_id)


def _text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_the_notice_of_acceptance_says_who_what_and_by_which_law(services: Services, actor: Actor) -> None:
    preview = services.letters.preview(actor, _admission(_complaint(services, actor)))
    said = _text(preview.pdf)
    assert preview.missing == ()
    for part in ("Lò Văn Phương", "012068004217", "Luật số 136/2025/QH15", "CHỦ TỊCH", "Vàng Văn Thắng"):
        assert part in said


def test_a_complaint_received_under_the_old_law_cites_the_old_law(services: Services, actor: Actor) -> None:
    old = _complaint(services, actor, date(2026, 6, 22))
    assert "136/2025/QH15" not in _text(services.letters.preview(actor, _admission(old)).pdf)


def test_issuing_the_notice_accepts_the_complaint_and_starts_its_term(
    services: Services, actor: Actor
) -> None:
    petition_id = _complaint(services, actor)
    issued = services.letters.issue(actor, _admission(petition_id), TODAY).value
    after = services.petitions.petition(actor, petition_id)
    assert issued.number == "01/TB-UBND"
    assert after.state is PetitionState.ACCEPTED
    assert [c.rule_id for c in after.clocks if c.closed_on is None] == ["KN-02"]
    assert after.events[0].document == "01/TB-UBND"


def test_the_notice_prints_the_date_that_the_clock_will_show(services: Services, actor: Actor) -> None:
    petition_id = _complaint(services, actor, date(2026, 11, 16))
    issued = services.letters.issue(actor, _admission(petition_id), date(2026, 11, 18)).value
    due_on = services.petitions.petition(actor, petition_id).clocks[0].due_on
    printed = f"ngày {due_on.day:02d} tháng {due_on.month} năm {due_on.year}"
    assert printed in _text(services.letters.content(actor, issued.id, Format.PDF))


def test_the_kept_file_is_what_was_issued_and_the_engine_refuses_to_change_it(
    services: Services, actor: Actor
) -> None:
    issued = services.letters.issue(actor, _admission(_complaint(services, actor)), TODAY).value
    kept = services.letters.content(actor, issued.id, Format.PDF)
    assert "01/TB-UBND" in _text(kept)
    with services.desk.database.engine.begin() as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(text("UPDATE document_files SET content = 'other'"))


def test_forwarding_a_recommendation_goes_with_its_letter(services: Services, actor: Actor) -> None:
    draft = factories.petition(PetitionKind.RECOMMENDATION, target=Target.PROVINCE_MATTER)
    petition_id = services.petitions.register(actor, draft).value.id
    request = LetterRequest(
        "pt-transfer-recommendation", RecordType.PETITION, petition_id, (("competent_body", "Sở Xây dựng"),)
    )
    issued = services.letters.issue(actor, request, TODAY).value
    assert issued.number == "01/PC-UBND"
    after = services.petitions.petition(actor, petition_id)
    assert (after.state, after.events[0].note) == (PetitionState.FORWARDED, "Sở Xây dựng")


def test_a_receipt_lists_the_papers_and_takes_no_number(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    papers = (Paper("Quyết định số 214/QĐ-UBND", 3, "bản phô tô"),)
    visit_id = services.receptions.log(actor, factories.visit(session, papers=papers)).value
    request = LetterRequest("rx-receipt", RecordType.VISIT, visit_id)
    issued = services.letters.issue(actor, request, TODAY).value
    assert issued.number == ""
    assert "214/QĐ-UBND" in _text(services.letters.content(actor, issued.id, Format.PDF))


def test_a_receipt_is_issued_to_somebody_without_card_for_a_paper_of_no_special_condition(
    services: Services, actor: Actor
) -> None:
    session = factories.everyday_session(services, actor)
    nameless = (factories.person(id_number="", id_issued_on=None),)
    draft = factories.visit(session, papers=(Paper("Đơn viết tay", 1),), people=nameless)
    visit_id = services.receptions.log(actor, draft).value
    request = LetterRequest("rx-receipt", RecordType.VISIT, visit_id)
    assert services.letters.issue(actor, request, TODAY).value.title.startswith("GIẤY BIÊN NHẬN")


def test_a_letter_that_misses_a_fact_is_shown_and_not_issued(services: Services, actor: Actor) -> None:
    nameless = factories.petition(people=(factories.person(id_number="", id_issued_on=None),))
    petition_id = services.petitions.register(actor, nameless).value.id
    preview = services.letters.preview(actor, _admission(petition_id))
    assert "(…………)" in _text(preview.pdf)
    assert set(preview.missing) == {"sender_id_number", "sender_id_issued_on"}
    with pytest.raises(Refused, match="letter_facts_missing"):
        services.letters.issue(actor, _admission(petition_id), TODAY)
    told = replace(
        _admission(petition_id),
        facts=(("sender_id_number", "012068004217"), ("sender_id_issued_on", "04/3/2021")),
    )
    assert services.letters.issue(actor, told, TODAY).value.number == "01/TB-UBND"


def test_a_withdrawn_letter_keeps_its_number_and_its_file(services: Services, actor: Actor) -> None:
    issued = services.letters.issue(actor, _admission(_complaint(services, actor)), TODAY).value
    withdrawn = services.letters.withdraw(actor, issued.id, "Sai ngày cấp căn cước").value
    assert (withdrawn.state, withdrawn.number) == (DocumentState.WITHDRAWN, issued.number)
    following = services.letters.issue(actor, _admission(_complaint(services, actor)), TODAY).value
    assert following.number == "02/TB-UBND"
    told = services.letters.withdrawal(actor, issued.id)
    assert told is not None
    assert (told.on, told.by_name) == (TODAY, actor.name)
    assert "Sai ngày cấp căn cước" in told.note
    assert services.letters.withdrawal(actor, following.id) is None


def test_a_letter_cannot_be_dated_before_the_petition_came(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="date_before_receipt"):
        services.letters.issue(actor, _admission(_complaint(services, actor)), date(2026, 11, 1))


def test_an_unknown_form_is_named(services: Services, actor: Actor) -> None:
    request = LetterRequest("kn-poem", RecordType.PETITION, _complaint(services, actor))
    with pytest.raises(Refused, match="letter_form_unknown"):
        services.letters.preview(actor, request)


def test_an_issued_letter_is_found_by_its_number(services: Services, actor: Actor) -> None:
    issued = services.letters.issue(actor, _admission(_complaint(services, actor)), TODAY).value
    hits = services.records.search(actor, "01/TB-UBND")
    assert [(hit.record_type, hit.record_id) for hit in hits] == [(RecordType.DOCUMENT, issued.id)]


def test_the_notice_of_a_second_complaint_tells_the_longer_term(services: Services, actor: Actor) -> None:
    draft = factories.petition(target=Target.COMMUNE_UNIT_DECISION)
    petition_id = services.petitions.register(actor, draft).value.id
    assert "45 ngày" in _text(services.letters.preview(actor, _admission(petition_id), TODAY).pdf)
