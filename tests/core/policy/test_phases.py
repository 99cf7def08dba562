"""Phases, principles and safeguards."""

import datetime as dt

import pytest

from biaozhun.core.policy.layout import lay_out
from biaozhun.core.policy.phases import phases, principles, safeguards

TEXT = """关于开展标准化工作的实施方案
一、总体要求
（一）基本原则。
1.统筹协调。加强协作。
2.需求导向。面向产业。
二、实施步骤
（一）动员部署阶段（2021年4月—6月）。制定方案。
（二）全面实施阶段（2021年7月—2023年6月）。推进工作。
（三）总结评估阶段（2023年7月—12月）。开展评估。
三、保障措施
（一）加强组织领导。健全机制。
（二）加大投入。安排资金。
"""


def test_phases_have_their_days() -> None:
    """The name without its days, the first and the last day of the period."""
    assert [(one.title, one.since, one.until, one.text) for one in phases(lay_out(TEXT))] == [
        ("动员部署阶段", dt.date(2021, 4, 1), dt.date(2021, 6, 30), "制定方案。"),
        ("全面实施阶段", dt.date(2021, 7, 1), dt.date(2023, 6, 30), "推进工作。"),
        ("总结评估阶段", dt.date(2023, 7, 1), dt.date(2023, 12, 31), "开展评估。"),
    ]


def test_months_of_phases_are_of_the_year_in_the_title_where_the_text_has_no_day() -> None:
    """As the deadlines of tasks are."""
    text = TEXT.replace("关于开展", "关于开展2021年").replace("（2021年4月—6月）", "（4月—6月）")
    first = phases(lay_out(text))[0]
    assert (first.since, first.until) == (dt.date(2021, 4, 1), dt.date(2021, 6, 30))


def test_phases_told_in_one_paragraph() -> None:
    """第一阶段 and 第二阶段 without headings of their own."""
    text = (
        "二、工作步骤\n分两个阶段。第一阶段（2018年1月—6月）：摸底排查。"
        "第二阶段（2018年7月—12月）：集中整治。\n"
    )
    assert [(one.title, one.since, one.until) for one in phases(lay_out(text))] == [
        ("第一阶段", dt.date(2018, 1, 1), dt.date(2018, 6, 30)),
        ("第二阶段", dt.date(2018, 7, 1), dt.date(2018, 12, 31)),
    ]


def test_principles_and_safeguards_are_the_items_below_their_heading() -> None:
    """Title and text of each, with their places."""
    layout = lay_out(TEXT)
    assert [(one.title, one.text) for one in principles(layout)] == [
        ("统筹协调", "加强协作。"),
        ("需求导向", "面向产业。"),
    ]
    assert [(one.title, one.text) for one in safeguards(layout)] == [
        ("加强组织领导", "健全机制。"),
        ("加大投入", "安排资金。"),
    ]
    first = principles(layout)[0]
    assert TEXT[first.start : first.end] == "1.统筹协调。加强协作。"


def test_items_without_numbers_are_told_by_their_first_words() -> None:
    """A paragraph is a statement; a short first sentence is its title, a long one is not."""
    text = (
        "一、基本原则\n改革创新，系统布局。全面落实要求。\n"
        "坚持以人民为中心的发展思想，围绕群众关心的突出问题，持续用力，久久为功。\n"
    )
    assert [(one.title, one.text) for one in principles(lay_out(text))] == [
        ("改革创新，系统布局", "全面落实要求。"),
        ("", "坚持以人民为中心的发展思想，围绕群众关心的突出问题，持续用力，久久为功。"),
    ]


@pytest.mark.parametrize("title", ["强化科技服务要素保障", "完善社会保障体系建设", "重点任务"])
def test_work_on_security_is_no_safeguard(title: str) -> None:
    """A chapter of tasks whose title holds 保障 stays one."""
    assert safeguards(lay_out(f"一、{title}\n（一）壮大队伍。引进人才。\n")) == ()
