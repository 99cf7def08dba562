import pytest

from biaozhun.core.number.tables import (
    BODIES,
    CONSTRUCTION_REGIONS,
    PREFIXES,
    REGIONS,
)
from biaozhun.core.reference import table


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("number_prefix", PREFIXES),
        ("number_region", REGIONS),
        ("number_construction_region", CONSTRUCTION_REGIONS),
        ("number_body", BODIES),
    ],
)
def test_keys_are_unique(name: str, held: dict[str, object] | frozenset[str]) -> None:
    """No prefix, region or body has two rows."""
    assert len(table(name)) == len(held)


def test_construction_regions_stand_for_known_regions() -> None:
    """Each construction code translates to a region that numbers local standards; 15 is 44."""
    assert set(CONSTRUCTION_REGIONS.values()) <= REGIONS
    assert CONSTRUCTION_REGIONS["15"] == "44"
