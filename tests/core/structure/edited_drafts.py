"""Drafts edited by known steps, so that the right place of every fragment is known.

A draft is a list of passages; an edited one keeps for each of its characters where in the older
draft it stood. What became of a fragment follows from where its characters are: all of them side
by side is kept or moved, some of them reworded, few of them gone.
"""

import random
from collections import Counter
from collections.abc import Sequence

import msgspec

from biaozhun.core.structure.following import Outcome, Passage, Place, follow

Origin = tuple[int, int] | None
Signs = list[tuple[str, Origin]]

_WORDS = "根据需要定期检查记录结果并妥善保存有关单位可以按照规定程序办理相关手续核对数据".strip()
_SAME = {"，": ",", "。": ".", "；": ";", "（": "(", "）": ")", "—": "-", "：": ":"}
REWORDED_FROM = 0.5
GONE_BELOW = 0.2


class Edited(msgspec.Struct, frozen=True):
    """An edited draft: its passages with the origin of each sign, and which passages were moved."""

    passages: tuple[Signs, ...]
    moved: frozenset[int]

    @property
    def texts(self) -> list[Passage]:
        """The passages as a reader of files gives them."""
        return [
            Passage(str(place), "".join(sign for sign, _ in signs))
            for place, signs in enumerate(self.passages)
        ]


def edit(texts: Sequence[str], chance: random.Random, *, rate: float) -> Edited:
    """Edit a draft as a secretary does after a consultation; ``rate`` of its passages change."""
    signs: list[Signs] = [
        [(sign, (place, at)) for at, sign in enumerate(text)] for place, text in enumerate(texts)
    ]
    order = list(range(len(signs)))
    moved: set[int] = set()
    made: dict[int, list[Signs]] = {}
    for place in range(len(signs)):
        made[place] = [signs[place]]
        if chance.random() >= rate:
            continue
        match chance.choices(
            ("reword", "retype", "insert", "delete", "split", "move"), (6, 2, 3, 1, 1, 2)
        )[0]:
            case "reword":
                made[place] = [_reworded(signs[place], chance)]
            case "retype":
                made[place] = [[(_SAME.get(sign, sign), origin) for sign, origin in signs[place]]]
            case "insert":
                made[place] = [signs[place], _written(chance, 12, 60)]
            case "delete":
                made[place] = []
            case "split":
                cut = chance.randint(1, max(len(signs[place]) - 1, 1))
                made[place] = [signs[place][:cut], signs[place][cut:]]
            case "move":
                moved.add(place)
    for place in moved:
        order.remove(place)
        order.insert(chance.randint(0, len(order)), place)
    passages = tuple(one for place in order for one in made[place] if one)
    return Edited(passages, frozenset(moved))


def _written(chance: random.Random, least: int, most: int) -> Signs:
    return [(chance.choice(_WORDS), None) for _ in range(chance.randint(least, most))]


def _reworded(signs: Signs, chance: random.Random) -> Signs:
    """Replace, take out or put in one to three stretches, together under a third of the text."""
    text = list(signs)
    for _ in range(chance.randint(1, 3)):
        length = max(1, len(signs) // 10)
        at = chance.randint(0, max(len(text) - length, 0))
        new = [] if chance.random() < 0.3 else _written(chance, 1, length)
        out = 0 if chance.random() < 0.3 else length
        text[at : at + out] = new
    return text


class Count(msgspec.Struct):
    """How many fragments were asked for, how many were right, and the wrong ones."""

    asked: int = 0
    right: int = 0
    wrong: list[tuple[str, str, str]] = []


def measure(texts: Sequence[str], edited: Edited, chance: random.Random) -> Count:
    """Ask for a whole passage, a sentence and a few words of each passage of a draft."""
    count = Count()
    following = follow([Passage(str(n), text) for n, text in enumerate(texts)], edited.texts)
    for place, text in enumerate(texts):
        for start, end in _fragments(text, chance):
            told = following.place(place, start, end)
            count.asked += 1
            if is_right(told, edited, place, (start, end)):
                count.right += 1
            else:
                count.wrong.append((text[start:end], str(told.outcome), f"{place}"))
    return count


def _fragments(text: str, chance: random.Random) -> list[tuple[int, int]]:
    found = [(0, len(text))]
    sentences = [at for at, sign in enumerate(text) if sign in "。；"]
    if sentences:
        end = chance.choice(sentences) + 1
        start = max((at + 1 for at in sentences if at + 1 < end), default=0)
        found.append((start, end))
    if len(text) > 20:
        length = chance.randint(6, 20)
        start = chance.randint(0, len(text) - length)
        found.append((start, start + length))
    return found


def is_right(told: Place, edited: Edited, place: int, span: tuple[int, int]) -> bool:
    """Whether a place is where the characters of a fragment are.

    Where between a fifth and half of them are left, "reworded" and "gone" are both right, for no
    two readers agree on those.
    """
    start, end = span
    where = Counter[int]()
    for index, signs in enumerate(edited.passages):
        for _, origin in signs:
            if origin is not None and origin[0] == place and start <= origin[1] < end:
                where[index] += 1
    share = where.total() / (end - start)
    if told.passage is None:
        return share < REWORDED_FROM
    if share < GONE_BELOW or told.passage not in where:
        return False
    if where[told.passage] < max(where.values()):
        return False
    signs = edited.passages[told.passage]
    mine = [at for at, (_, o) in enumerate(signs) if o and o[0] == place and start <= o[1] < end]
    overlap = sum(told.start <= at < told.end for at in mine)
    if overlap < 0.5 * max(len(mine), told.end - told.start):
        return False
    whole = len(mine) == end - start and mine[-1] - mine[0] == end - start - 1
    if not whole:
        return told.outcome == Outcome.REWORDED
    expected = Outcome.MOVED if place in edited.moved else Outcome.KEPT
    return told.outcome == expected
