"""The rules that hold for an authority on a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import msgspec
from django.db.models import Q

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.models import OrganisationPlace
from biaozhun.cloud.rules.models import RuleOverride, RuleSignature
from biaozhun.core.lifecycle.rules import (
    Applied,
    Confidence,
    Level,
    Looser,
    Procedure,
    Rule,
    RulePack,
    Signature,
    applicable,
    looser,
    model_rules,
    statutory_packs,
    value_of,
)

WAYS: Final = frozenset({str(Procedure.PRIORITY), str(Procedure.EMERGENCY)})
"""The procedures that a rule of a region may be loosened by where the rule above it may."""


class Standing(msgspec.Struct, frozen=True):
    """Where an authority stands: at which level, and in which administrative division."""

    level: Level
    division: str = ""

    @property
    def province(self) -> str:
        """The two digits of its province; empty where nobody said which."""
        return self.division[:2]


NATION: Final = Standing(Level.NATION)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for an authority on a day, and out of what.

    Attributes:
        packs: the shipped ones and those of the region.
        rules: that hold, by their ids.
        ignored: rules that do not, since they are looser than one above them allows.
    """

    packs: tuple[RulePack, ...]
    rules: dict[str, Applied]
    ignored: tuple[Looser, ...] = ()


def rules_for(
    authority: Organisation | None, *, procedure: str = "normal", on: dt.date
) -> dict[str, Applied]:
    """The rules that hold for an authority on a day, by their ids; three questions.

    Args:
        authority: whose region; ``None`` for the nation.
        procedure: normal, priority or emergency.
        on: the day.
    """
    return held_for(authority, procedure=procedure, on=on).rules


def held_for(authority: Organisation | None, *, procedure: str = "normal", on: dt.date) -> Held:
    """The rules that hold for an authority on a day, with the packs they come from."""
    way = Procedure(procedure)
    standing = standing_of(authority)
    shipped = statutory_packs(standing.division, level=standing.level, procedure=way)
    if authority is None:
        return Held(packs=shipped, rules=applicable(shipped, (), on=on))
    packs = (*shipped, *stated_by(_states(authority, standing), {Procedure.NORMAL, way}, on))
    return Held(
        packs=packs,
        rules=applicable(packs, _signatures(authority, standing), on=on),
        ignored=looser(packs, on=on),
    )


def standing_of(authority: Organisation | None) -> Standing:
    """Where an authority stands; one whose level nobody said counts as a province's."""
    if authority is None:
        return NATION
    place = OrganisationPlace.objects.filter(organisation=authority).first()
    if place is None or not place.level:
        return Standing(Level.PROVINCE)
    known = {str(Level.NATION): Level.NATION, str(Level.PROVINCE): Level.PROVINCE}
    return Standing(known.get(place.level, Level.CITY), place.division)


def _region(authority: Organisation, standing: Standing, *, below: str = "authority") -> Q:
    """Rows of the authority itself, and of its province where it is a city's."""
    own = Q(**{below: authority})
    if standing.level is not Level.CITY or not standing.province:
        return own
    place = f"{below}__place__"
    return own | Q(
        **{f"{place}level": "province", f"{place}division__startswith": standing.province}
    )


class _Stated(msgspec.Struct, frozen=True):
    """An override and the level of who states it."""

    level: Level
    row: RuleOverride


def _states(authority: Organisation, standing: Standing) -> list[_Stated]:
    rows = RuleOverride.objects.filter(_region(authority, standing)).order_by("since", "id")
    return [
        _Stated(standing.level if row.authority_id == authority.pk else Level.PROVINCE, row)
        for row in rows
    ]


def stated_by(told: Iterable[_Stated], ways: set[Procedure], on: dt.date) -> list[RulePack]:
    """The packs that the overrides of a region make on a day; of one rule the latest counts."""
    rules: dict[tuple[Level, Procedure], dict[str, Rule]] = defaultdict(dict)
    for one in told:
        way = Procedure(one.row.procedure)
        if way not in ways or one.row.rule not in model_rules():  # its id is shipped no longer
            continue
        rule = rule_of(one.row)
        if rule.holds_on(on):
            rules[one.level, way][rule.id] = rule
    return [
        RulePack(level=level, procedure=way, rules=tuple(stated.values()))
        for (level, way), stated in rules.items()
    ]


def packs_above(authority: Organisation, row: RuleOverride) -> tuple[RulePack, ...]:
    """The packs that a statement of an authority has to keep to on its first day.

    They are all that hold for it but for what it stated itself of the same rule and procedure.
    """
    standing, way = standing_of(authority), Procedure(row.procedure)
    key = (authority.pk, row.procedure, row.rule)
    others = [
        one
        for one in _states(authority, standing)
        if (one.row.authority_id, one.row.procedure, one.row.rule) != key
    ]
    shipped = statutory_packs(standing.division, level=standing.level, procedure=way)
    return (*shipped, *stated_by(others, {Procedure.NORMAL, way}, row.since))


def rule_of(row: RuleOverride) -> Rule:
    """An override as a rule.

    Raises:
        KeyError: no shipped pack knows its id.
        RuleError: its value is none the rule can have.
    """
    model = model_rules()[row.rule]
    return msgspec.structs.replace(
        model,
        value=value_of(row.value),
        basis=row.basis,
        basis_en="",
        article="",
        confidence=Confidence.KNOWN,
        since=row.since,
        until=row.until,
        exception=model.exception & WAYS,
        is_default=False,
    )


def _signatures(authority: Organisation, standing: Standing) -> list[Signature]:
    rows = RuleSignature.objects.filter(_region(authority, standing)).order_by("day", "id")
    return [
        Signature(
            rule=row.rule,
            level=Level(row.level),
            value=value_of(row.value),
            by=row.officer_name,
            on=row.day,
            text=row.text,
            revokes=row.revokes,
        )
        for row in rows
    ]
