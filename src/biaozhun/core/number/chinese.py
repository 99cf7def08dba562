"""What follows the code in every Chinese number: serial, part, year, amendment, marks.

::

    rest      = serial [range] ["." part ["." section]] [year] { suffix }
    serial    = [letters] digits [letter] { ("-" | "/") digits }     B10-01   1203A   20032/1
    range     = "~" serial                                          3100~3102
    year      = ("-" | ":") ("19" | "20") digit digit | "-" digit digit     two digits: 50 to 99
    suffix    = "/XG" digits ["-" yyyy] | "第" digits "号修改单" ["-" yyyy]
              | "(" yyyy "年版)" | "(" yyyy ")" | "(所有部分)" | language mark
              | "/" adopted number | joint number

Sources: GB/T 1.1-2020 (number), the rules on amendments (修改单), numbers in real catalogues.
A hyphenated serial (``10-2-24``) stays one serial: what its pieces mean differs by issuer.
"""

import re
from typing import NamedTuple

from biaozhun.core.number.errors import (
    ImpossibleYearError,
    NumberFormatError,
    NumberIncompleteError,
    NumberTrailingError,
)

_ROMAN = str.maketrans({"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV"})
_YEAR = r" ?[-:] ?(?:(?:19|20)\d{2}|[5-9]\d)(?!\d)"
_REST = re.compile(
    r"(?P<letters>(?:[A-Z]:)?[A-Z]{1,3}(?:[ _](?=\d))?(?=\d)|(?:[ⅠⅡⅢⅣ]|IV|I{1,3}) ?-)?"
    r"(?P<digits>\d{1,8}(?:[A-Z](?![A-Z]))?)"
    r"(?P<dots>(?:\.(?:\d{1,4}[A-Z]?|[A-Z])(?![A-Z0-9])){0,3})"
    rf"(?P<more>(?:[-/]\d{{1,6}}(?:\.\d{{1,4}})?)*?(?={_YEAR}))?"
    r"(?:(?:~|-(?=(?P=digits)\.\d[\d.]*-\d{4}$))(?P<to>(?:[A-Z]{2} ?)?\d{1,6}(?:\.\d{1,4}){0,2}))?"
    r"(?: ?[-:] ?(?P<year>\d{2}(?:\d{2})?)(?![\dA-Z]*\d))?"
)
_AMENDMENT = re.compile(
    r" ?/? ?XG ?(\d{1,2})(?:-((?:19|20)\d{2}))?"
    r"|[ /]?[(《]?第(\d{1,2})号修改单[)》]?(?:-((?:19|20)\d{2}))?"
)
_MARK = re.compile(
    r" ?(?:(?P<language>E|R|FR|MM|JP|G|L|P)(?![A-Z0-9])"
    r"|\((?P<edition>(?:19|20)\d{2}) ?年?版\)|\((?P<confirmed>(?:19|20)\d{2})\)"
    r"|\((?P<all>所有部分|ALL PARTS)\)|\(?(?P<english>英文版|英文)\)?)"
)
FIRST_YEAR, LAST_YEAR = 1949, 2099


class Rest(NamedTuple):
    """The parts behind the code, and where reading stopped."""

    serial: str
    part: str
    section: str
    year: int | None
    amendment: str
    marks: tuple[str, ...]
    end: int


def read_rest(text: str, start: int, *, letters: bool, digits: int = 6) -> Rest:
    """Read serial to marks from ``start`` of folded upper-case text.

    Args:
        text: folded, squeezed, upper case.
        start: offset just behind the code.
        letters: whether the serial may open with letters.
        digits: how many digits a serial has at most.

    Raises:
        NumberIncompleteError: nothing follows the code.
        NumberFormatError: what follows is no serial number.
        ImpossibleYearError: the year cannot be one of a Chinese standard.
    """
    found = _REST.match(text, start)
    if found is None:
        raise _no_serial(text, start)
    _check_serial(found, letters=letters, digits=digits)
    serial, part, section = _split(found)
    year = _year(found)
    _check_part(found, section or part, year)
    return _suffixes(text, found.end(), serial, part, section, year)


