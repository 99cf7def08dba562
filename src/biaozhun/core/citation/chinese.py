"""The extent of a Chinese number in a view; what it says is read by :mod:`biaozhun.core.number`.

Source of the forms: domain rules on numbers (GB/T 1.1, the rules of the four kinds of standards)
and texts: ``GB175``, ``GB/T228.1-2021``, ``SL203—97``, ``JTG/T 2231-01-2020``, ``DB44/ 26-2001``.
"""

import re
from functools import lru_cache
from typing import Final

from biaozhun.core.citation.found import (
    REMEMBERED,
    Found,
    Refused,
    confidence_of,
    number_of,
    number_or_fault,
)
from biaozhun.core.citation.vocabulary import words
from biaozhun.core.number import Family, StandardNumber
from biaozhun.core.number.spelling import upper
from biaozhun.core.number.tables import PREFIXES, alternatives

_WHOLE: Final = r"(?:19|20)\d\d(?!\d)"
_SERIAL: Final = (
    r"(?P<serial>(?:(?:[A-Z]:)?[A-Z]{1,3} ?(?=\d))?"
    rf"(?:\d{{1,4}}\n(?!0?[1-9]-|1[0-2]-)\d{{1,4}}(?=-{_WHOLE})"  # no month of a date
    rf"|\d{{1,2}} \d{{3,5}}(?=(?:\.\d{{1,3}})?-{_WHOLE})"  # a blank by recognition
    r"|(?<=/T )\d (?!19|20)\d{4}(?=[的中和、，,。；;）)\s]|$)|\d{1,8})"
    r"(?:[A-Z](?=[-:.]|(?![A-Z\d])))?)(?!\d)"
    r"(?P<dots>(?:\.\n?\d{1,4}(?:[A-Z](?![A-Z\d]))?(?!\d)){0,3})"
)
_DIGITS_OF_YEAR: Final = (
    r"(?:19|20)\d\d(?=\d\.\d)|(?:1 9|2 0) \d \d(?!\d)|\d{4,7}"  # 20249.2: clause 9.2 run on
    r"|(?:19|20)\n\d\d(?!\d)"
    r"|(?<![:\n ])\d{3}(?![\d%]|\.\d)|\d\d(?![\d%]|[.-]\d)"
)
_YEAR: Final = (
    rf"(?P<more>(?:(?:-|(?<!\.\d)(?<!\.\d\d)/)\d{{1,6}}(?:\.\d{{1,3}})?)*?(?=[ \n]?-{_WHOLE}))?"
    rf"(?:[ \n]?(?:-+|:)[ \n]?(?P<year>{_DIGITS_OF_YEAR})"
    r"(?P<english>(?<=[-: ]\d{4})E(?![A-Za-z0-9]))?)?"
)
_GAP: Final = r"(?P<gap>[ \n~]{0,3}/?[ \n~]{0,3}|[ \n]?-[ \n]?)"
_CODED: Final = re.compile(
    rf"(?P<code>{alternatives({row.upper() for row in PREFIXES})})"
    r"(?:[ \n]{0,2}[/-][ \n]{0,2}(?P<mark>[TZ])(?![A-Z]{2})|(?P<glued>T)(?=[ ~-]?[A-Z]?\d)"
    r"|[ \n](?P<apart>[TZ])(?=[ ]?\d))?"
    rf"{_GAP}{_SERIAL}{_YEAR}"
)
_LOCAL: Final = re.compile(
    r"(?P<code>D(?:B|G(?=\d{4}))S?[ ]?\d{2}(?:\d{2}){0,2})"
    r"(?:[ \n]?[/-]?[ \n]?(?P<mark>[TZ])(?![A-Z])|(?=[ ]?/)|(?=-\d+-\d{4}(?!\d)))"
    rf"{_GAP}{_SERIAL}{_YEAR}"
)
_BUILDING: Final = re.compile(
    r"(?:DBJ|DGJ) ?\d\d ?/ ?(?:TJ|JT|J|T)[ -]?\d{1,5}(?:-(?:19|20)\d\d)?(?!\d)|"
    r"(?:DBJ|DGJ|DG ?/ ?TJ|DB ?/ ?T ?29-|DB\d\d ?\(J\)|DB22 ?/ ?JT)[ A-Z0-9()/]{0,8}?[ /-]?"
    r"(?:\d{1,5}-)?\d{1,5}(?:\.\d{1,3})?(?:-(?:\d{4}|\d\d)(?!\d))?(?!\d)"
)
_ASSOCIATION: Final = re.compile(
    r"(?P<code>T[ ]?/[ ]?[A-Z][A-Z0-9]*[A-Z](?:-[A-Z]{1,4})?)"
    rf"{_GAP}{_SERIAL}{_YEAR}"
)
_ENTERPRISE: Final = re.compile(
    r"Q ?/ ?\d{2}/\d{10}[A-Z]\d{3}(?:-(?:19|20)\d\d)?(?!\d)|"
    r"Q[ ]?/[ ]?(?:\d{6} )?[0-9]{0,6}[A-Z一-龥][A-Z0-9一-龥()]{1,14}(?:[/-][A-Z]{1,6})?[ /-]?"
    rf"[A-Z]{{0,6}}[ -]?\d{{1,8}}[A-Z]?(?:[.-](?!{_WHOLE})\d{{1,4}}(?!\d))*"
    r"(?:[ ]?-(?:\d{4}|[5-9]\d))?(?![A-Z\d])"
)
_BRACKETED: Final = re.compile(
    rf"(?P<code>JJ[GF] ?\((?:[一-龥]{{1,6}}|CR)\)){_GAP}{_SERIAL}{_YEAR}"
)
_SAMPLE: Final = re.compile(r"GSB ?[A-Z]? ?\d{2} ?- ?\d{1,5}(?: ?- ?(?:\d{4}|\d\d))?(?!\d)")
_MISREAD: Final = re.compile(
    r"(?P<head>[A-Z]{2,4}[ \n]?/[ \n]?T?|GB[ \n]?)[ \n]?"
    r"(?P<rest>[\dOIL|][\dOIL|.]*(?:[ ]?-+[ ]?[\dOIL|]{4})?)(?![A-Z\d|])"
)
_NOISY: Final = re.compile(r"[OIL|](?=[\d.-]*\d)")
_DIGITS: Final = str.maketrans("OIL|", "0111")
_PART_LOST: Final = re.compile(rf"\. ?-{_WHOLE}")  # GB 5009.-2016
_OVERLONG: Final = re.compile(r"GB ?/ ?[TZ] ?\d{9,}")
_BLANKS: Final = re.compile(r"[ \n]")
_BROKEN: Final = re.compile(r"\d[ \n]\d")
_SECTORS: Final = (Family.SECTOR, Family.REGULATION)
_ONE_DIGIT: Final = 1
_FULL: Final = 4  # digits of a year
_SHORT: Final = 2
_LONG: Final = 5  # digits of a serial that no year has
_WIDEST: Final = 100
_CUT: Final = 3  # of one that lost a digit
_REGIONAL: Final = re.compile(r"D[BG]S?\d")
_COMMON: Final = words("common_code")
_SHORT_YEARS: Final = ("5", "6", "7", "8", "9")


