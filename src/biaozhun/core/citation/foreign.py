"""The extent of an international or foreign number in a view.

The shapes are those of the bodies: ``ISO 9001:2015``, ``IEC 61000-4-2``, ``BS EN ISO 4014``,
``ASTM A36/A36M-19``, ``MSS SP-79``, ``MIL-C-4109F``, ``JIS G 3101``, ``IEEE 802.3bw``. What a piece
means is read by :mod:`biaozhun.core.number`; what it does not take is cut off piece by piece.
"""

import re
from string import ascii_uppercase
from typing import Final

from biaozhun.core.citation.found import Found, Refused, number_of
from biaozhun.core.number import StandardNumber, international, telecom
from biaozhun.core.number.spelling import upper
from biaozhun.core.number.tables import BODIES

_DATE: Final = r"(?:[ ]?(?::[ ]?|-)(?:18|19|20)\d\d(?!\d)(?:-(?:0[1-9]|1[0-2])(?!\d))?)?"
_PARTS: Final = r"(?:-(?!(?:18|19|20)\d\d(?!\d))\d{1,4}[A-Z]?(?![A-Za-z\d]))*"
_KIND: Final = r"(?:TR|TS|PAS|Guide|GUIDE|DIS|FDIS|CD|R|ISP|DTR|DTS|WD|AWI|NP|PRF)"
_ADDED: Final = (
    r"(?:[ ]?[/+][ ]?(?:A|AMD|Amd|AC|C|COR|Cor|Add|Suppl)[ .]?\d{1,2}(?:[:-](?:19|20)\d\d)?(?!\d))*"
    r"(?: (?:CSV|RLV)(?![A-Za-z]))?"
)
_SHAPES: Final = {
    "iso": re.compile(
        rf"(?:ISO|IEC|CISPR|IWA|JCGM|Iso|iso|iec)(?:[ ]?/[ ]?(?:IEC|CEI|ISO|IEEE|ASTM|ASME|CIE|SAE|IDF|HL7|OIML|CISPR|TR|TS|PAS|DIS"
        rf"|FDIS|CD|DTS|DTR|R|Guide|GUIDE))*(?:[ /-]{_KIND})*[ -]{{0,2}}\d{{1,6}}"
        rf"(?:-[A-Z](?![A-Za-z\d]))?{_PARTS}{_DATE}{_ADDED}"
    ),
    "european": re.compile(
        r"(?:(?:BS|OHSAS|DIN|NF|PN|UNE|UNI|NEN|SFS|SS|NBN|CSN|STN|TS|CEN|CLC|CENELEC|HD|ENV|prEN|EN|VDE|VDI|PD|DD|CWA|CR|ÖNORM"
        r"|TCVN|ISO|IEC|CISPR|TR|TS|Guide)[ /-]?)+?"
        rf"(?:[A-Z][ ]?)?(?:\d{{3}} \d{{3}}(?!\d)|\d{{1,6}})(?:\.\d{{1,4}})?{_PARTS}{_DATE}{_ADDED}"
    ),
    "lettered": re.compile(
        rf"(?:JIS|KS)(?:/T[RS])?[ -]?[A-Z][ -]?\d{{4,5}}{_PARTS}{_DATE}"
    ),
    "austral": re.compile(rf"(?:AS|NZS)(?:/(?:AS|NZS|ISO|IEC))*(?: (?:CISPR|ISO|IEC|ISO/IEC))?[ ]?\d{{3,5}}(?:\.\d{{1,2}})*{_PARTS}{_DATE}"),
    "russian": re.compile(
        r"(?:ГОСТ|GOST|СП|СТБ)(?: (?:Р|R))?(?: (?:ИСО|МЭК|ISO|IEC))*[ ]?\d{1,6}(?:\.\d{1,5})*(?:-\d{1,4})*"
    ),
    "american": re.compile(
        r"(?:[A-Z]{2,6})(?:/[A-Z]{2,6})*(?:\))?[ -]?"
        r"(?:(?:SPEC|Spec|RP|STD|Std|Standard|BULL|Bull|TR|MPMS|AS|AMS|ARP|AIR|MA|SP|MG|ICS|TM|HB|JESD|MR|TM)[. -]{0,2})?"
        r"[A-Z]{0,5}[. -]?\d{1,6}(?:[A-Z]{1,2}(?![A-Za-z\d-]|[ ]?[/]\d))?"
        r"(?:[./]\d{1,4}[A-Z]?(?![A-Za-z\d]))*"
        r"(?:/[ ]?[A-Z]{1,2}[ -]?\d{1,5}[A-Z]?(?![A-Za-z\d]))?"
        r"(?:-(?:(?:18|19|20)\d\d|\d{1,5}(?!\d)|[A-Z]{1,3}-?\d{0,4}[A-Z]?)[a-z]?(?:(?<=\d[a-z])e\d)?(?![A-Za-z\d]))*"
        r"(?:[ ]?\((?:R[ ]?)?(?:19|20)\d\d\))?(?:[eε]\d(?!\d))?"
    ),
    "military": re.compile(r"(?:MIL|FED)-[A-Z]{1,5}(?:-[A-Z]{1,5})?-\d{1,6}[A-Z]{0,2}(?:[/-]\d{1,4}[A-Z]?)*(?![a-z])"),
    "ieee": re.compile(
        r"(?:ANSI/)?IEEE[ ]?(?:Stds?\.?[ ]?)?[PC]?\d{1,5}(?:\.\d{1,3}){0,3}[a-z]{0,2}(?![A-Za-z])(?:-(?:19|20)\d\d(?!\d))?"
    ),
    "itu": re.compile(
        r"ITU(?:[- ][TR])?[ ]?(?:Rec(?:ommendation)?\.? )?[A-Z]{1,3}\.\d{1,5}(?:\.\d{1,4})*(?:-\d{1,3})?(?: \((?:\d\d/)?(?:19|20)\d\d\))?"
    ),
    "etsi": re.compile(
        r"ETSI (?:I-)?[A-Z]{2,5} (?:[A-Za-z0-9]{1,6}[- ]){0,2}\d{1,3}"
    ),
    "rfc": re.compile(r"(?:IETF )?(?:RFC|rfc|BCP|(?<=IETF )STD)[ -]?\d{1,5}(?!\d)"),
    "3gpp": re.compile(r"3GPP (?:TS|TR) \d{2}\.\d{2,3}(?:-\d)?"),
    "ecma": re.compile(r"ECMA[- ](?:TR/)?\d{1,4}"),
    "codex": re.compile(
        r"(?:CAC/(?:GL|RCP|MISC|STAN|MRL)|CODEX STAN|CX[SCGMA])[ -]?\d{1,4}[A-Z]?(?:-(?:19|20)\d\d)?(?!\d)"
    ),
    "oiml": re.compile(rf"OIML[ ]?(?:R|D|G|B|V)[ ]?\d{{1,3}}{_PARTS}(?:[ :-]+(?:19|20)\d\d)?"),
    "ets": re.compile(r"ET[SR] \d{3}(?: \d{3})?(?:-\d{1,3})*(?!\d)"),
    "nist": re.compile(r"(?:NIST|NBS)[ ](?:SP|FIPS|IR|HB|TN|FIPS PUB)[ ]\d{1,4}(?:[-.]\d{1,4}[A-Z]?)*(?:r\d)?"),
}  # fmt: skip
_STYLES: Final = {
    "iso": ("ISO", "IEC", "CISPR", "IWA", "JCGM", "iso", "iec", "Iso", "ISOIEC"),
    "european": (
        *("BS", "DIN", "NF", "PN", "UNE", "UNI", "NEN", "SFS", "SS", "CEN", "CLC", "CENELEC", "HD"),
        *("ENV", "EN", "prEN", "VDE", "VDI", "PD", "DD", "CWA", "CR", "ÖNORM", "TCVN"),
        *("BSEN", "DINEN", "ENISO", "BSENISO", "DINENISO", "DINISO", "OHSAS"),
    ),
    "lettered": ("JIS", "KS"),
    "austral": ("AS", "NZS"),
    "russian": ("ГОСТ", "GOST", "СП", "СТБ"),
    "military": ("MIL", "FED"),
    "ieee": ("IEEE",),
    "itu": ("ITU",),
    "etsi": ("ETSI",),
    "rfc": ("RFC", "IETF", "rfc"),
    "3gpp": ("GPP",),
    "ecma": ("ECMA",),
    "codex": ("CAC", "CODEX", "CXS", "CXC", "CXG", "CXM", "CXA"),
    "oiml": ("OIML",),
    "ets": ("ETS", "ETR"),
    "nist": ("NIST", "NBS"),
}
_HYPHENATED: Final = tuple(
    code
    for code, body in BODIES.items()
    if body.year == "-"
    and not body.grammar
    and code.isalpha()
    and code not in ("MIL", "CAC", "CODEX")
)
STYLE_OF: Final = {"american": (*_HYPHENATED, "CSA", "CIE", "IDF")} | _STYLES
HEADS: Final = {head: style for style, heads in STYLE_OF.items() for head in heads} | {
    f"{code}{letter}": style
    for code, style in (
        ("ASTM", "american"),
        ("ASME", "american"),
        ("SAE", "american"),
        ("JIS", "lettered"),
        ("OIML", "oiml"),
    )
    for letter in ascii_uppercase
}
_PIECE: Final = re.compile(r"[ ./:+(-]?[A-Za-z]*\d*[^\W\d_]*\)?$")
_YEARED: Final = frozenset({"PN", "SS", "CR", "HD", "PD", "DD", "AS", "CWA", "ENV", "VDE", "NF"})
_LETTERED: Final = frozenset({"ANSI", "ASME"})  # ANSI 150 is a class of flanges
_PLAIN: Final = frozenset({"ISO", "EN", "API", "CIE", "DIN", "BS"})
_READERS: Final = {
    "iso": international.read,
    "codex": international.read,
    "itu": telecom.read,
    "etsi": telecom.read,
    "rfc": telecom.read,
    "ecma": telecom.read,
}
_RUN_ON: Final = re.compile(r"(ASTM|ASME|SAE|JIS|OIML)(?=[A-Z][ ]?\d)")
_NOUN: Final = re.compile(
    r"([A-Z][A-Z/]{1,12}\)?)(?:[ ]?(?:国际)?标准[ ]?|[ ](?:[Ii]nternational )?"
    r"(?:[Ss]tandard|[Ss]pecification|[Dd]esignation)s?[ ](?:[Nn]os?\.?[ ]?|[Nn]umber[ ])?)"
    r"(?=[A-Z]{0,2}[ -]?\d)"
)
_TRIES: Final = 5
_FLAMES: Final = re.compile(r"UL[ ]?94(?=[ -]?(?:V|HB|5V|VTM))")


