"""All checks of a draft."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from biaozhun.core.structure.drafts.checking.bounds import bound_findings
from biaozhun.core.structure.drafts.checking.elements import element_findings
from biaozhun.core.structure.drafts.checking.mentions import mention_findings
from biaozhun.core.structure.drafts.checking.references import (
    Standing,
    numbers_cited,
    reference_findings,
)
from biaozhun.core.structure.drafts.checking.shape import shape_findings
from biaozhun.core.structure.drafts.checking.verbs import verb_findings
from biaozhun.core.structure.drafts.finding import DraftFinding
from biaozhun.core.structure.drafts.provisions import provisions
from biaozhun.core.structure.drafts.tree import Draft

__all__ = ["Standing", "findings", "numbers_cited"]

MOST_OF_A_CODE: Final = 100
"""Findings of one code that are told: a draft that repeats itself is told so often enough."""
NOTHING_WRONG: Final[Standing] = {}


def findings(draft: Draft, standing: Standing = NOTHING_WRONG) -> tuple[DraftFinding, ...]:
    """What a drafter should look at: first what is missing, then in the order of the text.

    应 in a recommended standard is right and is no finding.

    Args:
        draft: as it was read.
        standing: what is wrong with a cited standard; asked for those of :func:`numbers_cited`.
    """
    said = provisions(draft)
    found = [
        *element_findings(draft),
        *verb_findings(draft, said),
        *reference_findings(draft, standing),
        *mention_findings(draft),
        *shape_findings(draft),
        *bound_findings(said),
    ]
    in_order = sorted(found, key=lambda one: (one.start is not None, one.start or 0))
    return tuple(_bounded(in_order))


def _bounded(found: list[DraftFinding]) -> Iterator[DraftFinding]:
    counts: Counter[str] = Counter()
    for one in found:
        counts[one.code] += 1
        if counts[one.code] <= MOST_OF_A_CODE:
            yield one
