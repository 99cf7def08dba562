import csv
import hashlib
import tomllib
from importlib.resources import files

import pytest

from biaozhun.core.number.tables import (
    BODIES,
    CONSTRUCTION_REGIONS,
    PREFIXES,
    REGIONS,
)

TABLES = ["prefix", "region", "construction_region", "body"]


@pytest.mark.parametrize("name", TABLES)
def test_table_is_what_its_provenance_says(name: str) -> None:
    """Rows and checksum of a table are those its sidecar records, beside source and licence."""
    folder = files("biaozhun.core.data")
    content = folder.joinpath(f"number_{name}.csv").read_bytes()
    sidecar = tomllib.loads(folder.joinpath(f"number_{name}.toml").read_text(encoding="utf-8"))
    assert hashlib.sha256(content).hexdigest() == sidecar["sha256"]
    assert len(list(csv.DictReader(content.decode().splitlines()))) == sidecar["rows"]
    assert sidecar["source"]
    assert sidecar["licence"]


def test_keys_are_unique() -> None:
    """No prefix, region or body has two rows."""
    folder = files("biaozhun.core.data")
    for name, size in zip(
        TABLES, map(len, (PREFIXES, REGIONS, CONSTRUCTION_REGIONS, BODIES)), strict=True
    ):
        text = folder.joinpath(f"number_{name}.csv").read_text(encoding="utf-8")
        assert len(text.splitlines()) - 1 == size


def test_construction_regions_stand_for_known_regions() -> None:
    """Each construction code translates to a region that numbers local standards; 15 is 44."""
    assert set(CONSTRUCTION_REGIONS.values()) <= REGIONS
    assert CONSTRUCTION_REGIONS["15"] == "44"
