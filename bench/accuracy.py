"""How much of the real data is read rightly: figures kept in accuracy.json that may only rise.

``python -m bench.accuracy`` measures and prints; ``--write`` keeps what was measured. A figure
lower than the one kept for the same files is written only with ``--allow-lower``. The tests under
``tests/accuracy`` fail on a lower figure. Exit 0: all held; 1: one is lower or below its floor.

A figure is counted afresh from the files every time; none is typed in.
"""

import argparse
import csv
import gzip
import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import opencc

from biaozhun.cloud.catalogue.importers import open_importer
from biaozhun.core.number import NumberError, StandardNumber, parse, search_key
from biaozhun.core.text import fold

ROOT = Path(__file__).resolve().parents[1]
LEDGER = Path(__file__).with_name("accuracy.json")
NEW = "not in the ledger; run: python -m bench.accuracy --write"
CATALOGUE = "data/catalogue"
CODES = {
    "cn_a": "code",
    "cn_b": "code",
    "cn_sports": "code",
    "iso": "id",
    "iec": "id",
    "etsi": "id",
}
PUBID = "data/identifiers/pubid"
ODD = "data/identifiers/cn_odd.txt"


class Count(NamedTuple):
    """How many of how many."""

    numerator: int
    denominator: int


class Figure(NamedTuple):
    """A thing measured: what it says, the files it reads, and the least that is promised."""

    says: str
    files: tuple[str, ...]
    floor: float
    measure: Callable[[Path], Count]


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of the ledger.

    Attributes:
        files: SHA-256 of each file it was counted from, by path below the folder of real data.
        commit: the commit the measured code stands on.
    """

    value: float
    numerator: int
    denominator: int
    files: dict[str, str]
    date: str
    commit: str


class Verdict(msgspec.Struct, frozen=True):
    """A figure beside what was kept of it. ``failure`` and ``skip`` are reasons, else empty."""

    name: str
    count: Count
    kept: Kept | None
    failure: str = ""
    skip: str = ""


# --- reading the files -------------------------------------------------------------------------


def catalogue(name: str) -> str:
    """Path of a catalogue below the folder of real data."""
    return f"{CATALOGUE}/{name}.jsonl.gz"


@cache
def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


class _Row(msgspec.Struct):
    code: str = ""
    id: str = ""
    title_zh: str = ""


@cache
def _rows(path: Path) -> tuple[_Row, ...]:
    decode = msgspec.json.Decoder(_Row).decode
    with gzip.open(path, "rb") as lines:
        return tuple(decode(line) for line in lines)


def codes(folder: Path, name: str) -> list[str]:
    """The numbers of a catalogue, row by row."""
    return [getattr(row, CODES[name]) for row in _rows(folder / catalogue(name))]


def titles(folder: Path) -> list[str]:
    """The distinct Chinese titles of both catalogues."""
    both = (row.title_zh for name in ("cn_a", "cn_b") for row in _rows(folder / catalogue(name)))
    return sorted(set(both) - {""})


def peer_passes(path: Path) -> list[str]:
    """The identifiers of a list that the peer library reads."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    rows = csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row[0] for row in rows if row[1] == "pass"]


# --- what is measured --------------------------------------------------------------------------


@cache
def read(text: str) -> StandardNumber | None:
    """The number, or ``None`` where it is refused."""
    try:
        return parse(text)
    except NumberError:
        return None


def _survives(text: str) -> bool:
    """Whether the text is read and its canonical form reads back equal."""
    number = read(text)
    return number is not None and (number.canonical == text or read(number.canonical) == number)


def _share(texts: Sequence[str]) -> Count:
    return Count(sum(map(_survives, texts)), len(texts))


def crude_cut(text: str) -> tuple[str, ...] | None:
    """Code, serial, part, section, year cut at the obvious signs, independently of the grammar.

    ``None`` where the text is not one code, one blank, dotted digits, hyphen, four digits.
    """
    halves = text.strip().split(" ")
    if len(halves) != 2 or not re.fullmatch(r"[A-Z0-9/]+", halves[0]):
        return None
    head, _, year = halves[1].rpartition("-")
    pieces = head.split(".")
    plain = len(year) == 4 and year.isdigit() and all(map(str.isdigit, pieces))
    if not plain or len(pieces) > 3:
        return None
    serial, part, section = (*pieces, "", "")[:3]
    return (halves[0].replace("/", ""), serial, part, section, year)


def _parts(number: StandardNumber) -> tuple[str, ...]:
    code = number.code.upper().replace("/", "")
    return (code, number.serial, number.part, number.section, str(number.year))


def _chinese(folder: Path) -> list[str]:
    return codes(folder, "cn_a") + codes(folder, "cn_b")


