"""What the library holds and what it lacks: per family and code, per source, and how late.

Invented records are never counted here.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec
from django.db.models import Count, Max

from biaozhun.cloud.catalogue.models import Edition, SourceRecord, Standard
from biaozhun.cloud.catalogue.queries.delays import SourceCoverage, sources
from biaozhun.cloud.catalogue.queries.holding import in_force_counts
from biaozhun.cloud.catalogue.queries.reading import State, reader, state_of
from biaozhun.core.number import Family
from biaozhun.core.reference import PublishedTotal, published_totals


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What is held of one family or one code.

    Attributes:
        scope: the family, or the code such as ``JB/T``; empty for the library as a whole.
        editions: how many editions, whatever their status.
        in_force: how many of them are in force today; ``None`` where it is not counted.
        last_seen: the last day on which any source showed one of them.
        total: what the authority says there is, where it says so.
    """

    scope: str
    editions: int
    in_force: int | None = None
    last_seen: dt.date | None = None
    total: PublishedTotal | None = None

    @property
    def is_family(self) -> bool:
        """Whether it is about a family."""
        return self.scope in set(Family)

    @property
    def share(self) -> float | None:
        """In force here to published in all; ``None`` where either is not known."""
        if self.total is None or self.in_force is None:
            return None
        return self.in_force / self.total.total


class FamilyCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """A family with its codes, the largest first."""

    family: Held
    codes: list[Held]


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """The coverage statement of a day; ``invented`` counts apart what it leaves out."""

    on: dt.date
    editions: int
    standards: int
    invented: int
    in_force: int | None
    last_seen: dt.date | None
    families: list[FamilyCoverage]
    sources: list[SourceCoverage]


def coverage(on: dt.date) -> Coverage:
    """The whole statement; it is worked out once for each state of the library."""
    return _statement(on, state_of(reader()))


def families(on: dt.date) -> list[FamilyCoverage]:
    """What is held of every family and code; the part of the statement an import tells of."""
    return _families(on, in_force_counts(on, reader()))


def _families(on: dt.date, alive: Mapping[str, int]) -> list[FamilyCoverage]:
    seen = _last_seen()
    by_family: dict[str, list[Held]] = defaultdict(list)
    for family, code, editions in _held():
        by_family[family].append(
            Held(
                scope=code,
                editions=editions,
                in_force=alive.get(code),
                last_seen=seen.get((family, code)),
                total=total_of(code, on),
            )
        )
    return [_family(name, by_family[name], alive, on) for name in Family if name in by_family]


@lru_cache(maxsize=8)
def _statement(on: dt.date, state: State) -> Coverage:  # noqa: ARG001  -- the key
    alive = in_force_counts(on, reader())
    held = _families(on, alive)
    days = [family.family.last_seen for family in held if family.family.last_seen]
    return Coverage(
        on=on,
        editions=sum(family.family.editions for family in held),
        standards=Standard.objects.filter(invented=False).count(),
        invented=Edition.objects.filter(invented=True).count(),
        in_force=alive.get(""),
        last_seen=max(days, default=None),
        families=held,
        sources=sources(),
    )


def coverage_of(family: str, code: str, on: dt.date) -> list[Held]:
    """The code and its family alone, for a page with few hits."""
    groups = {group.family.scope: group for group in coverage(on).families}
    if family not in groups:
        return [_nothing(code, on), _nothing(family, on)]
    codes = {held.scope: held for held in groups[family].codes}
    return [codes.get(code) or _nothing(code, on), groups[family].family]


def family_coverage(family: str, on: dt.date) -> Held:
    """A family alone."""
    groups = {group.family.scope: group.family for group in coverage(on).families}
    return groups.get(family) or _nothing(family, on)


def whole_coverage(on: dt.date) -> Held:
    """The library as a whole, under the empty scope."""
    said = coverage(on)
    return Held(scope="", editions=said.editions, in_force=said.in_force, last_seen=said.last_seen)


def _nothing(scope: str, on: dt.date) -> Held:
    return Held(scope=scope, editions=0, in_force=0, total=total_of(scope, on))


def total_of(scope: str, on: dt.date) -> PublishedTotal | None:
    """The latest published total of a family or code that was known on the day."""
    known = [total for total in published_totals() if total.scope == scope and total.as_of <= on]
    return known[-1] if known else None


def _held() -> Iterable[tuple[str, str, int]]:
    return (
        Edition.objects.filter(invented=False)
        .order_by()
        .values_list("family", "standard__code")
        .annotate(n=Count("id"))
        .order_by("family", "-n", "standard__code")
    )


def _last_seen() -> Mapping[tuple[str, str], dt.date]:
    rows = (
        SourceRecord.objects.filter(source__invented=False, edition__invented=False)
        .order_by()
        .values_list("edition__family", "edition__standard__code")
        .annotate(day=Max("last_seen"))
    )
    return {(family, code): day for family, code, day in rows}


def _family(name: str, codes: list[Held], alive: Mapping[str, int], on: dt.date) -> FamilyCoverage:
    days = [code.last_seen for code in codes if code.last_seen]
    return FamilyCoverage(
        family=Held(
            scope=name,
            editions=sum(code.editions for code in codes),
            in_force=alive.get(name, 0) if alive else None,
            last_seen=max(days, default=None),
            total=total_of(name, on),
        ),
        codes=codes,
    )
