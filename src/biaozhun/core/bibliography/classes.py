"""Cells of classification codes."""

import re
from functools import lru_cache
from typing import NamedTuple

_ICS = re.compile(r"\d{2}(?:\.\d{3}(?:\.\d{2})?)?", re.ASCII)
_CCS = re.compile(r"[A-Z]\d{2}", re.ASCII)
_BETWEEN = re.compile(r"[;；,，、/\s]+")


class ClassFault(NamedTuple):
    """A piece of a cell that is no code."""

    code: str
    fragment: str
    message: str


class ClassCell(NamedTuple):
    """Codes in printed order, and the pieces that are none."""

    codes: tuple[str, ...]
    faults: tuple[ClassFault, ...]


@lru_cache(maxsize=16384)
def read_ics(cell: str) -> ClassCell:
    """The ICS codes of a cleaned cell."""
    return _read(cell.upper().removeprefix("ICS").lstrip(" :："), _ICS, "unknown_ics")


@lru_cache(maxsize=16384)
def read_ccs(cell: str) -> ClassCell:
    """The CCS codes of a cleaned cell."""
    return _read(cell.upper().removeprefix("CCS").lstrip(" :："), _CCS, "unknown_ccs")


def _read(cell: str, form: re.Pattern[str], code: str) -> ClassCell:
    pieces = [piece for piece in _BETWEEN.split(cell) if piece]
    codes = tuple(dict.fromkeys(piece for piece in pieces if form.fullmatch(piece)))
    faults = tuple(
        ClassFault(code, piece, "This is no code of the classification")
        for piece in pieces
        if not form.fullmatch(piece)
    )
    return ClassCell(codes, faults)
