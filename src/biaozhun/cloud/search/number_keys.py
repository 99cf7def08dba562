"""Numbers in a query: what is asked for, and under what a document is found.

The grammar of numbers and their keys is that of ``core.number``.
"""

from collections.abc import Iterable
from typing import Final

from biaozhun.cloud.search.query import Number
from biaozhun.core.number import LookupKeys, guessed_keys, lookup_keys, read_typed
from biaozhun.core.text import fold

PREFIX_TERMS: Final = 6  # characters; longer beginnings have few keys and are looked up directly


def read_number(written: str) -> Number | None:
    """The number a folded piece of a query spells, see ``core.number.read_typed``."""
    number = read_typed(written)
    if number is None:
        return None
    canonical = number.canonical
    return _asked(lookup_keys(number), text=canonical, written=fold(canonical))


def lookalike(written: str) -> Number | None:
    """What letters and digits that no grammar reads would be looked up by as a number."""
    keys = guessed_keys(written)
    return None if keys is None else _asked(keys, text=keys.exact, written=written)


def _asked(keys: LookupKeys, *, text: str, written: str) -> Number:
    return Number(
        text=text,
        exact=keys.exact,
        undated=keys.undated,
        parts=keys.parts,
        written=written,
    )


def prefix_terms(keys: Iterable[str]) -> set[str]:
    """The first one to six characters of every key."""
    return {key[:length] for key in keys for length in range(1, PREFIX_TERMS + 1)}
