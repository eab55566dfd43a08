"""Alembic environment and versions; the versions import nothing from the program."""
