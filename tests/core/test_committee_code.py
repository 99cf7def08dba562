"""Codes of committees: the grammar, its one spelling, and what stands above."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.committee_code import CommitteeCodeError, find, parse

NUMBERS = st.integers(1, 99_999).map(str)
OWNERS = st.sampled_from(
    ["SAC", "ISO", "IEC", "ISO/IEC", "CISPR", "ITU-T", "GD", "ZJ", "DB44", "DB4403", "DB440305"]
)
TOPS = st.sampled_from(["TC", "JTC", "PC", "SWG", "SG"])
SECONDS = st.sampled_from(["SC", "WP"])
GROUPS = st.sampled_from(["WG", "JWG", "AG"])
BETWEEN = st.sampled_from(["/", " ", " / ", "／"])
WITHIN = st.sampled_from(["", " ", "　"])


@st.composite
def codes(draw: st.DrawFn) -> tuple[str, str]:
    """A code of the grammar in a customary spelling, and in the one of ours."""
    owner = draw(OWNERS)
    kinds = [draw(TOPS)]
    kinds += [draw(SECONDS)] if draw(st.booleans()) else []
    kinds += [draw(GROUPS)] if draw(st.booleans()) else []
    parts = [(kind, draw(NUMBERS)) for kind in kinds]
    spelled = owner
    for kind, number in parts:
        spelled += draw(BETWEEN) + kind + draw(WITHIN) + number
    joint = " " if owner in {"ISO/IEC", "ITU-T"} else "/"
    written = owner + joint + "/".join(f"{kind} {number}" for kind, number in parts)
    return (spelled.lower() if draw(st.booleans()) else spelled), written


@given(codes())
def test_every_spelling_is_read_as_the_one_code(told: tuple[str, str]) -> None:
    """Blanks, slashes, width and letter case do not matter; the canonical spelling reads back."""
    spelled, written = told
    code = parse(spelled)
    assert code.canonical == written
    assert parse(code.canonical) == code


@given(codes())
def test_what_stands_above_is_the_code_without_its_last_part(told: tuple[str, str]) -> None:
    """A committee has nothing above it, everything else what its code says."""
    code = parse(told[0])
    above = code.parent
    assert (above is None) is (len(code.parts) == 1)
    if above is not None:
        assert code.canonical.startswith(above.canonical)
        assert above.owner == code.owner


@given(codes())
def test_a_code_is_found_inside_a_name(told: tuple[str, str]) -> None:
    """As the catalogue's sources print it behind the name, in brackets."""
    assert find(f"某某标准化技术委员会（{told[1]}）") == parse(told[0])


@pytest.mark.parametrize(
    ("text", "canonical", "form"),
    [
        ("TC113SC12", "SAC/TC 113/SC 12", "sc"),
        ("TC260", "SAC/TC 260", "tc"),
        ("tc260sc1wg2", "SAC/TC 260/SC 1/WG 2", "wg"),
        ("SAC/TC113SC12", "SAC/TC 113/SC 12", "sc"),
        ("SAC/SWG 12", "SAC/SWG 12", "tc"),
        ("IEC/SC 65A", "IEC/SC 65A", "sc"),
        ("IEC/SC 65A/WG 3", "IEC/SC 65A/WG 3", "wg"),
        ("ITU-R SG 5/WP 5D", "ITU-R SG 5/WP 5D", "sc"),
        ("ＳＡＣ／ＴＣ　９", "SAC/TC 9", "tc"),
    ],
)
def test_customary_spellings(text: str, canonical: str, form: str) -> None:
    """The compact form of SAC's lists, IEC's lettered subcommittees, full-width letters."""
    code = parse(text)
    assert (code.canonical, code.form) == (canonical, form)


def test_a_lettered_subcommittee_of_the_iec_belongs_to_the_committee_of_its_number() -> None:
    """IEC/SC 65A leaves its committee out; the compact form is SAC's alone."""
    above = parse("IEC/SC 65A").parent
    assert above is not None
    assert above.canonical == "IEC/TC 65"
    assert parse("TC113SC12").compact == "TC113SC12"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "committee_code_form"),
        ("SAC", "committee_code_form"),
        ("TC", "committee_code_form"),
        ("SAC/TC 0", "committee_code_form"),
        ("SAC/TC 012", "committee_code_form"),
        ("TC1TC2", "committee_code_form"),
        ("SC 1", "committee_code_form"),
        ("全国信息安全标准化技术委员会", "committee_code_form"),
        ("x" * 10_000, "committee_code_form"),
        ("SAC/SC 1", "committee_code_order"),
        ("SAC/WG 1/TC 2", "committee_code_order"),
        ("IEC/SC 65", "committee_code_order"),
        ("SAC/TC 1/WG 1/SC 2", "committee_code_order"),
    ],
)
def test_what_is_no_code_is_refused_with_a_hint(text: str, code: str) -> None:
    """A stable code and what to write instead."""
    with pytest.raises(CommitteeCodeError) as caught:
        parse(text)
    assert caught.value.code == code
    assert caught.value.hint


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing else comes out, and what is read reads back."""
    try:
        code = parse(text)
    except CommitteeCodeError:
        return
    assert parse(code.canonical) == code


def test_codes_are_sorted_by_their_numbers() -> None:
    """TC 9 before TC 10, a committee before its subcommittees."""
    told = ["SAC/TC 10", "SAC/TC 9/SC 2", "SAC/TC 9", "IEC/TC 1"]
    ordered = sorted(map(parse, told), key=lambda code: code.order)
    assert [code.canonical for code in ordered] == [
        "IEC/TC 1",
        "SAC/TC 9",
        "SAC/TC 9/SC 2",
        "SAC/TC 10",
    ]


def test_a_text_without_a_code_has_none() -> None:
    """Also one whose parts cannot stand so."""
    assert find("没有代号") is None
    assert find("SAC/WG 1/TC 2") is None
