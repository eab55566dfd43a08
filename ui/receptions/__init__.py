"""The page “Tiếp công dân”."""
