"""What stands around a number: whether it is one, and whether it is part of an address."""

import re
from typing import Final

from biaozhun.core.citation.found import Found
from biaozhun.core.citation.vocabulary import any_of, words

_NAMED_BEFORE: Final = re.compile(rf"(?:》[ \t]*[（(\[［【]?|{any_of('names')}[:：]?)[ \t\n]*$")
_SURE_NEXT: Final = r"[、和及与或，,] ?(?:GB|[A-Z]{2,4}/T)[ ]?\d"
_NAMED_BEHIND: Final = re.compile(
    rf"[ \t]*(?:《|》|[）)\]］】]?的?{any_of('named')}|第[\d一二三四五六七八九十]|中的?第?\d"
    rf"|(?:[、和及与或，,] ?[A-Z]{{2,4}}[ ]?\d[\d.]*)*{_SURE_NEXT})"
)
_JOINT: Final = r"(?:[、，,;；/和及与或&（()）]|and|or|以及|《[^《》\n]{1,60}》)"
_JOINED: Final = re.compile(rf"[ \t\n]*{_JOINT}(?:[ \t\n]*{_JOINT})*[ \t\n]*")
_MODEL: Final = re.compile(rf"[ ]?{any_of('model')}|[A-Za-zΦφ×]")
_LABEL: Final = re.compile(rf"{any_of('label')}[:：]?[ ]?$")
_COMMON: Final = words("common_code")
_NEAR: Final = 80  # characters to the citation before in a list, a title between
_BYTES: Final = re.compile(r"(?:\d|\d\.\d+)[ ]?$")
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
    before, behind = text[max(0, start - 40) : start], text[end : end + 40]
    dated = number.year is not None
    marked = "/" in found.code
    if not dated and not marked:
        if (
            _LABEL.search(before)
            or _MODEL.match(behind)
            or (before[-1:] in ("-", "_", ".") and joined != start - 1)
        ):
            return False
        if number.prefix == "GB" and not number.part and _BYTES.search(before):
            return bool(_NAMED_BEHIND.match(behind))
    if number.prefix == "ISO" and not dated and not number.part and number.serial in _FILM:
        if _PHOTOGRAPH.search(before + behind):
            return False
    elif found.sure:
        return True
    near = joined and start - joined <= _NEAR and number.prefix not in _COMMON
    if near and _JOINED.fullmatch(text, joined, start):
        return True
    return bool(_NAMED_BEFORE.search(before) or _NAMED_BEHIND.match(behind))


def in_address(text: str, start: int, end: int) -> bool:
    """Whether a place lies inside a web address or the name of a file."""
    if _BREAKS.match(text[start - 1 : start] or " ") is None:
        run = _BACKWARDS.match(text[max(0, start - 200) : start][::-1])
        if run and _ADDRESS.search(run.group()[::-1]):
            return True
    return bool(_FILE.match(text, end, end + 80))
