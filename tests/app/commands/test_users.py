"""Who acts on the command line: named by ``--user``, with a password from the environment or typed."""

from pathlib import Path

import pytest

from app.bootstrap import Services, file_address, open_services
from app.commands.calls import PASSWORD
from app.domain.actors import Role
from tests.app.commands.conftest import COMPLAINT, TODAY, Say


def _services(folder: Path) -> Services:
    return open_services(file_address(folder), TODAY)


def test_the_named_user_acts_and_gives_the_password(
    say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = _services(folder)
    actor = services.first_actor()
    assert actor is not None
    user = services.users.add(actor, "Lò Văn Sơn", "Địa chính", Role.OFFICER).value
    services.users.set_password(actor, user.id, "con suối nhỏ")
    services.close()
    assert say("petition", "list").code == 0
    refused = say("petition", "list", "--user", "Lò Văn Sơn", "--json")
    assert (refused.code, "password_wrong" in refused.err) == (1, True)
    monkeypatch.setenv(PASSWORD, "con suối nhỏ")
    assert say("petition", "add", "--user", "Lò Văn Sơn", record=COMPLAINT).code == 0
    services = _services(folder)
    assert services.records.changes(actor)[0].by == "Lò Văn Sơn"
    services.close()


def test_an_unknown_user_is_told_with_the_names_there_are(say: Say, folder: Path) -> None:
    told = say("--user", "Ai Đó", "petition", "list")
    assert told.code == 1
    assert "Lò Thị Mai" in told.err


def test_a_denunciation_of_the_chair_names_its_keepers(say: Say, folder: Path) -> None:
    services = _services(folder)
    actor = services.first_actor()
    assert actor is not None
    services.users.add(actor, "Đào Xuân Khiết", "Chủ tịch HĐND xã", Role.COUNCIL)
    services.users.add(actor, "Lò Văn Sơn", "Địa chính", Role.OFFICER)
    services.close()
    record = {**COMPLAINT, "kind": "denunciation", "matter": "Nhận phong bì", "keepers": ["Đào Xuân Khiết"]}
    assert say("petition", "add", record=record).code == 0
    assert "Nhận phong bì" in say("petition", "list", "--user", "Đào Xuân Khiết").out
    hidden = say("petition", "list", "--user", "Lò Văn Sơn")
    assert "Đơn được giữ riêng" in hidden.out
    assert "phong bì" not in hidden.out
    unknown = say("petition", "add", record={**record, "keepers": ["Ai Đó"]})
    assert "Ai Đó" in unknown.err
