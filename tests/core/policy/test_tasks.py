"""Tasks of whole texts: which items are work, who is charged, what a table and a line add."""

import datetime as dt
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.planned import GOLD, TEXTS
from biaozhun.core.policy.layout import lay_out
from biaozhun.core.policy.published import deadline_of
from biaozhun.core.policy.tasks import diagnostics, tasks
from biaozhun.core.policy.value import Mode, Task

HEAD = "某市人民政府关于推进标准化工作的实施意见\n某政发〔2016〕8号\n\n各区政府：\n\n"
FOOT = "\n某市人民政府\n2016年3月1日\n"


def _tasks(body: str) -> tuple[Task, ...]:
    return tasks(lay_out(HEAD + body + FOOT))


def _titles(body: str) -> list[str]:
    return [task.title for task in _tasks(body)]


PLAIN = """一、总体要求
（一）指导思想。坚持质量第一，服务全市发展大局。
（二）基本原则。
1.政府引导。发挥政府的引导作用，营造环境。
（三）工作目标。到2020年，制定地方标准100项。
二、重点任务
（一）完善标准体系
1.制定产业标准。围绕重点产业制定标准。
2.推广团体标准。鼓励学会制定团体标准。
（二）强化标准实施。开展监督检查，健全反馈机制。
三、重点举措
——建设一批试点。推动试点建设，形成经验。
四、实施步骤
（一）启动阶段（2016年）。印发方案，部署工作。
（二）总结阶段（2020年）。总结经验，表彰先进。
五、保障措施
（一）加强组织领导。成立领导小组，统筹推进工作。
（二）加大资金投入。各区要安排专项经费。
"""


def test_work_items_are_tasks_and_goals_steps_and_principles_are_none() -> None:
    """Without brackets the finest numbered items of work and of safeguards are the tasks."""
    assert _titles(PLAIN) == [
        "制定产业标准",
        "推广团体标准",
        "强化标准实施",
        "加强组织领导",
        "加大资金投入",
    ]


def test_a_task_has_its_path_and_its_body_only() -> None:
    """The path leads down to its own item; number and title are no part of the body."""
    task = _tasks(PLAIN)[0]
    assert task.path == ("二、重点任务", "（一）完善标准体系", "1.制定产业标准")
    assert task.text == "围绕重点产业制定标准。"
    assert (task.units, task.mode, task.deadline) == ((), None, None)


def test_numbered_chapters_without_items_are_tasks_unless_they_only_hold() -> None:
    """A short opinion's 一、二、三 are its tasks; 工作要求 with bare paragraphs is none."""
    body = (
        "一、重要意义\n标准是基础，各部门要高度重视。\n二、加强标准供给\n制定一批地方标准。\n"
        "三、强化监督检查\n开展检查，公布结果。\n四、工作要求\n各区要加强领导，落实经费。\n"
    )
    assert _titles(body) == ["加强标准供给", "强化监督检查"]


def test_every_bracket_of_an_item_makes_a_task() -> None:
    """Several brackets in an item give several tasks, numbered, with the item's title."""
    found = _tasks(
        "一、重点任务\n1.优化政策。完善专项资金。（市财政局牵头，2017年底前完成）建立奖励制度。"
        "（市科委牵头，市质监局配合，持续推进）\n\n  出台考核办法。（市质监局）\n"
    )
    assert [(task.title, task.text, task.group, task.groups) for task in found] == [
        ("优化政策", "完善专项资金。", 1, 3),
        ("优化政策", "建立奖励制度。", 2, 3),
        ("优化政策", "出台考核办法。", 3, 3),
    ]
    assert [task.leads for task in found] == [("市财政局",), ("市科委",), ("市质监局",)]
    assert [task.deadline.day if task.deadline else 0 for task in found] == [
        dt.date(2017, 12, 31),
        None,
        0,
    ]


