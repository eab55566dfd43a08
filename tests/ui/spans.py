"""Days typed into the bar of a page of statistics."""

from datetime import date
from typing import TypeVar

from tests.ui.pages import Shown
from ui.page import Page
from ui.parts.span import SpanBar

P = TypeVar("P", bound=Page)


def type_days(page: Shown[P], bar: SpanBar, first: date, last: date) -> None:
    """Both days, and what is asked with them."""
    bar.first.set_value(first)
    bar.last.set_value(last)
    bar.last.line.editingFinished.emit()
    page.settle()
