"""The book of receptions: thirteen columns, nobody who denounced, a thousand lines in little time."""

from datetime import date
from io import BytesIO
from time import perf_counter

from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor, Right
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Period
from app.domain.receptions import VisitResult
from db import receptions as reception_store
from tests import factories
from tests.factories import TODAY

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def said(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_book_prints_who_came_and_masks_who_denounced(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    services.receptions.log(actor, factories.visit(session, ours=True))
    services.receptions.log(
        actor, factories.visit(session, result=VisitResult.GUIDED, result_note="Tòa án nhân dân khu vực 3")
    )
    denounced = factories.visit(
        session,
        people=(factories.person("Sùng A Phình"),),
        matter="Cán bộ nhận tiền của dân",
        kind=PetitionKind.DENUNCIATION,
    )
    services.receptions.log(actor, denounced)
    paper = said(services.logbook.papers(actor, YEAR, BodyKind.COMMITTEE).pdf)
    for part in ("SỔ TIẾP CÔNG DÂN", "Mẫu số 03/TCD", "Giàng Thị Mỷ", "Tòa án nhân dân khu vực 3", "KNPA"):
        assert part in paper
    assert "Sùng A Phình" not in paper
    assert "nhận tiền" not in paper


def test_an_answer_is_followed_in_the_book_and_another_body_has_its_own(
    services: Services, actor: Actor
) -> None:
    session = factories.everyday_session(services, actor)
    key = services.receptions.log(actor, factories.visit(session)).value
    services.receptions.answer(actor, key, TODAY, "Đã sửa xong đường ống")
    (line,) = services.logbook.lines(actor, YEAR, BodyKind.COMMITTEE)
    assert (line.answered_on, line.answer) == (TODAY, "Đã sửa xong đường ống")
    assert services.logbook.lines(actor, YEAR, BodyKind.PARTY) == ()


def test_a_thousand_lines_are_read_and_printed_in_seconds(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    with services.desk.act(actor, Right.RECORD_RECEPTIONS, "receptions.log") as work:
        for turn in range(1, 1001):
            reception_store.add_visit(work, factories.visit(session), turn, TODAY)
    began = perf_counter()
    papers = services.logbook.papers(actor, YEAR, BodyKind.COMMITTEE)
    assert perf_counter() - began < 30
    assert "Tổng số: 1000 lượt" in said(papers.pdf)
