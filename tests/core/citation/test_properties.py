"""What holds of every text: nothing raises, places are right, a number between words is itself."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.citation import Confidence, find, scan
from biaozhun.core.number import parse

PIECES = (
    *(
        "GB",
        "GB/T",
        "T/CECS ",
        "Q/ABC ",
        "DB44/",
        "ISO",
        "IEC ",
        "ASTM ",
        "JB",
        "SL",
        "EN ",
        "T",
        "/",
    ),
    *(
        "1.1",
        "2828",
        "50016",
        "9001",
        "A36",
        "100",
        "-",
        "—",
        "～",
        "2009",
        "93",
        ".",
        ":",
        "（",
        "）",
    ),
    *(
        "2018年版",
        "所有部分",
        "、",
        "，",
        "和",
        "\n",
        " ",
        "　",
        "\t",
        "系列",
        "《",
        "》",
        "标准化法",
        "办法",
    ),
    *(
        "第二十五条",
        "第5.2条",
        "表3",
        "附录A",
        "令第26号",
        "国发〔2015〕13号",
        "<em>",
        "</em>",
        "&nbsp;",
    ),
    *(
        "**",
        "\\",
        "$",
        "_",
        "http://x.cn/",
        ".pdf",
        "的规定",
        "按照",
        "号公告",
        "-1-2008",
        "O",
        "l",
        "\x00",
    ),
)
SENTENCES = ("按照{}的规定执行。", "见{}，其余略。", "（{}）", "依据{}第5章检验")
NUMBERS = st.one_of(
    st.builds(
        "{}{}-{}".format,
        st.sampled_from(
            ["GB ", "GB/T ", "GB/Z ", "JB/T ", "HJ ", "DB44/T ", "T/CECS ", "GBZ/T ", "JGJ "]
        ),
        st.builds("{}{}".format, st.integers(1, 99999), st.sampled_from(["", ".1", ".12", ".3"])),
        st.integers(1995, 2026),
    ),
    st.builds(
        "{}{}{}:{}".format,
        st.sampled_from(["ISO ", "IEC ", "ISO/IEC ", "ISO/TR ", "EN ", "BS EN ISO ", "DIN EN "]),
        st.integers(1000, 69999),
        st.sampled_from(["", "-1", "-22"]),
        st.integers(1995, 2026),
    ),
    st.builds(
        "ASTM {}{}-{:02d}".format,
        st.sampled_from("ABCDEFG"),
        st.integers(1, 9999),
        st.integers(1, 26),
    ),
)
WIDE = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"}
)


@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
)
def test_any_text_is_scanned_and_every_place_is_right(text: str) -> None:
    """Nothing raises; what is said to be printed stands where it is said to stand, in order."""
    scanned = scan(text)
    for one in (*scanned.citations, *scanned.laws, *scanned.malformed):
        assert text[one.start : one.end] == one.text
        assert one.start < one.end
    for found in (scanned.citations, scanned.laws, scanned.malformed):
        starts = [one.start for one in found]
        assert starts == sorted(starts)


@given(NUMBERS, st.sampled_from(SENTENCES))
def test_a_number_between_words_is_found_as_itself(number: str, sentence: str) -> None:
    """In its canonical and its official form, exactly and alone."""
    expected = parse(number)
    for written in {expected.canonical, expected.official}:
        (citation,) = find(sentence.format(written))
        assert (citation.text, citation.number) == (written, expected)
        assert citation.confidence is Confidence.EXACT


@given(NUMBERS, st.data())
def test_noise_of_print_does_not_change_the_number(number: str, data: st.DataObject) -> None:
    """Full width, another dash, more blanks, none or the end of a line behind the code."""
    noise = data.draw(
        st.sampled_from(
            [
                lambda text: text.translate(WIDE),
                lambda text: text.replace("-", "－"),
                lambda text: text.replace(" ", "  "),
                lambda text: text.replace(" ", "\n"),
                lambda text: text.replace(" ", "&nbsp;"),
                lambda text: text.replace("/", "／"),
            ]
        )
    )
    printed = noise(number)
    (citation,) = find(f"应符合{printed}的规定")
    assert citation.number == parse(number)
    assert citation.confidence in {Confidence.EXACT, Confidence.NORMALISED}


@given(st.text(alphabet=string.ascii_lowercase + " ,.;", max_size=200))
def test_words_are_no_citations(text: str) -> None:
    """Text without a digit cites no standard."""
    assert scan(text).citations == ()


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "1",
            "1.",
            "1,",
            "GB",
            "GB ",
            "GB/T ",
            "GB/T 1、",
            "GB/T 1~",
            "A1, ",
            "ASTM A1, ",
            "《",
            "》",
        ),
        *(
            "（",
            "<",
            "<a",
            "-",
            "&nbsp;",
            "\n",
            " ",
            "T/",
            "Q/A",
            "DB4",
            "、",
            "国",
            "第一条",
            "〔2015〕",
            "/",
        ),
        *(
            "GB/T 1-",
            "ISO/IEC/",
            "EN ",
            "BS EN ",
            "\\",
            "IEEE 802.",
            "GB 1《",
            "GB 1（所有部分）",
            "1\n",
        ),
    ],
)
def test_hostile_repetition_costs_no_more_than_its_length(unit: str) -> None:
    """A megabyte of any one piece is scanned in seconds, however it is repeated."""
    text = unit * (200_000 // len(unit))
    scanned = scan(text)
    assert all(text[one.start : one.end] == one.text for one in scanned.citations[:100])
