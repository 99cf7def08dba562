"""Which records a harvester is given: changes of the catalogue, in their order, by set and time."""

from collections.abc import Callable, Iterable

import msgspec
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from biaozhun.cloud.catalogue.models import Edition, EditionChange, Source, SourceRecord
from biaozhun.cloud.exchange.oai.protocol import OaiError, Period
from biaozhun.core.number import Family, NumberError, parse_slug

DEMONSTRATION = "demonstration"
OPEN = "licence:redistributable"
_ALL = ("", "level", "source")  # a set holds what its parts hold (section 2.6 of the protocol)


class Chosen(msgspec.Struct, frozen=True):
    """A change, and the edition where it is still held."""

    change: EditionChange
    edition: Edition | None


def selected(*, set_name: str, period: Period, after: int, upto: int) -> "QuerySet[EditionChange]":
    """The changes of a list.

    Of an edition that went nobody knows its sources any more: it is told to every set of sources,
    and of levels to the one its number belongs to (see :func:`chosen`).

    Raises:
        OaiError: there is no such set (``noRecordsMatch``).
    """
    held = Edition.objects.filter(slug=OuterRef("slug"), **_of_set(set_name))
    found = EditionChange.objects.filter(Q(gone=True) | Exists(held))
    found = found.filter(sequence__gt=after, sequence__lte=upto)
    if period.begins:
        found = found.filter(changed__gte=period.begins)
    if period.ends:
        found = found.filter(changed__lt=period.ends)
    return found.order_by("sequence")


def _of_set(name: str) -> dict[str, object]:
    if name == DEMONSTRATION:
        return {"invented": True}
    kind, _, value = name.partition(":")
    if name in _ALL:
        return {"invented": False}
    if kind == "level" and value in {str(family) for family in Family}:
        return {"invented": False, "family": value}
    if name in (OPEN, "licence"):
        rows = SourceRecord.objects.filter(source__redistributable=True)
        return {"invented": False, "pk__in": rows.values("edition")}
    if kind == "source" and Source.objects.filter(slug=value, invented=False).exists():
        rows = SourceRecord.objects.filter(source__slug=value)
        return {"invented": False, "pk__in": rows.values("edition")}
    raise OaiError("noRecordsMatch", "there is no such set; ListSets names them")


def chosen(
    changes: Iterable[EditionChange],
    set_name: str,
    *,
    fetched: "Callable[[QuerySet[Edition]], QuerySet[Edition]]",
) -> list[Chosen]:
    """The changes with their editions; those that went from another level are left out."""
    rows = list(changes)
    wanted = Edition.objects.filter(slug__in=[row.slug for row in rows if not row.gone])
    held = {edition.slug: edition for edition in fetched(wanted.select_related("standard"))}
    return [
        Chosen(row, held.get(row.slug))
        for row in rows
        if row.slug in held or _was_in(row.slug, set_name)
    ]


def _was_in(slug: str, set_name: str) -> bool:
    kind, _, value = set_name.partition(":")
    if kind != "level" or not value:
        return True
    try:
        return str(parse_slug(slug).family) == value
    except NumberError:
        return False


def earliest() -> "EditionChange | None":
    """The oldest change of the log by time, or ``None``."""
    first = EditionChange.objects.aggregate(first=Min("changed"))["first"]
    return EditionChange(changed=first) if first else None


def sets() -> list[tuple[str, str]]:
    """Name and title of every set."""
    found = [("level", "By level"), *((f"level:{family}", str(family)) for family in Family)]
    found += [("licence", "By licence"), (OPEN, "From sources that may be redistributed")]
    found.append(("source", "By source"))
    named = Source.objects.filter(invented=False).order_by("slug").values_list("slug", "title")
    found += [(f"source:{slug}", title) for slug, title in named]
    found.append((DEMONSTRATION, "Invented records of the demonstration; nothing here is real"))
    return found


def sets_of(edition: Edition, sources: Iterable[str], *, is_open: bool) -> list[str]:
    """The sets an edition belongs to."""
    if edition.invented:
        return [DEMONSTRATION]
    return [
        f"level:{edition.family}",
        *([OPEN] if is_open else []),
        *(f"source:{slug}" for slug in sources),
    ]
