"""What share of real numbers is read; the figures may only rise."""

import gzip
import json
import re
from pathlib import Path

import pytest

from biaozhun.core.number import NumberError, StandardNumber, parse, reading

pytestmark = pytest.mark.shared

FLAVOURS = {
    "iso": 0.99, "iec": 0.99, "itu": 0.95, "ieee": 0.95, "astm": 0.95, "asme": 0.95, "ansi": 0.95,
    "cen_cenelec": 0.95, "bsi": 0.95, "etsi": 0.95, "nist": 0.95, "ietf": 0.95,
}  # fmt: skip


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


def peer_passes(shared: Path, flavour: str) -> list[str]:
    """The identifiers of a flavour that the peer library reads."""
    folder = shared / "data" / "identifiers" / "pubid"
    plain = folder / f"{flavour}.tsv"
    packed = folder / f"{flavour}.tsv.gz"
    text = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    rows = [line.split("\t") for line in text.decode().splitlines()[1:]]
    return [row[0] for row in rows if row[1] == "pass"]


def share(texts: list[str]) -> float:
    """How many of the texts are read and read back equal from their canonical form."""
    good = sum(1 for text in texts if (number := read(text)) and read(number.canonical) == number)
    return good / len(texts)


def crude_parts(text: str) -> tuple[str, ...] | None:
    """Independent of the grammar: code, serial, part, section, year cut at the obvious signs."""
    halves = text.strip().split(" ")
    if len(halves) != 2 or not re.fullmatch(r"[A-Z0-9/]+", halves[0]):
        return None
    head, _, year = halves[1].rpartition("-")
    pieces = head.split(".")
    if len(year) != 4 or not year.isdigit() or not all(map(str.isdigit, pieces)):
        return None
    serial, part, section = (*pieces, "", "")[:3] if len(pieces) <= 3 else ("", "", "")
    return (halves[0].replace("/", ""), serial, part, section, year)


def test_chinese_catalogues_are_read(shared: Path) -> None:
    """At least 99.7 % of the codes of both catalogues are read."""
    texts = codes(shared, "cn_a", "code") + codes(shared, "cn_b", "code")
    assert share(texts) >= 0.997


def test_chinese_parts_agree_with_a_crude_cut(shared: Path) -> None:
    """Wherever the crude cut applies (over 90 % of codes) the parts are the same."""
    texts = codes(shared, "cn_a", "code") + codes(shared, "cn_b", "code")
    wrong, compared = [], 0
    for text in texts:
        cut, number = crude_parts(text), read(text)
        if cut is None or number is None:
            continue
        compared += 1
        code = number.code.upper().replace("/", "")  # spelled without slash here and there
        mine = (code, number.serial, number.part, number.section, str(number.year))
        if mine != cut:
            wrong.append((text, mine, cut))
    assert wrong == []
    assert compared / len(texts) > 0.9


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


def test_odd_chinese_identifiers_are_read(shared: Path) -> None:
    """At least 95 % of the odd identifiers are read; bare codes, ISBNs and rules are the rest."""
    text = (shared / "data" / "identifiers" / "cn_odd.txt").read_text(encoding="utf-8")
    assert share([line for line in text.splitlines() if line]) >= 0.95


@pytest.mark.parametrize("name", ["iso", "iec", "etsi"])
def test_foreign_catalogues_are_read(shared: Path, name: str) -> None:
    """At least 99.5 % of the identifiers of the ISO, IEC and ETSI catalogues are read."""
    assert share(codes(shared, name, "id")) >= 0.995


@pytest.mark.parametrize(("flavour", "least"), FLAVOURS.items())
def test_flavours_are_read_as_the_peer_reads_them(shared: Path, flavour: str, least: float) -> None:
    """Of what the peer library reads, nearly all is read here."""
    assert share(peer_passes(shared, flavour)) >= least
