"""What stands around a number: whether it is one, and whether it is part of an address."""

import re
from typing import Final

from biaozhun.core.citation.found import Found

_NAMED_BEFORE: Final = re.compile(
    r"(?:》[ \t]*[（(\[［【]?|按|按照|依据|根据|遵守|遵照|符合|执行|满足|参照|参见|参考|引用|采用标准|依照|应用|见"
    r"|标准号[:：]?|标准编号[:：]?|标准[:：]?|规范[:：]?|规程[:：]?|代替|替代|废止|"
    r"(?:per|to|with|under|see|See|in|of|meets|and|standards?|specifications?|requirements of):?)[ \t\n]*$"
)
_NAMED_BEHIND: Final = re.compile(
    r"[ \t]*(?:《|》|[）)\]］】]?的?(?:规定|要求|标准|规范|规程|附录|本部分|相关|有关|相应)|第[\d一二三四五六七八九十]|中的?第?\d"
    r"|(?:[、和及与或，,] ?[A-Z]{2,4}[ ]?\d[\d.]*)*[、和及与或，,] ?(?:GB|[A-Z]{2,4}/T)[ ]?\d)"
)
_JOINED: Final = re.compile(
    r"[ \t\n]*(?:[、，,;；/和及与或&]|以及|and|or|《[^《》\n]{1,60}》|[）)（(])(?:[ \t\n]*(?:[、，,;；/和及与或（(]"
    r"|and|or|以及|《[^《》\n]{1,60}》|[）)]))*[ \t\n]*"
)
_MODEL: Final = re.compile(r"[ ]?(?:型|系列产品|号机|牌|机型)|[A-Za-zΦφ×]")
_BYTES: Final = re.compile(r"(?:\d|\d\.\d+)[ ]?$")
_FILM: Final = frozenset(
    "25 50 64 80 100 125 160 200 250 320 400 500 640 800 1000 1600 3200 6400 12800 25600".split()
)
_BREAKS: Final = re.compile(r"[\s<>\"'()\[\]|\u0080-\uffff]")
_BACKWARDS: Final = re.compile(r"[^\s<>\"'()\[\]|\u0080-\uffff]*")
_ADDRESS: Final = re.compile(r"://|www\.|^\.{0,2}/[^/]+/|[A-Za-z]:\\|\.(?:com|cn|org|net)/")
_FILE: Final = re.compile(
    r"[^\n，。；：、]{0,60}?\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|html?|aspx?|txt|jpg|png|dwg|caj|ofd)(?![A-Za-z])",
    re.IGNORECASE,
)
_PHOTO: Final = re.compile(
    r"感光|快门|光圈|相机|胶片|胶卷|曝光|[Ff]ilm|shutter|camera|exposure|f/\d", re.IGNORECASE
)


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
        if _MODEL.match(behind) or (before[-1:] in ("-", "_", ".") and joined != start - 1):
            return False
        if number.prefix == "GB" and not number.part and _BYTES.search(before):
            return bool(_NAMED_BEHIND.match(behind))
    if number.prefix == "ISO" and not dated and not number.part and number.serial in _FILM:
        return not _PHOTO.search(before + behind) and _is_named(text, start, before, behind, joined)
    return found.sure or _is_named(text, start, before, behind, joined)


def _is_named(text: str, start: int, before: str, behind: str, joined: int) -> bool:
    if joined and start - joined <= 80 and _JOINED.fullmatch(text, joined, start):
        return True
    return bool(_NAMED_BEFORE.search(before) or _NAMED_BEHIND.match(behind))


def in_address(text: str, start: int, end: int) -> bool:
    """Whether a place lies inside a web address or the name of a file."""
    if _BREAKS.match(text[start - 1 : start] or " ") is None:
        run = _BACKWARDS.match(text[max(0, start - 200) : start][::-1])
        if run and _ADDRESS.search(run.group()[::-1]):
            return True
    return bool(_FILE.match(text, end, end + 80))
