"""Runs migrations on the connection that ``db.upgrade`` hands in."""

from alembic import context

from db.columns import metadata
from db.tables import changes, documents, law, office, people, petitions, receptions, search, voters  # noqa: F401 - they fill metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
