"""Runs service calls one at a time off the GUI thread and brings the outcome back to it."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - this is the place
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from app.domain.errors import KnownTrouble

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818 - it is a wish of the clerk, not an error
    """The clerk stopped the work."""


@dataclass(frozen=True, slots=True)
class Task:
    """A handle on work under way: long work looks at it and reports through it."""

    _report: Callable[[int, int], None]
    _stop: Event = field(default_factory=Event)

    def cancel(self) -> None:
        self._stop.set()

    def progress(self, done: int, whole: int) -> None:
        """Report how far the work is; ends it when the clerk has asked to stop."""
        self.check()
        self._report(done, whole)

    def check(self) -> None:
        """End the work when the clerk has asked to stop."""
        if self._stop.is_set():
            raise Cancelled


class Background(QObject):
    """One worker: calls run in the order given, outcomes arrive on the GUI thread in that order.

    Signals:
        trouble: A known trouble that no caller took (``KnownTrouble``).
        busy: Whether work is under way.
    """

    trouble = Signal(object)
    busy = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._waiting = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        return self._waiting == 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Task:
        """Run ``work`` off the GUI thread, then ``done`` with its result on it.

        ``failed`` gets whatever ``work`` raised; without it known trouble goes to the user and the rest to
        the last-resort handler. Nothing arrives once ``owner`` is gone.
        """
        return self.run_long(lambda _task: work(), done, failed, owner=owner)

    def run_long(
        self,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        owner: QObject | None = None,
    ) -> Task:
        """Like ``run``, for work that reports progress through its task and can be cancelled."""

        def wanted() -> bool:
            return owner is None or shiboken6.isValid(owner)

        def report(at: int, whole: int) -> None:
            if progress is not None:
                self._arrived.emit(lambda: progress(at, whole) if wanted() else None)

        task = Task(report)

        def job() -> None:
            try:
                task.check()
                value = work(task)
            except Exception as error:  # noqa: BLE001 - carried to the GUI thread, where it is told apart
                trouble = error  # the name of an except clause is gone once it ends
                self._arrived.emit(lambda: self._finish(lambda: self._fail(trouble, failed), wanted()))
            else:
                self._arrived.emit(lambda: self._finish(lambda: done(value), wanted()))

        if self._closed:  # a timer of a window that is going still asks
            return task
        self._waiting += 1
        if self._waiting == 1:
            self.busy.emit(True)  # noqa: FBT003 - a signal's value
        self._worker.submit(job)
        return task

    def close(self) -> None:
        """Let the running call end, drop the rest and what has not arrived; once, at the program's end."""
        self._closed = True
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, outcome: Callable[[], None]) -> None:
        if not self._closed:
            outcome()

    def _finish(self, outcome: Callable[[], None], wanted: bool) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy.emit(False)  # noqa: FBT003 - a signal's value
        if wanted:
            outcome()

    def _fail(self, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if failed is not None:
            failed(error)
        elif isinstance(error, KnownTrouble):
            self.trouble.emit(error)
        elif not isinstance(error, Cancelled):
            sys.excepthook(type(error), error, error.__traceback__)
