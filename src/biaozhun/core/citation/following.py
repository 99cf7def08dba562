"""What follows a number and belongs to it: edition, all parts, ranges, years, elided numbers.

::

    GB 50016-2014(2018年版)   GB/T 20438（所有部分）   GB 5009系列   GB/T 1.1 2020版
    GB/T 2828.1～2828.4       GB14761.1～14761.7-93    GB/T 3100～3102
    JB/T 10391-2008、10392    ASTM A536, A576          GB 150.1-2011、.2、.3   GB/T 1.1-2009/2020
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from biaozhun.core.citation.found import number_of
from biaozhun.core.citation.value import Confidence, Scope
from biaozhun.core.citation.view import Sight
from biaozhun.core.citation.vocabulary import any_of
from biaozhun.core.number import Family, StandardNumber
from biaozhun.core.number.spelling import upper

MOST_PARTS: Final = 300
MOST_SERIALS: Final = 50

_AMENDED: Final = re.compile(
    r"[ ]?/[ ]?XG ?(\d{1,2})(?:-((?:19|20)\d\d))?(?!\d)|[ ]?[(《]?第([1-9])号修改单[)》]?"
)
_EDITION: Final = re.compile(
    r"[ \n]?(?:\(((?:19|20)\d\d) ?年? ?(?:局部修订|修订)?版?\)|-?((?:19|20)\d\d) ?年?版(?!本))"
)
_ALL: Final = re.compile(
    r"[ \n]?(?:\((?:所有部分|全部部分|各部分|全部|系列|系列标准|all parts|ALL PARTS|series)\)"
    r"|的?(?:所有|全部|各)部分|系列(?:国家|行业)?(?:标准)?(?!产品|机|设备|钢)|族(?:标准)?"
    r"|(?:all parts|series)(?![a-z]))"
)
_SIGN: Final = re.compile(
    r"[ \n]?(?:~+|至|到|(?:to|through)(?= )|-+(?=[ ]?[A-Z]|\d+\.\d|\d{5}|\d{1,2}-\d{4}))[ \n]?"
)
_MARKED: Final = re.compile(r"[A-Z]{2,4}(?:[ ]?/[ ]?[A-Z]{1,2})?[ -]{0,2}(?=\d)")
_TAILS: Final = {
    abroad: re.compile(
        r"(?P<serial>(?:[A-Z]{1,3}[ -]?)?\d{1,6}[A-Z]{0,2})?(?P<dots>(?:\.\d{1,4}(?!\d))*)"
        rf"(?P<parts>(?:-(?!(?:19|20)\d\d(?!\d))\d{{1,3}}(?!\d)){'*' if abroad else '{0}'})"
        r"(?:[ ]?(?:-+|:)[ ]?(?P<year>(?:19|20)\d\d|[5-9]\d)(?!\d))?(?![\dA-Za-z%])"
    )
    for abroad in (False, True)
}
_ABROAD: Final = (Family.INTERNATIONAL, Family.FOREIGN)
_BETWEEN: Final = re.compile(
    r"[ \n]{0,2}(?P<sign>、|,|/|;|以及|和|及|与|或|&)"
    r"(?:[ \n]?(?:and|or|和|及|与|或)(?= ))?[ \n]{0,2}"
    r"|[ \n](?P<word>and|or)[ \n]"
)
_LISTED: Final = re.compile(
    r"[ \n]?(?:$|[、,;)\]|/&和及与或等的规标要》《:]|\.(?!\d)|\n|and |or |中|第)"
)
_COUNTED: Final = re.compile(rf"[ \n]?(?:{any_of('counted')}|[A-Za-z%℃°μΩ])")
_LETTERS: Final = re.compile(r"[A-Z]+")
_GRADE: Final = re.compile(
    r"[ ](?:(?:Gr(?:ade)?\.?|Cl(?:ass)?\.?|Type)[ ]?)?[A-Z0-9]{1,4}(?=[ ]?[/,]| and | or )"
)
_YEAR_AGAIN: Final = re.compile(r"[ ]?[/、][ ]?((?:19|20)\d\d)(?:年?版)?(?![\d年.A-Za-z-])")
_LAST: Final = re.compile(r"(.*?)(\d+)$")
_HERALDS: Final = re.compile(r"[A-Z]{2,}|[TQ][ ]?/")
_GOES_ON: Final = {
    lettered: re.compile(
        r"[\s\u3000]{0,3}(?:[~～〜∼至到（(［\[【<&*\\$_`]|[/／](?!\s?I[SE][OC])|[-—–－―─]"
        r"|to |through |系列|族"
        r"|的?(?:所有|全部|各)部分|第[1-9１-９]号修改|《第|(?:19|20)\d\d|all |series"
        r"|(?:[、，,；;和及与或]|以及|and\b|or\b)[\s\u3000]{0,3}(?:and |or |和|及|与|或)?\s?"
        rf"[.．\-－—]?[A-ZＡ-Ｚ]{{0,{3 * lettered}}}[ -]?[\d０-９])"
    )
    for lettered in (False, True)
}  # JTG D60、F40; behind a serial of digits a code of letters begins another number
_SHORT: Final = 3  # digits a serial number alone has at least
_BUILDINGS: Final = re.compile(r"5[015]\d{3}")


class Named(NamedTuple):
    """A citation in the making: where it stands and what it names."""

    start: int
    end: int
    number: StandardNumber
    confidence: Confidence = Confidence.EXACT
    scope: Scope = Scope.ONE


def named(text: str, first: Named, code: str) -> list[Named]:
    """The number and all that follows it and belongs to it, in the order of the text."""
    if not _may_go_on(text, first):
        return [first]
    sight = Sight(text)
    first = _with_suffixes(sight, first)
    members = _range(sight, first, code) or [first]
    members += _other_years(sight, members[-1])
    while _may_go_on(text, members[-1]) and (more := _elided(sight, members[-1], code)):
        members += more
    return members


def _may_go_on(text: str, last: Named) -> bool:
    if last.number.prefix == "ASTM" and _GRADE.match(text, last.end):
        return True
    lettered = last.number.serial[:1].isalpha()
    return _GOES_ON[lettered].match(text, last.end) is not None


def _with_suffixes(sight: Sight, first: Named) -> Named:
    seen = sight.at(first.end)
    end, number, scope = 0, first.number, first.scope
    if number.year and (found := _AMENDED.match(seen.text)):
        ordinal, issued = found[1] or found[3], found[2]
        changed = f"XG{int(ordinal)}" + (f"-{issued}" if issued else "")
        number, end = msgspec.structs.replace(number, amendment=changed), found.end()
    if found := _EDITION.match(seen.text, end):
        number, end = _edition(number, found[1] or found[2]), found.end()
    if found := _ALL.match(seen.text, end):
        scope, end = Scope.ALL_PARTS, found.end()
    if not end:
        return first
    confidence = _worse(first.confidence)
    if sight.text[first.start : seen.end(end)] == number.canonical:
        confidence = first.confidence
    return first._replace(end=seen.end(end), number=number, scope=scope, confidence=confidence)


def _worse(confidence: Confidence) -> Confidence:
    return Confidence.GUESSED if confidence is Confidence.GUESSED else Confidence.NORMALISED


def _edition(number: StandardNumber, year: str) -> StandardNumber:
    """An edition in words: of a construction standard its partial revision, else the edition."""
    building = number.family is Family.CONSTRUCTION or _BUILDINGS.fullmatch(number.serial)
    if number.year is None and not building:
        return msgspec.structs.replace(number, year=int(year))
    if number.year == int(year):
        return number
    return msgspec.structs.replace(number, marks=(f"({year}年版)",))


def _other_years(sight: Sight, last: Named) -> list[Named]:
    years: list[Named] = []
    while last.number.year and last.scope is Scope.ONE:
        seen = sight.at(last.end)
        found = _YEAR_AGAIN.match(seen.text)
        if found is None:
            break
        number = msgspec.structs.replace(last.number, year=int(found[1]))
        last = Named(seen.start(found.start(1)), seen.end(found.end()), number)
        years.append(last)
    return years


def _range(sight: Sight, first: Named, code: str) -> list[Named]:
    seen = sight.at(first.end)
    sign = _SIGN.match(seen.text)
    if sign is None or first.scope is not Scope.ONE:
        return []
    raised = upper(seen.text)
    head = _MARKED.match(raised, sign.end())
    if head and _bare(head.group()) != _bare(code):
        return []
    tail = _tail(first.number).match(raised, head.end() if head else sign.end())
    if tail is None or not (tail["serial"] or tail["dots"]) or _is_quantity(seen.text, tail, sign):
        return []
    last = _last_member(first.number, code, tail)
    if last is None:
        return []
    whole = Named(first.start, seen.end(tail.end()), first.number, scope=Scope.RANGE)
    return list(_members(whole, first.number, last))


def _tail(number: StandardNumber) -> re.Pattern[str]:
    """What a number like this one is without its code."""
    return _TAILS[number.family in _ABROAD]


def _bare(code: str) -> str:
    return re.sub(r"[^A-Z]", "", upper(code))


def _is_quantity(text: str, tail: re.Match[str], sign: re.Match[str]) -> bool:
    """``GB 175至2020年``: what follows counts something else."""
    if tail["year"] or (tail["serial"] and tail["dots"]) or "~" in sign.group():
        return text[tail.end() : tail.end() + 1] in "年月日" and tail.end() < len(text)
    return not _LISTED.match(text, tail.end())


def _last_member(first: StandardNumber, code: str, tail: re.Match[str]) -> StandardNumber | None:
    serial, dots = tail["serial"] or "", tail["dots"] + tail["parts"]
    stem, _ = _split(first.canonical_undated)
    candidates = [f"{code}{serial}{dots}"] if serial else []
    if not serial:
        candidates = [stem + dots.lstrip(".-")]
    elif not dots and (first.part or first.section):
        candidates.insert(0, stem + serial)
    year = int(tail["year"]) if tail["year"] else None
    year = year + 1900 if year and year < 100 else year
    for candidate in candidates:
        number = number_of(candidate)
        if number and _split(number.canonical_undated)[1] > _split(first.canonical_undated)[1]:
            return msgspec.structs.replace(number, year=year)
    return None


def _split(canonical: str) -> tuple[str, int]:
    found = _LAST.match(canonical)
    return (found[1], int(found[2])) if found else (canonical, 0)


def _members(whole: Named, first: StandardNumber, last: StandardNumber) -> Iterator[Named]:
    """One for each number of the range; the ends alone where it is no plain run of numbers."""
    stem, low = _split(first.canonical_undated)
    other, high = _split(last.canonical_undated)
    year = first.year if last.year is None else last.year
    most = MOST_PARTS if first.part else MOST_SERIALS
    if stem != other or high - low > most:
        dated = msgspec.structs.replace(first, year=year)
        yield whole._replace(number=dated, confidence=Confidence.GUESSED)
        yield whole._replace(number=last, confidence=Confidence.GUESSED)
        return
    told = first.year in (None, last.year)
    width = len(first.canonical_undated) - len(stem)
    for place in range(low, high + 1):
        number = number_of(f"{stem}{place:0{width}d}" if low else f"{stem}{place}")
        if number is not None:
            own = first.year if place == low and first.year else year
            yield whole._replace(
                number=msgspec.structs.replace(number, year=own),
                confidence=Confidence.NORMALISED if told or place == low else Confidence.GUESSED,
            )


def _elided(sight: Sight, last: Named, code: str) -> list[Named]:
    """The next number of a list that leaves out what all have in common."""
    seen = sight.at(last.end)
    grade = _GRADE.match(seen.text) if last.number.prefix == "ASTM" else None
    between = _BETWEEN.match(seen.text, grade.end() if grade else 0)
    if between is None:
        return []
    raised = upper(seen.text)
    if _HERALDS.match(raised, between.end()) and not _same_kind(raised, between.end(), last.number):
        return []
    tail = _tail(last.number).match(raised, between.end())
    if tail is None or not (tail["serial"] or tail["dots"] or tail["parts"]):
        return []
    number = _sibling(last.number, code, tail, between["sign"] or "")
    if number is None or not _ends_there(seen.text, tail, last.number):
        return []
    start, end = seen.start(tail.start()), seen.end(tail.end())
    item = Named(start, end, number, Confidence.GUESSED)
    item = _with_suffixes(sight, item)
    return _range(sight, item, code) or [item]


def _same_kind(text: str, start: int, last: StandardNumber) -> bool:
    """``SAE AMS 5662, AMS 5663``: the letters are those of the serial before."""
    letters, again = _LETTERS.match(last.serial), _LETTERS.match(text, start)
    return bool(letters and again and letters.group() == again.group())


def _ends_there(text: str, tail: re.Match[str], last: StandardNumber) -> bool:
    """Whether what follows lets it be a number: no unit, no counted thing."""
    serial = tail["serial"] or ""
    if tail["year"] or not serial or _LISTED.match(text, tail.end()):
        return True
    if not serial.isdigit():
        return last.prefix in ("ASTM", "API")
    alike = len(serial) == len(last.serial) > 3 and not re.fullmatch(r"(?:19|20)\d\d", serial)
    return alike and _COUNTED.match(text, tail.end()) is None


def _sibling(
    last: StandardNumber, code: str, tail: re.Match[str], sign: str
) -> StandardNumber | None:
    """What a piece names that leaves out what it has in common with the number before."""
    serial, piece, year = tail["serial"] or "", tail["dots"] + tail["parts"], tail["year"]
    if not serial:
        spelled = _with_piece(last, piece)
    elif serial[0].isalpha():
        spelled = _lettered(last, code, serial + piece)
    else:
        spelled = _numbered(last, code, tail, sign)
    return _dated(number_of(spelled), year) if spelled else None


def _lettered(last: StandardNumber, code: str, serial: str) -> str:
    """``A576`` behind ``ASTM A536``, ``F40`` behind ``JTG D60``."""
    if not last.serial[:1].isalpha() or last.family not in (Family.FOREIGN, Family.CONSTRUCTION):
        return ""
    plain = serial.replace("-", "").replace(" ", "") if last.prefix == "ASTM" else serial
    return code + plain


def _numbered(last: StandardNumber, code: str, tail: re.Match[str], sign: str) -> str:
    """``10392`` behind ``JB/T 10391``, ``3`` behind ``GB/T 17626.2``, ``5CT`` behind ``API 5L``."""
    serial, dotted, year = tail["serial"], bool(tail["dots"] or tail["parts"]), tail["year"]
    if last.serial[:1].isalpha():
        return ""
    if last.prefix == "API" and serial[-1].isalpha() and last.serial[-1].isalpha():
        return code + serial
    short = len(re.sub(r"\D", "", serial)) < _SHORT
    if short and not dotted and sign in ("、", "/", "") and (last.part or last.section):
        return _split(last.canonical_undated)[0] + serial
    if short and not (year and len(serial) > 1):
        return ""
    if not year and not dotted and not _is_plain(last, serial, sign):
        return ""
    return code + serial + tail["dots"] + tail["parts"]


def _is_plain(last: StandardNumber, digits: str, sign: str) -> bool:
    """Whether digits alone are a serial number: not a year, not a quantity behind a comma."""
    if re.fullmatch(r"(?:19|20)\d\d", digits) and sign != "、":
        return False
    alike = abs(len(digits) - len(last.serial)) <= 1
    return len(digits) > 2 and (sign == "、" or alike)


def _with_piece(last: StandardNumber, piece: str) -> str:
    """``.2`` behind ``GB 150.1``, ``-4-3`` behind ``IEC 61000-4-2``."""
    stem = last.canonical_undated
    for _ in re.findall(r"[.-]\d+", piece):
        stem = re.sub(r"[.-]\d+$", "", stem)
    return stem + piece


def _dated(number: StandardNumber | None, year: str | None) -> StandardNumber | None:
    if number is None or not year:
        return number
    full = int(year) if len(year) == 4 else 1900 + int(year)
    return msgspec.structs.replace(number, year=full)
