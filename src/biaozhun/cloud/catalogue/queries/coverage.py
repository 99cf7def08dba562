"""What the library holds and what it lacks: per family and code, per source, and how late.

Invented records are never counted here.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec
from django.db.models import Count, Max

from biaozhun.cloud.catalogue.models import Edition, SourceRecord, Standard
from biaozhun.cloud.catalogue.queries.delays import Delay, SourceCoverage, delays, sources
from biaozhun.cloud.catalogue.queries.holding import in_force_counts
from biaozhun.cloud.catalogue.queries.kept import LARGE, Kept
from biaozhun.cloud.catalogue.queries.reading import State, reader, state_of
from biaozhun.core.number import Family
from biaozhun.core.reference import PublishedTotal, published_totals

_Code = tuple[str, str, int]  # family, code, editions


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


class _Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted for a day and a state of the library, nothing of it late."""

    held: list[_Code]
    alive: Mapping[str, int]
    standards: int
    invented: int
    records: Sequence[SourceCoverage]


class _Seen(msgspec.Struct, frozen=True):
    """What every kept row of every source has to be read for."""

    codes: Mapping[tuple[str, str], dt.date]
    waits: Mapping[int, Delay]


def coverage(on: dt.date) -> Coverage:
    """The whole statement; it is worked out once for each state of the library.

    In a large library the days on which sources were seen, and how late they came, are those of
    the state before for as long as the new ones are worked out.
    """
    state = state_of(reader())
    counted = _counted(on, state)
    seen = _KEPT.of(state, wait=state.rows < LARGE)
    held = _families(counted.held, counted.alive, seen.codes, on)
    days = [family.family.last_seen for family in held if family.family.last_seen]
    return Coverage(
        on=on,
        editions=sum(family.family.editions for family in held),
        standards=counted.standards,
        invented=counted.invented,
        in_force=counted.alive.get(""),
        last_seen=max(days, default=None),
        families=held,
        sources=[
            msgspec.structs.replace(source, delay=seen.waits.get(source.source.pk, Delay()))
            for source in counted.records
        ],
    )


def families(on: dt.date) -> list[FamilyCoverage]:
    """What is held of every family and code; the part of the statement an import tells of."""
    return _families(_held(), in_force_counts(on, reader()), _last_seen(), on)


def _families(
    held: Iterable[_Code],
    alive: Mapping[str, int],
    seen: Mapping[tuple[str, str], dt.date],
    on: dt.date,
) -> list[FamilyCoverage]:
    by_family: dict[str, list[Held]] = defaultdict(list)
    for family, code, editions in held:
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
def _counted(on: dt.date, state: State) -> _Counted:  # noqa: ARG001  -- the key
    return _Counted(
        held=_held(),
        alive=in_force_counts(on, reader()),
        standards=Standard.objects.filter(invented=False).count(),
        invented=Edition.objects.filter(invented=True).count(),
        records=sources(),
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


def _held() -> list[_Code]:
    """Real editions by family and code, the most frequent code first.

    All are counted by what their standards are, whose rows are far narrower than those of
    editions; the invented ones, which have an index of their own, are taken off.
    """
    grouped = Edition.objects.order_by().values_list("standard__family", "standard__code")
    held = Counter({(family, code): n for family, code, n in grouped.annotate(n=Count("id"))})
    invented = grouped.filter(invented=True).annotate(n=Count("id"))
    held.subtract({(family, code): n for family, code, n in invented})
    found = [(family, code, n) for (family, code), n in held.items() if n]
    return sorted(found, key=lambda row: (row[0], -row[2], row[1]))


def _last_seen() -> Mapping[tuple[str, str], dt.date]:
    rows = (
        SourceRecord.objects.filter(source__invented=False, edition__invented=False)
        .order_by()
        .values_list("edition__family", "edition__standard__code")
        .annotate(day=Max("last_seen"))
    )
    return {(family, code): day for family, code, day in rows}


_KEPT: Kept[_Seen] = Kept(lambda: _Seen(_last_seen(), delays()))


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
