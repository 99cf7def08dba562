"""Why a check, a correction or a report is refused."""

from biaozhun.core.errors import BiaozhunError


class CheckRefusedError(BiaozhunError):
    """What was sent cannot be checked, or a check cannot do what is asked of it.

    Codes: ``nothing_sent``, ``several_doors``, ``too_large``, ``too_many_rows``, ``text_too_long``,
    ``too_many_citations``, ``no_number_column``, ``unknown_sheet``, ``idempotency_key_reused``,
    ``not_finished``,
    ``nothing_found`` (no such place in the text), ``file_gone``, ``no_such_form``.
    """

    default_code = "check_refused"


class TooManyChecksError(BiaozhunError):
    """One address or person sends more checks in an hour than the installation takes.

    Attributes:
        seconds: until more are taken.
    """

    default_code = "too_many_checks"
    seconds: int = 0
