"""NIST and NBS publications.

::

    number = ("NIST" | "NBS") series serial            NIST SP 800-53r5, NBS CIRC 31e2
    series = letters { ("-" | ".") letters }           SP, IR, CRPL-F-A
    serial = a designation with a digit in it, " Rev. 5" read as r5

The pieces of a serial (``45-40``, ``101e1928``) mean different things by series, so it stays one
serial. Blanks may be dots (NIST.SP.800-63-4). Source: the NIST publication identifier syntax.
"""

import re

from biaozhun.core.number.families import Family
from biaozhun.core.number.value import Reading, StandardNumber

_SUFFIX = (
    r"Rev(?:ision)?|Vol(?:ume)?|Ver(?:sion)?|Part|pt|Supp?(?:lement)?|Suppl|Sup|Add(?:endum)?"
    r"|Upd(?:ate)?|Ed(?:ition)?|Errata|Index|Draft|Sec(?:tion)?|Append|Update|Volume|v|r|e|n"
    r"|to"
)
_NUMBER = re.compile(
    r"(?P<body>NIST|NBS)[ .](?P<series>[A-Z]{1,8}(?:[-. /][A-Z]{1,6})*?(?: PUB)?)[ .-]*"
    r"(?P<serial>(?:(?:c|b|w|a|v|g|ADD|E|S|sup|supp|NCSTAR|GCR|Vol|v|n|AL)[ .]?)?\d[A-Z0-9.]*"
    r"(?:[-/+,:&_][A-Z0-9.]+)*)"
    rf"(?P<more>(?: ?\([A-Z0-9 .,/-]{{1,24}}\)| ?[-/]?(?:{_SUFFIX})[. -]*[A-Z0-9]*"
    rf"(?:[-.:][A-Z0-9]+)*| [A-Z]{{3}}\b|-(?=$))*)",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?:(?<=\d)(?:R|V|N|E|PT|SUPP?|UPD)|^V)(?=\d)")
_CAPITAL = re.compile(r"(?<=\d)[abcd](?![A-Za-z0-9])")
_REVISION = re.compile(r" ?Rev(?:ision)?[. ]*(?=\d)", re.IGNORECASE)


def read(text: str, printed: str) -> Reading | None:
    """Read a NIST or NBS number; ``None`` if it does not fit."""
    found = _NUMBER.match(text)
    if found is None:
        return None
    series = found["series"].upper().replace(".", " ")
    number = StandardNumber(
        family=Family.FOREIGN,
        prefix=f"{found['body'].upper()} {series}",
        serial=_serial(found["serial"] + found["more"]),
        printed=printed,
    )
    return number, found.end()


def _serial(text: str) -> str:
    """Revision, volume and edition by small letters (53r5), the letter of a volume a capital."""
    serial = _REVISION.sub("r", text).strip()
    serial = _SMALL.sub(lambda suffix: suffix.group().lower(), serial)
    return _CAPITAL.sub(lambda letter: letter.group().upper(), serial)
