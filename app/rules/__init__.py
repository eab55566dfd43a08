"""Loads and checks the rule packs and picks the version in force on a day."""
