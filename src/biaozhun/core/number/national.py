"""Prefixed Chinese numbers: national, sector, construction, military, legacy.

::

    number  = prefix [nature] ["/"] rest
    nature  = ("/" | "-") ("T" | "Z") | "T" before a digit
    prefix  = a row of number_prefix.csv, longest first (GBZ before GB)

``GBT1.1`` is GB/T 1.1, but ``GBZ 1`` is never GB/Z 1: GBZ is the occupational health standard.
Source of the prefixes: the code tables of the national authority; nature: GB/T 1.1.
"""

import re

from biaozhun.core.number.chinese import read_rest
from biaozhun.core.number.errors import NumberFormatError
from biaozhun.core.number.families import NATURE_OF_MARK, Family
from biaozhun.core.number.tables import PREFIXES, Prefix, alternatives
from biaozhun.core.number.value import Reading, StandardNumber

_BY_UPPER = {row.prefix.upper(): row for row in PREFIXES.values()}
_ALTERNATIVES = alternatives(_BY_UPPER)
_DATED_AHEAD = r"(?=[A-Z]?\d+(?:\.\d+)*-(?:19|20)\d\d(?!\d))"  # GB-5749-2022, but not GB-500
CODE = re.compile(
    rf"(?P<prefix>{_ALTERNATIVES})"
    r"(?: ?[/-] ?(?P<mark>[TZ])(?![A-Z])|(?P<glued>T)(?= ?[A-Z]?\d)| (?P<apart>[TZ])(?= ?\d))?"
    rf"(?P<gap>(?(mark) ?- ?(?=\d)|(?!))|[ /]*-{_DATED_AHEAD}| ?/ ?(?![TZ][ -])| "
    r"|(?=\d)|(?=[A-Z]\d)|(?=(?:IV|I{1,3}) ?-\d)|$)"
)
_LONG_SERIALS = {"YBB": 8}
_GROUPED = re.compile(r"CSM ?(?P<serial>\d{2}(?: \d{2}){2,3})-(?P<year>(?:19|20)\d{2})")


def read(text: str, printed: str) -> Reading | None:
    """Read a prefixed Chinese number from folded upper-case text; ``None`` if no prefix fits."""
    found = CODE.match(text)
    if found is None:
        return None
    row = _BY_UPPER[found["prefix"]]
    if not row.letters and _runs_on(text, found):
        return None
    if row.prefix == "CSM" and (grouped := _GROUPED.match(text)):
        return _grouped(row, grouped, printed)
    mark = found["mark"] or found["glued"] or found["apart"]
    _check_form(row, mark, found)
    rest = read_rest(
        text, found.end(), letters=row.letters, digits=_LONG_SERIALS.get(row.prefix, 6)
    )
    if rest.year is None and _too_common(row, mark, found, rest.serial):
        raise NumberFormatError(
            f"{row.prefix} numbers are read like this only with their year",
            start=0,
            end=len(text),
            hint="add the year",
        )
    number = StandardNumber(
        family=row.family,
        prefix=row.prefix,
        nature=NATURE_OF_MARK[mark] if mark else row.bare,
        issuer=row.prefix if row.family is Family.ASSOCIATION else "",
        region=row.region,
        serial=rest.serial,
        part=rest.part,
        section=rest.section,
        year=rest.year,
        amendment=rest.amendment,
        marks=rest.marks,
        printed=printed,
    )
    return number, rest.end


def _runs_on(text: str, found: re.Match[str]) -> bool:
    """Whether letters go on behind the prefix without a gap: it belongs to a longer word."""
    follows = text[found.end() : found.end() + 1]
    return not found["gap"] and follows != "" and not follows.isdigit()


def _too_common(row: Prefix, mark: str | None, found: re.Match[str], serial: str) -> bool:
    """Whether an undated reading is more likely no standard: SD 128, HB200 (a hardness)."""
    glued = row.family is Family.SECTOR and not mark and not found["gap"] and len(serial) < 4
    return glued or not row.undated


def _check_form(row: Prefix, mark: str | None, found: re.Match[str]) -> None:
    if (mark or "-") in row.forms:
        return
    raise NumberFormatError(
        f"{row.prefix} has no form with /{mark}"
        if mark
        else f"{row.prefix} is not used without /T",
        fragment=found.group(),
        start=0,
        end=found.end(),
    )


def _grouped(row: Prefix, found: re.Match[str], printed: str) -> Reading:
    """``CSM 01 01 02 08-2006``: four groups of digits are one serial."""
    number = StandardNumber(
        family=row.family,
        prefix=row.prefix,
        issuer=row.prefix,
        serial=found["serial"],
        year=int(found["year"]),
        printed=printed,
    )
    return number, found.end()
