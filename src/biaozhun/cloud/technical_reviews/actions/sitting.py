"""Who is there: presence in a meeting, and alternates in the place of members who are away."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import roles_in
from biaozhun.cloud.technical_reviews.queries.facts import is_here, reviewers_of, sitters
from biaozhun.core.reviewing.counting import sitting


@transaction.atomic
def enter_presence(
    review: Review, told: Mapping[int, bool | None], *, actor: Person, at: dt.datetime
) -> int:
    """Enter who is there; an alternate who is there sits in the place of a member who is not.

    In a ballot nobody is there; a member is entered as away so that the alternate may vote.

    Args:
        review: which one.
        told: by the id of the reviewer; ``None`` takes an entry back.
        actor: who keeps the review.
        at: when.

    Returns:
        How many entries changed.

    Raises:
        ReviewRefusedError: ``not_for_you``, ``not_sitting``, ``voted_already``.
    """
    held = lock(Review, review.pk)
    if "desk" not in roles_in(actor, held):
        raise ReviewRefusedError("not_for_you")
    if held.state not in {"convened", "voting"}:
        raise ReviewRefusedError("not_sitting")
    people, changed = reviewers_of(held), []
    for one in people:
        if one.pk not in told or not is_here(held, one) or told[one.pk] == one.present:
            continue
        if one.vote:
            raise ReviewRefusedError("voted_already", fragment=one.name)
        one.present = told[one.pk]
        changed.append(one)
    _keep_votes(held, people)
    Reviewer.objects.bulk_update(changed, ["present"])
    if changed:
        facts = {"project": held.project.plan_number, "entries": len(changed), "at": at.isoformat()}
        kind = "technical_reviews.presence_entered"
        record(kind, subject=held.case_subject, actor=actor, facts=facts)
    return len(changed)


def _keep_votes(review: Review, people: Sequence[Reviewer]) -> None:
    """Whoever voted keeps the seat: a member who comes late does not wipe out the alternate's vote.

    Raises:
        ReviewRefusedError: ``voted_already``.
    """
    seated = {one.key for one in sitting(sitters(review, people))}
    for one in people:
        if one.vote and is_here(review, one) and one.pk not in seated:
            raise ReviewRefusedError("voted_already", fragment=one.name)
