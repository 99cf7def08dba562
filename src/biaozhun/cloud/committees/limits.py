"""What the registers can hold, whoever brings it: a form, a table, an address."""

from typing import Final

LARGEST_ID: Final = 2**63 - 1
"""What the database can hold; no row has a larger one."""
LONGEST_NAME: Final = 200
"""Characters of the name of a unit or a committee."""
LONGEST_PERSON: Final = 100
"""Characters of a person's name."""
MOST_LINES: Final = 5_000
"""Lines of a table that are taken at once."""
MOST_PROOFS: Final = 20
"""Files of one expert."""
MOST_PROOF_BYTES: Final = 20 * 1024 * 1024
"""Bytes of one file of proof."""
ADMISSION_YEARS: Final = 5
"""Years an admission to the bank is proposed for; advice, the officer writes the last day."""
