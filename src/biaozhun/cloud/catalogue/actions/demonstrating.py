"""The demonstration catalogue: loaded on request, taken out again without a trace."""

import datetime as dt
import json
import tempfile
from collections.abc import Callable
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from biaozhun.cloud.catalogue.actions.announcing import record_announcement
from biaozhun.cloud.catalogue.actions.importing import Account, Step, import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.removing import remove_source
from biaozhun.cloud.catalogue.actions.sources import (
    ANNOUNCEMENT_RANK,
    DEMONSTRATION_RANK,
    SourceDescription,
)
from biaozhun.cloud.catalogue.importers import AnnouncementHead
from biaozhun.cloud.catalogue.models import Announcement, Edition, ImportRun, Source

PREFIX = "demonstration-"
ANNOUNCEMENTS = "announcements.jsonl"


class DemonstrationFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the demonstration, as ``sources.json`` names it."""

    slug: str
    file: str
    title: str
    licence: str
    seen: dt.date
    invented: bool = False

    @property
    def source(self) -> SourceDescription:
        """The source its rows come from."""
        rank = ANNOUNCEMENT_RANK if self.file == ANNOUNCEMENTS else DEMONSTRATION_RANK
        return SourceDescription(
            slug=self.slug,
            title=self.title,
            rank=rank,
            licence=self.licence,
            invented=self.invented,
        )


class AnnouncedRows(AnnouncementHead, frozen=True, kw_only=True):
    """An announcement of the demonstration with the rows it lists."""

    rows: list[dict[str, object]]
    invented: bool = False


def is_empty() -> bool:
    """Whether the library holds nothing, or only a demonstration that was interrupted."""
    others = Source.objects.exclude(slug__startswith=PREFIX).exists()
    done = ImportRun.objects.filter(source__slug__startswith=PREFIX, state=ImportRun.State.DONE)
    files = {described.slug for described in _described()}
    return not others and set(done.values_list("source__slug", flat=True)) != files


def _folder() -> Traversable:
    return resources.files("biaozhun.cloud.catalogue") / "demonstration"


def _described() -> list[DemonstrationFile]:
    listed = (_folder() / "sources.json").read_bytes()
    return msgspec.json.decode(listed, type=list[DemonstrationFile])


def is_loaded() -> bool:
    """Whether the library holds invented records."""
    return Edition.objects.filter(invented=True).exists()


def load_demonstration(report: Callable[[Step], None]) -> list[Account]:
    """Load every file of the demonstration and return their accounts."""
    accounts = []
    for described in _described():
        with (
            resources.as_file(_folder() / described.file) as path,
            tempfile.TemporaryDirectory() as t,
        ):
            readable = _announced_rows(path, Path(t)) if path.name == ANNOUNCEMENTS else path
            order = ImportOrder(path=readable, source=described.source, seen=described.seen)
            accounts.append(import_file(order, report=report))
    return accounts


def _announced_rows(path: Path, folder: Path) -> Path:
    """Record the announcements and write their rows, each with its announcement's number."""
    rows = folder / path.name
    with rows.open("w", encoding="utf-8") as stream:
        for line in path.read_bytes().splitlines():
            announced = msgspec.json.decode(line, type=AnnouncedRows)
            recorded = record_announcement(announced)
            if announced.invented and recorded:
                Announcement.objects.filter(id=recorded.id).update(invented=True)
            for row in announced.rows:
                whole = row | {"announcement": announced.number, "invented": announced.invented}
                stream.write(json.dumps(whole, ensure_ascii=False) + "\n")
    return rows


def remove_demonstration() -> int:
    """Take everything of the demonstration out and return how many editions went."""
    return sum(remove_source(source) for source in Source.objects.filter(slug__startswith=PREFIX))
