"""What an operator asks to import, and the run that does it or goes on with it."""

import datetime as dt
from hashlib import sha256
from pathlib import Path

import msgspec

from biaozhun.cloud.catalogue.actions.sources import (
    ANNOUNCEMENT_RANK,
    SourceDescription,
    slug_of_file,
)
from biaozhun.cloud.catalogue.importers import Importer, open_importer
from biaozhun.cloud.catalogue.models import ImportRun, Source
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.core.bibliography.mapping import read_mapping
from biaozhun.core.errors import BiaozhunError

ANNOUNCEMENTS = "announcements"  # the source announcements come from where none is named


class ResumedDifferentlyError(BiaozhunError):
    """An interrupted run can only go on as it was begun."""

    default_code = "import_resumed_differently"


class ImportOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator asks for.

    Attributes:
        path: a file, or a folder of files of one format.
        source: where the rows come from.
        seen: the day the source was read, for rows that do not say it; ``None`` for today, or for
            the day an interrupted run was begun with.
        format: name of an importer; empty to choose by content.
        mapping: mapping file that describes the columns of a table no importer knows.
        ordered_by: who asked for it; empty for the command line.
    """

    path: Path
    source: SourceDescription
    seen: dt.date | None = None
    format: str = ""
    mapping: Path | None = None
    ordered_by: str = ""

    def open(self) -> Importer:
        """The importer for the file.

        Raises:
            ImportFormatError: no importer can read it.
        """
        described = None
        if self.mapping is not None:
            described = read_mapping(self.mapping_text(), source=str(self.mapping))
        return open_importer(self.path, format=self.format or None, mapping=described)

    def mapping_text(self) -> str:
        """The mapping file as it stands, empty where there is none."""
        return self.mapping.read_text(encoding="utf-8") if self.mapping else ""

    def described_source(self, importer: Importer) -> SourceDescription:
        """The source, its name and rank filled in where the operator left them open.

        Announcements are one source of the first rank; any other file is a source of its own.
        """
        told = self.source
        announces = importer.announcement is not None
        named = told.slug or (ANNOUNCEMENTS if announces else slug_of_file(self.path))
        rank = ANNOUNCEMENT_RANK if announces and told.rank is None else told.rank
        return msgspec.structs.replace(told, slug=named, rank=rank)


def run_of(importer: Importer, order: ImportOrder, source: Source) -> ImportRun:
    """The interrupted run of this file where there is one, else a new one.

    Raises:
        ResumedDifferentlyError: the interrupted run was begun with another day, format or mapping.
    """
    run, is_new = ImportRun.objects.get_or_create(
        source=source,
        file_digest=digest_of(order.path),
        state=ImportRun.State.RUNNING,
        defaults={
            "file_name": order.path.name[:300],
            "format": importer.name,
            "mapping": order.mapping_text(),
            "seen": order.seen or today(),
            "started": now(),
            "ordered_by": order.ordered_by[:150],
            "traced": True,
        },
    )
    if not is_new:
        _check_same(run, importer, order)
    return run


def _check_same(run: ImportRun, importer: Importer, order: ImportOrder) -> None:
    asked = {
        "--seen": (order.seen or run.seen, run.seen),
        "--format": (importer.name, run.format),
        "--mapping": (order.mapping_text(), run.mapping),
    }
    for option, (wanted, begun) in asked.items():
        if wanted != begun:
            raise ResumedDifferentlyError(
                f"an interrupted import of this file was begun with another {option}",
                fragment=str(begun)[:100],
                hint="repeat the command as it was, or import under another --source",
            )


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content, or of the names and contents of a folder's files."""
    digest = sha256()
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    for file in files:
        if path.is_dir():
            digest.update(str(file.relative_to(path)).encode())
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
