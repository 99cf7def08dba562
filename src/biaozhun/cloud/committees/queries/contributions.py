"""Contributions: lists, one entry by its code, counts, and whether a printed one still agrees."""

from collections import defaultdict
from typing import Final, Literal

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.committees.models import Contribution, ContributionVersion
from biaozhun.cloud.committees.queries.lists import in_list, with_list
from biaozhun.cloud.committees.wording import FAMILY
from biaozhun.core.number import NumberError, parse
from biaozhun.core.text import fold

PAGE = 50  # entries
SHORTEST: Final = 12
"""Signs of a digest that are enough to compare; certificates print sixteen."""
MOST_SUGGESTED: Final = 50
"""Editions of the catalogue offered at once."""

Outcome = Literal["agrees", "changed", "withdrawn", "differs", "unknown"]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries; what is empty does not matter.

    Attributes:
        text: part of the name, the number or the title.
        party: unit or person.
        level: a family of numbers.
        share: lead or part.
        kind: new or revision.
        year: of the edition.
        name: exactly this unit or person.
        unit: whom the person works for, exactly.
    """

    text: str = ""
    party: str = ""
    level: str = ""
    share: str = ""
    kind: str = ""
    year: int | None = None
    name: str = ""
    unit: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return self != Wanted()


def matching(wanted: Wanted) -> "QuerySet[Contribution]":
    """The entries that are asked for and were not withdrawn, the latest year first."""
    found = Contribution.objects.filter(withdrawn=None)
    if wanted.text:
        named = Q(name__icontains=wanted.text) | Q(title__icontains=wanted.text)
        found = found.filter(named | Q(number__icontains=_number(wanted.text)))
    names = ("party", "level", "share", "kind", "year", "name", "unit")
    exact = {name: getattr(wanted, name) for name in names}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    return found.order_by("-year", "slug", "-party", "position", "pk")  # units before people


def _number(text: str) -> str:
    try:
        return parse(text).canonical
    except NumberError:
        return text


def contributions(wanted: Wanted, page: int) -> Page[Contribution]:
    """A page of them."""
    return Paginator(matching(wanted), PAGE).get_page(page)


def contributions_of(slug: str) -> list[Contribution]:
    """Who took part in an edition, units first, in the printed order; withdrawn entries not."""
    order = list(Contribution.Party.values)
    found = Contribution.objects.filter(slug=slug, withdrawn=None).select_related("organisation")
    return sorted(found, key=lambda one: (order.index(one.party), one.position, one.pk))


def contribution_at(code: str) -> Contribution | None:
    """The entry of a code, however it is typed."""
    plain = "".join(sign for sign in fold(code)[:40].upper() if sign.isalnum())
    return Contribution.objects.select_related("organisation").filter(code=plain).first()


class LevelCount(msgspec.Struct, frozen=True):
    """How many entries of a year and level: led, and taken part in."""

    level: str
    lead: int
    part: int

    @property
    def together(self) -> int:
        """Both."""
        return self.lead + self.part


def years(wanted: Wanted) -> list[tuple[int, list[LevelCount]]]:
    """For each year, the latest first, how many editions by level and share; one question.

    An edition counts once a year and share, however many of those asked for took part in it.
    """
    rows = matching(wanted).order_by().values_list("year", "level", "share")
    told: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for year, level, share, n in rows.annotate(n=Count("slug", distinct=True)):
        told[year][level][share] = n
    order = list(FAMILY)
    return [
        (
            year,
            [
                LevelCount(level, shares.get("lead", 0), shares.get("part", 0))
                for level, shares in sorted(levels.items(), key=lambda one: order.index(one[0]))
            ],
        )
        for year, levels in sorted(told.items(), reverse=True)
    ]


def all_years() -> list[int]:
    """The years of which there are entries."""
    found = Contribution.objects.filter(withdrawn=None).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


class Verdict(msgspec.Struct, frozen=True):
    """Whether what is printed on a certificate is what the register says.

    ``agrees`` it is; ``changed`` it was, and the entry was corrected since; ``withdrawn`` the entry
    was taken back; ``differs`` the register never said so; ``unknown`` there is no such entry.
    """

    outcome: Outcome
    entry: Contribution | None = None
    version: ContributionVersion | None = None


def verdict(code: str, printed: str) -> Verdict:
    """Compare what is printed; at most two questions."""
    entry = contribution_at(code)
    if entry is None:
        return Verdict("unknown")
    digest = "".join(sign for sign in fold(printed)[:200].lower() if sign.isalnum())
    version = None
    if len(digest) >= SHORTEST:
        said = entry.versions.order_by("-since", "-pk")
        version = next((one for one in said if one.digest.startswith(digest)), None)
    if version is None:
        return Verdict("differs", entry)
    if entry.withdrawn:
        return Verdict("withdrawn", entry, version)
    return Verdict("agrees" if version.digest == entry.digest else "changed", entry, version)


def drafting_of(edition: Edition) -> bool:
    """Whether the catalogue knows who drafted an edition."""
    return bool(edition.drafting_units or edition.drafters)


def suggested(unit: str) -> list[Edition]:
    """Editions of the catalogue that name a unit among their drafting units and are not recorded.

    The latest first; two questions.
    """
    listed = with_list(Edition.objects.all(), "drafting_units")
    named = in_list("drafting_units", unit, whole=True)
    found = listed.filter(named, kind=Edition.Kind.EDITION, invented=False)
    held = Contribution.objects.filter(party=Contribution.Party.UNIT, name=unit)
    known = set(held.values_list("slug", flat=True))
    latest = found.order_by(F("published").desc(nulls_last=True), "sort_key")
    return [one for one in latest[: MOST_SUGGESTED + len(known)] if one.slug not in known]


def people_of(unit: str) -> list[tuple[str, int]]:
    """The people of a unit with how many editions each took part in, the most first."""
    rows = Contribution.objects.filter(
        party=Contribution.Party.PERSON, unit=unit, withdrawn=None
    ).order_by()
    counted = rows.values_list("name").annotate(n=Count("slug", distinct=True))
    return sorted(counted, key=lambda one: (-one[1], one[0]))


def unit_on_record(name: str) -> Organisation | None:
    """The organisation of exactly this name."""
    return Organisation.objects.filter(name=name).first()
