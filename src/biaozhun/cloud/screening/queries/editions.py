"""Editions whose titles may be near a proposal's, found by the index in a few ways."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.search.port import MAX_PAGE_SIZE, Request
from biaozhun.cloud.search.query import InField, Node, Query, Word
from biaozhun.core.screening import subject
from biaozhun.core.text import fold

MOST_QUESTIONS: Final = 12  # of one proposal; each takes some milliseconds
_PIECE: Final = 4  # characters; of a longer object such pieces are asked for, half by half
_WHOLE: Final = 3  # a run of so many characters is asked for as its two halves as well


def found_keys(title: str, title_en: str, on: dt.date) -> set[int]:
    """Keys of the editions that the object of a title finds, piece by piece.

    Raises:
        RebuildRequiredError: there is no index.
    """
    questions = dict.fromkeys((*_questions(title), *_questions(title_en)))
    return {key for nodes in islice(questions, MOST_QUESTIONS) for key in _found(nodes, on)}


def _questions(title: str) -> Iterator[tuple[Node, ...]]:
    """The title, its object as a whole, then run by run and in pieces."""
    if not fold(title).strip():
        return
    runs = [run for run in dict.fromkeys(subject(title).runs) if len(run) > 1]
    if not runs:
        yield (Word(fold(title).strip()),)
        return
    yield _in_titles(runs)
    yield tuple(Word(run) for run in runs)
    yield from (_in_titles([run]) for run in runs)
    for run in runs:
        yield from (_in_titles([piece]) for piece in _pieces(run))


def _pieces(run: str) -> list[str]:
    if not run.isascii() and len(run) > _PIECE:
        half = _PIECE // 2
        return [run[at : at + _PIECE] for at in range(0, len(run) - half, half)]
    if not run.isascii() and len(run) >= _WHOLE:
        return [run[:2], run[-2:]]
    return []


def _in_titles(texts: Sequence[str]) -> tuple[Node, ...]:
    return tuple(InField("title", text) for text in texts)


def _found(nodes: tuple[Node, ...], on: dt.date) -> set[int]:
    query = Query(" ".join(node.text for node in nodes if isinstance(node, InField | Word)), nodes)
    asked = Request(query=query, on=on, size=MAX_PAGE_SIZE, facets=())
    return {int(hit.id) for hit in reader().search(asked).hits}
