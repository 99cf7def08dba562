"""Which rule holds: the most specific pack's, unless it is looser than one above it allows.

Packs of the normal procedure come first, then those of the procedure asked for; within each the
nation's, the province's, the city's. A later one may move a limit in the strict direction only
(at least: higher; at most: lower; fixed: not at all), except where every earlier rule that it
loosens names its level or its procedure as an exception.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from biaozhun.core.lifecycle.rules.applied import Applied
from biaozhun.core.lifecycle.rules.pack import (
    Confidence,
    Procedure,
    Rule,
    RuleError,
    RulePack,
    Signature,
)


class Looser(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that is ignored, and the one above it that forbids it.

    Attributes:
        rule: the one ignored.
        pack: it stands in.
        above: the one that holds in its stead.
        code: ``looser_than_above`` or ``not_comparable``.
    """

    rule: Rule
    pack: RulePack
    above: Rule
    code: str


class _Stated(msgspec.Struct, frozen=True):
    rule: Rule
    pack: RulePack


def applicable(
    packs: Iterable[RulePack], signatures: Iterable[Signature], *, on: dt.date
) -> dict[str, Applied]:
    """The rules that hold on a day, by their ids.

    Args:
        packs: those of the place and of the procedure, in any order; those of the normal procedure
            are the ground of the others.
        signatures: those of the region, in the order they were told.
        on: the day.
    """
    signed = _latest(signatures, on)
    held, _ignored = _sorted_out(packs, on)
    return {key: _applied(chain[-1], signed) for key, chain in sorted(held.items())}


def looser(packs: Iterable[RulePack], *, on: dt.date) -> tuple[Looser, ...]:
    """The rules that are ignored on a day since they are looser than a rule above allows."""
    return _sorted_out(packs, on)[1]


def check_pack(pack: RulePack, above: Iterable[RulePack], *, on: dt.date) -> None:
    """Refuse a pack that loosens what the packs above it fix.

    Args:
        pack: the new one.
        above: those it has to keep to; what they ignore among themselves does not matter.
        on: the day it is to hold from.

    Raises:
        RuleError: ``looser_than_above``, ``not_comparable``.
    """
    for one in looser((*above, pack), on=on):
        if one.pack is pack:
            error = RuleError(
                "A lower level may move a limit in the strict direction only",
                code=one.code,
                fragment=one.rule.id,
                hint=f"above it stands {one.above.direction} {one.above.value} {one.above.unit}",
            )
            error.above = one.above
            raise error


def _sorted_out(
    packs: Iterable[RulePack], on: dt.date
) -> tuple[dict[str, list[_Stated]], tuple[Looser, ...]]:
    """Of each id the rules that stand, from the widest; and those that do not."""
    standing: dict[str, list[_Stated]] = {}
    ignored: list[Looser] = []
    ordered = sorted(packs, key=lambda pack: (pack.procedure.rank, pack.level.rank))
    for pack in ordered:
        for rule in pack.on(on):
            chain = standing.setdefault(rule.id, [])
            against = next(_against(_Stated(rule, pack), chain), None)
            if against is None:
                chain.append(_Stated(rule, pack))
            else:
                ignored.append(against)
    return standing, tuple(ignored)


def _against(told: _Stated, chain: Sequence[_Stated]) -> Iterator[Looser]:
    """The rules above that one may not loosen and does."""
    for above in chain:
        code = _fault(told, above)
        if code:
            yield Looser(rule=told.rule, pack=told.pack, above=above.rule, code=code)


def _fault(told: _Stated, above: _Stated) -> str:
    rule, higher = told.rule, above.rule
    if (rule.direction, rule.unit) != (higher.direction, higher.unit):
        return "not_comparable"
    names: set[str] = set()
    if told.pack.level.rank > above.pack.level.rank:
        names.add(told.pack.level)
    if told.pack.procedure is not Procedure.NORMAL:
        names.add(told.pack.procedure)
    is_allowed = bool(names & higher.exception)
    return "looser_than_above" if rule.is_looser_than(higher) and not is_allowed else ""


_Compared = tuple[str, str, Decimal]  # the rule, the level of its pack, its value


def _latest(signatures: Iterable[Signature], on: dt.date) -> dict[_Compared, Signature]:
    """Of each rule, level and value that was compared the word that counts on a day."""
    told = sorted((one for one in signatures if one.on <= on), key=lambda one: one.on)
    last = {(one.rule, str(one.level), one.value): one for one in told}
    return {key: one for key, one in last.items() if not one.revokes and bool(one.text.strip())}


def _applied(told: _Stated, signed: dict[_Compared, Signature]) -> Applied:
    rule, pack = told.rule, told.pack
    signature = signed.get((rule.id, str(pack.level), rule.value))
    return Applied(
        rule=rule.id,
        value=rule.value,
        unit=rule.unit,
        direction=rule.direction,
        basis=_printed(rule, is_signed=signature is not None),
        level=pack.level,
        binding=signature is not None,
        name=rule.name,
        name_en=rule.name_en,
        basis_en=rule.basis_en,
        confidence=rule.confidence,
        procedure=pack.procedure,
        start=rule.start,
        end=rule.end,
        actor=rule.actor,
        since=rule.since,
        until=rule.until,
        is_default=rule.is_default,
        signed_by=signature.by if signature else "",
        signed_on=signature.on if signature else None,
    )


def _printed(rule: Rule, *, is_signed: bool) -> str:
    """The basis, with its article only where that was read in the primary text or signed."""
    may_cite = is_signed or rule.confidence is Confidence.READ
    return rule.basis + rule.article if may_cite else rule.basis
