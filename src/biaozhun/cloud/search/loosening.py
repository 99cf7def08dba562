"""Other ways to ask for a long word that finds nothing: 信息安全等级保护基本要求.

Chinese is typed without blanks, so a query of several words looks like one long word that must
stand as it is. Where it stands nowhere its pieces are asked for, all of them, wherever they stand:
first every two characters side by side, then pairs, which most words are; of an odd number the
last character stands alone.
"""

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from biaozhun.cloud.search import analysis
from biaozhun.cloud.search.port import Request, Result
from biaozhun.cloud.search.query import InField, Node, Note, Query, Word
from biaozhun.core.text import fold

SHORTEST: Final = 4  # characters of a run; three are one word or a word and a stray character

Cut = Callable[[str], list[str]]


def loosenings(query: Query) -> Iterator[Query]:
    """The query with its long words in pieces, the stricter way first; none where none is long."""
    for cut in (_bigrams, _pairs):
        nodes: list[Node] = []
        notes: list[Note] = []
        for node in query.nodes:
            pieces = _pieces(node, cut)
            nodes += pieces or [node]
            if pieces:
                notes.append(_note(query, node, pieces))
        if notes:
            yield Query(query.text, tuple(dict.fromkeys(nodes)), (*query.notes, *notes))


def loosening_search(search: Callable[[Request], Result], request: Request) -> Result:
    """Search, and where the words find nothing search again for their pieces.

    Filters that leave nothing of what was found are no reason to search for anything else.
    """
    result = search(request)
    if result.total:
        return result
    for query in loosenings(request.query):
        again = msgspec.structs.replace(request, query=query)
        found = search(again)
        if found.total and (not request.filters or not _found_at_all(search, request)):
            return msgspec.structs.replace(found, loosened=True)
    return result


def _found_at_all(search: Callable[[Request], Result], request: Request) -> bool:
    bare = msgspec.structs.replace(request, filters={}, page=1, size=1, facets=())
    return search(bare).total > 0


def _pieces(node: Node, cut: Cut) -> list[Word | InField]:
    """The node in pieces, or nothing where it stays as it is."""
    match node:
        case Word(quoted=False) | InField(field="title"):
            runs = analysis.RUN.findall(node.text)
        case _:  # quotes, numbers, codes, days and what is left out are meant as they are
            return []
    if not any(_is_long(run) for run in runs):
        return []
    texts = [piece for run in runs for piece in (cut(run) if _is_long(run) else [run])]
    return [
        Word(text, inside=node.inside)
        if isinstance(node, Word)
        else msgspec.structs.replace(node, text=text)
        for text in texts
    ]


def _is_long(run: str) -> bool:
    return len(run) >= SHORTEST and analysis.is_chinese(run)


def _bigrams(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(0, len(run), 2)]


def _note(query: Query, node: Node, pieces: list[Word | InField]) -> Note:
    text = node.text if isinstance(node, Word | InField) else ""
    start = max(fold(query.text).find(text), 0)
    return Note(
        code="loosened",
        text=query.text[start : start + len(text)],
        start=start,
        end=start + len(text),
        reading=" ".join(dict.fromkeys(piece.text for piece in pieces)),
    )
