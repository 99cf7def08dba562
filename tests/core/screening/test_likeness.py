"""Likeness of titles and scopes: what is near, what is not, and the laws of the measure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.screening import Degree, likeness, subject
from biaozhun.core.screening.likeness import degree, threshold

WORDS = [
    "白茶",
    "绿茶",
    "加工",
    "栽培",
    "技术规程",
    "湖北省",
    "养老机构",
    "服务",
    "规范",
    " ",
    "的",
]
TITLES = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=8).map("".join))


def test_a_title_is_read_as_object_operation_and_place() -> None:
    """Kind of document and place are no part of the object; 养护 is another word for 维护."""
    read = subject("湖北省农村公路养护技术规程")
    assert read.runs == ("农村公路",)
    assert read.operations == {"维护"}
    assert read.places == {"湖北省"}


def test_the_name_of_an_operation_within_a_thing_is_no_operation() -> None:
    """A planter is not planting, a service area no service."""
    assert subject("马铃薯种植机").operations == frozenset()
    assert subject("高速公路服务区").operations == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("白茶加工技术规程", "白茶加工技术规范", "same_title"),
        ("农村公路养护技术规范", "四川省农村公路养护技术规程", "other_place"),
    ],
)
def test_same_subjects_are_told_why(one: str, other: str, reason: str) -> None:
    """A title in other words of form, or of another place, is the same, and it is said which."""
    found = likeness(one, other)
    assert (found.score, found.degree, found.why[0].code) == (1.0, Degree.SAME, reason)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("白茶加工技术规程", "绿茶加工技术规程"),
        ("苹果栽培技术规程", "苹果贮藏技术规程"),
        ("居家养老服务规范", "机构养老服务规范"),
        ("中药材种子检验规程 黄芪", "中药材种子检验规程 当归"),
    ],
)
def test_another_object_or_another_operation_is_not_near(one: str, other: str) -> None:
    """One in common of the two makes no duplicate."""
    assert likeness(one, other).degree in {Degree.RELATED, Degree.FAR}


def test_reasons_name_the_words_as_written() -> None:
    """Shared words are told in the writing of the proposal, and what is done differently."""
    found = likeness("白蘭花劃分管理規範", "白兰花划分评价规范")
    assert [because.code for because in found.why] == ["same_object", "other_operation"]
    assert found.why[0].words == ("白蘭花劃分",)


def test_a_wider_subject_covers_a_narrower_one_and_not_the_other_way() -> None:
    """What is told of both is whether the other's object stands in ours."""
    assert likeness("富硒白茶加工技术规程", "白茶加工技术规程").covers
    assert not likeness("白茶加工技术规程", "富硒白茶加工技术规程").covers


def test_alike_scopes_raise_the_score_and_never_lower_it() -> None:
    """A scope that speaks of the same brings titles nearer; another scope takes nothing away."""
    titles = ("县乡道路养护规范", "农村公路养护技术规范")
    scope = "本文件适用于县道、乡道和村道的日常巡查、保养和小修。"
    bare = likeness(*titles).score
    assert likeness(*titles, scope=scope, other_scope=scope).score > bare
    assert likeness(*titles, scope=scope, other_scope="本文件适用于奶牛。").score == bare


def test_the_boilerplate_of_scopes_is_nothing_in_common() -> None:
    """Two scopes that share only what every scope says share nothing."""
    found = likeness(
        "白茶加工技术规程",
        "电梯救援服务规范",
        scope="本文件规定了白茶的术语和定义、要求、试验方法。",
        other_scope="本文件规定了电梯的术语和定义、要求、试验方法。",
    )
    assert (found.score, found.why) == (0.0, ())


def test_degrees_follow_the_table() -> None:
    """Each threshold is the first score of its degree."""
    for name in (Degree.SAME, Degree.OVERLAPPING, Degree.RELATED):
        assert degree(threshold(name)) is name
    assert degree(threshold("related") - 0.001) is Degree.FAR


@given(TITLES, TITLES, TITLES, TITLES)
def test_the_measure_is_symmetric_and_bounded(
    one: str, other: str, scope: str, other_scope: str
) -> None:
    """Who is asked about whom makes no difference."""
    there = likeness(one, other, scope=scope, other_scope=other_scope).score
    back = likeness(other, one, scope=other_scope, other_scope=scope).score
    assert there == back
    assert 0 <= there <= 1


@given(TITLES)
def test_the_measure_is_reflexive(title: str) -> None:
    """Whatever is compared with itself is the same."""
    assert likeness(title, title).score == 1
