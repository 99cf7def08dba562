"""Numbers as the formats of Word's numbering write them (ECMA-376, ST_NumberFormat)."""

from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_SIMPLIFIED: Final = "〇一二三四五六七八九", "十百千", "万"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万"
_LEGAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_MOST: Final = 32_767  # Word counts no further


def counted(number: int, form: str) -> str:
    """A number in a format of Word; one that no table knows is written in digits."""
    number = min(max(number, 0), _MOST)
    write = _FORMATS.get(form)
    return write(number) if write and number else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    """Letters, doubled behind z: a, b … z, aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)


def _chinese(number: int, signs: tuple[str, str, str]) -> str:
    """A number in words: 一百零五."""
    digits, units, myriad = signs
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        rest = _chinese(low, signs) if low else ""
        zero = "零" if low and low < 1000 else ""
        return _chinese(high, signs) + myriad + zero + rest
    written = ""
    skipped = False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            skipped = bool(written)
            continue
        written += ("零" if skipped else "") + digits[digit] + (units[place - 1] if place else "")
        skipped = False
    return written


def _digits(number: int, signs: str) -> str:
    return "".join(signs[int(digit)] for digit in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _from(first: str, most: int) -> Callable[[int], str]:
    """Signs that stand in a row of Unicode: ① ②; beyond them digits."""
    return lambda number: chr(ord(first) + number - 1) if number <= most else str(number)


def _ordinal(number: int) -> str:
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _simplified(number: int) -> str:
    """The 一 of 一十 is left out from ten to nineteen, as everybody does."""
    return _chinese(number, _SIMPLIFIED).removeprefix("一" if 10 <= number < 20 else "")


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "chineseCounting": _simplified,
    "chineseCountingThousand": _simplified,
    "japaneseCounting": _simplified,
    "taiwaneseCounting": _simplified,
    "taiwaneseCountingThousand": _simplified,
    "ideographDigital": lambda number: _digits(number, _SIMPLIFIED[0]),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _SIMPLIFIED[0]),
    "taiwaneseDigital": lambda number: _digits(number, "○一二三四五六七八九"),
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL),
    "ideographLegalTraditional": lambda number: _chinese(number, _LEGAL_TRADITIONAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": lambda number: _digits(number, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda number: _digits(number, "０１２３４５６７８９"),
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _: "",
}
