"""The code by which a unit answers a letter; only what it hashes to is kept.

It is made of the letter by a key of the installation, so it can be printed again.
"""

from django.utils.crypto import constant_time_compare

from biaozhun.cloud.cases.receipts import code_of, kept, read_code
from biaozhun.cloud.consultations.models import Letter


def letter_code(letter: Letter) -> str:
    """The code of a letter, in groups: ``ABCD-EFGH-IJKL-MNOP``."""
    return code_of(f"consultations.letter:{letter.consultation_id}:{letter.pk}")


def letter_of(typed: str) -> Letter | None:
    """The letter a code was given for, if it was sent; compared in constant time."""
    if not read_code(typed):
        return None
    asked = kept(typed)
    found = Letter.objects.filter(receipt=asked, sent__isnull=False)
    letter = found.select_related("consultation__project__authority", "consultation__draft").first()
    if letter is None or not constant_time_compare(letter.receipt, asked):
        return None
    return letter
