"""The query set: seeded, drawn from the records themselves, by kind of question."""

import re
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import NamedTuple

from bench.records import SEED, Record
from bench.text import number_key
from bench.vocabulary import load_vocabulary
from biaozhun.core.text import fold

# How many of each kind; together a little over 300.
SHARES = {
    "two characters": 55,
    "three or four": 55,
    "five or six": 40,
    "several words": 45,
    "mixed script": 30,
    "English": 30,
    "exact number": 25,
    "number prefix": 15,
    "sloppy number": 20,
}
NUMBER_KINDS = frozenset({"exact number", "number prefix", "sloppy number"})

_CHINESE_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_MIXED = re.compile(r"[\u4e00-\u9fff]{0,2}[A-Za-z0-9]+[\u4e00-\u9fff]{1,3}")
_ENGLISH_WORD = re.compile(r"[A-Za-z]{4,}")
_SAMPLE = 4000  # records kept to draw queries from


class Query(NamedTuple):
    """A question and what it means.

    Attributes:
        kind: one of ``SHARES``.
        text: as a person types it.
        words: text kinds: every word must stand in title or summary.
        key: number kinds: the key asked for.
        prefix: whether the key is only the start of one.
    """

    kind: str
    text: str
    words: tuple[str, ...] = ()
    key: str = ""
    prefix: bool = False


def _sample(records: Iterable[Record], rng: Random) -> list[Record]:
    """A uniform sample of a stream, without holding it."""
    kept: list[Record] = []
    for seen, record in enumerate(records):
        if seen < _SAMPLE:
            kept.append(record)
        elif (place := rng.randrange(seen + 1)) < _SAMPLE:
            kept[place] = record
    return kept


class _Draw:
    """Draws one query of a kind from one record, or nothing where the record has none."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        words = load_vocabulary().words
        known = [w for kind in ("product", "property", "method", "document", "clause", "aspect")
                 for w in words[kind].words if _CHINESE_RUN.fullmatch(w)]  # fmt: skip
        longest_first = sorted(dict.fromkeys(known), key=len, reverse=True)
        self._known = re.compile("|".join(longest_first))

    def _window(self, record: Record, length: int) -> str:
        """Characters of one run: whole words where that length allows it."""
        text = record["title_zh"] if self._rng.random() < 0.6 else record.get("summary", "")
        runs: list[str] = [run for run in _CHINESE_RUN.findall(text) if len(run) >= length]
        if not runs:
            return ""
        run = self._rng.choice(runs)
        last = len(run) - length
        spans = [found.span() for found in self._known.finditer(run)]
        ends = {end for _, end in spans}
        starts = [start for start, _ in spans if start <= last]
        whole = [start for start in starts if start + length in ends]
        start = self._rng.choice(whole or starts or range(last + 1))
        return run[start : start + length]

    def _words(self, kind: str, words: list[str]) -> Query | None:
        if not words or not all(words):
            return None
        return Query(kind, " ".join(words), tuple(fold(word) for word in words))

    def two(self, record: Record) -> Query | None:
        """Two neighbouring Chinese characters of a title."""
        return self._words("two characters", [self._window(record, 2)])

    def three(self, record: Record) -> Query | None:
        """Three or four of them."""
        return self._words("three or four", [self._window(record, self._rng.choice((3, 4)))])

    def five(self, record: Record) -> Query | None:
        """Five or six of them."""
        return self._words("five or six", [self._window(record, self._rng.choice((5, 6)))])

    def several(self, record: Record) -> Query | None:
        """Two or three pieces of one title, none of them twice."""
        lengths = self._rng.choices((2, 3, 4), k=self._rng.choice((2, 2, 3)))
        words = [self._window(record, length) for length in lengths]
        return self._words("several words", words if len(set(words)) == len(words) else [])

    def mixed(self, record: Record) -> Query | None:
        """A piece in which Chinese and other characters meet."""
        found = _MIXED.findall(f"{record['title_zh']}。{record.get('summary', '')}")
        return self._words("mixed script", [self._rng.choice(found)] if found else [])

    def english(self, record: Record) -> Query | None:
        """One or two English words of a title."""
        found = list(dict.fromkeys(_ENGLISH_WORD.findall(record["title_zh"])))
        count = self._rng.choice((1, 2))
        return self._words("English", self._rng.sample(found, min(count, len(found))))

    def exact(self, record: Record) -> Query | None:
        """A number as the record prints it."""
        return Query("exact number", record["code"], key=number_key(record["code"]))

    def start(self, record: Record) -> Query | None:
        """The prefix and the first two digits of a number."""
        prefix, _, rest = record["code"].partition(" ")
        digits = re.match(r"\d{2,}", rest)
        if not digits:
            return None
        text = f"{prefix} {digits.group()[:2]}"
        return Query("number prefix", text + "*", key=number_key(text), prefix=True)

    def sloppy(self, record: Record) -> Query | None:
        """A number as people type it in haste."""
        code = record["code"]
        text = self._rng.choice(_SLOPPY)(code)
        return Query("sloppy number", text, key=number_key(text))


_SLOPPY: tuple[Callable[[str], str], ...] = (
    lambda code: code.lower().replace(" ", ""),
    lambda code: code.replace("/", "").replace(" ", "").lower(),
    lambda code: code.replace("-", "—"),
    lambda code: code.translate({i: i + 0xFEE0 for i in range(0x21, 0x7F) if i != 0x2D}),
    lambda code: re.sub(r"[-:]\d{4}$", "", code).replace("/", "").lower(),
    lambda code: re.sub(r"[-:]\d{4}$", "", code).replace(" ", ""),
)


def _distinct(
    draw: Callable[[Record], Query | None], sample: list[Record], rng: Random
) -> Iterator[Query]:
    seen: set[str] = set()
    for _ in range(50 * len(sample)):
        query = draw(rng.choice(sample))
        if query and query.text not in seen:
            seen.add(query.text)
            yield query


def draw_queries(records: Iterable[Record], seed: int = SEED) -> list[Query]:
    """The query set of a stream of records; the same records and seed give the same set.

    A kind the records cannot fill (no English, no mixed script) comes out shorter.
    """
    rng = Random(seed)  # noqa: S311 - repeatable, not secret
    sample = _sample(records, rng)
    draw = _Draw(rng)
    by_kind = (
        draw.two, draw.three, draw.five, draw.several, draw.mixed,
        draw.english, draw.exact, draw.start, draw.sloppy,
    )  # fmt: skip
    queries: list[Query] = []
    for count, kind in zip(SHARES.values(), by_kind, strict=True):
        stream = _distinct(kind, sample, rng)
        queries.extend(query for query, _ in zip(stream, range(count), strict=False))
    return queries
