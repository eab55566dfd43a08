"""``petition``: register, show, list, and take the steps of the handling."""

from app.bootstrap import Services
from app.commands import classify
from app.commands.arguments import Verbs, day, pair, whole
from app.commands.calls import Answer, Call, office
from app.commands.output import pairs, table
from app.commands.people import read_people
from app.commands.reading import Record
from app.domain.actors import Actor
from app.domain.corrections import Correction, second_by
from app.domain.counting import Truth
from app.domain.errors import Refused
from app.domain.events import Clock
from app.domain.ids import RecordId, record_id
from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Due
from app.domain.petitions import (
    ACTS,
    Petition,
    PetitionDraft,
    PetitionQuery,
    PetitionState,
    SettlementResult,
    Source,
)
from app.domain.representatives import Mandate, MandateKind
from app.domain.text import clean
from app.runtime.words import phrase
from app.services.petitions import Step

ID_LENGTH = 36


def add_verbs(verbs: Verbs) -> None:
    group = verbs.group("petition", "petition")
    group.verb("add", "petition_add", add).option("--file", "file", metavar="FILE")
    group.verb("show", "petition_show", show).option("number", "number")
    listed = group.verb("list", "petition_list", show_all)
    listed.option("--text", "text", default="")
    listed.option("--state", "state", choices=list(PetitionState), action="append", default=[])
    listed.option("--kind", "kind", choices=list(PetitionKind), action="append", default=[])
    listed.option("--body", "body", choices=list(BodyKind))
    listed.option("--year", "year", type=int)
    listed.option("--due", "due", choices=list(Due))
    listed.option("--limit", "limit", type=whole, default=50)
    listed.option("--offset", "offset", type=whole, default=0)
    classify.add_verb(group)
    step = group.verb("act", "petition_act", act)
    step.option("number", "number")
    step.option("act", "act", choices=list(ACTS))
    step.option("--on", "on", metavar="DAY")
    step.option("--note", "note", default="")
    step.option("--result", "result", choices=list(SettlementResult))
    step.option("--flag", "flag", metavar="FLAG", action="append", default=[])
    step.option("--days", "days", type=whole, default=0)
    step.option("--ground", "ground", metavar="ID", action="append", default=[])

    corrected = group.verb("correct", "petition_correct", correct)
    corrected.option("number", "number")
    corrected.option("--field", "field")
    corrected.option("--again", "again", choices=list(Truth))
    corrected.option("--reason", "why", required=True)


def petition_id(services: Services, actor: Actor, told: str) -> RecordId:
    """The id behind a petition's number, or behind the id itself."""
    number = clean(told)
    if len(number) == ID_LENGTH:
        try:
            return services.petitions.petition(actor, record_id(number)).id
        except ValueError:
            pass
    return services.petitions.numbered(actor, number)


def add(call: Call) -> Answer:
    record = call.record()
    with office(call) as (services, actor):
        petition = services.petitions.register(actor, read(services, actor, record)).value
        return answer(services, actor, petition)


def read(services: Services, actor: Actor, record: Record) -> PetitionDraft:
    villages = {village.name: village.id for village in services.office.villages(actor)}
    visit, opinion = record.text("visit"), record.text("recommendation")
    source = Source.RECEPTION if visit else Source.VOTER_MEETING if opinion else Source.DIRECT
    kind, target = record.word("kind", PetitionKind), record.choice("target", Target, Target.OTHER)
    draft = PetitionDraft(
        body=record.choice("body", BodyKind, BodyKind.COMMITTEE),
        kind=kind,
        people=read_people(record, villages),
        matter=record.text("matter"),
        received_on=record.day("received_on", services.clock.today()),
        source=record.choice("source", Source, source),
        target=target,
        target_name=record.text("target_name"),
        request=record.text("request"),
        field=record.text("field"),
        people_count=record.number("people_count", 1),
        written_on=record.maybe_day("written_on"),
        village_id=record.named("village", villages),
        forwarded_by=record.text("forwarded_by"),
        eligibility=record.choice("eligibility", Eligibility, Eligibility.ELIGIBLE),
        visit_id=services.receptions.visit(actor, _id(record, "visit", visit)).id if visit else None,
        recommendation_id=_id(record, "recommendation", opinion) if opinion else None,
        mandate=_mandate(record.record("mandate")),
        answers=tuple(pair(told, "content=review") for told in record.texts("answers")),
        earlier_id=petition_id(services, actor, earlier) if (earlier := record.text("earlier")) else None,
        reason=record.text("reason"),
        keepers=tuple(_keeper(services, name) for name in record.texts("keepers")),
        serves_chair=record.truth("serves_chair", default=False),
        denounces=record.maybe_truth("denounces"),
        again=record.truth("again", default=second_by(kind, target)),
    )
    record.close()
    return draft


