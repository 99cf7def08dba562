"""Putting comments together that say the same, and taking them apart again."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.life import COUNTED
from biaozhun.cloud.consultations.models import Cluster, Comment, Consultation
from biaozhun.cloud.consultations.permissions import roles_in

FEWEST: Final = 2


@transaction.atomic
def gather(
    consultation: Consultation, numbers: Sequence[int], *, actor: Person, at: dt.datetime
) -> Cluster:
    """Put comments together, for one answer; they leave the clusters they were in.

    Args:
        consultation: whose comments they are.
        numbers: of the comments.
        actor: who says that they say the same.
        at: when.

    Raises:
        ConsultationRefusedError: ``not_for_you``, ``consultation_settled``, ``too_few_to_gather``.
    """
    held = _kept(consultation, actor)
    rows = list(held.comments.filter(number__in=numbers, state__in=COUNTED).order_by("number"))
    if len(rows) < FEWEST:
        raise ConsultationRefusedError("too_few_to_gather")
    left = {one.cluster_id for one in rows if one.cluster_id is not None}
    made = Cluster.objects.create(consultation=held, made=at, made_by=actor)
    held.comments.filter(pk__in=[one.pk for one in rows]).update(cluster=made, stands_alone=False)
    _drop_single(left)
    _note("consultations.comments_gathered", held, rows, actor)
    return made


@transaction.atomic
def set_apart(consultation: Consultation, numbers: Sequence[int], *, actor: Person) -> int:
    """Say that comments are like no other; they leave their clusters and are put to none again.

    Returns:
        How many comments that were.

    Raises:
        ConsultationRefusedError: ``not_for_you``, ``consultation_settled``, ``no_comment_chosen``.
    """
    held = _kept(consultation, actor)
    rows = list(held.comments.filter(number__in=numbers).order_by("number"))
    if not rows:
        raise ConsultationRefusedError("no_comment_chosen")
    left = {one.cluster_id for one in rows if one.cluster_id is not None}
    held.comments.filter(pk__in=[one.pk for one in rows]).update(cluster=None, stands_alone=True)
    _drop_single(left)
    _note("consultations.comments_set_apart", held, rows, actor)
    return len(rows)


def _kept(consultation: Consultation, actor: Person) -> Consultation:
    """The consultation, held.

    Raises:
        ConsultationRefusedError: ``not_for_you``, ``consultation_settled``.
    """
    held = lock(Consultation, consultation.pk)
    if "desk" not in roles_in(actor, held):
        raise ConsultationRefusedError("not_for_you")
    if held.state == "settled":
        raise ConsultationRefusedError("consultation_settled")
    return held


def _drop_single(clusters: set[int]) -> None:
    """One comment alone is no cluster."""
    for cluster in Cluster.objects.filter(pk__in=clusters):
        if cluster.comments.count() < FEWEST:
            cluster.delete()


def _note(kind: str, held: Consultation, rows: Sequence[Comment], actor: Person) -> None:
    facts = {"numbers": "、".join(str(one.number) for one in rows)}
    record(kind, subject=held.case_subject, actor=actor, facts=facts)
