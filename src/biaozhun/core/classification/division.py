"""Administrative divisions: the regions that number local standards.

Two digits are a province, four a city of it. ``DB44`` is Guangdong, ``DB4401`` Guangzhou.
"""

from functools import cache
from typing import Literal

import msgspec

from biaozhun.core.classification.scheme import ClassificationError
from biaozhun.core.reference import table


class Division(msgspec.Struct, frozen=True, kw_only=True):
    """One region.

    Attributes:
        code: two or four digits.
        level: what it is.
        name: in Chinese.
        name_en: in English; empty for cities.
        parent: the province of a city; empty for a province.
    """

    code: str
    level: Literal["province", "city"]
    name: str
    name_en: str = ""
    parent: str = ""


@cache
def _by_code() -> dict[str, Division]:
    listed = {division.code: division for division in table("division").typed(Division)}
    provinces = {
        row["code"]: Division(
            code=row["code"], level="province", name=row["name_zh"], name_en=row["name_en"]
        )
        for row in table("local_code")
    }
    return dict(sorted((listed | provinces).items()))


def divisions() -> tuple[Division, ...]:
    """All regions by code; a province comes before its cities."""
    return tuple(_by_code().values())


def provinces() -> tuple[Division, ...]:
    """The provinces, autonomous regions, municipalities and special administrative regions."""
    return tuple(division for division in divisions() if division.level == "province")


def division(code: str) -> Division:
    """The region of a code.

    Raises:
        ClassificationError: no region of the table has the code.
    """
    found = _by_code().get(code)
    if found is None:
        raise ClassificationError(
            f"no division has the code {code!r}", fragment=code, start=0, end=len(code)
        )
    return found


def name(code: str) -> str:
    """The Chinese name of a region; an error for an unknown code."""
    return division(code).name


def levels(code: str) -> tuple[str, ...]:
    """The code with the province above it: ``4401`` → ``44``, ``4401``; an error if unknown."""
    found = division(code)
    return (found.parent, code) if found.parent else (code,)
