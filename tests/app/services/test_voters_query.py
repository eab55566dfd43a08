"""What the ledger finds: by session, unit, field, village, verdict, and what the committee follows."""

from dataclasses import replace
from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.compiling import Part
from app.domain.ids import RecordId
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft
from app.domain.voters import (
    STANDING,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationState,
    Verdict,
)
from tests import factories

ON = date(2026, 11, 10)
SETTLED, IN_PROGRESS = RecommendationState.SETTLED, RecommendationState.IN_PROGRESS
ASKED = RecommendationQuery(sort="number", descending=False)


class Ledger:
    """Five matters of two sessions of the council; each is found by its first word."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.actor = factories.found_office(services, villages=("Bản Cũ", "Bản Mới", "Bản Xa"))
        self.villages = {one.name: one.id for one in services.office.villages(self.actor)}
        self.unit = factories.unit(services, self.actor)
        self.earlier = factories.meeting(services, self.actor, date(2026, 6, 2))
        self.meeting = factories.meeting(services, self.actor)
        self.first = self.say("Cầu tràn hỏng", self.earlier, field="Giao thông")
        self.again = self.say("Cầu vẫn hỏng", village_id=self.villages["Bản Cũ"], unit_id=self.unit)
        self.water = self.say("Nước thiếu", field="Thủy lợi", village_id=self.villages["Bản Mới"])
        self.road = self.say("Đường lầy", village_id=self.villages["Bản Xa"])

    def say(self, matter: str, meeting: RecordId | None = None, **more: object) -> RecordId:
        draft = RecommendationDraft(meeting or self.meeting, matter, **more)  # type: ignore[arg-type]  # its own fields
        return self.services.voters.record(self.actor, draft).value.id

    def answer(self, key: RecordId, state: RecommendationState, promised: date | None = None) -> None:
        self.services.replies.answer(self.actor, key, AnswerDraft(state, ON, "Đã xem", promised_on=promised))

    def found(self, **asked: object) -> list[str]:
        page = self.services.voters.page(self.actor, replace(ASKED, **asked))  # type: ignore[arg-type]  # its own fields
        assert page.total == len(page.rows)
        return sorted(row.matter.split()[0] for row in page.rows)


@pytest.fixture
def ledger(either: Services) -> Ledger:
    return Ledger(either)


def test_the_ledger_is_narrowed_to_what_is_asked_for(ledger: Ledger) -> None:
    session = ledger.services.voters.recommendation(ledger.actor, ledger.road).row.session_id
    assert ledger.found(session_id=session) == ["Cầu", "Nước", "Đường"]
    assert ledger.found(unit_id=ledger.unit) == ["Cầu"]
    assert ledger.found(field="Thủy lợi") == ["Nước"]
    assert ledger.services.voters.fields(ledger.actor) == ("Giao thông", "Thủy lợi")


def test_a_village_is_found_with_those_that_were_merged_into_it(ledger: Ledger) -> None:
    old, new, far = (ledger.villages[name] for name in ("Bản Cũ", "Bản Mới", "Bản Xa"))
    office = ledger.services.office
    office.merge_villages(ledger.actor, (old,), new, date(2026, 11, 12), "Nghị quyết 12")
    office.merge_villages(ledger.actor, (new,), far, date(2026, 11, 13), "Nghị quyết 13")
    assert ledger.found(village_id=far) == ["Cầu", "Nước", "Đường"]
    assert ledger.found(village_id=new) == ["Cầu", "Nước"]
    assert ledger.found(village_id=old) == ["Cầu"]


def test_what_the_committee_follows_is_found(ledger: Ledger) -> None:
    services, actor = ledger.services, ledger.actor
    services.compiling.raise_again(actor, ledger.again, ledger.first)
    assert ledger.found(raised_again=True) == ["Cầu"]
    ledger.answer(ledger.water, IN_PROGRESS, promised=date(2026, 11, 19))
    ledger.answer(ledger.again, IN_PROGRESS, promised=date(2026, 11, 20))
    ledger.answer(ledger.road, SETTLED)
    assert ledger.found(promise_past=True) == ["Nước"]
    services.replies.review(actor, ledger.road, VerdictDraft(Verdict.UNSATISFIED, ON, "Chung chung"))
    assert ledger.found(verdict=Verdict.UNSATISFIED) == ["Đường"]
    assert ledger.found(unpublished=True) == ledger.found(untold=True) == ["Cầu", "Nước", "Đường"]
    services.replies.publish(actor, (ledger.road,), PublicationDraft(ON, "Trang thông tin"))
    services.replies.tell(actor, (ledger.water,), TellingDraft(ON, "Họp bản"))
    assert ledger.found(unpublished=True) == ["Cầu", "Nước"]
    assert ledger.found(untold=True) == ["Cầu", "Đường"]


def test_the_sum_names_what_was_merged_and_what_was_split_off(ledger: Ledger) -> None:
    services, actor = ledger.services, ledger.actor
    services.compiling.merge(actor, ledger.water, (ledger.road,))
    services.compiling.split(actor, ledger.again, (Part("Cầu tràn"), Part("Cống thoát nước")))
    tally = services.voters.tally(actor, ASKED)
    assert tally[RecommendationState.MERGED] == 1
    assert sum(tally.values()) - services.voters.parts(actor, ASKED) == 4  # opinions
    assert sum(tally.get(state, 0) for state in STANDING) == services.voters.page(actor, ASKED).total


def test_rows_of_a_later_page_come_in_the_order_asked_for(ledger: Ledger) -> None:
    whole = ledger.services.voters.page(ledger.actor, ASKED).rows
    parts = [
        row
        for offset in range(0, 4, 2)
        for row in ledger.services.voters.page(ledger.actor, replace(ASKED, offset=offset, limit=2)).rows
    ]
    assert [row.id for row in parts] == [row.id for row in whole]
    assert [row.number for row in parts] == [1, 1, 2, 3]
