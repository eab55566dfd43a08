"""What a deputy reads: the books of the voters and the lists they name; every other door stays shut."""

import ast
import inspect
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.charts import ChartQuery, Gallery
from app.domain.errors import KnownTrouble, Refused
from app.domain.ids import RecordId, new_id
from app.domain.office import UnitLevel
from app.domain.paging import Period
from app.domain.review_board import BoardPart
from app.domain.statistics import Counted
from app.domain.voters import RecommendationDraft, RecommendationQuery
from app.rules.charts import definitions
from tests import factories

ROOT = Path(__file__).parents[3]
DEPUTY = Actor(new_id(), "Tẩn A Páo", "Đại biểu HĐND xã", Role.DEPUTY, "MAY-3")
OPEN = {
    "council_sessions.all",
    "council_sessions.rows",
    "council_sessions.timeline",
    "milestones.coming",
    "milestones.plan",
    "milestones.suggested",
    "milestones.terms",
    "office.bodies",
    "office.settings",
    "office.units",
    "office.villages",
    "records.draft",
    "records.drop_draft",
    "records.keep_draft",
    "review_board.board",
    "review_board.news",
    "review_board.said",
    "review_board.seen",
    "review_board.stirred",
    "voters.book",
    "voters.fields",
    "voters.meeting",
    "voters.meetings",
    "voters.page",
    "voters.parts",
    "voters.recommendation",
    "voters.tally",
}
"""All that a deputy may call; of the charts only what hangs in the voters' gallery, see below."""
CHARTS = {"charts.all", "charts.papers", "charts.picture", "charts.records"}


def calls() -> list[str]:
    """Every call of every desk that names who acts."""
    kinds = [kind for kind in Services.__mro__ if kind is not object]
    lazy = [
        name for kind in kinds for name, value in vars(kind).items() if isinstance(value, cached_property)
    ]
    desks = {name: f"app.services.{name}" for name in (*lazy, "office", "users")}
    found = []
    for name, module in desks.items():
        tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text("utf-8"))
        for kind in (node for node in tree.body if isinstance(node, ast.ClassDef)):
            for method in (node for node in kind.body if isinstance(node, ast.FunctionDef)):
                arguments = [argument.arg for argument in method.args.args]
                if arguments[1:2] == ["actor"] and not method.name.startswith("_"):
                    found.append(f"{name}.{method.name}")
    return sorted(set(found))


def stand_in(parameter: inspect.Parameter) -> object:
    """Something of an argument's kind; None for what has to be made with care."""
    told = str(parameter.annotation)
    if "tuple[RecordId" in told:
        return (new_id(),)
    kinds: tuple[tuple[str, object], ...] = (
        ("RecordId", new_id()),
        ("Path", Path("/nowhere")),
        ("date", date(2026, 11, 19)),
        ("int", 2026),
        ("str", "xx"),
        ("tuple", ()),
    )
    return next((value for name, value in kinds if name in told), None)


@pytest.mark.parametrize("call", [call for call in calls() if call not in OPEN | CHARTS])
def test_a_deputy_gets_nothing_from_any_other_call(services: Services, actor: Actor, call: str) -> None:
    desk, name = call.split(".")
    method = getattr(getattr(services, desk), name)
    wanted = [p for p in list(inspect.signature(method).parameters.values())[1:] if p.default is p.empty]
    plain = [stand_in(p) for p in wanted if p.kind is not p.KEYWORD_ONLY]
    named = {p.name: stand_in(p) for p in wanted if p.kind is p.KEYWORD_ONLY}
    with pytest.raises((KnownTrouble, AttributeError, TypeError)):  # a stand-in may break before the door
        method(DEPUTY, *plain, **named)


