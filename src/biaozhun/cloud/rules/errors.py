"""Why something about rules was not done; the sentence is for the page."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class RefusedError(BiaozhunError):
    """What was asked for cannot be; ``field`` is what is wrong, as its form calls it."""

    default_code: ClassVar[str] = "rules_refused"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
