"""Goals that are measured without a number."""

import pytest

from biaozhun.core.policy.goals import goals
from biaozhun.core.policy.layout import lay_out


@pytest.mark.parametrize(
    ("sentence", "indicator", "claim"),
    [
        ("实现农村健身设施全覆盖。", "农村健身设施", "全覆盖"),
        ("标准化水平位居全国前列。", "标准化水平", "位居全国前列"),
        ("各類標準總量進入片區前列。", "各類標準總量", "進入片區前列"),
        ("综合实力继续处于全国、全省前列。", "综合实力", "处于全国、全省前列"),
        ("产品质量达到国际先进水平。", "产品质量", "达到国际先进水平"),
        ("产值翻一番。", "产值", "翻一番"),
        ("创新能力进入全省前三位。", "创新能力", "进入全省前三位"),
        ("重大事故零发生。", "重大事故", "零发生"),
        ("重大事故“零发生”。", "重大事故", "“零发生”"),
        ("百万吨死亡率为零。", "百万吨死亡率", "为零"),
        ("工业企业三分之二以上建立制度。", "工业企业", "三分之二以上"),
        ("标准体系基本建立。", "标准体系", "基本建立"),
        ("基本实现农业机械化。", "农业机械化", "基本实现"),
        ("主产县基本实现农业机械化。", "主产县", "基本实现农业机械化"),
    ],
)
def test_a_claim_is_listed_with_what_it_claims_of(
    sentence: str, indicator: str, claim: str
) -> None:
    """The claim as printed, and its subject or object."""
    (found,) = goals(lay_out(f"某市规划\n一、发展目标\n到2025年，{sentence}\n"))
    assert (found.indicator, found.claim, found.year) == (indicator, claim, 2025)


@pytest.mark.parametrize(
    "sentence",
    [
        "标准化水平大幅提高。",
        "发挥标准化倍增效应。",
        "构建国内领先的产业体系。",
        "我市已全面建成标准体系。",
        "实现“五个翻番”。",
    ],
)
def test_what_cannot_be_measured_is_no_goal(sentence: str) -> None:
    """大幅提高, attributes and what is already so are left out."""
    assert goals(lay_out(f"某市规划\n一、发展目标\n{sentence}\n")) == ()


def test_a_work_to_be_complete_is_a_goal_only_among_goals() -> None:
    """全面实现 in a task is what is done, not what is measured; 全覆盖 is measured anywhere."""
    text = "某市规划\n一、重点任务\n全面实现信息公开。推动检测网点全覆盖。\n"
    assert [goal.claim for goal in goals(lay_out(text))] == ["全覆盖"]


def test_claims_of_one_clause_have_an_indicator_each() -> None:
    """What stands before the first claim is no part of the second."""
    text = "某市规划\n一、发展目标\n企业数量翻番、营业收入翻一番。\n"
    found = [(goal.indicator, goal.claim) for goal in goals(lay_out(text))]
    assert found == [("企业数量", "翻番"), ("营业收入", "翻一番")]
