"""What an import would change, fact by fact, without changing anything."""

import itertools
from collections.abc import Collection, Iterator, Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.catalogue.actions.announcing import record_announcement
from biaozhun.cloud.catalogue.actions.importing import BATCH, incoming_of
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.sources import describe_source
from biaozhun.cloud.catalogue.actions.storing import announcement_numbers, store
from biaozhun.cloud.catalogue.actions.targets import edition_number
from biaozhun.cloud.catalogue.importers import Importer, Row
from biaozhun.cloud.catalogue.models import Edition, ImportRun, Relation
from biaozhun.cloud.catalogue.queries.standings import with_standings
from biaozhun.cloud.foundation.clock import now, today

COMPARED = (
    "title_zh",
    "title_en",
    "title_fr",
    "issuing_body",
    "sector_department",
    "proposing_body",
    "jurisdiction_body",
    "committee",
    "drafting_units",
    "drafters",
    "filing_number",
    "ics",
    "ccs",
    "industry",
    "published",
    "in_force",
    "withdrawn",
    "suspended",
    "resumed",
    "reviewed",
    "summary",
    "tags",
)
NOTHING = ("", "[]", "None")

Facts = dict[tuple[str, str], str]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One fact an import would change.

    ``before`` is ``None`` where the edition is new, ``after`` is empty where the fact would go. The
    fields ``relations`` and ``status`` (today) are worked out; a status may change on an edition
    that the file does not name.
    """

    number: str
    field: str
    before: str | None
    after: str


class Portion(msgspec.Struct, frozen=True, kw_only=True):
    """What some rows of the file would do; rows = new + changing + unchanged + rejected.

    Attributes:
        rows: how many they are.
        new: rows that would make an edition which is not held, nor made by a row before.
        changing: rows of an edition that is held or made, about which a fact would change.
        unchanged: rows that would leave everything as it is.
        rejected: rows that would go in nowhere.
        changes: every fact that would change.
        share: share of the input behind these rows, where it is known.
    """

    rows: int
    new: int
    changing: int
    unchanged: int
    rejected: list[Row]
    changes: list[Change]
    share: float | None


def preview(order: ImportOrder) -> Iterator[Change | Row]:
    """Every fact the file would change, and every row that would be rejected, in its order."""
    for portion in preview_by_portions(order):
        yield from portion.rejected
        yield from portion.changes


def preview_by_portions(order: ImportOrder) -> Iterator[Portion]:
    """The same in portions of bounded size, with what becomes of the rows of each."""
    importer = order.open()
    rows = importer.rows(start=0)
    made: set[str] = set()  # editions that rows before would have made
    while batch := list(itertools.islice(rows, BATCH)):
        changes = _changes(batch, importer, order)
        yield _portion(batch, changes, made, importer.progress)


def _portion(
    batch: Sequence[Row], changes: list[Change], made: set[str], share: float | None
) -> Portion:
    stated = [edition_number(row.record.number) for row in batch if row.record]
    slugs = {number.slug for number in stated}
    held = set(Edition.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    new = slugs - held - made
    touched = {change.number for change in changes}
    changing = [
        number for number in stated if number.slug not in new and number.canonical in touched
    ]
    still = [
        number for number in stated if number.slug not in new and number.canonical not in touched
    ]
    made |= new
    repeated = sum(1 for number in stated if number.slug in new) - len(new)
    return Portion(
        rows=len(batch),
        new=len(new),
        changing=len(changing) + repeated,
        unchanged=len(still),
        rejected=[row for row in batch if row.record is None],
        changes=changes,
        share=share,
    )


def _changes(batch: Sequence[Row], importer: Importer, order: ImportOrder) -> list[Change]:
    """Store the batch, look, take everything back, look again."""
    slugs = {edition_number(row.record.number).slug for row in batch if row.record}
    with transaction.atomic():
        _store(batch, importer, order)
        slugs |= _bearing_on(slugs)
        after = _facts(slugs)
        transaction.set_rollback(True)
    before = _facts(slugs)
    held = {number for number, _ in before}
    return [
        Change(number=number, field=field, before=was if number in held else None, after=will)
        for number, field in sorted(before.keys() | after.keys())
        if (was := before.get((number, field), "")) != (will := after.get((number, field), ""))
    ]


def _store(batch: Sequence[Row], importer: Importer, order: ImportOrder) -> None:
    seen = order.seen or today()
    run = ImportRun.objects.create(
        source=describe_source(order.described_source(importer)),
        file_name=order.path.name[:300],
        format=importer.name,
        seen=seen,
        started=now(),
    )
    announcement = record_announcement(importer.announcement)
    numbers = announcement_numbers()
    if announcement:
        numbers[announcement.number] = announcement.id
    store(incoming_of(batch, seen), run, numbers)


def _bearing_on(slugs: Collection[str]) -> set[str]:
    """The editions whose status the relations of these may change."""
    return set(Relation.objects.filter(subject__in=slugs).values_list("object", flat=True))


def _facts(slugs: Collection[str]) -> Facts:
    """What is held of these editions, as text; nothing stands for a field that says nothing."""
    editions = list(Edition.objects.filter(slug__in=slugs))
    facts = {
        (edition.number, field): text
        for edition in editions
        for field in COMPARED
        if (text := str(getattr(edition, field))) not in NOTHING
    }
    for edition in editions:
        if edition.natures:
            facts[edition.number, "natures"] = "; ".join(map(_told, edition.natures))
    for row in with_standings(editions, today()):
        facts[row.edition.number, "status"] = str(row.standing.status)
    return facts | _relations({edition.id: edition.number for edition in editions})


def _told(statement: dict[str, str]) -> str:
    """A word on the nature as text; the database does not keep the order of its parts."""
    return " ".join(statement[part] for part in ("word", "seen", "source") if statement.get(part))


def _relations(editions: dict[int, str]) -> Facts:
    stated: dict[int, list[str]] = {}
    for relation in Relation.objects.filter(edition_id__in=editions).order_by("kind", "object"):
        words = (relation.kind, relation.subject, relation.object, relation.extent, relation.degree)
        stated.setdefault(relation.edition_id, []).append(" ".join(filter(None, words)))
    return {(editions[key], "relations"): "; ".join(found) for key, found in stated.items()}
