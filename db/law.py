"""The rule packs on record: the one in force is the one of the highest version."""

from sqlalchemy import RowMapping, select

from app.domain import law
from app.domain.law import PackOnRecord, Signer
from db.tables.law import rule_packs
from db.work import View, Work

_TOLD = select(
    rule_packs.c.version,
    rule_packs.c.title,
    rule_packs.c.signer,
    rule_packs.c.signer_key,
    rule_packs.c.adopted_at,
)


def add(work: Work, pack: PackOnRecord, content: bytes) -> None:
    """Put a pack on record, from now on the one in force."""
    work.insert(
        rule_packs,
        version=pack.version,
        title=pack.title,
        content=content,
        signer=pack.signer.name if pack.signer else "",
        signer_key=pack.signer.key if pack.signer else "",
        adopted_at=work.at,
    )


def packs(view: View) -> tuple[PackOnRecord, ...]:
    """Every pack on record, the one in force last; versions only rise, clocks of PCs may differ."""
    found = (_pack(row) for row in view.connection.execute(_TOLD).mappings())
    return tuple(sorted(found, key=lambda pack: law.order(pack.version)))


def content(view: View, version: str) -> bytes | None:
    """The file of a pack on record, or None when the office has none of this version."""
    found = select(rule_packs.c.content).where(rule_packs.c.version == version)
    told: bytes | None = view.connection.execute(found).scalar()
    return None if told is None else bytes(told)


def _pack(row: RowMapping) -> PackOnRecord:
    signer = Signer(row["signer"], row["signer_key"]) if row["signer_key"] else None
    return PackOnRecord(row["version"], row["title"], signer, row["adopted_at"])
