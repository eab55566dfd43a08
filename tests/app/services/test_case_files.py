"""Bound case files: every paper in its order, every sheet numbered, nothing of a denouncer."""

import os
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused, StorageTrouble
from app.domain.ids import RecordId
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind, RecordType
from app.domain.letters import LetterRequest
from app.domain.scans import ScanDraft, ScanKind
from tests import factories, pictures
from tests.factories import TODAY

SECRET = "Sùng Thị Kín"


def _said(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(path.read_bytes())).pages]


def _scan(services: Services, actor: Actor, key: RecordId, name: str, content: bytes) -> None:
    draft = ScanDraft(RecordType.PETITION, key, ScanKind.EVIDENCE, name, content)
    services.scans.add(actor, draft)


@pytest.fixture
def complaint(services: Services, actor: Actor) -> RecordId:
    """A complaint with a notice that was issued and three sheets of scans."""
    key = services.petitions.register(actor, factories.petition(received_on=date(2026, 11, 16))).value.id
    services.letters.issue(actor, LetterRequest("kn-admission", RecordType.PETITION, key), date(2026, 11, 18))
    _scan(services, actor, key, "Sổ đỏ", pictures.tiff(2))
    _scan(services, actor, key, "Ảnh bờ rào", pictures.jpeg())
    return key


def test_a_file_has_its_cover_its_index_and_every_sheet(
    services: Services, actor: Actor, complaint: RecordId, tmp_path: Path
) -> None:
    bound = services.case_files.bind(actor, RecordType.PETITION, complaint, tmp_path / "Hồ sơ.pdf")
    cover, index, *sheets = _said(bound.path)
    assert "HỒ SƠ" in cover
    assert "Đ-2026/0001" in cover
    assert "Từ ngày 16/11/2026 đến ngày 20/11/2026" in cover
    assert f"{len(sheets)} tờ" in cover
    for told in ("01/TB-UBND", "Giấy tờ, chứng cứ: Sổ đỏ", "Ảnh bờ rào"):
        assert told in index
    assert [sheet.split()[-1] for sheet in sheets] == [str(n + 1) for n in range(len(sheets))]
    assert bound.file.sheets == len(sheets)


def test_the_index_names_the_sheets_of_each_paper(
    services: Services, actor: Actor, complaint: RecordId, tmp_path: Path
) -> None:
    bound = services.case_files.bind(actor, RecordType.PETITION, complaint, tmp_path / "a.pdf")
    notice, book, _photo = bound.file.papers
    first = notice.pages + 1
    assert f"{first}–{first + book.pages - 1}" in _said(bound.path)[1]


