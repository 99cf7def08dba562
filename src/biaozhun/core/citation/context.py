"""What stands around a number: whether it is one, and whether it is part of an address."""

import re
from typing import Final

from biaozhun.core.citation.found import Found
from biaozhun.core.citation.vocabulary import any_of, words

_LONG: Final = 40  # characters that tell what a number is
_SHORT: Final = 20  # that have the longest word, with what stands behind it
_NAMED_BEFORE: Final = re.compile(rf"(?:》[ \t]*[（(\[［【]?|{any_of('names')}[:：]?)$")
_NAME_ENDS: Final = frozenset("》（([［【:：") | {word[-1] for word in words("names")}
_SURE_NEXT: Final = r"[、和及与或，,] ?(?:GB|[A-Z]{2,4}/T)[ ]?\d"
_NAMED_BEHIND: Final = re.compile(
    rf"[ \t]*(?:《|》|[）)\]］】]?的?{any_of('named')}|第[\d一二三四五六七八九十]|中的?第?\d"
    rf"|(?:[、和及与或，,] ?[A-Z]{{2,4}}[ ]?\d[\d.]*)*{_SURE_NEXT})"
)
_JOINT: Final = r"(?:[、，,;；/和及与或&（()）]|and|or|以及|《[^《》\n]{1,60}》)"
_JOINED: Final = re.compile(rf"[ \t\n]*{_JOINT}(?:[ \t\n]*{_JOINT})*[ \t\n]*")
_MODEL: Final = re.compile(rf"[ ]?{any_of('model')}|[A-Za-zΦφ×]|(?: \d{{3,4}}){{2}}")
_LABEL: Final = re.compile(rf"{any_of('label')}[:：]?[ ]?$")
_LABEL_ENDS: Final = frozenset(":： ") | {word[-1] for word in words("label")}
_COMMON: Final = words("common_code")
_GAP: Final = 4  # blanks between two numbers
_NEAR: Final = 80  # characters to the citation before in a list, a title between
_BYTES: Final = re.compile(r"(?:\d|\d\.\d+)[ ]?\Z")
_FILM: Final = words("film_speed")
_BREAKS: Final = re.compile(r"[\s<>\"'()\[\]|\u0080-\uffff]")
_BACKWARDS: Final = re.compile(r"[^\s<>\"'()\[\]|\u0080-\uffff]*")
_ADDRESS: Final = re.compile(r"://|www\.|^\.{0,2}/[^/]+/|[A-Za-z]:\\|\.(?:com|cn|org|net)/")
_FILE: Final = re.compile(
    rf"[^\n，。；：、]{{0,60}}?\.{any_of('file_name')}(?![A-Za-z])", re.IGNORECASE
)
_PHOTOGRAPH: Final = re.compile(any_of("photograph"), re.IGNORECASE)


def is_citation(text: str, start: int, end: int, found: Found, joined: int) -> bool:
    """Whether what was read as a number is one where it stands.

    Args:
        text: the whole text.
        start: where the number begins.
        end: where it ends.
        found: the reading.
        joined: where the citation before it ended, or 0.
    """
    number = found.number
    dated, marked = number.year is not None, "/" in found.code
    if found.sure and (dated or marked) and number.prefix != "ISO":
        return True
    if not dated and not marked:
        if _is_model(text, start, end, joined):
            return False
        if number.prefix == "GB" and not number.part and _is_size(text, start, joined):
            return _NAMED_BEHIND.match(text, end, end + _LONG) is not None
    if number.prefix == "ISO" and not dated and not number.part and number.serial in _FILM:
        if _PHOTOGRAPH.search(text, max(0, start - _LONG), end + _LONG):
            return False
    elif found.sure:
        return True
    return _is_named(text, start, end, 0 if number.prefix in _COMMON else joined)


def _is_model(text: str, start: int, end: int, joined: int) -> bool:
    """``型号SL 32``, ``HB 200型``, ``X-GB 50``: the name of a product."""
    previous = text[start - 1 : start]
    labelled = previous in _LABEL_ENDS and _LABEL.search(text, max(0, start - _SHORT), start)
    tied = previous in ("-", "_", ".") and joined != start - 1
    return bool(labelled or tied or _MODEL.match(text, end))


def _is_size(text: str, start: int, joined: int) -> bool:
    """``8 GB 16``: what stands before the letters is a count of bytes, not the year before."""
    if joined and start - joined <= _GAP and not text[joined:start].strip():
        return False
    return _BYTES.search(text, max(0, start - 3), start) is not None


def _is_named(text: str, start: int, end: int, joined: int) -> bool:
    """Whether the words around say that a standard is named, or a list of them goes on."""
    if joined and start - joined <= _NEAR and _JOINED.fullmatch(text, joined, start):
        return True
    before = text[max(0, start - _LONG) : start].rstrip(" \t\n")
    named = before[-1:] in _NAME_ENDS and _NAMED_BEFORE.search(before, len(before) - _SHORT)
    return bool(named or _NAMED_BEHIND.match(text, end, end + _LONG))


def in_address(text: str, start: int, end: int) -> bool:
    """Whether a place lies inside a web address or the name of a file."""
    if _BREAKS.match(text[start - 1 : start] or " ") is None:
        run = _BACKWARDS.match(text[max(0, start - 200) : start][::-1])
        if run and _ADDRESS.search(run.group()[::-1]):
            return True
    return text.find(".", end, end + 70) >= 0 and _FILE.match(text, end, end + 80) is not None
