"""“Quy định”: the pack in force, a new one from a file with what it moves, taking it over, bad ones."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.kinds import PetitionKind
from app.domain.law import PackOnRecord, Signer
from app.rules import packing, signing
from tests import factories, rule_packs
from tests.rule_packs import LONGER, NEXT
from tests.ui import communes
from tests.ui.communes import NOW, InventedOffice
from tests.ui.pictures import save_picture
from ui.office.law_forms import LawForm
from ui.office.page import OfficePage
from ui.theme import Look, Theme

LONG_NAME = "Nguyễn Phúc Tôn Nữ Công Tằng Thị Hoàng Diệu Linh"


class Story(communes.Story[OfficePage]):
    """The page at its tab, over three petitions of today."""

    kind = OfficePage

    def __init__(self, office: InventedOffice, qtbot: QtBot) -> None:
        people = (factories.person("Lý Thị Pà"), factories.person(LONG_NAME, id_number="012068004218"))
        for person in people:
            office.services.petitions.register(office.actor, factories.petition(people=(person,)))
        office.services.petitions.register(office.actor, factories.petition(PetitionKind.DENUNCIATION))
        super().__init__(office, qtbot)
        self.page.tabs.show_tab(self.page.tabs.stack.indexOf(self.page.rules))

    def choose(self, path: Path) -> None:
        """Choose a file in the dialog that the page's act opens."""
        self.office.messages.path = path
        act = self.page.primary_act()
        assert act is not None
        act.do()
        self.settle()

    def form(self) -> LawForm:
        form = self.page.cover.form
        assert isinstance(form, LawForm)
        return form

    def version(self) -> str:
        return self.office.services.law.pack_in_force(self.office.actor).version


@pytest.fixture
def story(office: InventedOffice, qtbot: QtBot) -> Story:
    return Story(office, qtbot)


@pytest.fixture
def pack_file(tmp_path: Path) -> Path:
    """An unsigned pack on a stick."""
    path = tmp_path / f"bo-moi{packing.SUFFIX}"
    holiday = (
        "calendar.toml",
        "# 2027",
        '[[off]]\ndays = [2026-11-30]\nreason = "Nghỉ thêm"\ndocument = "Công văn 1/BNV"\n# 2027',
    )
    path.write_bytes(rule_packs.pack(LONGER, holiday))
    return path


def test_the_tab_tells_which_pack_the_office_counts_by(story: Story) -> None:
    told = story.page.rules.pack.text()
    assert story.version() in told
    assert "không có chữ ký" in told
    assert story.page.rules.offer.isHidden()
    save_picture(story.page, "law-tab")


