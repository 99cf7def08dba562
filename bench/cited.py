"""What is found of the citations in real texts, counted against tables made by hand.

The texts and tables are those of ``gold/citations`` below the folder of real data. A citation
counts as found where one of the same number, spelling apart, stands at its place; rows marked
optional count neither way. The numbers of the catalogues are each set into a sentence and have
to be found there as themselves.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from biaozhun.core.citation import find
from biaozhun.core.number import NumberError, parse

GOLD = "gold/citations"
NAMES = ("01", "04", "08", "13", "16", "20")
GOLD_FILES = tuple(f"{GOLD}/{name}.{kind}" for name in NAMES for kind in ("txt", "json"))
SENTENCE = "产品应符合{}的规定，见附件。"
_NEAR = 2  # characters two readers of a text may differ by


class _Gold(msgspec.Struct):
    text: str
    start: int
    normalized: str
    optional: bool = False
    alt: str | list[str] = msgspec.field(default_factory=list)


def _squashed(number: str) -> str:
    return re.sub(r"\s+", "", number).upper()


@cache
def gold_counts(folder: Path) -> tuple[int, int, int]:
    """How many citations were found rightly, found wrongly, and missed."""
    right = wrong = missed = 0
    for name in NAMES:
        text = (folder / GOLD / f"{name}.txt").read_bytes().decode()
        rows = msgspec.json.decode((folder / GOLD / f"{name}.json").read_bytes(), type=list[_Gold])
        found = [(_squashed(one.number.canonical), one.start, one.end) for one in find(text)]
        for row in sorted(rows, key=lambda row: row.optional):
            there = [one for one in found if _is_there(one, row)]
            if there:
                found.remove(there[0])
            right += bool(there) and not row.optional
            missed += not there and not row.optional
        wrong += len(found)
    return right, wrong, missed


def _is_there(found: tuple[str, int, int], row: _Gold) -> bool:
    number, start, end = found
    alternatives = [row.alt] if isinstance(row.alt, str) else row.alt
    near = start <= row.start + len(row.text) + _NEAR and end >= row.start - _NEAR
    return near and number in map(_squashed, (row.normalized, *alternatives))


def found_in_a_sentence(codes: Iterable[str]) -> tuple[int, int]:
    """How many of the codes that are numbers are found in a sentence, alone and as themselves."""
    found = numbers = 0
    for code in codes:
        try:
            number = parse(code)
        except NumberError:
            continue
        numbers += 1
        texts = (SENTENCE.format(written) for written in (number.canonical, number.official))
        found += all([one.number for one in find(text)] == [number] for text in texts)
    return found, numbers
