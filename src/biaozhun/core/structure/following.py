"""Where a passage of one draft stands in the next: kept, moved, reworded or gone.

Comments are made on a clause, a sentence, a cell or a figure of a draft. When the next draft comes,
each of them is shown at the place its text has there. The two drafts are laid side by side in
three steps:

1. passages whose text occurs once on either side are the same, wherever they stand;
2. between two of those that keep their order, equal passages follow each other, as in a patience
   diff;
3. what is left is paired by likeness (Dice's coefficient of character bigrams), best pairs first,
   those between the same neighbours before those from elsewhere;
4. cells of a table go with the name of their row, since a number or a unit alone says nothing;
5. what is left beside a pair and says much the same was divided from it, or joined to it.

Passages out of the common order that holds most of the text have moved; a new number alone is no
move, since every clause behind an insertion has one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Final

import msgspec

from biaozhun.core.structure.fragments import find_words, map_words, plain
from biaozhun.core.structure.rows import pair_cells

LIKE_NEAR: Final = 0.40
"""Likeness from which two passages between the same neighbours are one."""
LIKE_FAR: Final = 0.62
"""Likeness from which two passages in different places are one."""
LIKE_ALONE: Final = 0.12
"""Likeness from which the only two passages left between the same neighbours are one."""
PART: Final = 0.30
"""Share of the bigrams of a part that stand in the passage beside it, of which it was a part."""
JOINED: Final = 0.5
"""Share of the bigrams a passage gained that stand in its neighbour, which was joined to it."""
_FEW: Final = 6  # characters below which likeness says nothing
_COMMON: Final = 40  # passages that share a bigram, from which it tells nothing


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, an item, a note, a cell or a caption of a draft.

    Attributes:
        id: of the node it stands in.
        text: as printed, without the number of its clause.
        row: of a cell, from 1; 0 of anything else.
        column: of a cell, from 1.
    """

    id: str
    text: str
    row: int = 0
    column: int = 0


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
        parts: further indexes in the newer one, by that in the older: it was divided, or joined
            to another.
    """

    old: Sequence[Passage]
    new: Sequence[Passage]
    pairs: Mapping[int, int]
    moved: frozenset[int]
    parts: Mapping[int, int]

    def place(self, passage: int, start: int, end: int) -> Place:
        """Where a fragment of the older draft stands in the newer one.

        Args:
            passage: the index of its passage in the older draft.
            start: its first character there.
            end: behind its last one.
        """
        text = self.old[passage].text
        fragment = text[start:end]
        looked_at = self._looked_at if len(plain(fragment)) >= _FEW else self._successors
        for index in looked_at(passage):
            found = find_words(fragment, self.new[index].text)
            if found is not None:
                outcome = Outcome.KEPT if self._is_in_place(passage, index) else Outcome.MOVED
                return Place(outcome=outcome, passage=index, start=found[0], end=found[1])
        found_in = [
            (stretch.share, index, stretch)
            for index in self._successors(passage)
            if (stretch := map_words(text, start, end, self.new[index].text)) is not None
        ]
        if not found_in:
            return Place(outcome=Outcome.GONE)
        _, to, best = max(found_in, key=lambda one: one[0])
        return Place(outcome=Outcome.REWORDED, passage=to, start=best.start, end=best.end)

    def _successors(self, passage: int) -> list[int]:
        """The passages that its words went into."""
        found = (self.pairs.get(passage), self.parts.get(passage))
        return [one for one in found if one is not None]

    def _is_in_place(self, passage: int, index: int) -> bool:
        """Whether a passage there is the pair of one here, or was split off beside it."""
        to = next(iter(self._successors(passage)), None)
        return to is not None and abs(index - to) <= 1 and passage not in self.moved

    def _looked_at(self, passage: int) -> Iterator[int]:
        """Where the words of a passage may stand unchanged: its pair, then what has none."""
        yield from self._successors(passage)
        to = self.pairs.get(passage)
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
    keys_old = [plain(one.text) for one in old]
    keys_new = [plain(one.text) for one in new]
    pairs = _unique(keys_old, keys_new)
    _fill(keys_old, keys_new, pairs)
    _liken(keys_old, keys_new, pairs)
    _fill(keys_old, keys_new, pairs)  # short ones between what has pairs only now
    pair_cells(old, new, pairs)
    _pair_titles(old, new, pairs)
    moved = frozenset(_out_of_order(pairs, keys_old))
    parts = _parted(keys_old, keys_new, pairs, moved)
    return Following(old=old, new=new, pairs=pairs, moved=moved, parts=parts)


def _unique(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Passages whose text occurs once on either side."""
    here, there = Counter(old), Counter(new)
    index = {key: place for place, key in enumerate(new) if there[key] == 1}
    return {
        place: index[key]
        for place, key in enumerate(old)
        if len(key) >= _FEW and here[key] == 1 and key in index
    }


