"""The page “Danh mục”."""
