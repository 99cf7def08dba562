"""References as CSL-JSON, the input of citation processors (schema 1.0.2, type ``standard``)."""

import datetime as dt

from biaozhun.core.bibliography.citing.facts import Cited
from biaozhun.core.bibliography.citing.keys import key_of

Value = str | list[dict[str, str]] | dict[str, list[list[int]]]


def csl(cited: Cited) -> dict[str, Value]:
    """One item; ``URL`` stands only where the text itself is open, for styles then say online."""
    item: dict[str, Value] = {"id": key_of(cited.slug), "type": "standard"}
    texts = {
        "title": cited.title,
        "number": cited.official_number,
        "language": "zh-CN" if cited.is_chinese else "en",
        "URL": cited.address,
        "note": "invented record of a demonstration" if cited.invented else "",
    }
    item |= {name: text for name, text in texts.items() if text}
    if cited.bodies:
        item["author"] = [{"literal": body} for body in cited.bodies]
    if cited.published:
        item["issued"] = _day(cited.published)
    elif cited.year:
        item["issued"] = {"date-parts": [[cited.year]]}
    if cited.address and cited.accessed:
        item["accessed"] = _day(cited.accessed)
    return item


def _day(day: dt.date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
