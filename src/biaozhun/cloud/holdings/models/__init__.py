"""What the library holds: places, licences, copies, their acquisition, loans and seats.

Copies name an edition by its slug, as everything above the catalogue does: a copy outlives its
record and may stand for a number the catalogue does not hold. Family, code and sort key of that
number are kept with the copy, so live counts and shelf lists read one table.
"""

from biaozhun.cloud.holdings.models.acquiring import Acquisition, Medium, PurchaseOrder, Wish
from biaozhun.cloud.holdings.models.counting import Intake, IntakeFault, Scan, Stocktake
from biaozhun.cloud.holdings.models.lending import Loan, Reservation, Seat
from biaozhun.cloud.holdings.models.stock import (
    DIGITAL,
    TANGIBLE,
    AccessionCounter,
    Copy,
    Goal,
    Licence,
    Place,
)

__all__ = [
    "DIGITAL",
    "TANGIBLE",
    "AccessionCounter",
    "Acquisition",
    "Copy",
    "Goal",
    "Intake",
    "IntakeFault",
    "Licence",
    "Loan",
    "Medium",
    "Place",
    "PurchaseOrder",
    "Reservation",
    "Scan",
    "Seat",
    "Stocktake",
    "Wish",
]
