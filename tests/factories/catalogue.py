"""Standards and editions as a test wants them, straight into the tables.

Every factory takes the number as a reader would write it; family, year and slug follow from it.
"""

import datetime as dt
import json

from biaozhun.cloud.catalogue.actions.targets import sort_text
from biaozhun.cloud.catalogue.models import (
    Conflict,
    Edition,
    ImportRun,
    Relation,
    Source,
    SourceRecord,
    Standard,
)
from biaozhun.core.number import parse

DAY = dt.date(2026, 7, 1)
NOON = dt.datetime(2026, 7, 1, 4, tzinfo=dt.UTC)


def standard_of(number: str, *, invented: bool = False) -> Standard:
    """The standard of an edition's number, made once."""
    undated = parse(number).undated()
    standard, _ = Standard.objects.get_or_create(
        slug=undated.slug,
        defaults={
            "number": undated.canonical,
            "family": str(undated.family),
            "code": undated.code,
            "sort_key": sort_text(undated),
            "invented": invented,
        },
    )
    return standard


def edition_of(number: str, **facts: object) -> Edition:
    """An edition with its facts; dates may be given as ISO text."""
    read = parse(number)
    given = {
        name: dt.date.fromisoformat(value) if name in DATES and isinstance(value, str) else value
        for name, value in facts.items()
    }
    return Edition.objects.create(
        **{
            "standard": standard_of(number, invented=bool(facts.get("invented"))),
            "slug": read.slug,
            "number": read.canonical,
            "official_number": read.official,
            "kind": Edition.Kind.AMENDMENT if read.amendment else Edition.Kind.EDITION,
            "family": str(read.family),
            "nature": str(read.nature or ""),
            "region": read.region,
            "year": read.year,
            "sort_key": sort_text(read),
            "first_recorded": DAY,
            **given,
        }
    )


DATES = frozenset({"published", "in_force", "withdrawn", "suspended", "resumed", "reviewed"})


def relation_of(edition: Edition, kind: str, other: str, **details: object) -> Relation:
    """A relation that the edition states; the other end need not be held."""
    number = parse(other)
    return Relation.objects.create(
        edition=edition,
        kind=kind,
        subject=edition.slug,
        object=number.slug,
        other_number=number.canonical,
        **details,
    )


def source_of(slug: str, **facts: object) -> Source:
    """A source of rows."""
    return Source.objects.create(**{"slug": slug, "title": f"来源 {slug}", **facts})


def record_of(edition: Edition, source: Source, **row: object) -> SourceRecord:
    """A row of a source about an edition, as it came."""
    run, _ = ImportRun.objects.get_or_create(
        source=source,
        file_digest=source.slug,
        defaults={
            "file_name": f"{source.slug}.jsonl",
            "format": "jsonl",
            "seen": DAY,
            "state": ImportRun.State.DONE,
            "started": NOON,
            "finished": NOON,
        },
    )
    raw = json.dumps({"number": edition.number, **row}, ensure_ascii=False)
    return SourceRecord.objects.create(
        source=source,
        digest=f"{source.slug}:{edition.pk}",
        edition=edition,
        position=edition.pk,
        raw=raw,
        facts="{}",
        first_seen=DAY,
        last_seen=DAY,
        run=run,
    )


def conflict_of(edition: Edition, field: str, chosen: str, other: str) -> Conflict:
    """Two sources that disagree about a field of the edition."""
    edition.conflicting = True
    edition.save(update_fields=["conflicting"])
    return Conflict.objects.create(
        edition=edition,
        field=field,
        chosen=chosen,
        chosen_source="strong",
        other=other,
        other_source="weak",
    )
