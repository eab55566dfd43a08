"""Closed periods: kept as they were, compared with what the books say now."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.bootstrap import Services
from app.domain.actors import Actor, Right, Role
from app.domain.counting import VOCABULARIES
from app.domain.errors import Refused
from app.domain.frozen import Changes, FrozenReport
from app.domain.ids import RecordId
from app.domain.jurisdictions import Eligibility, Handling, Jurisdiction, Target
from app.domain.kinds import BodyKind, PetitionKind
from app.domain.paging import Period
from app.domain.petitions import AssessmentDraft, AssignmentDraft
from app.domain.receptions import SessionDraft, SessionKind, SessionState
from app.domain.statistics import Counted, FigureRef
from app.rules import forms
from tests import factories

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
FORM = """
number = "{number}"
title = "Đơn nhận trong kỳ, theo đơn vị"
basis = "Biểu dùng để thử"
rows = "unit"
relations = ["1 = 2 + 3"]

[[columns]]
ms = "1"
label = "Tổng số đơn"
counted = "petitions"
dated = "received_on"
text = "Số đơn nhận trong kỳ."

[[columns]]
ms = "2"
label = "Khiếu nại"
like = "1"
where = {{ kind = "complaint" }}
text = "Số đơn khiếu nại."

[[columns]]
ms = "3"
label = "Đơn khác"
like = "1"
where = {{ kind = "{others}" }}
text = "Số đơn không phải khiếu nại."

[[columns]]
ms = "4"
label = "Số người"
like = "1"
sum = "people_count"
text = "Số người trong các đơn."

