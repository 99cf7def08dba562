"""The extent of an international or foreign number in a view.

The shapes are those of the bodies: ``ISO 9001:2015``, ``IEC 61000-4-2``, ``BS EN ISO 4014``,
``ASTM A36/A36M-19``, ``MSS SP-79``, ``MIL-C-4109F``, ``JIS G 3101``, ``IEEE 802.3bw``. What a piece
means is read by :mod:`biaozhun.core.number`; what it does not take is cut off piece by piece.
"""

import re
from typing import Final

from biaozhun.core.citation.found import Found, Refused, number_of
from biaozhun.core.citation.shapes import SHAPES
from biaozhun.core.number import StandardNumber, international, telecom
from biaozhun.core.number.spelling import upper

_PIECE: Final = re.compile(r"[ ./:+(-]?[A-Za-z]*\d*[^\W\d_]*\)?$")
_YEARED: Final = frozenset(
    {"PAS", "PN", "SS", "CR", "HD", "PD", "DD", "AS", "CWA", "ENV", "VDE", "NF"}
)
_LETTERED: Final = frozenset({"ANSI", "ASME"})  # ANSI 150 is a flange
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
    r"([A-Z][A-Z/]{1,12}[\"”]?\)?)(?:[ ]?(?:国际)?标准[ ]?|[ ](?:[Ii]nternational )?"
    r"(?:[Ss]tandard|[Ss]pecification|[Dd]esignation)s?[ ](?:[Nn]os?\.?[ ]?|[Nn]umber[ ])?)"
    r"(?=[A-Z]{0,2}[ -]?\d)"
)
_BOTH: Final = re.compile(r"IEC ?/ ?EN(?=[ -]?\d)")
_TRIES: Final = 5
_HARMONIZED: Final = 4  # digits HD numbers have more than (HD 60364)
_FLAMES: Final = re.compile(r"UL[ ]?94(?=[ -]?(?:V|HB|5V|VTM))")


def read(text: str, style: str) -> Found | Refused | None:
    """The number of a foreign or international body that a view's text begins with."""
    if style == "american" and (flame := _FLAMES.match(text)):
        number = number_of("UL 94")
        return Found(number, 0, flame.end(), "UL ") if number else None
    if both := _BOTH.match(text):
        return _both(text, both.end())
    if run := _RUN_ON.match(text) or _NOUN.match(text):
        return _apart(text, run, style)
    found = SHAPES[style].match(text)
    if found is None or _MATERIAL.match(text):
        return None
    if style in _READERS and (reading := _read_on(text, style)):
        return reading
    return _longest(text, found.end())


def _both(text: str, end: int) -> Found | Refused | None:
    """``IEC/EN 60947-2``: the international standard and the European one of the same number."""
    found = read(f"IEC{text[end:]}", "iso")
    if not isinstance(found, Found) or found.number.prefix != "IEC":
        return None
    also = number_of(found.number.canonical.replace("IEC", "EN", 1))
    return found._replace(end=found.end + end - len("IEC"), also=also)


def _longest(text: str, end: int) -> Found | None:
    """The longest beginning of an extent that is a number."""
    extent = text[:end]
    for _ in range(_TRIES):
        if _ends_well(extent, text[len(extent) : len(extent) + 3]) and (number := _number(extent)):
            return Found(number, 0, len(extent), f"{number.prefix} ", sure=_is_sure(number))
        extent = _PIECE.sub("", extent, count=1)
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
    plain = extent if "(" in extent else _CLOSING.sub("", extent, count=1)
    if plain.startswith("ASTM"):
        plain = _ASTM_LETTER.sub(r"\1", plain)
    elif "AISI" in plain:  # a grade of steel
        return None
    if _TELECOM.match(plain):
        plain = f"ETSI {plain}"
    number = number_of(plain)
    return number if number and _is_told(number) else None


def _is_told(number: StandardNumber) -> bool:
    """Whether it is more than letters and a few digits of a body with common letters (CR 2032)."""
    undated = number.prefix in _YEARED and number.year is None and not number.part
    return (
        not undated or len(number.serial) > _HARMONIZED or _OLD.fullmatch(number.serial) is not None
    )


def _ends_well(extent: str, follows: str) -> bool:
    glued = _GLUED.match(follows)
    return bool(extent) and not (extent[-1].isdigit() and glued)


_CLOSING: Final = re.compile(r"[\"”]?\)")  # (SAE) J476, (“ASTM”) A53
_WORD: Final = re.compile(r"-(?:[a-z]{3,}|[a-z][A-Z]?)$")  # ISO 2768-mK: a class of tolerances
_MATERIAL: Final = re.compile(r"(?:DIN[ ]?)?EN[ -]?[1-3]\.\d{4}(?!\d)")  # EN 1.4301 is a steel
_ALL_PARTS: Final = re.compile(
    r" ?\((?:all parts|ALL PARTS|所有部分)\)$|(?<=-[A-Z])-[A-Z]$"  # ISO 2560-A-E 42 is an electrode
)
_OILS: Final = re.compile(r"[CSG][A-Z]-?\d{0,2}")  # API CI-4 is a class of engine oil
_ASTM_LETTER: Final = re.compile(r"((?:ASTM |/)[A-G])[- ](?=\d)")  # ASTM A-53 is ASTM A53
_GLUED: Final = re.compile(r"[0-9A-Z]|[a-z]{1,2}(?![a-z])")
_TELECOM: Final = re.compile(r"E(?:N|S|G|TS|TR) \d{3} \d{3}(?!\d)")
_OLD: Final = re.compile(r"0\d{3}|\d{4}\.\d{1,2}")  # VDE 0100, AS 1170.4
_SHORTER: Final = {  # NEMA 17 is a motor, CNS the central nervous system
    "NEMA": re.compile(r"\d{1,2}[A-Z]{0,2}"),
    "CNS": re.compile(r"\d{1,3}"),
}
_BARE: Final = re.compile(r"\d{1,2}|\d(?:\.\d{1,2})+")


def _is_sure(number: StandardNumber) -> bool:
    """Whether the shape is that of no other thing.

    ISO 100 is a film, API 21 a version of a program, NEMA 17 a motor, SS 304 a steel.
    """
    if number.year is not None:
        return True
    prefix, serial = number.prefix, number.serial
    if prefix in _YEARED:
        parted = bool(number.part) and prefix in ("NF", "VDE", "HD")
        long = prefix == "HD" and len(serial) > _HARMONIZED
        return parted or long or _OLD.fullmatch(serial) is not None
    if prefix in _LETTERED:
        return serial[:1].isalpha() or bool(number.part)
    if prefix == "API" and _OILS.fullmatch(serial):
        return False
    if prefix in _SHORTER:
        return not _SHORTER[prefix].fullmatch(serial)
    return prefix not in _PLAIN or bool(number.part) or not _BARE.fullmatch(serial)
