"""The books of voters' meetings and recommendations as statistics count them."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
)

from app.domain.counting import Readings, Standing
from app.domain.kinds import RecordType
from app.domain.paging import Period
from app.domain.voters import ANSWERED, OPEN, RecommendationState
from db.counted_words import named, noted, timeliness, truth
from db.tables.office import council_sessions
from db.tables.petitions import clocks
from db.tables.voters import meetings as rounds
from db.tables.voters import places as stops
from db.tables.voters import recommendations as opinions
from db.tables.voters import replies

_OPEN = false()
_CLOSED = tuple(state for state in ANSWERED if state not in OPEN)
_LEAD = opinions.alias("lead")
_SAID, _TOLD = opinions.c, _LEAD.c
"""What was said, and where it stands: of an opinion merged into another one that one tells."""


def meetings(_period: Period, readings: Readings) -> Select[Any]:
    held = (
        select(stops.c.meeting_id, func.min(stops.c.held_on).label("held_on"))
        .where(stops.c.held_on <= readings.today)  # a round may be prepared ahead
        .group_by(stops.c.meeting_id)
        .subquery()
    )
    return (
        select(
            rounds.c.id.label("record_id"),
            rounds.c.timing,
            rounds.c.council_session_id.label("council_session"),
            held.c.held_on,
            council_sessions.c.name.label("number"),
            rounds.c.chaired_by.label("who"),
            rounds.c.title.label("text"),
            _OPEN.label("sealed"),
        )
        .join(held, held.c.meeting_id == rounds.c.id)
        .join(council_sessions, council_sessions.c.id == rounds.c.council_session_id)
    )


def places(_period: Period, readings: Readings) -> Select[Any]:
    return (
        select(
            rounds.c.id.label("record_id"),
            rounds.c.timing,
            rounds.c.council_session_id.label("council_session"),
            stops.c.village_id.label("village"),
            stops.c.held_on,
            stops.c.attendance,
            literal("").label("number"),
            stops.c.name.label("who"),
            rounds.c.title.label("text"),
            _OPEN.label("sealed"),
        )
        .join(rounds, rounds.c.id == stops.c.meeting_id)
        .join(council_sessions, council_sessions.c.id == rounds.c.council_session_id)
        .where(stops.c.held_on <= readings.today)
    )


def recommendations(period: Period, readings: Readings) -> Select[Any]:
    """Every line said; one merged into another stands where that one stands, and is of its level and unit.

    What became of it is told as of the period's last day, by the replies of until then.
    """
    state, answered_on = _state(period), _answered_on(period)
    began = readings.term_from
    sealed = or_(_SAID.sealed, _TOLD.sealed)
    kept = timeliness(clocks.c.due_on, clocks.c.closed_on, period, readings)
    return (
        select(
            _SAID.id.label("record_id"),
            _TOLD.level,
            state.label("state"),
            _standing().label("standing"),
            truth(_SAID.split_from.is_not(None)).label("split"),
            truth(_TOLD.on_the_spot).label("on_the_spot"),
            case((_stands_answered(period), _TOLD.result)).label("result"),
            case((_TOLD.verdict_on <= period.last, _TOLD.verdict)).label("verdict"),
            case((clocks.c.id.is_not(None), kept)).label("timeliness"),
            truth(_raised_before()).label("repeated"),
            truth(_SAID.received_on >= began if began else ~_OPEN).label("this_term"),
            rounds.c.timing,
            rounds.c.council_session_id.label("council_session"),
            noted(named(_TOLD.field), sealed).label("field"),
            _TOLD.unit_id.label("unit"),
            noted(_SAID.village_id, sealed).label("village"),
            _SAID.received_on,
            _TOLD.forwarded_on,
            answered_on.label("answered_on"),
            case((state.in_(_CLOSED), answered_on)).label("closed_on"),
            literal("").label("number"),
            _SAID.speaker.label("who"),
            case((sealed, ""), else_=_SAID.matter).label("text"),
            sealed.label("sealed"),
        )
        .select_from(opinions)
        .join(_LEAD, _TOLD.id == func.coalesce(_SAID.merged_into, _SAID.id))
        .join(rounds, rounds.c.id == _SAID.meeting_id)
        .join(council_sessions, council_sessions.c.id == rounds.c.council_session_id)
        .outerjoin(clocks, clocks.c.id == _term(period))
    )


def _standing() -> ColumnElement[str]:
    """Whether it stands in the ledger by itself, or why it does not."""
    return case(
        (_TOLD.state == RecommendationState.PETITION, literal(Standing.PETITION.value)),
        (_TOLD.on_the_spot, literal(Standing.ON_THE_SPOT.value)),
        (_SAID.merged_into.is_not(None), literal(Standing.MERGED.value)),
        else_=literal(Standing.OWN.value),
    )


def _stands_answered(period: Period) -> ColumnElement[bool]:
    """Whether the reply that decides now was there on the period's last day."""
    return and_(_TOLD.state.in_(ANSWERED), _TOLD.answered_on <= period.last)


