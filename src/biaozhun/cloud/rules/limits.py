"""What the slice can hold, whoever brings it."""

import datetime as dt
from typing import Final

EARLIEST: Final = dt.date(1949, 10, 1)
LATEST: Final = dt.date(2200, 12, 31)
"""Days beyond them are slips of the hand."""
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2199
"""Years whose holidays may be loaded."""
MOST_DAYS: Final = 120
"""Lines that a notice of one year may have."""
LONGEST_TEXT: Final = 10_000
"""Characters of an article."""
