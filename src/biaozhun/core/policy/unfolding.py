"""A paragraph that holds several headings parted before each of them.

Texts that lost their line feeds run through from the first heading to the last. A label inside a
paragraph is a heading there only if it stands where a sentence ended or a title went before, and if
its number is the next of its kind: ``一、二、三产业`` and clauses parted by semicolons are prose.
"""

from itertools import pairwise
from typing import Final

import msgspec

from biaozhun.core.policy.labels import PARTING, Label, label_at, labels_in
from biaozhun.core.policy.passages import Paragraph
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.set_lines import DATE, NUMBER
from biaozhun.core.policy.value import HeadingStyle

_TITLE_LONGEST: Final = 40  # characters of a title that no mark closes
_BEHIND_SENTENCE: Final = pattern(r"(?:[。!?)\]\"》]|[。!?]\s*|\s{2,})$")
_PUNCTUATION: Final = pattern("[,。;:!?]")
_LONG: Final = 300  # characters from which a paragraph may hold a whole text
_ADDRESSED: Final = pattern(r"(?:人民政府|部门|单位|机构|企业)[^。,;:]{0,12}:")
_FRONT: Final = 600  # characters in which title, number and addressees stand
_CLOSING: Final = pattern(
    rf"(?<=[。)])\s*(?P<signed>[^。,;:()]{{2,40}}?)\s*(?P<date>{DATE.pattern})"
    r"(?P<remark>\s*\([^()]{2,30}\))?\s*$"
)


def unfolded(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The paragraphs, those that hold several headings parted before each."""
    made: list[Paragraph] = []
    last: dict[HeadingStyle, int] = {}
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            made.append(paragraph)
            continue
        places = [label.start for label in _inside(paragraph.folded, last)]
        made += _parted(paragraph, [*_front(paragraph, places), *places, *_end(paragraph, places)])
    return tuple(made)


def _inside(folded: str, last: dict[HeadingStyle, int]) -> list[Label]:
    """The labels inside a paragraph that are headings; ``last`` keeps the numbers reached."""
    first = label_at(folded)
    if first is not None and first.number is not None:
        last[first.style] = first.number
    if len(folded) < 2 * _TITLE_LONGEST:
        return []
    begins = first.end if first else 0
    candidates = [
        label
        for label in labels_in(folded[begins:])
        if label.style in PARTING and len(label.numbers) == 1
    ]
    moved = [
        msgspec.structs.replace(label, start=label.start + begins, end=label.end + begins)
        for label in candidates
    ]
    return _in_series(folded, moved, last, first)


def _in_series(
    folded: str, candidates: list[Label], last: dict[HeadingStyle, int], first: Label | None
) -> list[Label]:
    """Of labels in running text those whose numbers follow each other at places for headings."""
    ahead = {
        (label.style, label.number) for label in candidates if _ends_before(folded, label.start)
    }
    kept: list[Label] = []
    title_from = first.end if first else None
    for label in candidates:
        number = label.number or 0
        begins_list = number == 1 and (label.style, 2) in ahead
        if not begins_list and last.get(label.style) != number - 1:
            continue
        titled = title_from is not None and _is_title(folded[title_from : label.start])
        if not (titled or _ends_before(folded, label.start)):
            continue
        last[label.style] = number
        title_from = label.end
        kept.append(label)
    return kept


def _ends_before(folded: str, place: int) -> bool:
    """Whether a sentence ends before a place, or blanks set it apart."""
    return _BEHIND_SENTENCE.search(folded, max(place - 4, 0), place) is not None


def _is_title(between: str) -> bool:
    """Whether what stands between two labels can be a title that no mark closes."""
    return 0 < len(between) <= _TITLE_LONGEST and _PUNCTUATION.search(between) is None


def _front(paragraph: Paragraph, places: list[int]) -> list[int]:
    """Where, before the first heading, number and addressees begin and end."""
    folded = paragraph.folded
    if not places or len(folded) < _LONG:
        return []
    front = folded[: min(places[0], _FRONT)]
    number = NUMBER.search(front)
    addressed = _ADDRESSED.search(front)
    cuts = []
    if number is not None and addressed is not None:
        cuts = [number.start(), number.end(), addressed.end()]
    return [cut for cut in cuts if cut < places[0]]


def _end(paragraph: Paragraph, places: list[int]) -> list[int]:
    """Where, behind the last heading, the signature begins."""
    if not places:
        return []
    tail = max(places[-1], len(paragraph.text) - _FRONT)
    closing = _CLOSING.search(paragraph.folded, tail)
    if closing is None:
        return []
    cuts = [closing.start("signed"), closing.start("date")]
    return cuts + ([closing.start("remark")] if closing["remark"] else [])


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
                    numbering=paragraph.numbering if start == 0 else "",
                    strong=tuple(
                        (max(s, start) - start, min(e, end) - start)
                        for s, e in paragraph.strong
                        if s < end and e > start
                    ),
                )
            )
    return pieces
