"""The page “Hôm nay”."""
