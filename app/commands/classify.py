"""``petition classify``: the questions by the law alone, one answer at a time; needs no office."""

from app.commands.arguments import Verbs, pair
from app.commands.calls import Answer, Call
from app.commands.output import pairs
from app.domain import classification
from app.domain.classification import Classification, Facts, Passed, Question
from app.domain.errors import Refused
from app.domain.jurisdictions import Proposal, propose
from app.domain.kinds import BodyKind
from app.domain.petitions import Source
from app.rules.packs import standard
from app.runtime.words import label, phrase

_EXAMPLE = "content=review"


def add_verb(group: Verbs) -> None:
    verb = group.verb("classify", "petition_classify", classify)
    verb.option("--answer", "answer", metavar="QUESTION=ANSWER", action="append", default=[])
    verb.option("--people", "people", type=int)
    verb.option("--source", "source", choices=list(Source))
    verb.option("--body", "receiving_body", choices=list(BodyKind), default=BodyKind.COMMITTEE)


def classify(call: Call) -> Answer:
    """The next question, or the outcome with what the law proposes."""
    told, pack = call.options, standard()
    if told.people is not None and told.people < 1:
        raise Refused("count_out_of_range", field="people", least=1, most=100_000)
    source = Source(told.source) if told.source else None
    answers = dict(pair(text, _EXAMPLE) for text in told.answer)
    found = classification.course(pack.questions, answers, Facts(told.people, source))
    outcome = found.outcome
    proposal = None
    if outcome is not None:
        proposal = propose(
            outcome.kind,
            outcome.target,
            outcome.eligibility,
            BodyKind(told.body),
            on=call.clock.today(),
            at_reception=source is Source.RECEPTION,
            routes=pack.routes,
        )
    value = {
        "trail": [_passed(passed) for passed in found.trail],
        "question": _question(found.asked) if found.asked else None,
        "outcome": _outcome(outcome) if outcome else None,
        "proposal": proposal,
    }
    return Answer(value, (*_trail(found.trail), *_asked(found.asked), *_told(outcome, proposal)))


def _passed(passed: Passed) -> dict[str, object]:
    return {
        "question": passed.question.id,
        "answer": passed.answer.id,
        "by_register": passed.by_register,
        "text": passed.answer.text,
        "article": passed.article,
    }


def _question(asked: Question) -> dict[str, object]:
    return {
        "id": asked.id,
        "text": asked.text,
        "help": asked.help,
        "article": asked.article,
        "answers": [{"id": answer.id, "text": answer.text} for answer in asked.answers],
    }


def _outcome(told: Classification) -> dict[str, object]:
    return {
        "kind": told.kind,
        "target": told.target,
        "eligibility": told.eligibility,
        "advice": told.advice,
    }


def _trail(trail: tuple[Passed, ...]) -> tuple[str, ...]:
    return tuple(f"{passed.question.text} {passed.answer.text} ({passed.article})" for passed in trail)


def _asked(asked: Question | None) -> tuple[str, ...]:
    if asked is None:
        return ()
    return (asked.text, *(f"  --answer {asked.id}={answer.id}  {answer.text}" for answer in asked.answers))


def _told(outcome: Classification | None, proposal: Proposal | None) -> tuple[str, ...]:
    if outcome is None or proposal is None:
        return ()
    decided: dict[str, object] = {
        phrase("columns", name): label(word)
        for name, word in (
            ("kind", outcome.kind),
            ("target", outcome.target),
            ("eligibility", outcome.eligibility),
        )
    }
    advice = (f"{told.text} ({told.article})" for told in outcome.advice)
    return (*pairs(decided), *proposed(proposal), *advice)


def proposed(proposal: Proposal) -> tuple[str, ...]:
    """What the law proposes, in two lines."""
    handling = label(proposal.handling) if proposal.handling else label(proposal.jurisdiction)
    return (
        phrase(
            "commands",
            "routed",
            jurisdiction=label(proposal.jurisdiction),
            competent=proposal.competent,
            article=proposal.jurisdiction_article,
        ),
        phrase("commands", "proposed", handling=handling, article=proposal.article),
    )
