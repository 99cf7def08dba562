"""Readings of the real catalogues that are more than a share; the shares are in the ledger."""

import gzip
import json
from pathlib import Path

import pytest

from biaozhun.core.number import NumberError, StandardNumber, parse, reading

pytestmark = pytest.mark.shared


def read(text: str) -> StandardNumber | None:
    """The number, or ``None`` where it is refused."""
    try:
        return parse(text)
    except NumberError:
        return None


def codes(shared: Path, name: str, field: str) -> list[str]:
    """One column of a catalogue."""
    with gzip.open(shared / "data" / "catalogue" / f"{name}.jsonl.gz", "rt") as lines:
        return [json.loads(line)[field] for line in lines]


@pytest.mark.parametrize("name", ["cn_a", "cn_b", "iso", "iec"])
def test_fast_and_careful_reading_agree(shared: Path, name: str) -> None:
    """The short cut for regular spellings gives what the family's own grammar gives."""
    different = []
    for text in codes(shared, name, "code" if name.startswith("cn") else "id"):
        fast = read(text)
        if fast is None:
            continue
        careful = reading._parse_any(text)
        if (fast, fast.region, fast.issuer) != (careful, careful.region, careful.issuer):
            different.append(text)
    assert different == []


@pytest.mark.parametrize("name", ["cn_a", "iso", "iec", "etsi"])
def test_small_letters_change_no_reading(shared: Path, name: str) -> None:
    """Every fourth number of a catalogue, typed in small letters, is the number."""
    different = []
    for text in codes(shared, name, "code" if name.startswith("cn") else "id")[::4]:
        number = read(text)
        if number is not None and read(text.lower()) != number:
            different.append(text)
    assert different == []
