"""The written forms of a number: canonical, official, search keys, sort key.

Normal form: ASCII; one space behind the code; ``-`` before a four-digit year in Chinese numbers,
``:`` with ISO, IEC and EN; a mandatory local standard is ``DB44/26-2001`` without a blank.
"""

import re
from typing import TYPE_CHECKING

from biaozhun.core.number.families import Family, Nature
from biaozhun.core.number.spelling import search_key
from biaozhun.core.number.tables import BODIES

if TYPE_CHECKING:
    from biaozhun.core.number.value import StandardNumber

ANNOUNCEMENT = "公告"
CHINESE = frozenset(Family) - {Family.INTERNATIONAL, Family.FOREIGN}
_FIRST_WORD = re.compile(r"[^ /]+")
_CHUNKS = re.compile(r"\d+|\D+")
_NATURES = (Nature.MANDATORY, Nature.RECOMMENDED, Nature.GUIDANCE, None)
_ORDER = {family: place for place, family in enumerate(Family)}
_NATURE_ORDER = {nature: place for place, nature in enumerate(_NATURES)}


def canonical(number: "StandardNumber") -> str:
    """The one ASCII spelling of a number."""
    return _compose(number, "-")


def canonical_undated(number: "StandardNumber") -> str:
    """The canonical form without year, amendment, second number and marks: the standard's."""
    plain = not (number.amendment or number.adopted or number.joint or number.marks)
    if not plain or number.year is None:
        return canonical(number.undated())
    year = f"-{number.year}" if number.family in CHINESE else _foreign_year(number)
    return canonical(number).removesuffix(year)


def _with_other_year(number: "StandardNumber") -> str:
    """GB 2312-80 as covers printed it until 1994, ASTM D42-2000; empty where none is usual."""
    year = number.year
    if year is None:
        return ""
    if number.family in CHINESE:
        return _chinese(number, "-", year % 100) if 1950 <= year < 2000 else ""
    short = _foreign_year(number)
    return number.canonical.replace(short, f"-{year}", 1) if len(short) == 3 else ""


def official(number: "StandardNumber") -> str:
    """The form on the cover: an em dash before the year in Chinese families (GB/T 1.1-2020).

    The old CECS standards have a colon there.
    """
    return _compose(number, ":" if number.prefix == "CECS" else "—")


def _compose(number: "StandardNumber", dash: str) -> str:
    if number.family in CHINESE:
        return _chinese(number, dash)
    return _elsewhere(number)


def _chinese(number: "StandardNumber", dash: str, year_shown: int | None = None) -> str:
    year = f"{dash}{year_shown or number.year}" if number.year else ""
    if number.prefix.endswith(ANNOUNCEMENT):
        written = _announcement(number, dash) + year
    else:
        written = f"{number.code}{_gap(number)}{_dotted(number)}{year}"
    written += "".join(number.marks)
    if number.amendment:
        written += "/" + (number.amendment if dash == "-" else number.amendment.replace("-", dash))
    if number.adopted:
        written += "/" + number.adopted
    if number.joint:
        written += " " + (number.joint if dash == "-" else _redash(number.joint, dash))
    return written


def _redash(joint: str, dash: str) -> str:
    return re.sub(r"-(?=\d{4}(?: |$))", dash, joint)


def _gap(number: "StandardNumber") -> str:
    bare_local = number.family is Family.LOCAL and number.nature is Nature.MANDATORY
    filed = number.family is Family.ENTERPRISE and number.issuer.isdigit()
    return "/" if bare_local or filed else " "


def _dotted(number: "StandardNumber") -> str:
    if not number.part:
        return number.serial
    section = f".{number.section}" if number.section else ""
    first, tilde, last = number.part.partition("~")
    if tilde:
        return f"{number.serial}.{first}~{number.serial}.{last}{section}"
    return f"{number.serial}.{number.part}{section}"


def _announcement(number: "StandardNumber", dash: str) -> str:
    section = f".{number.section}" if number.section else ""
    part = f"{dash}{number.part}{section}" if number.part else ""
    if number.prefix == "农业部公告":  # until 2018 the ministry printed its number first
        return f"农业部{number.serial}号公告{part}"
    return f"{number.prefix}第{number.serial}号{part}"


def _elsewhere(number: "StandardNumber") -> str:
    body = "-".join(filter(None, (number.serial, number.part, number.section)))
    joint = "-" if number.prefix.startswith(("MIL", "FED-STD")) else " "
    written = f"{number.prefix}{joint}{body}" if number.prefix else body
    written += _foreign_year(number)
    if number.amendment:
        written += number.amendment if number.amendment[0] == "+" else "/" + number.amendment
    for mark in number.marks:
        written += mark if _is_tight(number, mark) else f" {mark}"
    if number.adopted:
        written += "/" + number.adopted
    if number.joint:
        written += " " + number.joint
    return written


def _is_tight(number: "StandardNumber", mark: str) -> bool:
    """Whether a mark follows without a blank: (E), (2019), /D3, ASTM's letters; not a long note."""
    if mark[0] == "(":
        return len(mark) <= 8 and not number.prefix.startswith(("ETSI", "ITU", "Annex", "IEEE"))
    lettered = number.prefix.endswith(("ASTM", "ASME", "ANSI")) and len(mark) == 1
    return lettered or mark[0] in "/+-:,._" or (mark[0] in "eE" and mark[1:].isdigit())


def _foreign_year(number: "StandardNumber") -> str:
    word = _FIRST_WORD.match(number.prefix)
    body = BODIES.get(word.group()) if word else None
    if number.year is None:
        return ""
    if body is None:  # prEN, CEN-CLC and other stacks
        return f":{number.year}"
    if not body.year:
        return ""
    if body.short_year and 1950 <= number.year < 2050:
        return f"{body.year}{number.year % 100:02d}"
    return f"{body.year}{number.year}"


def search_keys(number: "StandardNumber") -> tuple[str, ...]:
    """Full, without year, without mark of nature, without both, with the year the other way."""
    plain = search_key(number.canonical), search_key(number.canonical_undated)
    code, unmarked = search_key(number.code), search_key(number.prefix)
    keys = list(plain)
    if code != unmarked:
        keys += [unmarked + key.removeprefix(code) for key in plain]
    if other := _with_other_year(number):
        keys.append(search_key(other))
    return tuple(dict.fromkeys(keys))


def sort_key(number: "StandardNumber") -> tuple[object, ...]:
    """Natural order; the raw parts at the end make it total where naturally equal (01, 1)."""
    return (
        _ORDER[number.family],
        number.prefix,
        _NATURE_ORDER[number.nature],
        _natural(number.serial),
        _natural(number.part),
        _natural(number.section),
        number.year or 0,
        _natural(number.amendment),
        number.adopted,
        number.joint,
        number.marks,
        (number.serial, number.part, number.section, number.amendment),
    )


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(chunk), "") if chunk.isdecimal() else (1, 0, chunk)
        for chunk in _CHUNKS.findall(text)
    )
