"""Why a file could not be read, in the reader's language."""

from biaozhun.cloud.validity.wording import faults
from biaozhun.core.errors import BiaozhunError


def said(error: BiaozhunError) -> str:
    """A refusal in words; what the program says in English is for its log."""
    return faults.fault(error.code)
