"""PySide6 itself: what a release of it has broken before."""

import builtins
import sys

from PySide6.QtCore import QObject


def test_calls_that_return_none_give_back_no_reference_they_did_not_take() -> None:
    thing = QObject()
    thing.setObjectName("once")
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("again")
    assert abs(sys.getrefcount(None) - before) < 50  # 6.12.0 under Python 3.11 loses all 500


def test_an_import_after_qt_does_not_read_the_source_of_the_module() -> None:
    assert not hasattr(builtins, "__orig_import__") or builtins.__import__ is builtins.__orig_import__