def _mandate(record: Record | None) -> Mandate | None:
    if record is None:
        return None
    mandate = Mandate(
        record.word("kind", MandateKind),
        record.text("number"),
        record.maybe_day("on"),
        record.number("named", 1),
        record.truth("certified", default=False),
    )
    record.close()
    return mandate


def _keeper(services: Services, name: str) -> RecordId:
    users = {user.name: user.id for user in services.users.active()}
    if name not in users:
        raise Refused("user_unknown", field="keepers", name=name, names=", ".join(users))
    return users[name]


def _id(record: Record, name: str, told: str) -> RecordId:
    try:
        return record_id(told)
    except ValueError:
        raise Refused("record_missing", field=record.place(name)) from None


def show(call: Call) -> Answer:
    with office(call) as (services, actor):
        key = petition_id(services, actor, call.options.number)
        return answer(services, actor, services.petitions.petition(actor, key))


def act(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        step = Step(
            told.act,
            day(told.on) if told.on else services.clock.today(),
            clean(told.note),
            SettlementResult(told.result) if told.result else None,
            frozenset(told.flag),
            days=told.days,
            grounds=tuple(told.ground),
        )
        petition = services.petitions.take(actor, petition_id(services, actor, told.number), step).value
        return answer(services, actor, petition)


def correct(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        known = services.petitions.petition(actor, petition_id(services, actor, told.number))
        draft = Correction(
            known.field if told.field is None else told.field,
            known.again if told.again is None else told.again == Truth.YES,
            told.reason,
        )
        return answer(services, actor, services.classification.correct(actor, known.id, draft).value)


def show_all(call: Call) -> Answer:
    told = call.options
    query = PetitionQuery(
        text=told.text,
        states=tuple(PetitionState(state) for state in told.state),
        kinds=tuple(PetitionKind(kind) for kind in told.kind),
        body=BodyKind(told.body) if told.body else None,
        year=told.year,
        due=Due(told.due) if told.due else None,
        offset=told.offset,
        limit=told.limit,
    )
    with office(call) as (services, actor):
        page = services.petitions.page(actor, query)
    names = ("number", "kind", "state", "who", "received_on", "due_on", "matter")
    rows = [
        (
            row.number,
            row.kind,
            row.state,
            phrase("commands", "sealed") if row.sealed else row.who,
            row.received_on,
            row.due_on,
            row.matter,
        )
        for row in page.rows
    ]
    lines = table(tuple(phrase("columns", name) for name in names), rows)
    return Answer(page, (*lines, phrase("commands", "of", count=len(rows), total=page.total)))


def answer(services: Services, actor: Actor, petition: Petition) -> Answer:
    proposal = services.petitions.propose(
        actor,
        petition.kind,
        petition.target,
        petition.eligibility,
        petition.body,
        at_reception=petition.source is Source.RECEPTION,
        on=petition.received_on,
    )
    after = services.petitions.following(actor, petition)
    value = {"petition": petition, "proposal": proposal, "next": after}
    return Answer(value, (*_lines(petition), *classify.proposed(proposal)))


def _lines(petition: Petition) -> tuple[str, ...]:
    who = ", ".join(person.full_name for person in petition.people)
    told = {
        "number": petition.number,
        "id": petition.id,
        "body": petition.body,
        "kind": phrase("petitions", f"again_{petition.kind}") if petition.again else petition.kind,
        "field": petition.field,
        "state": petition.state,
        "who": phrase("commands", "sealed") if petition.sealed else who,
        "received_on": petition.received_on,
        "matter": petition.matter,
        "result": petition.result,
        "closed_on": petition.closed_on,
    }
    running = [_clock(clock) for clock in petition.clocks if clock.closed_on is None]
    return (*pairs({phrase("columns", name): value for name, value in told.items()}), *running)


def _clock(clock: Clock) -> str:
    if clock.paused_on is not None:
        return phrase("commands", "paused", rule=clock.rule_id, since=f"{clock.paused_on:%d/%m/%Y}")
    due, safe = f"{clock.due_on:%d/%m/%Y}", f"{clock.safe_on:%d/%m/%Y}"
    return phrase("commands", "clock", rule=clock.rule_id, due=due, safe=safe)
