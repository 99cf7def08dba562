"""Words of a passage found again in another: as they were, or as they read now."""

import re
from difflib import SequenceMatcher
from typing import Final

import msgspec

from biaozhun.core.text import fold

_SIGNS: Final = re.compile(r"[\s\W_]+")
SURVIVES: Final = 0.35
"""Share of the characters of a fragment that must be found again for it not to be gone."""


def plain(text: str) -> str:
    """A text without what an editor may change without saying anything else."""
    return _SIGNS.sub("", fold(text)).casefold()


def find_words(fragment: str, text: str) -> tuple[int, int] | None:
    """Where a fragment stands in a text, signs and writing aside.

    A fragment that ends with a sign ends with one there, or at the end: where words were put in
    between, it reads otherwise.
    """
    wanted = plain(fragment)
    if not wanted:
        return None
    at = text.find(fragment)
    if at >= 0:
        return at, at + len(fragment)
    places = [place for place, sign in enumerate(text) if plain(sign)]
    signs = "".join(plain(text[place]) for place in places)
    if len(signs) != len(places):
        return None  # a sign that folds to several; its own text is not found by places
    at = signs.find(wanted)
    if at < 0:
        return None
    end = places[at + len(wanted) - 1] + 1
    is_cut = not plain(fragment[-1]) and end < len(text) and bool(plain(text[end]))
    return None if is_cut else (places[at], end)


class Stretch(msgspec.Struct, frozen=True):
    """Where a fragment went, and how much of it can be told to have gone there."""

    start: int
    end: int
    share: float


def map_words(old: str, start: int, end: int, new: str) -> Stretch | None:
    """The stretch of a reworded text that a fragment of the older one went into.

    Other words in the place of its own count as far as they are as many; what was taken out does
    not.
    """
    spans: list[tuple[int, int]] = []
    found = 0.0
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        low, high = max(a, start), min(b, end)
        if high <= low or c == d:
            continue
        is_same = tag == "equal"
        spans.append((c + low - a, c + high - a) if is_same else (c, d))
        found += (high - low) * (1 if is_same else min(1, (d - c) / (b - a)))
    share = found / ((end - start) or 1)
    return Stretch(spans[0][0], spans[-1][1], share) if spans and share >= SURVIVES else None
