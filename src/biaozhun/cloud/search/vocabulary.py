"""The words a query may use for fields and their values (``core/data/query_vocabulary.csv``).

Written in Simplified Chinese and English; ``core.text.fold`` brings Traditional writing and case
to the same form before the table is asked.
"""

from functools import cache
from typing import Final

from biaozhun.core.reference import table
from biaozhun.core.text import fold

TEXT_FIELDS: Final = frozenset({"title", "issuer", "jurisdiction", "inside"})
CODE_FIELDS: Final = frozenset({"ics", "ccs", "status", "level", "nature", "industry", "region"})
DATE_FIELDS: Final = frozenset({"published", "in_force", "ended", "year"})
NUMBER_FIELD: Final = "number"


@cache
def words(kind: str) -> dict[str, str]:
    """Folded word → code for one kind: ``field``, ``status``, ``level`` or ``nature``."""
    rows = table("query_vocabulary")
    return {fold(row["word"]): row["code"] for row in rows if row["kind"] == kind}
