"""The rule packs the office counts by: the one in force and those that older files began under."""

from sqlalchemy import Column, LargeBinary, String, Table, UniqueConstraint

from db.columns import Moment, identity, metadata

rule_packs = Table(
    "rule_packs",
    metadata,
    identity(),
    Column("version", String(32), nullable=False),
    Column("title", String(500), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("signer", String(200), nullable=False),
    Column("signer_key", String(64), nullable=False),
    Column("adopted_at", Moment, nullable=False),
    UniqueConstraint("version"),
)
