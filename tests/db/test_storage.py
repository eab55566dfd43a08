"""What is stored is the same on SQLite and on PostgreSQL: one office's life on either engine."""

from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - see the test of several PCs
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.bootstrap import Services
from app.domain.errors import Refused
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import Format, LetterRequest
from app.domain.paging import Due, Period
from app.domain.petitions import PetitionQuery, SettlementResult
from app.domain.statistics import FigureRef
from app.domain.voters import RecommendationDraft, RecommendationQuery
from app.services.demo import found_training_office
from app.services.petitions import Step
from db import signatures as signature_store
from tests import factories
from tests.factories import TODAY

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def test_a_petition_lives_from_its_number_to_its_settlement(either: Services) -> None:
    actor = factories.found_office(either)
    registered = either.petitions.register(actor, factories.petition(received_on=date(2026, 11, 16))).value
    either.petitions.take(actor, registered.id, Step("accept", date(2026, 11, 18)))
    settled = either.petitions.take(
        actor, registered.id, Step("settle", TODAY, "Giữ nguyên", SettlementResult.WRONG)
    ).value
    assert settled == either.petitions.petition(actor, registered.id)
    assert {clock.rule_id: clock.closed_on for clock in settled.clocks} == {
        "KN-01": date(2026, 11, 18),
        "KN-02": TODAY,
        "KN-04": None,
        "KN-08": None,
        "KN-14": None,
    }
    for act in ("send", "publish", "carry_out"):
        either.petitions.take(actor, registered.id, Step(act, TODAY, "Đã làm"))
    assert either.deadlines.due(actor) == ()
    assert either.petitions.numbered(actor, "Đ-2026/0001") == registered.id


def test_a_saved_visit_and_its_people_come_back_as_typed(either: Services) -> None:
    actor = factories.found_office(either)
    session = factories.everyday_session(either, actor)
    visit_id = either.receptions.log(actor, factories.visit(session, people_count=6)).value
    visit = either.receptions.visit(actor, visit_id)
    assert (visit.people[0].full_name, visit.people_count, visit.turn) == ("Giàng Thị Mỷ", 6, 1)
    assert visit.recorded_at == either.clock.now()
    assert either.deadlines.due(actor)[0].clock.due_on == date(2026, 12, 7)


@pytest.mark.parametrize(
    "typed", ["duong sat", "ĐƯỜNG SẠT", "Đươ\u0300ng sa\u0323t", "huoi lang duong", "lở"]
)
def test_words_are_found_with_and_without_their_accents(either: Services, typed: str) -> None:
    actor = factories.found_office(either)
    matter = "Đường vào bản Huổi Lặng sạt lở"
    draft = factories.petition(PetitionKind.REPORT, target=Target.COMMUNE_MATTER, matter=matter)
    either.petitions.register(actor, draft)
    assert len(either.records.search(actor, typed)) == 1
    assert either.petitions.page(actor, PetitionQuery(text=typed)).total == 1


def test_the_very_accents_come_first(either: Services) -> None:
    actor = factories.found_office(either)
    for name in ("Lò Văn Mã", "Lò Văn Má", "Lò Văn Ma"):
        people = (factories.person(name, id_number=""),)
        either.petitions.register(actor, factories.petition(people=people))
    assert "Má" in either.records.search(actor, "lò văn má")[0].title


@pytest.mark.parametrize("typed", ['"', "a'b", "NEAR(", "x AND", "*", "a:b", "\\", "%_", "- -", "đ'"])
def test_signs_of_a_query_language_are_only_letters(either: Services, typed: str) -> None:
    actor = factories.found_office(either)
    either.petitions.register(actor, factories.petition())
    either.records.search(actor, typed)
    either.petitions.page(actor, PetitionQuery(text=typed))
    either.records.suggest_people(actor, typed)


