"""Technical review: the panel drawn by lot, and what of its make-up can be counted."""

from biaozhun.core.reviewing.drawing import (
    Drawn,
    DrawnSeat,
    Lot,
    LotSeat,
    draw,
    most_of_one_unit,
    next_in_line,
    order_of,
)
from biaozhun.core.reviewing.makeup import Line, MakeUp, make_up, proposed_seats
from biaozhun.core.reviewing.sealed import (
    FORMAT,
    Agreement,
    SealError,
    agrees,
    digest_of,
    lot_of,
    read_published,
    written,
)

__all__ = [
    "FORMAT",
    "Agreement",
    "Drawn",
    "DrawnSeat",
    "Line",
    "Lot",
    "LotSeat",
    "MakeUp",
    "SealError",
    "agrees",
    "digest_of",
    "draw",
    "lot_of",
    "make_up",
    "most_of_one_unit",
    "next_in_line",
    "order_of",
    "proposed_seats",
    "read_published",
    "written",
]
