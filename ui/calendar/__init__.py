"""The page “Lịch”."""
