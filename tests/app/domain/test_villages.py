"""Villages that were merged: what they were on a day."""

from datetime import date

from app.domain.ids import new_id
from app.domain.office import Village, village_on


def test_a_village_is_itself_until_the_day_it_is_merged_and_then_its_successor() -> None:
    whole = Village(new_id(), "Nà Khương")
    middle = Village(new_id(), "Nà Khương 1", whole.id, whole.name, date(2026, 9, 1))
    small = Village(new_id(), "Nà Khương 2", middle.id, middle.name, date(2026, 3, 1))
    known = {village.id: village for village in (whole, middle, small)}
    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 8, 31), date(2026, 9, 1))
    assert [village_on(small.id, known, day).name for day in days] == [
        "Nà Khương 2",
        "Nà Khương 1",
        "Nà Khương 1",
        "Nà Khương",
    ]
