"""What a voter said that complains or denounces in truth: it leaves the ledger and becomes a petition."""

from dataclasses import replace
from datetime import date

from app.domain import checks, compiling
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.petitions import PetitionDraft
from app.runtime.words import phrase
from db import compiling as compiling_store
from db import drafts as draft_store
from db import events as event_store
from db import petitions as petition_store
from db import voters as voter_store
from db.work import Work


def take_over(
    work: Work, draft: PetitionDraft, recommendation_id: RecordId, petition_id: RecordId, today: date
) -> None:
    """Let the petition stand for what was said, within the act that registers it; its own term stops.

    A voter's words that complain or denounce follow the law of petitions (NQLT 72, article 37, clause 4,
    which says so of the National Assembly). Of a denunciation the ledger keeps the meeting and the day
    alone: who denounces, and what, stands where denouncers are kept.
    """
    known = voter_store.recommendation(work, recommendation_id)
    compiling.check_becomes_petition(known)
    checks.not_before(draft.received_on, known.row.received_on, "received_on")
    for clock in known.clocks:
        if clock.closed_on is None:
            event_store.close_clock(work, replace(clock, closed_on=today))
    compiling_store.compared(work, known, today)
    voter_store.leave(work, known, petition_id, blank=phrase("voters", "sealed") if draft.sealed else "")
    if draft.sealed:
        draft_store.drop_telling(work, (known.row.speaker, known.row.matter))
    on, number = draft.received_on, ""
    if not draft.sealed:  # the minutes name who said what under which number
        number = petition_store.petition(work, petition_id, just_typed=True).number
        named = phrase("voters", "named", number=known.row.number, meeting=known.row.meeting)
        event_store.add(work, RecordType.PETITION, petition_id, EventKind.TURNED_PETITION, on, named)
    event_store.add(work, RecordType.RECOMMENDATION, known.id, EventKind.TURNED_PETITION, on, number)
