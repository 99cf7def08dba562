"""What is common to reading the cells in which catalogues keep their codes.

A cell may hold several codes between any marks, a label, a path of titles (``电工 >> K41变压器``).
What cannot be read is reported with its place, never guessed and never dropped in silence.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from biaozhun.core.text import fold

#: A stretch without separating marks; private-use characters are debris of fonts.
STRETCH = r"[^;,、\s%|()<>\[\]\ue000-\uf8ff]+"

_ENTITY = re.compile(r"&[a-z]{2,6};?(?:br/?)?")
_PATH = ">>"


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a cell that is no code of the scheme, or had to be mended to be one.

    Attributes:
        code: stable words: ``<scheme>_malformed``, ``<scheme>_unknown``, ``<scheme>_mended`` …
        message: what is wrong, in a sentence.
        fragment: the characters at fault, as they stand in the cell.
        start: offset of the fragment in the cell.
        end: offset just behind it.
    """

    code: str
    message: str
    fragment: str
    start: int
    end: int


class Reading(NamedTuple):
    """The codes of a cell, each once in the order of the cell, and what was at fault."""

    codes: tuple[str, ...]
    faults: tuple[Fault, ...]


class Piece(NamedTuple):
    """A stretch of a cell between separating marks, folded (small letters, half-width)."""

    text: str
    start: int
    end: int


def tidy(cell: str) -> str:
    """The cell folded, blanked where markup left traces, of the same length."""
    folded = _ENTITY.sub(lambda found: " " * len(found[0]), fold(cell))
    cut = folded.rfind(_PATH)
    return folded if cut < 0 else " " * (cut + len(_PATH)) + folded[cut + len(_PATH) :]


def is_path(cell: str) -> bool:
    """Whether the cell is a path of titles, of which only the last step carries the code."""
    return _PATH in fold(cell)


def pieces(tidied: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    """The stretches a scheme's pattern finds."""
    for found in pattern.finditer(tidied):
        yield Piece(found[0], found.start(), found.end())


def fault(code: str, message: str, cell: str, piece: Piece) -> Fault:
    """A fault at a piece, quoting the cell as it was written."""
    return Fault(
        code=code,
        message=message,
        fragment=cell[piece.start : piece.end],
        start=piece.start,
        end=piece.end,
    )


def once(codes: list[str]) -> tuple[str, ...]:
    """The codes in their order, each once."""
    return tuple(dict.fromkeys(codes))
