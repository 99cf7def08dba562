import pickle

import pytest

from biaozhun.core.number import (
    Family,
    Nature,
    NumberError,
    NumberTrailingError,
    UnknownRegionError,
    parse,
    parse_slug,
)

PARTS = [
    # text, family, prefix, nature, issuer, region, serial, part, section, year
    ("GB/T 1.1-2020", "national", "GB", "recommended", "", "", "1", "1", "", 2020),
    ("GB 5749-2022", "national", "GB", "mandatory", "", "", "5749", "", "", 2022),
    ("GB/Z 24294.1-2018", "national", "GB", "guidance", "", "", "24294", "1", "", 2018),
    ("NY 1500.28.1-2007", "sector", "NY", "mandatory", "", "", "1500", "28", "1", 2007),
    ("HJ 1114-2020", "sector", "HJ", None, "", "", "1114", "", "", 2020),
    ("DB44/26-2001", "local", "DB44", "mandatory", "", "44", "26", "", "", 2001),
    ("DB4403/T 12-2020", "local", "DB4403", "recommended", "", "4403", "12", "", "", 2020),
    ("DBS52/ 009-2016", "local", "DBS52", "mandatory", "", "52", "009", "", "", 2016),
    ("DBJ/T 15-38-2019", "construction", "DBJ", "recommended", "", "44", "15-38", "", "", 2019),
    ("T/CECS 100-2020", "association", "T/CECS", None, "CECS", "", "100", "", "", 2020),
    ("Q/GDW 10354-2020", "enterprise", "Q/GDW", None, "GDW", "", "10354", "", "", 2020),
    ("JJG(电子)04018-1988", "metrology", "JJG(电子)", None, "电子", "", "04018", "", "", 1988),
    ("农业部1025号公告-11-2008", "regulation", "农业部公告", None,
     "农业部", "", "1025", "11", "", 2008),
    ("ISO/TR 10303-12:1997", "international", "ISO/TR", None, "", "", "10303", "12", "", 1997),
    ("IEC 60335-2-26:2002", "international", "IEC", None, "", "", "60335", "2", "26", 2002),
    ("BS EN ISO 9001:2015", "foreign", "BS EN ISO", None, "", "", "9001", "", "", 2015),
    ("ASTM A536-84", "foreign", "ASTM", None, "", "", "A536", "", "", 1984),
    ("ASTM D6701-21", "foreign", "ASTM", None, "", "", "D6701", "", "", 2021),
    ("ETSI EN 303 204-1 V1.1.1 (2014-10)", "foreign", "ETSI EN", None,
     "", "", "303 204", "1", "", 2014),
]  # fmt: skip


@pytest.mark.parametrize("row", PARTS, ids=[str(row[0]) for row in PARTS])
def test_number_is_read_into_its_parts(row: tuple[object, ...]) -> None:
    """Every field of the value holds the part the number prints for it."""
    number = parse(str(row[0]))
    assert (
        number.family, number.prefix, number.nature, number.issuer, number.region,
        number.serial, number.part, number.section, number.year,
    ) == row[1:]  # fmt: skip
    assert isinstance(number.family, Family)


@pytest.mark.parametrize(
    ("text", "code", "official", "slug"),
    [
        ("GB/T 1.1-2020", "GB/T", "GB/T 1.1—2020", "GB/T-1.1-2020"),
        ("DB44/26-2001", "DB44", "DB44/26—2001", "DB44/26-2001"),
        ("DB44/T 26-2001", "DB44/T", "DB44/T 26—2001", "DB44/T-26-2001"),
        ("CECS 279:2010", "CECS", "CECS 279:2010", "CECS-279-2010"),
        ("ISO/IEC 27001:2022", "ISO/IEC", "ISO/IEC 27001:2022", "ISO/IEC-27001:2022"),
        ("LY/T 1157-2008/XG1-2009", "LY/T", "LY/T 1157—2008/XG1—2009", "LY/T-1157-2008/XG1-2009"),
    ],
)
def test_written_forms(text: str, code: str, official: str, slug: str) -> None:
    """Code, official form and slug are what covers and addresses print."""
    number = parse(text)
    assert (number.code, number.official, number.slug) == (code, official, slug)


def test_amendment_adopted_and_joint_numbers_are_kept_apart() -> None:
    """An amendment sheet, an adopted number and a joint number each have a field."""
    amended = parse("GB/T 4706.1-2005/XG1-2022")
    adopting = parse("GB/T 19001-2016/ISO 9001:2015")
    joint = parse("T/CAV 009-2024 T/CAS 905-2024")
    assert (amended.amendment, adopting.adopted, joint.joint) == (
        "XG1-2022", "ISO 9001:2015", "T/CAS 905-2024",
    )  # fmt: skip
    assert adopting.same_edition(parse("GB/T 19001-2016"))
    assert not amended.same_edition(parse("GB/T 4706.1-2005"))


