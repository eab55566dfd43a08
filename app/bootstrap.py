"""The only wiring: services from a database, a clock and the law."""

from __future__ import annotations

import platform
from functools import cached_property
from typing import TYPE_CHECKING

from app.runtime.clock import Clock
from app.runtime.paths import DATABASE_NAME
from app.services.desk import Desk
from app.services.office import Office
from app.services.users import Users
from db.upgrade import open_database

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.actors import Actor
    from app.services.affairs import Affairs
    from app.services.backup import Backup
    from app.services.batches import Batches
    from app.services.calendar import Calendar
    from app.services.case_files import CaseFiles
    from app.services.cases import Cases
    from app.services.charts import Charts
    from app.services.classification import Classification
    from app.services.compiling import Compiling
    from app.services.council_sessions import CouncilSessions
    from app.services.deadlines import Deadlines
    from app.services.denouncers import Denouncers
    from app.services.duties import Duties
    from app.services.envelopes import Envelopes
    from app.services.frozen import Frozen
    from app.services.keeping import Keeping
    from app.services.law import Law
    from app.services.letter_templates import LetterTemplates
    from app.services.letters import Letters
    from app.services.logbook import Logbook
    from app.services.milestones import Milestones
    from app.services.outcomes import Outcomes
    from app.services.own_tables import OwnTables
    from app.services.petitions import Petitions
    from app.services.postings import Postings
    from app.services.receptions import Receptions
    from app.services.records import Records
    from app.services.replies import Replies
    from app.services.report_sets import ReportSets
    from app.services.review_board import ReviewBoard
    from app.services.scans import Scans
    from app.services.signatures import Signatures
    from app.services.statistics import Statistics
    from app.services.time_limits import TimeLimits
    from app.services.voter_export import VoterExport
    from app.services.voters import Voters


