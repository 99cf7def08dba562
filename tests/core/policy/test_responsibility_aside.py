"""Who is charged where no bracket closes the item: rules, remarks, headings, sentences, cells."""

import datetime as dt

import pytest

from biaozhun.core.policy.layout import lay_out
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.responsibility import charges_in
from biaozhun.core.policy.tasks import tasks
from biaozhun.core.policy.tasks.genre import holds_no_work, is_container
from biaozhun.core.policy.value import Role, Task

DAY = dt.date(2021, 3, 1)
HEAD = "某市人民政府关于推进数字乡村建设的实施意见\n某政发〔2021〕8号\n\n各区政府：\n\n"


def _tasks(body: str) -> tuple[Task, ...]:
    return tasks(lay_out(HEAD + body + "\n某市人民政府\n2021年3月1日\n"))


def _roles(text: str) -> list[tuple[str, Role]]:
    (charge,) = charges_in(Passage(text, ((0, 0),)), DAY)
    return [(unit.text, unit.role) for unit in charge.units]


@pytest.mark.parametrize(
    "rule",
    [
        "（列第一位者为牵头单位，下同）",
        "（除注明外，排第一的为牵头或汇总单位，下同）",
    ],
)
def test_the_rule_of_who_leads_may_stand_behind_the_last_unit(rule: str) -> None:
    """The last unit of a list is kept where the bracket behind it says that the first leads."""
    assert _roles(f"责任单位：市林业局、市水利局、市气象局{rule}") == [
        ("市林业局", Role.LEAD),
        ("市水利局", Role.COOPERATE),
        ("市气象局", Role.COOPERATE),
    ]


def test_places_that_share_a_seat_and_its_bracket_are_one_unit() -> None:
    """各旗、区人民政府（管委会） is one unit, as it is without the bracket."""
    assert _roles("开展巡查。（市林业局牵头，各旗、区人民政府（管委会）负责落实）") == [
        ("市林业局", Role.LEAD),
        ("各旗、区人民政府（管委会）", Role.COOPERATE),
    ]


def test_a_remark_goes_on_to_its_comma() -> None:
    """What is to be thought of with every later item charges nobody here, however many it names."""
    bracket = "（市林业局牵头。以下各项均需各旗、苏木和区人民政府落实，不再列出）"
    assert _roles("开展巡查。" + bracket) == [("市林业局", Role.LEAD)]


def test_a_sentence_may_say_by_whom_an_item_is_done() -> None:
    """A last sentence that does nothing but name who is responsible counts as a bracket."""
    first, second = _tasks(
        "一、办好实事\n"
        "（一）修缮村级文化室。完成修缮并对外开放。由市文旅局、市财政局，各县（市）、区政府负责落实。\n"
        "（二）推广农技服务。由农技站负责指导的农户要建立台账。\n"
    )
    assert first.leads == ("市文旅局", "市财政局", "各县（市）、区政府")
    assert first.text == "完成修缮并对外开放。"
    assert second.leads == ()


def test_a_bracket_in_a_heading_holds_for_the_items_below_it() -> None:
    """The items of a chapter take its bracket; what introduces them is no task."""
    found = _tasks(
        "一、建设数字农田（市农业农村局牵头）\n坚持科技引领，推进设施改造。\n"
        "（一）布设监测站点。完善站网布局。\n（二）建设数据平台。汇聚涉农数据。（市数据局）\n"
    )
    assert [(task.title, task.leads) for task in found] == [
        ("布设监测站点", ("市农业农村局",)),
        ("建设数据平台", ("市数据局",)),
    ]


def test_a_column_of_offices_may_name_no_more_than_the_office() -> None:
    """Where the head of a column says who is charged, 办公室 is a unit; 企业 is not."""
    found = tasks(
        lay_out(
            "| 工作任务 | 承办科室 |\n| --- | --- |\n| 公布办事指南 | 办公室 |\n"
            "| 开展问卷调查 | 企业 |\n"
        )
    )
    assert [task.leads for task in found] == [("办公室",), ()]


def test_a_column_may_ask_for_the_department_that_leads() -> None:
    """牵头负责部门 heads a column of units that lead."""
    (task,) = tasks(lay_out("序号\t工作任务\t牵头负责部门\n1\t治理废弃矿山9座\t自然资源部\n"))
    assert task.leads == ("自然资源部",)


@pytest.mark.parametrize("label", ["", "一、", "（一）", "第二章 ", "3."])
def test_a_chapter_without_work_is_known_with_its_label(label: str) -> None:
    """The number before a title takes nothing from what it says."""
    assert holds_no_work(f"{label}目标要求")
    assert holds_no_work(f"{label}主要指标")
    assert not holds_no_work(f"{label}推进设施改造")


@pytest.mark.parametrize("title", ["发展目标和重点", "目标与任务", "重点任务"])
def test_a_chapter_of_goals_and_priorities_is_no_task(title: str) -> None:
    """A title joined of what is no work of its own names a chapter, not an item."""
    assert is_container(title)
    assert not is_container("目标和人才培养")
    assert not is_container("")


@pytest.mark.parametrize(
    ("bracket", "leads", "helps"),
    [
        ("（省级责任单位：省林草局；市级责任单位：各市政府）", ["省林草局", "各市政府"], []),
        ("（牵头市直单位：市林业局；配合市直单位：市水利局）", ["市林业局"], ["市水利局"]),
        ("（责任部门：市林业局，责任时限：2022年底前）", ["市林业局"], []),
        ("（市住建局〔市人防办〕牵头，市林业局配合）", ["市住建局〔市人防办〕"], ["市林业局"]),
    ],
)
def test_labels_of_a_level_and_square_brackets_of_a_unit(
    bracket: str, leads: list[str], helps: list[str]
) -> None:
    """省级责任单位 is a label and no unit; 〔…〕 behind a unit is a part of its name."""
    roles = _roles("开展巡查。" + bracket)
    assert [text for text, role in roles if role is Role.LEAD] == leads
    assert [text for text, role in roles if role is Role.COOPERATE] == helps


def test_a_label_may_stand_in_brackets_of_its_own() -> None:
    """【责任单位】 needs no colon, on lines of their own or behind the sentence."""
    first, second = _tasks(
        "一、办好实事\n1.修缮驿站。完成修缮。【牵头单位】市林业局【配合单位】市水利局、各区政府\n"
        "2.开放步道。分段开放。\n【责任单位】：市园林局\n【完成时限】2022年底前\n"
    )
    assert (first.leads, first.cooperators) == (("市林业局",), ("市水利局", "各区政府"))
    assert (first.text, second.text) == ("完成修缮。", "分段开放。")
    assert second.leads == ("市园林局",)
    assert second.deadline is not None
    assert second.deadline.day == dt.date(2022, 12, 31)