def test_the_index_prints_the_papers_own_day_number_and_author(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    key = services.petitions.register(actor, factories.petition(received_on=date(2026, 11, 16))).value.id
    for name, content, day in (
        ("Quyết định thu hồi đất", pictures.pdf(2), date(2019, 3, 5)),
        ("Bản đồ", pictures.jpeg(), None),
    ):
        told = {"paper_on": day, "number": "15/QĐ-UBND", "author": "UBND huyện Mường Tè"} if day else {}
        draft = ScanDraft(RecordType.PETITION, key, ScanKind.EVIDENCE, name, content, **told)  # type: ignore[arg-type]
        services.scans.add(actor, draft)
    bound = services.case_files.bind(actor, RecordType.PETITION, key, tmp_path / "a.pdf")
    decision, drawing = bound.file.papers
    assert (decision.number, decision.on, decision.author) == (
        "15/QĐ-UBND",
        date(2019, 3, 5),
        "UBND huyện Mường Tè",
    )
    assert (drawing.number, drawing.on, drawing.author) == ("", TODAY, "")
    index = _said(bound.path)[1]
    for words in ("15/QĐ-UBND", "05/03/2019", "UBND"):
        assert words in index


def test_an_empty_file_says_so(services: Services, actor: Actor, tmp_path: Path) -> None:
    key = services.petitions.register(actor, factories.petition()).value.id
    bound = services.case_files.bind(actor, RecordType.PETITION, key, tmp_path / "a.pdf")
    assert "Hồ sơ chưa có văn bản, tài liệu nào." in _said(bound.path)[1]


def test_a_scan_taken_out_and_a_letter_withdrawn(
    services: Services, actor: Actor, complaint: RecordId, tmp_path: Path
) -> None:
    (scan, _photo), (letter,) = (
        services.scans.of_record(actor, complaint),
        services.letters.of_record(actor, complaint),
    )
    services.scans.remove(actor, scan.id, "Của hồ sơ khác")
    services.letters.withdraw(actor, letter.id, "Sai căn cứ")
    bound = services.case_files.bind(actor, RecordType.PETITION, complaint, tmp_path / "a.pdf")
    assert [paper.remark for paper in bound.file.papers] == ["đã thu hồi", "Bản quét"]


def test_a_case_binds_the_papers_of_all_its_petitions_and_visits(
    services: Services, actor: Actor, complaint: RecordId, tmp_path: Path
) -> None:
    case_id = services.cases.open(actor, "Đền bù khi thu hồi đất ở bản Nà Khương", TODAY).value
    other = services.petitions.register(actor, factories.petition(case_id=case_id)).value.id
    services.petitions.join_case(actor, complaint, case_id)
    _scan(services, actor, other, "Biên bản kiểm đếm", pictures.pdf(2))
    bound = services.case_files.bind(actor, RecordType.CASE, case_id, tmp_path / "a.pdf")
    cover, index, *_sheets = _said(bound.path)
    assert "Đền bù khi thu hồi đất ở bản Nà Khương" in cover
    assert "Biên bản kiểm đếm" in index
    assert "Sổ đỏ" in index


@pytest.fixture
def denunciation(services: Services, actor: Actor) -> RecordId:
    draft = factories.petition(
        PetitionKind.DENUNCIATION, people=(factories.person(SECRET),), target=Target.COMMUNE_STAFF
    )
    key = services.petitions.register(actor, draft).value.id
    _scan(services, actor, key, f"Đơn của {SECRET}", pictures.pdf(3))
    return key


def test_a_denouncers_papers_are_listed_and_not_bound(
    services: Services, actor: Actor, denunciation: RecordId, tmp_path: Path
) -> None:
    bound = services.case_files.bind(actor, RecordType.PETITION, denunciation, tmp_path / "a.pdf")
    cover, index = _said(bound.path)
    assert "giữ kín, không ghép vào hồ sơ" in index
    assert (bound.file.sheets, bound.file.left_out) == (0, 1)
    assert SECRET not in cover + index
    assert SECRET.encode("utf-16-be") not in bound.path.read_bytes()


def test_who_may_open_denouncers_binds_them_with_a_reason(
    services: Services, actor: Actor, denunciation: RecordId, tmp_path: Path
) -> None:
    path, told = tmp_path / "a.pdf", RecordType.PETITION
    clerk = Actor(actor.user_id, "Lò Thị Mai", "", Role.STATISTICS, "MAY-02")
    with pytest.raises(Refused, match="not_permitted"):
        services.case_files.bind(clerk, told, denunciation, path, reason="Tò mò")
    assert not path.exists()
    services.case_files.bind(actor, told, denunciation, path, reason="Bàn giao cho thanh tra")
    assert len(_said(path)) == 5
    opened = services.records.changes(actor)[0]
    assert (opened.act, opened.reason) == ("denouncers.open", "Bàn giao cho thanh tra")


def test_a_file_that_is_stopped_leaves_nothing(
    services: Services, actor: Actor, complaint: RecordId, tmp_path: Path
) -> None:
    class Stopped(Exception):  # noqa: N818 - as the window says it
        pass

    def stop(done: int, whole: int) -> None:
        assert whole == 3
        if done == 1:
            raise Stopped

    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Stopped):
        services.case_files.bind(actor, RecordType.PETITION, complaint, folder / "a.pdf", stop)
    assert list(folder.iterdir()) == []


def test_a_disk_that_is_full_leaves_the_old_file(
    services: Services, actor: Actor, complaint: RecordId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageTrouble, match="disk_full"):
        services.case_files.bind(actor, RecordType.PETITION, complaint, path)
    assert path.read_bytes() == b"old"
    assert not list(tmp_path.glob(".a-*"))


def test_a_file_that_is_open_elsewhere_is_named(
    services: Services, actor: Actor, complaint: RecordId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(self: Path, target: Path) -> None:  # what Windows answers while Word holds the file
        raise PermissionError(13, "The process cannot access the file")

    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(StorageTrouble, match="file_in_use") as told:
        services.case_files.bind(actor, RecordType.PETITION, complaint, path)
    assert told.value.facts["file"] == "a.pdf"
    assert path.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_named(
    services: Services, actor: Actor, complaint: RecordId, tmp_path: Path
) -> None:
    with pytest.raises(StorageTrouble, match="folder_not_writable"):
        services.case_files.bind(actor, RecordType.PETITION, complaint, tmp_path / "gone" / "a.pdf")
