"""Number-level folding of spelling: width, dashes, slashes, blanks, brackets, case.

Every fold is one character to one character, so that an offset in the folded text is an offset
in the text given. Source of the classes: GB/T 1.1-2020 (em dash before the year) and the
spellings counted in real catalogues.
"""

import re

LONGEST = 400  # no cover prints a longer number; bounds the work on hostile input

_DASHES = "‐‑‒–—―−－﹣─\u00ad"
_SLASHES = "／∕⁄╱"
_BLANKS = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
)
_TILDES = "～〜∼"


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0xFF01, 0xFF5F):
        table[code] = chr(code - 0xFEE0)
    for signs, plain in (
        (_DASHES, "-"),
        (_SLASHES, "/"),
        (_BLANKS, " "),
        (_TILDES, "~"),
        ("（〔［【﹝", "("),
        ("）〕］】﹞", ")"),
        ("：︰﹕", ":"),
        ("．。", "."),
        ("＋", "+"),
    ):
        table.update({ord(sign): plain for sign in signs})
    return table


_FOLD = _table()
_UPPER = {ord("a") + i: chr(ord("A") + i) for i in range(26)} | {
    ord("а") + i: chr(ord("А") + i) for i in range(32)
}
_UPPER |= {ord("ⅰ") + i: chr(ord("Ⅰ") + i) for i in range(16)}  # Roman numerals of CH Ⅳ
_RUNS = re.compile(r" {2,}|-{2,}")
_DASH_RUN = re.compile(r"-{2,}")
_LETTERS = re.compile(r"[^\W\d_]+")


def fold_spelling(text: str) -> str:
    """The text in plain width, dashes, slashes and blanks; as long as it was."""
    return text if text.isascii() else text.translate(_FOLD)


def squeeze(folded: str) -> str:
    """Runs of blanks and of dashes become one, the ends are trimmed."""
    return _RUNS.sub(lambda run: run.group()[0], folded).strip()


def upper(folded: str) -> str:
    """Latin and Cyrillic capitals, one character to one (``str.upper`` may lengthen)."""
    return folded.translate(_UPPER)


def worded(mark: str) -> str:
    """Words begin with a capital and go on small, single letters are capitals (``Rev B``)."""
    return _LETTERS.sub(lambda word: word.group().capitalize(), mark)


def search_key(text: str) -> str:
    """The one spelling under which a number, or the beginning of one, is looked up.

    Upper case; full width and variant signs in plain ones; every dash ``-``, runs of them one;
    ``-`` for ``:``; no blanks and no slashes; dots, brackets and all else as they are. It takes
    any text, also what :func:`biaozhun.core.number.parse` refuses for lack of a slash: the key of
    ``tcadj004-1998`` is among the keys of ``T/CADJ 004-1998``. The key of a key is the key.
    """
    key = "".join(fold_spelling(text).upper().split()).replace("/", "").replace(":", "-")
    return _DASH_RUN.sub("-", key) if "--" in key else key


def origin(folded: str, offset: int) -> int:
    """The offset in ``folded`` of a character at ``offset`` of ``squeeze(folded)``."""
    position = len(folded) - len(folded.lstrip())
    reached = 0
    for run in _RUNS.finditer(folded, position):
        gain = run.start() - position
        if reached + gain >= offset:
            break
        reached += gain + 1
        position = run.end()
    return min(position + offset - reached, len(folded))
