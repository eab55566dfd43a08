"""The register as a list: three-line rows, filters as chips, the counts below."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.ids import RecordId
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Due
from app.domain.petitions import PetitionQuery, PetitionRow, PetitionState
from app.domain.urgency import Urgency
from app.runtime import words
from ui import formats
from ui.parts.badges import done_badge, due_badge
from ui.theme import Tone
from ui.widgets.chips import Badge
from ui.widgets.filters import Choice, FilterBar
from ui.widgets.lists import Row

SEALED = "Người tố cáo (bảo mật)"
NAMELESS = "Đơn không rõ người gửi"
_STANDING = tuple(state for state in PetitionState if not state.open or state is PetitionState.SUSPENDED)
"""States that say more than the due day: the matter stands or is over, only a duty is left."""
OPEN = tuple(state for state in PetitionState if state.open)
OPEN_CHOICE = Choice("state", OPEN, "Đang giải quyết")
_YEARS = 5
_AT_ONCE = 500
_DUES = {Due.LATE: "Quá hạn", Due.TODAY: "Hạn hôm nay", Due.SOON: "Sắp đến hạn", Due.OPEN: "Đang tính hạn"}
_SORTS = (
    (("received_on", True), "Mới nhận trước"),
    (("received_on", False), "Nhận lâu nhất trước"),
    (("who", False), "Theo tên người gửi"),
    (("due_on", False), "Theo hạn"),
)


def groups(today: date) -> list[tuple[str, Sequence[Choice]]]:
    """What the list can be narrowed to, and its order."""
    years = range(today.year, today.year - _YEARS, -1)
    return [
        ("Tình trạng", [OPEN_CHOICE, *(Choice("state", (s,), words.label(s)) for s in PetitionState)]),
        ("Hạn", [Choice("due", due, told) for due, told in _DUES.items()]),
        ("Năm", [Choice("year", year, f"Năm {year}") for year in years]),
        ("Loại đơn", [Choice("kind", (kind,), words.label(kind)) for kind in PetitionKind]),
        ("Cơ quan", [Choice("body", body, words.label(body)) for body in BodyKind]),
        ("Sắp xếp", [Choice("sort", sort, told) for sort, told in _SORTS]),
    ]


def choices_of(query: PetitionQuery) -> list[Choice]:
    """The chips that say what another page asked for."""
    made = []
    if query.states:
        told = " hoặc ".join(words.label(state) for state in query.states)
        made.append(OPEN_CHOICE if query.states == OPEN else Choice("state", query.states, told))
    if query.due is not None:
        made.append(Choice("due", query.due, _DUES[query.due]))
    if query.year is not None:
        made.append(Choice("year", query.year, f"Năm {query.year}"))
    if query.kinds:
        made.append(Choice("kind", query.kinds, ", ".join(words.label(kind) for kind in query.kinds)))
    if query.body is not None:
        made.append(Choice("body", query.body, words.label(query.body)))
    if query.case_id is not None:
        made.append(Choice("case", query.case_id, "Cùng vụ việc"))
    return made


def query_of(filters: FilterBar, text: str) -> PetitionQuery:
    """What the chips and the search ask the register for."""
    told = {group: filters.value(group) for group in ("state", "due", "year", "kind", "body", "case", "sort")}
    order = told["sort"]
    sort, descending = order if isinstance(order, tuple) else ("received_on", True)
    return PetitionQuery(
        text=text,
        states=told["state"] or (),  # type: ignore[arg-type]  # what this file put into the chips
        kinds=told["kind"] or (),  # type: ignore[arg-type]  # the same
        body=told["body"],  # type: ignore[arg-type]  # the same
        year=told["year"],  # type: ignore[arg-type]  # the same
        due=told["due"],  # type: ignore[arg-type]  # the same
        case_id=told["case"],  # type: ignore[arg-type]  # the same
        sort=sort,
        descending=descending,
    )


def fetch(services: Services, actor: Actor, query: PetitionQuery) -> tuple[list[Row], int]:
    """A page of the list."""
    page = services.petitions.page(actor, query)
    return [row_of(services, row) for row in page.rows], page.total


def totals(services: Services, actor: Actor, query: PetitionQuery) -> tuple[int, int, int]:
    """How many fit the query, how many of them are late, how many due soon."""

    def total(asked: PetitionQuery) -> int:
        return services.petitions.page(actor, replace(asked, limit=1)).total

    return total(query), total(replace(query, due=Due.LATE)), total(replace(query, due=Due.SOON))


def row_of(services: Services, row: PetitionRow) -> Row:
    if row.hidden:
        told = f"{row.number} · nhận ngày {formats.day(row.received_on)}"
        return Row(row.id, row.matter, told, badge=Badge("Giữ riêng", Tone.SEALED, "lock"), sealed=True)
    place = " · ".join(part for part in (row.number, words.label(row.kind), row.field, row.unit) if part)
    return Row(row.id, who(row), place, formats.line(row.matter), badge(services, row), sealed=row.sealed)


def who(row: PetitionRow) -> str:
    """The sender as lists name them; a denouncer is never named."""
    if row.hidden:
        return row.matter
    if row.sealed:
        return SEALED
    names = row.who.split(", ")
    if row.people_count > len(names):
        return f"{names[0]} và {row.people_count - 1} người"
    return " và ".join(names) or NAMELESS


def ids(services: Services, actor: Actor, query: PetitionQuery) -> list[RecordId]:
    """Every petition that the query finds, those kept from who looks left out."""
    found: list[RecordId] = []
    while True:
        page = services.petitions.page(actor, replace(query, offset=len(found), limit=_AT_ONCE))
        found += [row.id for row in page.rows]
        if len(found) >= page.total or not page.rows:
            return found


def badge(services: Services, row: PetitionRow) -> Badge:
    """Where the petition stands: its nearest due day, or how it ended."""
    if row.due_on is None:
        if not row.state.open:
            return done_badge(words.label(row.state), row.closed_on)
        return Badge(words.label(row.state), Tone.SEALED if row.sealed else Tone.NEUTRAL)
    due = due_badge(services, row.due_on)
    if row.state in _STANDING:
        return Badge(f"{words.label(row.state)}, {due.text[:1].lower()}{due.text[1:]}", due.tone)
    late = services.deadlines.left(row.due_on).urgency is Urgency.LATE
    return Badge(due.text, Tone.SEALED) if row.sealed and not late else due
