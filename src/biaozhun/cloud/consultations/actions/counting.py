"""How many comments are without a decided answer, kept where the project asks for it."""

from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.queries.consultations import open_items
from biaozhun.cloud.drafting.models import Proceeding


def keep_open_items(consultation: Consultation) -> int:
    """Write the number of open items to the proceeding; call it in the transaction of a change.

    No event is written: each comment and each answer has its own.
    """
    found = open_items(consultation)
    Proceeding.objects.filter(consultation=consultation).update(open_items=found)
    return found
