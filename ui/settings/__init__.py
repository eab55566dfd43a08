"""The page “Cài đặt”."""
