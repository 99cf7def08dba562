"""What is measured on the real data: the files, the measures, the least that is promised.

Each measure is a function from the folder of real data to a count; :data:`FIGURES` names them.
"""

import csv
import gzip
import io
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import opencc

from bench.cited import GOLD_FILES, found_in_a_sentence, gold_counts
from bench.planned import GOLD_FILES as PLAN_FILES
from bench.planned import gold_tallies
from biaozhun.cloud.catalogue.importers import open_importer
from biaozhun.core.number import NumberError, StandardNumber, parse, search_key
from biaozhun.core.text import fold

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


# --- reading the files -------------------------------------------------------------------------


def catalogue(name: str) -> str:
    """Path of a catalogue below the folder of real data."""
    return f"{CATALOGUE}/{name}.jsonl.gz"


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


def small_letters(folder: Path, *, files: Iterable[str]) -> Count:
    """Of the peer's passes read here: those that are the same number in small letters.

    Letters that mean something there (IEEE 802.1Q, notes in brackets) keep it from being all.
    """
    passes = [text for name in files for text in peer_passes(folder / name)]
    numbers = [(text, number) for text in passes if (number := read(text))]
    same = sum(read(text.lower()) == number for text, number in numbers)
    return Count(same, len(numbers))


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
    every = tuple(f"{PUBID}/{name}" for name, _ in _FLAVOURS.values())
    small = partial(small_letters, files=every)
    figures["pubid small letters"] = Figure("the same in small letters", every, 0.95, small)
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


def citation_precision(folder: Path) -> Count:
    """How many of the citations found are in the tables made by hand."""
    right, wrong, _ = gold_counts(folder)
    return Count(right, right + wrong)


def citation_recall(folder: Path) -> Count:
    """How many of the citations in the tables made by hand are found."""
    right, _, missed = gold_counts(folder)
    return Count(right, right + missed)


def cited_codes(folder: Path, *, name: str) -> Count:
    """How many numbers of a catalogue are found as themselves in a sentence."""
    return Count(*found_in_a_sentence(sorted(set(codes(folder, name)))))


def _citation_figures() -> dict[str, Figure]:
    figures = {
        "citation precision": Figure("found rightly", GOLD_FILES, 0.98, citation_precision),
        "citation recall": Figure("found at all", GOLD_FILES, 0.98, citation_recall),
    }
    for name, floor in {"cn_b": 0.99, "cn_sports": 0.99}.items():
        measure = partial(cited_codes, name=name)
        figures[f"citation {name}"] = Figure(
            "found as themselves in a sentence", (catalogue(name),), floor, measure
        )
    return figures


def planned_field(folder: Path, *, field: str) -> Count:
    """F1 of a field of the plans: of what was read and what was to be read, the share that agrees.

    Twice the right ones over those read and those wanted, which is the harmonic mean of precision
    and recall.
    """
    right, wrong, missed = gold_tallies(folder)[field]
    return Count(2 * right, 2 * right + wrong + missed)


_PLANNED = {  # the least F1 promised of each field
    "tasks": 0.98,
    "leads": 0.98,
    "cooperators": 0.98,
    "deadlines": 0.98,
    "targets": 0.95,
    "target years": 0.95,
}


def _plan_figures() -> dict[str, Figure]:
    return {
        f"plan {field}": Figure("F1", PLAN_FILES, floor, partial(planned_field, field=field))
        for field, floor in _PLANNED.items()
    }


FIGURES: dict[str, Figure] = (
    _number_figures() | _peer_figures() | _other_figures() | _citation_figures() | _plan_figures()
)
