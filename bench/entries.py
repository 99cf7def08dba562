"""A catalogue record as the peers index it: text, number keys and facets."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench.records import Record
from bench.text import number_keys
from bench.vocabulary import load_vocabulary

FACETS = ("level", "status", "ics", "ccs", "issuer", "year")
FACET_VALUES = 20  # values counted for each facet
PAGE = 20  # hits of a page

_BETWEEN_CODES = re.compile(r"[;, ]")
_PREFIX = re.compile(r"^[A-Z]+")
_SECTORS = frozenset(body.mark for body in load_vocabulary().sectors)
_INTERNATIONAL = frozenset({"ISO", "IEC", "ITU"})
_STANDINGS = {
    "现行": "in_force",
    "确认有效": "in_force",
    "即将实施": "upcoming",
    "废止": "withdrawn",
    "作废": "withdrawn",
    "已作废": "withdrawn",
    "被代替": "withdrawn",
    "有更新版": "withdrawn",
}


class Entry(NamedTuple):
    """What is indexed of one record.

    Attributes:
        id: line of the record in its file, from 1.
        title: as printed.
        summary: as printed, may be empty.
        keys: spellings the number is found by.
        facets: one value for each name of ``FACETS``; empty where the record has none.
    """

    id: int
    title: str
    summary: str
    keys: list[str]
    facets: tuple[str, ...]


def level_of(code: str) -> str:
    """The level of a standard by the form of its number; enough to fill a facet."""
    if code.startswith("Q/"):
        return "enterprise"
    if code.startswith("T/"):
        return "association"
    if re.match(r"DB[SJ]?\d", code):
        return "local"
    found = _PREFIX.match(code)
    prefix = found.group() if found else ""
    if prefix in _SECTORS:
        return "sector"
    if prefix.startswith(("GB", "JJ")):
        return "national"
    return "international" if prefix in _INTERNATIONAL else "foreign"


def day_of(text: str) -> date | None:
    """A full date, or nothing where the source printed something else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def standing_of(word: str) -> str:
    """The three standings a source's status word can mean; empty for others."""
    return _STANDINGS.get(word, "")


def first_code(cell: str) -> str:
    """The first of the codes in a cell; sources print several in one."""
    return _BETWEEN_CODES.split(cell, maxsplit=1)[0]


def entry(line: int, record: Record) -> Entry:
    """Prepare one record of a catalogue file."""
    code = record["code"]
    published = record.get("published", "")
    facets = (
        level_of(code),
        standing_of(record.get("status", "")),
        first_code(record.get("ics", "")).partition(".")[0],
        first_code(record.get("ccs", ""))[:1],
        record.get("issuer", ""),
        published[:4] if day_of(published) else "",
    )
    title, summary = record.get("title_zh", ""), record.get("summary", "")
    return Entry(line, title, summary, number_keys(code), facets)


def entries(records: Iterable[Record]) -> Iterator[Entry]:
    """Prepare records one after another; the id is the place in the stream, from 1."""
    for line, record in enumerate(records, 1):
        yield entry(line, record)


def read_records(path: Path) -> Iterator[Record]:
    """The records of a JSON Lines file, plain or gzip."""
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
        for line in lines:
            yield json.loads(line)
