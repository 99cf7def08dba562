"""The files of running projects: a folder, or a ZIP of it, with a folder for each project."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from biaozhun.cloud.takeover.columns import FILES
from biaozhun.core.text import fold
from biaozhun.documents.packages import open_package

_RUBBISH: Final = re.compile(r"(^|/)(\.|~\$|__MACOSX/|Thumbs\.db$)", re.IGNORECASE)
_ORDER: Final = {word: place for place, word in enumerate(FILES)}


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a project.

    Attributes:
        path: where it lies, from the folder down.
        name: of the file.
        kind: which document it is; empty where its name does not say.
        content: reads it.
    """

    path: str
    name: str
    kind: str
    content: Callable[[], bytes]


class Papers(msgspec.Struct, frozen=True):
    """All files, by the folder they lie in."""

    by_project: dict[str, tuple[Paper, ...]]

    def of(self, plan_number: str) -> Sequence[Paper]:
        """The files of a project, drafts before the note that travels with them."""
        return self.by_project.get(folder_key(plan_number), ())

    def unclaimed(self, plan_numbers: Iterable[str]) -> list[str]:
        """The files that belong to none of these projects, or whose name says no kind."""
        keys = {folder_key(one) for one in plan_numbers}
        return sorted(
            one.path
            for key, papers in self.by_project.items()
            for one in papers
            if key not in keys or not one.kind
        )


NONE: Final = Papers({})


def folder_key(text: str) -> str:
    """What a plan number and the name of its folder have in common: letters and digits."""
    return re.sub(r"[\W_]", "", fold(text)).casefold()


def kind_of(name: str) -> str:
    """Which document a file is, by the words its name begins with; empty where it says none."""
    stem = name.rpartition(".")[0] or name
    word = re.split(r"[-_（(\s]", stem, maxsplit=1)[0]
    return FILES.get(word, "")


def in_folder(folder: Path) -> Papers:
    """The files below a folder; links are not followed."""
    found = (path for path in sorted(folder.glob("*/*")) if path.is_file())
    return _sorted(
        (path.relative_to(folder).as_posix(), path.read_bytes)
        for path in found
        if not path.is_symlink() and not path.parent.is_symlink()
    )


def in_archive(path: Path) -> Papers:
    """The files of a ZIP; names that old programs wrote in GBK are read as such.

    The archive is closed again: each file is read when it is asked for.

    Raises:
        DocumentError: it is broken, encrypted, or would unpack to more than it may.
    """
    with open_package(path):
        pass  # harmless in size
    with zipfile.ZipFile(path, metadata_encoding="gbk") as package:
        names = [one.filename for one in package.infolist() if not one.is_dir()]
    return _sorted((name, _member(path, name)) for name in names)


def _member(path: Path, name: str) -> Callable[[], bytes]:
    def read() -> bytes:
        with zipfile.ZipFile(path, metadata_encoding="gbk") as package:
            return package.read(name)

    return read


def _sorted(found: Iterable[tuple[str, Callable[[], bytes]]]) -> Papers:
    by_project: dict[str, list[Paper]] = defaultdict(list)
    for path, content in found:
        folder, _, name = path.replace("\\", "/").rpartition("/")
        if _RUBBISH.search(path) or not name:
            continue
        paper = Paper(path=path, name=name, kind=kind_of(name), content=content)
        by_project[folder_key(folder.rpartition("/")[2])].append(paper)
    return Papers({key: tuple(sorted(some, key=_place)) for key, some in by_project.items()})


def _place(paper: Paper) -> tuple[int, str]:
    word = next((word for word, kind in FILES.items() if kind == paper.kind), "")
    return _ORDER.get(word, len(_ORDER)), paper.path
