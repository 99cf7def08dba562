"""Refusals of the slice."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class TimesRefusedError(BiaozhunError):
    """Times of warnings that cannot stand.

    Code: ``not_in_order`` (the second warning does not come after the first).
    """

    default_code: ClassVar[str] = "not_in_order"
