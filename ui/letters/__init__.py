"""The page “Văn bản”."""
