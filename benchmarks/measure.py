"""Paired timings: ours and a bare rival in turn, in one run, so that a slow moment strikes both."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Ratio:
    """What a benchmark found.

    Attributes:
        ours: Median seconds of ours.
        rival: Median seconds of the bare rival.
        limit: The ratio that must not be passed; with ``at_least`` the one that must be reached.
    """

    name: str
    ours: float
    rival: float
    limit: float
    at_least: bool = False

    @property
    def value(self) -> float:
        """Ours over the rival's; with ``at_least`` how many times faster ours is."""
        return self.rival / self.ours if self.at_least else self.ours / self.rival

    @property
    def held(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def line(self) -> str:
        sign = "≥" if self.at_least else "≤"
        verdict = "held" if self.held else "NOT HELD"
        times = f"{self.ours * 1000:9.2f} ms  {self.rival * 1000:9.2f} ms"
        return f"{self.name:44} {times}  {self.value:7.2f} × ({sign} {self.limit:g})  {verdict}"


def paired(
    name: str,
    ours: Callable[[], object],
    rival: Callable[[], object],
    *,
    limit: float,
    runs: int = 50,
    at_least: bool = False,
) -> Ratio:
    """The medians of both, taken in turn after one run of each that does not count."""
    ours()
    rival()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for taken, call in zip(times, (ours, rival), strict=True):
            start = perf_counter()
            call()
            taken.append(perf_counter() - start)
    return Ratio(name, statistics.median(times[0]), statistics.median(times[1]), limit, at_least)
