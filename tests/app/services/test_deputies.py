"""What a deputy reads: the books of the voters and the lists they name; every other door stays shut."""

import ast
import inspect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.charts import ChartQuery, Gallery
from app.domain.errors import Refused
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


PLAIN: dict[object, object] = {
    date: date(2026, 11, 19),
    datetime: datetime(2026, 11, 19, 3, tzinfo=UTC),
    Path: Path("/nowhere"),
    int: 2026,
    str: "xx",
    bool: True,
    bytes: b"",
    Callable: lambda *_told: None,
    Mapping: {},
}
SEVERAL = (tuple, frozenset, Iterable, Sequence, Collection)
UNKNOWN = frozenset(
    {
        *("letter_form_unknown", "letter_template_bad", "form_unknown", "report_set_unknown", "rule_unknown"),
        *("input_unreadable", "file_unreadable", "table_part_unknown", "scan_of_record", "split_too_few"),
        *("count_out_of_range", "session_moved_back", "date_missing", "password_length", "export_format"),
    }
)
"""How a call refuses what it is asked before it looks who asks: none of these reads the books."""


def stand_in(kind: Any) -> object:  # noqa: ANN401 - whatever an annotation may say
    """A value of a kind: of an enum its first, of a dataclass one with only what it must have."""
    origin, inner = get_origin(kind), [one for one in get_args(kind) if one is not ...]
    known = origin or getattr(kind, "__supertype__", kind)
    if known is UUID:
        return new_id()
    if known in PLAIN:
        return PLAIN[known]
    if origin in (Union, UnionType):
        return stand_in(inner[0])
    if origin in SEVERAL:
        return tuple(stand_in(one) for one in inner)
    if issubclass(kind, Enum):
        return next(iter(kind))
    hints = get_type_hints(kind)
    needed = [one for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING]
    return kind(**{one.name: stand_in(hints[one.name]) for one in needed if one.init})


@pytest.mark.parametrize("call", [call for call in calls() if call not in OPEN | CHARTS])
def test_a_deputy_gets_nothing_from_any_other_call(services: Services, actor: Actor, call: str) -> None:
    desk, name = call.split(".")
    method = getattr(getattr(services, desk), name)
    wanted = [p for p in list(inspect.signature(method).parameters.values())[1:] if p.default is p.empty]
    told = SimpleNamespace(__annotations__={p.name: p.annotation for p in wanted})
    hints = get_type_hints(told, method.__globals__)
    plain = [stand_in(hints[p.name]) for p in wanted if p.kind is not p.KEYWORD_ONLY]
    named = {p.name: stand_in(hints[p.name]) for p in wanted if p.kind is p.KEYWORD_ONLY}
    with pytest.raises(Refused) as refused:
        method(DEPUTY, *plain, **named)
    assert refused.value.code in {"not_permitted", *UNKNOWN}


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
