"""People, and apart from them the sealed identities of denouncers."""

from sqlalchemy import Column, Date, Index, Integer, String, Table

from db.columns import Moment, identity, link, metadata


def _identity_columns() -> tuple[Column[object], ...]:
    return (
        Column("full_name", String(200), nullable=False),
        Column("id_number", String(20), nullable=False),
        Column("id_issued_on", Date),
        Column("id_issued_by", String(200), nullable=False),
        Column("birth_year", Integer),
        Column("phone", String(100), nullable=False),
        Column("address", String(500), nullable=False),
    )


people = Table(
    "people",
    metadata,
    identity(),
    *_identity_columns(),
    Column("sort_key", String(1000), nullable=False),
    Column("folded", String(200), nullable=False),
    link("village_id", "villages", null=True),
    Index("ix_people_id_number", "id_number"),
    Index("ix_people_sort_key", "sort_key"),
)

denouncers = Table(
    "denouncers",
    metadata,
    identity(),
    *_identity_columns(),
    link("village_id", "villages", null=True),
    link("petition_id", "petitions", null=True, index=True),
    link("visit_id", "visits", null=True, index=True),
    Column("position", Integer, nullable=False),
    Column("sealed_at", Moment, nullable=False),
    Column("nonce", String(32), nullable=False),
)

SEALED = (denouncers,)
