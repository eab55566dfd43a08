"""Rule packs: which one is in force, what a new one would move, taking it over, on one PC and on many."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import Services, file_address, open_services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused
from app.domain.events import Clock
from app.domain.ids import RecordId
from app.domain.kinds import PetitionKind
from app.domain.law import PackOnRecord
from app.domain.law_changes import Difference, Origin
from app.domain.office import DayKind
from app.domain.office_days import CalendarChanges, CalendarDay
from app.rules import packing, packs, signing
from app.runtime.clock import Clock as WallClock
from app.services import law_words
from app.services.petitions import Step
from db import law as law_store
from tests import factories, rule_packs
from tests.factories import TODAY
from tests.rule_packs import LONGER, NEXT

WHY = "Luật mới có hiệu lực"
NONE: frozenset[RecordId] = frozenset()
HOLIDAY = (
    "calendar.toml",
    "# 2027",
    '[[off]]\ndays = [2026-11-25]\nreason = "Nghỉ thêm"\ndocument = "Công văn 1/BNV"\n# 2027',
)


@pytest.fixture
def keeper(either: Services) -> Actor:
    return factories.found_office(either)


@pytest.fixture
def signing_key(tmp_path: Path) -> Path:
    signing.make_key(tmp_path / "one.key")
    return tmp_path / "one.key"


def complain(services: Services, actor: Actor, kind: PetitionKind = PetitionKind.COMPLAINT) -> RecordId:
    return services.petitions.register(actor, factories.petition(kind)).value.id


def clocks(services: Services, actor: Actor, record: RecordId) -> tuple[Clock, ...]:
    return services.petitions.petition(actor, record).clocks


def clock(services: Services, actor: Actor, record: RecordId) -> Clock:
    return clocks(services, actor, record)[0]


def adopt(services: Services, actor: Actor, content: bytes, keep: frozenset[RecordId] = NONE) -> None:
    services.law.adopt(actor, content, keep, WHY, vouched=True)


def shipped_version() -> str:
    return packs.about(packs.shipped())[0]


def test_an_office_keeps_the_programs_pack_from_its_founding(either: Services, keeper: Actor) -> None:
    known = either.law.pack_in_force(keeper)
    assert (known.version, known.signer) == (shipped_version(), None)
    assert known.adopted_at is not None
    assert either.law.offered(keeper) is None
    assert either.backup.verify(keeper).whole


def test_a_new_pack_tells_what_it_changes_and_which_terms_move(either: Services, keeper: Actor) -> None:
    record = complain(either, keeper)
    before = clock(either, keeper, record)
    told = either.law.preview(keeper, rule_packs.pack(LONGER))
    (change,) = told.duties
    assert (change.duty.id, change.difference, change.parts) == (
        "KN-01",
        Difference.CHANGED,
        frozenset({"terms"}),
    )
    assert law_words.differences(told) == (
        "KN-01 Thụ lý khiếu nại: thời hạn 7 ngày làm việc → 9 ngày làm việc",
    )
    (move,) = told.moves
    assert (move.clock_id, move.due_from, move.due_to) == (before.id, date(2026, 12, 2), date(2026, 12, 4))
    assert clock(either, keeper, record) == before


def test_adopting_moves_the_running_terms_in_one_logged_act(either: Services, keeper: Actor) -> None:
    record = complain(either, keeper)
    done = either.law.adopt(keeper, rule_packs.pack(LONGER), NONE, WHY, vouched=True)
    after = clock(either, keeper, record)
    assert (after.due_on, after.pack) == (done.value.moves[0].due_to, NEXT)
    assert either.law.pack_in_force(keeper).version == NEXT
    assert clock(either, keeper, complain(either, keeper)).due_on == after.due_on
    assert either.deadlines.why(keeper, after).due == after.due_on
    assert either.backup.verify(keeper).whole
    logged = [change for change in either.records.changes(keeper) if change.act == "law.adopt"]
    assert {change.record for change in logged} == {"rule_packs", "clocks"}
    assert {change.reason for change in logged} == {WHY}


def test_a_file_that_is_kept_stays_under_the_pack_it_runs_by(either: Services, keeper: Actor) -> None:
    kept, moved = complain(either, keeper), complain(either, keeper)
    before = clock(either, keeper, kept)
    adopt(either, keeper, rule_packs.pack(LONGER), frozenset({before.id}))
    assert clock(either, keeper, kept) == before
    assert clock(either, keeper, moved).pack == NEXT
    why = either.deadlines.why(keeper, before)
    assert (why.due, why.term.length) == (before.due_on, 7)
    storm = CalendarDay(date(2026, 11, 26), DayKind.OFF, "Nghỉ tránh bão", "Công điện 12")
    either.calendar.apply(keeper, CalendarChanges((storm,)), "Bão số 12")
    assert clock(either, keeper, kept).due_on == date(2026, 12, 3)


def test_terms_that_end_as_before_run_by_the_new_pack_too(either: Services, keeper: Actor) -> None:
    record = complain(either, keeper, PetitionKind.DENUNCIATION)
    before = clock(either, keeper, record)
    told = either.law.preview(keeper, rule_packs.pack(LONGER))
    assert told.moves == ()
    adopt(either, keeper, rule_packs.pack(LONGER))
    assert clock(either, keeper, record) == replace(before, pack=NEXT)


def test_a_closed_term_never_moves(either: Services, keeper: Actor) -> None:
    record = complain(either, keeper)
    either.petitions.take(keeper, record, Step("accept", TODAY))
    closed = [one for one in clocks(either, keeper, record) if one.closed_on is not None]
    adopt(either, keeper, rule_packs.pack(LONGER))
    assert [one for one in clocks(either, keeper, record) if one.closed_on is not None] == closed


def test_a_suspended_term_goes_on_by_the_new_pack(either: Services, keeper: Actor) -> None:
    record = complain(either, keeper, PetitionKind.DENUNCIATION)
    either.petitions.take(keeper, record, Step("accept", TODAY))
    either.petitions.take(keeper, record, Step("suspend", TODAY, "Chờ giám định"))
    longer = (
        "denunciations.toml",
        '{ length = 30, unit = "calendar" },',
        '{ length = 33, unit = "calendar" },',
    )
    told = either.law.preview(keeper, rule_packs.pack(longer))
    assert [move.due_to for move in told.moves] == [date(2026, 12, 23)]
    adopt(either, keeper, rule_packs.pack(longer))
    (open_clock,) = [one for one in clocks(either, keeper, record) if one.rule_id == "TC-05"]
    assert (open_clock.pack, open_clock.paused_on) == (NEXT, TODAY)


def test_a_new_holiday_is_told_and_moves_what_reaches_over_it(either: Services, keeper: Actor) -> None:
    complain(either, keeper)
    told = either.law.preview(keeper, rule_packs.pack(HOLIDAY))
    assert law_words.differences(told) == ("Thêm ngày nghỉ 25/11/2026: Nghỉ thêm",)
    assert [(move.due_from, move.due_to) for move in told.moves] == [(date(2026, 12, 2), date(2026, 12, 3))]


def test_a_rule_that_ends_and_one_that_comes_are_told_in_words(services: Services, actor: Actor) -> None:
    rule = (
        '[[rules]]\nid = "XX-01"\ntitle = "Việc mới"\nstarts = "received"\n'
        'terms = [{ length = 4, unit = "working" }]\narticle = "Điều 1"\neffective_from = 2027-01-01\n'
    )
    ended = ("complaints.toml", "effective_from = ", "effective_to = 2026-12-31\neffective_from = ")
    come = ("voters.toml", "[[rules]]", f"{rule}[[rules]]")
    told = law_words.differences(services.law.preview(actor, rule_packs.pack(ended, come)))
    assert "hết hiệu lực sau ngày 31/12/2026" in told[0]
    assert told[1] == "XX-01 Việc mới: 4 ngày làm việc; căn cứ Điều 1; hiệu lực từ 01/01/2027"


def told(services: Services, actor: Actor, *changes: tuple[str, str, str]) -> tuple[str, ...]:
    return law_words.differences(services.law.preview(actor, rule_packs.pack(*changes)))


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            ("routes.toml", 'competent = "Chưa xác định"', 'competent = "Chưa rõ"'),
            ": thẩm quyền Chưa xác định → Chưa rõ",
        ),
        (("routes.toml", "undecided = true", "undecided = false"), ": chưa xác định có → không"),
        (("routes.toml", 'id = "kn-party"', 'id = "kn-dang"'), "Bỏ dòng thẩm quyền kn-party: "),
        (("routes.toml", 'id = "kn-party"', 'id = "kn-dang"'), "Thêm dòng thẩm quyền kn-dang: loại đơn "),
        (("clocks.toml", 'id = "voter-reply"', 'id = "voter-answer"'), "Thêm lúc bắt đầu thời hạn voter-"),
        (("clocks.toml", "[[grounds]]\nid = ", '[[grounds]]\nid = "x" #'), "Bỏ căn cứ của việc "),
        (("clocks.toml", "times = 1", "times = 2"), "Sửa gia hạn "),
        (
            ("questions.toml", "tiếng Việt không?", "tiếng Anh không?"),
            "Sửa câu hỏi phân loại readable: nội dung Đơn có đọc được",
        ),
        (
            ("questions.toml", 'text = "Góp ý, đề nghị', 'text = "Hiến kế, đề nghị'),
            "Sửa câu trả lời content/proposal: nội dung Góp ý",
        ),
        (("questions.toml", "named_most = ", "named_most = 1"), "Sửa số người đại diện "),
        (("calendar.toml", 'reason = "', 'reason = "Nghỉ '), "Sửa ngày nghỉ "),
        (("calendar.toml", 'document = "', 'document = "Theo '), ": văn bản "),
        (("pack.toml", 'title = "', 'title = "Bản '), "khác bộ đang dùng ở các tệp: pack.toml"),
    ],
)
def test_whatever_a_pack_says_otherwise_is_told(
    services: Services, actor: Actor, change: tuple[str, str, str], line: str
) -> None:
    assert any(line in one for one in told(services, actor, change))


def test_routes_in_another_order_are_told_for_the_first_counts(services: Services, actor: Actor) -> None:
    first, second = 'id = "kn-commune"', 'id = "police"'
    swapped = (("routes.toml", first, 'id = "x"'), ("routes.toml", second, first))
    lines = told(services, actor, *swapped, ("routes.toml", 'id = "x"', second))
    assert any(one.startswith("Đổi thứ tự dòng thẩm quyền") for one in lines)


def test_a_comment_alone_is_no_difference(services: Services, actor: Actor) -> None:
    lines = told(services, actor, ("routes.toml", "# Complaints", "# Khiếu nại"))
    assert lines == ("Nội dung không khác bộ đang dùng.",)


def test_of_a_long_article_only_the_words_that_differ_are_shown() -> None:
    article = "Điều 17 Luật Khiếu nại (sửa đổi bởi khoản {} Điều 1 Luật 136/2025/QH15)"
    before, after = (article.format(number) for number in (5, 6))
    shown = [f"… {text[text.index('(') :]}" for text in (before, after)]
    assert law_words.differing(before, after) == " → ".join(shown)


def test_what_the_new_pack_has_no_text_for_keeps_its_own(services: Services, actor: Actor) -> None:
    record = complain(services, actor)
    before = clock(services, actor, record)
    later = (
        "complaints.toml",
        'effective_from = 2026-07-01\nnote = "Không thụ lý',
        'effective_from = 2026-12-01\nnote = "Không thụ lý',
    )
    gone = ("complaints.toml", "effective_to = 2026-06-30", "effective_to = 2026-11-30")
    told = services.law.preview(actor, rule_packs.pack(later, gone))
    assert told.staying == 0
    assert [move.clock_id for move in told.moves] == [before.id]


def test_own_days_hold_under_the_new_pack(services: Services, actor: Actor) -> None:
    storm = CalendarDay(date(2026, 11, 26), DayKind.OFF, "Nghỉ tránh bão", "Công điện 12")
    services.calendar.apply(actor, CalendarChanges((storm,)), "Bão số 12")
    complain(services, actor)
    told = services.law.preview(actor, rule_packs.pack(LONGER))
    assert told.moves[0].due_to == date(2026, 12, 7)


@pytest.mark.parametrize("version", ["2026.9", "2026.11", "2025.12.9"])
def test_an_older_pack_or_the_same_is_refused(services: Services, actor: Actor, version: str) -> None:
    with pytest.raises(Refused, match="rules_downgrade"):
        services.law.preview(actor, rule_packs.pack(version=version))


@pytest.mark.parametrize("version", ["2026.11.2", "2026.12", "2027.1"])
def test_a_newer_pack_is_taken_by_number_not_by_letters(
    services: Services, actor: Actor, version: str
) -> None:
    adopt(services, actor, rule_packs.pack(version=version))
    assert services.law.pack_in_force(actor).version == version


def test_a_bad_pack_leaves_the_one_in_force(services: Services, actor: Actor) -> None:
    bad = rule_packs.pack(("complaints.toml", "length = 7", "length = 0"))
    with pytest.raises(Refused, match="rule_pack_bad") as caught:
        adopt(services, actor, bad)
    assert caught.value.facts["line"]
    assert services.law.pack_in_force(actor).version == shipped_version()
    assert clock(services, actor, complain(services, actor)).pack == shipped_version()


def test_a_pack_that_leaves_out_a_rule_is_refused(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="rule_pack_bad") as caught:
        services.law.preview(actor, rule_packs.pack(("party.toml", '"DG-02"', '"DG-09"')))
    assert "DG-02" in str(caught.value.facts["problem"])


@pytest.mark.parametrize("row", ["tc-chair", "tc-committee"])
def test_a_pack_that_opens_denunciations_kept_from_the_chair_is_refused(
    services: Services, actor: Actor, row: str
) -> None:
    routes = packs.shipped()["routes.toml"]
    entry = routes[routes.index(f'id = "{row}"') :].partition("sealed = true")[0]
    opened = ("routes.toml", f"{entry}sealed = true", f"{entry}sealed = false")
    with pytest.raises(Refused, match="rule_pack_bad") as caught:
        services.law.preview(actor, rule_packs.pack(opened))
    facts = caught.value.facts
    assert (facts["file"], facts["rule"], bool(facts["line"])) == ("routes.toml", row, True)
    assert "Ghi sealed = true" in str(facts["problem"])


def test_a_row_set_before_a_sealed_one_does_not_open_it(services: Services, actor: Actor) -> None:
    row = (
        '[[routes]]\nid = "before"\nkinds = ["denunciation"]\ntargets = ["commune_chair"]\n'
        'competent = "Ai đó"\narticle = "Điều 1"\n\n[[routes]]'
    )
    with pytest.raises(Refused, match="rule_pack_bad") as caught:
        services.law.preview(actor, rule_packs.pack(("routes.toml", "[[routes]]", row)))
    assert caught.value.facts["rule"] == "before"


def test_terms_kept_before_are_told_by_the_next_pack(services: Services, actor: Actor) -> None:
    kept, moved = complain(services, actor), complain(services, actor)
    before = clock(services, actor, kept)
    adopt(services, actor, rule_packs.pack(LONGER), frozenset({before.id}))
    shorter = (LONGER[0], LONGER[1], LONGER[1].replace("7", "5"))
    told = services.law.preview(actor, rule_packs.pack(shorter, version="2027.1"))
    assert told.kept == {before.id}
    assert {move.record_id for move in told.moves} == {kept, moved}


def test_an_unsigned_pack_wants_somebody_to_vouch(services: Services, actor: Actor) -> None:
    told = services.law.preview(actor, rule_packs.pack(LONGER))
    assert told.origin is Origin.UNSIGNED
    assert "Không có chữ ký" in law_words.origin(told)
    with pytest.raises(Refused, match="rules_unsure_origin") as caught:
        services.law.adopt(actor, told.content, NONE, WHY)
    assert caught.value.field == "vouched"


def signed(key: Path, version: str) -> bytes:
    files = rule_packs.files(version=version)
    return packing.packed(files, signing.sign(files, key, "Sở Tư pháp tỉnh Lai Châu"))


def test_a_signer_is_vouched_for_once(services: Services, actor: Actor, signing_key: Path) -> None:
    first = services.law.preview(actor, signed(signing_key, "2026.12"))
    assert first.origin is Origin.NEW_SIGNER
    assert first.pack.signer is not None
    assert first.pack.signer.name in law_words.origin(first)
    adopt(services, actor, first.content)
    known = services.law.pack_in_force(actor)
    assert known.signer == first.pack.signer
    services.law.adopt(actor, signed(signing_key, "2027.1"), NONE, WHY)
    assert services.law.pack_in_force(actor).version == "2027.1"


def test_another_signer_or_none_after_a_signed_pack_wants_a_word(
    services: Services, actor: Actor, signing_key: Path, tmp_path: Path
) -> None:
    adopt(services, actor, signed(signing_key, "2026.12"))
    other = tmp_path / "other.key"
    signing.make_key(other)
    told = services.law.preview(actor, signed(other, "2027.1"))
    assert told.origin is Origin.OTHER_SIGNER
    assert services.law.preview(actor, rule_packs.pack(version="2027.1")).origin is Origin.UNSIGNED
    for content in (told.content, rule_packs.pack(version="2027.1")):
        with pytest.raises(Refused, match="rules_unsure_origin"):
            services.law.adopt(actor, content, NONE, WHY)


def test_a_term_that_no_longer_moves_cannot_be_kept(services: Services, actor: Actor) -> None:
    denounced = clock(services, actor, complain(services, actor, PetitionKind.DENUNCIATION))
    with pytest.raises(Refused, match="rules_keep_unknown"):
        adopt(services, actor, rule_packs.pack(LONGER), frozenset({denounced.id}))


def test_adopting_wants_a_reason(services: Services, actor: Actor) -> None:
    with pytest.raises(Refused, match="line_missing"):
        services.law.adopt(actor, rule_packs.pack(LONGER), NONE, " ", vouched=True)


def test_only_the_keeper_changes_the_law(services: Services, actor: Actor) -> None:
    clerk = replace(actor, role=Role.OFFICER)
    assert services.law.pack_in_force(clerk).version
    with pytest.raises(Refused, match="not_permitted"):
        services.law.preview(clerk, rule_packs.pack(LONGER))
    with pytest.raises(Refused, match="not_permitted"):
        adopt(services, clerk, rule_packs.pack(LONGER))


def test_another_pc_counts_by_the_new_pack_from_its_next_act(either: Services, keeper: Actor) -> None:
    address = either.desk.database.engine.url.render_as_string(hide_password=False)
    other = open_services(address, either.clock)
    assert clock(other, keeper, complain(other, keeper)).pack == shipped_version()
    adopt(either, keeper, rule_packs.pack(LONGER))
    after = clock(other, keeper, complain(other, keeper))
    assert (after.pack, after.due_on) == (NEXT, date(2026, 12, 4))
    other.close()


def test_a_pack_is_still_in_force_after_the_next_start(either: Services, keeper: Actor) -> None:
    adopt(either, keeper, rule_packs.pack(LONGER))
    address = either.desk.database.engine.url.render_as_string(hide_password=False)
    again = open_services(address, either.clock)
    assert again.desk.law.version == NEXT
    assert again.desk.rules.rule("KN-01", TODAY).terms[0].length == 9
    again.close()


def test_a_signed_pack_in_force_is_offered_nothing_older(services: Services, actor: Actor) -> None:
    adopt(services, actor, rule_packs.pack(LONGER, version="2030.1"))
    assert services.law.offered(actor) is None


@pytest.fixture
def from_before(tmp_path: Path, clock: WallClock) -> Services:
    """An office of the first schema, before packs were kept."""
    shutil.copy(Path(__file__).parents[2] / "old_databases" / "0001.db", tmp_path / "tiepdan.db")
    return open_services(file_address(tmp_path), clock)


def test_an_older_office_keeps_the_pack_with_its_first_act_and_not_by_looking(from_before: Services) -> None:
    actor = from_before.first_actor()
    assert actor is not None
    from_before.deadlines.rules(actor)
    assert from_before.law.pack_in_force(actor).adopted_at is None
    from_before.office.add_village(actor, "bản Mới")
    assert from_before.law.pack_in_force(actor).adopted_at is not None
    from_before.office.add_village(actor, "bản Mới hơn")
    assert from_before.backup.verify(actor).whole
    from_before.close()


def test_an_older_office_counts_in_the_act_that_keeps_the_pack(from_before: Services) -> None:
    actor = from_before.first_actor()
    assert actor is not None
    record = complain(from_before, actor)
    assert clock(from_before, actor, record).pack == shipped_version()
    assert from_before.law.pack_in_force(actor).adopted_at is not None
    from_before.close()


def test_the_programs_newer_pack_is_offered_and_never_taken_by_itself(from_before: Services) -> None:
    actor = from_before.first_actor()
    assert actor is not None
    older = rule_packs.pack(LONGER, version="2026.10")
    with from_before.desk.database.write(actor, "law.adopt", from_before.clock.now()) as work:
        law_store.add(work, PackOnRecord("2026.10", "Pháp luật đến tháng 10/2026"), older)
    from_before.desk.look_again()
    record = complain(from_before, actor)
    assert clock(from_before, actor, record).pack == "2026.10"
    offered = from_before.law.offered(actor)
    assert offered is not None
    assert offered.version == shipped_version()
    told = from_before.law.preview(actor, None)
    assert told.origin is Origin.PROGRAM
    assert record in {move.record_id for move in told.moves}
    from_before.law.adopt(actor, told.content, NONE, WHY)
    assert from_before.law.pack_in_force(actor).version == shipped_version()
    assert from_before.law.offered(actor) is None
    from_before.close()