[[columns]]
ms = "5"
label = "Đã xử lý"
like = "1"
where = {{ processed = "yes" }}
text = "Số đơn đã xử lý trong kỳ."
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of forms of its own: one table of petitions."""
    made = tmp_path / "forms"
    made.mkdir()
    monkeypatch.setattr(forms, "FOLDER", made)
    write(made)
    yield made
    forms.form.cache_clear()


def write(folder: Path, *, number: str = "01/THU", others: str = "!complaint", cut: str = "") -> None:
    told = FORM.format(number=number, others=others)
    (folder / "petitions-test.toml").write_text(told.partition(cut)[0] if cut else told, "utf-8")
    forms.form.cache_clear()


@pytest.fixture
def keeper(either: Services) -> Actor:
    return factories.found_office(either)


def register(
    services: Services,
    actor: Actor,
    kind: PetitionKind = PetitionKind.COMPLAINT,
    target: Target = Target.COMMUNE_CHAIR,
) -> RecordId:
    draft = factories.petition(kind, received_on=date(2026, 10, 12), target=target)
    return services.petitions.register(actor, draft).value.id


def closed(services: Services, actor: Actor, reason: str = "") -> FrozenReport:
    return services.frozen.close(actor, "petitions-test", OCTOBER, reason=reason).value


def values(changes: Changes) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    return {(c.figure.ms, c.figure.row): (c.figure.value, c.now) for c in changes.figures}


@pytest.mark.usefixtures("folder")
def test_a_closed_period_keeps_its_figures_when_its_records_change(either: Services, keeper: Actor) -> None:
    register(either, keeper)
    report = either.statistics.report(keeper, "petitions-test", OCTOBER)
    kept = closed(either, keeper)
    late = register(either, keeper, PetitionKind.RECOMMENDATION)
    assert [f.value for f in kept.report.rows[-1].figures] == [1, 1, 0, 1, 0]
    again = either.statistics.report(keeper, "01/THU", OCTOBER)
    assert (again.rows, again.checks, again.columns, again.title) == (
        report.rows,
        report.checks,
        report.columns,
        report.title,
    )
    changes = either.frozen.changes(keeper, kept.id)
    whole = {ms: told for (ms, row), told in values(changes).items() if row == ""}
    assert whole == {"1": (1, 2), "3": (0, 1), "4": (1, 2)}
    (change,) = changes.records
    assert change.subject[1] == late
    assert (change.joined, change.left) == (("1", "3", "4"), ())
    assert change.record is not None
    assert change.record.who == "Lò Văn Phương"
    assert either.backup.verify(keeper).whole


@pytest.mark.usefixtures("folder")
def test_a_closed_number_lists_the_records_that_it_counted(either: Services, keeper: Actor) -> None:
    then = [register(either, keeper) for _ in range(3)]
    closed(either, keeper)
    register(either, keeper)
    ref = FigureRef("petitions-test", "2", OCTOBER)
    listed = either.statistics.records(keeper, ref, 1, 1)
    assert (listed.total, [one.record_id for one in listed.rows]) == (3, then[1:2])
    assert [one.record_id for one in either.statistics.records(keeper, ref).rows] == then
    assert not either.statistics.records(keeper, replace(ref, measure="3")).total


@pytest.mark.usefixtures("folder")
def test_a_record_that_is_assessed_later_and_given_to_a_unit_is_told_as_such(
    either: Services, keeper: Actor
) -> None:
    petition = register(either, keeper)
    kept = closed(either, keeper)
    draft = AssessmentDraft(Eligibility.ELIGIBLE, Jurisdiction.OURS, Handling.ACCEPT, on=date(2026, 10, 20))
    either.petitions.assess(keeper, petition, draft)
    unit = factories.unit(either, keeper)
    either.petitions.assign(
        keeper,
        petition,
        AssignmentDraft(unit, "Lò Thị Hà", "Tham mưu", "Chủ trì", "Hằng tuần", "Báo cáo", factories.TODAY),
    )
    changes = either.frozen.changes(keeper, kept.id)
    (change,) = changes.records
    assert (change.joined, change.left, change.weighed) == (("5",), (), ())
    assert change.moved == ("Không ghi", "Phòng Kinh tế")
    assert values(changes)["5", ""] == (0, 1)
    assert ("Phòng Kinh tế",) in {figure.place for figure in changes.figures}


@pytest.mark.usefixtures("folder")
def test_a_closed_period_opens_again_for_a_reason_and_closes_anew(either: Services, keeper: Actor) -> None:
    register(either, keeper)
    first = closed(either, keeper)
    with pytest.raises(Refused, match="frozen_already"):
        closed(either, keeper)
    with pytest.raises(Refused, match="line_missing"):
        either.frozen.reopen(keeper, first.id, " ")
    register(either, keeper)
    opened = either.frozen.reopen(keeper, first.id, "Bổ sung đơn nhận qua bưu điện").value
    assert (opened.reopened_by, opened.reopened_why) == ("Hoàng Thị Diễm", "Bổ sung đơn nhận qua bưu điện")
    with pytest.raises(Refused, match="frozen_reopened"):
        either.frozen.reopen(keeper, first.id, "Lần nữa")
    assert either.frozen.report(keeper, "petitions-test", OCTOBER) is None
    second = closed(either, keeper)
    assert second.report.rows[-1].figures[0].value == 2
    assert [one.id for one in either.frozen.reports(keeper)] == [second.id, first.id]
    assert not either.frozen.changes(keeper, second.id).records
    assert opened.reopened_why in {change.reason for change in either.records.history(keeper, first.id)}
    assert either.backup.verify(keeper).whole


@pytest.mark.usefixtures("folder")
def test_a_closed_report_is_printed_again_byte_for_byte(either: Services, keeper: Actor) -> None:
    register(either, keeper)
    kept = closed(either, keeper)
    report = either.statistics.report(keeper, "petitions-test", OCTOBER)
    before = either.statistics.papers(keeper, report)
    register(either, keeper)
    either.office.change_settings(keeper, replace(either.office.settings(keeper), chair_name="Lò Văn Mới"))
    after = either.statistics.papers(keeper, kept.report)
    assert (before.docx, before.pdf, before.xlsx) == (after.docx, after.pdf, after.xlsx)
    with either.desk.read(keeper) as view:
        told = view.connection.execute(text("SELECT format, sha256 FROM frozen_files")).all()
    assert dict(tuple(row) for row in told) == {
        kind: hashlib.sha256(getattr(after, kind)).hexdigest() for kind in ("docx", "pdf", "xlsx")
    }
    for statement in ("UPDATE frozen_files SET content = ''", "DELETE FROM frozen_files"):
        with pytest.raises(DBAPIError), either.desk.database.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_form_that_changed_is_compared_by_the_definitions_of_then(
    either: Services, keeper: Actor, folder: Path
) -> None:
    register(either, keeper, PetitionKind.REPORT)
    kept = closed(either, keeper)
    write(folder, others="report", cut='[[columns]]\nms = "4"')
    changes = either.frozen.changes(keeper, kept.id)
    assert (changes.figures, changes.records) == ((), ())
    assert [note.partition(":")[0] for note in changes.notes] == [
        "Biểu 01/THU đã đổi định nghĩa sau khi chốt",
        "Biểu hiện nay không còn cột 4, 5.",
    ]
    assert either.statistics.report(keeper, "01/THU", OCTOBER) == kept.report


def test_a_closed_report_outlives_its_form(either: Services, keeper: Actor, folder: Path) -> None:
    register(either, keeper)
    kept = closed(either, keeper)
    (folder / "petitions-test.toml").unlink()
    forms.form.cache_clear()
    register(either, keeper)
    assert either.statistics.report(keeper, "petitions-test", OCTOBER) == kept.report
    changes = either.frozen.changes(keeper, kept.id)
    assert values(changes)["1", ""] == (1, 2)
    assert changes.notes[0].startswith("Biểu 01/THU không còn")
    assert either.statistics.papers(keeper, kept.report).pdf.startswith(b"%PDF")


@pytest.mark.usefixtures("folder")
def test_a_column_that_the_books_tell_no_more_keeps_its_closed_figure(
    services: Services, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(services, actor)
    kept = closed(services, actor)
    monkeypatch.setitem(VOCABULARIES, Counted.PETITIONS, replace(VOCABULARIES[Counted.PETITIONS], sums=()))
    changes = services.frozen.changes(actor, kept.id)
    assert values(changes)["4", ""] == (1, None)
    assert changes.records == ()
    assert changes.notes == ("Sổ hiện nay không còn cho đếm cột 4: chỉ còn số đã chốt.",)


@pytest.mark.usefixtures("folder")
def test_a_sealed_petition_among_the_changes_names_nobody(either: Services, keeper: Actor) -> None:
    kept = closed(either, keeper)
    register(either, keeper, PetitionKind.DENUNCIATION, target=Target.COMMUNE_STAFF)
    (change,) = either.frozen.changes(keeper, kept.id).records
    assert change.record is not None
    assert (change.record.sealed, change.record.who) == (True, "")


@pytest.mark.usefixtures("folder")
def test_a_petition_kept_from_who_looks_shows_its_number_and_day_alone(
    either: Services, keeper: Actor
) -> None:
    kept = closed(either, keeper)
    secret = register(either, keeper, PetitionKind.DENUNCIATION)  # about the chair
    user = either.users.add(keeper, "Lò Văn Sơn", "Địa chính", Role.OFFICER).value
    other = either.users.enter(user.id, "", "MAY-2")
    (change,) = either.frozen.changes(other, kept.id).records
    assert change.record is not None
    assert (change.subject[1], change.record.hidden, change.record.who) == (secret, True, "")
    assert "quyết định" not in change.record.text


@pytest.mark.usefixtures("folder")
def test_what_was_changed_is_the_adjustment_of_the_next_period(either: Services, keeper: Actor) -> None:
    assert either.frozen.adjustments(keeper, "petitions-test", NOVEMBER) is None
    register(either, keeper)
    kept = closed(either, keeper)
    told = either.frozen.adjustments(keeper, "petitions-test", NOVEMBER)
    assert told is not None
    assert told.line == ""
    register(either, keeper)
    told = either.frozen.adjustments(keeper, "petitions-test", NOVEMBER)
    assert told is not None
    assert told.of.id == kept.id
    assert told.line == (
        "Điều chỉnh kỳ trước (từ 01/10/2026 đến 31/10/2026): cột 1 (Tổng số đơn) 1 → 2;"
        " cột 2 (Khiếu nại) 1 → 2; cột 4 (Số người) 1 → 2."
    )
    following = either.frozen.close(keeper, "petitions-test", NOVEMBER, reason="Huyện yêu cầu gửi sớm").value
    assert told.line in following.report.notes


@pytest.mark.usefixtures("folder")
def test_a_period_that_is_not_over_or_does_not_add_up_wants_a_reason(
    either: Services, keeper: Actor, folder: Path
) -> None:
    with pytest.raises(Refused, match="frozen_not_over"):
        either.frozen.close(keeper, "petitions-test", NOVEMBER)
    write(folder, others="report")
    register(either, keeper, PetitionKind.RECOMMENDATION)
    with pytest.raises(Refused, match="frozen_checks_fail") as refused:
        closed(either, keeper)
    assert "1 = 2 + 3" in str(refused.value.facts["checks"])
    assert closed(either, keeper, "Cấp trên đã đồng ý").closed_why == "Cấp trên đã đồng ý"


def test_a_set_of_forms_is_closed_in_one_act_or_not_at_all(either: Services, keeper: Actor) -> None:
    register(either, keeper)
    heard: list[tuple[int, int]] = []
    both = ("01-tcd", "commune-summary")
    done = either.frozen.close_all(
        keeper, both, OCTOBER, progress=lambda at, whole: heard.append((at, whole))
    )
    assert [one.report.form for one in done.value] == list(both)
    assert heard == [(0, 2), (1, 2), (2, 2)]
    either.frozen.reopen(keeper, done.value[0].id, "Thử")
    with pytest.raises(Refused, match="frozen_already"):
        either.frozen.close_all(keeper, both, OCTOBER)
    assert either.frozen.report(keeper, "01-tcd", OCTOBER) is None


def test_who_may_not_keep_statistics_closes_nothing(services: Services, actor: Actor) -> None:
    reader = Actor(actor.user_id, actor.name, "", Role.PARTY, actor.workstation)
    with pytest.raises(Refused, match="not_permitted"):
        services.frozen.close(reader, "01-tcd", OCTOBER)
    assert not reader.may(Right.KEEP_STATISTICS)


def test_every_record_behind_a_number_is_kept_with_what_it_adds(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor, date(2026, 10, 5))
    several = tuple(factories.person(name) for name in ("Giàng Thị Mỷ", "Lò Văn Phương"))
    services.receptions.log(actor, factories.visit(session))
    kept = services.frozen.close(actor, "01-tcd", OCTOBER).value
    services.receptions.log(actor, factories.visit(session, people=several))
    (change,) = services.frozen.changes(actor, kept.id).records
    assert set(change.joined) >= {"1", "2", "3", "5", "6"}
    assert {ms: now for (ms, _), (_, now) in values(services.frozen.changes(actor, kept.id)).items()}[
        "2"
    ] == 3


def test_the_heads_duties_are_closed_as_they_were_shown(either: Services, keeper: Actor) -> None:
    def receive(day: int) -> None:
        draft = SessionDraft(
            BodyKind.COMMITTEE,
            SessionKind.REGULAR,
            date(2026, 10, day),
            "Vàng Văn Thắng",
            "Chủ tịch UBND xã",
            state=SessionState.HELD,
        )
        either.receptions.hold(keeper, draft)

    receive(8)
    shown = either.statistics.report(keeper, "reception-duties", OCTOBER)
    kept = either.frozen.close(keeper, "reception-duties", OCTOBER).value
    assert (kept.report.rows, kept.report.notes) == (shown.rows, shown.notes)
    assert not either.frozen.changes(keeper, kept.id).figures
    receive(22)
    changes = either.frozen.changes(keeper, kept.id)
    changed = {(c.figure.ms, c.figure.row): (c.figure.value, c.now) for c in changes.figures}
    assert changed["2", "committee"] == (1, 2)
    assert changed["2", ""] == (1, 2)
    assert [change.joined for change in changes.records] == [("2",)]
    assert either.statistics.report(keeper, "reception-duties", OCTOBER).rows == kept.report.rows


def test_a_closed_report_opens_although_its_form_is_gone(
    either: Services, keeper: Actor, folder: Path
) -> None:
    told = folder / "petitions-test.toml"
    told.write_text(told.read_text("utf-8").replace("rows =", 'body = "committee"\nrows ='), "utf-8")
    forms.form.cache_clear()
    petition = register(either, keeper)
    either.frozen.close(keeper, "01/THU", OCTOBER, BodyKind.COMMITTEE)
    told.unlink()
    (folder / "bad.toml").write_text("=", "utf-8")
    forms.form.cache_clear()
    body = either.statistics.body_of(keeper, "01/THU", OCTOBER)
    assert body is BodyKind.COMMITTEE
    ref = FigureRef("01/THU", "2", OCTOBER, body)
    assert [one.record_id for one in either.statistics.records(keeper, ref).rows] == [petition]
    assert either.statistics.definition(keeper, ref).text == "Số đơn khiếu nại."
    assert either.statistics.records_paper(keeper, ref, "Khiếu nại")
    assert either.statistics.report(keeper, "01/THU", OCTOBER, body).frozen
