"""What a voter said that complains or denounces in truth: it leaves the ledger and becomes a petition."""

from datetime import date

from app.domain import checks, compiling
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.kinds import RecordType
from app.domain.petitions import PetitionDraft
from app.runtime.words import phrase
from app.services import letter_forms
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
    which says so of the National Assembly). Of a denunciation, and of what is kept from the chair's staff,
    the ledger keeps the meeting and the day alone: who said it, and what, stands where such petitions are.
    """
    known = voter_store.recommendation(work, recommendation_id)
    compiling.check_becomes_petition(known)
    checks.not_before(draft.received_on, known.row.received_on, "received_on")
    event_store.stop(work, known.clocks, today)
    compiling_store.compared(work, known, today)
    petition = petition_store.petition(work, petition_id, just_typed=True)
    secret = draft.sealed or petition.kept
    voter_store.leave(work, known, petition_id, blank=phrase("voters", "sealed") if secret else "")
    on, number = draft.received_on, ""
    named = phrase("voters", "named", number=known.row.number, meeting=known.row.meeting)
    if secret:
        draft_store.drop_telling(work, _letters(), (known.row.speaker, known.row.matter))
        event_store.forget_words(work, known.id, named)
    else:  # the minutes name who said what under which number
        number = petition.number
        event_store.add(work, RecordType.PETITION, petition_id, EventKind.TURNED_PETITION, on, named)
    event_store.add(work, RecordType.RECOMMENDATION, known.id, EventKind.TURNED_PETITION, on, number)


def _letters() -> list[str]:
    """The letters about what voters said: their drafts can be written anew, unlike the lines of a night."""
    about = (RecordType.MEETING, RecordType.COUNCIL_SESSION, RecordType.RECOMMENDATION)
    return [form.id for form in letter_forms.all_forms().values() if form.record in about]
