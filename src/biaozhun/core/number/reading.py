"""Reading a number: the fast way for regular spellings, the careful way for all others.

The fast way looks the text up to its first blank up in a table of known codes and matches the
rest with one pattern. Whatever it does not take, the family readers take in this order:
bracketed metrology, regional construction, local, association, enterprise, announcement and
sample, prefixed Chinese, international, foreign. Where none fits, the text is refused.
"""

import re
from collections.abc import Callable

import msgspec

from biaozhun.core.number import (
    announcement,
    association,
    construction,
    enterprise,
    foreign,
    local,
    metrology,
    national,
)
from biaozhun.core.number.chinese import trailing
from biaozhun.core.number.errors import (
    NumberError,
    NumberFormatError,
    NumberIncompleteError,
    UnknownPrefixError,
)
from biaozhun.core.number.families import Family, Nature
from biaozhun.core.number.spelling import LONGEST, fold_spelling, origin, squeeze, upper
from biaozhun.core.number.tables import BODIES, PREFIXES, REGIONS
from biaozhun.core.number.value import Reading, StandardNumber

_Code = tuple[Family, str, Nature | None, str, str]
_DATED = re.compile(r"(\d{1,6})(?:\.(\d{1,4}))?-(19[5-9]\d|20\d\d)", re.ASCII).fullmatch
_ISO = re.compile(
    r"(?:(TR|TS|DIS|FDIS|CD|ISP|PAS|DTS|DTR|Guide) )?(\d{1,6})"
    r"(?:-((?!(?:18|19|20)\d\d(?!\d))\d{1,4}[A-Z]?)(?:-(\d{1,3}[A-Z]?))?)?(?::((?:19|20)\d\d))?"
    r"(?:/(Amd |Cor |AMD|COR)(\d{1,3}):((?:19|20)\d\d)|"
    r"(\+AMD\d:\d{4}(?:\+AMD\d:\d{4})?)? (CSV|RLV))?",
    re.ASCII,
).fullmatch
_STRANGE_DIGIT = re.compile(r"[^\D0-9]+").search
_SECOND = re.compile(r" ?[/,;、+&和] ?| |\((?=[A-Z])|(?<=\d)(?=T/)")


def _chinese_codes() -> dict[str, _Code]:
    codes: dict[str, _Code] = {}
    marks = {"-": "", "T": "/T", "Z": "/Z"}
    for row in PREFIXES.values():
        if row.family is Family.ASSOCIATION:
            continue
        for form in row.forms:
            nature = {"-": row.bare, "T": Nature.RECOMMENDED, "Z": Nature.GUIDANCE}[form]
            codes[row.prefix + marks[form]] = (row.family, row.prefix, nature, "", row.region)
    for region in REGIONS:
        prefix = f"DB{region}"
        for form, nature in (("/T", Nature.RECOMMENDED), ("/", Nature.MANDATORY)):
            codes[prefix + form] = (Family.LOCAL, prefix, nature, "", region)
    return codes


_CHINESE = _chinese_codes()
_UPPER = {"Amd ": "AMD", "Cor ": "COR"}  # IEC prints AMD1, ISO prints Amd 1
_CAPITAL = {"AMD": "Amd ", "COR": "Cor "}
_BODIES = {
    "ISO": ("ISO/", _CAPITAL),
    "IEC": ("IEC ", _UPPER),
    "CISPR": ("CISPR ", _UPPER),
    "ISO/IEC": ("ISO/IEC ", _CAPITAL),
    "ISO/IEC/IEEE": ("ISO/IEC/IEEE ", _CAPITAL),
} | {
    f"ISO/{kind}": ("", _CAPITAL)
    for kind in ["TS", "TR", "PAS", "DIS", "FDIS", "CD", "R", "DTS", "DTR", "AWI"]
}
_ORGANIZATION = re.compile(r"T/([A-Z][A-Z0-9]*[A-Z])").fullmatch
_ENTERPRISE = re.compile(r"Q/([A-Z]{2,})").fullmatch

_CHINESE_READERS: tuple[Callable[[str, str], Reading | None], ...] = (
    metrology.read,
    construction.read,
    local.read,
    announcement.read,
    national.read,
)


def parse(text: str) -> StandardNumber:
    """Read one standard number.

    Generous about spelling (width, dashes, blanks, case, a missing slash), strict about what is
    said: text that is not wholly a number is refused.

    Raises:
        NumberError: with code, fragment, span in ``text`` and hint.
    """
    head, _, tail = text.partition(" ")
    code = _CHINESE.get(head)
    if code is not None:
        if found := _DATED(tail):
            serial, part, year = found.groups("")
            family, prefix, nature, issuer, region = code
            return StandardNumber(
                family, prefix, nature, issuer, region, serial, part, "",
                int(year), "", "", "", (), text,
            )  # fmt: skip
    elif head in _BODIES:
        if (found := _ISO(tail)) and (number := _regular_iso(head, found, text)):
            return number
    elif (found := _DATED(tail)) and (named := _ORGANIZATION(head) or _ENTERPRISE(head)):
        serial, part, year = found.groups("")
        family = Family.ASSOCIATION if head[0] == "T" else Family.ENTERPRISE
        return StandardNumber(
            family, head, None, named[1], "", serial, part, "",
            int(year), "", "", "", (), text,
        )  # fmt: skip
    return _parse_any(text)


