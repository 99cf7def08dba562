"""HS, the Harmonized System of goods: chapters (2 digits), headings (4) and subheadings (6)."""

from functools import cache

import msgspec

from biaozhun.core.classification.scheme import Entry, Scheme, shipped
from biaozhun.core.reference import table


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A section, the level above chapters; numbered in Roman numerals."""

    code: str
    title_en: str


@cache
def scheme() -> Scheme:
    """All chapters, headings and subheadings."""
    return shipped("HS", table("hs"))


@cache
def _sections() -> dict[str, Section]:
    return {section.code: section for section in table("hs_section").typed(Section)}


@cache
def _section_by_chapter() -> dict[str, str]:
    return {row["code"]: row["section"] for row in table("hs") if row["level"] == "1"}


def sections() -> tuple[Section, ...]:
    """The sections in their order."""
    return tuple(_sections().values())


def section(code: str) -> Section:
    """The section in which a code of any level lies.

    Raises:
        ClassificationError: the code is not in the system.
    """
    return _sections()[_section_by_chapter()[levels(code)[0]]]


def title(code: str) -> str:
    """What a code stands for, in English.

    Raises:
        ClassificationError: the code is not in the system.
    """
    return scheme().entry(code).title_en


def parent(code: str) -> str | None:
    """The code one level up; ``None`` for a chapter, an error for an unknown code."""
    return scheme().parent(code)


def levels(code: str) -> tuple[str, ...]:
    """The code at every level: ``010121`` → ``01``, ``0101``, ``010121``; an error if unknown."""
    return scheme().levels(code)


def chapters() -> tuple[Entry, ...]:
    """The chapters in their order."""
    return scheme().children()