_NOTHING_MORE: Final = (
    r" ?/ ?I(?:SO|EC)[ /]"
    r"|(?!一[ ]?\d)[\u4e00-\u9fff，。；、）》《,;)（(～\"】]| [\u4e00-\u9fff《（|]"
    r"| {0,3}\r?\n(?:\r?\n)?[\u4e00-\u9fff《（A-Z]|</t[dh]>\s*<|$"
)
_REGULAR: Final = re.compile(
    r"([A-Z]{2,4})(?:/[TZ])? ?\d{1,6}(?:\.\d{1,4}){0,2}(?:[-—](?:(?:19|20)\d\d|[5-9]\d))?"
    rf"(?={_NOTHING_MORE})"
)
_PIECES: Final = re.compile(r"([A-Z]+)(/[TZ])?( ?)([\d.]+)(?:[-—](\d+))?")


def read_regular(text: str, place: int) -> Found | None:
    """A number as the field writes it, read without a view; most of them are."""
    found = _REGULAR.match(text, place)
    return _regular(found.group()) if found and found[1] in PREFIXES else None


@lru_cache(maxsize=REMEMBERED)
def _regular(printed: str) -> Found | None:
    """What a regular spelling names, wherever it stands."""
    pieces = _PIECES.fullmatch(printed)
    if pieces is None:
        return None
    code, mark, gap, serial, year = pieces.groups("")
    number = number_of(f"{code}{mark} {serial}" + (f"-{year}" if year else ""))
    if number is None:
        return None
    sure = _is_sure(number, year, mark, gap)
    found = Found(number, 0, len(printed), f"{code}{mark} ", sure=sure)
    return found._replace(confidence=confidence_of(found, printed))


def read(text: str) -> Found | Refused | None:
    """The Chinese number a view's text begins with."""
    raised = upper(text)
    for reader in (_misread, _building, _local, _sample, _bracketed, _coded):
        if reading := reader(raised):
            return reading
    return None


def read_association(text: str) -> Found | Refused | None:
    """The number of an association's standard the text begins with."""
    found = _ASSOCIATION.match(text)
    if found is None:
        return None
    reading = _spelled(found, found["code"].replace(" ", ""))
    if isinstance(reading, Found) and reading.number.year is None:
        return reading._replace(sure=len(reading.number.serial) > 2)
    return reading


def read_enterprise(text: str) -> Found | Refused | None:
    """The number of an enterprise's standard the text begins with."""
    found = _ENTERPRISE.match(upper(text))
    if found is None:
        return None
    number = number_of(found.group())
    if number is None:
        return None
    return Found(number, 0, found.end(), f"{number.prefix} ", sure=number.year is not None)


