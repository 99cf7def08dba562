"""What the demonstration refuses."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class DemonstrationError(BiaozhunError):
    """The demonstration cannot be loaded as asked.

    Codes: ``other_demonstration``: one of another size is in; ``division_taken``: somebody else
    works under the invented code; ``still_used``: it cannot go while others' records rest on it.
    """

    default_code: ClassVar[str] = "other_demonstration"
