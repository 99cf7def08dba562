"""Search keys taken apart, and text that may become one."""

import pytest

from biaozhun.core.number import (
    CODE_KEYS,
    LookupKeys,
    beginning_key,
    begun_key,
    exact_keys,
    guessed_keys,
    is_local_code,
    is_serial,
    looks_begun,
    lookup_keys,
    parse,
    read_typed,
    serial_keys,
)


@pytest.mark.parametrize(
    ("canonical", "found"),
    [
        ("GB/T 1.1-2020", ("1.1", "1.1-2020")),
        ("GB/T 19001", ("19001",)),
        ("DB44/26-2001", ("26", "26-2001")),
        ("ISO 9001:2015", ("9001", "9001-2015")),
        ("T/CECS 100-2020", ("100", "100-2020")),
        ("ASTM A536-84", ()),
        ("GB/T ١٩٠٠١-2016", ()),
        ("GB/T 19001-٢٠١٦", ("19001",)),
        ("", ()),
    ],
)
def test_the_serial_is_told_from_the_code(canonical: str, found: tuple[str, ...]) -> None:
    """Serial, and serial with the year after a hyphen; letters before the digits are no serial."""
    assert serial_keys(canonical) == found
    assert all(is_serial(key) for key in found)


@pytest.mark.parametrize(
    ("word", "serial"),
    [
        ("19001", True),
        ("1.1-2020", True),
        ("1-20", False),
        ("a1", False),
        ("", False),
        ("１９", False),
    ],
)
def test_a_serial_is_digits_with_a_whole_year(word: str, serial: bool) -> None:  # noqa: FBT001  -- a table of cases
    """Dots are parts; two digits behind a hyphen are no year, and letters no serial."""
    assert is_serial(word) is serial


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("GB/T 1.1-2020", ("GBT1.1-2020", "GBT1.1")),
        ("GB 2312-1980", ("GB2312-1980", "GB2312")),
        ("GB/T 1.1", ("GBT1.1",)),
        ("GB 18384-2020/XG1-2025", ("GB18384-2020XG1-2025",)),
    ],
)
def test_exact_keys_name_the_edition_or_its_standard(number: str, found: tuple[str, ...]) -> None:
    """Without the mark of nature it is another standard; an amendment has its own key alone."""
    assert exact_keys(parse(number).keys()) == found


def test_no_keys_have_no_exact_ones() -> None:
    """A document without a number is found under none."""
    assert exact_keys(()) == ()


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("gb/t 1.1-2020", LookupKeys("GBT1.1-2020", "GBT1.1", "")),
        ("gb/t 5009", LookupKeys("GBT5009", "GBT5009", "GBT5009.")),
        ("gb/t 5009.1", LookupKeys("GBT5009.1", "GBT5009.1", "")),
        ("gb/t 19001-2016/iso 9001:2015", LookupKeys("GBT19001-2016", "GBT19001", "")),
    ],
)
def test_a_typed_number_is_looked_up(written: str, found: LookupKeys) -> None:
    """With its year and without; its parts only where neither year nor part was typed."""
    number = read_typed(written)
    assert number is not None
    assert lookup_keys(number) == found


@pytest.mark.parametrize(
    "written",
    ["gb/t", "安全", "gb 1-2000 gb 2-2000", "qrozn 1.1", "gb/t 1.1-2020" + " " * 80],
)
def test_what_is_no_one_number(written: str) -> None:
    """Letters alone, words, two numbers with a blank between, no known code, and far too long."""
    assert read_typed(written) is None


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("tcadj004-1998", LookupKeys("TCADJ004-1998", "TCADJ004", "")),
        ("qrozn 1.1", LookupKeys("QROZN1.1", "QROZN1.1", "")),
        ("qrozn 1-98", LookupKeys("QROZN1-98", "QROZN1", "")),
        ("qrozn 5", LookupKeys("QROZN5", "QROZN5", "QROZN5.")),
        ("5 qrozn", None),
        ("安全1", None),
        ("a" * 41, None),
    ],
)
def test_what_no_grammar_reads_has_the_keys_of_a_number(
    written: str, found: LookupKeys | None
) -> None:
    """Letters first, forty-one characters at most are too many, the year only at the end."""
    assert guessed_keys(written) == found


@pytest.mark.parametrize(
    ("written", "key"),
    [("gb/t 190*", "GBT190"), ("db44/", "DB44"), ("gb-", "GB"), ("190", ""), ("安全", "")],
)
def test_a_beginning_is_a_key_without_its_end(written: str, key: str) -> None:
    """Signs at the end say nothing yet; what does not begin with a letter begins no key."""
    assert beginning_key(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("gb/t 1.1-20", "GBT1.1-20"),
        ("gb/t 1.1 - 202", "GBT1.1-202"),
        ("gb/t 1.1-2020", ""),
        ("gb/t 1.1", ""),
        ("qrozn 1.1-20", ""),
    ],
)
def test_a_year_may_still_be_typed(written: str, key: str) -> None:
    """One to three digits behind a number that can be read; whole years and unknown codes not."""
    assert begun_key(written) == key


@pytest.mark.parametrize(
    ("word", "begun", "local"),
    [
        ("gb/t", True, False),
        ("db44", True, True),
        ("db44/t", True, True),
        ("db4403/t12", True, False),
        ("gb1", False, False),
        ("test", False, False),
        ("db4", False, False),
        ("db४४", False, False),
        ("db44/t٣", False, False),
    ],
)
def test_codes_are_told_from_words(word: str, begun: bool, local: bool) -> None:  # noqa: FBT001  -- a table of cases
    """A slash or the digits of a region make letters a code; one digit may be anything.

    The digits of other scripts, which the grammars refuse, are none here either.
    """
    assert looks_begun(word) is begun
    assert is_local_code(word) is local


def test_codes_that_are_words_need_a_sign() -> None:
    """Chinese codes with and without mark and long foreign ones stand alone; EN does not."""
    assert {"GB", "GBT", "GBZ", "GBN", "JGJ", "ISO", "ASTM", "ITU-R"} <= CODE_KEYS
    assert not {"EN", "BS", "T", "Q", "", "draft", "DRAFT"} & CODE_KEYS