def test_paragraphs_below_a_heading_are_tasks_by_their_brackets() -> None:
    """Unnumbered paragraphs that each name units are tasks with titles of their own."""
    found = _tasks(
        "一、提升供给质量\n（一）推动资源开放\n优化考核制度，加大开放力度。（责任单位：市科委）\n"
        "加强校企合作，创建平台。（责任单位：市教委、市科委）\n"
    )
    assert [(task.title, task.path[-1]) for task in found] == [
        ("优化考核制度", "（一）推动资源开放"),
        ("加强校企合作", "（一）推动资源开放"),
    ]


def test_ordinals_and_dashes_are_tasks_only_with_a_bracket() -> None:
    """一是 and —— part sentences; a bracket behind each makes them tasks."""
    found = _tasks(
        "一、重点任务\n（一）提升质量。\n一是开展抽查。（市质监局负责）\n二是推进追溯。（市商务委）\n"
        "（二）提升服务。\n——推行试点。形成经验。\n——完善制度。形成机制。\n"
    )
    assert [(task.title, task.leads) for task in found] == [
        ("开展抽查", ("市质监局",)),
        ("推进追溯", ("市商务委",)),
        ("提升服务", ()),
    ]


def test_a_chapter_that_lists_things_is_no_work_beside_charged_chapters() -> None:
    """Products listed without units are no tasks where other items name units."""
    things = "一、重点发展产品\n（一）高端影像产品。加快产品升级。\n（二）手术系统。推动研发。\n"
    work = "二、重点任务\n（一）加强攻关。开展研究。（责任单位：市科委）\n"
    assert _titles(things + work) == ["加强攻关"]
    assert len(_titles(things)) == 2


@pytest.mark.parametrize(
    "rule",
    [
        "（注：排在首位的为牵头单位）",
        "注：责任单位列第一位的为牵头单位。",
        "（注：排在 首位的\n为牵头单位）",
    ],
)
@pytest.mark.parametrize("behind", [True, False])
def test_the_rule_of_the_first_unit_holds_for_the_whole_text(rule: str, *, behind: bool) -> None:
    """Stated before or behind, it makes the first unit lead and the others cooperate."""
    items = (
        "一、重点任务\n1.建设平台。建成平台。（市科委、市教委负责）\n"
        "2.开展试点。推进试点。（市教委、市科委牵头负责）\n"
    )
    body = items + rule + "\n" if behind else rule + "\n" + items
    found = _tasks(body)
    assert [(task.leads, task.cooperators) for task in found] == [
        (("市科委",), ("市教委",)),
        (("市教委", "市科委"), ()),
    ]
    stated = [d for d in diagnostics(lay_out(HEAD + body + FOOT)) if d.code == "lead_stated_once"]
    assert len(stated) == 1


def test_lines_below_an_item_charge_it() -> None:
    """责任单位 and 完成时限 on lines of their own belong to the item above them."""
    (task,) = _tasks(
        "一、重点任务\n1.建设检测平台。\n牵头领导：张三\n牵头单位：市质监局\n配合单位：市科委、\n"
        "各区政府\n完成时限：2016年底\n"
    )
    assert task.text == "建设检测平台。"
    assert (task.leads, task.cooperators) == (("市质监局",), ("市科委", "各区政府"))
    assert task.deadline is not None
    assert task.deadline.day == dt.date(2016, 12, 31)


def test_a_line_below_the_last_of_several_items_charges_them_all() -> None:
    """One line of units behind items of which none has its own is for each of them."""
    found = _tasks(
        "一、建设任务\n1.完善预案\n（1）修订预案，增强实用性。\n（2）组织演练，提高能力。\n"
        "（责任单位：市安监局）\n2.建设队伍\n（1）组建队伍，加强培训。（市卫计委负责）\n"
        "（2）配备装备，加强管理。\n"
    )
    assert [task.leads for task in found] == [("市安监局",), ("市安监局",), ("市卫计委",), ()]


def test_a_bracket_behind_everything_belongs_to_the_last_item() -> None:
    """A bracket on a line of its own at the end charges the item above it."""
    found = _tasks("一、保障措施\n（一）加强领导。定期研究。\n\n（市政府办公室）\n")
    assert [(task.title, task.text, task.leads) for task in found] == [
        ("加强领导", "定期研究。", ("市政府办公室",))
    ]