def read(text: str, style: str) -> Found | Refused | None:
    """The number of a foreign or international body that a view's text begins with."""
    if style == "american" and (flame := _FLAMES.match(text)):
        number = number_of("UL 94")
        return Found(number, 0, flame.end(), "UL ") if number else None
    if run := _RUN_ON.match(text) or _NOUN.match(text):
        return _apart(text, run, style)
    found = _SHAPES[style].match(text)
    if found is None:
        return None
    if style in _READERS and (reading := _read_on(text, style)):
        return reading
    extent = found.group()
    follows = text[found.end() : found.end() + 3]
    for _ in range(_TRIES):
        if _ends_well(extent, follows) and (number := _number(extent)):
            return Found(number, 0, len(extent), f"{number.prefix} ", sure=_is_sure(number))
        shorter = _PIECE.sub("", extent, count=1)
        if shorter == extent or not shorter:
            return None
        follows, extent = extent[len(shorter) :], shorter
    return None


def _apart(text: str, head: re.Match[str], style: str) -> Found | Refused | None:
    """``ASTME1299``, ``ASTM standards A53``, ``ISO标准9001``: one blank behind the code."""
    found = read(f"{head[1]} {text[head.end() :]}", style)
    if not isinstance(found, Found):
        return None
    return found._replace(end=found.end + head.end() - len(head[1]) - 1)


