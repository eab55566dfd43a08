"""Routes and steps of handling from their rule file."""

from datetime import date
from itertools import product

from app.domain.daysoff import ONE_DAY
from app.domain.deadlines import Confidence
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Route, Routes, Step, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.rules.reading import Entry


def read_routes(whole: Entry) -> Routes:
    """The routes of a file."""
    routes = tuple(_read_route(entry.named()) for entry in whole.entries("routes"))
    steps = tuple(_read_step(entry.named()) for entry in whole.entries("steps"))
    whole.close()
    _check_ids(whole, [route.id for route in routes])
    _check_ids(whole, [step.id for step in steps])
    return Routes(routes, steps)


def check_routes(whole: Entry, routes: Routes) -> None:
    """Refuse routes that leave some kind about some target without an answer on some day."""
    for day in _seams(routes):
        rows = routes.in_force(day).routes
        routed = {(kind, target) for row in rows for kind in row.kinds for target in row.targets}
        for kind, target in product(PetitionKind, Target):
            if (kind, target) not in routed:
                when = f"{day:%d/%m/%Y}"
                raise whole.trouble("no_route", kind=kind.value, target=target.value, day=when)


def _seams(routes: Routes) -> list[date]:
    """A day before the first change of rows, and each day on which other rows begin to hold."""
    first = {row.effective_from for row in routes.routes if row.effective_from}
    after = {row.effective_to + ONE_DAY for row in routes.routes if row.effective_to}
    changes = sorted(first | after) or [date.max]
    return [changes[0] - ONE_DAY, *changes]


def _check_ids(whole: Entry, ids: list[str]) -> None:
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise whole.trouble("duplicate_id", at=f'"{twice}"', id=twice)


def _read_route(entry: Entry) -> Route:
    route = Route(
        id=entry.name,
        kinds=entry.choices("kinds", PetitionKind),
        targets=entry.choices("targets", Target),
        competent=entry.text("competent"),
        article=entry.text("article"),
        ours_for=entry.maybe_choice("ours_for", BodyKind),
        undecided=entry.truth("undecided", default=False),
        sealed=entry.truth("sealed", default=False),
        confidence=entry.choice("confidence", Confidence, Confidence.SURE),
        note=entry.text("note", default=""),
        effective_from=entry.maybe_day("effective_from"),
        effective_to=entry.maybe_day("effective_to"),
    )
    entry.close()
    _check_period(entry, route)
    if not route.note and (route.undecided or route.confidence is Confidence.UNSURE):
        raise entry.trouble("unsure_without_note")
    return route


def _read_step(entry: Entry) -> Step:
    step = Step(
        id=entry.name,
        handling=entry.choice("handling", Handling),
        article=entry.text("article"),
        reason=entry.text("reason"),
        letter=entry.text("letter", default=""),
        eligibility=entry.choice("eligibility", Eligibility, Eligibility.ELIGIBLE),
        kinds=entry.choices("kinds", PetitionKind),
        bodies=entry.choices("bodies", BodyKind),
        jurisdiction=entry.maybe_choice("jurisdiction", Jurisdiction),
        at_reception=entry.maybe_truth("at_reception"),
        confidence=entry.choice("confidence", Confidence, Confidence.SURE),
        effective_from=entry.maybe_day("effective_from"),
        effective_to=entry.maybe_day("effective_to"),
    )
    entry.close()
    _check_period(entry, step)
    return step


def _check_period(entry: Entry, row: Route | Step) -> None:
    if row.effective_from and row.effective_to and row.effective_to < row.effective_from:
        raise entry.trouble("ends_before_it_begins", at="effective_to")
