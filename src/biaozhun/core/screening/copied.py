"""Which sentences of a draft stand in another text, word for word or nearly.

Compared are letters and ideographs, folded, eight at a time; punctuation, blanks and line ends make
no difference. What every standard says is left out: that it was drafted by GB/T 1.1, that its
contents may touch patents, what its references mean.
"""

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from biaozhun.core.text import fold

SHINGLE: Final = 8  # characters; four Chinese words, which unrelated sentences seldom share
SHORTEST: Final = 14  # characters of a sentence; shorter ones stand in every text of a field
ENOUGH: Final = 0.8  # of a sentence's stretches: all but for a word changed
_SENTENCE: Final = re.compile(r"[^。;!?\n]+")
_SIGNS: Final = re.compile(r"[\W_]+")
_EVERYWHERE: Final = re.compile(
    "按照gbt11|下列文件中的内容|凡是注日期的引用文件|不注日期的引用文件|可能涉及专利"
    "|不承担识别专利|本文件由|适用于本文件|仅该日期对应的版本|其最新版本"
)


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of a draft: as written, and what of it is compared."""

    text: str
    compared: str


class Copy(msgspec.Struct, frozen=True):
    """A sentence of the draft that stands in a clause."""

    sentence: str
    clause: str


def sentences_of(draft: str) -> tuple[Sentence, ...]:
    """The sentences that are long enough to tell a copy from chance, each once."""
    folded = fold(draft)
    found: dict[str, Sentence] = {}
    for match in _SENTENCE.finditer(folded):
        compared = _SIGNS.sub("", match[0])
        if len(compared) >= SHORTEST and not _EVERYWHERE.search(compared):
            written = draft[match.start() : match.end()].strip()
            found.setdefault(compared, Sentence(written, compared))
    return tuple(found.values())


def copied(sentences: Iterable[Sentence], clauses: Iterable[tuple[str, str]]) -> tuple[Copy, ...]:
    """Those of the sentences that stand in the clauses of one text, in the order of the draft.

    Args:
        sentences: of the draft.
        clauses: of the other text: a key and the words of each.
    """
    own = {sentence: _shingles(sentence.compared) for sentence in sentences}
    wanted = {shingle for shingles in own.values() for shingle in shingles}
    places: dict[str, str] = {}
    for key, words in clauses:
        for shingle in wanted.intersection(_shingles(_SIGNS.sub("", fold(words)))):
            places.setdefault(shingle, key)
    return tuple(
        Copy(sentence.text, _most([places[each] for each in held]))
        for sentence, shingles in own.items()
        if (held := [each for each in shingles if each in places])
        and len(held) >= ENOUGH * len(shingles)
    )


def _shingles(compared: str) -> list[str]:
    return [compared[at : at + SHINGLE] for at in range(len(compared) - SHINGLE + 1)]


def _most(keys: list[str]) -> str:
    """The clause that holds most of a sentence, the first of several."""
    return max(dict.fromkeys(keys), key=keys.count)
