"""An archive of YAML files as it comes from a download page, in the form an importer reads."""

import contextlib
import io
import tarfile
import zipfile
from pathlib import Path

from biaozhun.documents.packages import open_package

_MAGIC = b"PK\x03\x04"
_ENDINGS = (".yaml", ".yml")


def as_readable(path: Path) -> Path:
    """The file itself; of a zip archive that holds nothing but YAML a tar archive of the same.

    The archive is always packed in the same way, so the same download is known again.

    Raises:
        DocumentError: the archive is broken, encrypted, or unpacks to an unreasonable size.
    """
    with path.open("rb") as start:
        if start.read(len(_MAGIC)) != _MAGIC:
            return path
    with open_package(path) as package:
        members = [member for member in package.infolist() if not member.is_dir()]
        if not members or any(not _is_yaml(member) for member in members):
            return path
        repacked = path.with_name(path.stem + ".tar")
        with tarfile.open(repacked, "x") as archive:
            for member in sorted(members, key=lambda member: member.filename):
                content = package.read(member)
                entry = tarfile.TarInfo(Path(member.filename).name)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    return repacked


def _is_yaml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith(_ENDINGS)
