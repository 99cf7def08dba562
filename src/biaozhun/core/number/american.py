"""Bodies that write the year behind a hyphen: ASTM, ASME, ANSI, UL, SAE, JIS, GOST and others.

::

    number = body { "/" body } [letters] serial ["-" year] { tail }
    serial = digits with letters and dots: A536, B16.11, Y14.5M, 5CT, K 6251
    tail   = "(" reapproval year ")" | "e" n | "/" second designation ["-" year] | "-EB" ...

ASTM keeps its two-digit year (``A536-84``); elsewhere two digits from 50 on are 19yy. The bodies
are the rows of number_body.csv; who joins them and what they publish stands in
number_joint_body.csv and number_kind.csv.
"""

import re

from biaozhun.core.number.families import Family
from biaozhun.core.number.spelling import worded
from biaozhun.core.number.tables import BODIES, Body, alternatives, joint_bodies, kinds
from biaozhun.core.number.value import Reading, StandardNumber

_HYPHENATED = {
    code: body
    for code, body in BODIES.items()
    if body.family is Family.FOREIGN and body.year == "-"
}
_OPENING = alternatives(code for code, body in _HYPHENATED.items() if not body.grammar)
_JOINT = alternatives(_HYPHENATED | joint_bodies("american", "joint"))
_SPACED_KINDS = kinds("american", "spaced_kind")
_KINDS = _SPACED_KINDS | kinds("american", "kind")
_RENAMED = {written: printed for written, printed in _KINDS.items() if written != printed}
_YEAR = r"(?:(?:18|19|20)\d{2}|\d{2}(?!\d))"
_NUMBER = re.compile(
    rf"(?P<body>(?:ISO/)?(?:{_OPENING})(?:/(?:{_JOINT}))*(?: (?:Р|R)(?![A-Z]))?)"
    r"(?![A-Z])(?P<gap>(?: Stds?\.?(?= [CN]\d))?[ /-]*)"
    rf"(?P<serial>(?:(?:{alternatives(_KINDS)})[ .-]?)*"
    r"(?:[A-Z]{1,6}[ .-]?)?\d{1,6}(?:S\d{1,2}"
    r"|[A-Z]{0,5})(?:[./](?!\d{4})?\d+[A-Z]{0,2}|\.[A-Z]{1,5}(?![a-z]))*(?:/"
    r"(?:CSA )?[A-Z]{1,2}\d{1,6}(?:\.\d{1,4})*[A-Z]?(?=[-:/ (]|$))?"
    r"(?:-(?!(?:18|19|20)\d{2}(?!\d)|\d{2}(?![\d-])|\d{2}[A-Z]?(?![\dA-Z-]))[0-9A-Z]{1,5}"
    r"(?![0-9A-Z]))*(?:-[A-Z]{1,3}\d{0,4}(?![A-Z]))*"
    r"|BPVC(?:\.[A-Z0-9]{1,12}|-[A-Z0-9]{1,8}(?!\d)(?=[-.]))+(?:\.[A-Z0-9-]{1,8}?(?=-\d{4}"
    r"|$))*|[A-Z]{2,12}(?:[.-][A-Z]{1,5})*(?:[ -]\d{1,3}(?:[A-Z.]\d?)*(?=-\d{4}))*"
    r"(?=[-:]\d{4}))"
    rf"(?:[-:] ?(?P<year>{_YEAR})(?P<letter>[A-Z](?![A-Z0-9])|[A-Z](?=[eε]\d))?)?",
    re.IGNORECASE,
)
_SPACED = re.compile(rf"(^(?:{alternatives(_SPACED_KINDS)})(?=\d)|(?<=/)CSA(?=[A-Z]))")
_WORDS = re.compile(r"(?:IS|IN|OF|TO|AT|ON|OR|BY|NO|AND|THE|FOR)[ .-]")
_VERSION = re.compile(r"V ?\d")
_TAIL = re.compile(
    r"(?P<again> ?\((?:R ?)?(?:19|20)\d{2}[A-Z]?\))|(?P<epsilon> ?[eε]\d{0,2}(?![A-Z0-9]))"
    rf"|(?P<second> ?/ ?[A-Z]{{0,6}} ?[A-Z]{{0,2}}\d[\dA-Z.]*(?:-{_YEAR})?[A-Z]?)|(?P<medium>-"
    rf"(?:EB|DIG|E|ND|SUP|[A-Z]{{1,3}}|\d(?:ST|ND|RD|TH)|\d{{1,4}}|S\d)(?![A-Z0-9]))"
    r"|(?P<add> ?[/+-] ?(?:Add|Addendum|Addenda|Err|Errata|Supp?|Cor|Amd|A"
    r"|Interp)[ .-]?[A-Z0-9]{0,3}(?:[:-]\d{4})?)"
    r"|(?P<language> ?[(\[][A-Z0-9 ./-]{1,20}[)\]])|(?P<rev> (?:Rev|ed|Ed|Edition|SET|Set"
    r"|Vol)\.? ?[A-Z0-9.]{0,4})",
    re.IGNORECASE,
)


