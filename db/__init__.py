"""The only place with SQLAlchemy: SQLite by default, PostgreSQL by URL."""
