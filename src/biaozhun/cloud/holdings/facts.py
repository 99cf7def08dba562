"""What is told of a copy before it is one."""

import datetime as dt

import msgspec

from biaozhun.cloud.holdings.models import Licence, Medium, Place
from biaozhun.cloud.holdings.queries.numbers import Named


class CopyFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a copy that comes in; ``price`` is in the smallest unit of the currency."""

    named: Named
    medium: Medium
    language: str = "zh"
    title: str = ""
    place: Place | None = None
    licence: Licence | None = None
    accession: str = ""
    barcode: str = ""
    price: int | None = None
    currency: str = "CNY"
    supplier: str = ""
    acquired: dt.date | None = None
