"""The public addresses of the slice."""

import datetime as dt

from biaozhun.cloud.issuing.models import Announcement
from biaozhun.cloud.ui.sitemaps import Address, of_table, register, register_pages


def _announcement(pk: int, day: dt.date | None) -> Address:
    return Address(f"/issuing/announcements/{pk}", day)


register_pages(
    "issuing:powers",
    "issuing:announcements",
    "issuing:notices",
    "issuing:filings",
    "issuing:disclosure",
)
register(
    of_table(
        "issuing",
        rows=lambda: Announcement.objects.filter(state="issued"),
        read=lambda rows: rows.values_list("pk", "day"),
        told=_announcement,
    )
)