def test_the_log_is_whole_after_a_day_of_work(either: Services) -> None:
    actor = factories.found_office(either)
    registered = either.petitions.register(actor, factories.petition()).value
    either.letters.issue(actor, LetterRequest("kn-admission", RecordType.PETITION, registered.id), TODAY)
    either.voters.record(actor, RecommendationDraft(factories.meeting(either, actor), "Sửa cầu tràn"))
    either.petitions.register(actor, factories.petition(PetitionKind.DENUNCIATION))
    proof = either.backup.verify(actor)
    assert proof.whole, proof


def test_neither_the_log_nor_a_kept_file_can_be_changed(either: Services) -> None:
    actor = factories.found_office(either)
    registered = either.petitions.register(actor, factories.petition()).value
    issued = either.letters.issue(
        actor, LetterRequest("kn-admission", RecordType.PETITION, registered.id), TODAY
    ).value
    with either.desk.database.write(actor, "letters.sign", either.clock.now()) as work:
        signature_store.add(work, issued.id, 1, "Vàng Văn Thắng", either.clock.now(), b"%PDF")
    assert either.backup.verify(actor).whole
    for statement in (
        "UPDATE changes SET by_name = 'X'",
        "DELETE FROM changes",
        "DELETE FROM document_files",
        "UPDATE document_files SET sha256 = ''",
        "DELETE FROM signed_files",
        "UPDATE signed_files SET signer = ''",
    ):
        with (
            pytest.raises(DBAPIError, match="append-only"),
            either.desk.database.engine.begin() as connection,
        ):
            connection.execute(text(statement))
    assert either.letters.content(actor, issued.id, Format.DOCX)[:2] == b"PK"


@pytest.mark.parametrize(
    ("statement", "altered"),
    [
        ("UPDATE petitions SET matter = 'Việc khác'", "petitions"),
        ("UPDATE denouncers SET full_name = 'Người khác'", "denouncers"),
        ("DELETE FROM events", "events"),
        ("UPDATE number_books SET last_number = 7", "number_books"),
        ("UPDATE numbers SET voided_reason = 'X'", "numbers"),
        ("UPDATE office_settings SET voter_reply_days = 90", "office_settings"),
        ("UPDATE users SET role = 'head'", "users"),
        (f"INSERT INTO cases (id, title, opened_on) VALUES ('{'1' * 32}', 'X', '2026-11-20')", "cases"),
    ],
)
def test_an_edit_behind_the_programs_back_is_found(either: Services, statement: str, altered: str) -> None:
    actor = factories.found_office(either)
    either.petitions.register(
        actor, factories.petition(PetitionKind.DENUNCIATION, target=Target.COMMUNE_STAFF)
    )
    with either.desk.database.engine.begin() as connection:
        connection.execute(text(statement))
    found = either.backup.verify(actor)
    assert not found.whole
    assert all(name.startswith(altered) for name in found.altered_records)


def test_a_refused_act_leaves_no_number_and_no_log(either: Services) -> None:
    actor = factories.found_office(either)
    registered = either.petitions.register(actor, factories.petition()).value
    before = either.records.changes(actor)
    incomplete = factories.petition(people=(factories.person(id_number=""),))
    other = either.petitions.register(actor, incomplete).value
    with pytest.raises(Refused, match="letter_facts_missing"):
        either.letters.issue(actor, LetterRequest("kn-admission", RecordType.PETITION, other.id), TODAY)
    request = LetterRequest("kn-admission", RecordType.PETITION, registered.id)
    assert either.letters.issue(actor, request, TODAY).value.number == "01/TB-UBND"
    assert before[0].number < either.records.changes(actor)[0].number


def test_statistics_count_what_the_books_hold(either: Services) -> None:
    actor = factories.found_office(either)
    session = factories.everyday_session(either, actor)
    either.receptions.log(actor, factories.visit(session, people_count=7))
    either.petitions.register(actor, factories.petition())
    report = either.statistics.report(actor, "commune-summary", YEAR)
    counted = {f.measure: f.value for row in report.rows for f in row.figures}
    assert (counted["committee-turns"], counted["everyday-people"], counted["committee-groups"]) == (1, 7, 1)
    assert counted["petitions"] == 1
    (record,) = either.statistics.records(actor, FigureRef("commune-summary", "petitions", YEAR)).rows
    assert record.number == "Đ-2026/0001"


