"""The public addresses of guides and notices."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.guidance.models import Notice
from biaozhun.cloud.guidance.queries.guides import all_guides
from biaozhun.cloud.ui.sitemaps import Address, listed, of_table, register, register_pages


def _guides() -> Iterator[Address]:
    """The guides that stand in a language at least; what was shipped has no day."""
    days: dict[str, list[dt.date]] = {}
    for guide in all_guides().values():
        if guide.published:
            changed = [day_of(guide.updated)] if guide.updated else []
            days.setdefault(guide.slug, []).extend(changed)
    for slug, changed in sorted(days.items()):
        yield Address(reverse("guidance:guide", args=[slug]), max(changed, default=None))


def _notice(pk: int, updated: dt.datetime) -> Address:
    return Address(reverse("guidance:notice", args=[pk]), day_of(updated))


register_pages("guidance:contents", "guidance:notices")
register(listed("guidance", _guides))
register(
    of_table(
        "notices",
        rows=lambda: Notice.objects.filter(published__isnull=False),
        read=lambda rows: rows.values_list("pk", "updated"),
        told=_notice,
    )
)
