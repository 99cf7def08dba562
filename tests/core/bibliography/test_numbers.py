"""Number cells: the own number, lists, elisions, splits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography.numbers import (
    NumberList,
    OwnNumber,
    later_edition,
    other_nature,
    read_numbers,
    read_own_number,
    rejoin,
)
from biaozhun.core.number import NumberError


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("GB/T 1.1-2020", OwnNumber(number="GB/T 1.1-2020")),
        ("GB/T1.1—2020", OwnNumber(number="GB/T 1.1-2020", printed="GB/T1.1—2020")),
        (
            "T/CAV 009-2024 T/CAS 905-2024",
            OwnNumber(
                number="T/CAV 009-2024",
                printed="T/CAV 009-2024 T/CAS 905-2024",
                joint=("T/CAS 905-2024",),
            ),
        ),
        (
            "GB/T 19001-2016/ISO 9001:2015",
            OwnNumber(
                number="GB/T 19001-2016",
                printed="GB/T 19001-2016/ISO 9001:2015",
                adopted=("ISO 9001:2015",),
            ),
        ),
        (
            "GB 19272-2024/XG1-2026",
            OwnNumber(
                number="GB 19272-2024/XG1-2026",
                printed="GB 19272-2024/XG1-2026",
                amends="GB 19272-2024",
            ),
        ),
        (
            "ISO 9001:2008/Cor 1:2009",
            OwnNumber(
                number="ISO 9001:2008/Cor 1:2009",
                printed="ISO 9001:2008/Cor 1:2009",
                corrects="ISO 9001:2008",
            ),
        ),
    ],
)
def test_what_an_own_number_states(text: str, own: OwnNumber) -> None:
    """Joint and adopted numbers and the amended edition follow from the number itself."""
    assert read_own_number(text) == own


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9787506678650", "isbn"),
        ("ISBN 978-7-5214-1574-2", "isbn"),
        ("9-787-5214-1598-8", "isbn"),
        ("T/CSMT", "number_incomplete"),
    ],
)
def test_what_is_no_number_has_a_reason(text: str, code: str) -> None:
    """A book is named as a book, a bare prefix as incomplete."""
    with pytest.raises(NumberError) as refused:
        read_own_number(text)
    assert refused.value.code == code


def test_a_number_broken_after_its_prefix_is_joined() -> None:
    """The head of the title is the rest of the number, where both make one."""
    mended = ("DB15/T 4192-2025", "旱地谷子膜侧机械精量穴播栽培技术规程")
    assert rejoin("DB15/T", "4192-2025 旱地谷子膜侧机械精量穴播栽培技术规程") == mended
    assert rejoin("DB15/T", "旱地谷子") is None
    assert rejoin("手机", "4192-2025 旱地谷子") is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("GB/T 1.1-2009", ("GB/T 1.1-2009",)),
        ("GB 1-2000;GB 2-2000", ("GB 1-2000", "GB 2-2000")),
        ("GB 1-2000，GB 2-2000、GB 3-2000", ("GB 1-2000", "GB 2-2000", "GB 3-2000")),
        ("GB/T 1.1、1.2", ("GB/T 1.1", "GB/T 1.2")),
        ("GB/T 20975.1-2018、20975.37-2020", ("GB/T 20975.1-2018", "GB/T 20975.37-2020")),
        ("JJG144-1992GB/T13634-2000", ("JJG 144-1992", "GB/T 13634-2000")),
        ("GB 12411.3-1990 GB 12411.1-1990", ("GB 12411.3-1990", "GB 12411.1-1990")),
        ("JJG1021-2007电力电流互感器", ("JJG 1021-2007",)),
    ],
)
def test_lists_of_numbers(text: str, numbers: tuple[str, ...]) -> None:
    """Separators, elided prefixes where certain, glued numbers, a title behind a number."""
    assert read_numbers(text) == NumberList(numbers=numbers)


def test_uncertain_pieces_are_handed_back() -> None:
    """A lone four-digit number may be a year or a serial; it is not guessed."""
    expected = NumberList(numbers=("GB 2566-1981",), unread=("1995", "TC291"))
    assert read_numbers("GB 2566-1981、1995、TC291") == expected


def test_partly_stands_with_its_number() -> None:
    """(部分) belongs to the number before it only."""
    found = read_numbers("YY/T 0686-2008(部分);YY 1-2000")
    assert found == NumberList(
        numbers=("YY/T 0686-2008", "YY 1-2000"), partly=frozenset({"YY/T 0686-2008"})
    )


def test_the_other_nature_of_a_number() -> None:
    """Mandatory and recommended differ by the mark only; others have no other nature."""
    turned = other_nature("GB/T 13961-2008")
    assert turned is not None
    assert turned.number == "GB 13961-2008"
    assert other_nature("ISO 9001:2015") is None


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("ISO 9001:2015/Amd 1:2024", "supplement"),
        ("ISO 9001:2026", "later"),
        ("ISO 9001:2008", "earlier"),
        ("ISO/CD 9001", "undated"),
        ("nonsense", ""),
    ],
)
def test_another_number_in_time(target: str, place: str) -> None:
    """Where the other edition stands to ISO 9001:2015."""
    assert later_edition(target, "ISO 9001:2015") == place


@given(st.text() | st.from_regex(r"(GB/T|JJG|被|代替|、|;|[0-9.]{1,5}|-|\(部分\)| ){1,9}"))
def test_no_text_makes_the_list_reader_fail(text: str) -> None:
    """Whatever a cell holds, it is numbers and pieces that are none."""
    found = read_numbers(text)
    assert set(found.partly) <= set(found.numbers)
