"""What was written in Simplified characters, in Traditional ones.

The platform's own words (sentences, headings of classifications, names of regions, guides) are
written once, in Simplified, and shown in Traditional by this derivation. What a source states, a
title or a number, stays as it is printed and never passes here.

First the terms that were reviewed by hand are taken out (``traditional_terms.csv``), wherever they
stand. What is left between them is cut into the longest pieces that ``traditional.csv`` knows, from
its beginning: characters and phrases in the forms of Taiwan's standard, made by
``tools/traditional_table.py``.
"""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from biaozhun.core.reference import table


class _Tables(NamedTuple):
    """What pieces are written as, how long the longest is that begins so, and where terms stand."""

    terms: dict[str, str]
    term: re.Pattern[str]
    written: dict[str, str]
    longest: dict[str, int]


@cache
def _tables() -> _Tables:
    """Both tables; read when somebody first reads Traditional, as nobody else needs them."""
    terms = {row["simplified"]: row["traditional"] for row in table("traditional_terms")}
    written = {row["simplified"]: row["traditional"] for row in table("traditional")}
    longest: dict[str, int] = defaultdict(int)
    for piece in written:
        longest[piece[0]] = max(longest[piece[0]], len(piece))
    longer_first = sorted(terms, key=len, reverse=True)
    return _Tables(terms, re.compile(f"({'|'.join(longer_first)})"), written, dict(longest))


@lru_cache(maxsize=8_192)
def traditional(text: str) -> str:
    """The text in Traditional characters; what is not Simplified Chinese stays as it is."""
    terms, term, _, _ = _tables()
    return "".join(terms.get(part) or _cut(part) for part in term.split(text))


def _cut(text: str) -> str:
    """Text without a reviewed term, piece by piece."""
    _, _, written, longest = _tables()
    made, place = [], 0
    while place < len(text):
        length = longest.get(text[place], 1)
        while length > 1 and text[place : place + length] not in written:
            length -= 1
        piece = text[place : place + length]
        made.append(written.get(piece, piece))
        place += len(piece)
    return "".join(made)
