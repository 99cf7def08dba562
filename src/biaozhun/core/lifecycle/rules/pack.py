"""Rules as a nation, a province or a city states them, and the signatures that make them bind."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.lifecycle.rules.applied import Direction
from biaozhun.core.lifecycle.units import Unit

LARGEST: Final = Decimal(100_000)
"""No limit, quorum or share of ours is larger."""
LONGEST: Final = 20  # characters of a value as written


class RuleError(BiaozhunError):
    """A rule that cannot stand.

    Codes: ``looser_than_above`` (a lower level moves it in the loose direction; ``fragment`` is
    its id), ``not_comparable`` (it bounds another way or counts in another unit than above),
    ``rule_twice`` (a pack states it twice for one day), ``value_wrong``.

    Attributes:
        above: of the first two codes, the rule it has to keep to.
    """

    default_code: ClassVar[str] = "looser_than_above"
    above: "Rule | None" = None


class Level(StrEnum):
    """Whose pack it is, from the widest to the narrowest place."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"

    @property
    def rank(self) -> int:
        """0 for the nation."""
        return list(Level).index(self)


class Procedure(StrEnum):
    """Which way a standard is made; the latter two shorten waits and waive no legal minimum."""

    NORMAL = "normal"
    PRIORITY = "priority"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 for the normal one."""
        return list(Procedure).index(self)


class Confidence(StrEnum):
    """How a rule is known."""

    READ = "V"  # in the primary text
    TOLD = "V2"  # by a secondary source
    KNOWN = "K"  # from knowledge, to be compared
    UNSURE = "K-"  # uncertain in number or article; a setting, never printed as law


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A limit, quorum or share as one level states it.

    Attributes:
        id: for example ``T-01``; the same at every level.
        name: what it is about, in Chinese.
        value: in its unit.
        unit: what the value counts.
        direction: which way it bounds.
        start: the event its period begins with, or what it is asked at.
        end: the event its period ends with.
        actor: who is held to it.
        basis: the law or document it stands on.
        confidence: how it is known.
        article: of the basis; printed where the primary text was read, or once it is signed.
        since: first day it holds; ``None`` where not said.
        until: last day it holds; ``None`` while nobody knows of one.
        exception: the levels and procedures that may move it in the loose direction.
        is_default: no law says so of local standards: a setting of the platform after practice.
        name_en: English of the name.
        basis_en: English of the basis.

    Raises:
        RuleError: ``value_wrong``.
    """

    id: str
    name: str
    value: Decimal
    unit: Unit
    direction: Direction
    start: str
    end: str
    actor: str
    basis: str
    confidence: Confidence
    article: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    exception: frozenset[str] = frozenset()
    is_default: bool = False
    name_en: str = ""
    basis_en: str = ""

    def __post_init__(self) -> None:
        """Refuse a value that its unit cannot have."""
        whole = self.value == self.value.to_integral_value()
        most = Decimal(1) if self.unit in {Unit.SHARE, Unit.PARITY} else LARGEST
        if not 0 <= self.value <= most or not (whole or self.unit is Unit.SHARE):
            raise _wrong(self.id, str(self.value))

    def holds_on(self, day: dt.date) -> bool:
        """Whether the day lies in its time."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def is_looser_than(self, other: "Rule") -> bool:
        """Whether it lets more pass than another that bounds the same way."""
        if self.direction is Direction.AT_LEAST:
            return self.value < other.value
        if self.direction is Direction.AT_MOST:
            return self.value > other.value
        return self.value != other.value


def _wrong(rule: str, value: str) -> RuleError:
    return RuleError(
        "The rule cannot have this value", code="value_wrong", fragment=f"{rule}: {value}"
    )


class RulePack(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one level, place and procedure.

    Attributes:
        level: whose they are.
        rules: in any order; of one id only one holds on a day.
        place: beginning of the code of the division they hold for; empty for every place.
        procedure: which way of making standards they are for.

    Raises:
        RuleError: ``rule_twice``.
    """

    level: Level
    rules: tuple[Rule, ...]
    place: str = ""
    procedure: Procedure = Procedure.NORMAL

    def __post_init__(self) -> None:
        """Refuse a pack that answers twice."""
        for position, one in enumerate(self.rules):
            if any(_overlap(one, other) for other in self.rules[:position]):
                raise RuleError(
                    "A pack states a rule twice for one day", code="rule_twice", fragment=one.id
                )

    def on(self, day: dt.date) -> Iterator[Rule]:
        """The rules that hold on a day."""
        return (one for one in self.rules if one.holds_on(day))


def _overlap(one: Rule, other: Rule) -> bool:
    if one.id != other.id:
        return False
    begun = max(one.since or dt.date.min, other.since or dt.date.min)
    return begun <= min(one.until or dt.date.max, other.until or dt.date.max)


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """An officer's word that a rule says what the official text says.

    Attributes:
        rule: its id.
        level: of the pack whose rule was compared.
        value: as it stood then; a rule with another value is not covered.
        by: who, by name and office.
        on: the day; of several for one value the latest counts, of one day the last told.
        text: of the official article, as compared; without it nothing binds.
        revokes: it takes back what was signed before.
    """

    rule: str
    level: Level
    value: Decimal
    by: str
    on: dt.date
    text: str
    revokes: bool = False


def value_of(text: str) -> Decimal:
    """The value that is written as ``30``, ``0.75`` or ``2/3``.

    Raises:
        RuleError: ``value_wrong``.
    """
    value = _number(text) if len(text) <= LONGEST else None
    if value is None or not value.is_finite():
        raise _wrong("", text[:LONGEST])
    return value


def _number(text: str) -> Decimal | None:
    numerator, slash, denominator = text.strip().partition("/")
    try:
        return Decimal(numerator) / Decimal(denominator) if slash else Decimal(numerator)
    except ArithmeticError:
        return None


def written(value: Decimal) -> str:
    """A value as people write it: ``30``, ``0.75``, and thirds as ``2/3``."""
    if value == value.to_integral_value():
        return str(int(value))
    for denominator in (2, 3, 4, 5):
        numerator = (value * denominator).quantize(Decimal(1))
        if numerator / denominator == value:
            return f"{numerator}/{denominator}"
    return str(value.normalize())
