"""``voter``: what the council does with a recommendation, from whose matter it is to telling the voters."""

from collections.abc import Sequence

from app.bootstrap import Services
from app.commands.arguments import Parser, Verbs
from app.commands.calls import Answer, Call, office
from app.commands.output import pairs, table
from app.commands.reading import Record
from app.commands.voter_references import References
from app.domain.actors import Actor
from app.domain.compiling import Part
from app.domain.errors import Refused
from app.domain.ids import RecordId
from app.domain.office import UnitLevel
from app.domain.replies import AnswerDraft, PublicationDraft, TellingDraft, VerdictDraft
from app.domain.voters import (
    ANSWERED,
    ClassificationDraft,
    ForwardingDraft,
    Recommendation,
    RecommendationState,
    ResultCode,
    Verdict,
)
from app.runtime.words import label, phrase


def add_verbs(group: Verbs) -> None:
    _named(group.verb("show", "voter_show", show))
    classed = _named(group.verb("classify", "voter_classify", classify))
    classed.option("--level", "voter_level", choices=list(UnitLevel))
    classed.option("--unit", "voter_unit", metavar="NAME")
    classed.option("--field", "field", metavar="FIELD")
    sent = _named(group.verb("forward", "voter_forward", forward))
    sent.option("--unit", "voter_unit", metavar="NAME", required=True)
    _on(sent).option("--document", "voter_document", metavar="NUMBER")
    _add_answer(group)
    _add_council(group)
    _add_compiling(group)


def _add_answer(group: Verbs) -> None:
    answered = _named(group.verb("answer", "voter_answer", answer))
    answered.option("--state", "voter_group", choices=list(ANSWERED), required=True)
    answered.option("--text", "voter_answer_text", metavar="TEXT", required=True, dest="answer")
    answered.option("--result", "voter_result", choices=list(ResultCode))
    answered.option("--unit", "voter_answer_unit", metavar="NAME")
    answered.option("--document", "voter_document", metavar="NUMBER")
    answered.option("--promised", "voter_promised", metavar="DAY")
    answered.option("--roadmap", "voter_roadmap", metavar="TEXT")
    answered.option("--funding", "voter_funding", metavar="TEXT")
    _on(answered)


def _add_council(group: Verbs) -> None:
    found = _named(group.verb("review", "voter_review", review))
    found.option("--verdict", "voter_verdict", choices=list(Verdict), required=True)
    found.option("--note", "voter_verdict_note", metavar="TEXT")
    _on(found).option("--again", "voter_sent_back", action="store_true")
    shown = _named(group.verb("publish", "voter_publish", publish), several=True)
    shown.option("--on", "voter_published", metavar="DAY")
    shown.option("--where", "voter_where", metavar="TEXT")
    shown.option("--posted", "voter_posted", metavar="DAY")
    told = _named(group.verb("tell", "voter_tell", tell), several=True)
    _on(told).option("--how", "voter_how", metavar="TEXT", required=True)


def _add_compiling(group: Verbs) -> None:
    merged = _named(group.verb("merge", "voter_merge", merge))
    merged.option("others", "voter_others", nargs="+", metavar="OTHER")
    _named(group.verb("part", "voter_part", part))
    _named(group.verb("split", "voter_split", split)).option("--file", "file", metavar="FILE")
    again = _named(group.verb("again", "voter_again", raise_again))
    again.option("earlier", "voter_earlier", nargs="?", metavar="EARLIER")
    again.option("--new", "voter_new", action="store_true")


def _named(verb: Parser, *, several: bool = False) -> Parser:
    """A verb about one recommendation, or about ``several`` that stand for one act."""
    if several:
        verb.option("recommendations", "voter_references", nargs="+", metavar="RECOMMENDATION")
    else:
        verb.option("recommendation", "voter_reference", metavar="RECOMMENDATION")
    return verb


def _on(verb: Parser) -> Parser:
    verb.option("--on", "on", metavar="DAY")
    return verb


def show(call: Call) -> Answer:
    with office(call) as (services, actor):
        names = References(services, actor)
        one = services.voters.recommendation(actor, names.find(call.options.recommendation))
    return Answer(one, lines(one, names))


def classify(call: Call) -> Answer:
    """Say whose matter it is; what is not named stays as it was."""
    with office(call) as (services, actor):
        told, names = _told(call), References(services, actor)
        known = services.voters.recommendation(actor, names.find(call.options.recommendation))
        draft = ClassificationDraft(
            told.choice("level", UnitLevel, known.row.level),
            _unit(services, actor, told) or known.unit_id,
            told.text("field") or known.row.field,
        )
        services.voters.classify(actor, (known.id,), draft)
        one = services.voters.recommendation(actor, known.id)
    return Answer(one, lines(one, names))


def forward(call: Call) -> Answer:
    with office(call) as (services, actor):
        told, names = _told(call), References(services, actor)
        unit = _unit(services, actor, told)
        if unit is None:
            raise Refused("input_missing", field="unit", name="unit")
        draft = ForwardingDraft(unit, told.day("on", services.clock.today()), told.text("document"))
        one = services.voters.forward(actor, names.find(call.options.recommendation), draft).value
    return Answer(one, lines(one, names))


def answer(call: Call) -> Answer:
    """Take a reply, also of a unit that was dissolved since it wrote."""
    with office(call) as (services, actor):
        told, names = _told(call), References(services, actor)
        draft = AnswerDraft(
            told.word("state", RecommendationState),
            told.day("on", services.clock.today()),
            told.text("answer"),
            told.text("document"),
            _unit(services, actor, told, standing=False),
            told.maybe_choice("result", ResultCode),
            told.maybe_day("promised"),
            told.text("roadmap"),
            told.text("funding"),
        )
        one = services.replies.answer(actor, names.find(call.options.recommendation), draft).value
    return Answer(one, lines(one, names))