def _asking(path: Path) -> Iterator[str]:
    """The public methods of a service that ask for no more than a deputy has."""
    for kind in (n for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, ast.ClassDef)):
        for method in (n for n in kind.body if isinstance(n, ast.FunctionDef)):
            source = ast.unparse(method)
            if "READ_VOTERS" in source or (".scribble(" in source and ".require(" not in source):
                yield f"{path.stem}.{method.name}"


def test_no_call_but_these_asks_for_so_little() -> None:
    services = (ROOT / "app" / "services").glob("*.py")
    asking = {name for path in services if path.stem != "desk" for name in _asking(path)}
    assert asking == OPEN | {"charts.picture", "users.set_password"}


def test_a_deputy_reads_what_voters_said_and_what_came_of_it(services: Services, actor: Actor) -> None:
    meeting = factories.meeting(services, actor)
    draft = RecommendationDraft(meeting, "Sửa cầu tràn", "Lò Văn Inh", level=UnitLevel.PROVINCE)
    key: RecordId = services.voters.record(actor, draft).value.id
    assert services.voters.recommendation(DEPUTY, key).row.speaker == "Lò Văn Inh"
    assert services.voters.page(DEPUTY, RecommendationQuery()).total == 1
    session = services.council_sessions.all(DEPUTY)[0].id
    assert len(services.voters.book(DEPUTY, session).items) == 1
    assert len(services.review_board.board(DEPUTY, (session,)).items) == 1
    assert len(services.review_board.said(DEPUTY, (session,), BoardPart.OPINIONS)) == 1
    looked = services.review_board.news(DEPUTY)
    assert looked.news
    services.review_board.seen(DEPUTY, looked.number)
    assert services.review_board.news(DEPUTY).news == ()


def test_a_deputy_writes_nothing_into_the_books(services: Services, actor: Actor) -> None:
    meeting = factories.meeting(services, actor)
    with pytest.raises(Refused, match="not_permitted"):
        services.voters.record(DEPUTY, RecommendationDraft(meeting, "Sửa cầu tràn"))
    with pytest.raises(Refused, match="not_permitted"):
        services.records.search(DEPUTY, "Sửa cầu")


def test_a_deputy_sees_the_pictures_of_the_voters_books_and_no_others(
    services: Services, actor: Actor
) -> None:
    meeting = factories.meeting(services, actor)
    services.voters.record(actor, RecommendationDraft(meeting, "Sửa cầu tràn", "Lò Văn Inh"))
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    asked = ChartQuery(year, gallery=Gallery.VOTERS)
    drawn = services.charts.all(DEPUTY, asked)
    states = next(chart for chart in drawn if chart.id == "voter-states")
    assert services.charts.records(DEPUTY, asked, states, (0, 0)).rows[0].who == "Lò Văn Inh"
    assert services.charts.picture(DEPUTY, states)
    assert services.charts.papers(DEPUTY, drawn, asked)
    own = {Counted.MEETINGS, Counted.PLACES, Counted.RECOMMENDATIONS}
    hung = [made for made in definitions() if made.gallery is Gallery.VOTERS]
    assert {told.measure.counted for made in hung for told in made.series} <= own
    others = ChartQuery(year)
    for ask in (
        lambda: services.charts.all(DEPUTY, others),
        lambda: services.charts.records(DEPUTY, others, states, (0, 0)),
        lambda: services.charts.papers(DEPUTY, drawn, others),
    ):
        with pytest.raises(Refused, match="not_permitted"):
            ask()


def test_a_deputy_sets_the_own_password_and_nobody_elses(services: Services, actor: Actor) -> None:
    user = services.users.add(actor, "Tẩn A Páo", "Đại biểu HĐND xã", Role.DEPUTY).value
    deputy = services.users.enter(user.id, "", "MAY-3")
    assert services.users.set_password(deputy, user.id, "suối Nậm Mu mùa lũ").value.protected
    with pytest.raises(Refused, match="not_permitted"):
        services.users.set_password(deputy, actor.user_id, "suối Nậm Mu mùa lũ")
