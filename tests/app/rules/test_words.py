"""Every stored word of deadlines and routing has its Vietnamese, and every trouble its sentence."""

from enum import StrEnum

import pytest

from app.domain import deadlines, jurisdictions, kinds, urgency
from app.domain.deadlines import DayReason
from app.domain.errors import Refused
from app.runtime.words import label, phrase, sentence

WORDS: list[type[StrEnum]] = [
    deadlines.Unit,
    deadlines.Direction,
    deadlines.Confidence,
    deadlines.Event,
    deadlines.DayReason,
    deadlines.Period,
    urgency.Urgency,
    jurisdictions.Target,
    jurisdictions.Eligibility,
    jurisdictions.Jurisdiction,
    jurisdictions.Handling,
    kinds.PetitionKind,
    kinds.BodyKind,
]


@pytest.mark.parametrize("words", WORDS)
def test_every_stored_word_has_a_label(words: type[StrEnum]) -> None:
    assert all(label(member) for member in words)


@pytest.mark.parametrize("reason", DayReason)
def test_every_reason_of_a_day_has_a_phrase(reason: DayReason) -> None:
    assert "{" not in phrase("days", reason, detail="Tết Bính Ngọ")


def test_a_holiday_is_named() -> None:
    assert phrase("days", DayReason.DAY_OFF, detail="Quốc khánh") == "Ngày nghỉ: Quốc khánh"


@pytest.mark.parametrize(
    "trouble",
    [
        Refused("rule_unknown", rule="KN-99"),
        Refused("rule_not_in_force", rule="KN-10", day="01/01/2026"),
        Refused("rule_pack_bad", where="tệp x.toml, dòng 3, mục KN-01", problem="thiếu trường article."),
        Refused("no_term_holds", rule="KN-01"),
        Refused("term_too_short", length=0),
        Refused("no_route", kind="complaint", target="other"),
    ],
)
def test_every_trouble_has_a_sentence(trouble: Refused) -> None:
    assert sentence(trouble).endswith(".") or sentence(trouble).endswith(").")