def test_paragraphs_before_all_headings_are_tasks_by_their_brackets() -> None:
    """Where no heading stands above, each paragraph with units is a task of its own."""
    found = tasks(lay_out("建设平台，建成系统。（市科委）\n\n开展试点，形成经验。（市教委）\n"))
    assert [(task.title, task.text, task.leads) for task in found] == [
        ("建设平台", "建设平台，建成系统。", ("市科委",)),
        ("开展试点", "开展试点，形成经验。", ("市教委",)),
    ]


def test_a_bracket_of_the_front_matter_is_no_task() -> None:
    """Who issued a plan, in a bracket below its title, is not charged with anything."""
    text = (
        "某市工作方案\n（市市场监管局  2022年2月）\n为推进工作（市科委负责），制定本方案。\n"
        "一、重点任务\n1.建设平台。建成平台。（市教委）\n"
    )
    assert [task.leads for task in tasks(lay_out(text))] == [("市教委",)]


def test_what_speaks_of_the_text_itself_is_no_work() -> None:
    """Articles of purpose, scope and entry into force are no tasks; what is to be done is."""
    found = tasks(
        lay_out(
            "某市标准化工作办法\n\n第一条 为推进标准化工作，根据有关规定，制定本办法。\n"
            "第二条 本办法适用于本市行政区域。\n第三条 各区建立标准化工作机制，安排专项经费。\n"
            "第四条 本办法自印发之日起施行。\n"
        )
    )
    assert [task.text for task in found] == ["各区建立标准化工作机制，安排专项经费。"]


def test_a_bracket_below_a_heading_is_handed_down_or_is_its_own_task() -> None:
    """It charges the items that name nobody; where all do, the heading is a task itself."""
    found = _tasks(
        "一、重点任务\n（一）能力建设（牵头单位：市安监局）\n1.建设平台。建成平台。\n"
        "2.建设队伍。组建队伍。（市卫计委负责）\n（二）政策落实。（市财政局牵头）具体措施：\n"
        "1.建立机制。监控资金。（市审计局负责）\n"
    )
    assert [(task.title, task.leads) for task in found] == [
        ("建设平台", ("市安监局",)),
        ("建设队伍", ("市卫计委",)),
        ("政策落实", ("市财政局",)),
        ("建立机制", ("市审计局",)),
    ]


def test_a_closing_sentence_charges_without_brackets() -> None:
    """由…牵头，…配合 as a sentence of its own is the charge, and no part of the body."""
    (task,) = _tasks(
        "一、重点任务\n（一）培育品牌。开展普查。由市质监局牵头，市商务委配合，2016年6月底前完成。\n"
    )
    assert task.text == "开展普查。"
    assert (task.leads, task.cooperators) == (("市质监局",), ("市商务委",))


def test_clauses_of_a_sentence_that_charge_stay_in_the_body() -> None:
    """Where the last clauses of a sentence name the units, the body is the whole sentence."""
    (task,) = _tasks("一、重点任务\n1.完善设施。新建20个，由市商务委牵头，市民政局配合。\n")
    assert task.text == "新建20个，由市商务委牵头，市民政局配合。"
    assert (task.leads, task.cooperators) == (("市商务委",), ("市民政局",))


def test_a_sentence_that_charges_and_goes_on_with_the_work_stays_whole() -> None:
    """What is to be done behind 牵头 and 配合 is no unit, and is not lost from the body."""
    (task,) = _tasks(
        "一、重点任务\n1.由市质监局牵头，市商务委配合，2016年6月底前制定团体标准10项。\n"
    )
    assert task.text == "由市质监局牵头，市商务委配合，2016年6月底前制定团体标准10项。"
    assert (task.leads, task.cooperators) == (("市质监局",), ("市商务委",))


