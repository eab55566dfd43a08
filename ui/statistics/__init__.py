"""The page “Thống kê”."""
