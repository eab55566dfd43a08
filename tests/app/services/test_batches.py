"""Batches: looked at first, issued one by one, no number lost, whatever one letter or the disk does."""

import errno
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.batches import Batch
from app.domain.errors import Refused, StorageTrouble
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import DocumentRow, Format
from app.domain.petitions import PetitionState
from app.domain.voters import RecommendationDraft
from app.services.petitions import Step
from tests import factories
from tests.factories import TODAY

FORM = "pt-transfer-recommendation"


def _recommendation(services: Services, actor: Actor, name: str = "Lò Văn Phương", **told: str) -> RecordId:
    draft = factories.petition(
        PetitionKind.RECOMMENDATION,
        people=(factories.person(name, **told),),
        target=Target.PROVINCE_MATTER,
        matter=f"Đề nghị sửa đường tỉnh, ý kiến của {name}",
    )
    return services.petitions.register(actor, draft).value.id


@pytest.fixture
def three(services: Services, actor: Actor) -> tuple[RecordId, ...]:
    names = ("Lò Văn Phương", "Giàng Thị Mỷ", "Vàng A Sử")
    return tuple(_recommendation(services, actor, name) for name in names)


def _batch(*records: RecordId, form: str = FORM, **facts: str) -> Batch:
    told = {"competent_body": "Sở Xây dựng"} | facts
    return Batch(form, RecordType.PETITION, records, tuple(told.items()))


def test_a_look_tells_which_letters_are_ready_and_what_the_others_lack(
    services: Services, actor: Actor, three: tuple[RecordId, ...]
) -> None:
    bare = _recommendation(services, actor, "Quàng Văn Ín", address="")
    done = _recommendation(services, actor, "Lường Thị Sơ")
    services.petitions.take(actor, done, Step("file_away", TODAY, "Trùng"))
    *ready, lacking, refused = services.batches.check(actor, _batch(*three, bare, done), TODAY)
    assert [one.ready for one in ready] == [True] * 3
    assert ready[1].name == "Đ-2026/0002 · Giàng Thị Mỷ"
    assert any("Địa chỉ" in told for told in lacking.missing)
    assert "đã lưu" in refused.trouble
    assert services.letters.page(actor).total == 0


def test_what_is_typed_once_is_in_every_letter(
    services: Services, actor: Actor, three: tuple[RecordId, ...]
) -> None:
    batch = _batch(*three, signer_name="Quàng Thị Dung")
    issued = services.batches.issue(actor, batch, TODAY).value.issued
    assert [row.number for row in issued] == ["01/PC-UBND", "02/PC-UBND", "03/PC-UBND"]
    assert {row.signer for row in issued} == {"Quàng Thị Dung"}
    assert services.petitions.petition(actor, three[2]).state is PetitionState.FORWARDED


def test_one_that_is_refused_takes_no_number_and_holds_up_nobody(
    services: Services, actor: Actor, three: tuple[RecordId, ...]
) -> None:
    services.petitions.take(actor, three[1], Step("file_away", TODAY, "Trùng"))
    outcome = services.batches.issue(actor, _batch(*three), TODAY).value
    assert [row.number for row in outcome.issued] == ["01/PC-UBND", "02/PC-UBND"]
    assert [failed.record_id for failed in outcome.failed] == [three[1]]
    assert outcome.untouched == 0


def test_stopping_between_two_letters_keeps_what_was_issued(
    services: Services, actor: Actor, three: tuple[RecordId, ...]
) -> None:
    outcome = services.batches.issue(actor, _batch(*three), TODAY, lambda done, whole: done < 2).value
    assert ([row.number for row in outcome.issued], outcome.untouched) == (["01/PC-UBND", "02/PC-UBND"], 1)
    assert services.petitions.petition(actor, three[2]).state is PetitionState.REGISTERED
    again = services.batches.issue(actor, _batch(three[2]), TODAY).value
    assert again.issued[0].number == "03/PC-UBND"


