"""Whether the title printed beside a number is that of the standard.

A title is printed in many ways: cut short, with the words of its series or without, in English,
with noise of recognition. Only what is clearly another title is called so; between the two lies
what nothing is made of.
"""

import re
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Final

from biaozhun.core.text import CJK, fold

CLEARLY_OTHER: Final = 0.4
"""Below this share of characters in common, in order, two titles are clearly two."""

NOISE: Final = 0.8
"""From this share on, what differs may be noise of recognition or a slip."""

_SHORTEST: Final = 4  # signs; what is shorter is met in too many titles to tell one from another
_IDEOGRAPH: Final = re.compile(f"[{CJK}]")
_SIGNS: Final = re.compile(f"[^0-9a-z{CJK}]+")
_SERIES: Final = re.compile(r"^(?:中华人民共和国)?(?:国家标准|食品安全国家标准)(?=.)")


class Agreement(StrEnum):
    """How a printed title stands to the one held."""

    AGREES = "agrees"
    UNSURE = "unsure"  # alike in part: neither the same nor clearly another
    DIFFERS = "differs"  # clearly another
    UNTOLD = "untold"  # no title in the same language to compare with


@lru_cache(maxsize=8192)
def agreement(asked: str, title_zh: str, title_en: str) -> Agreement:
    """Compare a printed title with those held, each in its own language."""
    chinese = _IDEOGRAPH.search(asked) is not None
    mine, theirs = _plain(asked), _plain(title_zh if chinese else title_en)
    if not mine or not theirs:
        return Agreement.UNTOLD
    if mine in theirs or theirs in mine:
        return Agreement.AGREES
    if not chinese and _initials(asked, title_en):
        return Agreement.AGREES
    return _by_likeness(mine, theirs) if len(mine) >= _SHORTEST else Agreement.UNTOLD


def _by_likeness(mine: str, theirs: str) -> Agreement:
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    share = matcher.ratio()
    if share >= NOISE:
        return Agreement.AGREES
    longest = matcher.find_longest_match()
    shorter = min(len(mine), len(theirs))
    if share < CLEARLY_OTHER and longest.size * 2 < max(shorter, _SHORTEST):
        return Agreement.DIFFERS
    return Agreement.UNSURE


def _plain(title: str) -> str:
    """Letters, digits and ideographs in one writing, without the words of a series in front."""
    return _SERIES.sub("", _SIGNS.sub("", fold(title)))


def _initials(asked: str, title_en: str) -> bool:
    """Whether what is printed is an abbreviation of the English title: ``QMS``."""
    letters = _plain(asked)
    words = [word for word in _SIGNS.split(fold(title_en)) if word]
    return len(letters) > 1 and "".join(word[0] for word in words).startswith(letters)
