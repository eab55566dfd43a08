"""Tells every page what a call touched."""

from PySide6.QtCore import QObject, Signal

from app.domain.changes import Area


class Hub(QObject):
    """The one place where changes are heard.

    Signals:
        changed: The areas (``Area``) that show something else now.
    """

    changed = Signal(object)

    def tell(self, areas: Area) -> None:
        if areas:
            self.changed.emit(areas)
