"""Ids: version 7, in the order of birth, whoever asks."""

import time
from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - two threads ask at once

from app.domain.ids import new_id, record_id


def test_an_id_says_its_version_and_its_millisecond() -> None:
    before = time.time_ns() // 1_000_000
    key = new_id()
    assert key.version == 7
    assert before <= key.int >> 80 <= time.time_ns() // 1_000_000
    assert record_id(str(key)) == key


def test_ids_sort_by_birth_even_within_a_millisecond() -> None:
    keys = [new_id() for _ in range(5000)]
    assert keys == sorted(set(keys))


def test_two_threads_never_get_the_same_id() -> None:
    with ThreadPoolExecutor(2) as threads:
        halves = list(threads.map(lambda _: [new_id() for _ in range(2000)], range(2)))
    assert all(half == sorted(half) for half in halves)
    assert len({key for half in halves for key in half}) == 4000
