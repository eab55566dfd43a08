"""Replies to recommendations: what they make of them, the council's verdict, what the public is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import checks
from app.domain.errors import Refused
from app.domain.events import EventKind
from app.domain.ids import RecordId
from app.domain.office import Unit
from app.domain.text import clean
from app.domain.voters import (
    ANSWERED,
    LEFT,
    Recommendation,
    RecommendationRow,
    RecommendationState,
    Reply,
    ResultCode,
    Verdict,
)

RESULTS: Mapping[RecommendationState, tuple[ResultCode, ...]] = {
    RecommendationState.SETTLED: (ResultCode.DONE,),
    RecommendationState.IN_PROGRESS: (
        ResultCode.UNDER_WAY,
        ResultCode.SCHEDULED,
        ResultCode.UNSCHEDULED,
        ResultCode.LACKS_FUNDS,
        ResultCode.NEXT_SESSION,
        ResultCode.NOTED,
    ),
    RecommendationState.EXPLAINED: (ResultCode.EXPLAINED, ResultCode.PASSED_ON),
}
"""The codes of practice below each statutory group (NQLT 72, article 49, clause 2)."""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The reply of a unit.

    Attributes:
        unit_id: Who replies; None for the unit that was asked.
        result: The code of practice below ``state``; None leaves it at the group.
        promised_on: The day by which it is to be settled; only for what is in progress.
    """

    state: RecommendationState
    answered_on: date
    answer: str
    document: str = ""
    unit_id: RecordId | None = None
    result: ResultCode | None = None
    promised_on: date | None = None
    roadmap: str = ""
    funding: str = ""


@dataclass(frozen=True, slots=True)
class VerdictDraft:
    """What the standing body finds of a reply.

    Attributes:
        note: Why; a reply that does not satisfy needs it.
        again: Whether the unit has to reply anew: its term begins anew too.
    """

    verdict: Verdict
    found_on: date
    note: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class PublicationDraft:
    """Where a reply was made public, and since when it hangs at the reception place (NQLT 72, article 51)."""

    published_on: date | None = None
    where: str = ""
    posted_on: date | None = None


@dataclass(frozen=True, slots=True)
class TellingDraft:
    """When and how the voters were told what came of it."""

    told_on: date
    how: str


class Timing(StrEnum):
    """Whether a reply came in time; ``RUNNING`` and ``UNTIMED`` say nothing yet.

    In time is what was answered on or before the due day of the term that began last (CT-02, the days of the
    office's own regulation; a due day that the office decided counts in place of the counted one). Late is
    what was answered after it, and what is not answered though it has passed. A reply sent back is none: the
    term that began with it decides.
    """

    IN_TIME = "in_time"
    LATE = "late"
    RUNNING = "running"
    UNTIMED = "untimed"


@dataclass(frozen=True, slots=True)
class ReplyTerm:
    """The term of a reply that began last: its due day, and the day it ended, None while it runs."""

    due_on: date
    closed_on: date | None

    def timing(self, today: date) -> Timing:
        """Whether the reply came in time, as of ``today``."""
        if (self.closed_on or today) > self.due_on:
            return Timing.LATE
        return Timing.IN_TIME if self.closed_on is not None else Timing.RUNNING


def checked_answer(
    draft: AnswerDraft, known: RecommendationRow, unit: Unit | None, today: date
) -> AnswerDraft:
    """The cleaned draft of what ``unit`` replies.

    Refuses a reply that says nothing, lies before the question or promises the past, and one of a unit that
    was dissolved before it.
    """
    if draft.state not in ANSWERED:
        raise Refused("answer_state", field="state")
    if known.state in LEFT:
        raise Refused("left_ledger", number=known.number, state=known.state)
    if known.state is RecommendationState.ON_THE_SPOT:
        raise Refused("answered_on_the_spot", number=known.number)
    if draft.result is not None and draft.result not in RESULTS[draft.state]:
        raise Refused("result_of_other_group", field="result", result=draft.result, state=draft.state)
    checks.past_day(draft.answered_on, today, "answered_on")
    checks.not_before(draft.answered_on, known.received_on, "answered_on", "date_before_opinion")
    if unit is not None and unit.dissolved_on is not None and draft.answered_on > unit.dissolved_on:
        raise Refused(
            "reply_after_dissolution",
            field="unit_id",
            unit=unit.name,
            dissolved_on=f"{unit.dissolved_on:%d/%m/%Y}",
        )
    promised = draft.promised_on if draft.state is RecommendationState.IN_PROGRESS else None
    if promised is not None:
        checks.not_before(promised, draft.answered_on, "promised_on", "date_before_reply")
    ready = replace(
        draft,
        answer=checks.matter(draft.answer, "answer"),
        document=checks.name(draft.document, "document", required=False),
        promised_on=promised,
        roadmap=clean(draft.roadmap),
        funding=checks.line(draft.funding, "funding", required=False),
    )
    if ready.result is ResultCode.SCHEDULED and promised is None and not ready.roadmap:
        raise Refused("roadmap_missing", field="roadmap")
    return ready