def test_a_pack_from_a_stick_is_looked_at_then_applied_but_for_a_ticked_file(
    story: Story, pack_file: Path
) -> None:
    before = story.version()
    story.choose(pack_file)
    form = story.form()
    assert story.version() == before
    model = form.table.model
    assert model.rowCount() == 4  # the denunciation has two terms: first handling and transfer
    kept = model.index(0, 0)
    assert model.setData(kept, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert "giữ 1 thời hạn cũ" in form.save_button.text()
    form.reason.set_value("Luật mới có hiệu lực")
    save_picture(story.page, "law-preview")
    form.save()
    story.settle()
    assert "nguồn gốc" in form.vouched.error
    form.vouched.set_value(True)
    form.save()
    story.settle()
    assert story.page.cover.form is None
    assert story.version() == NEXT
    assert NEXT in story.page.rules.pack.text()
    assert NEXT in story.office.messages.notices[-1]
    assert "1 thời hạn giữ theo bộ cũ" in story.office.messages.notices[-1]
    items = story.office.services.deadlines.due(story.office.actor, 60)
    assert sorted(item.clock.pack for item in items) == [before, NEXT, NEXT, NEXT]


def test_what_was_kept_before_comes_ticked_with_the_next_pack(
    story: Story, pack_file: Path, tmp_path: Path
) -> None:
    law, actor = story.office.services.law, story.office.actor
    told = law.preview(actor, pack_file)
    kept = frozenset({next(move.clock_id for move in told.moves if move.title == "Thụ lý khiếu nại")})
    law.adopt(actor, told.content, kept, "Luật mới có hiệu lực", vouched=True)
    shorter = (LONGER[0], LONGER[1], LONGER[1].replace("7", "5"))
    after = tmp_path / f"bo-sau{packing.SUFFIX}"
    after.write_bytes(rule_packs.pack(shorter, version="2027.1"))
    story.choose(after)
    form = story.form()
    assert form.kept() == kept
    assert "giữ 1 thời hạn cũ" in form.save_button.text()
    line = next(
        line
        for row in range(form.table.model.rowCount())
        if (line := form.table.model.line(row)) and line.key in kept
    )
    assert "Đã giữ: " in str(line.cells[2])
    save_picture(story.page, "law-kept-before")


def test_the_tab_says_that_running_terms_may_move(story: Story) -> None:
    said = " ".join(one.text() for one in story.page.rules.findChildren(QLabel))
    assert "giữ thời hạn cũ." not in said
    assert "từng thời hạn có thể giữ hạn cũ" in said


def test_enter_on_a_line_ticks_it_and_takes_the_tick_back(story: Story, pack_file: Path) -> None:
    story.choose(pack_file)
    table = story.form().table
    line = table.model.line(0)
    assert line is not None
    table.opened.emit(line.key)
    assert story.form().kept() == {line.key}
    table.opened.emit(line.key)
    assert story.form().kept() == frozenset()


def test_a_bad_pack_is_told_with_file_line_and_remedy(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "hong.zip"
    path.write_bytes(rule_packs.pack(("complaints.toml", "length = 7", "length = 0")))
    story.choose(path)
    assert story.page.cover.form is None
    (told,) = story.office.messages.warnings
    assert "complaints.toml, dòng" in told
    assert "phải là số nguyên" in told


def test_a_signed_pack_shows_the_fingerprint_to_compare(story: Story, tmp_path: Path) -> None:
    signing.make_key(tmp_path / "one.key")
    files = rule_packs.files(LONGER)
    path = tmp_path / "ky.zip"
    path.write_bytes(packing.packed(files, signing.sign(files, tmp_path / "one.key", "Sở Tư pháp Lai Châu")))
    story.choose(path)
    changes = story.form().changes
    assert changes.pack.signer is not None
    assert len(changes.pack.signer.fingerprint.split()) == 8
    save_picture(story.page, "law-signed")


def test_a_pack_that_moves_nothing_says_so(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "same.zip"
    path.write_bytes(rule_packs.pack())
    story.choose(path)
    assert story.form().table.isHidden()
    save_picture(story.page, "law-same")


def test_leaving_the_form_changes_nothing(story: Story, pack_file: Path) -> None:
    before = story.version()
    story.choose(pack_file)
    story.form().leave()
    assert story.page.cover.form is None
    assert story.version() == before


@pytest.mark.parametrize(("kind", "percent"), [(Look.DARK, 100), (Look.LIGHT, 200)])
def test_pictures_in_the_dark_and_in_large_letters(
    story: Story, pack_file: Path, look: Theme, kind: Look, percent: int
) -> None:
    look.wear(kind, percent)
    save_picture(story.page, f"law-tab-{kind.value}-{percent}")
    story.choose(pack_file)
    save_picture(story.page, f"law-preview-{kind.value}-{percent}")


def test_the_programs_newer_pack_is_offered_on_the_tab(story: Story) -> None:
    signer = Signer("Sở Tư pháp tỉnh Lai Châu", "ab" * 32)
    known = PackOnRecord("2026.11", "Pháp luật đến ngày 20/11/2026", signer, NOW)
    offered = PackOnRecord(NEXT, "Pháp luật đến ngày 31/12/2026")
    story.page.rules.show_pack(known, offered)
    assert not story.page.rules.offer.isHidden()
    assert NEXT in story.page.rules.offer.words.text()
    assert "Sở Tư pháp tỉnh Lai Châu ký" in story.page.rules.pack.text()
    save_picture(story.page, "law-offered")
