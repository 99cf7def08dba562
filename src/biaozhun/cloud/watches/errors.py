"""What the slice refuses."""

from biaozhun.core.errors import BiaozhunError


class RefusedError(BiaozhunError):
    """A watch that cannot be made or changed; the message is for the person."""

    default_code = "watch_refused"
