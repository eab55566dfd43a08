"""``affair``: papers, classes and inspections by which the office leads and checks the work."""

from app.bootstrap import Services
from app.commands.arguments import Verbs, day
from app.commands.calls import Answer, Call, office
from app.commands.output import table
from app.commands.reading import Record, identity
from app.domain.affairs import NUMBERS, Affair, AffairDraft, AffairKind
from app.domain.kinds import BodyKind
from app.domain.paging import Period
from app.runtime.words import phrase


def add_verbs(verbs: Verbs) -> None:
    group = verbs.group("affair", "affair")
    group.verb("add", "affair_add", add).option("--file", "file", metavar="FILE")
    listed = group.verb("list", "affair_list", show_all)
    listed.option("--from", "from", metavar="DAY", required=True, dest="first")
    listed.option("--to", "to", metavar="DAY", required=True, dest="last")
    group.corrections("affair", amend, remove)


def add(call: Call) -> Answer:
    record = call.record()
    with office(call) as (services, actor):
        made = services.affairs.record(actor, _read(services, record)).value
    return Answer(made, _lines((made,)))


def amend(call: Call) -> Answer:
    record, told = call.record(), call.options
    with office(call) as (services, actor):
        draft = _read(services, record)
        after = services.affairs.amend(actor, identity(told.id), draft, told.reason).value
    return Answer(after, _lines((after,)))


def remove(call: Call) -> Answer:
    told = call.options
    with office(call) as (services, actor):
        gone = services.affairs.remove(actor, identity(told.id), told.reason).value
    return Answer({"id": gone}, (phrase("commands", "removed"),))


def show_all(call: Call) -> Answer:
    told = call.options
    period = Period(day(told.first), day(told.last))
    with office(call) as (services, actor):
        found = services.affairs.within(actor, period)
    return Answer(found, _lines(found))


def _read(services: Services, record: Record) -> AffairDraft:
    draft = AffairDraft(
        record.choice("body", BodyKind, BodyKind.COMMITTEE),
        record.word("kind", AffairKind),
        record.day("happened_on", services.clock.today()),
        record.text("title"),
        **{name: record.number(name, 0) for name in NUMBERS},
    )
    record.close()
    return draft


def _lines(found: tuple[Affair, ...]) -> tuple[str, ...]:
    rows = [
        (
            one.id,
            one.told.happened_on,
            one.told.kind,
            one.told.title,
            "; ".join(f"{phrase('affairs', name)}: {value}" for name, value in one.told.numbers.items()),
        )
        for one in found
    ]
    return table(tuple(phrase("columns", name) for name in ("id", "day", "kind", "content", "value")), rows)
