"""Two matters are the same one by their own words, never by the words of the trade."""

import pytest

from app.domain.alike import LEAST_SHARE, share
from app.runtime.words import telling

FINE = "Khiếu nại quyết định xử phạt của Chủ tịch UBND xã về lấn 22 m² hành lang đường bản Vàng Khâu"


def same(one: str, other: str) -> bool:
    return share(telling().pairs(one), telling().pairs(other)) >= LEAST_SHARE


@pytest.mark.parametrize(
    "other",
    [
        "x y z khiếu nại quyết định của Chủ tịch UBND xã",
        "Khiếu nại quyết định thu hồi đất của Chủ tịch UBND xã về làm đường liên bản",
        "Đề nghị Chủ tịch UBND xã xem xét, giải quyết chế độ cho người khuyết tật",
    ],
)
def test_the_words_of_the_trade_make_no_matter_the_same(other: str) -> None:
    assert not same(other, FINE)


@pytest.mark.parametrize(
    "other",
    [
        "Tôi không đồng ý bị phạt vì lấn hành lang đường ở Vàng Khâu từ lâu",
        "Toi khong dong y xu phat lan hanh lang duong Vang Khau",
        "Lấn hành lang đường Vàng Khâu",
    ],
)
def test_a_matter_told_in_other_words_is_the_same(other: str) -> None:
    assert same(other, FINE)


def test_a_common_word_without_its_own_marks_is_another_word() -> None:
    assert "ke khong" in telling().pairs("Tố cáo kê khống ngày công")
    assert telling().pairs("khiếu nại quyết định của Chủ tịch Uỷ ban nhân dân xã") == frozenset()