def test_lists_know_what_is_late_on_either_engine(either: Services) -> None:
    actor = factories.found_office(either)
    either.petitions.register(actor, factories.petition(received_on=date(2026, 10, 1)))
    either.voters.record(
        actor, RecommendationDraft(factories.meeting(either, actor, date(2026, 9, 1)), "Sửa cầu tràn")
    )
    assert either.petitions.page(actor, PetitionQuery(due=Due.LATE)).total == 1
    assert either.petitions.page(actor, PetitionQuery(sort="due_on", descending=False)).total == 1
    assert either.voters.page(actor, RecommendationQuery(due=Due.LATE)).total == 1


def test_a_draft_is_kept_for_the_one_who_types_and_stays_out_of_the_log(either: Services) -> None:
    actor = factories.found_office(either)
    last = either.records.changes(actor)[0].number
    either.records.keep_draft(actor, "visit", '{"matter": "Công trình"}')
    either.records.keep_draft(actor, "visit", '{"matter": "Công trình nước"}')
    assert either.records.draft(actor, "visit") == '{"matter": "Công trình nước"}'
    either.records.drop_draft(actor, "visit")
    assert either.records.draft(actor, "visit") is None
    assert either.records.changes(actor)[0].number == last


def test_history_shows_each_field_before_and_after(either: Services) -> None:
    actor = factories.found_office(either)
    registered = either.petitions.register(actor, factories.petition()).value
    either.petitions.take(actor, registered.id, Step("accept", TODAY))
    newest = either.records.history(actor, registered.id)[0]
    changed = {field.name: (field.before, field.after) for field in newest.fields}
    assert newest.act == "petitions.accept"
    assert changed["state"] == ("registered", "accepted")


def test_what_each_page_asks_is_answered_on_either_engine(either: Services) -> None:
    actor = factories.found_office(either)
    visited = factories.visit(factories.everyday_session(either, actor))
    visit_id = either.receptions.log(actor, visited).value
    recorded = either.voters.record(
        actor, RecommendationDraft(factories.meeting(either, actor), "Công trình nước tập trung hỏng")
    ).value
    found = either.records.similar(actor, "công trình nước tập trung của bản bị hỏng")
    assert {hit.record_id for hit in found} == {visit_id, recorded.id}
    assert sum(either.voters.tally(actor, RecommendationQuery()).values()) == 1
    assert either.statistics.course(actor, FigureRef("commune-summary", "committee-turns", YEAR))
    assert len(either.deadlines.within(actor, YEAR)) == 2
    assert either.letters.page(actor).total == 0
    assert either.receptions.visits(actor, text="nuoc tap trung").total == 1


def test_the_training_office_counts_the_same_and_is_whole_on_either_engine(either: Services) -> None:
    actor = found_training_office(either, "PC-01")
    report = either.statistics.report(actor, "commune-summary", Period(date(2025, 7, 1), date(2026, 3, 31)))
    rows = [[figure.value for figure in row.figures] for row in report.rows]
    assert rows[5:7] == [[4, 12, 3046], [321]]
    assert rows[16:] == [[18, 0, 4, 18], [14, 12, 8571]]
    assert either.backup.verify(actor).whole


def test_two_people_who_save_at_once_get_numbers_without_gap_or_double(either: Services) -> None:
    actor = factories.found_office(either)

    def save(_turn: int) -> str:
        return either.petitions.register(actor, factories.petition()).value.number

    with ThreadPoolExecutor(max_workers=4) as pool:
        numbers = sorted(pool.map(save, range(40)))
    assert numbers == [f"Đ-2026/{number:04}" for number in range(1, 41)]
    assert either.backup.verify(actor).whole
