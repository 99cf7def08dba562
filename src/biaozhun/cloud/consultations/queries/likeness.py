"""Comments that seem to say the same and were not put together yet."""

from collections.abc import Sequence

import msgspec

from biaozhun.cloud.consultations.life import COUNTED
from biaozhun.cloud.consultations.models import Cluster, Comment, Consultation
from biaozhun.cloud.consultations.permissions import DESK, read_by
from biaozhun.core.consulting import Remark, groups


class Suggested(msgspec.Struct, frozen=True, kw_only=True):
    """Comments that seem to say the same.

    Attributes:
        comments: in the order of their numbers; the first one leads.
        is_joining: some of them stand in a group already.
    """

    comments: list[Comment]
    is_joining: bool


def suggested(consultation: Consultation) -> list[Suggested]:
    """Groups to confirm or to split, the largest first; two questions.

    Comments the desk has said to be like no other are left out, and so are groups that stand
    already as they are, or whose answers are all decided.
    """
    rows = consultation.comments.filter(state__in=COUNTED, stands_alone=False)
    comments = list(rows.select_related("person").order_by("number"))
    found = [[comments[at] for at in group] for group in groups([_remark(one) for one in comments])]
    waiting = [
        Suggested(comments=group, is_joining=any(one.cluster_id for one in group))
        for group in found
        if _is_new(group)
    ]
    return sorted(waiting, key=lambda one: (-len(one.comments), one.comments[0].number))


def _is_new(group: Sequence[Comment]) -> bool:
    """Whether the desk has still something to say of it."""
    clusters = {one.cluster_id for one in group}
    return (len(clusters) > 1 or clusters == {None}) and any(
        one.state != "decided" for one in group
    )


def _remark(comment: Comment) -> Remark:
    """A comment as it is compared; the same passage of two versions is the same place."""
    return Remark(
        text=comment.text,
        place=comment.passage or comment.clause,
        proposal=comment.proposal,
        clause=comment.clause,
    )


def gathered(
    consultation: Consultation, roles: frozenset[str] = DESK
) -> list[tuple[Cluster, list[Comment]]]:
    """The groups that were confirmed, each with the comments a role reads; two questions."""
    clusters = list(consultation.clusters.order_by("pk"))
    rows = consultation.comments.filter(read_by(roles), cluster__in=clusters)
    rows = rows.select_related("person")
    comments = list(rows.order_by("number"))
    return [(one, [two for two in comments if two.cluster_id == one.pk]) for one in clusters]
