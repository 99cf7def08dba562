"""A rule as it holds somewhere on a day."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from biaozhun.core.lifecycle.units import Unit


class Direction(StrEnum):
    """Which way the value bounds what is measured."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    FIXED = "fixed"


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as it holds somewhere on a day.

    Attributes:
        rule: its id, for example ``T-01``.
        value: in its unit.
        unit: what the value counts.
        direction: which way it bounds.
        basis: what it stands on, as it may be printed: with the article only where that was read
            in the primary text, or signed.
        level: of the pack it comes from: nation, province, city.
        binding: signed by an officer of the region, so that it blocks.
        name: what it is about, in Chinese.
        name_en: the same in English.
        basis_en: what it stands on, in the project's own English.
        confidence: how it is known: V, V2, K, K-.
        procedure: of the pack it comes from: normal, priority, emergency.
        start: the event its period begins with, or what it is asked at.
        end: the event its period ends with.
        actor: who is held to it.
        since: first day it holds; ``None`` where not said.
        until: last day it holds; ``None`` while nobody knows of one.
        is_default: no law says so: a setting of the platform.
        signed_by: who compared it with the official text, where it binds.
        signed_on: the day of that.
    """

    rule: str
    value: Decimal
    unit: Unit
    direction: Direction
    basis: str
    level: str
    binding: bool
    name: str = ""
    name_en: str = ""
    basis_en: str = ""
    confidence: str = "K"
    procedure: str = "normal"
    start: str = ""
    end: str = ""
    actor: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    is_default: bool = False
    signed_by: str = ""
    signed_on: dt.date | None = None

    def met_by(self, measured: Decimal | int) -> bool:
        """Whether what was measured, in the unit of the rule, keeps to it."""
        if self.direction == Direction.AT_LEAST:
            return measured >= self.value
        if self.direction == Direction.AT_MOST:
            return measured <= self.value
        return measured == self.value


def share_of(part: int, whole: int) -> Decimal:
    """A part as a share of 1, rounded as the values of rules are; nothing of nothing is 0."""
    return Decimal(part) / Decimal(whole) if whole else Decimal(0)


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
