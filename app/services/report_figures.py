"""Figures of a report beside earlier ones, in the words of reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.paging import Period
from app.domain.statistics import Figure, Scale
from app.services.counting import share
from app.services.report_papers import hundredths, shown

_NO_DAYS = Period(date.min, date.min)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure beside those of the period before and of the same period last year.

    All are in the smallest parts of the scale; an earlier one is None when the books hold nothing of its
    period. In a sentence it prints as offices write numbers, 05, and counts as told when it is something.
    """

    now: int
    before: int | None
    year_ago: int | None
    scale: Scale = Scale.COUNT

    def __bool__(self) -> bool:
        return self.now != 0

    def __str__(self) -> str:
        whole = self.scale is Scale.COUNT and 0 < self.now < 10
        return f"{self.now:02}" if whole else amount(self.now, self.scale)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of reports, which earlier period their sentences compare with, and what that is called."""

    told: Mapping[str, str]
    against: str
    name: str


def amount(value: int, scale: Scale) -> str:
    """A value in the smallest parts of its scale, as papers print it."""
    return shown(Figure("", "", _NO_DAYS, value, scale))


def change(figure: Compared, words: Words) -> str:
    """How a figure has changed, such as "giảm 2,92% (233/240)"; "" where there is nothing to compare."""
    earlier: int | None = getattr(figure, words.against)
    if earlier is None or not (figure.now or earlier):
        return ""
    difference = figure.now - earlier
    now, before = (amount(value, figure.scale) for value in (figure.now, earlier))
    told = {"now": now, "earlier": before, "against": words.told[words.against]}
    if not difference:
        return words.told["same"].format(**told)
    if not earlier:
        return words.told["from_nothing"].format(difference=amount(difference, figure.scale), **told)
    portion = hundredths(share(abs(difference), earlier))
    return words.told["up" if difference > 0 else "down"].format(share=portion, **told)


def listed(shape: Mapping[str, Any], figures: Mapping[str, Compared], words: Words) -> str:
    """Figures in a row, those of nothing left out: how many of each, or how each has changed.

    Of a figure that is the whole only the name is told.
    """
    if shape.get("compare"):
        changed = ((label, change(figures[name], words)) for name, label in shape["figures"].items())
        parts = [words.told["changed"].format(label=label, change=how) for label, how in changed if how]
        return "; ".join(parts)
    whole = figures[shape["whole"]].now if "whole" in shape else 0
    pattern = words.told["listed_share" if shape.get("shares") else "listed"]
    there = [(label, figures[name]) for name, label in shape["figures"].items() if figures[name]]
    if len(there) == 1 and there[0][1].now == whole:
        return str(there[0][0])
    return ", ".join(
        pattern.format(
            label=label, count=figure, unit=shape["unit"], share=hundredths(share(figure.now, whole))
        )
        for label, figure in there
    )


def figure_rows(
    groups: Sequence[Mapping[str, Any]],
    figures: Mapping[str, Compared],
    words: Words,
    against: Sequence[str] = (),
) -> list[dict[str, object]]:
    """The table that compares with one or two earlier periods: the head of each group, then its figures."""
    rows: list[dict[str, object]] = []
    number = 0
    for group in groups:
        there = {name: label for name, label in group["figures"].items() if name in figures}
        if there:
            rows.append({"label": group["head"]})
        for name, label in there.items():
            number += 1
            cells = dict(_cells(figures[name], words, against))
            rows.append({"number": str(number), "label": label, **cells})
    return rows


def _cells(figure: Compared, words: Words, against: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "now", amount(figure.now, figure.scale)
    for name, ending in zip(against, ("", "_too"), strict=False):
        earlier: int = getattr(figure, name) or 0
        difference = figure.now - earlier
        sign = words.told["more" if difference > 0 else "less" if difference else "equal"]
        size = amount(abs(difference), figure.scale)
        portion = sign.format(difference=hundredths(share(abs(difference), earlier)))
        yield f"earlier{ending}", amount(earlier, figure.scale)
        yield f"change{ending}", sign.format(difference=size)
        yield f"share{ending}", portion if earlier else words.told["none"]
