"""A paragraph that holds several headings parted before each of them.

Texts that lost their line feeds run through from the first heading to the last. A label inside a
paragraph is a heading there only if it stands where a sentence ended or a title went before, and if
its number is the next of its kind: ``一、二、三产业`` and clauses parted by semicolons are prose.
"""

import re
from itertools import pairwise
from typing import Final

import msgspec

from biaozhun.core.policy.labels import PARTING, Label, label_at, labels_in
from biaozhun.core.policy.passages import Paragraph
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.unfolding_edges import ATTACHED, closing_cuts, front_cuts
from biaozhun.core.policy.value import HeadingStyle

_TITLE_LONGEST: Final = 45  # characters of a title that no mark closes
_BEHIND_SENTENCE: Final = pattern(r"(?:[。!?]|[)\]》\"])\s*$|\s{2,}$")
_INTRODUCED: Final = pattern(r"[:。)\s]\s*$|(?<![之第百千万其统单专归合唯划])$")
_COLON: Final = pattern(r":\s*$")
_TITLED: Final = pattern(r"[^。;,]{2,30}。.")  # an item that begins with a title of its own
_FULL_STOP: Final = pattern(r"[。!?)]\s*$")
_PUNCTUATION: Final = pattern("[。;:!?]")
_SKIPPED_MOST: Final = 5  # numbers that an excerpt leaves out between two items
_INNER: Final = frozenset({HeadingStyle.DASH, HeadingStyle.DIGIT_BRACKETED})
_LAWS: Final = frozenset({HeadingStyle.CHAPTER, HeadingStyle.SECTION, HeadingStyle.ARTICLE})
_REFERRED: Final = pattern(r"[照据按依本该和与及、]\s*$")
_TOP: Final = frozenset({HeadingStyle.CHAPTER, HeadingStyle.HAN})


def unfolded(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs, those that hold several headings parted before each."""
    made: list[Paragraph] = []
    last: dict[HeadingStyle, int] = {}
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            made.append(paragraph)
            continue
        places = _inside(paragraph.folded, last)
        if places:
            front = front_cuts(paragraph.folded, places[0])
            places = [*front, *places, *closing_cuts(paragraph.folded, places[-1])]
        made += _parted(paragraph, places)
    return tuple(made)


def _inside(folded: str, last: dict[HeadingStyle, int]) -> list[int]:
    """Where inside a paragraph headings begin; ``last`` keeps the numbers reached."""
    first = label_at(folded)
    if first is not None and first.number is not None:
        last[first.style] = first.number
    if len(folded) < _TITLE_LONGEST:
        return []
    begins = first.end if first else 0
    attached = ATTACHED.search(folded)
    until = attached.start() if attached else len(folded)
    candidates = [
        label
        for label in labels_in(folded, begins)
        if label.start < until and not _quoted(folded, label.start)
        if (label.style in PARTING and len(label.numbers) == 1) or label.style in _INNER
    ]
    kept = _in_series(folded, candidates, last, first)
    if all(label.style in _INNER for label in kept):
        return []
    return [label.start for label in kept]


def _quoted(folded: str, place: int) -> bool:
    """Whether a name in quotes is open there: “多证合一、一照一码”."""
    begins = folded.rfind("。", 0, place) + 1
    stop = folded.find("。", place)
    inside = folded.count('"', begins, place) % 2 == 1
    return inside and folded.find('"', place, stop if stop >= 0 else len(folded)) >= 0


def _in_series(
    folded: str, candidates: list[Label], last: dict[HeadingStyle, int], first: Label | None
) -> list[Label]:
    """Of labels in running text those whose numbers follow each other at places for headings."""
    ended = {label.start for label in candidates if _matches(_BEHIND_SENTENCE, folded, label.start)}
    ahead = {(label.style, label.number) for label in candidates if label.start in ended}
    ahead |= {
        (label.style, 2)
        for label, inner in pairwise(candidates)
        if label.style in _TOP
        and label.number == inner.number == 1
        and _is_title(folded[label.end : inner.start])
    }
    kept: list[Label] = []
    title_from = first.end if first else None
    for label in candidates:
        titled = title_from is not None and _is_title(folded[title_from : label.start])
        if not _fits(folded, label, last, ahead, ended=label.start in ended, titled=titled):
            continue
        if label.number is not None:
            last[label.style] = label.number
        title_from = label.end
        kept.append(label)
    return kept


def _fits(
    folded: str,
    label: Label,
    last: dict[HeadingStyle, int],
    ahead: set[tuple[HeadingStyle, int | None]],
    *,
    ended: bool,
    titled: bool,
) -> bool:
    """Whether a label in running text is the next of its kind, at a place for a heading."""
    if label.style is HeadingStyle.DASH:
        return ended and bool(last)
    number = label.number or 0
    reached = last.get(label.style)
    if number == 1 and (label.style, 2) in ahead:
        shape = _INTRODUCED if label.style in _TOP else _COLON
        return ended or titled or _matches(shape, folded, label.start)
    followed = (label.style, number + 1) in ahead
    if reached is None or not reached < number <= reached + _SKIPPED_MOST:
        return titled and (number == 1 or followed)
    if number == reached + 1:
        named = label.style in _LAWS and not _matches(_REFERRED, folded, label.start)
        listed = followed or _TITLED.match(folded, label.end) is not None
        return ended or titled or named or (listed and _matches(_COLON, folded, label.start))
    return titled or _matches(_FULL_STOP, folded, label.start)


def _matches(shape: re.Pattern[str], folded: str, place: int) -> bool:
    """Whether the characters before a place end in a shape."""
    return shape.search(folded, max(place - 4, 0), place) is not None


def _is_title(between: str) -> bool:
    """Whether what stands between two labels can be a title that no mark closes."""
    words = between.strip()
    return 0 < len(words) <= _TITLE_LONGEST and _PUNCTUATION.search(words) is None


def _parted(paragraph: Paragraph, places: list[int]) -> list[Paragraph]:
    """The paragraph cut at places."""
    if not places:
        return [paragraph]
    edges = sorted({0, *places, len(paragraph.text)})
    pieces = []
    for start, end in pairwise(edges):
        passage = paragraph.passage.cut(start, end).stripped()
        if passage.text:
            pieces.append(
                msgspec.structs.replace(
                    paragraph,
                    passage=passage,
                    parted=True,
                    numbering=paragraph.numbering if start == 0 else "",
                    strong=tuple(
                        (max(s, start) - start, min(e, end) - start)
                        for s, e in paragraph.strong
                        if s < end and e > start
                    ),
                )
            )
    return pieces
