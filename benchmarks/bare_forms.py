"""The six forms of circular 06/2025 as somebody would write them without us: plain SQL, and pandas."""

import sqlite3
from typing import Any

from app.domain.paging import Period

_SOUND = (
    "eligibility IN ('eligible', 'already_settled', 'court_taken', 'time_passed', 'internal_decision',"
    " 'not_affected', 'no_capacity', 'no_mandate', 'discontinued', 'forwarded_wrongly')"
)
_LAND, _POLICY, _SERVICE, _BRIBES = "Đất đai", "Chế độ, chính sách", "Công vụ", "Tham nhũng"
_TAKEN = "('accepted', 'suspended', 'settled')"
_REFUSED = "('declined', 'returned', 'filed_away', 'guided', 'forwarded')"
_ENDED = "('withdrawn', 'discontinued')"
_RESULTS = ("right", "wrong", "partly_right")
_ALL_RESULTS = "result IN ('right', 'partly_right', 'wrong')"
_AMOUNTS = (
    "money_state",
    "land_state",
    "money_returned",
    "land_returned",
    "organisations_restored",
    "people_restored",
    "people_disciplined",
    "officials_disciplined",
    "cases_referred",
    "people_referred",
    "officials_referred",
)


def _count(fits: str) -> str:
    return f"count(*) FILTER (WHERE {fits})"


def _cases(fits: str) -> str:
    alone = f"count(*) FILTER (WHERE ({fits}) AND case_id IS NULL)"
    return f"{alone} + count(DISTINCT case_id) FILTER (WHERE {fits})"


def _cases_but(fits: str, before: str) -> str:
    return f"({_cases(f'({fits}) OR ({before})')}) - ({_cases(before)})"


class _Days:
    """The conditions on days, for a period."""

    def __init__(self, period: Period) -> None:
        first, last = f"'{period.first}'", f"'{period.last}'"
        self.first, self.last = first, last
        self.processed = f"processed_on BETWEEN {first} AND {last}"
        self.closed = f"closed_on BETWEEN {first} AND {last}"
        self.handled = (
            f"(received_on BETWEEN {first} AND {last}"
            f" OR received_on < {first} AND (processed_on IS NULL OR processed_on >= {first}))"
        )
        self.state = (
            f"CASE WHEN closed_on <= {last} THEN state WHEN accepted_on <= {last} THEN 'accepted'"
            " ELSE 'registered' END"
        )
        self.done = f"closed_on <= {last} AND state = 'settled'"

    def balance(self, also: str = "1") -> list[str]:
        """What came over, came in, was closed, goes on."""
        carried = f"received_on < {self.first} AND (closed_on IS NULL OR closed_on >= {self.first})"
        received = f"received_on BETWEEN {self.first} AND {self.last}"
        pending = f"received_on <= {self.last} AND (closed_on IS NULL OR closed_on > {self.last})"
        return [_count(f"{days} AND {also}") for days in (carried, received, self.closed, pending)]

    @property
    def doubtful(self) -> str:
        wrong = (
            "closed_on IS NULL AND state NOT IN ('registered', 'accepted', 'suspended')"
            " OR closed_on IS NOT NULL AND state IN ('registered', 'accepted', 'suspended')"
            " OR closed_on < received_on OR processed_on < received_on OR closed_on < processed_on"
            " OR closed_on IS NOT NULL AND processed_on IS NULL OR carried_out_on < closed_on"
        )
        return _count(f"received_on <= {self.last} AND ({wrong})")


def statements(period: Period) -> list[str]:
    """The statements of the six forms, each with the sums by which its form is checked."""
    days = _Days(period)
    return [
        _visits(days),
        _session_days(days),
        _handling(days),
        _settling(days, "complaint"),
        _settling(days, "denunciation"),
        *_amounts(days),
        _carrying_out(days),
        *_amounts(days),
        "SELECT kind, count(*), sum(people), sum(units) FROM affairs"
        f" WHERE happened_on BETWEEN {days.first} AND {days.last} GROUP BY kind",
    ]


def first_page(period: Period) -> list[str]:
    """The records of column 4 of 02/XLD, the first fifty, and how many there are."""
    days = _Days(period)
    where = f"FROM petitions WHERE {days.processed} AND {_SOUND} AND jurisdiction = 'ours'"
    told = "id, number, who, matter, sealed, processed_on"
    return [f"SELECT {told} {where} ORDER BY processed_on, id LIMIT 50", f"SELECT count(*) {where}"]


