"""What the register can hold, whoever brings it: a form, a table, an address, a policy text."""

import datetime as dt
from typing import Final

EARLIEST: Final = dt.date(1900, 1, 1)
LATEST: Final = dt.date(2200, 12, 31)
"""Days beyond them are slips of the hand."""
LONGEST_NAME: Final = 200
"""Characters of a name."""
LARGEST_ID: Final = 2**63 - 1
"""What the database can hold; no row has a larger one."""
