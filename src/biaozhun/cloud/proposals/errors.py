"""Why something about applications, batches or objections was not done."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class RefusedError(BiaozhunError):
    """What was asked for cannot be; nothing has changed.

    Attributes:
        code: see :data:`biaozhun.cloud.proposals.wording.refusals.REFUSAL`.
        field: what is wrong, as its form calls it; empty for all of it.
    """

    default_code: ClassVar[str] = "proposals_refused"

    def __init__(self, code: str, *, field: str = "") -> None:
        super().__init__("It is refused", code=code, fragment=field)
        self.field = field
