"""Lots that anybody draws again."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.lots import drawn

SEED = "5f1c"


def test_lots_are_in_the_order_of_their_hashes() -> None:
    """With any tool: the SHA-256 of seed and lot, from the smallest on; numbers as they are."""
    pool = [1, 2, 10, 11]
    digests = {hashlib.sha256(f"{SEED}:{lot}".encode()).hexdigest(): lot for lot in pool}
    assert drawn(SEED, pool) == [digests[one] for one in sorted(digests)]
    assert drawn(SEED, map(str, pool)) == [str(one) for one in drawn(SEED, pool)]


@given(st.text(), st.lists(st.integers()), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_the_pool_matters(
    seed: str, pool: list[int], chance: object
) -> None:
    """Who puts a name in twice or first wins nothing; nobody is lost."""
    again = [*pool, *pool]
    chance.shuffle(again)  # type: ignore[attr-defined]  # hypothesis's own chance
    assert drawn(seed, again) == drawn(seed, pool)
    assert sorted(drawn(seed, pool)) == sorted(set(pool))
