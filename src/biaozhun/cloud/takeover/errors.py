"""Refusals of the slice."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class RowRefusedError(BiaozhunError):
    """A row that cannot be taken over; ``faults`` are sentences for the page, translated."""

    default_code: ClassVar[str] = "row_refused"

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("The row is refused", fragment="; ".join(faults))
        self.faults = faults
