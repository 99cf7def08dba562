"""Drawing lots so that everybody can draw them again.

Each number gets the SHA-256 of ``seed:number``; the lots are in the order of these hashes. Who
knows seed and pool comes to the same order; who does not know the seed cannot foresee it.
"""

import hashlib
from collections.abc import Iterable


def drawn(seed: str, pool: Iterable[int]) -> list[int]:
    """The numbers of a pool in the order of their lots; the order of the pool does not matter.

    Args:
        seed: text that nobody knew before the draw.
        pool: the numbers that take part, each once.
    """
    return sorted(set(pool), key=lambda number: (_lot(seed, number), number))


def _lot(seed: str, number: int) -> str:
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()
