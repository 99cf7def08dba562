"""Prefixes of national documents (国家标准代号 and its neighbours) and what they announce."""

from functools import cache

from biaozhun.core.classification.scheme import ClassificationError, Language
from biaozhun.core.reference import Row, table


@cache
def _by_code() -> dict[str, Row]:
    return {row["code"]: row for row in table("national_code")}


def codes() -> tuple[str, ...]:
    """All prefixes, such as ``GB`` and ``GB/T``."""
    return tuple(_by_code())


def name(code: str, language: Language = "zh") -> str:
    """What a prefix announces.

    Raises:
        ClassificationError: no national document has the prefix.
    """
    if code not in _by_code():
        raise ClassificationError(
            f"no national prefix {code!r}", fragment=code, start=0, end=len(code)
        )
    return _by_code()[code][f"name_{language}"]