def _regular_iso(head: str, found: re.Match[str], text: str) -> StandardNumber | None:
    kind, serial, part, section, year, name, ordinal, amended, merged, variant = found.groups("")
    joiner, names = _BODIES[head]
    if kind and (not joiner or (kind == "Guide" and head == "ISO")):
        return None
    if variant and names is _CAPITAL:
        return None
    amendment = f"{names.get(name, name)}{ordinal}:{amended}" if name else merged
    return StandardNumber(
        Family.INTERNATIONAL, joiner + kind if kind else head, None, "", "", serial, part, section,
        int(year) if year else None, amendment, "", "", (variant,) if variant else (), text,
    )  # fmt: skip


def _parse_any(text: str) -> StandardNumber:
    if len(text) > LONGEST:
        raise NumberFormatError("far too long for a standard number", start=LONGEST, end=len(text))
    folded = fold_spelling(text)
    squeezed = squeeze(folded)
    try:
        _refuse_strange_digits(squeezed)
        number = read_folded(squeezed, text)
        _make_sure(number, squeezed)
    except NumberError as error:
        _place(error, text, folded)
        raise
    return number


def _refuse_strange_digits(squeezed: str) -> None:
    """No body numbers its standards in other digits than these ten, of whatever width."""
    if not squeezed.isascii() and (strange := _STRANGE_DIGIT(squeezed)):
        raise NumberFormatError(
            "this digit is none of 0 to 9",
            start=strange.start(),
            end=strange.end(),
            hint="write the number in digits 0 to 9",
        )


def _make_sure(number: StandardNumber, squeezed: str) -> None:
    """Refuse a reading whose canonical form reads otherwise: wrong is worse than refused."""
    written = number.canonical
    if written == squeezed:
        return
    try:
        again = read_folded(written, written)
    except NumberError:
        again = None
    if again != number:
        raise NumberFormatError(
            "the text can be read in more than one way",
            start=0,
            end=len(squeezed),
            hint="write the number as its body prints it",
        )


def _place(error: NumberError, text: str, folded: str) -> None:
    """Turn offsets in the squeezed text into offsets in the text given."""
    start, end = error.start or 0, error.end
    error.start = origin(folded, start)
    error.end = max(error.start, len(text) if end is None else origin(folded, end))
    error.fragment = text[error.start : error.end]


def read_folded(text: str, printed: str) -> StandardNumber:
    """Read a number from folded, squeezed text; the whole of it must be a number."""
    if not text:
        raise NumberFormatError("no number: the text is empty")
    raised = upper(text)
    number, end = _first(text, raised, printed)
    if end == len(text):
        return number
    return _with_second(number, text, end)


def _first(text: str, raised: str, printed: str) -> Reading:
    if raised.startswith(("T/", "T /")):
        return association.read(raised, printed)
    if raised.startswith(("Q/", "Q /")):
        return enterprise.read(raised, printed)
    if raised.startswith(("ISO", "IEC", "CISPR")) and (found := foreign.read(text, printed)):
        return found
    for read in _CHINESE_READERS:
        if reading := read(raised, printed):
            return reading
    if reading := foreign.read(text, printed):
        return reading
    raise _unknown(text, raised)


def _unknown(text: str, raised: str) -> NumberError:
    letters = re.match(r"[^\W\d_]+", raised)
    if letters is None:
        return NumberFormatError(
            "a standard number begins with the code of its body", start=0, end=len(text)
        )
    code, end = letters.group(), letters.end()
    if code in PREFIXES or code in BODIES:
        if end == len(text):
            return NumberIncompleteError(
                "a code without a serial number", start=0, end=end, hint="add the serial number"
            )
        return NumberFormatError(
            f"no number of {code} is written like this",
            start=end,
            end=len(text),
            hint="put one blank between code and serial number, or add the year",
        )
    return UnknownPrefixError(
        "no standard is numbered like this", start=0, end=end, hint="check the prefix"
    )


def _with_second(number: StandardNumber, text: str, end: int) -> StandardNumber:
    """``number`` with the number behind it (adopted or joint); any other text is refused."""
    separator = _SECOND.match(text, end)
    if separator is None or number.year is None:
        raise trailing(text, end)
    tail = text[separator.end() :]
    if separator.group() == "(":
        tail = tail.removesuffix(")")
    try:
        second = read_folded(tail, tail)
    except NumberError as error:
        raise trailing(text, end) from error
    abroad = (Family.INTERNATIONAL, Family.FOREIGN)
    if second.family in abroad and number.family not in abroad:
        return msgspec.structs.replace(number, adopted=second.canonical)
    return msgspec.structs.replace(number, joint=second.canonical)
