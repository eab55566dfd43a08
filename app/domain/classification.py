"""From questions about a petition to its kind, its target and its eligibility; the questions are data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.deadlines import Confidence
from app.domain.errors import Refused
from app.domain.jurisdictions import Eligibility, Target
from app.domain.kinds import PetitionKind
from app.domain.petitions import Answers, Source


class Known(StrEnum):
    """What the register may know already and so answers by itself."""

    PEOPLE = "people"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register knows of the petition; None is not known."""

    people: int | None = None
    source: Source | None = None


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Span:
    """How many people: from ``least`` to ``most``, both included; None has no end."""

    least: int
    most: int | None

    def holds(self, people: int) -> bool:
        return self.least <= people and (self.most is None or people <= self.most)


@dataclass(frozen=True, slots=True)
class Advice:
    """What to mind besides the proposal, with its basis."""

    text: str
    article: str
    confidence: Confidence = Confidence.SURE


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question: what it decides and which question follows.

    Attributes:
        next: The id of the question that follows, or "" when nothing more is asked.
        article: The basis of what it decides or advises; "" when it does neither.
        people: For how many people the register gives this answer by itself.
        sources: For which ways of arrival it does.
    """

    id: str
    text: str
    next: str = ""
    kind: PetitionKind | None = None
    target: Target | None = None
    eligibility: Eligibility | None = None
    advice: str = ""
    article: str = ""
    confidence: Confidence = Confidence.SURE
    people: Span | None = None
    sources: frozenset[Source] = frozenset()

    @property
    def decides(self) -> bool:
        """Whether something follows from it for the petition."""
        return bool(self.kind or self.target or self.eligibility or self.advice)

    def told_by(self, facts: Facts) -> bool:
        """Whether the register gives this answer by itself."""
        if self.people is not None and facts.people is not None:
            return self.people.holds(facts.people)
        return facts.source in self.sources


@dataclass(frozen=True, slots=True)
class Question:
    """What the officer is asked; ``known`` says what the register may answer it from."""

    id: str
    text: str
    article: str
    answers: tuple[Answer, ...]
    help: str = ""
    known: Known | None = None

    def answer(self, answer_id: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.id == answer_id), None)


@dataclass(frozen=True, slots=True)
class Representation:
    """How many representatives so many people may name; an empty set of kinds fits every petition.

    Attributes:
        people: For how many people who sign together.
        named: How many of them may stand for the others.
    """

    id: str
    people: Span
    named: Span
    article: str
    kinds: frozenset[PetitionKind] = frozenset()
    confidence: Confidence = Confidence.SURE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of a rule pack; the first one asked is the first of the file."""

    first: str
    questions: Mapping[str, Question]
    representation: tuple[Representation, ...] = ()

    def representing(self, kind: PetitionKind, people: int) -> Representation | None:
        """How many representatives ``people`` may name; None for one who writes alone."""
        fitting = (row for row in self.representation if not row.kinds or kind in row.kinds)
        return next((row for row in fitting if row.people.holds(people)), None)


@dataclass(frozen=True, slots=True)
class Passed:
    """A question of the course with its answer; ``by_register`` when nobody had to be asked."""

    question: Question
    answer: Answer
    by_register: bool = False

    @property
    def article(self) -> str:
        """The basis: the answer's own, or the question's."""
        return self.answer.article or self.question.article


@dataclass(frozen=True, slots=True)
class Classification:
    """What the answers come to; the officer decides."""

    kind: PetitionKind
    target: Target
    eligibility: Eligibility
    advice: tuple[Advice, ...]
    trail: tuple[Passed, ...]

    @property
    def answers(self) -> Answers:
        """The trail as it is kept with the petition: ids of questions and answers."""
        return tuple((passed.question.id, passed.answer.id) for passed in self.trail)


