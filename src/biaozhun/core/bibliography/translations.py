"""Rows about a translation: ``GB/T 1.1-2020E``, or a title that ends in （英文版）.

A foreign-language edition (外文版) has no number of its own: it is a document of the Chinese
edition, whose number it bears with a mark of its language (``core/data/translation_mark.csv``).
What such a row says of the edition is as a rule true but sometimes wrong (of 521 rows one says
作废 of an edition in force), so it counts only where no other row speaks of the edition.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from biaozhun.core.number import Family, StandardNumber
from biaozhun.core.reference import table

_VERSION = re.compile(r"\s*[（(]\s*([\u4e00-\u9fff]{1,5}?)[文语]版?\s*[)）]\s*$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Title(NamedTuple):
    """A title without the words that tell a translation, and the language these name."""

    text: str
    language: str


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    """Mark of a number, or word of a title → language."""
    rows = table("translation_mark")
    return {row[key]: row["language"] for row in rows for key in ("mark", "word")}


def language_of(number: StandardNumber) -> str:
    """The language a Chinese number names as that of a translation; empty where it names none."""
    if not number.marks or number.family is Family.INTERNATIONAL:
        return ""
    return next((_languages()[mark] for mark in number.marks if mark in _languages()), "")


def of_edition(number: StandardNumber) -> StandardNumber:
    """The number of the edition itself, without the mark of a translation."""
    if not language_of(number):
        return number
    marks = tuple(mark for mark in number.marks if mark not in _languages())
    return msgspec.structs.replace(number, marks=marks)


def read_title(text: str) -> Title:
    """Part a title from （英文版） at its end; other languages' names are left in it."""
    match = _VERSION.search(text)
    language = _languages().get(match[1], "") if match else ""
    return Title(text[: match.start()], language) if match and language else Title(text, "")


def is_chinese(text: str) -> bool:
    """Whether the text has Chinese characters."""
    return _CHINESE.search(text) is not None
