"""Scans: taken in by their content, read by who may, taken out with a trace, never lost."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.bootstrap import Services
from app.domain.actors import Actor, Role
from app.domain.errors import Refused, StorageTrouble
from app.domain.events import EventKind
from app.domain.ids import RecordId, new_id
from app.domain.jurisdictions import Target
from app.domain.kinds import PetitionKind, RecordType
from app.domain.scans import Scan, ScanDraft, ScanFormat, ScanKind
from app.runtime.words import sentence
from app.services.scans import check_file, read_scan
from tests import factories, pictures

SECRET = "Đơn tố cáo của Sùng Thị Kín"


def _petition(
    services: Services, actor: Actor, kind: PetitionKind = PetitionKind.COMPLAINT, **told: Target
) -> RecordId:
    return services.petitions.register(actor, factories.petition(kind, **told)).value.id  # type: ignore[arg-type]


def _draft(record_id: RecordId, name: str = "Đơn viết tay", content: bytes = b"") -> ScanDraft:
    return ScanDraft(RecordType.PETITION, record_id, ScanKind.PETITION, name, content or pictures.pdf(3))


def test_a_scan_is_kept_as_it_was_handed_in(either: Services) -> None:
    actor = factories.found_office(either)
    key = _petition(either, actor)
    scan = either.scans.add(actor, _draft(key)).value
    assert (scan.format, scan.pages, scan.size) == (ScanFormat.PDF, 3, len(pictures.pdf(3)))
    assert either.scans.of_record(actor, key) == (scan,)
    assert either.scans.content(actor, scan.id) == pictures.pdf(3)
    told = either.petitions.petition(actor, key).events[0]
    assert (told.kind, told.note) == (EventKind.PAPERS_TAKEN, "Đơn: Đơn viết tay (3 trang)")
    assert either.backup.verify(actor).whole


def test_the_engine_refuses_to_change_a_scan(services: Services, actor: Actor) -> None:
    services.scans.add(actor, _draft(_petition(services, actor)))
    for change in ("UPDATE scan_files SET content = 'other'", "DELETE FROM scan_files"):
        with services.desk.database.engine.begin() as connection, pytest.raises(Exception, match="append"):
            connection.execute(text(change))


def test_a_scan_taken_out_leaves_a_trace_and_stays(services: Services, actor: Actor) -> None:
    key = _petition(services, actor)
    scan = services.scans.add(actor, _draft(key)).value
    with pytest.raises(Refused, match="line_missing"):
        services.scans.remove(actor, scan.id, " ")
    gone = services.scans.remove(actor, scan.id, "Của hồ sơ khác").value
    assert gone.removed_why == "Của hồ sơ khác"
    assert services.scans.content(actor, scan.id) == pictures.pdf(3)
    assert services.petitions.petition(actor, key).events[0].note == (
        "Gỡ tài liệu quét: Đơn viết tay. Của hồ sơ khác"
    )
    with pytest.raises(Refused, match="scan_removed_already"):
        services.scans.remove(actor, scan.id, "Lần nữa")
    assert services.scans.add(actor, _draft(key)).value.removed_why == ""


def test_the_same_file_twice_is_told(services: Services, actor: Actor) -> None:
    key = _petition(services, actor)
    services.scans.add(actor, _draft(key))
    with pytest.raises(Refused, match="scan_there") as refused:
        services.scans.add(actor, _draft(key, "Tên khác"))
    assert refused.value.facts["name"] == "Đơn viết tay"


def test_a_visit_keeps_scans_too(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    visit_id = services.receptions.log(actor, factories.visit(session)).value
    draft = ScanDraft(RecordType.VISIT, visit_id, ScanKind.IDENTITY, "Căn cước", pictures.jpeg())
    scan = services.scans.add(actor, draft).value
    assert services.scans.of_record(actor, visit_id) == (scan,)
    with pytest.raises(Refused, match="scan_of_record"):
        services.scans.add(actor, ScanDraft(RecordType.CASE, visit_id, ScanKind.OTHER, "x", pictures.pdf()))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90 a program called .jpg", "scan_unknown"),
        (pictures.png()[:70], "scan_damaged"),
        (pictures.locked_pdf(), "scan_locked"),
        (pictures.pdf() + b"\0" * (20 * 1024 * 1024), "scan_too_large"),
    ],
    ids=["program", "cut", "locked", "large"],
)
def test_what_is_no_scan_is_refused_and_nothing_kept(
    services: Services, actor: Actor, content: bytes, code: str
) -> None:
    key = _petition(services, actor)
    with pytest.raises(Refused, match=code):
        services.scans.add(actor, _draft(key, content=content))
    assert services.scans.of_record(actor, key) == ()


def test_a_file_of_200_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "Sổ địa chính.pdf"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # a file with a hole: nothing is on the disk
    with pytest.raises(Refused, match="scan_too_large") as refused:
        read_scan(huge, RecordType.PETITION, new_id(), ScanKind.EVIDENCE)
    assert (refused.value.facts["size"], refused.value.facts["most"]) == (200, 20)
    with pytest.raises(StorageTrouble, match="file_unreadable"):
        read_scan(tmp_path / "khong-co.pdf", RecordType.PETITION, new_id(), ScanKind.EVIDENCE)


def test_a_word_file_and_a_wrong_ending_are_told_apart_before_anything_is_asked(tmp_path: Path) -> None:
    for name, content, code in (
        ("Đơn.docx", b"PK\x03\x04 word", "scan_word"),
        ("ảnh.jpg", b"MZ program", "scan_misnamed"),
        ("bảng.xlsx", b"PK\x03\x04 sheet", "scan_unknown"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Refused, match=code):
            check_file(tmp_path / name)
    (tmp_path / "Đơn.docx").write_bytes(pictures.pdf())
    check_file(tmp_path / "Đơn.docx")
    assert "là tệp Word: in ra PDF rồi thêm" in sentence(Refused("scan_word", file="Đơn.docx"))


def test_a_paper_bears_no_day_to_come(services: Services, actor: Actor) -> None:
    draft = replace(_draft(_petition(services, actor)), paper_on=factories.TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="date_in_future"):
        services.scans.add(actor, draft)


def test_a_scan_is_called_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "Biên bản hòa giải.pdf").write_bytes(pictures.pdf())
    draft = read_scan(tmp_path / "Biên bản hòa giải.pdf", RecordType.PETITION, new_id(), ScanKind.MINUTES)
    assert (draft.name, draft.content) == ("Biên bản hòa giải", pictures.pdf())


def _sealed(services: Services, actor: Actor) -> Scan:
    key = _petition(services, actor, PetitionKind.DENUNCIATION, target=Target.COMMUNE_STAFF)
    return services.scans.add(actor, _draft(key, SECRET)).value


def test_a_denunciation_keeps_no_name_of_its_papers(services: Services, actor: Actor) -> None:
    scan = _sealed(services, actor)
    assert (scan.name, scan.sealed) == ("", True)
    told = replace(_draft(scan.record_id, content=pictures.jpeg()), number="Kín-1", author="Sùng Thị Kín")
    other = services.scans.add(actor, told).value
    assert (other.number, other.author) == ("", "")
    assert "Kín" not in repr(services.records.changes(actor))
    assert "Kín" not in repr(services.petitions.petition(actor, scan.record_id))


def test_a_denouncers_handwriting_opens_with_a_reason_and_leaves_a_line(
    services: Services, actor: Actor
) -> None:
    scan = _sealed(services, actor)
    with pytest.raises(Refused, match="line_missing"):
        services.scans.content(actor, scan.id)
    assert services.scans.content(actor, scan.id, "Giám định chữ viết") == pictures.pdf(3)
    opened = services.records.changes(actor)[0]
    assert (opened.act, opened.reason) == ("denouncers.open", "Giám định chữ viết")
    clerk = Actor(actor.user_id, "Lò Thị Mai", "", Role.STATISTICS, "MAY-02")
    with pytest.raises(Refused, match="not_permitted"):
        services.scans.content(clerk, scan.id, "Tò mò")


def test_scans_of_a_kept_petition_are_for_its_keepers(services: Services, actor: Actor) -> None:
    added = services.users.add(actor, "Quàng Thị Ín", "Văn thư", Role.OFFICER).value
    other = services.users.enter(added.id, "", "MAY-02")
    scan = services.scans.add(
        actor, _draft(_petition(services, actor, PetitionKind.DENUNCIATION, target=Target.COMMUNE_CHAIR))
    ).value
    for look in (
        lambda: services.scans.of_record(other, scan.record_id),
        lambda: services.scans.content(other, scan.id, "Xem thử"),
        lambda: services.scans.remove(other, scan.id, "Gỡ thử"),
    ):
        with pytest.raises(Refused, match="petition_kept"):
            look()
    assert all(change.hidden for change in services.records.changes(other) if "scan" in change.record)
    assert any(change.record == "scan_files" for change in services.records.changes(actor))


def test_a_copy_of_the_office_carries_its_scans(services: Services, actor: Actor, tmp_path: Path) -> None:
    from app.bootstrap import open_services
    from app.services.backup import put_back

    scan = services.scans.add(actor, _draft(_petition(services, actor))).value
    copy = services.backup.copy(actor, tmp_path / "copies")
    put_back(copy, tmp_path / "other" / "tiepdan.db")
    again = open_services(f"sqlite:///{(tmp_path / 'other' / 'tiepdan.db').as_posix()}", services.clock)
    try:
        assert again.scans.content(actor, scan.id) == pictures.pdf(3)
    finally:
        again.close()
