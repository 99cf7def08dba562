"""Numerals in the writings of Chinese documents, read as whole numbers.

Grammar, after folding (width, Traditional to Simplified)::

    numeral = decimal | sign | roman | digits | spoken
    decimal = [0-9]+                            2020, １２
    sign    = one character with a whole value  ⑫ ㉑ Ⅻ ⒓ ㊂ 廿
    roman   = letters IVXLCDM in their order    XII, ⅩⅡ, iv
    digits  = two or more of 〇 and 一 to 九    二〇二〇
    spoken  = largest unit first                十二, 一百零三, 二万五千, 廿三, 壹拾贰, 一亿零五

The value of each sign is Unicode's (property *Numeric_Value*); units are those from 十 to 亿.
"""

import re
import unicodedata

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.text.folding import fold

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_ORDER = re.compile(
    r"(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE
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
    if not signs:
        _refuse(text, 0, len(text))
    if len(signs) == 1:
        return signs[0]
    if all(value < 10 for value in signs) and not plain.isascii():
        return int("".join(map(str, signs)))
    return _spoken(signs, text)


def _refuse(text: str, start: int, end: int) -> int:
    raise NumeralError(
        "this is not a whole number",
        fragment=text[start:end],
        start=start,
        end=end,
        hint="written like 12, 十二, 二〇二〇, ⑫ or Ⅻ",
    )


def _value(sign: str, text: str) -> int:
    """The whole value of one sign."""
    value = unicodedata.numeric(sign, -1)
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
    """A number with its units: each myriad is multiplied out, then what is left."""
    total, rest = 0, signs
    for myriad in _MYRIADS:
        if myriad not in rest:
            continue
        place = rest.index(myriad)
        total += _below_myriad(rest[:place], text) * myriad
        rest = rest[place + 1 :]
    return total + (_below_myriad(rest, text) if rest else 0)


def _below_myriad(signs: list[int], text: str) -> int:
    """A number under ten thousand: digits before falling units, 零 where a unit is left out."""
    total, digit, ceiling = 0, None, 10_000
    for position, sign in enumerate(signs):
        unit = sign in {10, 100, 1000}
        tens = sign in {20, 30, 40}
        if (unit and sign >= ceiling) or (tens and (digit is not None or ceiling <= 10)):
            return _refuse(text, 0, len(text))
        if unit and (digit is not None or (sign == 10 and position == 0)):
            total, digit, ceiling = total + (digit or 1) * sign, None, sign
        elif tens:
            total, ceiling = total + sign, 10
        elif 0 < sign < 10 and digit is None:
            digit = sign
        elif (
            (sign == 0
            and digit is None
            and 0 < position < len(signs) - 1)
            or (sign == 0 and position == 0 and len(signs) > 1)
        ):
            ceiling = min(ceiling, 1000)
        else:
            return _refuse(text, 0, len(text))
    if not signs:
        return _refuse(text, 0, len(text))
    return total + (digit or 0)
