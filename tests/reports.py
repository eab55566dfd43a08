"""Reports for tests: every form filled for one small office, and the same forms with many rows."""

from dataclasses import replace
from datetime import date
from typing import Final

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.jurisdictions import Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Period
from app.domain.receptions import SessionDraft, SessionKind
from app.domain.statistics import Check, Figure, Report, ReportRow
from tests import factories

YEAR: Final = Period(date(2025, 12, 15), date(2026, 12, 14))
LONG_NAME: Final = "Ban Quản lý dự án đầu tư xây dựng và phát triển đô thị"
"""Fifty letters and some."""
_NAMES: Final = ("bản Nà Khương", LONG_NAME, "Phòng Kinh tế", "Tổ dân phố số 12")
_COUNTS: Final = (0, 3, 12, 1_250, 98_765)


def small_office(services: Services) -> Actor:
    """An office with a few records of each book, always the same; returns its keeper."""
    actor = factories.found_office(
        services, council_chair_name="Lò Thị Ngân", party_secretary_name="Giàng A Páo"
    )
    everyday = factories.everyday_session(services, actor, date(2026, 11, 12))
    for place in range(3):
        services.receptions.log(actor, factories.visit(everyday, matter=f"Đường bản bị sạt, đoạn {place}"))
    chair = SessionDraft(BodyKind.COMMITTEE, SessionKind.REGULAR, date(2026, 11, 16), "Vàng Văn Thắng")
    session = services.receptions.hold(actor, chair).value.id
    services.receptions.log(actor, factories.visit(session, people_count=6, matter="Đền bù đất làm hồ"))
    for kind in PetitionKind:
        for day in (3, 17):
            draft = factories.petition(kind, received_on=date(2026, 11, day), target=Target.COMMUNE_CHAIR)
            services.petitions.register(actor, draft)
    factories.meeting(services, actor)
    return actor


def filled(services: Services, actor: Actor, form: str) -> Report:
    return services.statistics.report(actor, form, YEAR)


def long(report: Report, rows: int) -> Report:
    """The report with so many rows of made-up figures, some large and broken, and a total below them.

    Its relations no longer hold in every row, as in an office whose records are at fault.
    """
    last = report.rows[-1]
    made = [_row(last, number) for number in range(1, rows + 1)]
    sums = [sum(row.figures[place].value or 0 for row in made) for place in range(len(last.figures))]
    figures = tuple(_with(figure, total) for figure, total in zip(last.figures, sums, strict=True))
    total = ReportRow(rows + 1, "Tổng cộng", figures, total=True)
    counted = {figure.ms: figure.value or 0 for figure in figures}
    return replace(
        report,
        rows=(*made, total),
        checks=tuple(_anew(check, counted) for check in report.checks),
    )


def _row(like: ReportRow, number: int) -> ReportRow:
    figures = tuple(
        _with(figure, _COUNTS[(number * 7 + place * 3) % len(_COUNTS)] * (figure.scale.parts // 2 or 1))
        for place, figure in enumerate(like.figures)
    )
    return ReportRow(number, f"{_NAMES[number % len(_NAMES)]} {number}", figures)


def _with(figure: Figure, value: int) -> Figure:
    if figure.value is None:
        return figure
    return replace(figure, value=min(value, 10_000) if figure.share else value)


def _anew(check: Check, counted: dict[str, int]) -> Check:
    left, right = (
        sum(term.times * counted.get(term.ms, 0) for term in side if not term.form)
        for side in (check.relation.left, check.relation.right)
    )
    return replace(check, left=left, right=right)
