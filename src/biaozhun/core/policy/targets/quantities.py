"""Numbers with their units and the words that say how they are to be met."""

import re
from decimal import Decimal
from typing import Final

import msgspec

from biaozhun.core.number.tables import alternatives
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.targets.sentences import OUT_OF_SIGHT
from biaozhun.core.policy.targets.vocabulary import (
    BEFORE,
    BEHIND,
    MIDDLE,
    UNIT,
    UNIT_KINDS,
    UnitKind,
)
from biaozhun.core.policy.value import Operator
from biaozhun.core.text import numeral

_HAN: Final = "零〇一二两三四五六七八九十百千"
_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,15})(?:\.\d{1,9})?"
_MYRIAD: Final = "万亿|[百千十]?[万亿]|[百千]"
_NUMBER: Final = rf"(?:{_DIGITS}|[{_HAN}]{{1,9}}|[千百](?=[万亿]))"
_TO: Final = r"(?:-{1,2}|~|至|到)"
_MIDDLE: Final = alternatives(MIDDLE)
_QUANTITY: Final = pattern(
    rf"(?P<sign>[≥≤><≧≦⩾⩽]=?)?"
    rf"(?:(?P<hundredth>百分之|千分之)(?P<share>{_NUMBER})(?:{_TO}(?:百分之)?(?P<share_max>{_NUMBER}))?"
    rf"|(?P<low>{_NUMBER})(?:(?P<low_myriad>{_MYRIAD})??(?P<low_unit>{UNIT})?{_TO}"
    rf"(?P<high>{_NUMBER}))?"
    rf"(?P<middle>{_MIDDLE})?(?P<myriad>{_MYRIAD})??(?P<middle2>{_MIDDLE})?(?P<unit>{UNIT})"
    r"(?P<tenth>(?<=成)[一二三四五六七八九])?"
    rf"(?:/(?P<per>[百千万]?(?:{UNIT}|[\u4e00-\u9fff]{{1,3}}(?=[,;。、)以左]|$))))?)"
    rf"(?P<behind>{alternatives(BEHIND)})?"
)
_PLAIN: Final = pattern(
    rf"(?P<low>{_DIGITS}|[{_HAN}]{{1,5}}(?=[万亿]))(?P<middle>{_MIDDLE})?(?P<myriad>万亿|[千百]?[万亿])?"
    rf"(?P<behind>以上|以下|以内|左右)?(?=$|[,;。!、)(\ue001])"
)
_BEFORE: Final = pattern(
    rf"(?P<word>{alternatives(BEFORE)})了?(?:约|大约)?(?:{OUT_OF_SIGHT}+的?)?$"
)
_LONGEST: Final = max(map(len, BEFORE)) + 16
_HUNDREDTHS: Final = {"百分之": "%", "千分之": "‰"}


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its unit as a clause states it; offsets are those of the clause.

    Attributes:
        start: of the operator word, or of the number.
        number: of the number.
        end: behind the unit and what belongs to it.
        value: as written, without 万 and 亿.
        value_max: the upper end of a range.
        unit: folded, with 万 and 亿.
        unit_spans: where the unit stands, 余 left out; none where the number is written 百分之…
        kind: of the unit.
        operator: how it is to be met; None where no word says so.
        lead: the operator word before it.
        behind: the operator word behind it.
        spoken: the number is written in characters.
    """

    start: int
    number: int
    end: int
    value: Decimal
    value_max: Decimal | None = None
    unit: str
    unit_spans: tuple[tuple[int, int], ...] = ()
    kind: UnitKind
    operator: Operator | None
    lead: str = ""
    behind: str = ""
    spoken: bool = False


def quantities(clause: str) -> list[Quantity]:
    """The quantities of a folded clause, in order; ordinals and parts of codes are none."""
    found, place = [], 0
    while match := _QUANTITY.search(clause, place):
        quantity = _read(match) if _stands_free(clause, match) else None
        if quantity is not None:
            found.append(quantity)
        place = match.end()
    return found


def bare(clause: str, begins: int) -> Quantity | None:
    """The number without a unit that ends a clause, where an operator word leads to it."""
    for match in _PLAIN.finditer(clause, begins):
        lead = _BEFORE.search(clause, max(match.start() - _LONGEST, 0), match.start())
        spoken = not match["low"][0].isascii()
        told = match["behind"] or (match["myriad"] and not spoken)
        if told or (lead and (spoken or len(lead["word"]) > 1)):
            return _read(match)
    return None


_LONE: Final = pattern(
    rf"(?:(?P<sign>[≥≤><≧≦⩾⩽]=?)|(?P<word>{alternatives(BEFORE)}))?"
    rf"(?P<low>{_DIGITS})(?:{_TO}(?P<high>{_DIGITS}))?(?P<middle>{_MIDDLE})?"
    rf"(?P<myriad>万亿|[千百]?[万亿])?(?P<unit>{UNIT})?(?:/(?P<per>[^\d\s]{{1,6}}?))?"
    rf"(?P<behind>{alternatives(BEHIND)})?(?:\([^()]*\))?"
)


def lone(cell: str) -> Quantity | None:
    """The number that is all a folded text says, as in a cell of a table."""
    match = _LONE.fullmatch(cell)
    return _read(match) if match else None


_VERY: Final = pattern("[十万]分(?!之)")  # 十分重要
_BEFORE_CODE: Final = pattern(r"[a-z0-9.+×*\-第〇]$|[a-z0-9]/$")


def _stands_free(clause: str, match: re.Match[str]) -> bool:
    """Whether the number is no ordinal, no part of a code, no rest of a longer number."""
    if _VERY.match(clause, match.start()):
        return False
    return not _BEFORE_CODE.search(clause, max(match.start() - 2, 0), match.start())


def _decimal(written: str) -> Decimal | None:
    """The value of a number in digits or characters; None where its characters are none."""
    plain = written.replace(",", "")
    if plain[0].isascii():
        return Decimal(plain)
    try:
        return Decimal(numeral.read("一" + plain if plain[0] in "百千" else plain))
    except numeral.NumeralError:
        return None


def _read(match: re.Match[str]) -> Quantity | None:
    """The quantity a match stands for."""
    parts = match.groupdict()
    low = parts.get("share") or parts["low"]
    high = parts.get("share_max") or parts.get("high")
    values = [_decimal(written) for written in (low, high) if written]
    if any(value is None for value in values):
        return None
    if tenth := parts.get("tenth"):
        values[-1] = (values[-1] or Decimal(0)) + Decimal(numeral.read(tenth)) / 10
    unit, spans = _unit(match, parts)
    word = parts.get("word") or ""
    lead = word or _lead(match)
    return Quantity(
        start=match.start() + len(word) - len(lead),
        number=match.start() + len(word),
        end=match.end(),
        value=values[0] or Decimal(0),
        value_max=values[1] if len(values) > 1 else None,
        unit=unit,
        unit_spans=spans,
        kind=_kind(parts),
        operator=_operator(parts, lead),
        lead=lead,
        behind=parts["behind"] or "",
        spoken=not low[0].isascii(),
    )


def _unit(
    match: re.Match[str], parts: dict[str, str | None]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The unit, folded, and where its pieces stand."""
    if hundredth := parts.get("hundredth"):
        return _HUNDREDTHS[hundredth], ()
    spans = [match.span(name) for name in ("myriad", "unit") if parts.get(name)]
    if parts.get("per"):
        spans[-1] = (spans[-1][0], match.end("per"))
    return "".join(match.string[start:end] for start, end in spans), tuple(spans)


def _kind(parts: dict[str, str | None]) -> UnitKind:
    if parts.get("hundredth"):
        return UnitKind.SHARE
    unit = parts.get("unit")
    return UNIT_KINDS[unit] if unit else UnitKind.NONE


def _lead(match: re.Match[str]) -> str:
    """The operator word that stands directly before the number."""
    begins = max(match.start() - _LONGEST, 0)
    found = _BEFORE.search(match.string, begins, match.start())
    return match.string[found.start() : match.start()] if found else ""


def _operator(parts: dict[str, str | None], lead: str) -> Operator | None:
    """What the words before, in and behind the number say together.

    Those behind it say more than those before it: 控制在…以上 is a floor. A range is a range.
    """
    if parts.get("high") or parts.get("share_max"):
        return Operator.RANGE
    sign = parts.get("sign")
    found = _BEFORE.search(lead)
    before = BEFORE[sign[0]] if sign else BEFORE[found["word"]] if found else None
    if behind := parts["behind"]:
        exceeded = before is Operator.MORE and BEHIND[behind] is Operator.AT_LEAST
        return Operator.MORE if exceeded else BEHIND[behind]
    if middle := parts.get("middle") or parts.get("middle2"):
        return MIDDLE[middle]
    return before