def _state(period: Period) -> ColumnElement[str]:
    sent_back = and_(_TOLD.state == RecommendationState.FORWARDED, _TOLD.verdict_on <= period.last)
    forwarded = literal(RecommendationState.FORWARDED.value)
    return case(
        (_TOLD.state == RecommendationState.PETITION, literal(RecommendationState.PETITION.value)),
        (_TOLD.on_the_spot, literal(RecommendationState.ON_THE_SPOT.value)),
        (_stands_answered(period), _TOLD.state),
        (sent_back, forwarded),
        (_replied(period), _replied_state(period)),
        (_TOLD.forwarded_on <= period.last, forwarded),
        else_=literal(RecommendationState.RECORDED.value),
    )


def _answered_on(period: Period) -> ColumnElement[Any]:
    """The day of the reply that decides, of those until the period's last day."""
    until = select(func.max(replies.c.replied_on)).where(_until(period)).correlate(_LEAD)
    return case((_TOLD.answered_on <= period.last, _TOLD.answered_on), else_=until.scalar_subquery())


def _until(period: Period) -> ColumnElement[bool]:
    return and_(replies.c.recommendation_id == _TOLD.id, replies.c.replied_on <= period.last)


def _replied(period: Period) -> ColumnElement[bool]:
    return exists().where(_until(period)).correlate(_LEAD)


def _replied_state(period: Period) -> ColumnElement[str]:
    """What the replies of until then say together: where units differ, the one that has not settled it."""
    later = replies.alias("later")
    newer = (
        exists()
        .where(later.c.recommendation_id == replies.c.recommendation_id, later.c.id > replies.c.id)
        .where(later.c.unit_id.is_not_distinct_from(replies.c.unit_id))
        .where(later.c.replied_on <= period.last)
        .correlate(replies)
    )
    progress = replies.c.state == RecommendationState.IN_PROGRESS
    pending = exists().where(_until(period), progress, ~newer).correlate(_LEAD)
    last = select(replies.c.state).where(_until(period)).order_by(replies.c.id.desc()).limit(1)
    told = last.correlate(_LEAD).scalar_subquery()
    return case((pending, literal(RecommendationState.IN_PROGRESS.value)), else_=told)


def _term(period: Period) -> ColumnElement[Any]:
    """The newest term for the reply that began until the period's last day."""
    term = clocks.alias("term")
    newest = (
        select(term.c.id)
        .where(term.c.record_id == _TOLD.id, term.c.record_type == RecordType.RECOMMENDATION)
        .where(term.c.start_on <= period.last)
        .order_by(term.c.start_on.desc(), term.c.id.desc())
        .limit(1)
    )
    return newest.correlate(_LEAD).scalar_subquery()


def _raised_before() -> ColumnElement[bool]:
    """Whether the same matter was raised for another session of the council until the same day."""
    one, held = opinions.alias("one"), rounds.alias("held")
    first = func.coalesce(_TOLD.first_raised, _TOLD.id)
    own = rounds.c.council_session_id
    return (
        exists()
        .where(or_(one.c.id == first, one.c.first_raised == first), one.c.received_on <= _TOLD.received_on)
        .where(held.c.id == one.c.meeting_id, held.c.council_session_id != own)
        .correlate(_LEAD, rounds)
    )
