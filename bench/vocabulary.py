"""The words of ``vocabulary.toml`` and how often each is drawn.

Words of real titles follow Zipf's law: the word of rank *r* is drawn in proportion to
1 / r ** exponent. Exponent 0.9 for the hand-ordered lists, 0.75 for the long tail of compounds.
"""

import tomllib
from bisect import bisect
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple

SOURCE = Path(__file__).with_name("vocabulary.toml")


class Zipf:
    """Draws words by rank; the first of the list is the most frequent."""

    def __init__(self, words: Sequence[str], exponent: float = 0.9) -> None:
        self.words = words
        self._bounds = list(accumulate(rank**-exponent for rank in range(1, len(words) + 1)))

    def pick(self, rng: Random) -> str:
        """One word."""
        place = bisect(self._bounds, rng.random() * self._bounds[-1])
        return self.words[min(place, len(self.words) - 1)]

    def pick_distinct(self, rng: Random, count: int) -> list[str]:
        """At most ``count`` different words in the order drawn."""
        return list(dict.fromkeys(self.pick(rng) for _ in range(count)))


class Organisation(NamedTuple):
    """Somebody who issues standards: invented companies and associations, real departments."""

    mark: str
    name: str


class Vocabulary(NamedTuple):
    """Everything records are made of, ready to draw from."""

    words: dict[str, Zipf]
    compounds: Zipf
    provinces: list[Organisation]
    sectors: list[Organisation]
    ics: Zipf
    ccs: Zipf

    def pick(self, rng: Random, kind: str) -> str:
        """One word of the list ``kind`` of the vocabulary file."""
        return self.words[kind].pick(rng)


def _lines_or_words(kind: str, text: str) -> list[str]:
    return text.strip().split("\n") if kind == "english_document" else text.split()


def _compounds(heads: Sequence[str], tails: Sequence[str]) -> list[str]:
    """All two-character compounds in a fixed random order: the long tail of nouns."""
    every = [head + tail for head in dict.fromkeys(heads) for tail in dict.fromkeys(tails)]
    Random(20260801).shuffle(every)  # noqa: S311 - repeatable, not secret
    return every


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary file; the result is shared and not to be changed."""
    tables = tomllib.loads(SOURCE.read_text("utf-8"))
    lists = {kind: _lines_or_words(kind, text) for kind, text in tables["words"].items()}
    return Vocabulary(
        words={kind: Zipf(words) for kind, words in lists.items()},
        compounds=Zipf(_compounds(lists["head"], lists["tail"]), 0.75),
        provinces=[Organisation(str(code), name) for code, name in tables["provinces"].items()],
        sectors=[Organisation(prefix, name) for prefix, name in tables["sectors"].items()],
        ics=Zipf(tables["classes"]["ics"].split()),
        ccs=Zipf(tables["classes"]["ccs"].split()),
    )
