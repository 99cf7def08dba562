"""Files to import and a way to see the whole catalogue at once."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from biaozhun.cloud.catalogue.actions.importing import Account, import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.sources import SourceDescription

Import = Callable[..., Account]
Write = Callable[[str, Sequence[Mapping[str, object]]], Path]

DAY = dt.date(2026, 7, 1)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows as JSON Lines under a name."""

    def written(name: str, rows: Sequence[Mapping[str, object]]) -> Path:
        path = tmp_path / name
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return path

    return written


@pytest.fixture
def take_in(db: None) -> Import:  # noqa: ARG001  -- the database is what it writes to
    """Import a file as a source of some rank, seen on a day."""

    def taken(path: Path, source: str, *, rank: int | None = None, seen: dt.date = DAY) -> Account:
        order = ImportOrder(path=path, source=SourceDescription(slug=source, rank=rank), seen=seen)
        return import_file(order, report=lambda _: None)

    return taken
