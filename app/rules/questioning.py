"""Questions that classify a petition, and how many may represent many, from their rule file."""

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.classification import Answer, Decided, Known, Question, Questions, Representation, Span
from app.domain.deadlines import Confidence
from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import PetitionKind
from app.domain.petitions import Source
from app.rules.reading import Entry

MOST_ANSWERS = 9
"""As many as there are number keys."""
_SAMPLED = 200
"""So many people are tried against the answers that the register gives by their number."""


def read_questions(whole: Entry) -> Questions:
    """The questions of a file; refused unless every way through them ends with kind and target."""
    entries = [entry.named() for entry in whole.entries("questions")]
    questions = [_question(entry) for entry in entries]
    rows = tuple(_representation(entry.named()) for entry in whole.entries("representation"))
    whole.close()
    if not questions:
        raise whole.trouble("missing", field="questions")
    _check_ids(whole, [question.id for question in questions])
    _check_ids(whole, [row.id for row in rows])
    read = Questions(questions[0].id, MappingProxyType({q.id: q for q in questions}), rows)
    for entry, question in zip(entries, questions, strict=True):
        _check_next(entry, question, read)
        _check_known(entry, question)
    _check_ways({entry.name: entry for entry in entries}, read)
    return read


def _check_ids(entry: Entry, ids: list[str]) -> None:
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise entry.trouble("duplicate_id", at=f'"{twice}"', id=twice)


def _question(entry: Entry) -> Question:
    question = Question(
        id=entry.name,
        text=entry.text("text"),
        article=entry.text("article"),
        answers=tuple(_answer(answer) for answer in entry.entries("answers")),
        help=entry.text("help", default=""),
        known=entry.maybe_choice("known", Known),
    )
    entry.close()
    _check_ids(entry, [answer.id for answer in question.answers])
    if not 1 < len(question.answers) <= MOST_ANSWERS:
        raise entry.trouble("answers_count", most=MOST_ANSWERS)
    return question


def _answer(entry: Entry) -> Answer:
    answer = Answer(
        id=entry.text("id"),
        text=entry.text("text"),
        next=entry.text("next", default=""),
        kind=entry.maybe_choice("kind", PetitionKind),
        target=entry.maybe_choice("target", Target),
        eligibility=entry.maybe_choice("eligibility", Eligibility),
        advice=entry.text("advice", default=""),
        article=entry.text("article", default=""),
        confidence=entry.choice("confidence", Confidence, Confidence.SURE),
        people=_span(entry, "people"),
        sources=entry.choices("sources", Source),
    )
    entry.close()
    if answer.decides and not answer.article:
        raise entry.trouble("answer_without_article", answer=answer.id)
    if answer.confidence is Confidence.UNSURE and not answer.advice:
        raise entry.trouble("unsure_without_advice", answer=answer.id)
    return answer


def _span(entry: Entry, name: str) -> Span | None:
    """``name_least`` to ``name_most``; without the latter it has no end, without both there is none."""
    least, most = f"{name}_least", f"{name}_most"
    if least not in entry.table and most not in entry.table:
        return None
    found = Span(entry.number(least), entry.number(most) if most in entry.table else None)
    if found.most is not None and found.most < found.least:
        raise entry.trouble("most_under_least", most=most, least=least)
    return found


def _representation(entry: Entry) -> Representation:
    people, named = _span(entry, "people"), _span(entry, "named")
    if people is None or named is None:
        raise entry.trouble("missing", field="people_least, named_least")
    row = Representation(
        id=entry.name,
        people=people,
        named=named,
        article=entry.text("article"),
        kinds=entry.choices("kinds", PetitionKind),
        confidence=entry.choice("confidence", Confidence, Confidence.SURE),
        note=entry.text("note", default=""),
    )
    entry.close()
    if row.confidence is Confidence.UNSURE and not row.note:
        raise entry.trouble("unsure_without_note")
    return row


def _check_next(entry: Entry, question: Question, read: Questions) -> None:
    for answer in question.answers:
        if answer.next and answer.next not in read.questions:
            raise entry.trouble("unknown_question", answer=answer.id, id=answer.next)


def _check_known(entry: Entry, question: Question) -> None:
    """What the register answers by itself has exactly one answer for whatever it knows."""
    people = [answer for answer in question.answers if answer.people is not None]
    sources = [answer for answer in question.answers if answer.sources]
    if (people and question.known is not Known.PEOPLE) or (sources and question.known is not Known.SOURCE):
        raise entry.trouble("known_missing")
    if question.known is Known.PEOPLE:
        for count in range(1, _SAMPLED):
            if sum(1 for answer in people if answer.people is not None and answer.people.holds(count)) != 1:
                raise entry.trouble("known_not_one", value=count)
    if question.known is Known.SOURCE:
        for source in Source:
            if sum(1 for answer in sources if source in answer.sources) != 1:
                raise entry.trouble("known_not_one", value=source.value)


def _check_ways(entries: Mapping[str, Entry], read: Questions) -> None:
    """Walk every way: none goes round, none ends early, none decides twice; every question is on one."""
    seen: set[tuple[str, Decided]] = set()

    def walk(at: str, decided: Decided, way: tuple[str, ...]) -> None:
        entry = entries[at]
        if at in way:
            raise entry.trouble("questions_go_round", way=" → ".join((*way[way.index(at) :], at)))
        if (at, decided) in seen:
            return
        seen.add((at, decided))
        for answer in read.questions[at].answers:
            after = _after(entry, decided, answer)
            if answer.next and not after.complete:
                walk(answer.next, after, (*way, at))
            elif after.kind is None or after.target is None:
                raise entry.trouble("way_undecided", answer=answer.id)

    walk(read.first, Decided(), ())
    lost = next((question for question in read.questions if question not in {at for at, _ in seen}), None)
    if lost is not None:
        raise entries[lost].trouble("question_unreachable")


def _after(entry: Entry, decided: Decided, answer: Answer) -> Decided:
    """What is decided then; of several defects the first counts, kind and target are asked once."""
    for field in ("kind", "target"):
        if getattr(decided, field) is not None and getattr(answer, field) is not None:
            raise entry.trouble("decided_twice", answer=answer.id, field=field)
    return decided.after(answer)
