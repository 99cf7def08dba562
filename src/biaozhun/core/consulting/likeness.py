"""Which comments on a draft say the same, so that one answer serves them all.

Two comments are alike when their words share most of their character bigrams (Dice's coefficient)
and nothing says that they mean different things: other figures, a negation in one of them, adding
against removing, raising against lowering, another wording that is asked for, or a word on either
side that the other lacks (blue here, green there). Comments on the same place need less likeness
than comments on different ones. Precision goes first: a comment that is
wrongly put to others gets an answer that is not its own; one that is missed costs a second glance.

A group is led by its first comment and every other one is like that one, so that likeness does
not creep from neighbour to neighbour. Candidates come from the rarest bigrams of each comment:
where two bags share a given part, one of the rarest of the one is among the rarest of the other,
so nothing is missed by not comparing every pair.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from biaozhun.core.text import fold

LIKE_HERE: Final = 0.50
"""Likeness from which two comments on the same place are one."""
LIKE_ELSEWHERE: Final = 0.75
"""Likeness from which two comments are one, where one of them or both are on another place."""
FEW: Final = 8
"""Characters below which only the same words on the same place are alike."""

_SIGNS: Final = re.compile(r"[\s\W_]+")
_FIGURES: Final = re.compile(r"\d+(?:\.\d+)*|第[一二三四五六七八九十]+")
_NEGATIONS: Final = re.compile(r"[不未无非勿莫]|没有|禁止|严禁")
_OPPOSED: Final = (
    (
        re.compile(r"增加|增设|补充|新增|添加|加上|列入|纳入|保留|写明|明确"),
        re.compile(r"删除|删去|去掉|取消|删掉|剔除|移除"),
    ),
    (
        re.compile(r"提高|调高|延长|加大|放宽|扩大|上调|增大|加强"),
        re.compile(r"降低|调低|缩短|减小|收紧|缩小|下调|减少|削弱"),
    ),
    (re.compile(r"强制|必须|应当|改为应"), re.compile(r"推荐|鼓励|可以|改为宜|改为可")),
)
_TARGET: Final = re.compile(r"(?:改为|改成|修改为|调整为|换成|换为|提高到|降低到)[\W_]*(\w)")
_EMPTY: Final = frozenset(
    "的地得了着过将把被对对于和与及或并且而也都就才再又则由从自到至在于向按照据以为是成有"
    "应当该此本其这那条款项处点中里之所宜可须需要请建议希望认为觉得意见我们单位司"
    "很太较更最十分非常比常难否不然没做进行作出给予让使相关等个些当时先因故"
)
"""Characters that carry little of what a comment says."""
_POLITE: Final = re.compile(
    r"^(?:我们|我|本人|我单位|本单位|我司|我公司)?(?:认为|觉得|希望|请|恳请|提议|强烈)?(?:建议|意见)?(?:是|为)?[:：,，]?"
)


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """A comment as it is compared.

    Attributes:
        text: what is said.
        place: the passage it is about, in any writing that is the same for the same passage;
            empty for the whole draft.
        proposal: the wording that is asked for; empty for none.
        clause: the number of the clause as printed; it is no figure of what is said.
    """

    text: str
    place: str = ""
    proposal: str = ""
    clause: str = ""


class _Bag(msgspec.Struct, frozen=True):
    """What is compared of a comment.

    Attributes:
        key: its words without signs.
        pairs: its bigrams, counted by their occurrence: ``("应当", 1)`` is the second one.
        place: as of the comment.
        figures: the numbers in it, without that of its clause, in their order by size.
        leanings: for each pair of opposites -1, 0 or 1; then whether anything is denied.
        proposal: the wording that is asked for, without signs.
        signs: the characters that say something.
        targets: what something is to be changed into, by its first sign.
    """

    key: str
    pairs: frozenset[tuple[str, int]]
    place: str
    figures: tuple[str, ...]
    leanings: tuple[int, ...]
    proposal: str
    signs: frozenset[str]
    targets: frozenset[str]


def alike(one: Remark, other: Remark) -> bool:
    """Whether two comments say the same."""
    return _alike(_bag(one), _bag(other))


def groups(remarks: Sequence[Remark]) -> list[list[int]]:
    """The indexes of the comments that say the same, group by group, each in order.

    Comments that are like no other stand in no group. The first of a group leads it: all others
    are like it. A comment that is like several leaders goes to the most similar, then the first.
    """
    bags = [_bag(one) for one in remarks]
    ranks = _ranks(bags)
    held: dict[object, list[int]] = defaultdict(list)
    members: dict[int, list[int]] = {}
    for place, bag in enumerate(bags):
        keys = list(_keys(bag, ranks))
        leader = _leader(place, bags, {lead for key in keys for lead in held[key]})
        if leader is not None:
            members[leader].append(place)
            continue
        members[place] = [place]
        for key in keys:
            held[key].append(place)
    return [group for group in members.values() if len(group) > 1]


def _leader(place: int, bags: Sequence[_Bag], candidates: Iterable[int]) -> int | None:
    """The most similar of the leaders that are candidates, where one is alike."""
    found = [
        (-_dice(bags[place], bags[lead]), lead)
        for lead in candidates
        if _alike(bags[place], bags[lead])
    ]
    return min(found)[1] if found else None


def _ranks(bags: Iterable[_Bag]) -> dict[tuple[str, int], int]:
    """The place of each bigram when the rarest come first."""
    counted = Counter(pair for bag in bags for pair in bag.pairs)
    ordered = sorted(counted, key=lambda pair: (counted[pair], pair))
    return {pair: rank for rank, pair in enumerate(ordered)}


def _keys(bag: _Bag, ranks: dict[tuple[str, int], int]) -> Iterator[object]:
    """Under what a comment is looked for and held; two that are alike have one in common.

    Two bags of sizes a and b with a coefficient of at least d share at least d(a+b)/2 of their
    members, and b is at least ad/(2-d), so they share ad/(2-d) or more. Among all but so many less
    one of the rarest of either there is a shared one. Figures and denial are the same where two
    are alike, whatever their place; with them the lists stay short.
    """
    ordered = sorted(bag.pairs, key=ranks.__getitem__)
    said = (bag.figures, bag.leanings[-1])
    for pair in ordered[: _rare(len(ordered), LIKE_ELSEWHERE)]:
        yield (said, pair)
    if bag.place:
        for pair in ordered[: _rare(len(ordered), LIKE_HERE)]:
            yield (bag.place, said, pair)


def _rare(size: int, least: float) -> int:
    """How many of the rarest bigrams are looked at for a coefficient of at least ``least``."""
    return size - max(int(size * least / (2 - least)), 1) + 1


def _alike(one: _Bag, other: _Bag) -> bool:
    if one.key == other.key:
        is_here = one.place == other.place
        return _same_wording(one, other) and (is_here or len(one.key) >= FEW)
    if one.signs - other.signs and other.signs - one.signs:
        return False
    if one.figures != other.figures or not _agree(one.leanings, other.leanings):
        return False
    if one.targets and other.targets and one.targets != other.targets:
        return False
    if min(len(one.key), len(other.key)) < FEW or not _same_wording(one, other):
        return False
    is_here = one.place == other.place and bool(one.place)
    return _dice(one, other) >= (LIKE_HERE if is_here else LIKE_ELSEWHERE)


def _same_wording(one: _Bag, other: _Bag) -> bool:
    """Nobody asks for a wording, or only one does, or both ask for the same."""
    return not one.proposal or not other.proposal or one.proposal == other.proposal


def _agree(one: Sequence[int], other: Sequence[int]) -> bool:
    """No opposites: one adds what the other removes; one denies what the other says."""
    *pull, denies = one
    *other_pull, other_denies = other
    return denies == other_denies and all(
        not (a and b) or a == b for a, b in zip(pull, other_pull, strict=True)
    )


def _dice(one: _Bag, other: _Bag) -> float:
    return 2 * len(one.pairs & other.pairs) / ((len(one.pairs) + len(other.pairs)) or 1)


def _bag(remark: Remark) -> _Bag:
    folded = fold(remark.text).casefold()
    plain = _POLITE.sub("", folded.strip())
    key = _SIGNS.sub("", plain) or _SIGNS.sub("", folded)
    clause = set(_FIGURES.findall(remark.clause))
    return _Bag(
        key=key,
        pairs=frozenset(_counted(key)),
        place=remark.place,
        figures=tuple(sorted(one for one in _FIGURES.findall(folded) if one not in clause)),
        leanings=(*_pulls(folded), int(bool(_NEGATIONS.search(folded)))),
        proposal=_SIGNS.sub("", fold(remark.proposal).casefold()),
        signs=frozenset(key) - _EMPTY,
        targets=frozenset(_TARGET.findall(folded)),
    )


def _counted(key: str) -> Iterator[tuple[str, int]]:
    """The bigrams of a text, each with how often it came before."""
    before: Counter[str] = Counter()
    for at in range(max(len(key) - 1, 1)):
        pair = key[at : at + 2]
        yield pair, before[pair]
        before[pair] += 1


def _pulls(text: str) -> Iterator[int]:
    """For each pair of opposites which one is said; 0 where both or neither are."""
    for up, down in _OPPOSED:
        yield int(bool(up.search(text))) - int(bool(down.search(text)))
