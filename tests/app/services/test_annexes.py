"""The annex: how a term was counted, on one page whatever its length."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.bootstrap import Services
from app.domain.accounts import Account
from app.domain.actors import Actor
from app.domain.daysoff import Pause
from app.domain.letters import Format
from app.services import annexes

ABOUT = "Đ-2026/0001 · Lò Văn Phương và 12 người, bản Nà Khương, xã Mường Xuân"


def pages(content: bytes) -> int:
    import pypdfium2

    file = pypdfium2.PdfDocument(content)
    try:
        return len(file)
    finally:
        file.close()


def test_weeks_are_rows_and_weeks_that_stood_still_are_one(services: Services, actor: Actor) -> None:
    pause = Pause(date(2026, 2, 2), date(2026, 4, 20))
    working = services.deadlines.explain(actor, "KN-00", date(2026, 1, 5), pauses=(pause,))
    rows = annexes.weeks(Account(working))
    assert rows[0].cells == ("0", "1", "2", "3", "4", "5", "6")
    still = next(row for row in rows if set(row.cells) == {"dừng"})
    assert (still.first, still.last) == (date(2026, 2, 2), date(2026, 4, 19))
    assert rows[-1].cells[0] == "[90]"


def test_a_day_off_is_told_beside_its_week(services: Services, actor: Actor) -> None:
    working = services.deadlines.explain(actor, "KN-01", date(2026, 11, 18))
    (note,) = annexes.weeks(Account(working))[1].notes
    assert note.startswith("24/11: Ngày nghỉ: Ngày Văn hóa Việt Nam")


@pytest.mark.parametrize("rule", ["KN-00", "KN-01", "KN-02", "KN-07", "TC-05", "KL-00"])
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.dates(date(2026, 7, 1), date(2027, 6, 30)),
    length=st.integers(0, 200),
)
@example(start=date(2026, 11, 1), length=89)
def test_every_term_fits_one_page(
    services: Services, actor: Actor, rule: str, start: date, length: int
) -> None:
    pauses = (Pause(start + timedelta(days=9), start + timedelta(days=9 + length)),) if length else ()
    working = services.deadlines.explain(actor, rule, start, pauses=pauses)
    papers = services.deadlines.annex(actor, Account(working, "2026.11"), ABOUT)
    assert pages(papers[Format.PDF]) == 1
    assert papers[Format.DOCX].startswith(b"PK")
