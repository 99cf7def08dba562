"""Numerals in the writings of Chinese documents, read as whole numbers.

Grammar, after folding (width, Traditional to Simplified)::

    numeral = decimal | sign | roman | digits | spoken
    decimal = [0-9]+                            2020, １２
    sign    = one character with a whole value  ⑫ ㉑ Ⅻ ⒓ ㊂ 廿
    roman   = letters IVXLCDM in their order    XII, ⅩⅡ, iv
    digits  = two or more of 〇 and 一 to 九    二〇二〇
    spoken  = largest unit first                十二, 一百零三, 二万五千, 廿三, 壹拾贰, 一亿零五

The value of each sign is Unicode's (property *Numeric_Value*; 两 has none); units are those from
十 to 亿.
"""

import re
import unicodedata
from typing import NoReturn

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.text.folding import fold

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_ORDER = re.compile(
    r"(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE
)
_WITHOUT_PROPERTY = {"两": 2}
_LETTERS = {**{digit: str(digit) for digit in range(10)}, 10: "t", 100: "h", 1000: "k"}
_LETTERS |= {20: "2t", 30: "3t", 40: "4t"}
# 零 stands once in a gap, never at the end; 十 may do without its 一.
_BELOW_MYRIAD = re.compile(
    r"(?!.*(?:00|0$))(?=.)0?(?:([1-9])k)?0?(?:([1-9])h)?0?(?:([1-9])?(t))?0?([1-9])?"
)
_MYRIADS = (100_000_000, 10_000)


class NumeralError(BiaozhunError):
    """The text is not one whole number."""

    default_code = "numeral_unreadable"


def read(text: str) -> int:
    """The whole number a numeral stands for; blanks around it do not count.

    Raises:
        NumeralError: the text is empty, is no numeral, or breaks the order of its units.
    """
    plain = fold(text).strip()
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) <= 18 else _refuse(text, 0, len(text))
    roman = unicodedata.normalize("NFKC", plain).lower()
    if roman.isascii() and _ROMAN_ORDER.fullmatch(roman):
        return _roman(roman)
    signs = [_value(sign, text) for sign in plain]
    if len(signs) > 1 and all(value < 10 for value in signs):
        return int("".join(map(str, signs)))
    if len(signs) == 1:
        return signs[0]
    return _spoken(signs, text) if signs else _refuse(text, 0, len(text))


def _refuse(text: str, start: int, end: int) -> NoReturn:
    raise NumeralError(
        "this is not a whole number",
        fragment=text[start:end],
        start=start,
        end=end,
        hint="written like 12, 十二, 二〇二〇, ⑫ or Ⅻ",
    )


def _value(sign: str, text: str) -> int:
    """The whole value of one sign."""
    value = _WITHOUT_PROPERTY.get(sign, unicodedata.numeric(sign, -1))
    if value < 0 or value != int(value):
        start = max(fold(text).find(sign), 0)
        _refuse(text, start, start + 1)
    return int(value)


def _roman(letters: str) -> int:
    """The value of Roman letters that are known to be in order."""
    values = [_ROMAN[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def _spoken(signs: list[int], text: str) -> int:
    """A number with its units: what stands before 亿 and 万 counts so many times."""
    total, rest = 0, signs
    for myriad in _MYRIADS:
        if myriad in rest:
            place = rest.index(myriad)
            total += _below_myriad(rest[:place], text) * myriad
            rest = rest[place + 1 :]
    return total + (_below_myriad(rest, text) if rest else 0)


def _below_myriad(signs: list[int], text: str) -> int:
    """A number under ten thousand, its units falling."""
    letters = "".join(_LETTERS.get(sign, "?") for sign in signs)
    found = _BELOW_MYRIAD.fullmatch(letters)
    if not found:
        _refuse(text, 0, len(text))
    thousands, hundreds, tens, ones = (int(digit or 0) for digit in found.group(1, 2, 3, 5))
    tens = 1 if found[4] and not found[3] else tens
    return thousands * 1000 + hundreds * 100 + tens * 10 + ones
