"""What a voter said that complains or denounces: it becomes a petition and leaves the ledger, linked."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.compiling import Part
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind
from app.domain.paging import Due
from app.domain.petitions import PetitionDraft, Source
from app.domain.replies import AnswerDraft, VerdictDraft
from app.domain.review_board import BoardPart
from app.domain.voters import (
    ForwardingDraft,
    RecommendationDraft,
    RecommendationQuery,
    RecommendationState,
    Verdict,
)
from tests import factories

SECRET = "Sùng Thị Kín"
SAID = "Trưởng bản Nà Khương nhận tiền của dân không biên lai"


def _said(services: Services, actor: Actor, matter: str = SAID) -> RecordId:
    """What the voter of the secret name said at a meeting of 2 November."""
    draft = RecommendationDraft(factories.meeting(services, actor), matter, SECRET, field="Đất đai")
    return services.voters.record(actor, draft).value.id


def _petition(said: RecordId, kind: PetitionKind) -> PetitionDraft:
    draft = factories.petition(
        kind,
        people=(factories.person(SECRET),),
        target=Target.COMMUNE_STAFF,
        source=Source.VOTER_MEETING,
        received_on=date(2026, 11, 2),
        matter=SAID,
    )
    return replace(draft, recommendation_id=said)


def test_a_complaint_leaves_the_ledger_and_stays_linked(either: Services) -> None:
    services, actor = either, factories.found_office(either)
    said = _said(services, actor)
    petition = services.petitions.register(actor, _petition(said, PetitionKind.COMPLAINT)).value
    left = services.voters.recommendation(actor, said)
    assert (left.row.state, left.petition_id, left.sealed) == (
        RecommendationState.PETITION,
        petition.id,
        False,
    )
    assert (left.row.speaker, left.row.matter) == (SECRET, SAID)
    assert left.row.due_on is None
    assert (left.events[0].kind, left.events[0].note) == (EventKind.TURNED_PETITION, petition.number)
    (linked,) = (one for one in petition.events if one.kind is EventKind.TURNED_PETITION)
    assert linked.note == "Số 1, Tiếp xúc cử tri trước kỳ họp"
    assert services.voters.page(actor, RecommendationQuery()).rows == ()
    assert services.voters.page(actor, RecommendationQuery(due=Due.OPEN)).rows == ()
    session = services.council_sessions.all(actor)[0]
    book = services.voters.book(actor, session.id)
    assert (book.opinions, book.items) == (1, ())
    assert services.backup.verify(actor).whole


def test_of_a_denunciation_the_ledger_keeps_the_meeting_and_the_day_alone(either: Services) -> None:
    services, actor = either, factories.found_office(either)
    said = _said(services, actor)
    petition = services.petitions.register(actor, _petition(said, PetitionKind.DENUNCIATION)).value
    left = services.voters.recommendation(actor, said)
    assert (left.sealed, left.petition_id, left.row.received_on) == (True, petition.id, date(2026, 11, 2))
    told = (
        left,
        services.voters.page(actor, RecommendationQuery(states=(RecommendationState.PETITION,))).rows,
        services.voters.book(actor, left.row.session_id),
        services.records.search(actor, "sung thi kin"),
        services.records.changes(actor),
        services.records.history(actor, said),
    )
    assert SECRET not in repr(told)
    assert "biên lai" not in repr(told[:4])
    clerk = replace(actor, role=Role.COUNCIL)
    assert services.voters.recommendation(clerk, said).petition_id is None
    assert services.denouncers.open(actor, petition.id, "Xác minh")[0].full_name == SECRET
    assert services.backup.verify(actor).whole


def test_what_was_answered_merged_or_left_becomes_no_petition(services: Services, actor: Actor) -> None:
    said = _said(services, actor)
    services.replies.answer(
        actor, said, AnswerDraft(RecommendationState.SETTLED, date(2026, 11, 9), "Đã xem")
    )
    with pytest.raises(Refused, match="petition_after_reply"):
        services.petitions.register(actor, _petition(said, PetitionKind.COMPLAINT))
    meeting_id = services.voters.meetings(actor)[0].id
    one, other = (
        services.voters.record(actor, RecommendationDraft(meeting_id, SAID)).value.id for _ in range(2)
    )
    services.compiling.merge(actor, one, (other,))
    with pytest.raises(Refused, match="petition_of_voices"):
        services.petitions.register(actor, _petition(one, PetitionKind.COMPLAINT))
    with pytest.raises(Refused, match="left_ledger"):
        services.petitions.register(actor, _petition(other, PetitionKind.COMPLAINT))


def test_what_others_tell_of_a_denounced_opinion_is_forgotten_too(either: Services, tmp_path: Path) -> None:
    services, actor = either, factories.found_office(either)
    said = _said(services, actor)
    known = services.voters.recommendation(actor, said)
    lead = services.voters.record(actor, RecommendationDraft(known.meeting_id, "Sửa cầu")).value
    parts = Part(SAID, field="Đất đai"), Part("Làm đường")
    _, part = services.compiling.split(actor, said, parts).value
    services.compiling.merge(actor, lead.id, (said,))
    services.compiling.part(actor, (said,))
    unit = factories.unit(services, actor, "Công an xã")
    services.voters.forward(actor, said, ForwardingDraft(unit, factories.TODAY, "12/HĐND"))
    services.petitions.register(actor, _petition(said, PetitionKind.DENUNCIATION))
    left = services.voters.recommendation(actor, said)
    assert (left.row.unit, left.forwarding, left.forwarded_on) == ("", "", None)
    for key in (said, part, lead.id):
        one = services.voters.recommendation(actor, key)
        assert [event.note for event in one.events if event.note] == []
        assert one.split_from is None
    logged = repr([change for change in services.records.changes(actor) if change.record == "events"])
    assert all(word not in logged for word in ("Đất đai", "Công an xã", "Số 1", "Số 2"))
    assert str(said) not in repr([change.fields for change in services.records.history(actor, part)])
    services.voter_export.write(actor, tmp_path / "voters.json")
    assert str(said) not in (tmp_path / "voters.json").read_text(encoding="utf-8")
    assert services.backup.verify(actor).whole


def test_a_denunciation_answered_on_the_spot_counts_as_the_petition_it_became(
    services: Services, actor: Actor
) -> None:
    draft = RecommendationDraft(factories.meeting(services, actor), SAID, SECRET, answered_on_spot=True)
    said = services.voters.record(actor, draft).value
    services.petitions.register(actor, _petition(said.id, PetitionKind.DENUNCIATION))
    board = services.review_board.board(actor)
    assert (board.opinions[BoardPart.PETITION], board.opinions.get(BoardPart.ON_THE_SPOT, 0)) == (1, 0)


def test_what_was_replied_to_and_sent_back_becomes_no_petition(services: Services, actor: Actor) -> None:
    said = _said(services, actor)
    answer = AnswerDraft(RecommendationState.SETTLED, date(2026, 11, 10), "Đã kiểm điểm")
    services.replies.answer(actor, said, answer)
    verdict = VerdictDraft(Verdict.UNSATISFIED, factories.TODAY, "Chưa rõ", again=True)
    services.replies.review(actor, said, verdict)
    with pytest.raises(Refused, match="petition_after_reply"):
        services.petitions.register(actor, _petition(said, PetitionKind.DENUNCIATION))


def test_a_petition_is_not_received_before_the_meeting(services: Services, actor: Actor) -> None:
    early = replace(_petition(_said(services, actor), PetitionKind.COMPLAINT), received_on=date(2026, 11, 1))
    with pytest.raises(Refused, match="date_before_receipt"):
        services.petitions.register(actor, early)


def test_those_who_keep_the_ledger_of_voters_do_it_themselves(services: Services, actor: Actor) -> None:
    clerk = replace(actor, role=Role.COUNCIL)
    registered = services.petitions.register(clerk, _petition(_said(services, actor), PetitionKind.COMPLAINT))
    assert registered.value.source is Source.VOTER_MEETING
    with pytest.raises(Refused, match="not_permitted"):
        services.petitions.register(clerk, factories.petition())
