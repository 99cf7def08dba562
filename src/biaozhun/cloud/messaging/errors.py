"""What the slice refuses."""

from biaozhun.core.errors import BiaozhunError


class UnknownKindError(BiaozhunError):
    """Something is told whose kind no slice has words for."""

    default_code = "notice_kind_unknown"


class TokenError(BiaozhunError):
    """The link of a mail was changed on the way, or is not ours."""

    default_code = "stop_link_invalid"
