import datetime as dt

import pytest

from biaozhun.core.classification import (
    ClassificationError,
    division,
    hs,
    national,
    sector,
    stage,
)


def test_the_harmonized_system_is_whole() -> None:
    """Ninety-six chapters (77 is reserved) in twenty-one sections, with all that is below."""
    counts = [sum(entry.level == level for entry in hs.scheme()) for level in (1, 2, 3)]
    assert counts[0] == len(hs.chapters()) == 96
    assert sum(counts) == len(hs.scheme()) == 6936
    assert {len(entry.code) for entry in hs.scheme()} == {2, 4, 6}
    assert len(hs.sections()) == 21


def test_goods_have_titles_levels_and_a_section() -> None:
    """A subheading knows its heading, chapter and section."""
    assert hs.title("010121") == "Horses; live, pure-bred breeding animals"
    assert hs.levels("010121") == ("01", "0101", "010121")
    assert hs.parent("01") is None
    assert hs.section("010121").code == "I"
    with pytest.raises(ClassificationError):
        hs.section("770100")


@pytest.mark.parametrize(
    ("code", "day", "department"),
    [
        ("TB", dt.date(2013, 3, 13), "铁道部"),
        ("TB", dt.date(2013, 3, 14), "国家铁路局"),
        ("HJ", dt.date(2008, 3, 14), "国家环境保护总局"),
        ("HJ", dt.date(2010, 1, 1), "环境保护部"),
        ("HJ", dt.date(2026, 1, 1), "生态环境部"),
        ("SN", dt.date(2020, 1, 1), "海关总署"),
        ("JT", dt.date(1990, 1, 1), None),
        ("RF", dt.date(2026, 1, 1), None),
    ],
)
def test_a_department_is_known_on_a_day(code: str, day: dt.date, department: str | None) -> None:
    """Reforms change the department on their day; what is not recorded is said to be unknown."""
    assert sector.department(code, day) == department


def test_every_sector_code_covers_something() -> None:
    """Seventy-seven codes have a field in both languages; one is historical."""
    assert len(sector.sectors()) == 77
    assert all(found.field_zh and found.field_en for found in sector.sectors())
    assert [found.code for found in sector.sectors() if found.state == "historical"] == ["TJ"]
    assert sector.sector("XF").field_zh == "消防救援"


def test_no_sector_has_two_departments_on_a_day() -> None:
    """On every day of a change each code has at most one department."""
    for day in (dt.date(2008, 3, 15), dt.date(2013, 3, 14), dt.date(2018, 3, 17)):
        held = sector.departments_on(day)
        assert len(held) == len(dict(held))


@pytest.mark.parametrize("code", ["GD", "jt", "", "GB"])
def test_an_unknown_sector_is_refused(code: str) -> None:
    """GD is asked for and is in no list; a national prefix is no sector."""
    with pytest.raises(ClassificationError):
        sector.department(code, dt.date(2026, 1, 1))


def test_regions_have_names_and_provinces() -> None:
    """Two digits are a province, four a city of it; the three without local standards are there."""
    assert (division.name("44"), division.name("4401")) == ("广东省", "广州市")
    assert division.levels("4401") == ("44", "4401")
    assert division.division("11").name_en == "Beijing City"
    assert len(division.provinces()) == 34
    assert {found.parent for found in division.divisions()} - {""} <= {
        found.code for found in division.provinces()
    }


@pytest.mark.parametrize("code", ["99", "9901", "440", ""])
def test_an_unknown_region_is_refused(code: str) -> None:
    """The invented province of the demonstration is no division."""
    with pytest.raises(ClassificationError):
        division.name(code)


def test_national_prefixes_are_named() -> None:
    """GBZ (occupational health) is not GB/Z (guidance)."""
    assert national.name("GBZ", "en") == "National occupational health standards"
    assert national.name("GB/Z") == "中华人民共和国国家标准化指导性技术文件"
    with pytest.raises(ClassificationError):
        national.name("gb")


def test_iso_stages_have_meanings_and_a_state() -> None:
    """Published at 60.60, confirmed at 90.93, withdrawn at 95.99, abandoned at any 98."""
    published = stage.of_iso("60.60")
    assert (published.meaning_en, published.meaning_zh, published.state) == (
        "International Standard published",
        "国际标准已出版",
        "published",
    )
    states = {code: stage.of_iso(code).state for code in ("60.00", "90.93", "95.99", "40.98")}
    assert states == {
        "60.00": "draft",
        "90.93": "published",
        "95.99": "withdrawn",
        "40.98": "cancelled",
    }


def test_stages_are_mapped_by_meaning() -> None:
    """ISO's enquiry (40) is our consultation (30); approval by the authority is ours alone."""
    assert stage.of_iso("40.20").national == "30"
    assert stage.of_iso("30.20").national == "20"
    assert stage.of_national("30").title_zh == "征求意见阶段"
    assert stage.of_national("30").iso_stages == ("40",)
    assert stage.of_national("50").iso_stages == ()
    assert [found.code for found in stage.national_stages()] == (
        ["00", "10", "20", "30", "40", "50", "60", "90", "95"]
    )


@pytest.mark.parametrize("code", ["60", "61.00", "", "6060"])
def test_an_unknown_stage_is_refused(code: str) -> None:
    """A stage without sub-stage is none of ISO's codes, and nothing is guessed."""
    with pytest.raises(ClassificationError):
        stage.of_iso(code)
    with pytest.raises(ClassificationError):
        stage.of_national("30.20")
