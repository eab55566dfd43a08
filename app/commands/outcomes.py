"""``outcome``: what decisions and conclusions order, and what is done of it."""

from app.bootstrap import Services
from app.commands.arguments import Verbs
from app.commands.calls import Answer, Call, office
from app.commands.output import pairs, table
from app.commands.petitions import petition_id
from app.commands.reading import Record, identity
from app.domain.outcomes import AMOUNTS, Outcome, OutcomeDraft, OutcomeStage
from app.runtime.words import phrase
from app.services.outcomes import amounts


def add_verbs(verbs: Verbs) -> None:
    group = verbs.group("outcome", "outcome")
    added = group.verb("add", "outcome_add", add)
    added.option("number", "number")
    added.option("--file", "file", metavar="FILE")
    group.verb("list", "outcome_list", show_all).option("number", "number")
    group.corrections("outcome", amend, remove)


def add(call: Call) -> Answer:
    record = call.record()
    with office(call) as (services, actor):
        key = petition_id(services, actor, call.options.number)
        return _answer(services.outcomes.record(actor, key, _read(services, record)).value)


def amend(call: Call) -> Answer:
    record, told = call.record(), call.options
    with office(call) as (services, actor):
        draft = _read(services, record)
        return _answer(services.outcomes.amend(actor, identity(told.id), draft, told.reason).value)


def remove(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        gone = services.outcomes.remove(actor, identity(told.id), told.reason).value
    return Answer({"petition_id": gone}, (phrase("commands", "removed"),))


def show_all(call: Call) -> Answer:
    with office(call) as (services, actor):
        key = petition_id(services, actor, call.options.number)
        found = services.outcomes.of_petition(actor, key)
    rows = [
        (one.id, one.told.stage, one.told.happened_on, name, value)
        for one in found
        for name, value in amounts(one.told)
    ]
    names = ("id", "kind", "day", "figure", "value")
    return Answer(found, table(tuple(phrase("columns", name) for name in names), rows))


def _read(services: Services, record: Record) -> OutcomeDraft:
    draft = OutcomeDraft(
        record.word("stage", OutcomeStage),
        record.day("happened_on", services.clock.today()),
        **{name: record.number(name, 0) for name in AMOUNTS},
        note=record.text("note"),
    )
    record.close()
    return draft


def _answer(outcome: Outcome) -> Answer:
    told = outcome.told
    head = {phrase("columns", name): value for name, value in (("id", outcome.id), ("kind", told.stage))}
    day = {phrase("columns", "day"): told.happened_on}
    return Answer(outcome, pairs({**head, **day, **dict(amounts(told))}))