class Books:
    """The desks that keep the office's records; a desk is loaded when somebody first comes to it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def receptions(self) -> Receptions:
        from app.services.receptions import Receptions

        return Receptions(self.desk)

    @cached_property
    def petitions(self) -> Petitions:
        from app.services.petitions import Petitions

        return Petitions(self.desk)

    @cached_property
    def classification(self) -> Classification:
        from app.services.classification import Classification

        return Classification(self.desk, self.petitions)

    @cached_property
    def outcomes(self) -> Outcomes:
        from app.services.outcomes import Outcomes

        return Outcomes(self.desk)

    @cached_property
    def cases(self) -> Cases:
        from app.services.cases import Cases

        return Cases(self.desk)

    @cached_property
    def voters(self) -> Voters:
        from app.services.voters import Voters

        return Voters(self.desk)

    @cached_property
    def council_sessions(self) -> CouncilSessions:
        from app.services.council_sessions import CouncilSessions

        return CouncilSessions(self.desk)

    @cached_property
    def milestones(self) -> Milestones:
        from app.services.milestones import Milestones

        return Milestones(self.desk)

    @cached_property
    def voter_export(self) -> VoterExport:
        from app.services.voter_export import VoterExport

        return VoterExport(self.desk)

    @cached_property
    def replies(self) -> Replies:
        from app.services.replies import Replies

        return Replies(self.desk)

    @cached_property
    def compiling(self) -> Compiling:
        from app.services.compiling import Compiling

        return Compiling(self.desk)

    @cached_property
    def review_board(self) -> ReviewBoard:
        from app.services.review_board import ReviewBoard

        return ReviewBoard(self.desk)

    @cached_property
    def denouncers(self) -> Denouncers:
        from app.services.denouncers import Denouncers

        return Denouncers(self.desk)

    @cached_property
    def keeping(self) -> Keeping:
        from app.services.keeping import Keeping

        return Keeping(self.desk)

    @cached_property
    def records(self) -> Records:
        from app.services.records import Records

        return Records(self.desk)


class Papers(Books):
    """The desks that make papers of the records."""

    @cached_property
    def logbook(self) -> Logbook:
        from app.services.logbook import Logbook

        return Logbook(self.desk)

    @cached_property
    def letters(self) -> Letters:
        from app.services.letter_acts import LetterActs
        from app.services.letters import Letters

        return Letters(self.desk, LetterActs(self.desk, self.petitions, self.voters, self.replies))

    @cached_property
    def signatures(self) -> Signatures:
        from app.services.signatures import Signatures

        return Signatures(self.desk)

    @cached_property
    def letter_templates(self) -> LetterTemplates:
        from app.services.letter_templates import LetterTemplates

        return LetterTemplates(self.desk, self.letters)

    @cached_property
    def scans(self) -> Scans:
        from app.services.scans import Scans

        return Scans(self.desk)

    @cached_property
    def case_files(self) -> CaseFiles:
        from app.services.case_files import CaseFiles

        return CaseFiles(self.desk)

    @cached_property
    def batches(self) -> Batches:
        from app.services.batches import Batches

        return Batches(self.desk, self.letters, self.petitions)

    @cached_property
    def envelopes(self) -> Envelopes:
        from app.services.envelopes import Envelopes

        return Envelopes(self.desk)

    @cached_property
    def charts(self) -> Charts:
        from app.services.charts import Charts

        return Charts(self.desk)

    @cached_property
    def own_tables(self) -> OwnTables:
        from app.services.own_tables import OwnTables

        return OwnTables(self.desk)

    @cached_property
    def affairs(self) -> Affairs:
        from app.services.affairs import Affairs

        return Affairs(self.desk)

    @cached_property
    def report_sets(self) -> ReportSets:
        from app.services.report_sets import ReportSets

        return ReportSets(self.desk, self.statistics, self.letters)

    @cached_property
    def statistics(self) -> Statistics:
        from app.services.statistics import Statistics

        return Statistics(self.desk)

    @cached_property
    def frozen(self) -> Frozen:
        from app.services.frozen import Frozen

        return Frozen(self.desk)


class Services(Papers):
    """Every desk of one office, over one database.

    Attributes:
        clock: Hands out the office's day.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.clock = desk.clock
        self.office = Office(desk)
        self.users = Users(desk)

    @cached_property
    def duties(self) -> Duties:
        from app.services.duties import Duties

        return Duties(self.desk)

    @cached_property
    def postings(self) -> Postings:
        from app.services.postings import Postings

        return Postings(self.desk)

    @cached_property
    def deadlines(self) -> Deadlines:
        from app.services.deadlines import Deadlines

        return Deadlines(self.desk)

    @cached_property
    def time_limits(self) -> TimeLimits:
        from app.services.time_limits import TimeLimits

        return TimeLimits(self.desk)

    @cached_property
    def calendar(self) -> Calendar:
        from app.services.calendar import Calendar

        return Calendar(self.desk)

    @cached_property
    def law(self) -> Law:
        from app.services.law import Law

        return Law(self.desk)

    @cached_property
    def backup(self) -> Backup:
        from app.services.backup import Backup

        return Backup(self.desk)

    def first_actor(self) -> Actor | None:
        """The person a one-person office acts as; None when one must ask who it is."""
        return self.users.first_actor(workstation())

    def close(self) -> None:
        """Let go of the database."""
        self.desk.database.close()


def workstation() -> str:
    """This PC's name, as the log keeps it."""
    return platform.node() or "PC"


def file_address(folder: Path) -> str:
    """The address of the office's SQLite file in its data folder."""
    return f"sqlite:///{(folder / DATABASE_NAME).as_posix()}"


def open_services(address: str, clock: Clock | None = None, *, look: bool = True) -> Services:
    """The services over the database at an address; a new database is made, an old one brought up to date.

    ``look`` learns the office's calendar and law at once; the window comes first and lets its worker do so.
    """
    desk = Desk(open_database(address), clock or Clock())
    if look:
        desk.look_again()
    return Services(desk)
