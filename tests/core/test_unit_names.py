"""Spellings of the names of units, and what departments became."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.unit_names import (
    changes_told_by,
    collective_key,
    department_changes,
    level_told_by,
    spelling,
    spellings,
)


@pytest.mark.parametrize(
    ("name", "key", "local"),
    [
        ("浙江省科学技术厅", "浙江省科技厅", "省科技厅"),
        ("省科技廳", "省科技厅", "省科技厅"),
        ("广东省深圳市市场监督管理局", "深圳市市监局", "市市监局"),
        ("上海市浦东新区人民政府", "浦东新区政府", "区政府"),
        ("上海市城乡建设和交通委员会", "上海市城乡建设和交通委", "市城乡建设和交通委"),
        ("上海市绿化和市容管理局", "上海市绿化市容局", "市绿化市容局"),
        ("国家市场监督管理总局", "国家市监总局", "市监总局"),
        ("中华人民共和国工业和信息化部", "中华人民共和国工信部", "工信部"),
        ("上海市規劃和自然資源局", "上海市规画资源局", "市规画资源局"),
        ("市住房城乡建设管理委", "市住建管委", "市住建管委"),
    ],
)
def test_a_name_is_brought_to_its_keys(name: str, key: str, local: str) -> None:
    """Short forms for long ones, only the innermost place, then only its level."""
    assert (spelling(name).key, spelling(name).local) == (key, local)


def test_a_bracket_is_read_whole_outside_and_inside() -> None:
    """In either width of bracket."""
    found = [one.folded for one in spellings("市水务局（市海洋局）")]
    assert found == ["市水务局(市海洋局)", "市水务局", "市海洋局"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("各区、县人民政府", "各县区政府"),
        ("各县(市、区)政府", "各市县区政府"),
        ("各市、县(市、区)人民政府等", "各市县区政府"),
        ("有关区、市政府", "相关市区政府"),
        ("相关區、市政府", "相关市区政府"),
        ("联席会议各成员单位", "联席会议各成员单位"),
        ("各有关部门", "各有关部门"),
    ],
)
def test_names_that_stand_for_many_meet_in_one_key(written: str, key: str) -> None:
    """Whatever stands between the places and in whatever order they come."""
    assert collective_key(written) == key


def test_the_reform_of_2018_is_suggested_by_level() -> None:
    """Provinces by the end of 2018, all others by March 2019, both ways round."""
    [province] = changes_told_by("浙江省质量技术监督局", "")
    [city] = changes_told_by("杭州市质监局", "")
    assert (province.present, province.by) == ("市场监督管理局", dt.date(2018, 12, 31))
    assert (city.level, city.by) == ("city", dt.date(2019, 3, 31))
    former = [one.former for one in changes_told_by("省市场监管局", "province")]
    assert former == ["质量技术监督局", "工商行政管理局", "食品药品监督管理局"]
    assert changes_told_by("浙江省财政厅", "") == ()
    assert changes_told_by("市监局", "") == ()


def test_every_succession_has_its_basis_and_a_tag() -> None:
    """What is not compared with a source says so."""
    assert {one.confidence for one in department_changes()} <= {"V", "V2", "K", "K-"}
    assert all(one.basis for one in department_changes())


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("浙江省财政厅", "province"),
        ("上海市科委", "province"),
        ("广西壮族自治区科技厅", "province"),
        ("杭州市科技局", "city"),
        ("浦东新区政府", "district"),
        ("财政部", ""),
        ("", ""),
    ],
)
def test_a_place_tells_a_level(name: str, level: str) -> None:
    """The municipalities are provinces."""
    assert level_told_by(name) == level


@given(st.text())
def test_any_text_has_keys(text: str) -> None:
    """No text is refused."""
    assert len(spellings(text)) in (1, 3)
    assert isinstance(collective_key(text), str)
    assert isinstance(changes_told_by(text, ""), tuple)
