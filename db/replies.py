"""Replies to recommendations, the council's verdict, what the public and the voters were told."""

from app.domain.ids import RecordId
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft, deciding
from app.domain.voters import ANSWERED, Recommendation, RecommendationState, Reply
from db import voters
from db.tables.voters import recommendations, replies
from db.work import Work


def add(work: Work, recommendation_id: RecordId, draft: AnswerDraft) -> None:
    """Keep a reply; the recommendation stands as all its replies say together, without a verdict as yet."""
    work.insert(replies, recommendation_id=recommendation_id, **_told(draft))
    said = deciding(voters.replies_of(work, recommendation_id))
    nothing = {"verdict": None, "verdict_on": None, "verdict_note": ""}
    work.update(recommendations, recommendation_id, **_standing(said), **nothing)


def change(work: Work, known: Recommendation, reply_id: RecordId, draft: AnswerDraft) -> None:
    """Keep a reply as it should have been noted; the recommendation follows where it stood by its replies.

    What was sent back, or on to another unit, goes on waiting; the verdict stays.
    """
    before = _standing(deciding(known.replies))
    work.update(replies, reply_id, **_told(draft))
    after = _standing(deciding(voters.replies_of(work, known.id)))
    waits = known.row.state not in ANSWERED
    stays = {"state", "document"} if waits else set()
    moved = {name: value for name, value in after.items() if value != before[name] and name not in stays}
    work.update(recommendations, known.id, **moved)


def _told(draft: AnswerDraft) -> dict[str, object]:
    return {
        "unit_id": draft.unit_id,
        "state": draft.state,
        "result": draft.result,
        "replied_on": draft.answered_on,
        "document": draft.document,
        "answer": draft.answer,
        "promised_on": draft.promised_on,
        "roadmap": draft.roadmap,
        "funding": draft.funding,
    }


def _standing(said: Reply) -> dict[str, object]:
    """What a recommendation shows of the reply that decides."""
    return {
        "state": said.state,
        "result": said.result,
        "answer": said.answer,
        "document": said.document,
        "answered_on": said.replied_on,
        "promised_on": said.promised_on,
        "roadmap": said.roadmap,
        "funding": said.funding,
    }


def review(work: Work, recommendation_id: RecordId, draft: VerdictDraft) -> None:
    """Note what the standing body found; what has to be answered anew waits again."""
    values = {"verdict": draft.verdict, "verdict_on": draft.found_on, "verdict_note": draft.note}
    if draft.again:
        values["state"] = RecommendationState.FORWARDED
    work.update(recommendations, recommendation_id, **values)


def publish(work: Work, recommendation_id: RecordId, draft: PublicationDraft) -> None:
    """Note where it was made public and since when it hangs; what is not told stays as it was."""
    values: dict[str, object] = {}
    if draft.published_on is not None:
        values |= {"published_on": draft.published_on, "published_where": draft.where}
    if draft.posted_on is not None:
        values["posted_on"] = draft.posted_on
    work.update(recommendations, recommendation_id, **values)


def tell(work: Work, recommendation_id: RecordId, draft: TellingDraft) -> None:
    """Note when and how the voters were told."""
    work.update(recommendations, recommendation_id, told_on=draft.told_on, told_how=draft.how)
