"""Why something was not done; the words of each code stand in ``wording``."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class ChannelRefusedError(BiaozhunError):
    """What was asked for cannot be; ``field`` is what is wrong, as its form calls it."""

    default_code: ClassVar[str] = "channel_refused"

    def __init__(self, code: str, *, fragment: str = "", field: str | None = None) -> None:
        super().__init__("Refused", code=code, fragment=fragment)
        self.field = field
