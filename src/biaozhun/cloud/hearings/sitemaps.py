"""The public addresses of the slice."""

import datetime as dt

from biaozhun.cloud.hearings.queries.hearings import public_hearings
from biaozhun.cloud.ui.sitemaps import Address, of_table, register, register_pages


def _hearing(pk: int, day: dt.date | None) -> Address:
    return Address(f"/hearings/{pk}", day)


register_pages("hearings:hearings", "hearings:participation")
register(
    of_table(
        "hearings",
        rows=public_hearings,
        read=lambda rows: rows.values_list("pk", "announced"),
        told=_hearing,
    )
)
