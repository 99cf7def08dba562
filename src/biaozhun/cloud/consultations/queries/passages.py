"""The passages of a draft, as they were read from its file."""

from collections.abc import Sequence
from typing import Final

import msgspec

from biaozhun.cloud.consultations.models import DraftPassages
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.core.structure.drafts.passages import DraftPassage as Passage
from biaozhun.core.structure.drafts.passages import clause_of

__all__ = ["PART", "Part", "Passage", "clause_of", "has_text", "parts", "passages_of", "where"]

PART: Final = 250
"""Passages of a part, from which the next chapter begins a new one."""


def passages_of(document: ProjectDocument) -> list[Passage]:
    """The passages of a draft in their order; none where it was not read or cannot be."""
    read = DraftPassages.objects.filter(document=document).first()
    return [] if read is None else msgspec.convert(read.passages, list[Passage])


def has_text(document: ProjectDocument) -> bool:
    """Whether a draft was read and holds something to comment on."""
    return DraftPassages.objects.filter(document=document).exclude(passages=[]).exists()


def where(found: Sequence[Passage], passage: str) -> int | None:
    """The place of a passage by its id; ``None`` where there is none."""
    return next((place for place, one in enumerate(found) if one.id == passage), None)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What of a long draft stands on one page.

    Attributes:
        number: from 1.
        start: the place of its first passage.
        end: behind its last one.
    """

    number: int
    start: int
    end: int


def parts(found: Sequence[Passage]) -> list[Part]:
    """A draft in parts: whole chapters as far as they fit, a long one cut at its clauses."""
    starts = [0]
    for place, one in enumerate(found):
        size = place - starts[-1]
        is_chapter, is_clause = one.level == 1, one.is_heading
        begins = (is_chapter and size >= PART) or (is_clause and size >= 2 * PART)
        if begins or size >= 3 * PART:
            starts.append(place)
    ends = [*starts[1:], len(found)]
    return [
        Part(number=number, start=start, end=end)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    ]
