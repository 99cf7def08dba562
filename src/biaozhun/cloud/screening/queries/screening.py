"""Screening a proposal against what exists, what is under way, and what a standard may say."""

from collections.abc import Set as AbstractSet

from biaozhun.cloud.catalogue.templatetags.catalogue import title as title_of
from biaozhun.cloud.catalogue.wording import STATUS
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.screening.queries.answers import (
    Compared,
    Near,
    Proposed,
    Reason,
    Screening,
)
from biaozhun.cloud.validity.queries.novelty import Overlap, Proposal, overlaps

__all__ = ["Near", "Proposed", "Reason", "Screening", "screen"]

_NOTHING: frozenset[str] = frozenset()


def screen(
    proposed: Proposed, exclude: AbstractSet[str] = _NOTHING, *, inside: bool = False
) -> Screening:
    """What is near to a proposal and what stands against it.

    Args:
        proposed: what is wanted.
        exclude: keys of what is not compared with: the proposal itself, what it revises.
        inside: an officer asks, who may know of proposals that are not public.

    Raises:
        RebuildRequiredError: there is no index.
    """
    del inside
    on = today()
    found = overlaps(Proposal(title=proposed.title, on=on))
    near = [_near(hit) for hit in found.hits]
    return Screening(
        proposed=proposed,
        on=on,
        duplicates=tuple(one for one in near if one.key not in exclude),
        compared=Compared(sources=found.searched),
        left_out=found.left_out,
    )


def _near(hit: Overlap) -> Near:
    edition, standing = hit.row.edition, hit.row.standing
    return Near(
        kind="edition",
        key=edition.slug,
        number=edition.number,
        title=title_of(edition),
        level=edition.family,
        state=STATUS[standing.status],
        score=hit.likeness.share,
        why=(Reason("shared_words", hit.likeness.shared),),
        degree=hit.likeness.level,
        address=f"/standards/{edition.slug}",
        what="edition",
        since=standing.since,
        status=str(standing.status),
        issuer=edition.issuing_body,
    )