def _pair_titles(old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]) -> None:
    """Short titles and terms that occur once on either side, though they stand elsewhere."""
    here, there = (Counter(plain(one.text) for one in draft) for draft in (old, new))
    taken = set(pairs.values())
    free = {plain(one.text): at for at, one in enumerate(new) if at not in taken and not one.row}
    for at, one in enumerate(old):
        key = plain(one.text)
        if at not in pairs and not one.row and here[key] == there[key] == 1 and key in free:
            pairs[at] = free[key]


def _fill(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Equal passages between two pairs that keep their order."""
    for (low, high), (from_, to) in _gaps(old, new, pairs):
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


def _gaps(old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int]) -> list[Gap]:
    """What lies between pairs that keep their order, on either side."""
    moved = set(_out_of_order(pairs, old))
    inner = [(a, b) for a, b in sorted(pairs.items()) if a not in moved]
    fixed = [(-1, -1), *inner, (len(old), len(new))]
    return [
        ((a + 1, c), (b + 1, d)) for (a, b), (c, d) in pairwise(fixed) if c > a + 1 and d > b + 1
    ]


def _liken(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Pair what is left by likeness, best first; between the same neighbours, then anywhere."""
    for gap in _gaps(old, new, pairs):
        _pair(_near(old, new, pairs, gap, LIKE_NEAR), pairs)
    _pair(_far(old, new, pairs), pairs)
    for gap in _gaps(old, new, pairs):
        left = [one for one in range(*gap[0]) if one not in pairs]
        free = set(range(*gap[1])) - set(pairs.values())
        if len(left) == len(free) == 1 and min(len(old[left[0]]), len(new[min(free)])) >= _FEW:
            _pair(_near(old, new, pairs, gap, LIKE_ALONE), pairs)


Likeness = tuple[float, int, int]


def _pair(found: Iterable[Likeness], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    for _, ours, theirs in sorted(found, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1])):
        if ours not in pairs and theirs not in taken:
            pairs[ours] = theirs
            taken.add(theirs)


def _near(
    old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int], gap: Gap, least: float
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
            if likeness >= least:
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


def _joined(
    old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int], moved: AbstractSet[int]
) -> Iterator[tuple[int, int]]:
    """Passages whose words are what the pair of a neighbour holds beyond the neighbour's own."""
    steady = [one for one in sorted(pairs) if one not in moved]
    for at, one in enumerate(steady):
        grown = new[pairs[one]]
        if len(grown) - len(old[one]) < _FEW:
            continue
        rest = _bag(grown) - _bag(old[one])
        low = steady[at - 1] if at else 0
        high = steady[at + 1] if at + 1 < len(steady) else len(old) - 1
        for ours in range(low, high + 1):
            both = (rest & _bag(old[ours])).total()
            if ours != one and both >= JOINED * rest.total():
                yield ours, pairs[one]


def _parted(
    old: Sequence[str], new: Sequence[str], pairs: Mapping[int, int], moved: AbstractSet[int]
) -> dict[int, int]:
    """Passages that were joined to the pair of a neighbour, or a part of which stands beside."""
    parts = dict(_joined(old, new, pairs, moved))
    taken = set(pairs.values())
    for ours, theirs in pairs.items():
        for one in (theirs + 1, theirs - 1):
            is_free = 0 <= one < len(new) and one not in taken and len(new[one]) >= _FEW
            if is_free and _share(new[one], old[ours]) >= PART:
                parts[ours] = one
                taken.add(one)
                break
    return parts


def _share(part: str, whole: str) -> float:
    """How much of the bigrams of a text stands in another."""
    bag = _bag(part)
    return (bag & _bag(whole)).total() / (bag.total() or 1)


def _out_of_order(pairs: Mapping[int, int], keys: Sequence[str]) -> Iterator[int]:
    """The passages of the older draft outside the order that holds most of its text.

    Of two that changed places the shorter one has moved. The heaviest increasing run, with a
    tree of the heaviest run that ends before a place (Fenwick): n log n.
    """
    places = {theirs: rank for rank, theirs in enumerate(sorted(pairs.values()), 1)}
    tree: list[tuple[int, int]] = [(0, -1)] * (len(places) + 1)
    before: dict[int, int] = {}
    for ours in sorted(pairs):
        rank, best = places[pairs[ours]], (0, -1)
        at = rank - 1
        while at:
            best = max(best, tree[at], key=lambda one: one[0])
            at -= at & -at
        before[ours] = best[1]
        run = (best[0] + len(keys[ours]) + 1, ours)
        while rank < len(tree):
            tree[rank] = max(tree[rank], run, key=lambda one: one[0])
            rank += rank & -rank
    kept: set[int] = set()
    best, at = (0, -1), len(tree) - 1
    while at:
        best = max(best, tree[at], key=lambda one: one[0])
        at -= at & -at
    last = best[1]
    while last >= 0:
        kept.add(last)
        last = before[last]
    yield from (ours for ours in sorted(pairs) if ours not in kept)
