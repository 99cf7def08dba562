"""The rules that are shipped, as packs."""

import datetime as dt
from functools import cache

import msgspec

from biaozhun.core.lifecycle.rules.applied import Direction
from biaozhun.core.lifecycle.rules.pack import (
    Confidence,
    Level,
    Procedure,
    Rule,
    RulePack,
    value_of,
)
from biaozhun.core.lifecycle.units import Unit
from biaozhun.core.reference import table


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the table."""

    id: str
    level: Level
    procedure: Procedure
    name: str
    name_en: str
    value: str
    unit: Unit
    direction: Direction
    start: str
    end: str
    actor: str
    basis: str
    basis_en: str
    confidence: Confidence
    place: str = ""
    article: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    exception: str = ""
    default: int = 0


@cache
def _rows() -> tuple[_Row, ...]:
    return table("statutory_limit").typed(_Row)


def _rule(row: _Row) -> Rule:
    told = msgspec.structs.asdict(row)
    for name in ("level", "place", "procedure"):
        del told[name]
    since, until = told.pop("valid_from"), told.pop("valid_to")
    told |= {"is_default": bool(told.pop("default"))}
    told |= {"value": value_of(row.value), "exception": frozenset(row.exception.split())}
    return Rule(**told, since=since, until=until)


@cache
def _packs() -> tuple[RulePack, ...]:
    keys = dict.fromkeys((row.level, row.place, row.procedure) for row in _rows())
    return tuple(
        RulePack(
            level=level,
            place=place,
            procedure=procedure,
            rules=tuple(
                _rule(row)
                for row in _rows()
                if (row.level, row.place, row.procedure) == (level, place, procedure)
            ),
        )
        for level, place, procedure in keys
    )


def statutory_packs(
    division: str = "",
    *,
    level: Level = Level.NATION,
    procedure: Procedure = Procedure.NORMAL,
) -> tuple[RulePack, ...]:
    """The shipped packs that hold for an authority.

    Args:
        division: code of its administrative division (GB/T 2260); empty for none.
        level: of the authority; packs of lower levels do not hold for it.
        procedure: which way a standard is made; the normal one is the ground of the others.
    """
    ways = {Procedure.NORMAL, procedure}
    return tuple(
        pack
        for pack in _packs()
        if pack.level.rank <= level.rank
        and pack.procedure in ways
        and division.startswith(pack.place)
    )


@cache
def model_rules() -> dict[str, Rule]:
    """Of each id the rule of the widest level: what a region that states its own starts from."""
    ordered = sorted(_packs(), key=lambda pack: (-pack.procedure.rank, -pack.level.rank))
    return {rule.id: rule for pack in ordered for rule in pack.rules}


def model_rule(rule: str) -> Rule | None:
    """What a rule of this id is about and counts, wherever it is stated; ``None`` if unknown."""
    return model_rules().get(rule)
