"""ETSI, ITU, IETF, 3GPP, Ecma and W3C documents.

::

    etsi = "ETSI" kind serial { "-" part } ["/" supplement] [version] ["(" yyyy-mm ")"]
    itu  = ("ITU-T" | "ITU-R") [letters "."] digits ["-" edition] ["(" mm/yyyy ")"]
    ietf = ("RFC" | "BCP" | "STD" | "FYI") digits | "draft-" name
    3gpp = "3GPP" ("TS" | "TR") digits "." digits [":" release]

Version and month stand in ``marks``; the year is read from them.
"""

import re

from biaozhun.core.number.families import Family
from biaozhun.core.number.spelling import worded
from biaozhun.core.number.value import Reading, StandardNumber

_ETSI = re.compile(
    r"ETSI (?P<kind>(?:I-)?[A-Z]{2,5}(?: (?:GSM|[A-Z][A-Z0-9]{1,4}))??) "
    r"(?P<serial>(?:[A-Z][A-Z0-9]{0,6}(?:[-/][A-Z0-9]{1,8})? )?(?:\d{2,3} \d{3}"
    r"|\d{1,3}\.\d{1,3}|\d{1,6}))"
    r"(?P<part>-\d{1,4}[A-Z]?|-EXT|-DCS)?(?P<section>(?:-\d{1,4}[A-Z]?)*)"
    r"(?P<supplement>(?:/[AC]\d{1,2})?)(?P<version>(?: V\d+\.\d+\.\d+| ed\.\d+| V\d+)?)"
    r"(?P<date>(?: \((?P<year>\d{4})-\d{2}\))?)",
    re.IGNORECASE,
)
_ITU = re.compile(
    r"(?P<body>ITU[- ][TR]|ITU|CCITT|CCIR)(?P<kind>(?: OB No\.| Rec(?:ommendation)?\.?)?) ?"
    r"(?P<serial>(?:[A-Z]{1,3}\.)?\[?\d{1,5}(?:\.HDB|\.\d{1,4})*(?:/[A-Z]{2}|/\d{1,4})*\]?"
    r"|[A-Z]{1,3}\.\[?\d{1,4}(?:/[A-Z]{2}|/\d{1,4})*\]?|SG\d{2}\.\d+)"
    r"(?P<edition>(?:-\d{1,4})?(?:-[A-Z])?(?:/\d{1,2})?:?)(?P<date>(?: \((?:\d{1,2}/)?"
    r"(?P<year>(?:19|20)\d{2})\))?)"
    r"(?P<more>(?: (?:Amd|Cor|Annex|Suppl?)\.? ?[A-Z0-9]{1,3}(?: \(\d{1,2}/\d{4}\))?)?)",
    re.IGNORECASE,
)
_IETF = re.compile(
    r"(?:IETF (?=[A-Z]))?(?:(?P<series>RFC|BCP|(?:(?<=IETF )|(?-i:(?=[A-Z])))(?:STD|FYI)) ?"
    r"(?P<serial>\d{1,5})|"
    r"(?P<draft>draft-[a-z0-9]+-[a-z0-9+._]+(?:-[a-z0-9+._]+)*))",
    re.IGNORECASE,
)
_THREE = re.compile(
    r"3GPP (?P<kind>TS|TR) (?P<serial>\d{2}\.\d{2,3}[A-Z]?(?:-[\dA-Z]+)*)(?P<more>"
    r"(?:[:/ ][A-Z0-9.\-/]+)*)",
    re.IGNORECASE,
)
_ECMA = re.compile(
    r"ECMA[- ](?P<kind>(?:TR/|MEM/)?)(?P<serial>\d{1,4})(?P<more>(?: ed\d+| vol\d+|-\d)*)",
    re.IGNORECASE,
)


def read(text: str, printed: str) -> Reading | None:
    """Read a telecommunication document's number; ``None`` if it does not fit."""
    for pattern, build in (
        (_ETSI, _etsi),
        (_ITU, _itu),
        (_IETF, _ietf),
        (_THREE, _three),
        (_ECMA, _ecma),
    ):
        if found := pattern.match(text):
            return build(found, printed), found.end()
    return None


def _etsi(found: re.Match[str], printed: str) -> StandardNumber:
    version, date = found["version"].strip(), found["date"].strip()
    return StandardNumber(
        family=Family.FOREIGN,
        prefix=f"ETSI {found['kind'].upper()}",
        serial=found["serial"].upper(),
        part=(found["part"] or "")[1:].upper(),
        section=found["section"][1:],
        year=int(found["year"]) if found["year"] else None,
        amendment=found["supplement"][1:].upper(),
        marks=tuple(filter(None, (version.upper().replace("ED", "ed"), date))),
        printed=printed,
    )


def _itu(found: re.Match[str], printed: str) -> StandardNumber:
    body = found["body"].upper().replace(" ", "-")
    bulletin = " OB No." if "OB" in found["kind"].upper() else ""
    marks = found["edition"].upper(), found["date"].strip(), worded(found["more"].strip())
    return StandardNumber(
        family=Family.INTERNATIONAL,
        prefix=f"{body}{bulletin}",
        serial=found["serial"].upper(),
        year=int(found["year"]) if found["year"] else None,
        marks=tuple(filter(None, marks)),
        printed=printed,
    )


def _ietf(found: re.Match[str], printed: str) -> StandardNumber:
    draft = found["draft"]
    return StandardNumber(
        family=Family.FOREIGN,
        prefix="" if draft else found["series"].upper(),
        issuer="IETF",
        serial=draft.lower() if draft else found["serial"],
        printed=printed,
    )


def _three(found: re.Match[str], printed: str) -> StandardNumber:
    return StandardNumber(
        family=Family.FOREIGN,
        prefix=f"3GPP {found['kind'].upper()}",
        serial=found["serial"].upper(),
        marks=(found["more"].strip().upper(),) if found["more"] else (),
        printed=printed,
    )


def _ecma(found: re.Match[str], printed: str) -> StandardNumber:
    return StandardNumber(
        family=Family.FOREIGN,
        prefix="ECMA",
        serial=found["kind"].upper() + found["serial"],
        marks=(found["more"].strip().lower(),) if found["more"] else (),
        printed=printed,
    )
