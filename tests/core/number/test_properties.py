import importlib.util
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biaozhun.core.number import (
    NumberError,
    StandardNumber,
    exact_keys,
    lookup_keys,
    parse,
    parse_slug,
    reading,
)
from biaozhun.core.number.spelling import fold_spelling, origin, squeeze

_SPEC = importlib.util.spec_from_file_location(
    "strategies", Path(__file__).parent / "strategies.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
grammar = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(grammar)

WIDE = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code) != "~"}
DASHES = "-‐‑‒–—―−－"


REGULAR = (
    r"(Q/[A-Z]{2,9}|T/[A-Z][A-Z0-9]{0,6}[A-Z]|GB/T|DB44/T) "
    r"[0-9０-９]{1,6}(\.[0-9]{1,4})?-20[0-9０-９][0-9]"
)


@given(st.from_regex(REGULAR, fullmatch=True))
def test_the_short_cut_reads_as_the_grammar(text: str) -> None:
    """Regular spellings that skip the grammar of their family are read as it reads them."""
    quick, careful = parse(text), reading._parse_any(text)
    assert (quick, quick.issuer, quick.region) == (careful, careful.issuer, careful.region)


@given(grammar.NUMBERS)
@settings(max_examples=400)
def test_every_written_form_reads_back_equal(text: str) -> None:
    """Canonical, official and slug form of any number of any family are the number again."""
    number = parse(text)
    assert parse(number.canonical) == number
    assert parse(number.official) == number
    assert parse_slug(number.slug) == number
    assert hash(parse(number.canonical)) == hash(number)


@given(grammar.NUMBERS)
def test_undated_is_the_same_standard(text: str) -> None:
    """Taking the year away keeps the standard and reads back equal."""
    number = parse(text)
    assert number.same_standard(number.undated())
    assert number.canonical_undated == number.undated().canonical
    assert number.undated().undated() == number.undated()


@given(grammar.NUMBERS)
def test_every_number_is_looked_up_by_keys_of_its_own(text: str) -> None:
    """What a number is looked up by is among the keys it is found under, the exact one first."""
    number = parse(text)
    keys, asked = number.keys(), lookup_keys(number)
    assert asked.exact == keys[0] == exact_keys(keys)[0]
    assert asked.undated in keys
    assert set(exact_keys(keys)) <= set(keys)


@given(
    text=grammar.CHINESE,
    dash=st.sampled_from(DASHES),
    wide=st.booleans(),
    small=st.booleans(),
    around=st.sampled_from(["", " ", "\u3000", "\u00a0 "]),
)
def test_spelling_does_not_matter(
    text: str, dash: str, *, wide: bool, small: bool, around: str
) -> None:
    """Width, dashes, case and blanks around give the same number."""
    spelled = text.replace("-", dash)
    spelled = spelled.lower() if small else spelled
    spelled = spelled.translate(WIDE) if wide else spelled
    assert parse(around + spelled.replace(" ", "  ") + around) == parse(text)


@given(grammar.PREFIXED)
def test_the_blank_behind_the_code_may_be_missing(text: str) -> None:
    """A number glued to its code reads like one set apart, dated as it is."""
    if text.partition(" ")[0].endswith(("JJG", "JJF", "TSG", "ZB", "CH")):
        return
    assert parse(text.replace(" ", "", 1)) == parse(text)


@given(st.text() | st.text("GBTDQJ/ -0123456789.:()—~XGISOECA", max_size=30))
@settings(max_examples=1500)
def test_any_text_is_a_number_or_refused(text: str) -> None:
    """No text raises anything but NumberError, and its span lies inside the text."""
    try:
        number = parse(text)
    except NumberError as refused:
        error = refused
    else:
        assert parse(number.canonical) == number
        assert number.printed == text
        return
    assert error.code.startswith("number_")
    assert error.start is not None
    assert error.end is not None
    assert 0 <= error.start <= error.end <= len(text)
    assert error.fragment == text[error.start : error.end]


@given(grammar.NUMBERS, st.integers(0, 40), st.characters())
@settings(max_examples=500)
def test_one_wrong_character_never_breaks_reading(text: str, place: int, wrong: str) -> None:
    """A number with one character put in is read or refused, and reads back equal."""
    broken = text[:place] + wrong + text[place:]
    try:
        number = parse(broken)
    except NumberError:
        return
    assert parse(number.canonical) == number


@given(st.lists(grammar.NUMBERS, min_size=2, max_size=6))
def test_order_is_total_and_agrees_with_equality(texts: list[str]) -> None:
    """Any numbers can be sorted, and only equal ones stand level."""
    numbers: list[StandardNumber] = sorted(map(parse, texts))
    for left, right in pairwise(numbers):
        assert left <= right
        assert (left == right) == (not left < right)
        assert right >= left


@given(st.text(" \u3000-—GB/T1", max_size=20), st.integers(0, 20))
def test_offsets_survive_squeezing(text: str, offset: int) -> None:
    """A place in the squeezed text is mapped to the same character of the text given."""
    folded = fold_spelling(text)
    squeezed = squeeze(folded)
    if offset < len(squeezed):
        assert folded[origin(folded, offset)] == squeezed[offset]


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\x00", "1" * 5000, "GB/T " * 200, "(" * 399])
def test_hostile_texts_are_refused_quickly(text: str) -> None:
    """Empty, binary and endless texts are refused like any other."""
    with pytest.raises(NumberError):
        parse(text)
