"""Where something can be seen without a question: the months in which anything changed."""

import datetime as dt

from biaozhun.cloud.catalogue.models import Edition


def months(first: int, last: int) -> list[dt.date]:
    """The first days of the months in which a real edition was published or came into force.

    Args:
        first: the first year that is looked at.
        last: the last one.
    """
    found: set[dt.date] = set()
    for field in ("published", "in_force"):
        years = {f"{field}__gte": dt.date(first, 1, 1), f"{field}__lte": dt.date(last, 12, 31)}
        real = Edition.objects.filter(invented=False, **years).order_by()
        days = real.values_list(field, flat=True).distinct()
        found.update(day.replace(day=1) for day in days.iterator())
    return sorted(found)
