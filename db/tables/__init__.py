"""The tables, private to db, one file an area."""
