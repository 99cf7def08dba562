"""Whether a document answers a query, told without an index: the rule engines are held against."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from biaozhun.cloud.search import analysis
from biaozhun.cloud.search.port import MAX_BEGINNING, SearchDocument
from biaozhun.cloud.search.query import (
    Coded,
    InField,
    Lookalike,
    Node,
    Not,
    Number,
    NumberPrefix,
    Period,
    Word,
)
from biaozhun.core.number import is_serial, serial_keys
from biaozhun.core.succession import NEVER
from biaozhun.core.text import fold

Unit = tuple[str, int, int, bool]
Held = Callable[[Number], str]


@lru_cache(maxsize=4096)
def _units(text: str) -> tuple[Unit, ...]:
    return tuple(analysis.units(fold(text)))


def occurrences(wanted: str, text: str, *, unfinished: bool = False) -> list[tuple[int, int]]:
    """Where folded ``wanted`` stands in ``text``: spans in characters of the text as given.

    Args:
        wanted: folded words or characters.
        text: the text as printed.
        unfinished: the last word of ``wanted`` may be the beginning of one.
    """
    needle = _units(wanted)
    if not needle:
        return []
    hay = _units(text)
    width = len(needle)
    return [
        (hay[place][1], hay[place + width - 1][2])
        for place in range(len(hay) - width + 1)
        if _stands_at(needle, hay[place : place + width], unfinished=unfinished)
    ]


def _stands_at(needle: tuple[Unit, ...], hay: tuple[Unit, ...], *, unfinished: bool) -> bool:
    """The same units in the same order, joined where they are joined in the query."""
    last = len(needle) - 1
    return all(
        (mine[0] == theirs[0] or (unfinished and step == last and theirs[0].startswith(mine[0])))
        and (step == 0 or mine[3] == theirs[3])
        for step, (mine, theirs) in enumerate(zip(needle, hay, strict=True))
    )


def contains(wanted: str, *texts: str) -> bool:
    """Whether folded ``wanted`` stands in one of the texts."""
    return any(occurrences(wanted, text) for text in texts)


def matches(  # noqa: PLR0911  -- one return a kind of node
    node: Node, document: SearchDocument, on: date, held: Held
) -> bool:
    """Whether one node of the tree holds for a document on a date.

    Args:
        node: the node.
        document: the document as it was given to the index.
        on: the date on which status is told.
        held: how far the index as a whole can follow a number; see ``answering.best_match``.
    """
    match node:
        case Not(node=inner):
            return not matches(inner, document, on, held)
        case Word():
            return _word(node, document)
        case Lookalike(words=words, number=number):
            mentioned = all(_word(word, document) for word in words)
            return mentioned or _has_number(number, document, held(number))
        case Number():
            return number_matches(node, document, held(node))
        case NumberPrefix(key=key):
            return begins(key, document)
        case InField(field="title", text=text):
            return contains(text, document.title_zh, document.title_en)
        case InField(field=field, text=text):
            return contains(text, getattr(document, field))
        case Coded(field=field, values=values):
            return not set(values).isdisjoint(document.filter_values(field, on))
        case Period(field=field, first=first, last=last):
            return first <= _day(field, document) <= last
    raise TypeError(node)  # pragma: no cover  -- the union above is complete


def _word(word: Word, document: SearchDocument) -> bool:
    text, prefix = word.text, word.prefix
    return (
        contains(text, document.title_zh, document.title_en, document.text)
        or (word.inside and contains(text, document.inside))
        or (prefix != "" and begins(prefix, document))
        or (is_serial(text) and text in serial_keys(document.number))
    )


def number_matches(node: Number, document: SearchDocument, held: str) -> bool:
    """Whether the document has the number as far as it is held, or mentions it."""
    if contains(node.written, document.title_zh, document.title_en, document.text):
        return True
    return _has_number(node, document, held)


def _has_number(node: Number, document: SearchDocument, held: str) -> bool:
    match held:
        case "exact":
            parts = node.parts != "" and begins(node.parts, document)
            return parts or node.exact in document.keys
        case "undated":
            return node.undated in document.keys
        case "prefix":
            return begins(node.exact, document)
        case _:
            return False


def begins(prefix: str, document: SearchDocument) -> bool:
    """Whether a key of the document begins so."""
    return len(prefix) <= MAX_BEGINNING and any(key.startswith(prefix) for key in document.keys)


def _day(field: str, document: SearchDocument) -> int:
    day: date | None = getattr(document, field)
    return NEVER if day is None else day.toordinal()
