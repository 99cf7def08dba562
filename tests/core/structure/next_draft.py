"""A draft and the next one of which every right place is known, by the changes that were made.

The changes are those of :mod:`tests.core.structure.edited_by_hand`, all of them or some: where the
words of a place went is read from them, and never from what is measured.
"""

import random
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Final

import msgspec

from biaozhun.core.structure.following import Outcome, Passage, Place
from tests.core.structure.edited_by_hand import Edits

_CHANGE: Final = re.compile(r"\{([^|{}]*)\|([^|{}]*)\}")
_CLAUSE: Final = re.compile(r"[^，；。：]+[，；。：]?")
_SENTENCE: Final = re.compile(r"[^。；]+[。；]?")


class Piece(msgspec.Struct, frozen=True):
    """Words before and after; equal where nothing was changed."""

    before: str
    after: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the draft and where it stands in the next.

    Attributes:
        passage: index in the older draft.
        start: its first character there.
        end: behind its last one.
        outcome: what became of it.
        to: index in the newer draft; ``None`` where it is gone.
        span: from where to where in that passage; ``None`` within words that were all written
            anew, of which nobody can say which stand for which.
        most: the same with the whole of a change that the fragment is cut through.
    """

    passage: int
    start: int
    end: int
    outcome: Outcome
    to: int | None = None
    span: tuple[int, int] | None = None
    most: tuple[int, int] = (0, 0)


class Edition(msgspec.Struct, frozen=True):
    """Two drafts, and the places whose fate is known."""

    old: list[Passage]
    new: list[Passage]
    places: list[Known]


def edition(edits: Edits, seed: int, share: float = 1.0) -> Edition:
    """The drafts with a share of the changes made; another seed chooses others."""
    chance = random.Random(f"{seed} {share}")  # noqa: S311  -- the same choice in every run
    lines = [line.split("|", 1) for line in edits.lines.strip().splitlines()]
    told = {_whole(name): chance.random() < share for name, _ in lines}
    pieces = {name: _pieces(said, is_changed=told[_whole(name)]) for name, said in lines}
    order = [name for name, _ in lines]
    moved = {name: to for name, to in edits.moved.items() if chance.random() < share}
    for family in edits.families:
        if not family <= moved.keys():
            moved = {name: to for name, to in moved.items() if name not in family}
    for name, to in moved.items():
        order.remove(name)
        target, is_before = to.removesuffix("x"), to.endswith("x")
        order.insert(_at(order, target) + (0 if is_before else 1), name)
    return _laid(order, pieces, frozenset(moved), edits.joined if share == 1 else {})


def _at(order: list[str], target: str) -> int:
    return next(at for at, name in enumerate(order) if name.startswith(target))


def _whole(name: str) -> str:
    """What is changed with a passage or not at all: the row of a cell."""
    return name[:2] if _cell(name)[0] else name


def _pieces(said: str, *, is_changed: bool) -> list[Piece]:
    """The words of a line; as they were where the change is not made."""
    found, at = [], 0
    for change in _CHANGE.finditer(said):
        found.append(Piece(said[at : change.start()], said[at : change.start()]))
        found.extend(_least(change[1], change[2]) if is_changed else [Piece(change[1], change[1])])
        at = change.end()
    found.append(Piece(said[at:], said[at:]))
    if not is_changed:
        found = [Piece(one.before.replace("‖", ""), one.after.replace("‖", "")) for one in found]
    return [one for one in found if one.before or one.after]


def _least(before: str, after: str) -> list[Piece]:
    """A change without what its ends have in common: the last of 批准 and 核准 is the same."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    same, last = before[:head], before[len(before) - tail :]
    middle = Piece(before[head : len(before) - tail], after[head : len(after) - tail])
    return [Piece(same, same), middle, Piece(last, last)]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _laid(
    order: list[str],
    pieces: dict[str, list[Piece]],
    moved: frozenset[str],
    joined: Mapping[str, str],
) -> Edition:
    """Both drafts, with the origin of every character of the newer one."""
    old_names = [n for n in pieces if any(one.before for one in pieces[n])]
    old = {n: "".join(one.before for one in pieces[n]).replace("‖", "") for n in old_names}
    texts: list[str] = []
    names: list[str] = []
    spots: dict[str, list[tuple[Piece, int, int]]] = {}
    for name in order:
        if not any(one.after for one in pieces[name]):
            continue
        is_joined = name in joined and joined[name] == _last(texts, spots)
        if not is_joined:
            texts.append("")
            names.append(name)
        spots[name] = []
        for one in pieces[name]:
            for number, part in enumerate(one.after.split("‖")):
                if number:
                    texts.append("")
                    names.append(name)
                at = len(texts[-1])
                is_same = one.before == one.after
                before = one.before.split("‖")[number] if is_same else one.before
                spots[name].append((Piece(before, part), len(texts) - 1, at))
                texts[-1] += part
    places = [
        told
        for index, name in enumerate(old_names)
        for spot in _fragments(old[name], name)
        if (told := _known(index, spot, spots.get(name, []), is_moved=name in moved)) is not None
    ]
    return Edition(
        [Passage(name, old[name], *_cell(name)) for name in old_names],
        [Passage(str(n), text, *_cell(names[n])) for n, text in enumerate(texts)],
        places,
    )


