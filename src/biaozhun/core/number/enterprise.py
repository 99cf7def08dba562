"""Enterprise standards (企业标准).

::

    number = "Q" "/" enterprise [" " | "/"] serial ["-" year] | filed
    enterprise = two or more capitals, digits or Chinese characters, opening the code
    serial = digits, with letters around and dots or hyphens inside
    filed = "Q" "/" province "/" code of the enterprise with letter and three digits ["-" year]

Source: 企业标准化促进办法; food enterprises write ``Q/ABC 0001S-2019``;
numbers given by the province where a food standard is filed: ``Q/31/0115000123C001-2021``.
"""

import re

from biaozhun.core.number.errors import NumberFormatError
from biaozhun.core.number.families import Family
from biaozhun.core.number.value import Reading, StandardNumber

_NUMBER = re.compile(
    r"Q ?/ ?(?P<enterprise>(?:[0-9]{6} |[0-9]{0,6})[A-Z一-龥][A-Z0-9一-龥()]*?(?:[/-][A-Z]{1,6})?)"
    r"(?: ?/ ?| |-(?=[A-Z]*\d[\d.A-Z]*-\d{4}$)|(?=\d))"
    r"(?P<serial>(?:[A-Z]{1,6}[ -]?)?(?:\d+[A-Z]?)(?:-\d+)*?)"
    r"(?P<dots>(?:\.\d{1,4}[A-Z]?)*)"
    r"(?:-(?P<year>(?:19|20)\d{2}|[5-9]\d))?(?![A-Z0-9])"
)
_FILED = re.compile(
    r"Q ?/ ?(?P<enterprise>\d{2})/(?P<serial>\d{10}[A-Z]\d{3})(?P<dots>)"
    r"(?:-(?P<year>(?:19|20)\d{2}))?(?![A-Z0-9])"
)


def read(text: str, printed: str) -> Reading:
    """Read an enterprise standard number."""
    found = _FILED.match(text) or _NUMBER.match(text)
    if found is None or len(found["enterprise"]) < 2:
        raise NumberFormatError(
            "Q/ must be followed by the code of an enterprise and a serial number",
            start=0,
            end=len(text),
            hint="for example Q/ABC 001-2020",
        )
    part, _, section = found["dots"][1:].partition(".")
    number = StandardNumber(
        family=Family.ENTERPRISE,
        prefix=f"Q/{found['enterprise']}",
        issuer=found["enterprise"],
        serial=found["serial"].replace(" ", ""),
        part=part,
        section=section,
        year=_year(found),
        printed=printed,
    )
    return number, found.end()


def _year(found: re.Match[str]) -> int | None:
    digits = found["year"]
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 1900 + int(digits)
