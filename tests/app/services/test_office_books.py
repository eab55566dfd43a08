"""The office's books: what is refused before it can confuse anybody."""

from datetime import date

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.kinds import BodyKind
from app.domain.office import CouncilSessionDraft
from app.domain.receptions import ScheduleDraft, SessionKind
from app.runtime.words import sentence

TODAY = date(2026, 11, 20)


def test_villages_are_not_merged_before_the_day_of_the_decision(services: Services, actor: Actor) -> None:
    one, other = (services.office.add_village(actor, name).value for name in ("Bản A", "Bản B"))
    with pytest.raises(Refused) as refused:
        services.office.merge_villages(actor, (one,), other, date(2026, 12, 1), "12/NQ-HĐND")
    assert refused.value.field == "on"


def test_two_council_sessions_do_not_share_a_name(services: Services, actor: Actor) -> None:
    services.council_sessions.add(actor, CouncilSessionDraft("Kỳ họp 3", TODAY))
    with pytest.raises(Refused) as refused:
        services.council_sessions.add(actor, CouncilSessionDraft(" Kỳ họp  3", TODAY))
    assert (refused.value.code, refused.value.field) == ("name_taken", "name")


def test_a_schedule_does_not_end_before_it_begins(services: Services, actor: Actor) -> None:
    first = date(2026, 5, 1)
    draft = ScheduleDraft(BodyKind.COMMITTEE, SessionKind.REGULAR, "Vàng Páo", "", (10,), valid_from=first)
    key = services.receptions.set_schedule(actor, draft).value
    with pytest.raises(Refused) as refused:
        services.receptions.end_schedule(actor, key, date(2026, 4, 30))
    assert refused.value.field == "last"
    assert "01/05/2026" in sentence(refused.value)


def test_the_days_off_come_with_their_documents(services: Services, actor: Actor) -> None:
    calendar = services.deadlines.days_off(actor)
    assert calendar.off[date(2026, 9, 2)].document
