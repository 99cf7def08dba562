"""The shapes of the numbers of foreign and international bodies in running text.

They say how far a number may reach, and nothing of what it means. Which run of letters opens which
shape stands in ``citation_head.csv``.
"""

import re
from string import ascii_uppercase
from typing import Final

from biaozhun.core.number.tables import BODIES
from biaozhun.core.reference.table import table

_DATE: Final = r"(?:[ ]?(?::[ ]?|-)(?:18|19|20)\d\d(?!\d)(?:-(?:0[1-9]|1[0-2])(?!\d))?)?"
_PARTS: Final = r"(?:-(?!(?:18|19|20)\d\d(?!\d))\d{1,4}[A-Z]?(?![A-Za-z\d]))*"
_KIND: Final = r"(?:TR|TS|PAS|Guide|GUIDE|DIS|FDIS|CD|R|ISP|DTR|DTS|WD|AWI|NP|PRF)"
_PARTNER: Final = (
    r"(?:IEC|CEI|ISO|IEEE|ASTM|ASME|CIE|SAE|IDF|HL7|OIML|CISPR"
    r"|TR|TS|PAS|DIS|FDIS|CD|DTS|DTR|R|Guide|GUIDE)"
)
_EUROPEAN: Final = (
    r"(?:BS|PAS|OHSAS|DIN|NF|PN|UNE|UNI|NEN|SFS|SS|NBN|CSN|STN|TS|CEN|CLC|CENELEC|HD|ENV|prEN|EN"
    r"|VDE|VDI|PD|DD|CWA|CR|ÖNORM|TCVN|CNS|ISO|IEC|CISPR|TR|TS|Guide)"
)
_DOCUMENT: Final = (
    r"(?:SPEC|Spec|RP|STD|Std|BULL|Bull|TR|MPMS|AS|AMS|ARP|AIR|MA|SP|MG|ICS|TM|HB|JESD|MR)"
)
_ADDED: Final = (
    r"(?:[ ]?[/+][ ]?(?:A|AMD|Amd|AC|C|COR|Cor|Add|Suppl)[ .]?\d{1,2}(?:[:-](?:19|20)\d\d)?(?!\d))*"
    r"(?: (?:CSV|RLV)(?![A-Za-z]))?"
)
_AMERICAN: Final = (
    rf"[A-Z]{{2,6}}(?:/[A-Z]{{2,6}})*[\"”]?\)?[ -]?(?:{_DOCUMENT}[. -]{{0,2}})?"
    r"[A-Z]{0,5}[. -]?\d{1,6}(?:[A-Z]{1,2}(?![A-Za-z\d-]|[ ]?/\d))?"
    r"(?:[./]\d{1,4}[A-Z]?(?![A-Za-z\d]))*"
    r"(?:/[ ]?[A-Z]{1,2}[ -]?\d{1,5}(?:\.\d{1,3})*[A-Z]?(?![A-Za-z\d])(?::(?:19|20)\d\d(?!\d))?)?"
    r"(?:-(?:(?:18|19|20)\d\d|\d{1,5}(?!\d)|[A-Z]{1,3}-?\d{0,4}[A-Z]?)"
    r"[a-z]?(?:(?<=\d[a-z])e\d)?(?![A-Za-z\d]))*"
    r"(?:[ ]?\((?:R[ ]?)?(?:19|20)\d\d\))?(?:[eε]\d(?!\d))?"
)
_PATTERNS: Final = {
    "iso": rf"(?:ISO|IEC|CISPR|IWA|JCGM|Iso|iso|iec)(?:[ ]?/[ ]?{_PARTNER})*(?:[ /-]{_KIND})*"
    rf"[ -]{{0,2}}\d{{1,6}}(?:-[A-Z](?![A-Za-z\d]))?{_PARTS}{_DATE}{_ADDED}",
    "european": rf"(?:{_EUROPEAN}[ /-]?)+?(?:[A-Z][ ]?)?(?:\d{{3}} \d{{3}}(?!\d)|\d{{1,6}})"
    rf"(?:\.\d{{1,4}})?{_PARTS}{_DATE}{_ADDED}",
    "lettered": rf"(?:JIS|KS)(?:/T[RS])?[ -]?[A-Z][ -]?\d{{4,5}}{_PARTS}{_DATE}",
    "austral": r"(?:AS|NZS)(?:/(?:AS|NZS|ISO|IEC))*(?: (?:CISPR|ISO|IEC|ISO/IEC))?"
    rf"[ ]?\d{{2,5}}(?:\.\d{{1,2}})*{_PARTS}{_DATE}",
    "russian": r"(?:ГОСТ|GOST|СП|СТБ)(?: (?:Р|R))?(?: (?:ИСО|МЭК|ISO|IEC))*"
    r"[ ]?\d{1,6}(?:\.\d{1,5})*(?:-\d{1,4})*",
    "american": _AMERICAN,
    "csa": r"(?:CAN/)?CSA[ -]?[A-Z]\d{1,3}(?:\.\d{1,3})*[ -]?N[oO]\.?[ ]?\d{1,5}(?:\.\d{1,4})*"
    rf"(?:-\d{{1,4}})*(?::\d{{2,4}})?(?!\d)|(?:CAN/)?{_AMERICAN}",
    "military": r"(?:MIL|FED)-[A-Z]{1,5}(?:-[A-Z]{1,5})?-\d{1,6}[A-Z]{0,2}"
    r"(?:[/-]\d{1,4}[A-Z]?)*(?![a-z])",
    "ieee": r"(?:ANSI/)?IEEE[ ]?(?:Stds?\.?[ ]?)?[PC]?\d{1,5}(?:\.\d{1,3}){0,3}[a-z]{0,2}"
    r"(?![A-Za-z])(?:-(?:19|20)\d\d(?!\d))?",
    "itu": r"ITU(?:[- ][TR])?[ ]?(?:Rec(?:ommendation)?\.? )?[A-Z]{1,3}\.\d{1,5}(?:\.\d{1,4})*"
    r"(?:-\d{1,3})?(?: \((?:\d\d/)?(?:19|20)\d\d\))?",
    "etsi": r"ETSI (?:I-)?[A-Z]{2,5} (?:[A-Za-z0-9]{1,6}[- ]){0,2}\d{1,3}",
    "rfc": r"(?:IETF )?(?:RFC|rfc|BCP|(?<=IETF )STD)[ -]?\d{1,5}(?!\d)",
    "3gpp": r"3GPP (?:TS|TR) \d{2}\.\d{2,3}(?:-\d)?",
    "ecma": r"ECMA[- ](?:TR/)?\d{1,4}",
    "codex": r"(?:CAC/(?:GL|RCP|MISC|STAN|MRL)|CODEX STAN|CX[SCGMA])[ -]?\d{1,4}[A-Z]?"
    r"(?:-(?:19|20)\d\d)?(?!\d)",
    "oiml": rf"OIML[ ]?(?:R|D|G|B|V)[ ]?\d{{1,3}}{_PARTS}(?:[ :-]+(?:19|20)\d\d)?",
    "ets": r"ET[SR] \d{3}(?: \d{3})?(?:-\d{1,3})*(?!\d)",
    "nist": r"(?:NIST|NBS)[ ](?:SP|FIPS|IR|HB|TN|FIPS PUB)[ ]\d{1,4}(?:[-.]\d{1,4}[A-Z]?)*(?:r\d)?",
}
SHAPES: Final = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_RUN_TOGETHER: Final = {
    "ASTM": "american",
    "ASME": "american",
    "SAE": "american",
    "JIS": "lettered",
    "OIML": "oiml",
}


def _heads() -> dict[str, str]:
    listed = {row["head"]: row["shape"] for row in table("citation_head")}
    hyphenated = {
        code: "american"
        for code, body in BODIES.items()
        if body.year == "-" and not body.grammar and code.isalpha()
    }
    lettered = {
        f"{code}{letter}": shape
        for code, shape in _RUN_TOGETHER.items()
        for letter in ascii_uppercase
    }
    return hyphenated | lettered | listed


HEADS: Final = _heads()
"""Which run of letters opens which shape: ``IEC`` and ``ISO`` the one of both, ``SAEJ`` SAE's."""
