"""Widgets that know the office and serve several pages."""
