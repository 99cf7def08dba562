"""Refusals of the slice."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class TimesRefusedError(BiaozhunError):
    """Times of warnings that cannot stand.

    Codes: ``not_in_order`` (the second warning does not come after the first),
    ``not_the_authority`` (somebody else sets them).
    """

    default_code: ClassVar[str] = "not_in_order"
