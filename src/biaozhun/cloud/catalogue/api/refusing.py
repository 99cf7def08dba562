"""What a parameter that cannot be taken should have been, in a sentence of ours."""

from collections.abc import Mapping
from typing import Any, Final

_DAY = "give a day of the calendar as YYYY-MM-DD"
_WHOLE = "give a whole number"
_SENTENCES: Final[Mapping[str, str]] = {
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "greater_than_equal": "give {ge} or more",
    "less_than_equal": "give {le} or less",
    "string_too_long": "give at most {max_length} characters",
    "too_long": "give it at most {max_length} times",
    "literal_error": "give one of {expected}",
    "enum": "give one of {expected}",
    "missing": "is needed",
}
"""By pydantic's kind of error; the words in braces are what it tells of the bound."""


def sentence(error: Mapping[str, Any]) -> str:
    """Which parameter, and what it should be.

    Args:
        error: one of ninja's errors of validation.
    """
    said = _SENTENCES.get(error["type"], "cannot be read; /api/v1/docs says what it should be")
    return f"{_name(error)}: {said.format(**error.get('ctx', {}))}"


def _name(error: Mapping[str, Any]) -> str:
    """The parameter as it is written in the address; the place in a list says nothing."""
    names = [part for part in error["loc"][1:] if isinstance(part, str)]
    return names[-1] if names else str(error["loc"][0])
