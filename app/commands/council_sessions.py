"""``session``: the council's sessions entered, moved, cancelled; their milestones."""

from app.bootstrap import Services
from app.commands.arguments import Verbs, day
from app.commands.calls import Answer, Call, office
from app.commands.output import shown, table
from app.commands.reading import Record
from app.domain.actors import Actor
from app.domain.council_sessions import MoveDraft
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.milestones import MilestoneDay, Move, Plan
from app.domain.office import CouncilSessionDraft, Milestone
from app.runtime.words import phrase


def add_verbs(verbs: Verbs) -> None:
    group = verbs.group("session", "session")
    group.verb("list", "session_list", show_all)
    group.verb("add", "session_add", add).option("--file", "file", metavar="FILE")
    moved = group.verb("move", "session_move", move)
    moved.option("session", "session_name", metavar="NAME")
    moved.option("--to", "session_to", metavar="DAY", required=True)
    moved.option("--closes", "session_closes", metavar="DAY")
    moved.option("--on", "session_decided", metavar="DAY")
    moved.option("--reason", "why")
    moved.option("--dry-run", "session_dry", action="store_true")
    for name, handler in (("cancel", cancel), ("restore", restore)):
        child = group.verb(name, f"session_{name}", handler)
        child.option("session", "session_name", metavar="NAME")
        child.option("--reason", "why", required=True)
        if handler is cancel:
            child.option("--on", "session_decided", metavar="DAY")
    told = group.verb("milestones", "session_milestones", show_milestones)
    told.option("session", "session_name", metavar="NAME", nargs="?", default="")
    noted = group.verb("done", "session_done", note_step)
    noted.option("session", "session_name", metavar="NAME")
    noted.option("step", "session_step", choices=list(Milestone))
    noted.option("--on", "session_done_on", metavar="DAY")
    noted.option("--note", "session_done_note", metavar="TEXT", default="")


def show_all(call: Call) -> Answer:
    with office(call) as (services, actor):
        rows = services.council_sessions.rows(actor)
    header = tuple(phrase("columns", name) for name in ("title", "first_on", "last_on", "state", "items"))
    cells = [
        (row.session.name, row.session.opens_on, row.session.closes_on, row.state, row.count.items)
        for row in rows
    ]
    return Answer({"rows": rows, "total": len(rows)}, table(header, cells))


def add(call: Call) -> Answer:
    """Enter a session described by a record."""
    record = call.record()
    opens_on = record.maybe_day("opens_on")
    if opens_on is None:
        raise Refused("input_missing", field="opens_on", name="opens_on")
    draft = CouncilSessionDraft(
        record.text("name", None),
        opens_on,
        record.maybe_day("closes_on"),
        record.truth("regular", default=True),
    )
    record.close()
    with office(call) as (services, actor):
        key = services.council_sessions.add(actor, draft).value
        plan = services.milestones.plan(actor, key)
    return _told(plan)


def move(call: Call) -> Answer:
    """Move a session; with ``--dry-run`` only tell what would move."""
    told = call.options
    opens_on, closes_on = day(told.to), day(told.closes) if told.closes else None
    with office(call) as (services, actor):
        key = session_named(services, actor, told.session)
        preview = services.council_sessions.preview_move(actor, key, opens_on, closes_on)
        if not told.dry_run:
            decided = day(told.on) if told.on else services.clock.today()
            draft = MoveDraft(opens_on, told.reason or "", decided, closes_on)
            services.council_sessions.move(actor, key, draft)
    return Answer(preview, _moves(preview))


def cancel(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        key = session_named(services, actor, told.session)
        on = day(told.on) if told.on else services.clock.today()
        after = services.council_sessions.cancel(actor, key, on, told.reason).value
        carried = len(services.voters.book(actor, key).items)
    line = phrase("commands", "session_cancelled", name=after.name, day=shown(on), count=carried)
    return Answer(after, (line,))


def restore(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        key = session_named(services, actor, told.session)
        services.council_sessions.restore(actor, key, told.reason)
        plan = services.milestones.plan(actor, key)
    return _told(plan)


def show_milestones(call: Call) -> Answer:
    """The milestones of a session; without a name those of the next one."""
    with office(call) as (services, actor):
        if call.options.session:
            plan = services.milestones.plan(actor, session_named(services, actor, call.options.session))
        else:
            coming = services.milestones.coming(actor)
            if not coming:
                raise Refused("no_coming_session")
            plan = coming[0]
    return _told(plan)


def note_step(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        key = session_named(services, actor, told.session)
        on = day(told.on) if told.on else services.clock.today()
        plan = services.milestones.note(actor, key, Milestone(told.step), on, told.note).value
    return _told(plan)


def session_named(services: Services, actor: Actor, name: str) -> RecordId:
    """The session of a name or an id."""
    known = {one.name: one.id for one in services.council_sessions.all(actor)}
    found = Record({"council_session": name}).named("council_session", known)
    if found is None:
        raise Refused("input_missing", field="council_session", name="council_session")
    return found


def _told(plan: Plan) -> Answer:
    header = tuple(phrase("columns", name) for name in ("step", "due_on", "state", "closed_on", "basis"))
    rows = [
        (
            one.step,
            one.due,
            plan.state(one),
            one.done.on if one.done else None,
            one.basis,
        )
        for one in plan.steps
    ]
    heading = f"{plan.session.name}: {shown(plan.session.opens_on)}"
    value = {"session": plan.session, "steps": [_value(plan, one) for one in plan.steps]}
    return Answer(value, (heading, *table(header, rows)))


def _value(plan: Plan, one: MilestoneDay) -> dict[str, object]:
    """A step as JSON holds it."""
    return {
        "step": one.step,
        "due": one.due,
        "state": plan.state(one),
        "done_on": one.done.on if one.done else None,
        "by_books": bool(one.done and one.done.by_books),
        "note": one.done.note if one.done else "",
        "basis": one.basis,
        "days": one.working.term.length if one.working else None,
        "unit": one.working.term.unit if one.working else None,
        "article": one.working.rule.article if one.working else "",
    }


def _moves(move: Move) -> tuple[str, ...]:
    header = tuple(phrase("columns", name) for name in ("step", "old_due", "new_due"))
    rows: list[tuple[object, ...]] = [(phrase("columns", "opens"), move.session.opens_on, move.opens_on)]
    rows += [(one.step, one.before, one.after) for one in move.steps]
    return table(header, rows)
