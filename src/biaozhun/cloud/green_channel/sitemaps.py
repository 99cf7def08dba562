"""The public addresses of the slice."""

import datetime as dt

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.green_channel.queries.uses import public_uses
from biaozhun.cloud.ui.sitemaps import Address, of_table, register, register_pages


def _use(pk: int, at: dt.datetime | None) -> Address:
    return Address(f"/green-channel/{pk}", day_of(at) if at else None)


register_pages("green_channel:green_channel")
register(
    of_table(
        "green-channel",
        rows=public_uses,
        read=lambda rows: rows.values_list("pk", "decided"),
        told=_use,
    )
)