def test_a_full_database_ends_the_batch_and_loses_no_number(
    services: Services, actor: Actor, three: tuple[RecordId, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(pages: int) -> Callable[[int, int], bool]:
        def go_on(done: int, _whole: int) -> bool:
            if done == 1:  # the engine may not grow its file any more
                with services.desk.database.engine.connect() as connection:
                    connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            return True

        return go_on

    outcome = services.batches.issue(actor, _batch(*three), TODAY, full(1)).value
    assert [row.number for row in outcome.issued] == ["01/PC-UBND"]
    assert outcome.untouched == 2
    assert outcome.stopped_by.startswith("Đĩa đã đầy")
    with services.desk.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    again = services.batches.issue(actor, _batch(*three[1:]), TODAY).value
    assert [row.number for row in again.issued] == ["02/PC-UBND", "03/PC-UBND"]
    assert services.backup.verify(actor).whole


def test_only_who_issues_letters_issues_many(
    services: Services, actor: Actor, three: tuple[RecordId, ...]
) -> None:
    clerk = Actor(actor.user_id, "Lò Thị Mai", "", Role.STATISTICS, "MAY-02")
    with pytest.raises(Refused, match="not_permitted"):
        services.batches.issue(clerk, _batch(*three), TODAY)
    with pytest.raises(Refused, match="date_in_future"):
        services.batches.issue(actor, _batch(*three), date(2026, 11, 21))


def test_a_denunciation_in_the_list_is_told_and_left(services: Services, actor: Actor) -> None:
    draft = factories.petition(PetitionKind.DENUNCIATION, target=Target.COMMUNE_STAFF)
    key = services.petitions.register(actor, draft).value.id
    (told,) = services.batches.check(actor, _batch(key), TODAY)
    assert told.name == "Đ-2026/0001"
    assert not told.ready


def test_letters_are_written_as_one_pdf_in_their_order(
    services: Services, actor: Actor, three: tuple[RecordId, ...], tmp_path: Path
) -> None:
    issued = services.batches.issue(actor, _batch(*three), TODAY).value.issued
    steps: list[tuple[int, int]] = []
    path = services.batches.merge(
        actor, issued, tmp_path / "Thư.pdf", lambda done, whole: steps.append((done, whole))
    )
    reader = PdfReader(BytesIO(path.read_bytes()), strict=True)
    said = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert [f"{n:02d}/PC-UBND" in page for n, page in enumerate(said, start=1)] == [True] * 3
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_letters_are_written_as_a_file_each_in_both_formats(
    services: Services, actor: Actor, three: tuple[RecordId, ...], tmp_path: Path
) -> None:
    issued = services.batches.issue(actor, _batch(*three), TODAY).value.issued
    files = services.batches.save_each(actor, issued, tmp_path / "thu", Format)
    assert len(files) == len({path.name for path in files}) == 6
    assert sorted(path.suffix for path in files) == [".docx"] * 3 + [".pdf"] * 3
    kept = services.letters.content(actor, issued[0].id, Format.PDF)
    assert next(path for path in files if path.suffix == ".pdf").read_bytes() == kept


def test_writing_that_is_stopped_or_refused_leaves_no_half_file(
    services: Services,
    actor: Actor,
    three: tuple[RecordId, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issued = services.batches.issue(actor, _batch(*three), TODAY).value.issued
    folder = tmp_path / "out"
    folder.mkdir()

    def full(done: int, _whole: int) -> None:
        if done == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StorageTrouble, match="disk_full"):
        services.batches.merge(actor, issued, folder / "a.pdf", full)
    assert list(folder.iterdir()) == []
    with pytest.raises(StorageTrouble, match="folder_not_writable"):
        services.batches.save_each(actor, issued, _a_file(tmp_path))
    assert services.letters.page(actor).total == 3


def _a_file(folder: Path) -> Path:
    """A file where a folder should be made."""
    path = folder / "not a folder"
    path.write_bytes(b"")
    return path


def test_recommendations_of_voters_are_called_by_number_and_speaker(services: Services, actor: Actor) -> None:
    meeting_id = factories.meeting(services, actor)
    keys = [
        services.voters.record(
            actor, RecommendationDraft(meeting_id, f"Sửa mương {n}", f"Vàng A {n}")
        ).value.id
        for n in ("Sử", "Dế")
    ]
    names = services.batches.names(actor, RecordType.RECOMMENDATION, keys)
    assert list(names.values()) == ["1 · Vàng A Sử", "2 · Vàng A Dế"]


def test_what_is_typed_for_all_fills_only_what_a_record_does_not_tell(
    services: Services, actor: Actor
) -> None:
    bare = _recommendation(services, actor, "Giàng Thị Mỷ", address="", id_number="012185004216")
    told = _recommendation(services, actor, "Lò Văn Phương")
    batch = _batch(bare, told, sender_address="bản Co Phung", signer_name="Quàng Thị Dung")
    said = [_said(services, actor, row) for row in services.batches.issue(actor, batch, TODAY).value.issued]
    assert ["bản Co Phung" in text for text in said] == [True, False]
    assert "bản Nà Khương" in said[1]
    assert all("Quàng Thị Dung" in text for text in said)


def _said(services: Services, actor: Actor, row: DocumentRow) -> str:
    reader = PdfReader(BytesIO(services.letters.content(actor, row.id, Format.PDF)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
