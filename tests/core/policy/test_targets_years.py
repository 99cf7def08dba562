"""The year a target is for: named, carried on, taken from a heading, a bracket or the title."""

import pytest

from biaozhun.core.policy.layout import lay_out
from biaozhun.core.policy.targets import targets
from biaozhun.core.policy.targets.years import Use, years
from biaozhun.core.text import fold


@pytest.mark.parametrize(
    ("phrase", "year", "use"),
    [
        ("到2020年,", 2020, Use.GOAL),
        ("2020年底前", 2020, Use.GOAL),
        ("2020年第三季度前", 2020, Use.GOAL),
        ("2020年上半年", 2020, Use.GOAL),
        ("2016-2020年", 2020, Use.GOAL),
        ("2016年至2020年", 2020, Use.GOAL),
        ("到二〇二五年", 2025, Use.GOAL),
        ("“十三五”期间", 2020, Use.GOAL),
        ("十四五末", 2025, Use.GOAL),
        ("三年内", 2019, Use.GOAL),
        ("力争用3年时间", 2019, Use.GOAL),
        ("未来五年内", 2021, Use.GOAL),
        ("今年底前", 2016, Use.GOAL),
        ("截至2015年底", 2015, Use.PAST),
        ("2012年,", 2012, Use.PAST),
        ("比2015年增长", 2015, Use.BASE),
        ("由2015年的60%提高到80%", 2015, Use.BASE),
        ("以2015年为基数", 2015, Use.BASE),
        ("2018年起", 2018, Use.ASIDE),
        ("2017年2月24日", 2017, Use.ASIDE),
        ("完成2013年到期标准的复审", 2013, Use.ASIDE),
    ],
)
def test_a_year_is_a_goal_a_fact_a_baseline_or_neither(phrase: str, year: int, use: Use) -> None:
    """The words around a year tell what it is to the numbers of its sentence."""
    assert [(y.year, y.use) for y in years(fold(phrase), 2016)] == [(year, use)]


def due(text: str) -> list[tuple[int, int | None]]:
    """Value and year of each target."""
    return [(int(target.value), target.year) for target in targets(lay_out(text))]


def test_a_year_holds_until_the_next() -> None:
    """It is carried over sentences, paragraphs and dash items, and ends with its section."""
    text = """某市发展规划
一、发展目标
到2017年，标准化水平进一步提升。
——创新能力增强。培育基地10个。
——服务能力增强。到2018年，培育机构20个。
——人才队伍壮大。培训人员30名。
到2020年，培育企业40家。
二、重点任务
（一）推进试点。建设试点50个。
（二）培育企业。到2019年，培育企业60家。培训人员70名。
"""
    assert due(text) == [
        (10, 2017),
        (20, 2018),
        (30, 2017),
        (40, 2020),
        (50, None),
        (60, 2019),
        (70, 2019),
    ]


def test_a_heading_names_the_year_of_its_section() -> None:
    """(一)第一阶段(2019年) holds for what stands below it."""
    text = """某市实施方案
三、实施步骤
（一）第一阶段（2019年）。建设试点10个。
（二）第二阶段（2020年）。建设试点20个。
"""
    assert due(text) == [(10, 2019), (20, 2020)]


def test_two_years_hold_for_what_follows_them() -> None:
    """到2022年和2030年 stands for every pair of numbers behind it, 分别 or not."""
    text = "某行动\n一、目标\n到2022年和2030年，素养水平分别不低于22%和30%；比例达到37%和40%。\n"
    assert due(text) == [(22, 2022), (30, 2030), (37, 2022), (40, 2030)]


def test_a_plan_of_work_knows_its_year_from_its_title() -> None:
    """What its sections say is for that year; a year before it in a name is none."""
    text = "2024年全市工作要点\n一、推进复审\n完成2022年到期标准复审120项。2023年，复审90项。\n"
    assert due(text) == [(120, 2024)]


def test_each_number_has_the_year_before_it() -> None:
    """Several years in a clause, the present year of a plan that began before it was printed."""
    text = (
        "某县三年行动计划（2018—2020 年）\n某政发〔2019〕4 号\n一、任务\n"
        "完好率2018年达85%、2019年达90%、2020年达95%以上。\n"
    )
    assert due(text) == [(85, 2018), (90, 2019), (95, 2020)]


def test_the_year_of_a_title_stands_in_its_bracket() -> None:
    """Of an article, of a line of its own, and before a colon."""
    text = (
        "某市纲要（2021—2035年）\n第一章　目标\n第一条　近期目标（2021—2025年）\n"
        "1. 国际标准超过100项；\n2. 创新基地达到3个；\n"
        "第二条　中期目标（到2030年）：国际标准超过200项。\n"
    )
    assert due(text) == [(100, 2025), (3, 2025), (200, 2030)]


def test_two_years_share_two_numbers() -> None:
    """2020年、2025年分别达到60%、70% gives each year its own."""
    text = "某市规划\n一、发展目标\n2020年、2025年普及率分别达到60%、70%。\n"
    assert due(text) == [(60, 2020), (70, 2025)]


def test_the_bracket_of_a_task_dates_its_target() -> None:
    """A number without a year is due when its task is."""
    text = """某市行动计划
二、重点任务
（一）培养人才。
1.建设高地。岗位培训人员突破5000名。(市人社局牵头，2020年底前完成)
2.引进专家。引进专家30名。(市人社局牵头，持续推进)
"""
    assert due(text) == [(5000, 2020), (30, None)]


def test_the_end_of_a_sentence_dates_what_it_is_about() -> None:
    """2019年底前完成 holds for its own sentence and for no other."""
    text = (
        "某市规划\n二、任务\n到2020年，建设试点10个。\n（一）建设。\n"
        "建成驿站20个，由市商务局牵头，2019年年底前完成。建成公园30个。\n"
    )
    assert due(text) == [(10, 2020), (20, 2019), (30, 2020)]


def test_the_title_dates_what_names_no_year() -> None:
    """A plan for 2016 to 2020 is to be met in 2020, a plan of work in its year."""
    assert due("某市发展规划（2016-2020年）\n一、重点任务\n建设场地600块。\n") == [(600, 2020)]


def test_the_year_of_a_plan_of_work_may_stand_behind_its_name() -> None:
    """重点工作责任分解(2024年) is for 2024."""
    assert due("重点工作责任分解（2024年）\n一、主要目标\n建设场地600块。\n") == [(600, 2024)]


def test_what_a_town_promises_for_a_year_is_for_that_year() -> None:
    """2026年为民办的实事 dates its lines."""
    text = "2026年为民办实事\n一、为老服务\n新增护理床位40张。\n二、出行\n新增停车位90个。\n"
    assert due(text) == [(40, 2026), (90, 2026)]


def test_the_notice_may_name_the_year_of_the_plan() -> None:
    """Where the plan's own title names no year, that of the notice holds."""
    text = (
        "某区人民政府关于印发《某区2024年重点工作任务清单》的通知\n各街道：\n"
        "现将清单印发给你们，请认真执行。\n某区人民政府\n2024年3月1日\n"
        "重点工作任务清单\n一、主要目标\n建设场地600块。\n"
    )
    assert due(text) == [(600, 2024)]


def test_what_is_told_of_the_years_before_is_no_target() -> None:
    """Below a heading of achievements, and behind a year before the text, numbers are facts."""
    text = """某市发展规划
某政发〔2016〕10号
一、发展现状
全市建成基地80个，合格率达到90%。
二、发展目标
2015年，全市标准达到500项。到2020年，全市标准达到900项。
"""
    assert due(text) == [(900, 2020)]
