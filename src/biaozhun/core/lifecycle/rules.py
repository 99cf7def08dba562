"""Limits, quorums and shares as dated rules, and whether they bind.

A rule is *advice* until a named officer of the region has compared it with the official text and
signed it; only then it blocks and may be printed as law.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec


class Direction(StrEnum):
    """Which way the value bounds what is measured."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    FIXED = "fixed"


class Unit(StrEnum):
    """What the value counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"
    PEOPLE = "people"
    SHARE = "share"  # of 1
    TIMES = "times"


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as it holds somewhere on a day.

    Attributes:
        rule: its id, for example ``T-01``.
        value: in its unit.
        unit: what the value counts.
        direction: which way it bounds.
        basis: what it stands on, as printed.
        level: of the pack it comes from: nation, province, city.
        binding: signed by an officer of the region, so that it blocks.
    """

    rule: str
    value: Decimal
    unit: Unit
    direction: Direction
    basis: str
    level: str
    binding: bool

    def met_by(self, measured: Decimal | int) -> bool:
        """Whether what was measured, in the unit of the rule, keeps to it."""
        if self.direction == Direction.AT_LEAST:
            return measured >= self.value
        if self.direction == Direction.AT_MOST:
            return measured <= self.value
        return measured == self.value


class Circumstances(msgspec.Struct, frozen=True, kw_only=True):
    """What a step is decided under, besides the facts of its case.

    Attributes:
        documents: the kinds of documents that lie on the case.
        rules: the rules that hold for it today, by their ids.
    """

    documents: frozenset[str] = frozenset()
    rules: Mapping[str, Applied] = {}


UNREGULATED: Final = Circumstances()
"""No documents and no rules of a region."""
