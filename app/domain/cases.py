"""A case joins the petitions and visits that are about one thing."""

from dataclasses import dataclass
from datetime import date

from app.domain.ids import RecordId


@dataclass(frozen=True, slots=True)
class Case:
    """A case with how much belongs to it."""

    id: RecordId
    title: str
    opened_on: date
    petitions: int
    visits: int