def _visits(days: _Days) -> str:
    head = "receiver = 'Vàng Văn Thắng'"
    behalf = f"(NOT {head} AND sessions.kind IN ('regular', 'unscheduled'))"
    daily = f"(NOT {head} AND sessions.kind NOT IN ('regular', 'unscheduled'))"
    group = "people_count >= 5"

    def part(fits: str, cases: str) -> list[str]:
        people = f"sum(people_count) FILTER (WHERE {fits}"
        return [_count(fits), f"{people})", cases, _count(f"{fits} AND {group}"), f"{people} AND {group})"]

    told = [
        "count(*)",
        "sum(people_count)",
        _cases("1"),
        _count(group),
        *part(daily, _cases_but(daily, f"{head} OR {behalf}")),
        *part(head, _cases(head)),
        *part(behalf, _cases_but(behalf, head)),
    ]
    return (
        f"SELECT {', '.join(told)} FROM visits JOIN sessions ON sessions.id = session_id"
        f" WHERE held_on BETWEEN {days.first} AND {days.last}"
    )


def _session_days(days: _Days) -> str:
    head = "receiver = 'Vàng Văn Thắng'"
    behalf = f"NOT {head} AND kind IN ('regular', 'unscheduled')"
    told = (f"count(DISTINCT body || held_on) FILTER (WHERE {fits})" for fits in (head, behalf))
    return f"SELECT {', '.join(told)} FROM sessions WHERE held_on BETWEEN {days.first} AND {days.last}"


def _handling(days: _Days) -> str:
    sound = f"{days.processed} AND {_SOUND}"
    ours = f"{sound} AND jurisdiction = 'ours'"
    gone = {
        name: f"jurisdiction <> 'ours' AND ({days.state} = '{state}'"
        f" OR {days.state} = 'registered' AND handling = '{handling}')"
        for name, state, handling in (("guided", "guided", "guide"), ("forwarded", "forwarded", "forward"))
    }
    told = [_count(days.handled), _count(days.processed)]
    told += [_count(f"{sound} AND (jurisdiction = 'ours' OR {' OR '.join(gone.values())})")]
    told += [_count(ours), _cases(ours)]
    second = "(again = 1 OR target IN ('first_decision'))"
    for kind in ("complaint", "denunciation"):
        one = f"{ours} AND kind = '{kind}'"
        told += [_count(one), _count(f"{one} AND NOT {second}"), _count(f"{one} AND {second}")]
        if kind == "complaint":
            told += [_count(f"{one} AND field = '{field}'") for field in (_LAND, _POLICY)]
            told.append(_count(f"{one} AND field NOT IN ('{_LAND}', '{_POLICY}')"))
        else:
            state = f"'{_LAND}', '{_POLICY}', '{_SERVICE}'"
            told += [_count(f"{one} AND field IN ({state})"), _count(f"{one} AND field = '{_BRIBES}'")]
            told += [
                _count(f"{one} AND field = 'Tư pháp'"),
                _count(f"{one} AND field NOT IN ({state}, '{_BRIBES}')"),
            ]
    asked = f"{ours} AND kind IN ('recommendation', 'report')"
    told += [_count(asked), *(_count(f"{asked} AND field = '{field}'") for field in (_POLICY, _LAND))]
    told.append(_count(f"{asked} AND field NOT IN ('{_LAND}', '{_POLICY}')"))
    told.append(_count(f"{sound} AND ({' OR '.join(gone.values())})"))
    told += [_count(f"{sound} AND {went}") for went in gone.values()]
    for kind in ("complaint", "denunciation", "recommendation", "report"):
        told += days.balance(f"kind = '{kind}'")
    return f"SELECT {', '.join([*told, days.doubtful])} FROM petitions WHERE received_on <= {days.last}"


def _settling(days: _Days, kind: str) -> str:
    """03/GQKN and 04/GQTC without their amounts."""
    ours = f"{days.processed} AND {_SOUND} AND jurisdiction = 'ours'"
    taken, open_still = f"{ours} AND {days.state} IN {_TAKEN}", f"{ours} AND {days.state} = 'registered'"
    refused, ended = f"{ours} AND {days.state} IN {_REFUSED}", f"{ours} AND {days.state} IN {_ENDED}"
    told = [
        _count(ours),
        _cases(ours),
        _cases_but(open_still, taken),
        _cases(taken),
        _cases_but(refused, f"{open_still} OR {taken}"),
        _cases_but(ended, f"{refused} OR {open_still} OR {taken}"),
    ]
    decided = f"{days.closed} AND state = 'settled'"
    told.append(_count(f"{decided} AND {_ALL_RESULTS}"))
    for again in (0, 1):
        told += [_count(f"{decided} AND again = {again} AND result = '{result}'") for result in _RESULTS]
    told += [*days.balance(), days.doubtful]
    return f"SELECT {', '.join(told)} FROM petitions WHERE received_on <= {days.last} AND kind = '{kind}'"