def chinese_numbers(folder: Path) -> Count:
    """Codes read, read back equal, and cut as the crude cut has them wherever it applies."""
    texts = _chinese(folder)
    right = 0
    for text in texts:
        number, cut = read(text), crude_cut(text)
        right += number is not None and _survives(text) and cut in (None, _parts(number))
    return Count(right, len(texts))


def chinese_parts(folder: Path) -> Count:
    """Of the codes read to which the crude cut applies: those whose parts are the same."""
    pairs = [(read(text), crude_cut(text)) for text in _chinese(folder)]
    compared = [(number, cut) for number, cut in pairs if number is not None and cut is not None]
    return Count(sum(_parts(number) == cut for number, cut in compared), len(compared))


def chinese_keys(folder: Path) -> Count:
    """Of the codes read: those whose search key is one of the number's keys."""
    known = [(text, number) for text in codes(folder, "cn_a") if (number := read(text))]
    found = 0
    for text, number in known:
        keys = number.keys()
        found += search_key(text) in keys
    return Count(found, len(known))


def catalogue_numbers(folder: Path, *, name: str) -> Count:
    """Numbers of a catalogue that are read and read back equal."""
    return _share(codes(folder, name))


def odd_numbers(folder: Path) -> Count:
    """Chinese identifiers off the plain pattern that are read."""
    lines = (folder / ODD).read_text("utf-8").split("\n")
    return _share([line for line in lines if line])


def peer_numbers(folder: Path, *, files: Iterable[str]) -> Count:
    """Of what the peer reads: the numbers read here too."""
    return _share([text for name in files for text in peer_passes(folder / name)])


def folded_titles(folder: Path, *, target: str) -> Count:
    """Distinct titles that fold alike in Simplified and in the converted writing."""
    convert = opencc.OpenCC(target).convert
    every = titles(folder)
    return Count(sum(fold(convert(title)) == fold(title) for title in every), len(every))


def imported_rows(folder: Path, *, path: str) -> Count:
    """Rows of a file that its importer turns into records; the others have their reason."""
    records = rows = 0
    for row in open_importer(folder / path).rows():
        rows += 1
        records += row.record is not None
    return Count(records, rows)


# --- the figures -------------------------------------------------------------------------------

_FLAVOURS = {  # of the peer's lists: the file, the least share the project promises
    "iso": ("iso.tsv.gz", 0.99),
    "iec": ("iec.tsv.gz", 0.99),
    "itu": ("itu.tsv.gz", 0.95),
    "ieee": ("ieee.tsv.gz", 0.95),
    "astm": ("astm.tsv", 0.95),
    "asme": ("asme.tsv", 0.95),
    "ansi": ("ansi.tsv", 0.95),
    "cen_cenelec": ("cen_cenelec.tsv", 0.95),
    "bsi": ("bsi.tsv", 0.95),
    "etsi": ("etsi.tsv.gz", 0.95),
    "nist": ("nist.tsv.gz", 0.95),
    "ietf": ("ietf.tsv", 0.95),
}
_UNPROMISED = (  # other bodies of which single documents are cited; measured, without a floor
    "amca.tsv api.tsv ashrae.tsv.gz bipm.tsv ccsds.tsv cie.tsv csa.tsv ecma.tsv gb.tsv idf.tsv"
    " iho.tsv jcgm.tsv ogc.tsv oiml.tsv tgpp.tsv un.tsv w3c.tsv"
)
_IMPORTED = {  # the least share of rows that become records
    "cn_a.jsonl.gz": 0.998,
    "cn_b.jsonl.gz": 0.999,
    "cn_sports.jsonl.gz": 1.0,
    "cn_dirty_split_code.jsonl.gz": 0.998,
    "cn_cards_gb.txt.gz": 1.0,
    "iso.jsonl.gz": 0.999,
    "iec.jsonl.gz": 0.998,
    "etsi.jsonl.gz": 0.999,
    "relaton_yaml_sample.tar.gz": 1.0,
}


def _number_figures() -> dict[str, Figure]:
    both = (catalogue("cn_a"), catalogue("cn_b"))
    figures = {
        "number cn_a+cn_b": Figure("read into the right parts", both, 0.997, chinese_numbers),
        "number cn_a+cn_b parts": Figure("cut like the crude cut", both, 1.0, chinese_parts),
        "number cn_a keys": Figure("found by their search key", both[:1], 0.999, chinese_keys),
        "number cn_odd": Figure("odd identifiers read", (ODD,), 0.95, odd_numbers),
    }
    for name, floor in {"cn_sports": 0.99, "iso": 0.99, "iec": 0.99, "etsi": 0.99}.items():
        measure = partial(catalogue_numbers, name=name)
        figures[f"number {name}"] = Figure("numbers read", (catalogue(name),), floor, measure)
    return figures


