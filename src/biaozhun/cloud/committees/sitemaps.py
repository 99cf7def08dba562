"""The public addresses of the slice."""

from collections.abc import Iterator

from django.urls import reverse

from biaozhun.cloud.committees.models import Committee, Contribution
from biaozhun.cloud.ui.sitemaps import Address, listed, of_table, register, register_pages


def _committees() -> Iterator[Address]:
    for pk in Committee.objects.order_by("pk").values_list("pk", flat=True).iterator(2_000):
        yield Address(reverse("committees:committee", args=[pk]))


def _contribution(code: str) -> Address:
    return Address(reverse("committees:contribution", args=[code]))


register_pages(
    "committees:committees",
    "committees:experts",
    "committees:posts",
    "committees:contributions",
    "committees:verify",
)
register(listed("committees", _committees))
register(
    of_table(
        "contributions",
        rows=lambda: Contribution.objects.filter(withdrawn=None),
        read=lambda rows: rows.values_list("code"),
        told=_contribution,
    )
)