@dataclass(frozen=True, slots=True)
class Course:
    """How far the answers lead: to a question still to be answered, or to the outcome."""

    trail: tuple[Passed, ...]
    asked: Question | None
    outcome: Classification | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided so far on a course; of several defects the first counts."""

    kind: PetitionKind | None = None
    target: Target | None = None
    eligibility: Eligibility | None = None

    def after(self, answer: Answer) -> "Decided":
        """With what the answer decides."""
        return Decided(
            self.kind or answer.kind, self.target or answer.target, self.eligibility or answer.eligibility
        )

    @property
    def complete(self) -> bool:
        """Kind, target and a defect are known: no answer could change what is done."""
        return None not in (self.kind, self.target, self.eligibility)


def course(questions: Questions, answers: Mapping[str, str], facts: Facts = NO_FACTS) -> Course:
    """Follow the answers (by the questions' ids) from the first question on.

    Answers to questions that are not on the way do not count, so their order is of no importance and
    going back is leaving one out. Refused for a question or an answer that the pack does not have.
    """
    _check(questions, answers)
    trail: list[Passed] = []
    decided = Decided()
    at = questions.first
    while at and not decided.complete:
        question = questions.questions[at]
        passed = _passed(question, answers, facts)
        if passed is None:
            return Course(tuple(trail), question, None)
        trail.append(passed)
        decided = decided.after(passed.answer)
        at = passed.answer.next
    return Course(tuple(trail), None, _outcome(decided, tuple(trail)))


def finished(questions: Questions, answers: Answers, facts: Facts = NO_FACTS) -> Classification:
    """The outcome of the answers; refused when a question is still open."""
    found = course(questions, dict(answers), facts)
    if found.outcome is None:
        asked = found.asked.text if found.asked is not None else ""
        raise Refused("classification_unfinished", field="answers", question=asked)
    return found.outcome


def kept(questions: Questions, answers: Answers) -> Classification | None:
    """The outcome of answers kept with a petition; None when the pack now asks otherwise."""
    return course(questions, still_asked(questions, answers)).outcome


def still_asked(questions: Questions, answers: Answers) -> dict[str, str]:
    """The kept answers that the pack still has, by their questions' ids."""
    return {passed.question.id: passed.answer.id for passed in trail(questions, answers)}


def trail(questions: Questions, answers: Answers) -> tuple[Passed, ...]:
    """Kept answers with their words; those that the pack no longer has are left out."""
    found = (
        (question, question.answer(answer_id))
        for question_id, answer_id in answers
        if (question := questions.questions.get(question_id)) is not None
    )
    return tuple(Passed(question, answer) for question, answer in found if answer is not None)


def _check(questions: Questions, answers: Mapping[str, str]) -> None:
    for question_id, answer_id in answers.items():
        question = questions.questions.get(question_id)
        if question is None:
            raise Refused("question_unknown", field="answer", question=question_id)
        if question.answer(answer_id) is None:
            known = ", ".join(answer.id for answer in question.answers)
            raise Refused(
                "answer_unknown", field="answer", question=question_id, answer=answer_id, known=known
            )


def _passed(question: Question, answers: Mapping[str, str], facts: Facts) -> Passed | None:
    """The answer given by the officer, else by the register, else None."""
    given = question.answer(answers.get(question.id, ""))
    if given is not None:
        return Passed(question, given)
    told = next((answer for answer in question.answers if answer.told_by(facts)), None)
    return Passed(question, told, by_register=True) if told is not None else None


def _outcome(decided: Decided, passed: tuple[Passed, ...]) -> Classification:
    assert decided.kind is not None  # a pack in which a way ends without them is refused
    assert decided.target is not None
    return Classification(
        decided.kind,
        decided.target,
        decided.eligibility or Eligibility.ELIGIBLE,
        tuple(
            Advice(one.answer.advice, one.article, one.answer.confidence)
            for one in passed
            if one.answer.advice
        ),
        passed,
    )


def differs(outcome: Classification, kind: PetitionKind, target: Target, eligibility: Eligibility) -> bool:
    """Whether the officer decided otherwise than the answers."""
    return (outcome.kind, outcome.target, outcome.eligibility) != (kind, target, eligibility)
