"""The screens: the only place with PySide6; a folder a page."""

import builtins

import PySide6.QtCore  # noqa: F401 - it must have put its import in place before ours takes it back

# PySide's import reads the source of every module loaded after it, to learn whether that module asks for
# ``__feature__``. Nobody here does, and on a slow disk a fifth of the start would go into that reading.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
