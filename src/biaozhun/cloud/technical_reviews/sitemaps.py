"""The public addresses of the slice."""

import datetime as dt

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.ui.sitemaps import Address, of_table, register, register_pages


def _review(pk: int, since: dt.datetime | None) -> Address:
    return Address(f"/technical-reviews/{pk}", day_of(since) if since else None)


register_pages("technical_reviews:reviews")
register(
    of_table(
        "technical_reviews",
        rows=lambda: Review.objects.filter(state="concluded"),
        read=lambda rows: rows.values_list("pk", "state_since"),
        told=_review,
    )
)
