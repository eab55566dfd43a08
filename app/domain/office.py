"""The office itself: its bodies, units, villages, council sessions, users and settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.domain.actors import Role
from app.domain.ids import RecordId, record_id
from app.domain.kinds import BodyKind
from app.domain.text import fold

OFFICE_ID: Final = record_id("00000000-0000-7000-8000-000000000000")
"""The office as a record of its own: what is written for no single file, such as reports, is kept with it."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that receives citizens and petitions.

    Attributes:
        prefix: What its petition numbers begin with, e.g. ``Đ`` gives Đ-2026/0018.
        symbol: Its sign in document numbers, e.g. ``UBND``.
    """

    kind: BodyKind
    name: str
    prefix: str
    symbol: str


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """What the office fixes once; papers, rules and screens read it.

    Attributes:
        commune_name: With its kind, e.g. ``xã Mường Xuân``.
        place_name: The place in ``…, ngày … tháng … năm …``.
        remote: Whether the commune counts as a remote area for the longer terms of the law.
        voter_reply_days: Days to answer a voter recommendation under the local regulation.
        council_reception_days: Days a month on which the council's standing body receives citizens by
            its own regulation; 0 while the office has not said.
        training: Whether this is the training office with invented people.
        common_series: Whether the committee numbers its papers of every kind in one book.
        party_term_from: The first day of the Party committee's term, by which its papers are numbered; None
            while the office has not said.
        report_first_day: The day of the month on which a reporting period begins, 0 as the circular says.
        report_send_day: The day of its last month by which a report is sent, 0 as the circular says.
        report_month_day: The day by which a month is reported once it is over, 0 while nobody has fixed one.
        council_term_from: The first day of the council's term, from which its backlog is counted; None while
            the office has not said.
    """

    commune_name: str
    province_name: str
    place_name: str
    chair_name: str = ""
    council_chair_name: str = ""
    party_secretary_name: str = ""
    reception_place: str = ""
    reception_phone: str = ""
    remote: bool = False
    voter_reply_days: int = 30
    council_reception_days: int = 0
    training: bool = False
    common_series: bool = False
    party_term_from: date | None = None
    report_first_day: int = 0
    report_send_day: int = 0
    report_month_day: int = 0
    council_term_from: date | None = None


class UnitLevel(StrEnum):
    """Where a unit stands: inside the commune, or above it."""

    COMMUNE = "commune"
    PROVINCE = "province"
    CENTRAL = "central"


class DayKind(StrEnum):
    """What the calendar says of a day that is not like its weekday."""

    OFF = "off"
    WORKED = "worked"


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """An office or unit that work is given to, or that petitions are forwarded to."""

    name: str
    level: UnitLevel = UnitLevel.COMMUNE
    body: BodyKind | None = None
    founded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit on record; ``dissolved_on`` ends it without touching its old records."""

    id: RecordId
    name: str
    level: UnitLevel
    body: BodyKind | None
    founded_on: date | None
    dissolved_on: date | None


@dataclass(frozen=True, slots=True)
class Village:
    """A village; one that was merged away keeps its old records and points to its successor."""

    id: RecordId
    name: str
    merged_into: RecordId | None = None
    merged_into_name: str = ""
    merged_on: date | None = None


def village_on(village_id: RecordId, villages: Mapping[RecordId, Village], on: date) -> Village:
    """What a village was on a day: itself, or the one it had been merged into by then."""
    village = villages[village_id]
    while village.merged_into is not None and village.merged_on is not None and village.merged_on <= on:
        village = villages[village.merged_into]
    return village


class Milestone(StrEnum):
    """What has to be ready how long before the council meets, in this order."""

    CONTACT_FROM = "contact_from"
    CONTACT_TO = "contact_to"
    COMPILE = "compile"
    FORWARD = "forward"
    REPORT = "report"
    VERIFY = "verify"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class CouncilSessionDraft:
    """A session of the People's Council as typed."""

    name: str
    opens_on: date
    closes_on: date | None = None
    regular: bool = True


@dataclass(frozen=True, slots=True)
class CouncilSession:
    """A session of the People's Council; one that was cancelled keeps what was raised for it."""

    id: RecordId
    name: str
    opens_on: date
    closes_on: date | None
    regular: bool
    cancelled_on: date | None = None


@dataclass(frozen=True, slots=True)
class User:
    """A person who may use the program.

    Attributes:
        chair_staff: Whether they serve the chair: petitions about the chair are kept from them.
        protected: Whether they give a password before they act.
    """

    id: RecordId
    name: str
    position: str
    role: Role
    active: bool = True
    chair_staff: bool = False
    protected: bool = False


_CHAIR = ("chu tich uy ban nhan dan", "chu tich ubnd")


_CHAIRS_OFFICE = ("van phong hdnd va ubnd", "van phong ubnd", "giup viec chu tich", "thu ky chu tich")


def may_serve_chair(user: User) -> bool:
    """Whether the position sounds like the chair's own office, though nobody marked the user so."""
    position = fold(user.position).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    return not user.chair_staff and any(told in position for told in _CHAIRS_OFFICE)


def beside_chair(user: User, settings: OfficeSettings) -> bool:
    """Whether petitions about the chair are kept from the user: chair, deputy chair, or who serves them.

    The chair is known by the name in the settings, chair and deputies by their position.
    """
    position = fold(user.position)
    named = bool(settings.chair_name) and fold(user.name) == fold(settings.chair_name)
    return user.chair_staff or named or any(title in position for title in _CHAIR)
