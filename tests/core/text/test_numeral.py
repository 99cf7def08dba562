import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.text.numeral import NumeralError, read

DIGITS = "零一二三四五六七八九"
REFUSED = ("", " ", "标准", "十二条", "½", "一千万千", "百千", "二二十", "十百", "一十十", "IIII")
REFUSED += ("XXV I", "1.5", "-3", "十零零", "9" * 19, "一百零", "廿廿", "一零十零", "⑫⑫")


def spoken(number: int) -> str:
    """A number as it is said, by the schoolbook rule: 零 once for every gap inside."""
    for unit, name in ((100_000_000, "亿"), (10_000, "万")):
        if number >= unit:
            rest = number % unit
            gap = "零" if 0 < rest < unit // 10 else ""
            return spoken(number // unit) + name + gap + (spoken(rest) if rest else "")
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            rest = number % unit
            gap = "零" if 0 < rest < unit // 10 else ""
            return DIGITS[number // unit] + name + gap + (spoken(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(min_value=0, max_value=9_999_999_999))
def test_a_spoken_number_is_read_back(number: int) -> None:
    """Every number up to ten thousand million, said in Chinese, is read as itself."""
    assert read(spoken(number)) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_in_digits_is_read_back(number: int) -> None:
    """Arabic digits in either width, and Chinese ones set like them, are read as themselves."""
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    assert read(str(number)) == read(wide) == number
    if number > 9:
        assert read("".join(DIGITS[int(digit)] for digit in str(number))) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十二", 12),
        ("二十", 20),
        ("廿三", 23),
        ("卅", 30),
        ("一百零三", 103),
        ("一百一十", 110),
        ("两千", 2000),
        ("二〇二〇", 2020),
        ("二○一五", 2015),
        ("⑫", 12),
        ("㉑", 21),
        ("Ⅻ", 12),
        ("ⅩⅡ", 12),
        ("XIV", 14),
        ("mcmxcix", 1999),
        ("１２", 12),
        ("七万", 70_000),
        ("二萬五千", 25_000),
        ("十万", 100_000),
        ("一亿零五", 100_000_005),
        ("壹拾贰", 12),
        ("〇", 0),
        ("百", 100),
        ("3万", 30_000),
        (" 十二 ", 12),
    ],
)
def test_each_writing_is_read(written: str, number: int) -> None:
    """Spoken, digit by digit, circled, Roman, full-width, of bank notes, with blanks around."""
    assert read(written) == number


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_whole_number_is_refused(written: str) -> None:
    """Text, fractions, units out of order and numbers beyond reason raise one kind of error."""
    with pytest.raises(NumeralError) as refused:
        read(written)
    assert refused.value.code == "numeral_unreadable"


def test_the_error_points_at_the_sign() -> None:
    """The first sign without a whole value is the fragment, with its place in the text given."""
    with pytest.raises(NumeralError) as refused:
        read("十二条")
    assert (refused.value.fragment, refused.value.start, refused.value.end) == ("条", 2, 3)
