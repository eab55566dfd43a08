"""Cases: what joins petitions and visits that are about one thing."""

from datetime import date

from app.domain import checks
from app.domain.actors import Actor, Right
from app.domain.cases import Case
from app.domain.changes import Area, Done
from app.domain.ids import RecordId
from app.services.desk import Desk
from db import cases as case_store


class Cases:
    """Open a case and look at them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self, actor: Actor, title: str, on: date) -> Done[RecordId]:
        """Open a case; petitions and visits join it by their own desks."""
        told = checks.line(title, "title")
        checks.past_day(on, self._desk.today(), "on")
        with self._desk.act(actor, Right.RECORD_PETITIONS, "cases.open") as work:
            key = case_store.add(work, told, on)
        return Done(key, Area.PETITIONS)

    def all(self, actor: Actor) -> tuple[Case, ...]:
        """The newest cases with how much belongs to each."""
        with self._desk.read(actor) as view:
            return case_store.all_cases(view)
