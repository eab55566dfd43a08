"""``voter``: record rounds of voter meetings and the opinions voiced there; list them."""

from dataclasses import replace
from pathlib import Path

from app.bootstrap import Services
from app.commands import recommendations, voter_board
from app.commands.arguments import Verbs, whole
from app.commands.calls import Answer, Call, office
from app.commands.council_sessions import session_named
from app.commands.output import table
from app.commands.reading import Record
from app.commands.voter_references import References
from app.domain import meetings as meeting_rules
from app.domain import voters as rules
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.ids import RecordId, new_id
from app.domain.meetings import Meeting, MeetingDraft, MeetingTiming, PlaceDraft
from app.domain.office import CouncilSessionDraft, UnitLevel
from app.domain.paging import Due
from app.domain.voters import (
    RecommendationDraft,
    RecommendationQuery,
    RecommendationState,
)
from app.runtime.words import phrase
from app.services.files import ready_folder

Names = dict[str, RecordId]


def add_verbs(verbs: Verbs) -> None:
    group = verbs.group("voter", "voter")
    group.verb("add", "voter_add", add).option("--file", "file", metavar="FILE")
    exported = group.verb("export", "voter_export", export)
    exported.option("--out", "voter_export_out", metavar="FILE", required=True)
    exported.option("--session", "voter_export_session", metavar="NAME")
    listed = group.verb("list", "voter_list", show_all)
    listed.option("--meetings", "voter_meetings", action="store_true")
    listed.option("--text", "text", default="")
    listed.option("--state", "state", choices=list(RecommendationState), action="append", default=[])
    listed.option("--session", "voter_session", metavar="NAME")
    listed.option("--meeting", "voter_meeting", metavar="MEETING")
    listed.option("--level", "voter_level", choices=list(UnitLevel))
    listed.option("--due", "voter_due", choices=list(Due))
    listed.option("--limit", "limit", type=whole, default=50)
    listed.option("--offset", "offset", type=whole, default=0)
    recommendations.add_verbs(group)
    voter_board.add_verb(group)


def add(call: Call) -> Answer:
    """Record a meeting with its opinions, or opinions of a known one; all is checked before any is stored."""
    record = call.record()
    with office(call) as (services, actor):
        units = {unit.name: unit.id for unit in services.office.units(actor)}
        villages = {village.name: village.id for village in services.office.villages(actor)}
        opinions = [_opinion(told, units, villages) for told in record.records("opinions")]
        wanted = {place for _, place in opinions if place}
        meeting, lines = _meeting(services, actor, record, villages, wanted)
        placed = tuple(_placed(draft, place, meeting) for draft, place in opinions)
        if placed:
            services.voters.record_all(actor, placed)
            lines = (*lines, phrase("commands", "opinions_added", count=len(placed)))
        after = services.voters.meeting(actor, meeting.id)
    return Answer(after, lines)


def _opinion(told: Record, units: Names, villages: Names) -> tuple[RecommendationDraft, str]:
    """The opinion, and the place it was voiced at; it joins its meeting later."""
    draft = RecommendationDraft(
        meeting_id=new_id(),
        matter=told.text("matter"),
        speaker=told.text("speaker"),
        village_id=told.named("village", villages),
        field=told.text("field"),
        level=told.choice("level", UnitLevel, UnitLevel.COMMUNE),
        unit_id=told.named("unit", units),
        answered_on_spot=told.truth("answered_on_spot", default=False),
        answer=told.text("answer"),
        answered_by=told.text("answered_by"),
    )
    place = told.text("place")
    told.close()
    return rules.checked_recommendation(draft), place


def _placed(draft: RecommendationDraft, place: str, meeting: Meeting) -> RecommendationDraft:
    places = {known.name: known.id for known in meeting.places}
    return replace(draft, meeting_id=meeting.id, place_id=places.get(place))


def _check_places(wanted: set[str], known: list[str]) -> None:
    stray = next(iter(sorted(wanted - set(known))), None)
    if stray is not None:
        raise Refused("input_name_unknown", field="place", name=stray, known=", ".join(known))


