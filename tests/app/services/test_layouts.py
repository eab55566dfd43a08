"""“Soát thể thức” on files as they lie on a disk."""

from pathlib import Path

import pytest

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.paging import Period
from app.runtime.paths import RESOURCES
from app.runtime.words import phrase
from app.services import layouts
from tests.exporters.test_checking import FAULTS, not_set_in, spoilt


def test_every_fault_has_its_sentence() -> None:
    for rule, *_ in FAULTS:
        assert phrase("layout_faults", rule, found="9 pt", wanted="13 pt").endswith((".", "”."))


def test_a_report_of_ours_is_sound(services: Services, actor: Actor, tmp_path: Path) -> None:
    today = services.clock.today()
    report = services.statistics.report(actor, "commune-summary", Period(today, today))
    (tmp_path / "report.docx").write_bytes(services.statistics.papers(actor, report).docx)
    assert layouts.check_file(tmp_path / "report.docx") == ()


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.docx").write_bytes((RESOURCES / "icons" / "check.svg").read_bytes())
    with pytest.raises(Refused, match="paper_unreadable"):
        layouts.check_file(tmp_path / "picture.docx")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="file_unreadable"):
        layouts.check_file(tmp_path / "gone.docx")


def test_the_measures_stand_in_the_sentence() -> None:
    (fault,) = spoilt(not_set_in)
    assert "0 mm" in phrase("layout_faults", fault.rule, found=fault.found, wanted=fault.wanted)
