"""How a migration lets a column hold other words."""

import sqlalchemy as sa
from alembic import op


def allow(table: str, column: str, before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Let a column hold other words; refused while a row holds one that is not among them.

    SQLite cannot change a check, and remaking a table that others refer to would drop their rows' references;
    it documents editing the schema's text for exactly this case.
    """
    name = f"ck_{table}_{column}"
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, check(column, after))
        return
    connection = op.get_bind()
    stray = connection.execute(
        sa.text(f"SELECT {column} FROM {table} WHERE NOT {check(column, after)}")
    ).scalar()
    if stray is not None:
        raise ValueError(f"{name}: a row holds {stray}")
    asked = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table")
    schema = connection.execute(asked, {"table": table}).scalar_one()
    assert check(column, before) in schema, name
    changed = schema.replace(check(column, before), check(column, after))
    version = connection.execute(sa.text("PRAGMA schema_version")).scalar_one()
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    write = sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :table")
    connection.execute(write, {"sql": changed, "table": table})
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = OFF"))


def check(column: str, words: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"{column} IN ({listed})"