def _building(text: str) -> Found | None:
    found = _BUILDING.match(text)
    number = number_of(found.group()) if found else None
    if found is None or number is None:
        return None
    return Found(number, 0, found.end(), f"{number.code} ")


def _local(text: str) -> Found | Refused | None:
    found = _LOCAL.match(text)
    return _spelled(found, found["code"].replace(" ", "")) if found else None


def _sample(text: str) -> Found | None:
    found = _SAMPLE.match(text)
    number = number_of(found.group()) if found else None
    return Found(number, 0, found.end(), "GSB ") if found and number else None


def _bracketed(text: str) -> Found | Refused | None:
    found = _BRACKETED.match(text)
    return _spelled(found, found["code"].replace(" ", "")) if found else None


def _coded(text: str) -> Found | Refused | None:
    if found := _CODED.match(text):
        return _spelled(found, found["code"])
    overlong = _OVERLONG.match(text)
    return Refused(0, overlong.end(), "number_format") if overlong else None


def _spelled(found: re.Match[str], code: str) -> Found | Refused | None:
    """The number of a match: its pieces spelled plainly are read, whatever broke them in print."""
    groups = found.groupdict()
    mark = groups.get("mark") or groups.get("glued") or groups.get("apart") or ""
    meant = bool(mark) or code.startswith(("GB", "DB"))
    if "-" in found["gap"] and not _is_hyphenated(found):
        return None
    year, end = _year(found)
    if meant and not year and (lost := _PART_LOST.match(found.string, end)):
        return Refused(0, lost.end(), "number_format")
    if len(year) == _CUT or len(year) > _FULL:
        return Refused(0, end, "number_year") if meant else None
    more = "" if _is_range(found) else found["more"] or ""
    serial = _BLANKS.sub("", found["serial"] + found["dots"] + more)
    head = _head(code, mark)
    dated = f"-{year}" if year else ""
    number = number_or_fault(f"{head}{serial}{dated}{found['english'] or ''}")
    if isinstance(number, str):
        return Refused(0, end, number) if meant and len(year) == _FULL else None
    if number is None:
        return None
    sure = _is_sure(number, year, mark, found["gap"])
    run_on = bool(year) and found.string[end : end + 1].isdigit()
    return Found(
        number,
        0,
        end,
        head,
        sure=sure,
        mended=run_on or _BROKEN.search(found["serial"]) is not None,
    )


def _is_hyphenated(found: re.Match[str]) -> bool:
    """Whether a hyphen behind the code is that of a number (GB-5749-2022) and of no model."""
    year = found["year"] or ""
    return len(year) == _FULL or (
        len(year) == _SHORT and year.startswith(_SHORT_YEARS) and len(found["serial"]) >= _FULL
    )


def _head(code: str, mark: str) -> str:
    if _REGIONAL.match(code):
        return f"{code}/{mark} " if mark else f"{code}/"
    return f"{code}/{mark} " if mark else f"{code} "


def _year(found: re.Match[str]) -> tuple[str, int]:
    """The digits of the year and where the number ends; none where what follows is no year."""
    year = _BLANKS.sub("", found["year"] or "")
    without = max(found.end("serial"), found.end("dots"), found.end("more"))
    if _is_range(found):
        return "", found.end("dots")
    short = len(year) < _CUT and not year.startswith(_SHORT_YEARS)
    if short or (len(year) == _CUT and not year.startswith(("19", "20", "0"))):
        return "", without
    return year, found.end()


def _is_range(found: re.Match[str]) -> bool:
    """``GB 50254-50259-96``, ``GB 6675.1-4-2014``: a hyphen for the sign of a range."""
    last = (found["more"] or "")[1:] or found["year"] or ""
    first = found["dots"][1:] if found["more"] and found["dots"] else found["serial"]
    if not (first.isdigit() and last.isdigit()):
        return False
    parts = bool(found["more"] and found["dots"]) and len(last) <= _SHORT
    return (parts or len(first) == len(last) >= _LONG) and 0 < int(last) - int(first) < _WIDEST


def _is_sure(number: StandardNumber, year: str, mark: str, gap: str) -> bool:
    """Whether prefix and shape are those of no other thing (HB 200 is a hardness)."""
    if mark or (year and len(year) == 4):
        return True
    if number.family in _SECTORS:
        spaced = number.serial.isdigit() and len(number.serial) > 3 and gap
        return (bool(number.part) and len(number.serial) > 2) or bool(
            spaced and number.prefix not in _COMMON
        )
    return number.prefix != "GB" or bool(year) or len(number.serial) > _ONE_DIGIT


def _misread(text: str) -> Found | None:
    """Letters that recognition put for digits: ``GB/Tl234``, ``GB/T 2O20``."""
    found = _MISREAD.match(text)
    if found is None or not _NOISY.search(found["rest"]):
        return None
    head = found["head"].replace(" ", "").replace("\n", "")
    number = number_of(f"{head} {found['rest'].translate(_DIGITS)}")
    if number is None:
        return None
    return Found(number, 0, found.end(), f"{number.code} ", mended=True)
