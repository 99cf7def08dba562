"""From what stands in an address to what it means."""

import datetime as dt

import msgspec
from django.db.models import Q

from biaozhun.cloud.catalogue.models import Edition, NumberDecision, Relation, Standard
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.bibliography import RelationKind
from biaozhun.core.number import Nature, NumberError, StandardNumber, parse_slug

NEAR = 12  # numbers offered where the one asked for is not held
LARGEST_ID = 2**63 - 1  # what the database can hold
NUL = "\x00"


def readable(slug: str) -> str:
    """The number a slug stands for; the slug itself where it is the slug of no number."""
    try:
        return parse_slug(slug).canonical
    except NumberError:
        return slug


def edition_at(slug: str) -> Edition | None:
    """The edition with exactly this slug."""
    if NUL in slug:
        return None
    return Edition.objects.filter(slug=slug).select_related("standard").first()


def edition_with(pk: int) -> Edition | None:
    """The edition with this id."""
    if pk > LARGEST_ID:
        return None
    return Edition.objects.filter(pk=pk).select_related("standard").first()


def standard_at(slug: str) -> Standard | None:
    """The standard with exactly this slug."""
    if NUL in slug:
        return None
    return Standard.objects.filter(slug=slug).first()


def moved_to(slug: str) -> str | None:
    """The slug as which a keeper decided to read this one; its address leads there for ever."""
    if NUL in slug:
        return None
    read_as = NumberDecision.objects.filter(from_slug=slug, row="", until=None)
    return read_as.values_list("to_slug", flat=True).first()


def other_address(number: StandardNumber) -> str | None:
    """The slug under which a number is held that is not written as the held one is.

    That is an edition with a second number printed behind (``GB/T 1.1-2020/ISO …``), or the second
    number itself.
    """
    if number.year is not None and not number.amendment:
        same = Edition.objects.filter(
            standard__slug=number.undated().slug, year=number.year, kind=Edition.Kind.EDITION
        )
        slugs = list(same.values_list("slug", flat=True)[:2])
        if len(slugs) == 1:
            return slugs[0]
    return _joint(number)


def _joint(number: StandardNumber) -> str | None:
    either = Q(subject=number.slug) | Q(object=number.slug)
    joint = Relation.objects.filter(either, kind=RelationKind.JOINT).select_related("edition")
    for relation in joint[:2]:
        if relation.edition.slug != number.slug:
            return relation.edition.slug
    return None


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """What is held beside a number that is not."""

    standard: Standard | None
    editions: list[Row]
    standards: list[Standard]


def near(number: StandardNumber, on: dt.date) -> Near:
    """Other editions of the standard; the same serial under another nature; its parts."""
    undated = number.undated()
    standard = standard_at(undated.slug)
    editions = Edition.objects.filter(standard__slug=undated.slug).select_related("standard")
    rows = with_standings(editions.order_by("-year", "sort_key")[:NEAR], on)
    natures = [None, *Nature]
    twins = [msgspec.structs.replace(undated, nature=nature).slug for nature in natures]
    parts = Q(slug__startswith=f"{undated.slug}.")
    whole = msgspec.structs.replace(undated, part="", section="").slug
    found = Standard.objects.filter(Q(slug__in=[*twins, whole]) | parts)
    return Near(
        standard=standard,
        editions=rows,
        standards=list(found.exclude(slug=undated.slug)[:NEAR]),
    )