_FOLLOWING = (
    EventKind.SENT_BACK,
    EventKind.REVIEWED,
    EventKind.PUBLISHED,
    EventKind.POSTED,
    EventKind.VOTERS_TOLD,
)
"""What happens to a reply once it is there: its day stays on the side of them where it was."""


def check_day_moved(known: Recommendation, before: date, after: date) -> None:
    """Refuse to move a reply's day past what was done about a reply: the order of things would be another."""
    for event in known.events:
        passed = min(before, after) <= event.on < max(before, after)
        if event.kind in _FOLLOWING and passed:
            raise Refused(
                "reply_day_passes", field="answered_on", day=f"{event.on:%d/%m/%Y}", event=event.kind
            )


def deciding(replies: Sequence[Reply]) -> Reply:
    """The reply that says where a recommendation stands, of all replies in the order they were noted.

    Of each unit its newest one counts. Where units differ, the one that has not settled it decides: a
    recommendation is closed when everybody who was asked has closed it, on the day that the last one did. A
    unit that is no more keeps nothing open once another one has replied.
    """
    found = newest(replies)
    pending = [r for r in found if r.state is RecommendationState.IN_PROGRESS and r.dissolved_on is None]
    closed = [r for r in found if r.state is not RecommendationState.IN_PROGRESS]
    return sorted(pending or closed or found, key=lambda reply: reply.replied_on)[-1]


def standing_on(one: Recommendation, on: date) -> RecommendationState:
    """Where a recommendation that is in the ledger stood at the end of a day, whatever came after it."""
    if one.row.state is RecommendationState.ON_THE_SPOT:
        return RecommendationState.ON_THE_SPOT
    state = RecommendationState.RECORDED
    for event in reversed(one.events):
        if event.on > on:
            break
        if event.kind in (EventKind.FORWARDED, EventKind.SENT_BACK):
            state = RecommendationState.FORWARDED
        if event.kind is EventKind.ANSWERED:
            state = deciding([reply for reply in one.replies if reply.replied_on <= event.on]).state
    return state


def newest(replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """The newest reply of each unit, of all replies in the order they were noted."""
    return tuple({reply.unit_id: reply for reply in replies}.values())


def differing(replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """The newest replies where units put the matter into different groups; empty where they agree."""
    told = newest(replies)
    return told if len({reply.state for reply in told}) > 1 else ()


def checked_verdict(draft: VerdictDraft, known: RecommendationRow, today: date) -> VerdictDraft:
    """The cleaned draft; refuses a verdict on no reply, before it, or a bad one without a reason."""
    if known.state not in ANSWERED or known.answered_on is None:
        raise Refused("verdict_without_reply")
    checks.past_day(draft.found_on, today, "found_on")
    checks.not_before(draft.found_on, known.answered_on, "found_on", "date_before_reply")
    ready = replace(draft, note=clean(draft.note), again=draft.again and draft.verdict is Verdict.UNSATISFIED)
    if ready.verdict is Verdict.UNSATISFIED and not ready.note:
        raise Refused("verdict_note_missing", field="note")
    return ready


def checked_publication(draft: PublicationDraft, known: RecommendationRow, today: date) -> PublicationDraft:
    """The cleaned draft; refuses to publish what nobody answered, or before the answer."""
    if draft.published_on is None and draft.posted_on is None:
        raise Refused("publication_empty", field="published_on")
    for day, field in ((draft.published_on, "published_on"), (draft.posted_on, "posted_on")):
        if day is not None:
            _after_answer(day, known, today, field)
    if draft.published_on is not None and not draft.where.strip():
        raise Refused("publication_where_missing", field="where")
    return replace(draft, where=checks.line(draft.where, "where", required=False))


def checked_telling(draft: TellingDraft, known: RecommendationRow, today: date) -> TellingDraft:
    """The cleaned draft; refuses to have told voters what nobody answered."""
    _after_answer(draft.told_on, known, today, "told_on")
    return replace(draft, how=checks.line(draft.how, "how"))


def _after_answer(day: date, known: RecommendationRow, today: date, field: str) -> None:
    answered = known.state in ANSWERED or known.state is RecommendationState.ON_THE_SPOT
    if not answered or known.answered_on is None:
        raise Refused("not_answered_yet", number=known.number)
    checks.past_day(day, today, field)
    checks.not_before(day, known.answered_on, field, "date_before_reply")
