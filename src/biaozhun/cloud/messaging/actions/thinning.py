"""Letting old notices go."""

import datetime as dt

from django.conf import settings

from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.messaging.models import Notice

AT_ONCE = 500  # notices of one transaction


def thin_out() -> int:
    """Delete notices older than ``BIAOZHUN_NOTICES_KEPT_DAYS``; returns how many."""
    if not settings.NOTICES_KEPT_DAYS:
        return 0
    before = now() - dt.timedelta(days=settings.NOTICES_KEPT_DAYS)
    gone = 0
    while ids := list(
        Notice.objects.filter(told__lt=before)
        .order_by("told")
        .values_list("pk", flat=True)[:AT_ONCE]
    ):
        Notice.objects.filter(pk__in=ids).delete()
        gone += len(ids)
    return gone
