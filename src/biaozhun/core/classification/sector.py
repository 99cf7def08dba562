"""Sector codes (行业标准代号), what they cover, and the department in charge on a day.

``DB`` is the earthquake sector; the prefix of local standards is ``DB`` with a region's digits.
"""

import datetime as dt
from functools import cache
from typing import Literal

import msgspec

from biaozhun.core.classification.scheme import ClassificationError
from biaozhun.core.reference import table


class Sector(msgspec.Struct, frozen=True, kw_only=True):
    """One code.

    Attributes:
        code: such as ``JT``.
        field_zh: what it covers, in Chinese.
        field_en: the same in English.
        state: ``historical`` where new standards are no longer numbered under it.
    """

    code: str
    field_zh: str
    field_en: str
    state: Literal["current", "historical"]


@cache
def _by_code() -> dict[str, Sector]:
    later = {row["code"]: dict(row) for row in table("sector_field")}
    rows = (dict(row) | later.get(row["code"], {}) for row in table("sector_code"))
    return {row["code"]: msgspec.convert(row, Sector) for row in rows}


def sectors() -> tuple[Sector, ...]:
    """All codes in alphabetical order."""
    return tuple(_by_code().values())


def sector(code: str) -> Sector:
    """What a code covers.

    Raises:
        ClassificationError: no sector has the code.
    """
    found = _by_code().get(code)
    if found is None:
        raise ClassificationError(
            f"no sector has the code {code!r}", fragment=code, start=0, end=len(code)
        )
    return found


def department(code: str, on: dt.date) -> str | None:
    """The department in charge of a code on a day; ``None`` where that is not recorded.

    Raises:
        ClassificationError: no sector has the code.
    """
    sector(code)
    return dict(departments_on(on)).get(code)


def departments_on(day: dt.date) -> tuple[tuple[str, str], ...]:
    """Each code that had a recorded department on a day, with that department."""
    held = table("sector_department").as_of(day)
    return tuple((row["code"], row["department"]) for row in held)
