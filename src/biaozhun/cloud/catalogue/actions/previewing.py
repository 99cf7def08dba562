"""What an import would change, fact by fact, without changing anything."""

import itertools
from collections.abc import Iterator

import msgspec
from django.db import transaction

from biaozhun.cloud.catalogue.actions.announcing import record_announcement
from biaozhun.cloud.catalogue.actions.importing import BATCH, ImportOrder, incoming_of, run_of
from biaozhun.cloud.catalogue.actions.sources import register_source
from biaozhun.cloud.catalogue.actions.storing import announcement_numbers, store
from biaozhun.cloud.catalogue.actions.targets import edition_number
from biaozhun.cloud.catalogue.importers import Row
from biaozhun.cloud.catalogue.models import Edition

COMPARED = (
    "title_zh",
    "title_en",
    "issuing_body",
    "jurisdiction_body",
    "committee",
    "filing_number",
    "ics",
    "ccs",
    "published",
    "in_force",
    "withdrawn",
    "suspended",
    "resumed",
    "reviewed",
    "statements",
)


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One fact an import would change; ``before`` is ``None`` where the edition is new."""

    number: str
    field: str
    before: str | None
    after: str


def preview(order: ImportOrder) -> Iterator[Change | Row]:
    """Every fact the file would change, and every row that would be rejected, in its order."""
    importer = order.open()
    rows = importer.rows(start=0)
    while batch := list(itertools.islice(rows, BATCH)):
        yield from (row for row in batch if row.record is None)
        yield from _changes(batch, order)


def _changes(batch: list[Row], order: ImportOrder) -> list[Change]:
    """Store the batch, compare, and take everything back."""
    with transaction.atomic():
        importer = order.open()
        run = run_of(importer, order, register_source(order.described_source(importer)))
        announcement = record_announcement(importer.announcement)
        numbers = announcement_numbers()
        if announcement:
            numbers[announcement.number] = announcement.id
        incoming = incoming_of(batch, order.seen)
        slugs = {edition_number(row.record.number).slug for row in incoming}
        before = _facts(slugs)
        store(incoming, run, numbers)
        after = _facts(slugs)
        transaction.set_rollback(True)
    return [
        Change(number=number, field=field, before=before.get((number, field)), after=value)
        for (number, field), value in sorted(after.items())
        if value not in ("", "[]", "None") and before.get((number, field)) != value
    ]


def _facts(slugs: set[str]) -> dict[tuple[str, str], str]:
    editions = Edition.objects.filter(slug__in=slugs).values("number", *COMPARED)
    return {
        (str(edition["number"]), field): str(edition[field])
        for edition in editions
        for field in COMPARED
    }
