"""Where the index lies: generations in folders, and one small file that names the current one.

A rebuild writes a new generation beside the old one and switches by renaming that file over the
old; readers see either the whole old index or the whole new one.
"""

import os
import shutil
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

import msgspec
import tantivy

from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.search.tantivy import schema
from biaozhun.core.succession import MOST_PHASES, Status

CURRENT: Final = "current.json"
_HINT: Final = "build the index anew from the database"


class Current(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands beside the index: which folder, and what it takes to read it."""

    folder: str
    schema: int
    engine: str


def current(root: Path) -> Path:
    """The folder of the current generation.

    Raises:
        RebuildRequiredError: there is none, or this version cannot read it.
    """
    try:
        found = msgspec.json.decode((root / CURRENT).read_bytes(), type=Current)
    except FileNotFoundError:
        raise RebuildRequiredError("there is no search index yet", hint=_HINT) from None
    except msgspec.MsgspecError as error:
        raise RebuildRequiredError(f"the index is not described: {error}", hint=_HINT) from None
    if (found.schema, found.engine) != (schema.VERSION, schema.ENGINE):
        raise RebuildRequiredError(
            f"the index has schema {found.schema} of engine {found.engine}; "
            f"this version reads {schema.VERSION} of {schema.ENGINE}",
            hint=_HINT,
        )
    return root / Path(found.folder).name


def open_generation(folder: Path) -> tantivy.Index:
    """Open the index in a folder for reading and writing.

    Raises:
        RebuildRequiredError: files are missing or damaged.
    """
    try:
        index = tantivy.Index.open(str(folder))
    except (ValueError, OSError) as error:
        raise RebuildRequiredError(f"the index cannot be read: {error}", hint=_HINT) from None
    schema.register(index)
    index.config_reader(reload_policy="manual")
    return index


class State(NamedTuple):
    """The index as of one commit.

    Attributes:
        searcher: what the engine searches with.
        schema: its fields.
        name: changes with every commit and every rebuild.
        phases: the most phases a document in it has; nobody looks for more.
    """

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    name: str
    phases: int


class Generation:
    """The current generation, opened; knows when it is no longer the current one."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._pointer = _mark(root / CURRENT)
        self._folder = current(root)
        self.index = open_generation(self._folder)
        self._read: tuple[int, int] | None = None
        self._phases = 0

    @property
    def replaced(self) -> bool:
        """A rebuild has switched to another one."""
        return _mark(self._root / CURRENT) != self._pointer

    def state(self) -> State:
        """The last commit of any process."""
        mark = _mark(self._folder / "meta.json")
        if mark != self._read:
            self.index.reload()
            self._read, self._phases = mark, _phases(self.index.searcher())
        name = f"{self._folder.name}:{mark[0]}:{mark[1]}"
        return State(self.index.searcher(), self.index.schema, name, self._phases)


def new_generation(root: Path) -> Path:
    """An empty index in a new folder; nobody reads it before ``switch``."""
    folder = root / f"generation-{uuid4().hex}"
    folder.mkdir(parents=True)
    tantivy.Index(schema.build(), path=str(folder))
    return folder


def switch(root: Path, folder: Path) -> None:
    """Make a generation the current one and remove the others."""
    described = Current(folder=folder.name, schema=schema.VERSION, engine=schema.ENGINE)
    beside = root / f"{CURRENT}.{folder.name}"
    with beside.open("wb") as file:
        file.write(msgspec.json.encode(described))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(root / CURRENT)
    for other in root.glob("generation-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)  # a reader on Windows may hold a file


def _phases(searcher: tantivy.Searcher) -> int:
    """How many phases of documents are in use; told from the dictionary, no document is read."""
    used = [
        place
        for place in range(MOST_PHASES)
        if any(searcher.doc_freq(schema.status_field(place), status) for status in Status)
    ]
    return len(used)


def _mark(path: Path) -> tuple[int, int]:
    """Changes whenever a file is replaced; cheap enough to ask before every search."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise RebuildRequiredError("there is no search index yet", hint=_HINT) from None
    return found.st_mtime_ns, found.st_ino
