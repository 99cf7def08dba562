"""What of a standard's text may be shown, told from its number; and how machine-readable a text is.

The rules are a table (``disclosure_rule.csv``) with the legal basis and how sure it is of each. A
rule proposes; that a text is shown is decided by a person.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from biaozhun.core.number import StandardNumber
from biaozhun.core.reference import table

Right = Literal["open", "metadata", "closed"]


class DisclosureRule(msgspec.Struct, frozen=True, kw_only=True):
    """What may be shown of the texts of one class; an empty condition fits any number.

    Attributes:
        rule: its name.
        family: family of the number.
        nature: what the number says of its binding force.
        prefix: how its code begins.
        region: how its division code begins.
        adopts: ``yes`` where the number of an adopted standard is printed behind it.
        right: what may be shown.
        basis: the law or the reason, in Chinese: the one that counts.
        basis_en: the same in English, in our own translation.
        confidence: ``V`` read in the primary text, ``K`` to be compared with it before it counts.
    """

    rule: str
    right: Right
    basis: str
    basis_en: str
    confidence: Literal["V", "K"]
    family: str = ""
    nature: str = ""
    prefix: str = ""
    region: str = ""
    adopts: str = ""

    def fits(self, number: StandardNumber) -> bool:
        """Whether the rule is about texts with such a number."""
        return (
            self.family in ("", number.family)
            and self.nature in ("", number.nature or "")
            and number.code.startswith(self.prefix)
            and number.region.startswith(self.region)
            and (not self.adopts or bool(number.adopted))
        )


@cache
def disclosure_rules() -> tuple[DisclosureRule, ...]:
    """The rules in the order in which they are asked."""
    return table("disclosure_rule").typed(DisclosureRule)


def disclosure(number: StandardNumber) -> DisclosureRule:
    """The rule for the text of a number: the first that fits; there is one for every family."""
    return next(rule for rule in disclosure_rules() if rule.fits(number))


@cache
def _by_basis() -> Mapping[str, DisclosureRule]:
    return {rule.basis: rule for rule in disclosure_rules()}


def resting_on(basis: str) -> DisclosureRule | None:
    """A rule with just this basis; ``None`` where the words are somebody's own."""
    return _by_basis().get(basis)


class SmartLevel(msgspec.Struct, frozen=True, kw_only=True):
    """A level of machine-readability (SMART), 0 to 3, in both languages."""

    level: int
    name_zh: str
    name_en: str
    shows_zh: str
    shows_en: str


@cache
def smart_levels() -> tuple[SmartLevel, ...]:
    """The levels, the lowest first."""
    return table("smart_level").typed(SmartLevel)
