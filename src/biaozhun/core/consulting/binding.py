"""Which passage of a draft a comment speaks of, by the clause and the words it names."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from biaozhun.core.structure.drafts.passages import DraftPassage
from biaozhun.core.text import fold

_WHOLE: Final = re.compile(
    r"^(全文|通篇|整体|总体|全部|标准名称|题目|标题|名称|ge|general|whole|all|title)?$"
)
_WRAPPED: Final = re.compile(
    r"^第?([a-z]?\.?[0-9]+(?:[.\-][0-9]+)*|[a-z](?![a-z]))(?:章|条|款|节|项)?"
)
_NAMED: Final = re.compile(r"(附录|表|图|table|figure|annex)([a-z]?\.?[0-9]*(?:\.[0-9]+)*)")
_TONGUES: Final = {"table": "表", "figure": "图", "annex": "附录"}
_ITEM: Final = re.compile(r"([a-z]|[0-9]{1,2})\)")
_BLANKS: Final = re.compile(r"\s+")
_LEAST: Final = 4  # characters of words that are looked for in the whole draft


class Bound(msgspec.Struct, frozen=True):
    """Where a comment stands.

    Attributes:
        place: the index of its passage; ``None`` for the whole draft, or where none was found.
        start: first character of the words it is about; ``None`` for the whole passage.
        end: behind the last one.
        is_lost: a clause was named that the draft does not have.
    """

    place: int | None = None
    start: int | None = None
    end: int | None = None
    is_lost: bool = False


def bind(clause: str, original: str, passages: Sequence[DraftPassage]) -> Bound:
    """The passage a comment speaks of.

    Words are looked for within the clause that is named; where none is, in the whole draft, and
    there they count only where they stand once.

    Args:
        clause: as somebody wrote it: ``5.2``, ``第5章``, ``5.2.1 a)``, ``附录 A``, ``表1``.
        original: the words it is about; empty for the whole passage.
        passages: of the draft.
    """
    named = _BLANKS.sub("", fold(clause)).strip(".、,;:")
    head = None if _WHOLE.match(named) else _labelled(named, passages)
    within = range(len(passages)) if head is None else _below(head, passages)
    words = original.strip().strip("“”\"'")
    spot = _found(words, within, passages, alone=head is None) if words else None
    if spot is not None:
        return spot
    if head is not None:
        return Bound(head)
    return Bound(is_lost=not _WHOLE.match(named))


def _labelled(named: str, passages: Sequence[DraftPassage]) -> int | None:
    """The passage of a label; of several labels the most exact one the draft has."""
    labels = [_BLANKS.sub("", fold(one.label)).rstrip(".") for one in passages]
    if caption := _NAMED.search(named):
        label = _TONGUES.get(caption[1], caption[1]) + caption[2]
        if label in labels:
            return labels.index(label)
    head = None
    if number := _WRAPPED.match(named):
        head = _of_number(number[1].rstrip(".-"), labels)
    if head is None:
        titles = [_BLANKS.sub("", fold(one.text)) if one.is_heading else "" for one in passages]
        return titles.index(named) if named in titles else None
    item = _ITEM.search(named, number.end() if number else 0)
    if item is not None:
        below = _below(head, passages)
        return next((at for at in below if labels[at] == f"{item[1]})"), head)
    return head


def _of_number(number: str, labels: Sequence[str]) -> int | None:
    if number in labels:
        return labels.index(number)
    annex = f"附录{number}"
    return labels.index(annex) if annex in labels else None


def _below(head: int, passages: Sequence[DraftPassage]) -> range:
    """A passage and what stands below it: up to the next heading of its level or a higher one."""
    level = passages[head].level
    if not level:
        kind = passages[head].kind
        end = head + 1
        while kind == "table" and end < len(passages) and passages[end].kind == "cell":
            end += 1
        return range(head, end)
    rest = range(head + 1, len(passages))
    end = next((at for at in rest if 0 < passages[at].level <= level), len(passages))
    return range(head, end)


def _found(
    words: str, within: range, passages: Sequence[DraftPassage], *, alone: bool
) -> Bound | None:
    """The first passage that holds the words; where they must stand alone, the only one."""
    wanted = fold(words)
    if alone and len(wanted) < _LEAST:
        return None
    spots = [(at, fold(passages[at].text).find(wanted)) for at in within]
    hits = [(at, start) for at, start in spots if start >= 0]
    if not hits or (alone and len(hits) > 1):
        return None
    at, start = hits[0]
    return Bound(at, start, start + len(wanted))