def _cell(name: str) -> tuple[int, int]:
    """Row and column of a cell: of ``t23`` the second and the third."""
    found = re.fullmatch(r"[te](\d)(\d)", name)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _last(texts: list[str], spots: dict[str, list[tuple[Piece, int, int]]]) -> str:
    """The name of the passage that was written last."""
    return next((n for n, s in reversed(spots.items()) if s and s[-1][1] == len(texts) - 1), "")


def _fragments(text: str, seed: str) -> Iterator[tuple[int, int]]:
    """What people comment on: the whole, a sentence, a part of one, a few words."""
    chance = random.Random(seed)  # noqa: S311  -- the same in every run
    found = {(0, len(text))}
    for shape in (_SENTENCE, _CLAUSE):
        found |= {(m.start(), m.end()) for m in shape.finditer(text)}
    if len(text) > 16:
        start = chance.randint(0, len(text) - 12)
        found.add((start, start + chance.randint(5, 12)))
    yield from sorted(found)


def _known(
    index: int, place: tuple[int, int], spots: list[tuple[Piece, int, int]], *, is_moved: bool
) -> Known | None:
    """What became of a fragment; nothing is asked of one that ends between two passages.

    Other signs are no change, nor are words put behind the last word of the fragment and a sign.
    Of a change it is cut through, the fragment keeps what it had besides.
    """
    start, end = place
    at, hits, cut, is_changed = 0, [], [], False
    for piece, passage, to in spots:
        low, high = max(start, at), min(end, at + len(piece.before))
        after = (passage, to, to + len(piece.after))
        is_put_in = not piece.before and start < at < end
        if piece.before == piece.after:
            if high > low:
                hits.append((passage, to + low - at, to + high - at))
        elif _words(piece.before) == _words(piece.after):
            hits.extend([after] if high > low and piece.after else [])
        elif is_put_in and (piece.after[0].isalnum() or _has_words(spots, at, end)):
            is_changed = True
            hits.append(after)
        elif high > low:
            is_changed = True
            kind = hits if high - low == len(piece.before) else cut
            kind.extend([after] if piece.after else [])
        at += len(piece.before)
    every = sorted({*hits, *cut})
    hits = [hit for hit in hits if _words_at(spots, hit)]
    if not every:
        return Known(passage=index, start=start, end=end, outcome=Outcome.GONE)
    if len({passage for passage, _, _ in every}) > 1:
        return None
    unchanged = Outcome.MOVED if is_moved else Outcome.KEPT
    return Known(
        passage=index,
        start=start,
        end=end,
        outcome=Outcome.REWORDED if is_changed else unchanged,
        to=every[0][0],
        span=(hits[0][1], hits[-1][2]) if hits else None,
        most=(every[0][1], every[-1][2]),
    )


def _words(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _has_words(spots: list[tuple[Piece, int, int]], start: int, end: int) -> bool:
    """Whether words of the older draft stand between two of its characters."""
    text = "".join(piece.before for piece, _, _ in spots)
    return bool(_words(text[start:end]))


def _words_at(spots: list[tuple[Piece, int, int]], hit: tuple[int, int, int]) -> bool:
    """Whether a stretch of the newer draft holds words."""
    passage, start, end = hit
    return any(
        _words(piece.after[max(start - to, 0) : max(end - to, 0)])
        for piece, where, to in spots
        if where == passage
    )


def verdict(known: Known, told: Place) -> str:
    """What was answered: an outcome, or ``elsewhere`` for a wrong passage or other words of it."""
    if known.to is None or told.passage is None:
        return str(told.outcome)
    answered = (told.start, told.end)
    is_there = not known.span or _shared(answered, known.span) >= _length(known.span) / 2
    is_close = _shared(answered, known.most) >= _length(answered) / 2
    return str(told.outcome) if told.passage == known.to and is_there and is_close else "elsewhere"


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])