def read(text: str, printed: str) -> Reading | None:
    """Read a number with a hyphenated year; ``None`` if no body's code opens the text."""
    found = _NUMBER.match(text)
    if found is None or not (found["gap"] or found["body"][-1:] != found["serial"][:1]):
        return None
    if not _is_plausible(found):
        return None
    body = _table_row(found["body"])
    serial = _serial(found["serial"])
    serial, year = _split_year(serial, found["year"], body)
    marks, end = _tail(text, found.end())
    letter = found["letter"] or ""
    number = StandardNumber(
        family=Family.FOREIGN,
        prefix=found["body"].upper(),
        serial=serial,
        year=year,
        marks=((letter.lower(),) if letter else ()) + marks,
        printed=printed,
    )
    return number, end


def _is_plausible(found: re.Match[str]) -> bool:
    """Whether the body numbers like this.

    SAE by letter and digits (SAE 30 is an oil), AWS with dots; a word set apart (ASTM is 30) and
    a version (API v2) are no serials.
    """
    body, serial = found["body"].upper(), found["serial"].upper()
    if _WORDS.match(serial) or (body == "SAE" and serial[0].isdigit()):
        return False
    if found["year"]:
        return True
    return not _VERSION.match(serial) and (body != "AWS" or "." in serial or "-" in serial)


def _table_row(code: str) -> Body:
    first = re.split(r"[ /]", code.upper().removeprefix("ISO/"))[0]
    return _HYPHENATED[first]


def _serial(text: str) -> str:
    """No blanks but behind a kind of document (API SPEC 5L) and the second body (CSA B44)."""
    serial = text.upper()
    for written, printed in _RENAMED.items():
        serial = serial.replace(written, printed)
    serial = serial.replace(" ", "")
    return _SPACED.sub(r"\1 ", serial)


def _split_year(serial: str, digits: str | None, body: Body) -> tuple[str, int | None]:
    """Serial and year.

    Two digits from 50 on are 19yy; below they are 20yy where the body writes short years, else
    they belong to the serial (SAE J1939-21). SAE writes no short years (SAE J1939-71).
    """
    if digits is None:
        return serial, None
    if len(digits) == 4:
        return serial, int(digits)
    if int(digits) >= 50 and body.code != "SAE":
        return serial, 1900 + int(digits)
    return (serial, 2000 + int(digits)) if body.short_year else (f"{serial}-{digits}", None)


def _mark(found: re.Match[str]) -> str:
    mark = found.group().strip()
    if found["epsilon"]:
        return mark.lower()
    return worded(mark) if found["add"] or found["rev"] else mark.upper()


def _tail(text: str, end: int) -> tuple[tuple[str, ...], int]:
    marks: list[str] = []
    while end < len(text) and (found := _TAIL.match(text, end)):
        marks.append(_mark(found))
        end = found.end()
    return tuple(marks), end
