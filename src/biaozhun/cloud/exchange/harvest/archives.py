"""A harvested file that is packed: the one table in a zip is taken out."""

import lzma
import shutil
import zipfile
from pathlib import Path
from zlib import error as ZlibError  # noqa: N812  -- an exception, whatever its module calls it

from biaozhun.cloud.exchange.harvest.client import HarvestError

MAX_BYTES = 16 * 1024**3
MAX_RATIO = 1_000
_BROKEN = (
    *(zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError),
    *(ZlibError, lzma.LZMAError),  # each way of packing breaks in its own way
)
_TABLES = (".csv", ".jsonl", ".json", ".ndjson", ".tsv", ".txt", ".xml")


def unpacked(path: Path, folder: Path) -> Path:
    """The file itself, or the largest table of a zip; gzip is left to the importers.

    Raises:
        HarvestError: the zip is broken, holds no table, or would unpack to too much.
    """
    if not zipfile.is_zipfile(path) or path.name.lower().endswith((".xlsx", ".docx")):
        return path
    place = folder / "unpacked"
    place.mkdir(exist_ok=True)
    try:
        with zipfile.ZipFile(path) as package:
            member = _largest(package)
            target = place / Path(member.filename).name[-100:]
            with package.open(member) as source, target.open("wb") as stream:
                shutil.copyfileobj(source, stream, 1 << 20)
    except _BROKEN as error:
        raise HarvestError(f"the zip cannot be unpacked: {error}", code="broken_zip") from error
    return target


def _largest(package: zipfile.ZipFile) -> zipfile.ZipInfo:
    tables = [one for one in package.infolist() if one.filename.lower().endswith(_TABLES)]
    if not tables:
        raise HarvestError(
            "the zip holds no table", code="no_table", hint=f"read are: {', '.join(_TABLES)}"
        )
    member = max(tables, key=lambda one: one.file_size)
    packed = max(member.compress_size, 1)
    if member.file_size > MAX_BYTES or member.file_size / packed > MAX_RATIO:
        raise HarvestError("the zip would unpack to far too much", code="compression_bomb")
    return member
