"""Why something about a target is refused."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class TargetRefusedError(BiaozhunError):
    """A binding, a baseline or a value that is not taken; nothing has changed.

    Codes: ``target_not_yours``, ``unit_is_no_share``, ``unit_is_a_share``,
    ``day_to_come``, ``day_taken``, ``evidence_missing``, ``value_below_zero``.
    """

    default_code: ClassVar[str] = "target_refused"