def _check_serial(found: re.Match[str], *, letters: bool, digits: int) -> None:
    if found["letters"] and not letters:
        raise NumberFormatError(
            "the serial number must begin with a digit",
            fragment=found["letters"],
            start=found.start(),
            end=found.end("letters"),
        )
    if sum(map(str.isdigit, found["digits"])) > digits:
        raise NumberFormatError(
            f"a serial number here has at most {digits} digits",
            start=found.start(),
            end=found.end("digits"),
        )


def _check_part(found: re.Match[str], last: str, year: int | None) -> None:
    """A dot printed for the hyphen before the year must not make the year a part."""
    if year is None and re.search(r"(?:^|\.)(?:19[5-9]|20\d)\d$", last):
        raise ImpossibleYearError(
            "a part number that looks like a year",
            start=found.start("dots"),
            end=found.end("dots"),
            hint=f"write -{last[-4:]} if it is the year",
        )


def _no_serial(text: str, start: int) -> NumberFormatError | NumberIncompleteError:
    if start >= len(text):
        return NumberIncompleteError(
            "a code without a serial number", start=0, end=len(text), hint="add the serial number"
        )
    return NumberFormatError("no serial number behind the code", start=start, end=len(text))


def _split(found: re.Match[str]) -> tuple[str, str, str]:
    letters = (found["letters"] or "").replace(" ", "").translate(_ROMAN)
    serial = letters + found["digits"]
    dots, more, to = found["dots"], found["more"] or "", found["to"]
    if more:
        return serial + dots + more, "", ""
    pieces = dots[1:].split(".") if dots else []
    part = pieces[0] if pieces else ""
    section = ".".join(pieces[1:])
    if to:
        return _range(found, serial, ".".join(pieces))
    return serial, part, section


def _range(found: re.Match[str], serial: str, part: str) -> tuple[str, str, str]:
    to = found["to"].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    last_serial, dot, last_part = to.partition(".")
    if not part:
        return f"{serial}~{to}", "", ""
    if dot and last_serial != serial:
        raise NumberFormatError(
            "a range over several standards and parts",
            fragment=found["to"],
            start=found.start("to"),
            end=found.end("to"),
            hint="give its members one by one",
        )
    return serial, f"{part}~{last_part if dot else to}", ""


def _year(found: re.Match[str]) -> int | None:
    digits = found["year"]
    if digits is None:
        return None
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if not FIRST_YEAR <= year <= LAST_YEAR or (len(digits) == 2 and year < 1950):
        raise ImpossibleYearError(
            "not the year of a Chinese standard",
            fragment=digits,
            start=found.start("year"),
            end=found.end("year"),
            hint="years run from 1949; from 1995 on they have four digits",
        )
    return year


def _suffixes(
    text: str,
    end: int,
    serial: str,
    part: str,
    section: str,
    year: int | None,
) -> Rest:
    amendment, marks = "", list[str]()
    while True:
        if found := _AMENDMENT.match(text, end):
            ordinal, issued = found[1] or found[3], found[2] or found[4]
            amendment = f"XG{int(ordinal)}" + (f"-{issued}" if issued else "")
        elif (found := _MARK.match(text, end)) and (year or found["all"] or found["edition"]):
            marks.append(_mark(found))
        else:
            break
        end = found.end()
    return Rest(serial, part, section, year, amendment, tuple(marks), end)


def _mark(found: re.Match[str]) -> str:
    if found["edition"]:
        return f"({found['edition']}年版)"
    if found["confirmed"]:
        return f"({found['confirmed']})"
    if found["all"]:
        return "(所有部分)"
    return "E" if found["english"] else found["language"]


def trailing(text: str, end: int) -> NumberTrailingError:
    """The refusal of text behind a complete number."""
    return NumberTrailingError(
        "text behind the number", fragment=text[end:], start=end, end=len(text)
    )