def _amounts(days: _Days) -> list[str]:
    """What was ordered and what was done, of complaints and denunciations."""
    told = ", ".join(
        f"sum({name}) FILTER (WHERE kind = '{kind}' AND stage = '{stage}')"
        for kind in ("complaint", "denunciation")
        for stage in ("decided", "carried_out")
        for name in _AMOUNTS
    )
    return [
        f"SELECT {told} FROM outcomes JOIN petitions ON petitions.id = petition_id"
        f" WHERE happened_on BETWEEN {days.first} AND {days.last}"
    ]


def _carrying_out(days: _Days) -> str:
    told = []
    for kind in ("complaint", "denunciation"):
        decided = f"kind = '{kind}' AND {_ALL_RESULTS} AND {days.done}"
        still = f"closed_on < {days.first} AND (carried_out_on IS NULL OR carried_out_on >= {days.first})"
        told.append(_count(f"{decided} AND ({days.closed} OR {still})"))
        told.append(_count(f"{decided} AND carried_out_on BETWEEN {days.first} AND {days.last}"))
        told.append(_count(f"{decided} AND {days.closed}"))
    return f"SELECT {', '.join([*told, days.doubtful])} FROM petitions WHERE received_on <= {days.last}"


def by_frames(pandas: Any, bare: sqlite3.Connection, period: Period) -> None:  # noqa: ANN401 - not installed with us
    """The same forms from tables loaded into frames."""
    first, last = str(period.first), str(period.last)
    visits = pandas.read_sql(
        "SELECT visits.*, held_on, receiver, sessions.kind AS session_kind FROM visits"
        " JOIN sessions ON sessions.id = session_id",
        bare,
    )
    petitions = pandas.read_sql("SELECT * FROM petitions", bare)
    _frame_of_visits(visits[visits.held_on.between(first, last)])
    _frame_of_petitions(petitions, first, last)


def _keys(frame: Any) -> int:  # noqa: ANN401 - a frame
    return int(frame.case_id.fillna(frame.id).nunique())


def _frame_of_visits(visits: Any) -> None:  # noqa: ANN401 - a frame
    head = visits.receiver == "Vàng Văn Thắng"
    behalf = ~head & visits.session_kind.isin(["regular", "unscheduled"])
    for part in (head | True, head, behalf, ~head & ~behalf):
        told = visits[part]
        large = told[told.people_count >= 5]
        _ = len(told), told.people_count.sum(), _keys(told), len(large), large.people_count.sum()


def _frame_of_petitions(petitions: Any, first: str, last: str) -> None:  # noqa: ANN401 - a frame
    state = petitions.state.where(petitions.closed_on <= last, "registered")
    state = state.mask((petitions.accepted_on <= last) & ~(petitions.closed_on <= last), "accepted")
    petitions["as_of"] = state
    sound = petitions.eligibility == "eligible"
    done = petitions[petitions.processed_on.between(first, last) & sound]
    ours = done[done.jurisdiction == "ours"]
    for kind in ("complaint", "denunciation", "recommendation", "report"):
        one = ours[ours.kind == kind]
        _ = len(one), _keys(one), one.again.sum(), one.groupby("field").size(), one.groupby("as_of").size()
        decided = petitions[(petitions.kind == kind) & petitions.closed_on.between(first, last)]
        _ = decided.groupby(["again", "result"]).size(), decided.carried_out_on.notna().sum()
        mine = petitions[petitions.kind == kind]
        carried = (mine.received_on < first) & (mine.closed_on.isna() | (mine.closed_on >= first))
        _ = carried.sum(), mine.received_on.between(first, last).sum()
        _ = ((mine.received_on <= last) & (mine.closed_on.isna() | (mine.closed_on > last))).sum()
    elsewhere = done[done.jurisdiction != "ours"]
    _ = len(elsewhere), elsewhere.groupby("as_of").size()
