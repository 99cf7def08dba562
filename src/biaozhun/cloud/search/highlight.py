"""Where a query stands in a text, as offsets in characters of the text as it is shown."""

from biaozhun.cloud.search.matching import occurrences
from biaozhun.cloud.search.query import InField, Lookalike, Number, Query, Word


def spans(query: Query, text: str, *, field: str = "") -> list[tuple[int, int]]:
    """The places to mark, in order, none of them touching another; end is exclusive.

    Args:
        query: the query answered.
        text: the title, summary … as printed; folding is done here.
        field: ``title``, ``issuer`` or ``jurisdiction`` where the text is one of these, so that
            ``issuer:…`` in a query marks issuers only.
    """
    found: list[tuple[int, int]] = []
    for node in query.nodes:
        match node:
            case Word(text=wanted) | Number(written=wanted):
                found += occurrences(wanted, text)
            case Lookalike(words=words):
                for word in words:
                    found += occurrences(word.text, text)
            case InField(field=name, text=wanted) if name == field:
                found += occurrences(wanted, text)
            case _:  # codes, dates and exclusions mark nothing in a text
                continue
    return _merged(sorted(found))


def _merged(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
