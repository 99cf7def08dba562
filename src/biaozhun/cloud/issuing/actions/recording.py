"""Writing what is issued here into the catalogue, as rows of sources of our own."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Final

import msgspec

from biaozhun.cloud.catalogue.actions.sources import ANNOUNCEMENT_RANK
from biaozhun.cloud.catalogue.actions.storing import BatchAccount, Incoming, store
from biaozhun.cloud.catalogue.models import Announcement as HeldAnnouncement
from biaozhun.cloud.catalogue.models import ImportRun, Source
from biaozhun.cloud.issuing.models import AnnouncementRow
from biaozhun.core.number import parse
from biaozhun.core.number.tables import INVENTED_REGIONS

SOURCES: Final = {
    AnnouncementRow.Kind.PUBLISH: ("issued", "本平台发布"),
    AnnouncementRow.Kind.CORRECT: ("issued", "本平台发布"),
    AnnouncementRow.Kind.WITHDRAW: ("issued-withdrawals", "本平台废止"),
}
"""Short name and title of the source of each kind of row.

A source counts with what it said last of an edition: what is withdrawn must not silence what was
said when it was published, so it is a source of its own.
"""
FILINGS: Final = ("issued-filings", "本平台备案")


def write_rows(
    source: tuple[str, str],
    incoming: Sequence[Incoming],
    kept: HeldAnnouncement,
    *,
    name: str,
    at: dt.datetime,
) -> None:
    """Write rows of one of our sources into the catalogue, within the caller's transaction."""
    slug, title = source
    found, _new = Source.objects.get_or_create(
        slug=slug,
        defaults={"title": title, "rank": ANNOUNCEMENT_RANK, "redistributable": True},
    )
    digest = hashlib.sha256("\n".join(one.raw for one in incoming).encode()).hexdigest()
    run = ImportRun.objects.create(
        source=found,
        file_name=name[:300],
        file_digest=digest,
        format="issued",
        seen=incoming[0].seen,
        announcement=kept,
        state=ImportRun.State.DONE,
        started=at,
        finished=at,
        traced=True,
    )
    account: BatchAccount = store(_told(incoming), run, {kept.number: kept.pk})
    run.position, run.stored, run.merged = len(incoming), account.stored, account.merged
    run.save(update_fields=["position", "stored", "merged"])


def _told(incoming: Sequence[Incoming]) -> list[Incoming]:
    """The rows; those under a code of the invented province are marked as invented."""
    return [
        msgspec.structs.replace(one, record=msgspec.structs.replace(one.record, invented=True))
        if parse(one.record.number).region in INVENTED_REGIONS
        else one
        for one in incoming
    ]
