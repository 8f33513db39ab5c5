"""The cache in memory: bounded in bytes, and what was not asked for longest makes room."""

import random
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.caches.memory import ENTRY_BYTES, MemoryCache

KEYS = "abcdefgh"
MOST = 4_000


def new_cache(most_bytes: int = MOST) -> MemoryCache:
    cache = MemoryCache("a test", {"OPTIONS": {"most_bytes": most_bytes}})
    cache.clear()
    return cache


def size_of(key: str, value: bytes) -> int:
    return len(f":1:{key}") + len(value) + ENTRY_BYTES


def test_it_gives_back_what_it_was_given_and_forgets_when_told() -> None:
    cache = new_cache()
    assert cache.get("a") is None
    assert cache.get("a", b"otherwise") == b"otherwise"
    assert cache.add("a", b"one")
    assert not cache.add("a", b"two")
    assert cache.touch("a")
    assert cache.get("a") == b"one"
    assert cache.delete("a")
    assert not cache.delete("a")
    assert cache.size == 0


def test_all_threads_share_one_shelf() -> None:
    new_cache().set("a", b"one")
    assert MemoryCache("a test", {"OPTIONS": {"most_bytes": MOST}}).get("a") == b"one"
    assert MemoryCache("another", {"OPTIONS": {"most_bytes": MOST}}).get("a") is None


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.none() | st.integers(0, 1500)), max_size=60))
def test_it_is_a_list_by_last_use_that_is_cut_at_its_bytes(steps: list[tuple[str, int | None]]) -> None:
    """``None`` asks for a key, a number keeps so many bytes under it."""
    cache, model = new_cache(), dict[str, bytes]()
    for key, length in steps:
        if length is None:
            assert cache.get(key) == model.get(key)
            if key in model:
                model[key] = model.pop(key)
            continue
        cache.set(key, bytes(length))
        model.pop(key, None)
        model[key] = bytes(length)
        while sum(size_of(*entry) for entry in model.items()) > MOST:
            del model[next(iter(model))]
        assert cache.size == sum(size_of(*entry) for entry in model.items()) <= MOST
    for key in KEYS:
        assert cache.get(key) == model.get(key)


def test_what_is_larger_than_the_whole_is_not_kept() -> None:
    cache = new_cache()
    cache.set("a", bytes(MOST))
    assert (cache.get("a"), cache.size) == (None, 0)


@pytest.mark.parametrize("seed", range(2))
def test_many_threads_leave_the_count_right(seed: int) -> None:
    cache = new_cache()

    def work(number: int) -> None:
        chance = random.Random(seed * 10 + number)  # noqa: S311 - no secret
        for _ in range(500):
            key = chance.choice(KEYS)
            if chance.random() < 0.2:
                cache.delete(key)
            cache.set(key, bytes(chance.randrange(1500)))

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0 < cache.size <= MOST
    for key in KEYS:
        cache.delete(key)
    assert cache.size == 0
