"""How long it took from a fact to those who were told of it, and what does not get through."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db.models import Count, Q

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.messaging.models import Delivery, Notice

MOST = 10_000  # notices that medians are worked out from, the latest
BACK = dt.timedelta(days=30)


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Of the notices of the last thirty days.

    Attributes:
        told: how many were told.
        minutes: the median from when a fact came in here to when people were told.
        days: the median from the day of the fact to that of the notice; below zero where people
            were told before.
        waiting: deliveries that are still to be sent.
        failed: deliveries given up.
    """

    told: int
    minutes: int | None
    days: int | None
    waiting: int
    failed: int


def figures(now: dt.datetime) -> Figures:
    """Three questions, whatever there is."""
    lately = Notice.objects.filter(told__gt=now - BACK)
    times = list(
        lately.filter(Q(noticed__isnull=False) | Q(happened__isnull=False)).values_list(
            "happened", "noticed", "told"
        )[:MOST]
    )
    counted = Delivery.objects.filter(notice__told__gt=now - BACK).aggregate(
        waiting=Count("pk", filter=Q(state=Delivery.State.WAITING)),
        failed=Count("pk", filter=Q(state=Delivery.State.FAILED)),
    )
    return Figures(
        told=lately.count(),
        minutes=_median(
            [int((told - noticed).total_seconds() // 60) for _, noticed, told in times if noticed]
        ),
        days=_median([(day_of(told) - happened).days for happened, _, told in times if happened]),
        **counted,
    )


def _median(values: Sequence[int]) -> int | None:
    """The lower median."""
    return sorted(values)[(len(values) - 1) // 2] if values else None
