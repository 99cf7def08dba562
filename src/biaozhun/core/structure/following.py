"""Where a passage of one draft stands in the next: kept, moved, reworded or gone.

Comments are made on a clause, a sentence, a cell or a figure of a draft. When the next draft comes,
each of them is shown at the place its text has there. The two drafts are laid side by side in
three steps:

1. passages whose text occurs once on either side are the same, wherever they stand;
2. between two of those that keep their order, equal passages follow each other, as in a patience
   diff;
3. what is left is paired by likeness (Dice's coefficient of character bigrams), best pairs first,
   those between the same neighbours before those from elsewhere.

Passages out of the longest common order have moved; a new number alone is no move, since every
clause behind an insertion has one.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Final

import msgspec

from biaozhun.core.text import fold

_SIGNS: Final = re.compile(r"[\s\W_]+")
LIKE_NEAR: Final = 0.40
"""Likeness from which two passages between the same neighbours are one."""
LIKE_FAR: Final = 0.62
"""Likeness from which two passages in different places are one."""
SURVIVES: Final = 0.35
"""Share of the characters of a fragment that must be found again for it not to be gone."""
_FEW: Final = 6  # characters below which likeness says nothing
_COMMON: Final = 40  # passages that share a bigram, from which it tells nothing


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, an item, a note, a cell or a caption of a draft.

    Attributes:
        id: of the node it stands in.
        text: as printed, without the number of its clause.
    """

    id: str
    text: str


class Outcome(StrEnum):
    """What became of a fragment."""

    KEPT = "kept"
    MOVED = "moved"
    REWORDED = "reworded"
    GONE = "gone"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a fragment stands in the newer draft.

    Attributes:
        outcome: what became of it; what was both moved and reworded is ``reworded``.
        passage: the index of its passage there; ``None`` where it is gone.
        start: its first character in that passage.
        end: behind its last one.
    """

    outcome: Outcome
    passage: int | None = None
    start: int = 0
    end: int = 0


class Following(msgspec.Struct, frozen=True, kw_only=True):
    """Two drafts side by side.

    Attributes:
        old: the passages of the older draft, in their order.
        new: those of the newer.
        pairs: the index in the newer one, by that in the older.
        moved: the indexes in the older one of passages out of the common order.
    """

    old: Sequence[Passage]
    new: Sequence[Passage]
    pairs: Mapping[int, int]
    moved: frozenset[int]

    def place(self, passage: int, start: int, end: int) -> Place:
        """Where a fragment of the older draft stands in the newer one.

        Args:
            passage: the index of its passage in the older draft.
            start: its first character there.
            end: behind its last one.
        """
        text = self.old[passage].text
        fragment = text[start:end]
        for index in self._looked_at(passage):
            found = _find(fragment, self.new[index].text)
            if found is not None:
                outcome = Outcome.KEPT if self._is_in_place(passage, index) else Outcome.MOVED
                return Place(outcome=outcome, passage=index, start=found[0], end=found[1])
        to = self.pairs.get(passage)
        span = None if to is None else _mapped(text, start, end, self.new[to].text)
        if span is None:
            return Place(outcome=Outcome.GONE)
        return Place(outcome=Outcome.REWORDED, passage=to, start=span[0], end=span[1])

    def _is_in_place(self, passage: int, index: int) -> bool:
        """Whether a passage there is the pair of one here, or was split off beside it."""
        to = self.pairs.get(passage)
        return to is not None and abs(index - to) <= 1 and passage not in self.moved

    def _looked_at(self, passage: int) -> Iterator[int]:
        """Where the words of a passage may stand unchanged: its pair, then what has none."""
        to = self.pairs.get(passage)
        if to is not None:
            yield to
        taken = set(self.pairs.values())
        free = [index for index in range(len(self.new)) if index not in taken]
        near = to if to is not None else self._expected(passage)
        yield from sorted(free, key=lambda index: (abs(index - near), index))

    def _expected(self, passage: int) -> int:
        """Where a passage would stand, by the nearest one before it that has a pair."""
        before = (self.pairs[one] for one in range(passage - 1, -1, -1) if one in self.pairs)
        return next(before, 0)


def follow(old: Sequence[Passage], new: Sequence[Passage]) -> Following:
    """Lay two drafts side by side."""
    keys_old = [_key(one.text) for one in old]
    keys_new = [_key(one.text) for one in new]
    pairs = _unique(keys_old, keys_new)
    _fill(keys_old, keys_new, pairs)
    _liken(keys_old, keys_new, pairs)
    return Following(old=old, new=new, pairs=pairs, moved=frozenset(_out_of_order(pairs)))


def _key(text: str) -> str:
    """A text without what an editor may change without saying anything else."""
    return _SIGNS.sub("", fold(text)).casefold()


def _unique(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Passages whose text occurs once on either side."""
    here, there = Counter(old), Counter(new)
    index = {key: place for place, key in enumerate(new) if there[key] == 1}
    return {
        place: index[key]
        for place, key in enumerate(old)
        if len(key) >= _FEW and here[key] == 1 and key in index
    }


