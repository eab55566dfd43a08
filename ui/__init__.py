"""The screens; the only place with PySide6."""
