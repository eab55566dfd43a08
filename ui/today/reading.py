"""What the first page reads, in one go off the GUI thread."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.bootstrap import Services
from app.domain.actors import Actor, Right
from app.domain.duties import Duty
from app.domain.events import DueItem
from app.domain.milestones import Plan
from app.domain.petitions import PetitionQuery, PetitionState
from app.domain.postings import Posting
from app.domain.receptions import Schedule
from app.domain.report_sets import DueReport
from app.domain.urgency import Urgency

AHEAD = 31
OPEN_PETITIONS = PetitionQuery(states=tuple(state for state in PetitionState if state.open))


@dataclass(frozen=True, slots=True)
class Missing:
    """Something the office has not told yet: the sentence, and the page where it is told."""

    sentence: str
    page: str


@dataclass(frozen=True, slots=True)
class Morning:
    """What stands on the page.

    Attributes:
        due: Open clocks by how near they are.
        open_petitions: How many petitions the office still has to act on.
        plans: Sessions of the council before which something presses; nothing for who keeps no voters.
    """

    due: dict[Urgency, list[DueItem]]
    open_petitions: int
    receptions: tuple[tuple[date, Schedule], ...]
    missing: tuple[Missing, ...]
    duties: tuple[Duty, ...]
    postings: tuple[Posting, ...]
    reports: tuple[DueReport, ...]
    plans: tuple[Plan, ...]


def read(services: Services, actor: Actor) -> Morning:
    due: dict[Urgency, list[DueItem]] = {urgency: [] for urgency in Urgency}
    for item in services.deadlines.due(actor, AHEAD):
        due[services.deadlines.left(item.clock.due_on).urgency].append(item)
    count = services.petitions.page(actor, replace(OPEN_PETITIONS, limit=1)).total
    receptions = services.receptions.upcoming(actor, AHEAD)
    return Morning(
        due,
        count,
        receptions,
        tuple(_missing(services, actor)),
        services.duties.to_mind(actor),
        services.postings.to_post(actor),
        services.report_sets.to_mind(actor),
        tuple(_plans(services, actor)),
    )


def _plans(services: Services, actor: Actor) -> Iterator[Plan]:
    if actor.may(Right.RECORD_VOTERS):
        yield from (plan for plan in services.milestones.coming(actor) if plan.pressing)


def _missing(services: Services, actor: Actor) -> Iterator[Missing]:
    settings = services.office.settings(actor)
    if not settings.chair_name:
        yield Missing("Chưa có tên Chủ tịch UBND để in vào văn bản.", "settings")
    if not services.receptions.schedules(actor):
        yield Missing("Chưa đặt lịch tiếp công dân định kỳ.", "receptions")
    if not services.office.villages(actor):
        yield Missing("Chưa nhập thôn, bản, tổ dân phố.", "office")
    if not services.office.units(actor):
        yield Missing("Chưa nhập phòng, ban để giao việc.", "office")
