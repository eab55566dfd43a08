"""Column types and the naming of constraints, shared by all tables."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, MetaData, String, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment; naive ones are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def identity() -> Column[Any]:
    """The primary key of a record: a UUIDv7."""
    return Column("id", Uuid, primary_key=True)


def link(name: str, target: str, *, null: bool = False, index: bool = False) -> Column[Any]:
    """A reference to another record."""
    return Column(name, Uuid, ForeignKey(f"{target}.id"), nullable=null, index=index)


def word(name: str, words: type[StrEnum], *, null: bool = False) -> tuple[Column[Any], CheckConstraint]:
    """A stored word and the check that it is one of ``words``."""
    allowed = ", ".join(f"'{member.value}'" for member in words)
    return Column(name, String(32), nullable=null), CheckConstraint(f"{name} IN ({allowed})", name=name)