def _fill(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Equal passages between two pairs that keep their order."""
    for (low, high), (from_, to) in _gaps(len(old), len(new), pairs):
        ours = [one for one in range(low, high) if one not in pairs]
        taken = set(pairs.values())
        theirs = [one for one in range(from_, to) if one not in taken]
        matcher = SequenceMatcher(
            None, [old[one] for one in ours], [new[one] for one in theirs], autojunk=False
        )
        for block in matcher.get_matching_blocks():
            for step in range(block.size):
                if old[ours[block.a + step]]:
                    pairs[ours[block.a + step]] = theirs[block.b + step]


Gap = tuple[tuple[int, int], tuple[int, int]]


def _gaps(old: int, new: int, pairs: Mapping[int, int]) -> list[Gap]:
    """What lies between pairs that keep their order, on either side."""
    moved = set(_out_of_order(pairs))
    fixed = [(-1, -1), *((a, b) for a, b in sorted(pairs.items()) if a not in moved), (old, new)]
    return [
        ((a + 1, c), (b + 1, d)) for (a, b), (c, d) in pairwise(fixed) if c > a + 1 and d > b + 1
    ]


def _liken(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Pair what is left by likeness, best first; between the same neighbours, then anywhere."""
    for gap in _gaps(len(old), len(new), pairs):
        _pair(_near(old, new, pairs, gap), pairs)
    _pair(_far(old, new, pairs), pairs)


Likeness = tuple[float, int, int]


def _pair(found: Iterable[Likeness], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    for _, ours, theirs in sorted(found, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1])):
        if ours not in pairs and theirs not in taken:
            pairs[ours] = theirs
            taken.add(theirs)


def _near(
    old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int], gap: Gap
) -> Iterator[Likeness]:
    (low, high), (from_, to) = gap
    taken = set(pairs.values())
    bags = [(one, _bag(new[one])) for one in range(from_, to) if one not in taken]
    for ours in range(low, high):
        if ours in pairs:
            continue
        bag = _bag(old[ours])
        for theirs, other in bags:
            likeness = _dice(bag, other)
            if likeness >= LIKE_NEAR:
                yield likeness, ours, theirs


def _far(old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int]) -> Iterator[Likeness]:
    taken = set(pairs.values())
    bags = {one: _bag(key) for one, key in enumerate(new) if one not in taken and len(key) >= _FEW}
    holding: dict[str, list[int]] = defaultdict(list)
    for one, bag in bags.items():
        for pair in bag:
            holding[pair].append(one)
    for ours, key in enumerate(old):
        if ours in pairs or len(key) < _FEW:
            continue
        bag = _bag(key)
        some = {one for pair in bag if len(holding[pair]) <= _COMMON for one in holding[pair]}
        for theirs in sorted(some):
            likeness = _dice(bag, bags[theirs])
            if likeness >= LIKE_FAR:
                yield likeness, ours, theirs


def _bag(key: str) -> Counter[str]:
    return Counter(key[at : at + 2] for at in range(max(len(key) - 1, 1)))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    shared = sum((one & other).values())
    return 2 * shared / ((one.total() + other.total()) or 1)


def _out_of_order(pairs: Mapping[int, int]) -> Iterator[int]:
    """The passages of the older draft outside the longest run that keeps its order."""
    order = sorted(pairs)
    tails: list[int] = []  # the smallest end of a run of each length
    ends: list[int] = []  # which passage that is
    before: dict[int, int] = {}
    for ours in order:
        at = bisect_left(tails, pairs[ours])
        if at:
            before[ours] = ends[at - 1]
        tails[at : at + 1], ends[at : at + 1] = [pairs[ours]], [ours]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before.get(last)
    yield from (ours for ours in order if ours not in kept)


def _find(fragment: str, text: str) -> tuple[int, int] | None:
    """Where a fragment stands in a text, signs and writing aside."""
    wanted = _key(fragment)
    if not wanted:
        return None
    at = text.find(fragment)
    if at >= 0:
        return at, at + len(fragment)
    places = [place for place, sign in enumerate(text) if _key(sign)]
    plain = "".join(_key(text[place]) for place in places)
    if len(plain) != len(places):
        return None  # a sign that folds to several; its own text is not found by places
    at = plain.find(wanted)
    return None if at < 0 else (places[at], places[at + len(wanted) - 1] + 1)


def _mapped(old: str, start: int, end: int, new: str) -> tuple[int, int] | None:
    """The stretch of a reworded text that a fragment of the older one went into."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    shared = [
        (block.b + max(start - block.a, 0), block.b + min(end - block.a, block.size))
        for block in blocks
        if block.a < end and block.a + block.size > start
    ]
    length = sum(to - from_ for from_, to in shared)
    if not length or length < SURVIVES * (end - start):
        return None
    return shared[0][0], shared[-1][1]