def _meeting(
    services: Services, actor: Actor, record: Record, villages: Names, wanted: set[str]
) -> tuple[Meeting, tuple[str, ...]]:
    key = record.named("meeting", {row.title: row.id for row in reversed(services.voters.meetings(actor))})
    if key is not None:
        record.close()
        meeting = services.voters.meeting(actor, key)
        _check_places(wanted, [place.name for place in meeting.places])
        return meeting, ()
    places = tuple(_place(told, villages, services) for told in record.records("places"))
    draft = MeetingDraft(
        council_session_id=new_id(),
        timing=record.choice("timing", MeetingTiming, MeetingTiming.BEFORE),
        title=record.text("title"),
        places=places,
        deputies=record.texts("deputies"),
        chaired_by=record.text("chaired_by"),
    )
    checked = meeting_rules.checked_meeting(draft, services.clock.today())
    _check_places(wanted, [place.name for place in checked.places])
    session = _council_session(services, actor, record)
    meeting = services.voters.hold(actor, replace(checked, council_session_id=session)).value
    return meeting, (phrase("commands", "meeting_added", title=meeting.title),)


def _place(told: Record, villages: Names, services: Services) -> PlaceDraft:
    place = PlaceDraft(
        told.text("name"),
        told.day("held_on", services.clock.today()),
        told.number("attendance", 0),
        told.named("village", villages),
    )
    told.close()
    return place


def _council_session(services: Services, actor: Actor, record: Record) -> RecordId:
    """The council session by its name; one described in full is entered when it is not known."""
    known = {session.name: session.id for session in services.council_sessions.all(actor)}
    if isinstance(record.table.get("council_session"), str):
        key = record.named("council_session", known)
        record.close()
        if key is not None:
            return key
    told = record.record("council_session")
    if told is None:
        raise Refused("input_missing", field="council_session", name="council_session")
    draft = CouncilSessionDraft(
        told.text("name", None),
        told.day("opens_on", services.clock.today()),
        told.maybe_day("closes_on"),
        told.truth("regular", default=True),
    )
    told.close()
    record.close()
    if draft.name in known:
        return known[draft.name]
    return services.council_sessions.add(actor, draft).value


def export(call: Call) -> Answer:
    """Write the ledger, of one session or of all, into a file of the kind its name ends in."""
    told, path = call.options, Path(call.options.out)
    with office(call) as (services, actor):
        session = session_named(services, actor, told.session) if told.session else None
        ready_folder(path.parent)
        count = services.voter_export.write(actor, path, session)
    return Answer(
        {"count": count, "file": path}, (phrase("commands", "voters_exported", count=count, path=path),)
    )


def show_all(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        names = References(services, actor)
        if told.meetings:
            return _meetings(names)
        query = RecommendationQuery(
            text=told.text,
            meeting_id=names.round(told.meeting).id if told.meeting else None,
            session_id=session_named(services, actor, told.session) if told.session else None,
            states=tuple(RecommendationState(state) for state in told.state),
            level=UnitLevel(told.level) if told.level else None,
            due=Due(told.due) if told.due else None,
            offset=told.offset,
            limit=told.limit,
        )
        page = services.voters.page(actor, query)
    columns = ("id", "speaker", "matter", "level", "unit", "state", "due_on", "meeting")
    rows = [
        (names.of(r), r.speaker, r.matter, r.level, r.unit, r.state, r.due_on, r.meeting) for r in page.rows
    ]
    return Answer(page, table(tuple(phrase("columns", name) for name in columns), rows))


def _meetings(names: References) -> Answer:
    columns = ("row", "day", "title", "places", "attendance", "opinions", "unanswered")
    rows = [
        (place, r.first_on, r.title, r.places, r.attendance, r.opinions, r.unanswered)
        for place, r in reversed(list(enumerate(names.rounds, start=1)))
    ]
    return Answer(
        {"rows": tuple(reversed(names.rounds)), "total": len(rows)},
        table(tuple(phrase("columns", name) for name in columns), rows),
    )