def _read_on(text: str, style: str) -> Found | None:
    """As far as the body's own grammar reads, where it ends with the word."""
    head, _, _ = text.partition(" ")
    reading = _READERS[style](upper(head) + text[len(head) :] if head.islower() else text, text)
    if reading is None or _goes_on_as_word(text, reading[1]):
        return None
    end = len(_ALL_PARTS.sub("", text[: reading[1]]).rstrip(" :"))
    number = _number(text[:end])
    if number is None:
        return None
    return Found(number, 0, end, f"{number.prefix} ", sure=_is_sure(number))


def _goes_on_as_word(text: str, end: int) -> bool:
    """``ISO 11785-conformant``: what was read ends inside a word."""
    follows = text[end : end + 1]
    inside = follows.isascii() and follows.isalnum() and text[end - 1].isalnum()
    return inside or _WORD.search(text[:end]) is not None


def _number(extent: str) -> StandardNumber | None:
    plain = extent.replace(")", "", 1) if ")" in extent and "(" not in extent else extent
    if plain.startswith("ASTM"):
        plain = _ASTM_LETTER.sub(r"\1", plain)
    elif "AISI" in plain:  # a grade of steel
        return None
    if _TELECOM.match(plain):
        plain = f"ETSI {plain}"
    return number_of(plain)


def _ends_well(extent: str, follows: str) -> bool:
    glued = _GLUED.match(follows)
    return bool(extent) and not (extent[-1].isdigit() and glued)


_WORD: Final = re.compile(r"-[a-z]{3,}$")
_ALL_PARTS: Final = re.compile(r" ?\((?:all parts|ALL PARTS|所有部分)\)$")
_OILS: Final = re.compile(r"[CSG][A-Z]-?\d{0,2}")  # API CI-4 is a class of engine oil
_ASTM_LETTER: Final = re.compile(r"((?:ASTM |/)[A-G])[- ](?=\d)")  # ASTM A-53 is ASTM A53
_GLUED: Final = re.compile(r"[0-9A-Z]|[a-z]{1,2}(?![a-z])")
_TELECOM: Final = re.compile(r"E(?:N|S|G|TS|TR) \d{3} \d{3}(?!\d)")
_BARE: Final = re.compile(r"\d{1,2}|\d(?:\.\d{1,2})+")


def _is_sure(number: StandardNumber) -> bool:
    """Whether the shape is that of no other thing.

    ISO 100 is a film, API 21 a version of a program, NEMA 17 a motor, SS 304 a steel.
    """
    if number.year is not None:
        return True
    prefix, serial = number.prefix, number.serial
    if prefix in _YEARED:
        return (
            bool(number.part)
            and prefix in ("NF", "VDE", "HD")
            or len(serial) > 4
            and prefix == "HD"
        )
    if prefix in _LETTERED:
        return not serial.isdigit() or bool(number.part)
    if prefix == "API" and _OILS.fullmatch(serial):
        return False
    if prefix == "NEMA":
        return not re.fullmatch(r"\d{1,2}[A-Z]{0,2}", serial)
    return prefix not in _PLAIN or bool(number.part) or not _BARE.fullmatch(serial)
