"""What every adapter does the same way: following numbers, ordering facet values, suggesting."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal

from biaozhun.cloud.search import analysis
from biaozhun.cloud.search.port import FacetCount, NumberFound, SearchDocument, Suggestion
from biaozhun.cloud.search.query import InField, Node, Number, Query, Word
from biaozhun.cloud.search.query_parser import without_surrogates
from biaozhun.core.number import CODE_KEYS, beginning_key, is_serial
from biaozhun.core.succession import known_day
from biaozhun.core.text import fold

Match = Literal["exact", "undated", "prefix", "none"]

TITLE_WEIGHT: Final = 2.0
OPENING_SCORE: Final = 4.0  # for each token of a title that begins with the words
HOLDING_SCORE: Final = 3.0  # for each token of the words asked for, to editions in force
SERIAL_SCORE: Final = 100.0  # who types 19001 alone means the number before the mention
NUMBER_SCORE: Final = 1_000.0  # above any sum of word scores
SHORTENED_SCORE: Final = 500.0
PIN_SCORE: Final = 1_000_000.0
SHORTEST_SERIAL: Final = 3  # digits; fewer begin nearly every number


def best_match(
    number: Number, holds: Callable[[str], bool], begins: Callable[[str], bool]
) -> Match:
    """How far the index can follow a number: as typed, without its year, or as a beginning."""
    if holds(number.exact) or (number.parts and begins(number.parts)):
        return "exact"
    if holds(number.undated):
        return "undated"
    return "prefix" if begins(number.exact) else "none"


def followed(query: Query, follow: Callable[[Number], NumberFound]) -> tuple[NumberFound, ...]:
    """What became of the numbers, and of what looks like one where an edition is held."""
    alike = [follow(number) for number in query.lookalikes]
    held = [found for found in alike if found.edition is not None]
    return (*(follow(number) for number in query.numbers), *held)


def top_values(counts: Mapping[str, int], size: int) -> tuple[FacetCount, ...]:
    """The most frequent values, equal ones by value."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(FacetCount(value, count) for value, count in ranked[:size] if count)


def typed_number(text: str) -> str:
    """The beginning of a key somebody may be typing, or empty; ``19001`` is one, ``test`` not."""
    folded = fold(without_surrogates(text)).strip()
    if is_serial(folded) and len(folded) >= SHORTEST_SERIAL:
        return folded
    key = beginning_key(folded)
    if key in CODE_KEYS or "/" in folded or any(sign.isdigit() for sign in key):
        return key
    return ""


def typed_title(text: str) -> str:
    """The folded words a title may hold; one Latin letter begins too many to suggest anything."""
    folded = fold(without_surrogates(text)).strip()
    return "" if len(folded) == 1 and folded.isascii() else folded


def weight(document: SearchDocument) -> float:
    """How much an edition counts among equally good ones.

    A newer one counts more, one without an end more than one that has ended or will, a national
    standard more than one of a province or an enterprise. Nothing here depends on the day.
    """
    day = document.in_force or document.published
    age = 0.0 if day is None else min(max(day.year - 1950, 0), 100) / 1_000
    lasting = 0.0 if known_day(document.days.end) else 0.2
    return age + lasting + (0.1 if document.level == "national" else 0.0)


def holding_score(nodes: Iterable[Node]) -> float:
    """What being in force on the date counts beside the words of a query.

    It grows with the words as their own scores do, so that it decides between titles that hold
    them equally well and never lifts a mere mention over a title.
    """
    words = [node.text for node in nodes if isinstance(node, Word | InField)]
    return HOLDING_SCORE * max(1, sum(len(analysis.tokens(text)) for text in words))


def first_of_each(lines: Iterable[Suggestion], limit: int) -> list[Suggestion]:
    """The suggestions in their order, each text once."""
    found: dict[str, Suggestion] = {}
    for line in lines:
        if line.text:
            found.setdefault(line.text, line)
    return list(found.values())[:limit]
