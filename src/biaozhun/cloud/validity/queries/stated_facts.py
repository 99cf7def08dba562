"""What sources and keepers say of editions beside their days, for many editions at once."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from biaozhun.cloud.catalogue.models import Announcement, Edition, Relation, Source, SourceRecord
from biaozhun.cloud.catalogue.queries.ends import ends_of
from biaozhun.cloud.catalogue.queries.links import Link
from biaozhun.cloud.catalogue.queries.lookup import Lookup, read_day
from biaozhun.cloud.validity import models
from biaozhun.core.bibliography import Degree, RelationKind
from biaozhun.core.validity import AdoptedLink, ClauseWithdrawal, Seen

_RECORDS = Lookup(
    SourceRecord, ("id", "edition", "source", "last_seen", "announcement"), key="edition"
)
_FACTS = Lookup(SourceRecord, ("id", "facts"), key="id")
_ANNOUNCEMENTS = Lookup(Announcement, ("id", "issuer", "number", "kind"), key="id")
_CORRESPONDS = Lookup(
    Relation,
    ("subject", "object", "other_number", "degree"),
    key="subject",
    only=("kind", (RelationKind.CORRESPONDS,)),
)
_NUMBERS = Lookup(Edition, ("slug", "number"), key="slug")
_CLAUSES = Lookup(models.ClauseWithdrawal, ("slug", "clauses", "since", "basis", "by"), key="slug")


class Record(NamedTuple):
    """A row of a source, by ids, without what stands in it."""

    pk: int
    edition: int
    source: int
    last_seen: dt.date | str
    announcement: int | None


def records_of(editions: Collection[Edition]) -> list[Record]:
    """The rows of the sources that show the editions."""
    return [Record(*row) for row in _RECORDS([one.pk for one in editions])]


def sightings(records: Collection[Record]) -> Mapping[int, tuple[Seen, ...]]:
    """The sources that show each edition, by its id, the latest first."""
    titles = dict(Source.objects.values_list("pk", "title"))
    latest: dict[int, dict[str, dt.date]] = defaultdict(dict)
    for row in records:
        title, day = titles[row.source], read_day(row.last_seen)
        known = latest[row.edition].get(title)
        latest[row.edition][title] = max(known, day) if known else day
    return {
        edition: tuple(
            Seen(title, day)
            for title, day in sorted(found.items(), key=lambda one: (-one[1].toordinal(), one[0]))
        )
        for edition, found in latest.items()
    }


def ended_by(records: Collection[Record], editions: Mapping[int, Edition]) -> Mapping[int, str]:
    """The announcement that ended an edition, by its id.

    It is one of withdrawal that lists the edition, or one whose row states the very day of
    withdrawal that the edition shows.
    """
    announced = sorted(row for row in records if row.announcement is not None)
    named = {row[0]: row for row in _ANNOUNCEMENTS({row.announcement or 0 for row in announced})}
    stated = {pk: _withdrawn(facts) for pk, facts in _FACTS([row.pk for row in announced])}
    found: dict[int, str] = {}
    for row in announced:
        _, issuer, number, kind = named[row.announcement]
        day = editions[row.edition].withdrawn
        if kind == Announcement.Kind.WITHDRAW or (day and stated[row.pk] == day.isoformat()):
            found.setdefault(row.edition, f"{issuer} {number}".strip())
    return found


def _withdrawn(facts: str) -> str:
    found: Any = json.loads(facts).get("withdrawn")
    return found if isinstance(found, str) else ""


def withdrawn_clauses(slugs: Collection[str]) -> Mapping[str, tuple[ClauseWithdrawal, ...]]:
    """The single clauses that announcements withdraw, by the slug of the edition."""
    found: dict[str, list[ClauseWithdrawal]] = defaultdict(list)
    for slug, clauses, since, basis, by in sorted(_CLAUSES(slugs), key=repr):
        found[slug].append(
            ClauseWithdrawal(
                key=slug,
                clauses=tuple(json.loads(clauses)),
                since=read_day(since),
                basis=basis,
                by=by,
            )
        )
    return {slug: tuple(many) for slug, many in found.items()}


def adopted(slugs: Collection[str], on: dt.date) -> Mapping[str, tuple[AdoptedLink, ...]]:
    """The international documents each edition takes over, with newer editions that are held."""
    stated = {row[:2]: row for row in sorted(_CORRESPONDS(slugs), reverse=True)}
    links = [Link(number=row[2], slug=row[1]) for row in stated.values()]
    ends = ends_of(links, on)
    numbers = dict(_NUMBERS({end.newer for end in ends.values() if end.newer}))
    found: dict[str, list[AdoptedLink]] = defaultdict(list)
    for subject, other, number, degree in reversed(stated.values()):
        end = ends.get(other)
        newer = numbers.get(end.newer, "") if end and end.dated else ""
        known = Degree(degree) if degree else None
        found[subject].append(AdoptedLink(key=other, number=number, degree=known, newer=newer))
    return {slug: tuple(links) for slug, links in found.items()}
