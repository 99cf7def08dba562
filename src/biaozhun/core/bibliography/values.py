"""Cleaning of single values before a field reads them.

Sources carry control characters, invisible joiners and dashes that mean "nothing". What is taken
away is named by the caller as a finding; ordinary white space is not worth one.
"""

import datetime as dt
import re
import reprlib
from typing import NamedTuple

# Marks by which tables say "nothing": an empty cell, dashes, a slash, the words for "none".
BLANK_MARKS = frozenset(
    {"", "-", "--", "—", "——", "－", "–", "/", "\\", "|", "无", "暂无", "空", "未知", "不详"}
    | {"n/a", "N/A", "null", "NULL", "None", "none", "nan", "NaN", "nil", "#N/A"}
)

# Control characters (C0 without white space, DEL, C1), invisible joiners and direction marks,
# line separators, byte order marks, and halves of surrogate pairs.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
# What no database takes: PostgreSQL knows no NUL, UTF-8 no half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LIST_SEPARATOR = re.compile(r"[;；、，,\n]\s*")


class CleanText(NamedTuple):
    """A text without control characters, and the characters that were taken out."""

    text: str
    removed: str


def clean(text: str) -> CleanText:
    """Remove control characters, join white space to single spaces, strip the ends."""
    if text.isprintable() and "  " not in text:  # the usual case: nothing to clean but the ends
        return CleanText(text.strip(), "")
    removed = "".join(_CONTROL.findall(text))
    if removed:
        text = _CONTROL.sub("", text)
    return CleanText(" ".join(text.split()), removed)


def storable(text: str) -> str:
    """The text with U+FFFD in the place of characters no database takes; else as it came."""
    if text.isprintable():
        return text
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


_SHORT = reprlib.Repr()
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxdict = 20
_SHORT.maxstring = _SHORT.maxother = _SHORT.maxlong = 200


def excerpt(value: object) -> str:
    """A value of any form as text for a finding; however long or nested it is, in little time."""
    return value if isinstance(value, str) else _SHORT.repr(value)


def plain(value: object) -> str | None:
    """A scalar as text: numbers without a needless ``.0``, dates in ISO form; else ``None``."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
        return str(int(value) if is_whole else value)
    if isinstance(value, dt.date):  # a date with time is one too
        return value.isoformat()[:10]
    return None


def split_list(text: str, separator: str = "") -> tuple[str, ...]:
    """The parts of a cell that lists several things, in printed order, without blanks.

    Args:
        text: the cleaned cell.
        separator: the one separator to use; by default ``; ； 、 ， ,`` and line ends.
    """
    parts = text.split(separator) if separator else _LIST_SEPARATOR.split(text)
    return tuple(part for part in (raw.strip() for raw in parts) if part not in BLANK_MARKS)
