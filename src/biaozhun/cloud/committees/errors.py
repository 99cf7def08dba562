"""Why something about committees, posts, experts or contributions was not done."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class RefusedError(BiaozhunError):
    """What was asked for cannot be; the message is a sentence for the page.

    ``field`` is what is wrong, as its form or its table calls it.
    """

    default_code: ClassVar[str] = "committees_refused"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