def test_same_standard_and_same_edition_are_two_questions() -> None:
    """Editions of one standard differ by year; another nature is another standard."""
    old, new, bare = parse("GB/T 1.1-2009"), parse("GB/T 1.1-2020"), parse("GB 1.1-2020")
    assert (old.same_standard(new), old.same_edition(new)) == (True, False)
    assert new.same_standard(bare) is False
    assert parse("GB/T 1.1-2020E").same_edition(new)


def test_renumbered_candidates_differ_in_nature_only() -> None:
    """GB 1234-1999 may be GB/T 1234-1999; other years, serials or the number itself may not."""
    number = parse("GB 1234-1999")
    assert number.same_text_renumbered(parse("GB/T 1234-1999"))
    assert number.same_text_renumbered(parse("GB/T 1234"))
    assert not number.same_text_renumbered(parse("GB/T 1234-2017"))
    assert not number.same_text_renumbered(parse("GB/T 1235-1999"))
    assert not number.same_text_renumbered(number)


def test_printed_text_takes_no_part_in_equality() -> None:
    """Two spellings of one number are equal, hash alike and keep their own text."""
    plain, wide = parse("GB/T 1.1-2020"), parse("ＧＢ／Ｔ １．１—２０２０")
    assert plain == wide
    assert len({plain, wide}) == 1
    assert (plain.printed, wide.printed) == ("GB/T 1.1-2020", "ＧＢ／Ｔ １．１—２０２０")
    assert plain != "GB/T 1.1-2020"


def test_numbers_sort_naturally() -> None:
    """Serial and part compare as numbers, not as text."""
    texts = ["GB/T 1.10-2020", "GB/T 1.2-2020", "GB/T 100-2020", "GB/T 1.2-2009", "GB/T 99-2020"]
    assert [number.canonical for number in sorted(map(parse, texts))] == [
        "GB/T 1.2-2009", "GB/T 1.2-2020", "GB/T 1.10-2020", "GB/T 99-2020", "GB/T 100-2020",
    ]  # fmt: skip


def test_search_keys_drop_year_and_nature() -> None:
    """Four keys for a recommended standard, two where the number states no mark."""
    assert parse("GB/T 1.1-2020").keys() == ("GBT1.1-2020", "GBT1.1", "GB1.1-2020", "GB1.1")
    assert parse("ISO 9001:2015").keys() == ("ISO9001-2015", "ISO9001")
    assert parse("DB44/26-2001").keys() == ("DB4426-2001", "DB4426")


@pytest.mark.parametrize(
    ("slug", "canonical"),
    [("GB/T-1.1-2020", "GB/T 1.1-2020"), ("gbt1.1", "GB/T 1.1"), ("GB-500", "GB 500"),
     ("ISO-9001:2015", "ISO 9001:2015"), ("ISO/IEC-TR-24028:2020", "ISO/IEC TR 24028:2020"),
     ("ETSI-TS-102-225-V7.4.0-(2010-04)", "ETSI TS 102 225 V7.4.0 (2010-04)")],
)  # fmt: skip
def test_addresses_are_read_generously(slug: str, canonical: str) -> None:
    """A slug is read back, also where the same hyphen is refused in running text."""
    assert parse_slug(slug).canonical == canonical


def test_an_address_that_is_no_number_is_refused() -> None:
    """A slug that fits nothing raises what parse raises."""
    with pytest.raises(NumberError):
        parse_slug("about-us")


def test_refusal_names_the_place_in_the_text_given() -> None:
    """The span is counted in the text as given, blanks and full width included."""
    with pytest.raises(NumberTrailingError) as refused:
        parse("　ＧＢ／Ｔ  1.1—2020 abc")
    error = refused.value
    assert (error.fragment, error.start, error.end) == (" abc", 15, 19)
    with pytest.raises(UnknownRegionError) as unknown:
        parse("DB88/T 12-2020")
    assert (unknown.value.fragment, unknown.value.start, unknown.value.end) == ("88", 2, 4)


def test_numbers_cross_process_borders() -> None:
    """A pickled number is the number."""
    number = parse("GB/T 4706.1-2005/XG1-2022")
    assert pickle.loads(pickle.dumps(number)) == number  # noqa: S301 - our own bytes


def test_hospitality_of_the_demonstration_region() -> None:
    """The invented province numbers local standards like any other."""
    assert [parse(text).region for text in ("DB99/T 1-2025", "DB9901/T 1-2025")] == ["99", "9901"]
    assert parse("DB99/1-2025").nature is Nature.MANDATORY
