"""Where a clause is found in an address, for good.

An anchor is the number itself (``5.2``, ``A.1``), ``table-1``, ``figure-A.2``; what has no number
is found under a name (``foreword``) or under the check sum of its heading. So a text read again has
the anchors it had, and a translation has those of its original. An anchor that is gone leads to the
clause that took its heading or its words, else to the nearest one above it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from biaozhun.core.structure.numbering import parent
from biaozhun.core.structure.tree import (
    Aside,
    Block,
    Blocks,
    Cell,
    Clause,
    ClauseKind,
    Definition,
    Definitions,
    Figure,
    Item,
    Items,
    Para,
    Span,
    Spans,
    StructuredText,
    Table,
    words,
)
from biaozhun.core.text import fold

_NAMED: Final = {
    "前言": "foreword",
    "引言": "introduction",
    "参考文献": "bibliography",
    "索引": "terms-index",
    "目次": "contents-list",
    "目录": "contents-list",
    "foreword": "foreword",
    "preface": "foreword",
    "avantpropos": "foreword",
    "introduction": "introduction",
    "bibliography": "bibliography",
    "bibliographie": "bibliography",
    "index": "terms-index",
}
BEGINNING: Final = "beginning"  # what stands before the first heading


def named(title: str) -> str:
    """The name of front or back matter by its heading; empty for any other heading."""
    return _NAMED.get("".join(sign for sign in fold(title) if sign.isalnum()), "")


def anchored(text: StructuredText) -> StructuredText:
    """The text with an anchor for each clause, no two alike, and its references led to them."""
    taken: dict[str, int] = {}
    clauses = []
    for clause in text.clauses:
        wanted = _wanted(clause)
        taken[wanted] = taken.get(wanted, 0) + 1
        anchor = wanted if taken[wanted] == 1 else f"{wanted}-{taken[wanted]}"
        clauses.append(msgspec.structs.replace(clause, anchor=anchor))
    places = {clause.source: clause.anchor for clause in clauses if clause.source}
    led = tuple(
        msgspec.structs.replace(clause, blocks=_led(clause.blocks, places)) for clause in clauses
    )
    return msgspec.structs.replace(text, clauses=led)


def _wanted(clause: Clause) -> str:
    if clause.number:
        return clause.number
    if name := named(clause.title):
        return name
    if not clause.title:
        return BEGINNING if clause.kind == ClauseKind.FRONT else "part"
    return f"s-{hashlib.sha256(fold(clause.title).encode()).hexdigest()[:8]}"


def place_of(block: Table | Figure) -> str:
    """The anchor of a table or a figure with a number; empty for one without."""
    kind = "table" if isinstance(block, Table) else "figure"
    return f"{kind}-{block.number}" if block.number else ""


class Known(msgspec.Struct, frozen=True):
    """A clause as it was, as far as finding it again needs it."""

    anchor: str
    title: str
    words: str


def known(clauses: Iterable[Clause]) -> list[Known]:
    """Clauses by anchor, heading and words."""
    return [Known(clause.anchor, clause.title, words(clause.blocks)) for clause in clauses]


def carried_over(before: Iterable[Known], after: Sequence[Known]) -> dict[str, str]:
    """For each anchor that is gone, the one that now stands for it; the first where none does."""
    present = {clause.anchor for clause in after}
    by_words = _unique((fold(clause.words), clause.anchor) for clause in after if clause.words)
    by_title = _unique((fold(clause.title), clause.anchor) for clause in after if clause.title)
    gone = [clause for clause in before if clause.anchor not in present]
    return {
        clause.anchor: by_words.get(fold(clause.words))
        or by_title.get(fold(clause.title))
        or _above(clause.anchor, present)
        or (after[0].anchor if after else "")
        for clause in gone
    }


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Only what leads to one anchor leads anywhere."""
    found: dict[str, str] = {}
    for key, anchor in pairs:
        found[key] = "" if key in found else anchor
    return found


def _above(anchor: str, present: set[str]) -> str:
    while anchor and anchor not in present:
        anchor = parent(anchor)
    return anchor


def _led(blocks: Blocks, places: Mapping[str, str]) -> Blocks:
    return tuple(_led_block(block, places) for block in blocks)


def _led_block(  # noqa: PLR0911  -- one return a kind of block
    block: Block, places: Mapping[str, str]
) -> Block:
    match block:
        case Para(spans=spans):
            return Para(_led_spans(spans, places))
        case Items(items=items):
            return Items(tuple(Item(item.label, _led(item.blocks, places)) for item in items))
        case Definitions(items=items):
            return Definitions(
                tuple(
                    Definition(_led_spans(entry.term, places), _led(entry.blocks, places))
                    for entry in items
                )
            )
        case Table(rows=rows, notes=notes):
            led = tuple(tuple(_led_cell(cell, places) for cell in row) for row in rows)
            return msgspec.structs.replace(block, rows=led, notes=_led(notes, places))
        case Figure(notes=inner):
            return msgspec.structs.replace(block, notes=_led(inner, places))
        case Aside(blocks=inner):
            return msgspec.structs.replace(block, blocks=_led(inner, places))
        case _:  # formulas and code hold no reference
            return block


def _led_cell(cell: Cell, places: Mapping[str, str]) -> Cell:
    return msgspec.structs.replace(cell, spans=_led_spans(cell.spans, places))


def _led_spans(spans: Spans, places: Mapping[str, str]) -> Spans:
    """References lead to anchors; one whose target the text does not hold leads nowhere."""
    return tuple(
        Span(span.text, span.mark, places.get(span.to, "")) if span.to else span for span in spans
    )
