"""Standards issued inside a ministry's announcement: ``农业部1025号公告-11-2008``."""

import re
from typing import Final

from biaozhun.core.citation.found import Found, number_of
from biaozhun.core.citation.view import View, view

_ISSUER: Final = re.compile(r"[\u4e00-\u9fff]{2,10}?[部局委署][ ]?第?[ ]?\d{1,5}[ ]?$")
_ITEM: Final = re.compile(r"号公告 ?- ?\d{1,3}(?:\.\d{1,3})? ?- ?(?:19|20)\d\d(?!\d)")
_LEADING: Final = re.compile(
    r"(?:农业农村部|农业部|国家|卫生|环境|海关|工业|商务|水利|自然|生态|住房|交通)"
)
_BACK: Final = 18


def read(text: str, place: int) -> tuple[View, Found | None]:
    """The number around the words 号公告 that stand at a place."""
    item = _ITEM.match(view(text, place, 40).text)
    ahead = _ISSUER.search(text, max(0, place - _BACK), place) if item else None
    if item is None or ahead is None:
        return View("", place), None
    issuer = _LEADING.search(ahead.group())
    start = ahead.start() + (issuer.start() if issuer else 0)
    seen = view(text, start)
    end = place - start + item.end()
    number = number_of(seen.text[:end])
    if number is None:
        return seen, None
    return seen, Found(number, 0, end, f"{number.prefix}")
