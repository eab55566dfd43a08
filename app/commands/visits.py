"""``visit``: log a turn of reception; list them."""

from app.bootstrap import Services
from app.commands.arguments import Verbs, whole
from app.commands.calls import Answer, Call, office
from app.commands.output import pairs, table
from app.commands.people import read_people
from app.commands.reading import Record
from app.domain.actors import Actor
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.receptions import (
    Paper,
    SessionDraft,
    SessionKind,
    Visit,
    VisitDraft,
    VisitResult,
)
from app.runtime.words import label, phrase


def add_verbs(verbs: Verbs) -> None:
    group = verbs.group("visit", "visit")
    group.verb("add", "visit_add", add).option("--file", "file", metavar="FILE")
    listed = group.verb("list", "visit_list", show_all)
    listed.option("--text", "text", default="")
    listed.option("--limit", "limit", type=whole, default=50)


def add(call: Call) -> Answer:
    """Log the visit; the session of that day, body, kind and receiver is opened when there is none."""
    record = call.record()
    with office(call) as (services, actor):
        key = services.receptions.receive(actor, *read(services, actor, record)).value
        visit = services.receptions.visit(actor, key)
    return Answer(visit, lines(visit))


def read(services: Services, actor: Actor, record: Record) -> tuple[SessionDraft, VisitDraft]:
    """The session the visit belongs to, and the visit."""
    villages = {village.name: village.id for village in services.office.villages(actor)}
    today = services.clock.today()
    session = SessionDraft(
        body=record.choice("body", BodyKind, BodyKind.COMMITTEE),
        kind=record.choice("session_kind", SessionKind, SessionKind.EVERYDAY),
        held_on=record.day("held_on", today),
        receiver=record.text("receiver", actor.name),
        position=record.text("position", actor.position),
        place=record.text("place"),
    )
    draft = VisitDraft(
        session_id=None,
        people=read_people(record, villages),
        matter=record.text("matter"),
        kind=record.maybe_choice("kind", PetitionKind),
        people_count=record.number("people_count", 1),
        request=record.text("request"),
        field=record.text("field"),
        ours=record.maybe_truth("ours"),
        result=record.choice("result", VisitResult, VisitResult.RECEIVED),
        result_note=record.text("result_note"),
        papers=tuple(_paper(told) for told in record.records("papers")),
    )
    record.close()
    return session, draft


def _paper(told: Record) -> Paper:
    paper = Paper(told.text("name"), told.number("pages", 1), told.text("condition"))
    told.close()
    return paper


def lines(visit: Visit) -> tuple[str, ...]:
    who = ", ".join(person.full_name for person in visit.people)
    return (
        phrase("commands", "visit_added", turn=visit.turn, day=f"{visit.session.held_on:%d/%m/%Y}"),
        *pairs(
            {
                phrase("columns", "id"): visit.id,
                phrase("columns", "body"): visit.session.body,
                phrase("columns", "receiver"): visit.session.receiver,
                phrase("columns", "who"): phrase("commands", "sealed") if visit.sealed else who,
                phrase("columns", "result"): visit.result,
            }
        ),
    )


def show_all(call: Call) -> Answer:
    with office(call) as (services, actor):
        page = services.receptions.visits(actor, text=call.options.text, limit=call.options.limit)
    header = tuple(phrase("columns", name) for name in ("day", "turn", "body", "who", "kind", "matter"))
    rows = [
        (
            row.held_on,
            row.turn,
            row.body,
            phrase("commands", "sealed") if row.sealed else row.who,
            label(row.kind) if row.kind else "",
            row.matter,
        )
        for row in page.rows
    ]
    return Answer(page, table(header, rows))
