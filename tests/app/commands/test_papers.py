"""Papers by the file, by the list and for the post, on the command line."""

from pathlib import Path

import pypdfium2

from tests import pictures
from tests.app.commands.conftest import COMPLAINT, SENDER, Say

WISH = {
    "kind": "recommendation",
    "target": "province_matter",
    "matter": "Đề nghị sửa đường tỉnh",
    "people": [SENDER],
}


def _pages(path: str) -> int:
    file = pypdfium2.PdfDocument(path)
    count = len(file)
    file.close()
    return count


def test_a_scan_is_taken_in_and_bound_with_the_letters(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    (tmp_path / "Sổ đỏ.tif").write_bytes(pictures.tiff(2))
    scan = ("scan", "--petition", "Đ-2026/0001", "--kind", "evidence", str(tmp_path / "Sổ đỏ.tif"))
    assert say(*scan, "--json").value["pages"] == 2
    assert say(*scan, "--json").refused["error"] == "scan_there"
    out = tmp_path / "out" / "Hồ sơ.pdf"
    bound = say("case-file", "--petition", "Đ-2026/0001", "--out", str(out), "--json").value
    assert [paper["pages"] for paper in bound["file"]["papers"]] == [2]
    assert _pages(str(out)) == 4
    assert say("case-file", "--out", str(out), "--json").refused["error"] == "case_file_needs_record"
    assert (
        say("case-file", "--case", "none", "--out", str(out), "--json").refused["error"] == "record_missing"
    )


def test_a_scan_keeps_what_stands_on_the_paper(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    (tmp_path / "a.pdf").write_bytes(pictures.pdf())
    told = ("--number", "15/QĐ-UBND", "--on", "05/03/2019", "--author", "UBND huyện", "--name", "Quyết định")
    scan = say(
        "scan", "--petition", "Đ-2026/0001", "--kind", "evidence", *told, str(tmp_path / "a.pdf"), "--json"
    ).value
    assert [scan[part] for part in ("number", "paper_on", "author")] == [
        "15/QĐ-UBND",
        "2019-03-05",
        "UBND huyện",
    ]


def test_a_file_with_nothing_in_it_says_so(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    told = say("case-file", "--petition", "Đ-2026/0001", "--out", str(tmp_path / "a.pdf"))
    assert "Hồ sơ chưa có văn bản, tài liệu nào" in told.out


BODY = ("--fact", "competent_body=Sở Xây dựng")


def test_a_batch_is_looked_at_then_issued(say: Say, tmp_path: Path) -> None:
    for _ in range(2):
        say("petition", "add", record=WISH)
    say("petition", "add", record=COMPLAINT)
    say("petition", "act", "Đ-2026/0003", "accept")
    numbers = [part for n in (1, 2, 3) for part in ("--petition", f"Đ-2026/000{n}")]
    line = ("batch", "pt-transfer-recommendation", *numbers, "--out", str(tmp_path / "out"), *BODY)
    looked = say(*line)
    assert looked.out.splitlines() == ["Đ-2026/0001 · Sùng A Páo", "Đ-2026/0002 · Sùng A Páo"]
    assert "Đ-2026/0003" in looked.err
    assert not (tmp_path / "out").exists()
    done = say(*line, "--issue", "--merged", "--json").value
    assert [row["number"] for row in done["outcome"]["issued"]] == ["01/PC-UBND", "02/PC-UBND"]
    assert _pages(done["files"][0]) == 2
    refused = say("batch", "pt-transfer-recommendation", "--out", str(tmp_path), "--json")
    assert refused.refused["error"] == "batch_needs_records"


def test_a_batch_of_what_is_late_writes_a_file_each(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=WISH | {"received_on": "2026-06-01"})
    line = (
        "batch",
        "pt-transfer-recommendation",
        "--due",
        "late",
        "--out",
        str(tmp_path),
        "--issue",
        "--docx",
        *BODY,
    )
    files = [Path(path) for path in say(*line, "--json").value["files"]]
    assert sorted(path.suffix for path in files) == [".docx", ".pdf"]
    assert all(path.exists() for path in files)


def test_an_envelope_goes_to_a_sender_or_to_any_body(say: Say, tmp_path: Path) -> None:
    say("petition", "add", record=COMPLAINT)
    told = say("envelope", "--petition", "Đ-2026/0001", "--out", str(tmp_path), "--json").value
    assert told["addresses"] == [{"name": "Sùng A Páo", "address": "bản Phìn Sư", "phone": ""}]
    line = ("envelope", "--to", "Sở Xây dựng", "--size", "DL", "--out", str(tmp_path), "--json")
    assert [Path(path).name for path in say(*line).value["files"]] == ["envelope-DL.docx", "envelope-DL.pdf"]
    assert say("envelope", "--out", str(tmp_path), "--json").refused["error"] == "envelope_needs_receiver"