def review(call: Call) -> Answer:
    with office(call) as (services, actor):
        told, names = _told(call), References(services, actor)
        on = told.day("on", services.clock.today())
        draft = VerdictDraft(told.word("verdict", Verdict), on, told.text("note"), call.options.again)
        one = services.replies.review(actor, names.find(call.options.recommendation), draft).value
    return Answer(one, lines(one, names))


def publish(call: Call) -> Answer:
    with office(call) as (services, actor):
        told, names = _told(call), References(services, actor)
        on, posted = told.maybe_day("on"), told.maybe_day("posted")
        keys = tuple(names.find(name) for name in call.options.recommendations)
        draft = PublicationDraft(on, told.text("where"), posted)
        services.replies.publish(actor, keys, draft)
        return _several(services, actor, keys, names)


def tell(call: Call) -> Answer:
    with office(call) as (services, actor):
        told, names = _told(call), References(services, actor)
        keys = tuple(names.find(name) for name in call.options.recommendations)
        services.replies.tell(
            actor, keys, TellingDraft(told.day("on", services.clock.today()), told.text("how"))
        )
        return _several(services, actor, keys, names)


def merge(call: Call) -> Answer:
    with office(call) as (services, actor):
        names = References(services, actor)
        others = tuple(names.find(name) for name in call.options.others)
        one = services.compiling.merge(actor, names.find(call.options.recommendation), others).value
    return Answer(one, lines(one, names))


def part(call: Call) -> Answer:
    with office(call) as (services, actor):
        names = References(services, actor)
        key = names.find(call.options.recommendation)
        services.compiling.part(actor, (key,))
        one = services.voters.recommendation(actor, key)
    return Answer(one, lines(one, names))


def split(call: Call) -> Answer:
    """Make several of one; the parts come as a record, the first of them stays what was recorded."""
    record = call.record()
    with office(call) as (services, actor):
        units = {unit.name: unit.id for unit in services.office.units(actor)}
        parts = tuple(_part(told, units) for told in record.records("parts"))
        record.close()
        names = References(services, actor)
        keys = services.compiling.split(actor, names.find(call.options.recommendation), parts).value
        return _several(services, actor, keys, names)


def raise_again(call: Call) -> Answer:
    """Join it with what was raised before, or note that somebody looked and it is new."""
    told = call.options
    if bool(told.earlier) == told.new:
        raise Refused("raised_earlier_or_new", field="earlier")
    with office(call) as (services, actor):
        names = References(services, actor)
        key = names.find(told.recommendation)
        if told.new:
            one = services.compiling.raise_anew(actor, key).value
        else:
            one = services.compiling.raise_again(actor, key, names.find(told.earlier)).value
    return Answer(one, lines(one, names))


def _told(call: Call) -> Record:
    """What stands on the line, read as records are."""
    return Record(vars(call.options))


def _unit(services: Services, actor: Actor, told: Record, *, standing: bool = True) -> RecordId | None:
    units = services.office.units(actor, standing=standing)
    return told.named("unit", {unit.name: unit.id for unit in units})


def _part(told: Record, units: dict[str, RecordId]) -> Part:
    part = Part(
        told.text("matter", None),
        told.text("field"),
        told.choice("level", UnitLevel, UnitLevel.COMMUNE),
        told.named("unit", units),
    )
    told.close()
    return part


def _several(services: Services, actor: Actor, keys: tuple[RecordId, ...], names: References) -> Answer:
    found = [services.voters.recommendation(actor, key) for key in keys]
    return Answer(found, tuple(line for one in found for line in (*lines(one, names), "")))


def lines(one: Recommendation, names: References) -> tuple[str, ...]:
    """A recommendation for people: what it says, who says it too, what was answered, how it went."""
    row = one.row
    told: dict[str, object] = {
        "id": names.of(row),
        "matter": row.matter,
        "speaker": row.speaker,
        "village": row.village,
        "meeting": row.meeting,
        "council_session": row.session,
        "level": row.level,
        "field": row.field,
        "unit": row.unit,
        "state": row.state,
        "result": row.result,
        "due_on": row.due_on,
        "promised_on": row.promised_on,
        "verdict": row.verdict,
        "published_on": row.published_on,
        "told_on": row.told_on,
        "voices": row.voices if row.voices > 1 else None,
        "raised": row.raised if row.raised > 1 else None,
    }
    facts = pairs({phrase("columns", name): value for name, value in told.items()})
    events = (
        f"  {event.on:%d/%m/%Y}  {label(event.kind)}{f': {event.note}' if event.note else ''}"
        for event in one.events
    )
    return (*facts, *_replies(one), *_voices(one), *_history(one, names), *events)


def _replies(one: Recommendation) -> tuple[str, ...]:
    rows = [(r.replied_on, r.unit, r.state, r.document, r.answer) for r in one.replies]
    return _table(("day", "unit", "state", "document", "answer"), rows)


def _voices(one: Recommendation) -> tuple[str, ...]:
    rows = [(voice.number, voice.speaker, voice.village, voice.matter) for voice in one.voices]
    return _table(("number", "speaker", "village", "matter"), rows)


def _history(one: Recommendation, names: References) -> tuple[str, ...]:
    rows = [(names.of(i.row), i.row.session, i.row.received_on, i.row.state, i.answer) for i in one.history]
    return _table(("id", "council_session", "day", "state", "answer"), rows)


def _table(columns: tuple[str, ...], rows: Sequence[Sequence[object]]) -> tuple[str, ...]:
    if not rows:
        return ()
    return ("", *table(tuple(phrase("columns", name) for name in columns), rows))