def _peer_figures() -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for flavour, (name, floor) in _FLAVOURS.items():
        files = (f"{PUBID}/{name}",)
        measure = partial(peer_numbers, files=files)
        figures[f"pubid {flavour}"] = Figure("of the peer's passes", files, floor, measure)
    others = tuple(f"{PUBID}/{name}" for name in _UNPROMISED.split())
    measure = partial(peer_numbers, files=others)
    return figures | {"pubid others": Figure("of the peer's passes", others, 0.0, measure)}


def _other_figures() -> dict[str, Figure]:
    both = (catalogue("cn_a"), catalogue("cn_b"))
    figures = {
        f"fold {target}": Figure(
            "distinct titles fold alike", both, 0.999, partial(folded_titles, target=target)
        )
        for target in ("s2t", "s2tw", "s2hk")
    }
    for name, floor in _IMPORTED.items():
        path = f"{CATALOGUE}/{name}"
        measure = partial(imported_rows, path=path)
        figures[f"import {name.partition('.')[0]}"] = Figure(
            "rows become records", (path,), floor, measure
        )
    return figures


FIGURES: dict[str, Figure] = _number_figures() | _peer_figures() | _other_figures()


# --- ledger and verdict ------------------------------------------------------------------------


def load(ledger: Path = LEDGER) -> dict[str, Kept]:
    """The figures kept; none where the ledger does not exist yet."""
    if not ledger.exists():
        return {}
    return msgspec.json.decode(ledger.read_bytes(), type=dict[str, Kept])


def judge(name: str, figure: Figure, kept: Kept | None, folder: Path) -> Verdict:
    """Measure a figure and hold it against its floor and what was kept.

    Files other than those the kept figure was counted from are no ground for a comparison: the
    verdict then says so in ``skip``.
    """
    other = [path for path, digest in (kept.files if kept else {}).items()
             if checksum(folder / path) != digest]  # fmt: skip
    count = figure.measure(folder)
    if other:
        reason = f"{other[0]} is another file than the figure was counted from"
        return Verdict(name, count, kept, skip=reason)
    return Verdict(name, count, kept, failure=_failure(figure, count, kept))


def _failure(figure: Figure, count: Count, kept: Kept | None) -> str:
    share = count.numerator / count.denominator
    if share < figure.floor:
        return f"{share:.4%} is below the floor of {figure.floor:.2%}"
    if kept is None:
        return NEW
    if count.numerator * kept.denominator < kept.numerator * count.denominator:
        return f"{_fraction(count)} is lower than {kept.numerator}/{kept.denominator} as kept"
    return ""


def _fraction(count: Count) -> str:
    return f"{count.numerator}/{count.denominator}"


def line(verdict: Verdict) -> str:
    """A row of the table: name, share, counts, the share kept, and what is wrong with it."""
    count, kept = verdict.count, verdict.kept
    share = f"{count.numerator / count.denominator:.4%}"
    was = f"{kept.value:.4%}" if kept else "-"
    state = verdict.failure or verdict.skip or "held"
    return f"{verdict.name:<28}{share:>10}{_fraction(count):>16}{was:>11}  {state}"


def keep(verdicts: Iterable[Verdict], folder: Path, ledger: Path, commit: str) -> None:
    """Write the figures into the ledger; one that did not move keeps its date and commit."""
    figures = load(ledger)
    date = f"{datetime.now(UTC):%Y-%m-%d}"
    for verdict in verdicts:
        count = verdict.count
        entry = Kept(
            value=round(count.numerator / count.denominator, 6),
            numerator=count.numerator,
            denominator=count.denominator,
            files={path: checksum(folder / path) for path in FIGURES[verdict.name].files},
            date=date,
            commit=commit,
        )
        old = figures.get(verdict.name)
        if old is None or (old.numerator, old.denominator, old.files) != (*count, entry.files):
            figures[verdict.name] = entry
    ordered = {name: figures[name] for name in FIGURES if name in figures}
    ledger.write_bytes(msgspec.json.format(msgspec.json.encode(ordered)) + b"\n")


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every figure, print the table, keep the figures where that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the figures")
    parser.add_argument("--allow-lower", action="store_true", help="also those that fell")
    options = parser.parse_args(arguments)
    folder = Path(os.environ.get("BIAOZHUN_SHARED", ROOT.parent / "shared"))
    kept = load()
    verdicts = []
    for name, figure in FIGURES.items():
        verdicts.append(judge(name, figure, kept.get(name), folder))
        print(line(verdicts[-1]), flush=True)
    good = [verdict for verdict in verdicts if verdict.failure in ("", NEW) or options.allow_lower]
    if options.write:
        keep(good, folder, LEDGER, _commit())
        return int(len(good) < len(verdicts))
    return int(any(verdict.failure for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