def test_an_unclosed_bracket_is_read_and_reported() -> None:
    """Its units are not lost, and a person is told."""
    body = "一、重点任务\n1.强化服务。举办招聘会。（市人社局牵头，市教委配合\n"
    (task,) = _tasks(body)
    assert (task.leads, task.cooperators) == (("市人社局",), ("市教委",))
    assert [found.code for found in diagnostics(lay_out(HEAD + body + FOOT))] == [
        "bracket_unclosed"
    ]


@pytest.mark.parametrize(
    ("bracket", "fragment"),
    [
        ("（责任单位：详见任务分解的安排）", "（责任单位：详见任务分解的安排）"),
        ("（市科委、中国信保、市财政局负责）", "中国信保"),
    ],
)
def test_what_may_be_units_is_left_to_a_person(bracket: str, fragment: str) -> None:
    """A bracket that seems to name units, and a name that tells of none, are reported."""
    body = f"一、重点任务\n1.强化服务。举办招聘会。{bracket}\n"
    assert [(d.code, d.fragment) for d in diagnostics(lay_out(HEAD + body + FOOT))] == [
        ("unknown_unit", fragment)
    ]


def test_places_enclose_body_and_bracket() -> None:
    """Start and end of a task are those of its body and the bracket behind it."""
    text = HEAD + "一、重点任务\n1.建设平台。建成平台。（市科委负责）\n" + FOOT
    (task,) = tasks(lay_out(text))
    assert text[task.start : task.end] == "建成平台。（市科委负责）"


def test_modes_of_single_and_many_bodies() -> None:
    """A body of many alone is collective, sharing by duties a division, a bare list joint."""
    found = _tasks(
        "一、重点任务\n1.甲工作。开展甲工作。（各区政府）\n2.乙工作。开展乙工作。"
        "（市科委、市教委按职责分工负责）\n3.丙工作。开展丙工作。（市科委、各区政府）\n"
    )
    assert [task.mode for task in found] == [Mode.COLLECTIVE, Mode.DIVISION, Mode.JOINT]


_LINES = st.sampled_from(
    (
        *(
            "一、重点任务\n",
            "（一）提升质量。",
            "1.建设平台。",
            "建成平台。",
            "\n",
            "（市科委负责）",
        ),
        *(
            "（市科委牵头，",
            "市教委配合）",
            "责任单位：市科委、市教委\n",
            "2016年底前完成。",
            "——",
            "一是",
        ),
        *(
            "序号\t任务\t责任单位\n",
            "1\t建平台\t市科委\n",
            "附件\n",
            "二、保障措施\n",
            "第一条 ",
            "（",
            "）",
        ),
    )
)


@given(st.lists(_LINES, max_size=30).map("".join))
def test_any_text_gives_tasks_in_its_order(text: str) -> None:
    """Nothing raises; tasks stand in the order of the text and inside it."""
    layout = lay_out(text)
    found = tasks(layout)
    assert all(0 <= task.start <= task.end <= len(text) for task in found)
    assert all(one.start <= other.start for one, other in itertools.pairwise(found))
    diagnostics(layout)


@pytest.mark.shared
@pytest.mark.parametrize("name", TEXTS)
def test_the_tables_made_by_hand_are_met(name: str, shared: Path) -> None:
    """Count, leads, helpers and deadlines are those of the table, item by item."""
    wanted = json.loads((shared / GOLD / f"{name}.json").read_text(encoding="utf-8"))["tasks"]
    found = tasks(lay_out((shared / TEXTS[name]).read_text(encoding="utf-8")))
    assert [(list(task.leads), list(task.cooperators), deadline_of(task)) for task in found] == [
        (task["leads"], task["cooperators"], task["deadline"]) for task in wanted
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count", "charged"), [("001", 18, 0), ("003", 22, 0), ("004", 29, 17)]
)
def test_seeds_without_a_table_have_as_many_tasks_as_items(
    name: str, count: int, charged: int, shared: Path
) -> None:
    """The items of work of the other texts are counted, and those that name units."""
    found = tasks(lay_out((shared / f"seeds/{name}.txt").read_text(encoding="utf-8")))
    assert (len(found), sum(bool(task.units) for task in found)) == (count, charged)
