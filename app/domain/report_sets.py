"""Reports that go out together: what belongs to a set, when it falls due, where it stands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from app.domain.deadlines import Confidence
from app.domain.kinds import BodyKind
from app.domain.office import OfficeSettings
from app.domain.report_periods import ReportPeriod, asked, of_year, send_by
from app.domain.statistics import Form

_SOON = timedelta(days=10)


class ReportState(StrEnum):
    """How a report stands to a day."""

    RUNNING = "running"
    DUE = "due"
    LATE = "late"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class ReportSet:
    """What one body sends for a period: data, from ``resources/report_sets.toml``.

    Attributes:
        parts: The periods of a year it is made for (``report_periods.PARTS``).
        forms: Ids or numbers of its forms, in their order.
        own_forms: Whether every form of the body for such a period belongs to it as well.
        letter: The written report, "" for none; ``letter_parts`` are the periods that want it.
        first_day: The day of the month on which its periods begin; 1 means calendar months.
        send_day: The day of the month by which it is sent; 0 where no rule tells one.
        optional: Whether it is asked for only where the office has said by when.
        steps: What is still to be done with it before it counts as sent.
        confidence: How sure the rule is; ``note`` says what must be checked.
    """

    id: str
    title: str
    body: BodyKind
    basis: str
    parts: tuple[str, ...]
    forms: tuple[str, ...]
    letter: str
    letter_parts: tuple[str, ...]
    first_day: int
    send_day: int
    receivers: tuple[str, ...]
    signed: str
    steps: tuple[str, ...]
    own_forms: bool = False
    optional: bool = False
    confidence: Confidence = Confidence.SURE
    note: str = ""
    effective_from: date | None = None
    effective_to: date | None = None

    def wanted(self, settings: OfficeSettings) -> bool:
        """Whether the office sends it: always by rule, otherwise once it has said by when."""
        return not self.optional or settings.report_month_day > 0

    def period(self, key: str, settings: OfficeSettings) -> ReportPeriod | None:
        """The period of a key, as this set cuts the year; None when it is not made for that."""
        found = asked(key, self._first_day(settings))
        return found if found.part in self.parts and self._in_force(found.days.last) else None

    def periods(self, year: int, settings: OfficeSettings) -> tuple[ReportPeriod, ...]:
        """Its periods of a year that end while its rule is in force."""
        found = of_year(year, self._first_day(settings), self.parts)
        return tuple(one for one in found if self._in_force(one.days.last))

    def send_by(self, period: ReportPeriod, settings: OfficeSettings) -> date | None:
        """The last day to send it, by the rule or as the office has said; None while nobody has."""
        own = settings.report_send_day if self.send_day else settings.report_month_day
        day = own or self.send_day
        return send_by(period.days, day) if day else None

    def wants_letter(self, period: ReportPeriod) -> bool:
        return bool(self.letter) and period.part in self.letter_parts

    def takes(self, form: Form, period: ReportPeriod) -> bool:
        """Whether a form belongs to the set of a period."""
        if not form.in_force(period.days.last):
            return False
        if form.id in self.forms or form.number in self.forms:
            return True
        return self.own_forms and form.body is self.body and period.kind in form.periods

    def _in_force(self, day: date) -> bool:
        return (self.effective_from or day) <= day <= (self.effective_to or day)

    def _first_day(self, settings: OfficeSettings) -> int:
        return settings.report_first_day or self.first_day


@dataclass(frozen=True, slots=True)
class Sending:
    """What the office has noted: when the set was prepared, when it went out, under what number."""

    prepared_on: date | None = None
    sent_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DueReport:
    """A set of reports for one period.

    Attributes:
        send_by: The last day to send it, None where nobody has fixed one.
        closed: Whether the figures of each of its forms were closed for these days.
    """

    report: ReportSet
    period: ReportPeriod
    send_by: date | None
    sending: Sending = field(default_factory=Sending)
    closed: bool = False

    @property
    def day(self) -> date:
        """The day by which it is sorted: to send it, or the last of the period where nobody fixed one."""
        return self.send_by or self.period.days.last

    def pressing(self, today: date) -> bool:
        """Whether it is still to be sent, soon or late; where nobody fixed a day, once the period is over."""
        if self.sending.sent_on is not None:
            return False
        return today >= self.send_by - _SOON if self.send_by else today > self.period.days.last

    def state(self, today: date) -> ReportState:
        if self.sending.sent_on is not None:
            return ReportState.SENT
        if self.send_by is not None and today > self.send_by:
            return ReportState.LATE
        return ReportState.DUE if today > self.period.days.last else ReportState.RUNNING


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was written for a set: the names of the files, what fails in it, what is left to write by hand."""

    files: tuple[str, ...]
    failing: tuple[str, ...]
    by_hand: tuple[str, ...]
