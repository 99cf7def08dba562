"""Taking a file in: kept as it came, recognised by its content, told of if it came before."""

import contextlib
import re
import shutil
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import msgspec
from django.conf import settings
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.actions.orders import digest_of
from biaozhun.cloud.catalogue.importers.looking import Look, as_refusal, look_at
from biaozhun.cloud.catalogue.models import ImportRun
from biaozhun.cloud.desk.actions.moving import DISCARDABLE, NotPossibleNowError, move
from biaozhun.cloud.desk.actions.unpacking import as_readable
from biaozhun.cloud.desk.models import NAME, SavedMapping, Upload
from biaozhun.cloud.desk.queries.uploads import columns_key, path_of
from biaozhun.cloud.foundation.clock import now
from biaozhun.core.bibliography.mapping import Mapping, TableLayout, read_mapping, write_mapping
from biaozhun.core.errors import BiaozhunError
from biaozhun.documents.errors import DocumentError

LONGEST_STEM = 60  # characters; a file system counts bytes, Chinese has three each


class UploadTooLargeError(BiaozhunError):
    """The file is larger than the installation takes."""

    default_code = "upload_too_large"


@dataclass(frozen=True)
class Received:
    """An upload, and whether the same content was here before: as an upload or in a run."""

    upload: Upload
    before: Upload | None
    imported: ImportRun | None


def receive(
    name: str, content: Iterable[bytes], *, by: Person, mends: ImportRun | None = None
) -> Received:
    """Keep a file and say what it is.

    Args:
        name: as the person's computer calls it.
        content: its bytes, in pieces.
        by: who brings it.
        mends: the run whose rejected rows it brings back; they go in as that run's did.

    Raises:
        UploadTooLargeError: more than ``settings.UPLOAD_LIMIT`` bytes.
        ImportFormatError: nothing reads it; it was not kept.
    """
    path = _folder() / uuid4().hex / _safe(name)
    path.parent.mkdir(parents=True)
    try:
        size = _write(content, path)
        path = _readable(path)
        digest = digest_of(path)
        look = _look(path, mends)
    except BaseException:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise
    before = Upload.objects.filter(digest=digest).order_by("-uploaded").first()
    done = ImportRun.objects.filter(file_digest=digest, state=ImportRun.State.DONE)
    upload = Upload(
        file_name=name[-300:],
        place=f"{path.parent.name}/{path.name}",
        digest=digest,
        size=size,
        look=msgspec.to_builtins(look),
        mends=mends,
        **(_as_run(mends) if mends else {}),
    )
    _note(upload, by)
    return Received(upload, before, done.order_by("-started").first())


def _note(upload: Upload, by: Person) -> None:
    """Write down that a file is here, and what is to be done with it next."""
    upload.uploaded, upload.uploaded_by = now(), str(by)[:NAME]
    upload.state = Upload.State.READY if upload.look["format"] else Upload.State.UNMAPPED
    with transaction.atomic():
        upload.save()
        facts = {
            "file": upload.file_name,
            "digest": upload.digest,
            "format": upload.look["format"],
        }
        record("desk.file_uploaded", subject=f"upload:{upload.pk}", actor=by, facts=facts)


def _as_run(run: ImportRun) -> dict[str, object]:
    """What was told of the run holds for the rows that come back."""
    mapping = _mapping_of(run)
    return {
        "mapping": write_mapping(mapping) if mapping else "",
        "source_slug": run.source.slug,
        "seen": run.seen,
    }


def _mapping_of(run: ImportRun) -> Mapping | None:
    """The mapping of a run, without where the table lay: what comes back has a header on top."""
    if not run.mapping:
        return None
    return msgspec.structs.replace(read_mapping(run.mapping), table=TableLayout())


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "uploads"


def _safe(name: str) -> str:
    """A name that any file system takes and that still says what the file is."""
    plain = re.sub(r"[^\w.\-]+", "_", unicodedata.normalize("NFC", name)).lstrip("._")
    stem, dot, suffix = plain.rpartition(".")
    return (stem[:LONGEST_STEM] + dot + suffix[:10]) if stem else plain[:LONGEST_STEM] or "file"


def _readable(path: Path) -> Path:
    try:
        return as_readable(path)
    except DocumentError as error:
        raise as_refusal(error) from error


def _write(content: Iterable[bytes], path: Path) -> int:
    """Write the pieces and return how many bytes they were."""
    size = 0
    with path.open("xb") as kept:
        for piece in content:
            size += len(piece)
            if size > settings.UPLOAD_LIMIT:
                raise UploadTooLargeError(
                    f"the file has more than {settings.UPLOAD_LIMIT} bytes",
                    hint="import it by the command line, or raise BIAOZHUN_UPLOAD_MEGABYTES",
                )
            kept.write(piece)
    return size


def _look(path: Path, mends: ImportRun | None) -> Look:
    return look_at(path, _mapping_of(mends) if mends else None)


def discard(upload: Upload, *, by: Person) -> None:
    """Remove an upload that nothing was imported from, with its file.

    Raises:
        NotPossibleNowError: it is being read, or something went in.
    """
    with transaction.atomic():
        gone, _ = Upload.objects.filter(id=upload.pk, state__in=DISCARDABLE, run=None).delete()
        if not gone:
            raise NotPossibleNowError("the upload is being read, or rows of it went in")
        facts = {"file": upload.file_name, "digest": upload.digest}
        record("desk.upload_discarded", subject=f"upload:{upload.pk}", actor=by, facts=facts)
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(path_of(upload).parent)


def keep_mapping(upload: Upload, text: str, columns: list[str], *, by: Person) -> None:
    """Say what the columns of an upload are, and keep that under its name for the next file.

    Raises:
        MappingError: the mapping cannot be followed.
        ImportFormatError: the file cannot be read with it.
        NotPossibleNowError: the upload is being read, or is done.
    """
    mapping = read_mapping(text)
    look = look_at(path_of(upload), mapping)
    with transaction.atomic():
        move(upload, "map", mapping=text, look=msgspec.to_builtins(look), account={}, fault="")
        upload.changes.all().delete()
        kept = {
            "columns": columns_key(columns),
            "text": text,
            "made": now(),
            "made_by": str(by)[:NAME],
        }
        SavedMapping.objects.update_or_create(name=mapping.name, defaults=kept)
        facts = {"name": mapping.name, "mapping": text}
        record("desk.mapping_kept", subject=f"upload:{upload.pk}", actor=by, facts=facts)
