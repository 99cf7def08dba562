"""What the code of a receipt was given for."""

from django.utils.crypto import constant_time_compare

from biaozhun.cloud.cases.receipts import kept, read_code
from biaozhun.cloud.demands.models import Demand, Suggestion


def case_of(typed: str) -> Demand | Suggestion | None:
    """What a code was given for.

    It is looked for by its hash, and the hashes are compared in constant time.
    """
    if not read_code(typed):
        return None
    asked = kept(typed)
    for kind in (Demand, Suggestion):
        found = kind.objects.select_related("department", "filer").filter(receipt=asked).first()
        if found is not None and constant_time_compare(found.receipt or "", asked):
            return found
    return None
