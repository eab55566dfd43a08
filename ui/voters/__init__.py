"""The page “Kiến nghị cử tri”."""
