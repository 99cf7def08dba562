"""The citations that count on a day: those of the text that holds then, and those put in by hand.

A law of which only a later text is held has none of that text yet; what a person rejected never
counts.
"""

import datetime as dt

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from biaozhun.cloud.laws.models import CitedStandard, LawVersion

State = CitedStandard.State


def current_version(law: str, on: dt.date) -> Subquery:
    """The id of the text of a law that holds on a day; ``law`` is the column that names the law."""
    held = LawVersion.objects.filter(law=OuterRef(law)).filter(Q(since=None) | Q(since__lte=on))
    newest = held.order_by(F("since").desc(nulls_last=True), "-added", "-id")
    return Subquery(newest.values("pk")[:1])


def current(on: dt.date) -> QuerySet[CitedStandard]:
    """What laws cite on a day, confirmed or waiting for a person; their state does not count."""
    counting = Q(version=None) | Q(version=current_version("law", on))
    return CitedStandard.objects.filter(counting).exclude(state=State.REJECTED)


def standing_laws(on: dt.date) -> Q:
    """Of citations those whose law has not been abolished on a day."""
    return Q(law__abolished=None) | Q(law__abolished__gt=on)
