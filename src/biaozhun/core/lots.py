"""Drawing lots so that everybody can draw them again.

Each lot gets the SHA-256 of ``seed:lot``, written in hexadecimal digits; the lots are in the order
of these hashes. Who knows seed and pool comes to the same order; who does not know the seed cannot
foresee it.
"""

import hashlib
from collections.abc import Iterable
from typing import TypeVar

L = TypeVar("L", int, str)


def drawn(seed: str, pool: Iterable[L]) -> list[L]:
    """The lots of a pool as they are drawn; the order of the pool does not matter.

    Args:
        seed: text that nobody knew before the draw.
        pool: the lots that take part; one that is named twice takes part once.
    """
    return sorted(set(pool), key=lambda lot: (_digest(seed, lot), lot))


def _digest(seed: str, lot: int | str) -> str:
    return hashlib.sha256(f"{seed}:{lot}".encode()).hexdigest()
